"""A secret word that cannot be shown by accident."""

from __future__ import annotations

import hmac
from typing import Final, NoReturn

SHOWN: Final = "(secret)"


class Secret:
    """A password, a key or a private address. Only `reveal()` gives the text away.

    `repr`, `str`, f-strings and `%s` show "(secret)"; pickling and copying raise.
    """

    __slots__ = ("__text",)

    def __init__(self, text: str) -> None:
        self.__text = text

    def reveal(self) -> str:
        """Return the text, for the one call that needs it."""
        return self.__text

    def __repr__(self) -> str:
        return SHOWN

    def __format__(self, _: str) -> str:
        return SHOWN

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self.__text.encode(), other.__text.encode())

    def __hash__(self) -> int:
        return hash((Secret, self.__text))

    def __bool__(self) -> bool:
        return bool(self.__text)

    def __reduce_ex__(self, _: object) -> NoReturn:
        raise TypeError("a secret is not copied or stored this way")
