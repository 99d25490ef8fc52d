"""Whatever happens around the program, it ends with one line and the right exit code, and leaves nothing half written."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from derivation.cli import budget
from derivation.cli.errors import TimeUp

ROOT = Path(__file__).parent.parent
PROGRAM = [sys.executable, "-m", "derivation"]
LINUX = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")


def run(*arguments: str, typed: bytes = b"", **more: object) -> subprocess.CompletedProcess[bytes]:
    call: Mapping[str, object] = {"capture_output": True, **more}
    return subprocess.run([*PROGRAM, *arguments], input=typed, cwd=ROOT, check=False, timeout=60, **call)  # type: ignore[call-overload,no-any-return]


def assert_one_line(done: subprocess.CompletedProcess[bytes], code: int) -> None:
    told = done.stderr.decode()
    assert done.returncode == code, told
    assert "Traceback" not in told
    assert len(told.strip().splitlines()) == 1, told


@LINUX
@pytest.mark.parametrize("arguments", [("show", "x^2"), ("list",), ("rules",)], ids=" ".join)
def test_a_full_disk_is_one_line(arguments: tuple[str, ...]) -> None:
    """One line, and no derivation that looks as if it were whole."""
    with open("/dev/full", "wb") as full:
        done = run(*arguments, capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert_one_line(done, 2)


@LINUX
def test_no_output_file_where_the_disk_is_full() -> None:
    assert_one_line(run("show", "x^2", "-o", "/dev/full"), 2)


@pytest.mark.parametrize("command", ["replay", "show --batch", "check --batch"])
def test_a_folder_is_no_file(command: str, tmp_path: Path) -> None:
    assert_one_line(run(*command.split(), str(tmp_path)), 2)


@LINUX
@pytest.mark.parametrize("command", ["replay", "show --batch", "check --batch"])
def test_an_endless_file_is_no_file(command: str) -> None:
    assert_one_line(run(*command.split(), "/dev/zero"), 2)


@pytest.mark.parametrize("command", ["replay", "show --batch"])
def test_a_file_that_is_not_there(command: str, tmp_path: Path) -> None:
    assert_one_line(run(*command.split(), str(tmp_path / "none.json")), 2)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unwritable for root")
def test_an_unwritable_folder(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert_one_line(run("show", "x^2", "-o", str(tmp_path / "out.tex")), 2)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert_one_line(run("show", "x^2", "-o", str(tmp_path / "none" / "out.tex")), 2)
    assert not list(tmp_path.iterdir())


def test_a_file_is_overwritten_only_when_asked(tmp_path: Path) -> None:
    file = tmp_path / "out.md"
    file.write_text("mine")
    assert_one_line(run("show", "x^2", "--format", "markdown", "-o", str(file)), 2)
    assert file.read_text() == "mine"
    assert [each.name for each in tmp_path.iterdir()] == ["out.md"]


def test_a_reader_that_goes_away_is_no_error() -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    with os.fdopen(write_end, "wb") as closed:
        done = run("list", capture_output=False, stdout=closed, stderr=subprocess.PIPE)
    assert done.returncode == 0 and not done.stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
@pytest.mark.parametrize("command", ["show", "check"])
def test_a_pipe_that_nobody_writes_is_not_waited_for(command: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert_one_line(run(command, "--batch", str(tmp_path / "pipe"), "--timeout", "0.3"), 2)


@pytest.mark.parametrize("format", ["terminal", "json"])
def test_the_time_budget_tells_what_was_reached(format: str) -> None:
    """A sum of so many terms takes longer than two seconds; what was worked out by then is told in the one line."""
    done = run("show", "-", "--timeout", "2", "--format", format, typed="+".join(f"sin({k}*x)" for k in range(1, 6_000)).encode())
    assert_one_line(done, 3)
    assert b"of 5,999 derivatives were worked out and proved" in done.stderr


def test_no_end_of_the_time_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is raised while an object is dropped goes nowhere; so it is raised again."""

    def work(seconds: float) -> None:
        until = time.process_time() + seconds
        while time.process_time() < until:
            pass

    class Slow:
        def __del__(self) -> None:
            work(0.2)

    monkeypatch.setattr(sys, "unraisablehook", budget.ring_again)
    with pytest.raises(TimeUp), budget.at_most(0.1):
        slow = Slow()
        del slow
        work(1)


@pytest.mark.parametrize("wait", [0.02, 0.1, 0.4])
def test_an_interrupt_at_any_point(wait: float) -> None:
    program = (
        "import signal, sys\n"
        "from derivation.cli import main\n"
        "signal.signal(signal.SIGALRM, signal.default_int_handler)\n"
        f"signal.setitimer(signal.ITIMER_REAL, {wait})\n"
        "main(['show', '(x^2+1)^50*sin(x^3)^20*e^(x*ln(x))/(1+tan(x)^7)', '--order', '4'])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, cwd=ROOT, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (130, b"derivation: interrupted\n")


@pytest.mark.parametrize("text", ["\x1b[2J", "[link=file:///etc/passwd]x[/link]", "\x00", "x\u202ey", "\x07+1"])
def test_what_a_terminal_would_obey_is_shown_instead(text: str) -> None:
    done = run("show", "-", typed=text.encode())
    assert done.returncode == 2
    assert not any(each < 32 and each != 10 for each in done.stdout + done.stderr)


HEAVY = {
    "nested logarithms": "ln(" * 30 + "x" + ")" * 30,
    "nested fractions": "1/(1+" * 150 + "x" + ")" * 150,
    "a power of a sum": "(x^2+1)^50",
    "a long product": "*".join(f"(x+{k})" for k in range(30)),
}


@pytest.mark.parametrize("name", HEAVY)
def test_heavy_formulas_are_answered(name: str) -> None:
    done = run("show", "-", typed=HEAVY[name].encode())
    assert done.returncode in (0, 3), done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("show sigm", "sigmoid"),
        ("plot tanhs", "tanhshrink"),
        ("step softp", "softplus"),
        ("practice gau", "gaussian"),
        ("certify sigm", "sigmoid"),
        ("practice --topic ch", "chain"),
        ("rules quotient\\ r", "quotient rule"),
        ("show --format h", "html"),
        ("show --method q", "quotient"),
        ("show --detail f", "full"),
        ("sho", "show"),
    ],
)
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_completes_names(typed: str, found: str, shell: str) -> None:
    line = f"derivation {typed}"
    asked = {
        "bash": {"COMP_WORDS": line, "COMP_CWORD": str(len(typed.replace("\\ ", "").split()))},
        "zsh": {"_TYPER_COMPLETE_ARGS": line},
        "fish": {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
    }[shell]
    done = run(env={**os.environ, **asked, "_DERIVATION_COMPLETE": f"complete_{shell}"})
    assert found in done.stdout.decode(), done.stderr


@pytest.mark.parametrize("command", ["show", "plot", "check", "equal", "step", "practice", "list", "rules", "replay", "certify"])
def test_the_help_of_a_command_says_what_its_arguments_are_and_gives_examples(command: str) -> None:
    told = run(command, "--help").stdout.decode()
    assert told.count("rguments:\n") == 1
    assert "  " in told.partition("Arguments:\n")[2].splitlines()[0].strip()
    assert "Examples:\n" in told


@pytest.mark.parametrize("command", ["show", "plot"])
def test_a_command_alone_says_what_is_missing(command: str) -> None:
    assert_one_line(run(command), 2)
