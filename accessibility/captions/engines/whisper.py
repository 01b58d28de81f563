"""Whisper engine: phrases of English, with case and punctuation, where no Vosk pack can be had.

It reads phrases, not running sound (`phrases.py`). While a phrase is said it is read
again every `DRAFT_EVERY_S` seconds for a draft; when it ends it is read once more for the
final. Nothing is read where nobody speaks, for Whisper invents words in silence.

Measured on 2 cores, `tiny.en`, 8 bit: the encoder's cost depends only on the length of the
window it is given. 30 s, as it was trained: 0.4 s of processor time a pass. 10 s: 0.07 s, and
8 words in 1,000 more are wrong. So drafts use the short window, finals the long one.
Times of words come from the decoder's attention: 0.02 s a pass, cheap enough for drafts too.
Live on 111 s of English, 1 thread: 0.34 s of processor time a second, 3.2 % of the words
wrong, words settled (2 drafts agree) after 0.9 s (p50) and 2.4 s (p95).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import compress

from accessibility.captions.engines.phrases import Phrase, PhraseCutter
from accessibility.captions.engines.recogniser import PackNotLoaded
from accessibility.captions.engines.voice_activity import VoiceActivity
from accessibility.captions.events import RATE, Final, Partial, Word
from resources.platform.child_process import SILENT

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DRAFT_EVERY_S = 0.5
"""Seconds of a phrase between two drafts."""

DRAFT_WINDOW_FRAMES = 1000
"""Frames of 10 ms that the encoder is given for a draft."""
FINAL_WINDOW_FRAMES = 3000
"""Frames of 10 ms. A draft's window is longer than the longest phrase; a final's is Whisper's."""

TOO_REPETITIVE = 2.4
"""How many times shorter a text may become when compressed."""
MARK_S = 0.02
"""Seconds from one of Whisper's time marks to the next."""
LEFT_S = 0.6
"""Seconds of a phrase after the last time mark that may hold a word."""

_END_MARKS = frozenset(".?!,")

NOT_SPEECH, UNSURE = 0.6, -1.0
"""When a reading is thrown away; Whisper's own limits (`transcribe.py`, OpenAI, 2022)."""


