"""What may stand after `parlour` to open the window: read by the command line and by autostart."""

PRACTICE = "practice"
"""Open the practice session (in the terminal where there is no screen)."""

UNTIL_PAINTED = "--until-painted"
"""Say so when the first screen stands there, and end: for measuring how long a start takes."""

MINIMISED = "--minimised"
"""A start that nobody asked for just now: no window jumps up."""

CARD_SUFFIX = ".parlour"
"""How the name of a group card's file ends."""
