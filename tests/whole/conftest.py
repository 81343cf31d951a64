"""The commands, run in the tests' own process."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator

import pytest
import structlog

from alerts.cli import main
from tests.commands import Ran


@pytest.fixture
def rasid(monkeypatch, tmp_path, capsysbinary) -> Iterator[Callable[..., Ran]]:
    """Run a command in an empty folder, in this process: a start takes a second."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "argv", ["rasid", *words])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsysbinary.readouterr()
        code = ended.value.code
        return Ran(code if isinstance(code, int) else 0, out.decode(), err.decode())

    yield run
    structlog.reset_defaults()  # the log went where this test reads
