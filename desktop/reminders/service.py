"""Reminder service: follows the agenda, decides which reminders are shown, triggers alerts.

The window comes first, the notification second, the sound last. A reminder causes one
alert: after that it stays in the window, and its words follow the clock. Nobody is
reminded of the session they are in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.sessions.reminder_rules import (
    LEAD,
    MINUTE,
    NAMES,
    Reminder,
    fresh,
    plan,
    say_reminder,
    wishes_of,
)
from resources.platform.watchers import Watchers

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.calendars.agenda import Agenda
    from desktop.calendars.reminder_replies import ReminderReplies
    from desktop.reminders.alerts import Alerts
    from desktop.sessions.reminder_rules import Kind, Plan, ReminderWishes
    from desktop.sessions.session import Session
    from desktop.storage.settings import Settings
    from desktop.system.background import Background
    from desktop.system.clock import Clock
    from resources.words import Words


class ReminderService:
    """Follows the agenda from `begin` on; watchers are told each time it has planned anew.

    `current` returns the session the person is in. `came_up` is called with what is new,
    once each, and `alerts` tell of it after that.
    """

    def __init__(
        self,
        agenda: Agenda,
        replies: ReminderReplies,
        settings: Settings,
        background: Background,
        alerts: Alerts,
        *,
        clock: Clock,
        words: Words,
        current: Callable[[], Session | None],
    ) -> None:
        self._agenda = agenda
        self._replies = replies
        self._settings = settings
        self._clock = clock
        self._words = words
        self._background = background
        self._current = current
        self.alerts = alerts
        self._watchers = Watchers()
        self._plan: Plan = ()
        self._sample: Reminder | None = None
        self._told: frozenset[object] = frozenset()
        self.came_up: Callable[[Plan], None] = lambda _: None

    def begin(self) -> None:
        """Follow the agenda and the settings from now on."""
        self._agenda.watch(self.replan)
        self._settings.watch(lambda _: self.replan())
        self.replan()

    def watch(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Call `watcher` after each new plan, until what is returned is called."""
        return self._watchers.add(watcher)

    @property
    def shown(self) -> Plan:
        """Return what is to be seen in the window now: what was asked to be tried out first."""
        current = self._current()
        there = current.id if current is not None else ""
        others = tuple(one for one in self._plan if one.session.id != there)
        return others if self._sample is None else (self._sample, *others)

    def in_words(self, reminder: Reminder) -> str:
        """Say a reminder as it stands in the window at this moment."""
        return say_reminder(reminder, self._clock.now(), self._words)

    def replan(self) -> None:
        """Plan anew; show, tell and sound what came up since."""
        before, now = self._plan, self._clock.now()
        self._plan = plan(self._agenda.sessions, self._wishes, self._replies.all, now)
        if self._sample is not None and self._sample.session.start <= now:
            self._sample = None
        self._show(fresh(before, self._plan))

    # What the person does

    def answer(self, reminder: Reminder, kind: Kind) -> None:
        """The person has answered a reminder. One that was only tried out just goes away."""
        if reminder == self._sample:
            self._sample = None
            self._show(())
        else:
            self._replies.give(reminder.session, kind, self._clock.now())
            self._replied()

    def joined(self, session: Session) -> None:
        """The person has joined a session, with a reminder or without."""
        self._replies.give(session, "joined", self._clock.now())
        self._replied()

    def take_back(self, reminder: Reminder) -> None:
        """Remind of a session again that was not to be reminded of today."""
        self._replies.take_back(reminder.session)
        self._replied()

    @property
    def quiet(self) -> frozenset[str]:
        """Return the series that nobody is to be reminded of."""
        return self._replies.quiet

    def mute(self, series: str, *, is_quiet: bool) -> None:
        """Mute the reminders of a series, or unmute them."""
        self._replies.mute(series, is_quiet=is_quiet)
        self._replied()

    def is_sample(self, reminder: Reminder) -> bool:
        """Say whether a reminder was only asked for to try it out."""
        return reminder == self._sample

    def try_out(self) -> None:
        """Show how a reminder looks and sounds: one of the practice session."""
        from msgspec.structs import replace

        now = self._clock.now()
        practice = self._agenda.practice()
        start = now + self._settings[LEAD] * MINUTE
        session = replace(practice, start=start, end=start + (practice.end - practice.start))
        self._sample = Reminder(session, now, "soon")
        self._show((self._sample,))

    async def close(self) -> None:
        """Take everything away that is outside the window."""
        await self.alerts.close()

    # Showing, and alerts

    def _replied(self) -> None:
        """Let it be seen at once, and keep it."""
        self.replan()
        self._background.run(self._replies.save())

    @property
    def _wishes(self) -> ReminderWishes:
        return wishes_of(self._settings, self.quiet)

    def _show(self, new: Plan) -> None:
        """Let the window show what there is now; then tell and sound what is `new` there."""
        shown = self.shown
        new = tuple(one for one in new if one in shown)
        self._watchers.tell()
        names = self._settings[NAMES]
        told = frozenset((one.key, one.stage, names) for one in shown)
        if new:
            self.came_up(new)
        if new or (self._told and told != self._told):
            self._background.run(self.alerts.tell(shown, self._wishes, is_new=bool(new)))
        self._told = told
