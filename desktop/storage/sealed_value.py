"""One value in a sealed file, read once and changed whole."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

import msgspec

from desktop.storage.sealed_file import SealedFile, SealedOtherKey

T = TypeVar("T")


class SealedValue(Generic[T]):
    """A value of a msgspec type. It is never written before it was read: no list is lost.

    `read` and `change` may block and raise a `Problem`. After any the value is the empty
    one and the next call tries again. That the file has another key is said once: a change
    may then begin anew, for the file will be set aside.
    """

    def __init__(self, file: SealedFile, kind: type[T], empty: T) -> None:
        self._file = file
        self._kind = kind
        self._empty = empty
        self._lock = Lock()
        self._is_told = False
        self.is_read = False
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
            self.value, self.is_read = value, True
            return value

    def _read(self) -> T:
        if not self.is_read:
            try:
                stored = self._file.read_as(self._understand)
            except SealedOtherKey:
                if self._is_told:
                    return self.value
                self._is_told = True
                raise
            self.value = self._empty if stored is None else stored
            self.is_read = True
        return self.value

    def _understand(self, body: bytes) -> T | None:
        try:
            return msgspec.json.decode(body, type=self._kind)
        except msgspec.MsgspecError:
            return None