class WhisperModel:
    """A loaded pack, shared by the recognisers of all sources. Used in one thread.

    One recogniser is made at once and thrown away: what it needs may be missing.
    """

    name = "whisper"
    has_cheap_drafts = has_long_lines = False

    def __init__(self, folder: Path, threads: int) -> None:
        from faster_whisper import WhisperModel as Model
        from faster_whisper.tokenizer import Tokenizer
        from faster_whisper.transcribe import get_suppressed_tokens

        self._model: Any = Model(
            str(folder),
            device="cpu",
            compute_type="int8",
            cpu_threads=threads,
            local_files_only=True,
        )
        self._tokens: Any = Tokenizer(
            self._model.hf_tokenizer,
            self._model.model.is_multilingual,
            task="transcribe",
            language="en",
        )
        self._suppressed: list[int] = list(get_suppressed_tokens(self._tokens, [-1]))
        self._prompt: list[int] = self._model.get_prompt(self._tokens, [])
        self._unmarked: list[int] = [*self._prompt, self._tokens.no_timestamps]
        self.recogniser()

    def recogniser(self) -> WhisperRecogniser:
        """Make a recogniser for one source."""
        return WhisperRecogniser(self)

    def read_line(self, sound: bytes) -> tuple[Word, ...]:
        """Read a finished line; see `LineReader`."""
        return self.read(Phrase(0, sound), FINAL_WINDOW_FRAMES)

    def read(self, phrase: Phrase, window: int) -> tuple[Word, ...]:
        """Read a phrase once: its words, with times from its start; none if it is no speech.

        `window` is the encoder's, in frames of 10 ms.
        """
        features, frames = self._features(phrase, window)
        encoded = self._model.encode(features)
        result = self._decode(encoded, self._prompt, phrase.seconds)
        if self._stopped_early(result, phrase.seconds):
            result = self._decode(encoded, self._unmarked, phrase.seconds)
        tokens = [each for each in result.sequences_ids[0] if each < self._tokens.eot]
        unheard = result.no_speech_prob > NOT_SPEECH
        if not tokens or (unheard and (result.scores[0] < UNSURE or self._repeats(result))):
            return ()
        pieces = self._model.find_alignment(self._tokens, [tokens], encoded, frames)[0]
        return _words(_without_loop(pieces), phrase.seconds)

    def _features(self, phrase: Phrase, window: int) -> tuple[NDArray[np.float32], int]:
        import numpy as np

        sound = np.frombuffer(phrase.sound, "<i2").astype(np.float32) / np.float32(32768)
        heard = self._model.feature_extractor(sound)[:, :-1][:, :window]
        frames = heard.shape[1]
        padded = np.pad(heard, ((0, 0), (0, window - frames)))
        return np.ascontiguousarray(padded, np.float32), frames

    def _stopped_early(self, result: Any, seconds: float) -> bool:
        """Say whether it ended at a time mark, as if the rest of the phrase were for later.

        Without time marks it reads on to the end, and on clean speech a little less well.
        """
        first = self._tokens.timestamp_begin
        last = max((each - first for each in result.sequences_ids[0] if each >= first), default=0)
        return 0 < last * MARK_S < seconds - LEFT_S

    def _decode(self, encoded: Any, prompt: list[int], seconds: float) -> Any:
        """Run the decoder, greedily: no chance in it, and no run-away longer than speech can be."""
        return self._model.model.generate(
            encoded,
            [prompt],
            beam_size=1,
            max_length=len(prompt) + 20 + round(10 * seconds),
            return_scores=True,
            return_no_speech_prob=True,
            suppress_tokens=self._suppressed,
        )[0]

    def _repeats(self, result: Any) -> bool:
        """Say whether it went round in circles: its text can be packed far too small."""
        raw = str(self._tokens.decode(result.sequences_ids[0])).encode()
        return bool(raw) and len(raw) / len(compress(raw)) > TOO_REPETITIVE


