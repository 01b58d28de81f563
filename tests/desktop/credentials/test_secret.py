from __future__ import annotations

import copy
import json
import logging
import pickle
from collections.abc import Callable

import pytest

from desktop.credentials.secret import Secret

TEXT = "correct horse battery staple"


@pytest.mark.parametrize(
    "show",
    [
        str,
        repr,
        lambda secret: f"{secret}",
        lambda secret: f"{secret!r:>40}",
        lambda secret: f"{secret:>40}",
        "{0} {0!r} {0:>40}".format,
        lambda secret: str([secret, {"a": secret}]),
        lambda secret: str(ValueError(secret)),
        lambda secret: logging.makeLogRecord({"msg": "is %s", "args": (secret,)}).getMessage(),
    ],
)
def test_it_is_never_shown(show: Callable[[Secret], str]) -> None:
    assert TEXT not in show(Secret(TEXT))


@pytest.mark.parametrize("store", [pickle.dumps, copy.copy, copy.deepcopy, json.dumps, vars])
def test_it_is_never_stored_by_accident(store: Callable[[Secret], object]) -> None:
    with pytest.raises(TypeError) as caught:
        store(Secret(TEXT))
    assert TEXT not in str(caught.value)


def test_it_is_the_same_as_an_equal_one_only() -> None:
    assert Secret(TEXT) == Secret(TEXT)
    assert hash(Secret(TEXT)) == hash(Secret(TEXT))
    assert Secret(TEXT) != Secret("other")
    assert Secret(TEXT) != TEXT


def test_it_gives_its_text_when_asked() -> None:
    assert Secret(TEXT).reveal() == TEXT
    assert Secret(TEXT) and not Secret("")
