"""Declarations that have words: settings, expected problems, findings of checks.

They live here, below everything else, because `desktop` and `accessibility`
both declare them and never import each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Generic, Protocol, TypeVar

T = TypeVar("T", str, int, bool)
T_co = TypeVar("T_co", str, int, bool, covariant=True)


class StoredValue(Protocol[T_co]):
    """One thing that is remembered across restarts; `key` names it in the settings file."""

    @property
    def key(self) -> str:
        """Return its name."""
        ...

    @property
    def default(self) -> T_co:
        """Return what holds until something else was stored."""
        ...

    def accepts(self, value: object) -> bool:
        """Say whether `value` may be stored."""
        ...


@dataclass(frozen=True)
class Setting(Generic[T]):
    """One thing a person may choose, declared beside the code that uses it.

    `key` names it in the settings file and its words in `resources/text/`:
    `setting.<key>` is its heading and `setting.<key>.<choice>` each choice.
    `choices` are closed on purpose: fewer decisions, and every value is tested.
    """

    key: str
    default: T
    choices: tuple[T, ...]

    def __post_init__(self) -> None:
        if self.default not in self.choices:
            raise ValueError(f"{self.key}: the default is not one of the choices")

    def accepts(self, value: object) -> bool:
        """Say whether `value` may be stored: a choice, and of the very same type."""
        return any(type(value) is type(choice) and value == choice for choice in self.choices)


class Choices(Protocol):
    """What remembers the person's choices (`desktop.storage.settings.Settings`)."""

    def __getitem__(self, setting: Setting[T], /) -> T:
        """Return the choice."""
        ...


@dataclass(frozen=True)
class StoredText:
    """What a person shows by doing, not by choosing from a list: where a window stands, say.

    It has no words; what is stored must match `pattern` as a whole.
    """

    key: str
    default: str
    pattern: str

    def accepts(self, value: object) -> bool:
        """Say whether `value` may be stored."""
        return isinstance(value, str) and re.fullmatch(self.pattern, value) is not None


class Problem(Exception):
    """An expected failure that has words for the person it happens to.

    Subclasses set `key`; `problem.<key>` in `resources/text/` says what happened
    (`text`) and what to do next (`next`). `details` fill the blanks of both and
    must never hold a secret, the words of a caption, or the query of a link.
    """

    key = "unexpected"

    def __init__(self, **details: str | int) -> None:
        super().__init__(self.key)
        self.details = details

    def __reduce__(self) -> tuple[Callable[..., Problem], tuple[type[Problem], dict[str, Any]]]:
        """Let a child process hand its problem over."""
        return _again, (type(self), self.details)


def _again(kind: type[Problem], details: dict[str, Any]) -> Problem:
    return kind(**details)


class Health(Enum):
    """How one finding of a check came out."""

    GOOD = "good"
    COULD_BE_BETTER = "could_be_better"
    BROKEN = "broken"


@dataclass(frozen=True)
class Finding:
    """What one check found: `check.<check>.<outcome>` are its words.

    `details` fill the blanks of those words; the rule for them is `Problem`'s.
    """

    check: str
    outcome: str
    health: Health
    details: dict[str, str | int] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Name the words of this finding."""
        return f"check.{self.check}.{self.outcome}"
