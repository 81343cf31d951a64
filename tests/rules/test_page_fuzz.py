"""Whatever happens to a page on its way, reading it gives an article or a reason: `make fuzz` reads more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PAGES = 600
PROGRAM = Path(__file__).with_name("page_fuzz.py")


def test_mutated_pages_bring_down_nothing():
    """Cut, doubled, spliced, flipped, moved and broken-off pages, in three encodings, wrongly labelled."""
    ran = subprocess.run(
        [sys.executable, PROGRAM, "0", str(PAGES)], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, f"{ran.stdout}\nlast seed: {ran.stderr[-400:]}"
