"""Live captions as the screens see them: start, pause, the words so far, each source's state."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from accessibility.captions.client.client import CaptionClient
from accessibility.captions.events import Final, Source, State
from accessibility.captions.packs.language_packs import LanguagePack
from accessibility.captions.protocol import Event, Level
from accessibility.captions.source_state import BROKEN, RUNNING, SourceState
from accessibility.captions.text.line import STEADINESS
from accessibility.captions.text.lines_aloud import ANNOUNCE, LinesAloud
from accessibility.captions.text.marks import Marks
from accessibility.captions.text.stream import Block, CaptionStream
from resources.declared import Choices, Setting
from resources.platform.watchers import Watchers
from resources.words import Words

CAPTIONS_ON = Setting("captions.on", True, (True, False))
"""Whether captions are used at all."""

OF_THE_WORKER = frozenset({"loading", "ready", "bad_pack", "restarting", "gave_up"})
"""States of the worker itself: they go for every source that is wished."""


class Captioning:
    """The captions of the group, and of the person's own microphone where it is asked for.

    `sources` are those that are wished: the group alone at each start, since a
    microphone never starts by itself. `make_client` is given what takes the worker's
    events. Nothing is kept once it is closed.
    """

    def __init__(
        self, make_client: Callable[[Callable[[Event], None]], CaptionClient], stream: CaptionStream
    ) -> None:
        self._client = make_client(self.handle)
        self._stream = stream
        self._watchers = Watchers()
        self._forgets = False
        self.marks = Marks()
        self.lines = LinesAloud()
        self.group = SourceState("group", self._client)
        self.me = SourceState("me", self._client)
        self.sources: tuple[Source, ...] = ("group",)
        self.pack: LanguagePack | None = None
        self.tidy_pack: LanguagePack | None = None
        self.is_turned_on = True

    def watch(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Call `watcher` after each change, until what is returned is called."""
        return self._watchers.add(watcher)

    @property
    def blocks(self) -> Sequence[Block]:
        """Return the words so far, as they stand on the screen."""
        return self._stream.blocks

    @property
    def source_states(self) -> list[SourceState]:
        """Return every source that is wished, the group first."""
        return [each for each in (self.group, self.me) if each.source in self.sources]

    @property
    def is_on(self) -> bool:
        """Say whether anything is listened to."""
        return any(each.is_on for each in self.source_states)

    @property
    def lead(self) -> SourceState:
        """Return the source that the start button is about: the group, if it is wished."""
        return self.source_states[0]

    @property
    def is_settled(self) -> bool:
        """Say whether captions run as well as they are going to: nothing is being got ready."""
        return all(each.is_settled for each in self.source_states)

    @property
    def worker(self) -> int | None:
        """Return the process number of the worker while there is one."""
        return self._client.pid

    # Wishes

    def use(self, pack: LanguagePack | None, tidy: LanguagePack | None = None) -> None:
        """Use this pack from now on, and get warm with it; `tidy`'s engine tidies its lines."""
        for each in (self.group, self.me):
            if (pack, tidy) != (self.pack, self.tidy_pack) and each.condition in BROKEN:
                each.condition = "stopped"
        self.pack, self.tidy_pack = pack, tidy
        if pack is not None:
            self._stream.language = pack.language
        if pack is not None and self.is_turned_on:
            self._client.warm(pack.path, pack.engine, tidy=tidy.path if tidy else None)
        self._watchers.tell()

    def turn(self, *, on: bool) -> None:
        """Turn captions on or off as a whole."""
        self.is_turned_on = on
        if not on:
            self.pause()
        self.use(self.pack, self.tidy_pack)

    def listen_to(self, *sources: Source) -> None:
        """Wish for these sources, one at least; while captions run they are listened to at once."""
        was_on = self.is_on
        self.sources = tuple(each for each in ("group", "me") if each in sources)
        for each in (self.group, self.me):
            if each.source not in self.sources and each.is_on:
                each.pause()
        if was_on:
            self.start()
        self._watchers.tell()

    def adopt(self, choices: Choices) -> None:
        """Follow the choices that need no other pack; words wait so long from the next line on."""
        self._stream.steadiness = choices[STEADINESS]
        self.lines.is_wished = choices[ANNOUNCE]

    def start(self) -> None:
        """Listen to every source that is wished and not listened to."""
        if self.pack is None or not self.is_turned_on:
            return
        waiting = [each for each in self.source_states if not each.is_on]
        if any(each.condition in BROKEN for each in waiting):
            self._client.try_again()
        self._forgets = False
        for each in waiting:
            each.listen()
        self._watchers.tell()

    def start_if_possible(self) -> None:
        """Listen, if captions are turned on, a pack is there, and nothing stopped them before."""
        if not self.is_on and all(
            each.condition in ("stopped", *RUNNING) for each in self.source_states
        ):
            self.start()

    def pause(self) -> None:
        """Stop listening; the words stay."""
        for each in self.source_states:
            each.pause()
        self._watchers.tell()

    def hold(self, reason: str) -> None:
        """Listen to nothing until `go_on`; `reason` is one of `events.STATES`."""
        cut = [each.source for each in (self.group, self.me) if each.hold(reason)]
        for source in cut[:1]:  # one mark says it for both
            self._stream.take(State(reason, source=source))
        self._watchers.tell()

    def go_on(self) -> None:
        """Listen again, if nobody has paused captions meanwhile."""
        for each in (self.group, self.me):
            each.go_on()
        self._watchers.tell()

    def mark(self, line: int) -> None:
        """Put the place of the reader below a line, or take it away from there."""
        self.marks.mark(line)
        self._stream.place = self.marks.place
        self._watchers.tell()

    def star(self, line: int) -> bool:
        """Give a line a star or take it off; say whether it has one now."""
        has_star = self.marks.star(line)
        self._watchers.tell()
        return has_star

    def forget(self) -> None:
        """Let go of every word, and of the microphone (the person has left)."""
        self.listen_to("group")
        self._let_go()
        self._forgets = not self.is_on
        self._watchers.tell()

    async def close(self) -> None:
        """Let go of the worker and of every word."""
        self._let_go()
        await self._client.close()

    def _let_go(self) -> None:
        self._stream.clear()
        self.marks.clear()
        self.lines.forget()

    # Words about it

    def in_words(self, words: Words) -> list[str]:
        """Return a status line for each wished source: what is listened to, or why nothing is.

        Two lines are short, and say whose they are.
        """
        if not self.is_turned_on:
            return [words("captions_screen.off")]
        if self.pack is None:
            return [words("captions_screen.needs_pack")]
        if len(self.sources) == 1:
            return [self.lead.in_words(words)]
        return [each.in_few_words(words) for each in self.source_states]

    # What the worker says

    def handle(self, event: Event) -> None:
        """Take what the worker says."""
        state = self.me if event.source == "me" else self.group
        if isinstance(event, Level):
            state.note_level(event)
        elif not self._forgets:  # last words come a moment after a pause
            self._stream.take(event)
            if isinstance(event, Final):
                self.lines.add(event)
        if isinstance(event, State):
            goes_for = self.source_states if event.text in OF_THE_WORKER else [state]
            for each in goes_for:
                each.note_state(event)
        self._watchers.tell()
