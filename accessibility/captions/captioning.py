"""Captions as one thing to start, to pause and to look at: what the screens are given."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from accessibility.captions.caption import Source, State
from accessibility.captions.client import CaptionClient
from accessibility.captions.honest_line import honest_line
from accessibility.captions.language_packs import LanguagePack
from accessibility.captions.orders import Event, Level
from accessibility.captions.stream import Block, Stream
from resources.declared import Setting
from resources.words import Words

CAPTIONS_ON = Setting("captions.on", True, (True, False))

RUNNING = frozenset(
    {"loading", "ready", "listening", "quiet", "no_sound", "no_words", "restarting"}
)
"""Conditions that pass by themselves; after any other the person starts captions again."""


class Captioning:
    """The group's captions: the words so far, the honest line, the level.

    `choose` gives the pack to use now, or None. Nothing is kept once it is closed.
    """

    source: Source = "group"

    def __init__(
        self, make_client: Callable[[Callable[[Event], None]], CaptionClient], stream: Stream
    ) -> None:
        self._client = make_client(self.hear)
        self._stream = stream
        self._watchers: list[Callable[[], None]] = []
        self.pack: LanguagePack | None = None
        self.is_turned_on = True
        self.is_on = False
        self.condition = "stopped"
        self.device = ""
        self.level = 0.0
        self.lag_ms = 0

    def watch(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Call `watcher` after each change, until what is returned is called."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    @property
    def blocks(self) -> Sequence[Block]:
        """Return the words so far, as they stand on the screen."""
        return self._stream.blocks

    @property
    def is_settled(self) -> bool:
        """Say whether captions run as well as they are going to: nothing is being got ready."""
        return not (self.is_on and self.condition in ("loading", "ready", "restarting"))

    @property
    def worker(self) -> int | None:
        """Return the process number of the worker while there is one."""
        return self._client.pid

    # Wishes

    def use(self, pack: LanguagePack | None) -> None:
        """Use this pack from now on, and get warm with it, so that listening begins at once."""
        self.pack = pack
        if pack is not None:
            self._stream.language = pack.language
        if pack is not None and self.is_turned_on:
            self._client.warm(pack.path, pack.engine)
        self._tell()

    def turn(self, *, on: bool) -> None:
        """Turn captions on or off as a whole."""
        self.is_turned_on = on
        if not on:
            self.pause()
        self.use(self.pack)

    def start(self) -> None:
        """Listen to what the computer plays."""
        if self.pack is None or not self.is_turned_on:
            return
        if self.condition in ("gave_up", "bad_pack"):
            self._client.try_again()
        self.is_on = True
        self.condition = "loading"
        self._client.listen(self.source)
        self._tell()

    def start_if_possible(self) -> None:
        """Listen, if captions are turned on, a pack is there, and nothing stopped them before."""
        if not self.is_on and self.condition in ("stopped", *RUNNING):
            self.start()

    def pause(self) -> None:
        """Stop listening; the words stay."""
        self.is_on = False
        self.level = 0.0
        self._client.stop(self.source)
        self.condition = "stopped"
        self._tell()

    def forget(self) -> None:
        """Let go of every word (the person has left)."""
        self._stream.clear()
        self._tell()

    async def close(self) -> None:
        """Let go of the worker and of every word."""
        self._stream.clear()
        await self._client.close()

    # Words about it

    def in_words(self, words: Words) -> str:
        """Return the honest line: what is heard, or why nothing is."""
        if not self.is_turned_on:
            return words("captions_screen.off")
        if self.pack is None:
            return words("captions_screen.needs_pack")
        return honest_line(words, self.condition, device=self.device, lag_ms=self.lag_ms)

    # What the worker says

    def hear(self, event: Event) -> None:
        """Take what the worker says."""
        if event.source != self.source:
            return
        if isinstance(event, Level):
            self.level, self.lag_ms = event.level, event.lag_ms
        else:
            self._stream.take(event)
        if isinstance(event, State):
            self._condition(event)
        self._tell()

    def _condition(self, state: State) -> None:
        if state.text == "ready" or (state.text == "stopped" and self.is_on):
            return
        self.condition = state.text
        self.device = state.detail or self.device
        if state.text not in RUNNING:
            self.is_on = False
            self.level = 0.0

    def _tell(self) -> None:
        for watcher in list(self._watchers):
            watcher()
