"""What several files of tests need."""

from collections.abc import Callable

import pytest

from derivation.cli import run

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def show(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """`derivation show` as typed on a terminal of 100 columns: the exit code, what is printed, and what is said besides."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("FORCE_COLOR", raising=False)

    def run_it(*arguments: str) -> tuple[int, str, str]:
        return (run(["show", *arguments]), *capsys.readouterr())

    return run_it
