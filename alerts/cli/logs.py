"""Where the log goes: standard error, so that what a command prints stays clean."""

from __future__ import annotations

import logging
import re
import sys
from typing import Any

import structlog

_TOKEN = re.compile(r"\d{5,}:[\w-]{30,}")  # of a Telegram bot; libraries write it into their errors


def _redacted(_logger: Any, _method: str, line: Any) -> str:
    return _TOKEN.sub("<token>", str(line))


def configure_logging(*, verbose: bool) -> None:
    """Log to standard error; libraries that would log addresses with tokens in them are muted."""
    level = logging.INFO if verbose else logging.WARNING
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="%H:%M:%S"),
            # Without the values of variables: they hold chats and areas, which no log may tell.
            structlog.dev.ConsoleRenderer(
                colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
            ),
            _redacted,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    for name in ("httpx", "httpcore", "telegram", "apscheduler", "urllib3", "requests"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
