"""`parlour check-link`: says whether a link may be opened."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.cli.arguments import check_link, link_and_hosts
from desktop.cli.link_report import link_report
from desktop.cli.terminal import Terminal
from desktop.links.policy import judge


def answer_link(given: Sequence[str], terminal: Terminal) -> int:
    """Judge the link; 0 only if it may be opened."""
    asked = link_and_hosts(check_link(terminal.words), given)
    link = judge(asked.url, allowed_hosts=asked.allow_host)
    if asked.json:
        terminal.show(link_report(link, terminal.words))
    else:
        terminal.say(terminal.words(link.reason, **link.details))
    return 0 if link.verdict == "allow" else 1
