"""Captions as one thing to start, to pause and to look at: what the screens are given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from accessibility.captions.caption import Source, State
from accessibility.captions.client import CaptionClient
from accessibility.captions.honest_line import honest_line
from accessibility.captions.language_packs import LanguagePack
from accessibility.captions.orders import Event, Level
from accessibility.captions.stream import Block, Stream
from resources.declared import Setting
from resources.watchers import Watchers
from resources.words import Words

CAPTIONS_ON = Setting("captions.on", True, (True, False))

RUNNING = frozenset(
    {"loading", "ready", "listening", "quiet", "no_sound", "no_words", "restarting"}
)
"""Conditions that pass by themselves; after any other the person starts captions again."""

BROKEN = frozenset({"gave_up", "bad_pack"})
"""Conditions that only trying again ends: nothing can be heard before."""

OWN_VOICE = "own_voice"


class Voice(Protocol):
    """A voice of our own (`accessibility.aloud.reader.Reader`): never captioned as the group."""

    @property
    def is_speaking(self) -> bool:
        """Say whether it can be heard now."""
        ...

    def watch(self, watcher: Callable[[], None]) -> object:
        """Call `watcher` after each change."""
        ...


class Captioning:
    """The group's captions: the words so far, the honest line, the level.

    `make_client` is given what hears the worker. Nothing is kept once it is closed.
    """

    source: Source = "group"

    def __init__(
        self, make_client: Callable[[Callable[[Event], None]], CaptionClient], stream: Stream
    ) -> None:
        self._client = make_client(self.hear)
        self._stream = stream
        self._watchers = Watchers()
        self._held = ""
        self._forgets = False
        self.pack: LanguagePack | None = None
        self.is_turned_on = True
        self.is_on = False
        self.condition = "stopped"
        self.device = ""
        self.level = 0.0
        self.lag_ms = 0

    def watch(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Call `watcher` after each change, until what is returned is called."""
        return self._watchers.add(watcher)

    @property
    def blocks(self) -> Sequence[Block]:
        """Return the words so far, as they stand on the screen."""
        return self._stream.blocks

    @property
    def is_settled(self) -> bool:
        """Say whether captions run as well as they are going to: nothing is being got ready."""
        return not (self.is_on and self.condition in ("loading", "restarting", OWN_VOICE))

    @property
    def worker(self) -> int | None:
        """Return the process number of the worker while there is one."""
        return self._client.pid

    # Wishes

    def use(self, pack: LanguagePack | None) -> None:
        """Use this pack from now on, and get warm with it, so that listening begins at once."""
        if pack != self.pack and self.condition in BROKEN:
            self.condition = "stopped"
        self.pack = pack
        if pack is not None:
            self._stream.language = pack.language
        if pack is not None and self.is_turned_on:
            self._client.warm(pack.path, pack.engine)
        self._watchers.tell()

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
        if self.condition in BROKEN:
            self._client.try_again()
        self.is_on = True
        self._listen()

    def start_if_possible(self) -> None:
        """Listen, if captions are turned on, a pack is there, and nothing stopped them before."""
        if not self.is_on and self.condition in ("stopped", *RUNNING):
            self.start()

    def pause(self) -> None:
        """Stop listening; the words stay."""
        self._end(self.condition if self.condition in BROKEN else "stopped")
        self._watchers.tell()

    def hold(self, reason: str) -> None:
        """Hear nothing until `go_on`; `reason` is the state (`caption.STATES`) that says why."""
        held, self._held = self._held, reason
        if self.is_on and not held:
            self._client.stop(self.source)
            self._stream.take(State(reason, source=self.source))
            self._listen()

    def go_on(self) -> None:
        """Listen again, if nobody has paused captions meanwhile."""
        held, self._held = self._held, ""
        if held and self.is_on:
            self._listen()

    def make_way_for(self, voice: Voice) -> None:
        """Hold whenever this voice of our own speaks: the group did not say that."""

        def follow() -> None:
            if voice.is_speaking:
                self.hold(OWN_VOICE)
            else:
                self.go_on()

        voice.watch(follow)

    def forget(self) -> None:
        """Let go of every word (the person has left)."""
        self._stream.clear()
        self._forgets = not self.is_on
        self._watchers.tell()

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
            self._hear_level(event)
        elif not self._forgets:  # last words come a moment after a pause
            self._stream.take(event)
        if isinstance(event, State):
            self._condition(event)
        self._watchers.tell()

    def _hear_level(self, event: Level) -> None:
        """Show a level only while we listen: the worker's last ones come after a pause."""
        if self.is_on and not self._held:
            self.level, self.lag_ms = event.level, event.lag_ms

    def _condition(self, state: State) -> None:
        if state.text in RUNNING:
            self._runs(state)
        elif state.text != "stopped":  # that is the echo of a wish of ours
            self._end(state.text)

    def _runs(self, state: State) -> None:
        """Note how it goes, unless a pause has been wished since; being ready is no news."""
        if self.is_on and not self._held and state.text != "ready":
            self.condition = state.text
            self.device = state.detail or self.device

    def _end(self, condition: str) -> None:
        """Listen no more until the person wishes it; also not when the worker is back."""
        self.is_on = False
        self.level, self.lag_ms = 0.0, 0
        self.condition = condition
        self._client.stop(self.source)

    def _listen(self) -> None:
        """Listen, or say why not yet."""
        self.level, self.lag_ms = 0.0, 0
        self._forgets = False
        self.condition = self._held or "loading"
        if not self._held:
            self._client.listen(self.source)
        self._watchers.tell()
