"""The cage: parsers run in processes of their own, so none can hold up the daemon or eat its memory.

A hundred kilobytes of hostile feed can keep a parser busy for a minute, and no thread can be stopped. Here a
process that computes too long, waits too long, takes too much memory or breaks down is ended, its work is a
`Failed` with the reason, and the next work gets a new process.
"""

from __future__ import annotations

import asyncio
import io
import os
import pickle
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Lock
from typing import Any, ParamSpec, TypeVar

import structlog

from crawler.caged import receive_frame, send_frame
from crawler.model import Failed

P = ParamSpec("P")
R = TypeVar("R")

log = structlog.get_logger()

_PLAIN_TYPES = {
    "builtins": ("set", "frozenset", "complex", "bytearray"),
    "datetime": ("datetime", "date", "time", "timedelta", "timezone"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What one piece of work may take, and how many pieces one process does."""

    computing: float = 5.0  # seconds of the process's own time
    waiting: float = 30.0  # seconds by the clock, for what sleeps instead
    memory: int = 512_000_000  # bytes of address space
    pieces: int = 2_000  # then a new process takes over: parsers leave holes in their memory


class Cage:
    """A few processes; each is started when there is work for it and none is idle."""

    def __init__(self, module: str, bounds: Bounds = Bounds(), size: int | None = None) -> None:
        self.module = module  # what is imported before the first work: where the work is defined
        self.bounds = bounds
        self.size = size or min(4, max(2, os.cpu_count() or 2))
        self._threads = ThreadPoolExecutor(self.size, thread_name_prefix="cage")
        self._idle: SimpleQueue[_Caged] = SimpleQueue()
        self._all: set[_Caged] = set()
        self._lock = Lock()
        self._closed = False

    async def run(self, work: Callable[P, R], /, *args: P.args, **named: P.kwargs) -> R | Failed:
        """Do a module's function in the cage; its arguments and answer are values that can be pickled."""
        asked = work, args, named
        outcome, trace = await asyncio.get_running_loop().run_in_executor(self._threads, self._ask, asked)
        if trace is not None:
            log.error("a bug of ours", work=work.__qualname__, trace=trace)
        answer: R | Failed = outcome
        return answer

    def close(self) -> None:
        """End every process; what is under way is dropped."""
        with self._lock:
            self._closed = True
            for caged in self._all:
                caged.process.kill()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for caged in self._all:
            caged.end()

    def _ask(self, asked: tuple[Any, ...]) -> tuple[Any, str | None]:
        """Have one piece of work done; where a process breaks down by itself, another one tries it again."""
        frame = pickle.dumps(asked, protocol=pickle.HIGHEST_PROTOCOL)
        status = 0
        for _ in range(2):
            caged = self._take()
            if caged is None:
                return Failed(reason="the daemon is ending"), None
            try:
                answer = caged.ask(frame)
            except TimeoutError:
                self._drop(caged)
                return _refused(f"it takes more than {self.bounds.waiting:g} seconds"), None
            except (EOFError, OSError, pickle.UnpicklingError):
                status = self._drop(caged)
                if status == -signal.SIGPROF:
                    return _refused(
                        f"it takes more than {self.bounds.computing:g} seconds of computing"
                    ), None
                continue
            self._give_back(caged)
            return answer
        return _refused(f"the parser broke down ({_ending(status)})"), None

    def _take(self) -> _Caged | None:
        try:
            return self._idle.get_nowait()
        except Empty:
            pass
        with self._lock:
            if self._closed:
                return None
            caged = _Caged(self.module, self.bounds)
            self._all.add(caged)
            return caged

    def _give_back(self, caged: _Caged) -> None:
        if caged.pieces < self.bounds.pieces:
            self._idle.put(caged)
        else:
            self._drop(caged)

    def _drop(self, caged: _Caged) -> int:
        status = caged.end()
        with self._lock:
            self._all.discard(caged)
        return status


class _Caged:
    """One process, and the line to it."""

    def __init__(self, module: str, bounds: Bounds) -> None:
        self.pieces = 0
        self.line, theirs = socket.socketpair()
        number = theirs.fileno()
        bounded = (module, str(bounds.computing), str(bounds.memory))
        # It gets no environment and no open files: a parser that is broken into finds no token there.
        self.process = subprocess.Popen(  # noqa: S603 - our own module, with our own numbers
            [sys.executable, "-P", "-m", "crawler.caged", str(number), *bounded],
            env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"},
            stdin=subprocess.DEVNULL,
            pass_fds=(number,),
        )
        theirs.close()
        self.line.settimeout(bounds.waiting)

    def ask(self, frame: bytes) -> tuple[Any, str | None]:
        """Send work and wait for its answer. Raises TimeoutError, EOFError, OSError."""
        self.pieces += 1
        send_frame(self.line, frame)
        outcome, trace = _Values(io.BytesIO(receive_frame(self.line))).load()
        return outcome, trace

    def end(self) -> int:
        """End the process, however busy it is, and return its status."""
        self.line.close()
        self.process.kill()  # nothing happens to one that ended by itself
        return self.process.wait()


class _Values(pickle.Unpickler):
    """Reads an answer: only our own values and plain ones, for the sender read what strangers wrote."""

    def find_class(self, module: str, name: str) -> Any:
        """Return a class that an answer may hold."""
        if name in _PLAIN_TYPES.get(module, ()):
            return super().find_class(module, name)
        found = super().find_class(module, name) if module.startswith("crawler.") else None
        if not isinstance(found, type):
            raise pickle.UnpicklingError(f"{module}.{name} is no value")
        return found


def _refused(why: str) -> Failed:
    return Failed(reason=f"could not be read: {why}", permanent=True)


def _ending(status: int) -> str:
    return signal.Signals(-status).name if status < 0 else f"status {status}"
