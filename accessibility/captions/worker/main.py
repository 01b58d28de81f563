"""Caption worker process: captures sound, runs the speech engine, prints events as JSON lines.

Orders come as JSON lines on standard input, words go as JSON lines to standard
output (`protocol.py`). It is a process of its own because a fault inside the engine
ends it with `abort()`, which no exception handler sees. It never outlives its
parent, and never writes down what was said.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

import msgspec

from accessibility.audio.file_source import FileSource
from accessibility.audio.microphone_lock import LockedSource, lock_files
from accessibility.audio.open_source import open_loopback, open_microphone
from accessibility.audio.pulse_server import is_sound_remote, load_client
from accessibility.audio.source import AudioSource
from accessibility.captions import memory
from accessibility.captions.events import Final, Partial, Source
from accessibility.captions.protocol import Fault, Listen, Load, Order, Ping, Pong, Stop, Told
from accessibility.captions.worker.capture import Capture, ClockPair, OpenSource
from accessibility.captions.worker.decoding import Decoder, LoadEngine
from accessibility.captions.worker.inbox import Inbox
from accessibility.parent_death import end_with_parent
from resources.platform.child_process import begin_child

BUG = 70
"""Exit status after a fault of our own (EX_SOFTWARE)."""


class Worker:
    """Takes orders; one thread captures each source, one decodes."""

    def __init__(self, load: LoadEngine, output: int, open_audio_source: OpenSource) -> None:
        self._output, self._open_source = output, open_audio_source
        self._writing = threading.Lock()
        self._encode = msgspec.json.Encoder().encode
        self._captures: dict[Source, Capture] = {}
        self._inbox = inbox = Inbox(time.monotonic)
        self._decoder = Decoder(
            inbox,
            is_listening=self.is_listening,
            stop_listening=self.stop_all,
            load=load,
            tell=self.tell,
            clock=time.monotonic,
        )

    def obey(self, orders: Iterable[bytes]) -> None:
        """Carry out orders until there are no more: the parent has gone or wants no more."""
        self._decoder.start()
        decode = msgspec.json.Decoder(Order).decode
        for line in orders:
            self._carry_out(decode(line))

    def tell(self, told: Told) -> None:
        """Write one line; any thread may."""
        if isinstance(told, (Partial, Final)) and (capture := self._captures.get(told.source)):
            capture.words_came(told.text)
        with self._writing:
            _write(self._output, self._encode(told) + b"\n")

    def is_listening(self) -> bool:
        """Say whether any source is being listened to."""
        return any(capture.is_alive() for capture in self._captures.values())

    def stop_all(self) -> None:
        """Let go of every device, without a word."""
        for capture in list(self._captures.values()):
            capture.stop(quietly=True)

    def _carry_out(self, order: Order) -> None:
        if isinstance(order, Load):
            self._inbox.load(order)
        elif isinstance(order, Listen):
            self._listen(order)
        elif isinstance(order, Stop):
            self._stop(order.source)
        elif isinstance(order, Ping):
            self.tell(Pong(self._decoder.busy(), self._decoder.loading, memory.used()))

    def _stop(self, source: Source) -> Capture | None:
        capture = self._captures.get(source)
        if capture:
            capture.stop()
        return capture

    def _listen(self, order: Listen) -> None:
        before = self._stop(order.source)
        capture = Capture(
            order,
            put=self._inbox.put,
            open_source=self._open_source,
            tell=self.tell,
            now=lambda: ClockPair(time.monotonic(), time.time()),
            after=before,
        )
        self._captures[order.source] = capture
        capture.start()


def open_audio_source(order: Listen) -> AudioSource:
    """Open what an order names: a recording, what the computer plays, or the microphone."""
    if order.recording:
        return FileSource(Path(order.recording), realtime=order.realtime)
    if order.source == "me":
        return LockedSource(lambda: open_microphone(order.device))
    return open_loopback(order.device)


def main(load: LoadEngine | None = None) -> None:
    """Be the worker until standard input ends."""
    begin_child(sound=load_client, needs_network=is_sound_remote(), writes=lock_files())
    output = _keep_output_to_ourselves()
    end_with_parent()
    worker = Worker(load or _engines(), output, open_audio_source)
    threading.excepthook = lambda fault: _end(worker, fault.exc_type, fault.exc_traceback)
    sys.excepthook = lambda kind, _, trace: _end(worker, kind, trace)
    worker.obey(sys.stdin.buffer)
    os._exit(0)  # at once: a thread may be deep inside the engine


def _engines() -> LoadEngine:
    from accessibility.captions.engines.loading import load

    return load


def _keep_output_to_ourselves() -> int:
    """Return our own copy of standard output, and silence everything else.

    The engines print to both streams, at times what was said.
    """
    output = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    return output


def _end(worker: Worker, kind: type[BaseException], trace: TracebackType | None) -> None:
    """Say what kind of fault it was and where, never its message: it may hold words."""
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    worker.tell(Fault(kind.__name__, where))
    os._exit(BUG)


def _write(output: int, line: bytes) -> None:
    """Write a whole line; end quietly when nobody reads it any more."""
    try:
        while line:
            line = line[os.write(output, line) :]
    except BrokenPipeError:
        os._exit(0)


if __name__ == "__main__":
    main()
