"""State of one caption source: on or off, condition, device, level and lag; and that in words."""

from __future__ import annotations

from accessibility.captions.client.client import CaptionClient
from accessibility.captions.events import Source, State
from accessibility.captions.protocol import Level
from accessibility.captions.text.status_line import behind, status_line
from resources.words import Words

RUNNING = frozenset(
    {"loading", "ready", "listening", "quiet", "no_sound", "no_words", "restarting"}
)
"""Conditions that pass by themselves; after any other the person starts captions again."""

BROKEN = frozenset({"gave_up", "bad_pack"})
"""Conditions that only trying again ends: nothing can be listened to before."""

OWN_VOICE = "own_voice"
"""The condition while Parlour itself reads aloud."""


class SourceState:
    """What a person wished of one source, and what came of it."""

    def __init__(self, source: Source, client: CaptionClient) -> None:
        self.source = source
        self._client = client
        self._held = ""
        self._reason = ""
        self.is_on = False
        self.condition = "stopped"
        self.device = ""
        self.level = 0.0
        self.lag_ms = 0

    @property
    def is_settled(self) -> bool:
        """Say whether it runs as well as it is going to: nothing is being got ready."""
        return not (self.is_on and self.condition in ("loading", "restarting", OWN_VOICE))

    def listen(self) -> None:
        """Listen, or say why not yet."""
        self.is_on = True
        self.level, self.lag_ms = 0.0, 0
        self.condition = self._held or "loading"
        if not self._held:
            self._client.listen(self.source)

    def pause(self) -> None:
        """Listen no more until it is wished again; what broke stays broken."""
        self.end(self.condition if self.condition in BROKEN else "stopped")

    def end(self, condition: str, reason: str = "") -> None:
        """Listen no more; also not when the worker is back."""
        self.is_on = False
        self.level, self.lag_ms = 0.0, 0
        self.condition, self._reason = condition, reason
        self._client.stop(self.source)

    def hold(self, reason: str) -> bool:
        """Stop listening until `go_on`; say whether that cut something off."""
        held, self._held = self._held, reason
        cut = self.is_on and not held
        if cut:
            self._client.stop(self.source)
            self.listen()
        return cut

    def go_on(self) -> None:
        """Listen again, if nobody has paused meanwhile."""
        held, self._held = self._held, ""
        if held and self.is_on:
            self.listen()

    def note_level(self, event: Level) -> None:
        """Show a level only while we listen: the worker's last ones come after a pause."""
        if self.is_on and not self._held:
            self.level, self.lag_ms = event.level, event.lag_ms

    def note_state(self, state: State) -> None:
        """Take what the worker says about this source, or about itself."""
        if state.text in RUNNING:
            self._runs(state)
        elif state.text != "stopped":  # that is the echo of a wish of ours
            self.end(state.text, state.detail)

    def in_words(self, words: Words) -> str:
        """Return the status line: what is listened to, or why nothing is."""
        why = f"problem.{self._reason}"
        if self.source == "me" and self.condition == "no_device" and words.has(why):
            return words(why)  # that it is the microphone
        return status_line(words, self.condition, device=self.device, lag_ms=self.lag_ms)

    def in_few_words(self, words: Words) -> str:
        """Return the status line of one of two sources: whose it is, and how it goes."""
        source = words(f"caption_view.{self.source}")
        short = f"captions.source.{self.condition}"
        if not words.has(short):
            return words("captions.source.other", source=source, line=self.in_words(words))
        late = behind(words, self.condition, self.lag_ms)
        return f"{words(short, source=source)} {late}".strip()

    def _runs(self, state: State) -> None:
        """Note how it goes, unless a pause has been wished since; being ready is no news."""
        if self.is_on and not self._held and state.text != "ready":
            self.condition = state.text
            self.device = state.detail or self.device
