"""Inside the cage: one process that does what it is sent, within bounds that the system enforces.

It is started by crawler.cage as ``python -m crawler.caged SOCKET MODULE SECONDS BYTES``.
"""

from __future__ import annotations

import contextlib
import importlib
import pickle
import resource
import signal
import socket
import struct
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from crawler.model import Failed

_LENGTH = struct.Struct(">Q")
_MOST_RECEIVED = 1 << 20  # bytes a call


def send_frame(line: socket.socket, content: bytes) -> None:
    """Send bytes with their length before them."""
    line.sendall(_LENGTH.pack(len(content)))
    line.sendall(content)


def receive_frame(line: socket.socket) -> bytes:
    """Receive what `send_frame` sent. Raises EOFError when the other end is gone."""
    (length,) = _LENGTH.unpack(_receive(line, _LENGTH.size))
    return _receive(line, length)


def _receive(line: socket.socket, length: int) -> bytes:
    parts: list[bytes] = []
    while length:
        part = line.recv(min(length, _MOST_RECEIVED))
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def attempt(
    work: Callable[..., Any], args: Sequence[Any], named: Mapping[str, Any], megabytes: float | None = None
) -> tuple[Any, str | None]:
    """Return what the work returned and None, or a Failed and the traceback of a bug of ours.

    Left to break, a feed or page with a bug would be asked for for ever.
    """
    try:
        return work(*args, **named), None
    except MemoryError:
        bound = "" if megabytes is None else f" than {megabytes:.0f} MB"
        return Failed(reason=f"could not be read: it takes more memory{bound}", permanent=True), None
    except Exception as error:  # noqa: BLE001 - the caller logs it
        reason = f"could not be read by a bug of ours: {error!r}"
        return Failed(reason=reason, permanent=True), traceback.format_exc()


def serve(line: socket.socket, seconds: float, memory: int) -> None:
    """Do what arrives, one piece of work after the other, until the daemon hangs up.

    The timer counts the process's own computing, so a busy machine costs no page; at its end the system
    ends this process, whatever C code it is in. After a MemoryError it ends itself: it may be full of holes.
    """
    failed = False
    while not failed:
        work, args, named = pickle.loads(receive_frame(line))  # noqa: S301 - from the daemon itself
        signal.setitimer(signal.ITIMER_PROF, seconds)
        outcome, trace = attempt(work, args, named, memory / 1e6)
        signal.setitimer(signal.ITIMER_PROF, 0)
        failed = isinstance(outcome, Failed) and "memory" in outcome.reason
        send_frame(line, pickle.dumps((outcome, trace), protocol=pickle.HIGHEST_PROTOCOL))


def main() -> None:
    """Set the bounds, import what the work needs, and serve."""
    number, module, seconds, memory = sys.argv[1:]
    # Ctrl-C and a service manager's stop are for the daemon: it hangs up when it is done.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    importlib.import_module(module)
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    with socket.socket(fileno=int(number)) as line, contextlib.suppress(EOFError, ConnectionError):
        serve(line, float(seconds), int(memory))


if __name__ == "__main__":
    main()
