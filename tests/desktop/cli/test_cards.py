"""`parlour card`: check, preview, apply, write."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from desktop.cli.cards import CardNotKept, open_groups, write_card
from desktop.credentials.keyring_vault import VaultChoice
from desktop.credentials.memory_vault import MemoryVault
from desktop.groups.cards import parse_card
from tests.support.command_line import Typed
from tests.support.group_cards import card_bytes
from tests.support.memory_keyring import KeptVault


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str]) -> Typed:
    """Type a command here."""
    return Typed(capsys)


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """Return a good card's file, that never grows old."""
    path = tmp_path / "tea.parlour"
    path.write_bytes(card_bytes(expires=...))
    return path


def test_a_good_card_is_fine(typed: Typed, card: Path) -> None:
    answer = typed("card", "check", card)
    assert (answer.status, answer.out) == (0, "This card is fine: Tuesday Tea Group\n")
    assert typed("card", "check", card, "--json").data == {
        "good": True,
        "group": "Tuesday Tea Group",
        "lines": ["This card is fine: Tuesday Tea Group"],
    }


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"expires": "2020-01-01"}, "card_expired"),
        ({"format": 2}, "card_newer"),
        ({"group__hosts": ["*.example.org"]}, "card_address"),
        ({"password": "hushhush"}, "card_broken"),
        ({"calendar": "https://example.org/tea.ics?token=hushhush"}, "card_secret"),
    ],
)
def test_a_bad_card_is_refused_in_words(
    typed: Typed, card: Path, changes: dict[str, object], problem: str
) -> None:
    card.write_bytes(card_bytes(**changes))
    answer = typed("card", "check", card, "--json")
    assert answer.status == 1
    assert answer.err
    assert answer.data["problem"] == problem
    assert answer.data.keys() == {"good", "problem", "words", "next"}
    assert "hushhush" not in answer.out + answer.err


def test_a_preview_changes_nothing(typed: Typed, card: Path) -> None:
    answer = typed("card", "preview", card)
    assert answer.status == 0
    assert answer.out.startswith("This card is for Tuesday Tea Group.\n")
    assert "meet.example.org" in answer.out


@pytest.mark.parametrize("way", [(), ("check",), ("burn", "x.parlour"), ("check", "a", "b")])
def test_wrong_usage(typed: Typed, way: tuple[str, ...]) -> None:
    assert typed("card", *way).status == 2


def test_a_group_is_kept_only_where_it_is_safe(tmp_path: Path) -> None:
    with pytest.raises(CardNotKept):
        open_groups(tmp_path, VaultChoice(MemoryVault()))
    groups = open_groups(tmp_path, VaultChoice(KeptVault()))
    assert groups.groups == ()


def test_a_card_is_written(typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new = tmp_path / "new.parlour"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(card_bytes())))
    answer = typed("card", "write", new)
    assert (answer.status, answer.out) == (0, "The card for Tuesday Tea Group is written.\n")
    assert parse_card(new.read_bytes()) == parse_card(card_bytes())


@pytest.mark.parametrize("body", [b"", b"hello", json.dumps({"format": 1}).encode()])
def test_a_card_that_would_be_refused_is_not_written(
    typed: Typed, tmp_path: Path, body: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(body)))
    assert typed("card", "write", tmp_path / "new.parlour").status == 1
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "there.parlour"
    path.write_text("mine")
    with pytest.raises(Exception, match="card_there"):
        write_card(path, card_bytes())
    assert path.read_text() == "mine"
