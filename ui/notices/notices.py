"""The banner for notices from any part of the app, above every screen until it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.widgets.banner import Banner
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Tone
from ui.widgets.column import Replaceable
from ui.widgets.notice import Notice

if TYPE_CHECKING:
    from resources.words import Explained
    from ui.services import Services

SHARE = 0.4


class NoticeBanner(Banner):
    """At most one notice; a newer one takes its place. It never goes away by itself."""

    def __init__(self, services: Services) -> None:
        super().__init__(SHARE)
        self._services = services
        self._place = Replaceable()
        self.add(self._place)

    def show_notice(self, what: str | Explained) -> None:
        """Show a notice with a button that puts it away."""
        notice = Notice(what, tone=Tone.ASK)
        read = BigButton(self._services.words("notice.read"), kind=Kind.QUIET, icon="check")
        read.chosen.connect(self.put_away)
        notice.add(read)
        self.show()
        self._place.show_instead(notice)
        self.outgrown.emit()
        self._services.say(str(what))

    def put_away(self) -> None:
        """Take the notice away."""
        self._place.show_nothing()
        self.hide()