class WhisperRecogniser:
    """`Recogniser` by phrases. `feed` takes as long as a pass when a draft or a final is due."""

    def __init__(self, model: WhisperModel) -> None:
        self._model: WhisperModel | None = model
        self._phrases = PhraseCutter(VoiceActivity().feed)
        self._told = 0.0  # where the last final ended
        self._start_over()

    def feed(
        self, sound: bytes, *, drafts: bool = True, waits: bool = False
    ) -> list[Partial | Final]:
        """Hear some sound; see `Recogniser`. A draft that is taken back is an empty partial."""
        answer: list[Partial | Final] = []
        before = self._draft
        for phrase in self._phrases.feed(sound[: len(sound) // 2 * 2]):
            answer += self._finals(phrase)
            self._keep_after(phrase)
        if drafts and self._draft is before:
            self._read_draft()
        if self._draft is not before and (self._draft or before):
            answer.append(self._partial())
        return answer

    def flush(self) -> list[Final]:
        """Answer what is still held back; see `Recogniser`."""
        phrase = self._phrases.flush()
        self._start_over()
        return self._finals(phrase) if phrase else []

    def reset(self) -> None:
        """Forget what is held back."""
        self._phrases.reset()
        self._start_over()

    def close(self) -> None:
        """Let go of the model; it goes when the last recogniser does."""
        self.reset()
        self._model = None

    def _start_over(self) -> None:
        self._draft: tuple[Word, ...] = ()
        self._drafted = 0.0  # seconds of the running phrase that the last draft saw

    def _read_draft(self) -> None:
        """Read the running phrase again if it has grown enough."""
        phrase = self._phrases.running
        if phrase and phrase.spoken and phrase.seconds - self._drafted >= DRAFT_EVERY_S:
            self._drafted = phrase.seconds
            self._draft = _without_guess(self._read(phrase, DRAFT_WINDOW_FRAMES))

    def _keep_after(self, phrase: Phrase) -> None:
        """Keep the drafted words that the next phrase will say: a cut must not lose them."""
        cut = (phrase.start + len(phrase.sound) // 2) / RATE
        self._draft = tuple(each for each in self._draft if each.start + each.end >= 2 * cut)
        self._drafted = 0.0

    def _partial(self) -> Partial:
        if not self._draft:
            return Partial("", self._told, self._told)
        return Partial(
            _text(self._draft), self._draft[0].start, self._draft[-1].end, words=self._draft
        )

    def _finals(self, phrase: Phrase) -> list[Final]:
        words = self._read(phrase, FINAL_WINDOW_FRAMES) if phrase.spoken else ()
        if not words:
            return []
        self._told = words[-1].end
        return [Final(_text(words), words[0].start, words[-1].end, words=words)]

    def _read(self, phrase: Phrase, window: int) -> tuple[Word, ...]:
        """Read a phrase and place its words on the clock of the sound."""
        words = self._model.read(phrase, window) if self._model else ()
        start = phrase.start / RATE
        return tuple(
            Word(
                each.word,
                round(max(start + each.start, self._told), 3),
                round(max(start + each.end, self._told), 3),
                each.confidence,
            )
            for each in words
        )


def load(folder: Path) -> WhisperModel:
    """Load the pack in `folder`; nothing goes to the network. Raises `PackNotLoaded`."""
    os.environ.update(SILENT)
    try:
        return WhisperModel(folder, threads=_threads(os.cpu_count() or 1))
    except Exception as error:  # the tokenizers library raises bare Exception
        raise PackNotLoaded from error


def _threads(cores: int) -> int:
    """Leave at least half of the computer to the window and the meeting."""
    return max(1, min(4, cores // 2))


def _without_loop(pieces: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Take off what was read again and again behind the last sound.

    Where speech breaks off in a word the decoder may go round in circles until it is stopped:
    "s s s s", "-F-F-F", "... ... ...". No sound belongs to that: all its times are the end of
    the sound. Single words stand there too, and stay: they were only just begun.
    """
    spoken = len(pieces)
    while spoken and pieces[spoken - 1]["start"] >= pieces[-1]["end"]:
        spoken -= 1
    behind = [str(piece["word"]).strip().casefold() for piece in pieces[spoken:]]
    if len(set(behind)) == len(behind):
        return pieces
    return pieces[: spoken + (behind[0] in _END_MARKS)]


def _words(pieces: list[dict[str, Any]], length: float) -> tuple[Word, ...]:
    """Join pieces to words: a piece without a space before it belongs to the word before.

    The attention gives a comma the pause after it, so a word ends where its letters do.
    """
    words: list[Word] = []
    for piece in pieces:
        text, chance = str(piece["word"]), round(float(piece["probability"]), 3)
        start = min(float(piece["start"]), length)
        end = min(float(piece["end"]), length)
        if words and not text.startswith(" "):
            last = words[-1]
            spoken = any(letter.isalnum() for letter in text)
            words[-1] = Word(
                last.word + text,
                last.start,
                end if spoken else last.end,
                min(last.confidence, chance) if spoken else last.confidence,
            )
        elif text.strip():
            words.append(Word(text.strip(), start, end, chance))
    return tuple(words)


def _text(words: tuple[Word, ...]) -> str:
    return " ".join(word.word for word in words)


def _without_guess(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Take off what a draft puts where the sound breaks off: a full stop, a dash, dots."""
    if not words:
        return ()
    last = words[-1]
    bare = last.word.rstrip(".,-…?!")
    return (*words[:-1], *((Word(bare, last.start, last.end, last.confidence),) if bare else ()))
