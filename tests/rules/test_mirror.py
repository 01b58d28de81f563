"""A test stands beside its subject: `tests/ui/test_window.py` for `ui/window.py`."""

from __future__ import annotations

from pathlib import Path

from tests.support.source import PRODUCT, ROOT

OF_MORE = {
    "accessibility/captions/client/test_client_at_the_edges.py": "a client whose worker goes wrong",
    "accessibility/captions/client/test_overload.py": "a worker that cannot keep up",
    "accessibility/captions/engines/test_real_engines.py": "Vosk and Whisper themselves",
    "accessibility/captions/test_two_sources.py": "the group and me at once, all the way",
    "desktop/calendars/test_calendars_caldav.py": "calendars of a real CalDAV server",
    "desktop/cli/test_tables.py": "the tables that several commands print",
    "desktop/ical/test_against_bare.py": "the same sessions as the bare libraries find",
    "desktop/ical/test_content_cases.py": "shared cases: content lines",
    "desktop/ical/test_measuring.py": "what measures the reading of a calendar",
    "desktop/ical/test_recurrence_cases.py": "shared cases: recurrence rules",
    "desktop/ical/test_zone_cases.py": "shared cases: time zones",
    "desktop/joining/test_join_plan.py": "`join.py`: plans",
    "resources/test_stretched.py": "every text in a stretched and mirrored language",
    "ui/screens/join/test_recheck.py": "a press of Join while the calendar is read again",
    "ui/screens/test_sessions_list.py": "`sessions.py`: long lists",
    "ui/test_an_hour_of_captions.py": "an hour of captions leaves no word in memory or on disk",
    "ui/test_audit.py": "what looks at every screen",
    "ui/test_in_sight.py": "what a button's words look like in every size",
    "ui/widgets/test_every_widget.py": "every widget in every theme",
    "ui/widgets/test_on_the_bus.py": "widgets as a screen reader sees them",
    "ui/widgets/test_parts.py": "the small widgets together",
}
"""Tests whose subject is no one module, each with what it is. It may only shrink."""


def alone(root: Path) -> set[str]:
    """Return the tests that have no module or folder of their name beside them."""
    found = (path for top in PRODUCT for path in (root / "tests" / top).rglob("test_*.py"))
    places = [path.relative_to(root / "tests") for path in found]
    subjects = {place: root / place.parent / place.stem.removeprefix("test_") for place in places}
    return {
        place.as_posix()
        for place, subject in subjects.items()
        if not subject.is_dir() and not subject.with_suffix(".py").is_file()
    }


def test_every_test_stands_beside_its_subject() -> None:
    found = alone(ROOT)
    assert sorted(found - OF_MORE.keys()) == []
    assert sorted(OF_MORE.keys() - found) == [], "they have a subject: take them out of the list"


def test_a_test_elsewhere_is_caught(tmp_path: Path) -> None:
    for place in ("ui/pane.py", "ui/help/x.py", "tests/ui/test_pane.py", "tests/ui/test_help.py"):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).touch()
    assert alone(tmp_path) == set()
    (tmp_path / "tests/desktop").mkdir()
    (tmp_path / "tests/desktop/test_pane.py").touch()
    assert alone(tmp_path) == {"desktop/test_pane.py"}
