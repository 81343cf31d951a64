"""Running the commands in tests, and article lines to run them on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]


@dataclass
class Ran:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict]:
        """What it printed, as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


def started(*words: str, **options) -> subprocess.Popen:
    """Start a command in a process of its own, as a shell does."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(
        [sys.executable, "-m", "alerts", *words],
        cwd=PROJECT,
        env=environment,
        preexec_fn=_hear_ctrl_c,  # noqa: PLW1509 - it sets one signal and takes no lock
        **{**pipes, **options},
    )


def _hear_ctrl_c() -> None:
    """Undo what a shell does to the jobs that it puts into the background: they would not hear Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def article(name, title, text, published="2026-05-06T09:00:00+00:00", **more):
    return {"id": name, "source": "sham", "published": published, "title": title, "text": text, **more}


SHELLED = article(
    "shelling",
    "قصف مدفعي على حي القدم جنوب دمشق",
    "قتل ثلاثة مدنيين اليوم الأربعاء في قصف مدفعي استهدف حي القدم جنوب دمشق، وأصيب خمسة آخرون بجروح.",
)
RISEN = article(
    "risen",
    "ارتفاع حصيلة القصف على حي القدم إلى خمسة قتلى",
    "قتل خمسة مدنيين اليوم الأربعاء في قصف مدفعي استهدف حي القدم جنوب دمشق، بحسب مصدر طبي في المنطقة.",
    "2026-05-06T10:00:00+00:00",
    source="halab",
)
FOOTBALL = article("football", "كرة القدم: فوز كبير", "فاز فريق كرة القدم بثلاثة أهداف في مباراة الأمس.")
RECALLED = article(
    "recalled", "ذكرى", "يذكر أن حي القدم تعرض لقصف مدفعي قبل ثلاث سنوات أدى إلى مقتل عشرة مدنيين."
)


def jsonl(*lines: dict | bytes) -> bytes:
    return b"".join(
        (line if isinstance(line, bytes) else json.dumps(line).encode()) + b"\n" for line in lines
    )
