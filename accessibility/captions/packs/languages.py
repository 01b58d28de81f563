"""The caption language: the person's choice, else the computer's locale."""

from __future__ import annotations

from collections.abc import Mapping

from resources.declared import Setting

COMPUTER = "computer"
CODES = (
    *("ca", "cs", "de", "en", "eo", "es", "fr", "hi", "it", "ja", "kk", "ko"),
    *("nl", "pl", "pt", "ru", "sv", "tr", "uk", "uz", "vi", "zh"),
)
"""Every language that `resources/models.toml` knows a pack of, by ISO 639 code."""

LANGUAGE = Setting("captions.language", COMPUTER, (COMPUTER, *CODES))

ENGLISH = "en"


def spoken(choice: str, environ: Mapping[str, str]) -> str:
    """Return the code of the language to caption, for a choice of `LANGUAGE`.

    "The computer's" is read from the environment as POSIX says (LC_ALL before
    LC_MESSAGES before LANG); where that names none we know, it is English.
    """
    if choice != COMPUTER:
        return choice
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        code = environ.get(name, "")[:2].lower()
        if environ.get(name):
            return code if code in CODES else ENGLISH
    return ENGLISH
