"""Browsers are what has registered itself as one; the chosen one is left out."""

from __future__ import annotations

import pytest

from desktop.browsers.browser import LINK, Browser
from desktop.browsers.windows import CHOSEN, CLIENTS, other_browsers, program_of

EDGE = r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe"
FIREFOX = r"C:\Program Files\Mozilla Firefox\firefox.exe"


class Registered:
    """A registry with these texts."""

    def __init__(self, values: dict[tuple[str, str], str]) -> None:
        self._values = values

    def keys(self, path: str) -> list[str]:
        """Return the keys below a path."""
        start = f"{path}\\"
        below = (where[len(start) :] for where, _ in self._values if where.startswith(start))
        return list(dict.fromkeys(one.partition("\\")[0] for one in below))

    def value(self, path: str, name: str = "") -> str:
        """Return a text."""
        return self._values.get((path, name), "")


def client(key: str, name: str, command: str, answers_to: str) -> dict[tuple[str, str], str]:
    """Return what a browser registers."""
    return {
        (f"{CLIENTS}\\{key}", ""): name,
        (rf"{CLIENTS}\{key}\shell\open\command", ""): command,
        (rf"{CLIENTS}\{key}\Capabilities\URLAssociations", "https"): answers_to,
    }


TWO = {
    **client("Microsoft Edge", "Microsoft Edge", f'"{EDGE}"', "MSEdgeHTM"),
    **client("Firefox-308046B0AF4A39CB", "Mozilla Firefox", f'"{FIREFOX}"', "FirefoxURL-1"),
    **client("IEXPLORE.EXE", "Internet Explorer", r'"C:\ie\iexplore.exe"', "IE.HTTPS"),
}


def test_they_are_named_and_started_by_their_program() -> None:
    assert other_browsers(Registered(TWO)) == (
        Browser("Microsoft Edge", (EDGE, LINK)),
        Browser("Mozilla Firefox", (FIREFOX, LINK)),
    )


def test_the_chosen_one_is_left_out() -> None:
    chosen = Registered({**TWO, (CHOSEN, "ProgId"): "MSEdgeHTM"})
    assert [browser.name for browser in other_browsers(chosen)] == ["Mozilla Firefox"]


def test_one_that_registered_nothing_to_start_is_left_out() -> None:
    empty = Registered(client("Odd", "Odd", "", ""))
    assert other_browsers(empty) == ()


@pytest.mark.parametrize(
    ("line", "program"),
    [
        (f'"{FIREFOX}" -osint -url "%1"', FIREFOX),
        (r"C:\Apps\b.exe --x", r"C:\Apps\b.exe"),
        (r"C:\My Apps\B.EXE", r"C:\My Apps\B.EXE"),
        ("", ""),
        ("rundll32 x", ""),
        (r'"C:\Windows\System32\rundll32.exe" url.dll,FileProtocolHandler', ""),
        (r'"C:\Windows\System32\cmd.exe" /c start', ""),
        (r"C:\Windows\System32\WindowsPowerShell\v1.0\PowerShell.EXE -c", ""),
        (r'"C:\Windows\System32\mshta.exe" "%1"', ""),
        (r'"C:/Python311/pythonw.exe" b.py "%1"', ""),
        (r'"C:\Apps\start.bat" "%1"', ""),
        (r'"C:\Apps\start.cmd" "%1"', ""),
        (r'"C:\Apps\b.exe.js" "%1"', ""),
        (r'"C:\Apps\b" "%1"', ""),
        (r'"C:\Apps\b.exe', ""),
        (r'  "C:\Apps\my cmd.exe files\b.exe"', r"C:\Apps\my cmd.exe files\b.exe"),
        (r"C:\Apps\b.exe.d\c.exe -- %1", r"C:\Apps\b.exe.d\c.exe"),
    ],
)
def test_only_the_program_is_taken_of_its_command(line: str, program: str) -> None:
    assert program_of(line) == program
