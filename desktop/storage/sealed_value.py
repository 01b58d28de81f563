"""One value in a sealed file, read once and changed whole."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

import msgspec

from desktop.storage.sealed_file import SealedFile

T = TypeVar("T")


class SealedValue(Generic[T]):
    """A value of a msgspec type. It is never written before it was read: no list is lost.

    `read` and `change` may block and raise a `Problem`; after `SealedBroken` the
    value is the empty one, after any other the next call tries again.
    """

    def __init__(self, file: SealedFile, kind: type[T], empty: T) -> None:
        self._file = file
        self._kind = kind
        self._empty = empty
        self._is_read = False
        self._lock = Lock()
        self.value = empty

    def read(self) -> T:
        """Read the value, the first time from the file; later it is just `value`."""
        with self._lock:
            return self._read()

    def change(self, change: Callable[[T], T]) -> T:
        """Put `change(value)` in place of the value, in the file first."""
        with self._lock:
            value = change(self._read())
            self._file.write(msgspec.json.encode(value))
            self.value = value
            return value

    def _read(self) -> T:
        if not self._is_read:
            body = self._file.read()
            self.value = self._empty if body is None else self._understand(body)
            self._is_read = True
        return self.value

    def _understand(self, body: bytes) -> T:
        try:
            return msgspec.json.decode(body, type=self._kind)
        except msgspec.MsgspecError:
            raise self._file.set_aside() from None
