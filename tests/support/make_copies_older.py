"""Make the kept copies of calendars a day older, as a night without the computer would.

A program of its own, run on a desk: `python -m tests.support.make_copies_older`. It opens the
desk's keyring and the sealed files just as Parlour does.
"""

from __future__ import annotations

import os
from datetime import timedelta

import msgspec

from desktop.credentials.keyring_vault import choose_vault
from desktop.feeds.saved_calendars import SavedCalendars
from desktop.feeds.source_state import LastGoodCopy
from desktop.storage.sealed_file import SealedFile, SealedFolder
from desktop.system.paths import find_paths

DAY = timedelta(days=1)


def main() -> None:
    """Age every copy there is; fails where there is none."""
    private, vault = find_paths(os.environ).private, choose_vault().vault
    keep = SealedFolder(private / "copies", vault)
    calendars = SavedCalendars(SealedFile(private / "calendars.sealed", vault), vault)
    calendars.load()
    for source in calendars.sources:
        body = keep.get(source.id)
        assert body is not None
        copy = msgspec.msgpack.decode(body, type=LastGoodCopy)
        older = msgspec.structs.replace(copy, checked_at=copy.checked_at - DAY)
        keep.put(source.id, msgspec.msgpack.encode(older))
    assert calendars.sources


if __name__ == "__main__":
    main()
