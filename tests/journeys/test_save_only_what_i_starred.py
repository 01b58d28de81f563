"""Two starred lines of real speech are saved where the person chose, and nowhere else."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.test_read_captions import start_captions, wav
from tests.support.desk import Desk
from tests.support.person import Person
from tests.support.sound import SoundServer
from tests.support.speech import english_lines
from tests.support.until import wait_until


def star(person: Person, line: str) -> None:
    """Go to a line as a screen reader does, and give it a star."""
    person.focuses(line)
    person.presses("Remember this line")
    person.waits_for(f"Remembered: {line}")


def save(person: Person, path: Path) -> str:
    """Save into a file through the computer's own window; return what it holds."""
    person.presses("My group agrees")
    person.writes("File name", str(path))
    person.presses("Save")
    person.waits_for(f"2 lines are saved in {path}")
    return path.read_text("utf-8")


def test_save_only_what_i_starred(desk: Desk, person: Person, sound: SoundServer) -> None:
    spoken, _ = english_lines(1, 3)
    person.open_parlour()
    start_captions(person)
    sound.play(wav(desk.root / "english.wav", spoken)).wait(30)
    wait_until(lambda: len(person.captions()) >= 3, what="three lines")
    wait_until(lambda: person.captions()[2].endswith("."), what="the last full stop")
    person.presses("Pause captions")
    person.waits_for("Captions are paused")
    first, second, third, *_ = person.captions()
    desk.secrets |= {first, second, third}
    star(person, first)
    star(person, third)
    person.waits_for("Remember this line (2)")
    person.presses("More")
    person.presses("Save these captions")
    person.waits_for("Ask your group before you save them.")
    folder = desk.root / "Documents"
    folder.mkdir(exist_ok=True)
    text, subtitles = folder / "words.txt", folder / "words.vtt"
    desk.may_hold |= {text, subtitles}
    assert save(person, text) == f"{first}\n{third}\n"
    assert text.stat().st_mode & 0o077 == 0
    person.presses("Subtitles for a website")
    written = save(person, subtitles)
    assert written.startswith("WEBVTT\n\n00:00:")
    assert third in written
    assert second not in written
    assert desk.leaks() == []
    person.presses("Delete this file")
    wait_until(lambda: not subtitles.exists(), what="the file being gone")
    assert person.close_parlour() == 0
