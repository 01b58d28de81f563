"""Formats link verdicts as plain data for `--json`."""

from __future__ import annotations

from typing import Any

from desktop.joining.way_in import WayIn
from desktop.links.policy import LinkVerdict
from resources.words import Words


def link_report(verdict: LinkVerdict, words: Words) -> dict[str, str | None]:
    """Return what `parlour check-link --json` prints; `opens` is the exact text, or None."""
    return {
        "verdict": verdict.verdict,
        "service": verdict.service,
        "host": verdict.host,
        "opens": verdict.opens,
        "reason": words(verdict.reason, **verdict.details),
        "rule": verdict.rule,
    }


def join_report(way: WayIn, *, show_links: bool = False) -> dict[str, Any] | None:
    """Return the `join` of a session in `parlour sessions --json`; None when it has no link.

    A link holds secrets, so its text is in it only with `show_links`. Where the
    person must choose, `choices` holds one such entry for each service.
    """
    if way.choices:
        entries = [_join(one, show_links) for one in way.choices]
        return {"verdict": "ask", "service": None, "host": None, "choices": entries}
    return _join(way.link, show_links) if way.link else None


def _join(verdict: LinkVerdict, show_links: bool) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "verdict": verdict.verdict,
        "service": verdict.service,
        "host": verdict.host,
    }
    return entry | ({"url": verdict.opens} if show_links else {})
