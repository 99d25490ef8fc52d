"""The command line: what it prints, where, with which exit code, and its manners when something is wrong."""

import io
import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from derivation import memory
from derivation.cli import rows, run
from derivation.cli.output import write_whole

ROOT = Path(__file__).parent.parent

Outcome = tuple[int, str, str]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    """Runs one command in this process; gives its exit code, standard output and standard error."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("FORCE_COLOR", raising=False)

    def run_it(*arguments: str, given: str | bytes = "") -> Outcome:
        data = given.encode() if isinstance(given, str) else given
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        code = run(list(arguments))
        return code, *capsys.readouterr()

    return run_it


Call = Callable[..., Outcome]


def process(*arguments: str, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A process of its own, as a shell starts it."""
    return subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), *arguments],
        input=given,
        capture_output=True,
        check=False,
        env={**os.environ, "NO_COLOR": "1", **environment},
        timeout=60,
    )


# ------------------------------------------------------------------------------------------------------------- greeting


def test_without_arguments_it_greets(call: Call) -> None:
    code, out, err = call()
    assert (code, err) == (0, "")
    assert out.count("    derivation ") == 3


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["show", "--help"], ["equal", "-h"], ["--version"]])
def test_help_is_on_standard_output(call: Call, arguments: list[str]) -> None:
    code, out, err = call(*arguments)
    assert (code, err) == (0, "")
    assert out


# ----------------------------------------------------------------------------------------------------------------- show


def test_show_says_how_it_read_names_rules_and_proves(call: Call) -> None:
    code, out, err = call("show", "sigmoid")
    assert (code, err) == (0, "")
    assert "I read: 1/(1 + e^(-x)), x real" in out
    assert "chain rule ✓" in out
    assert "steps proved" in out
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize("words", ["-x^2", "-2*x", "-sin(x)", "-e^x", "-o"])
def test_a_formula_may_begin_with_a_minus_sign(call: Call, words: str) -> None:
    code, out, err = call("show", words) if words != "-o" else call("show", "--", "-o")
    assert (code, err) == (0, "")
    assert "I read: -" in out


def test_behind_two_dashes_everything_is_a_formula(call: Call) -> None:
    assert call("show", "--", "-x^2")[0] == 0
    assert "I read: -" in call("show", "--", "--x")[1]


def test_a_dash_reads_standard_input(call: Call) -> None:
    code, out, _ = call("show", "-", given="x^3\n")
    assert code == 0
    assert "I read: x^3" in out


def test_the_derivative_sign_in_front_is_taken_off(call: Call) -> None:
    with_sign, without = (json.loads(call("show", words, "--format", "json")[1]) for words in ("d/dx sin(x^2)", "sin(x^2)"))
    assert with_sign["steps"] == without["steps"]


def test_a_letter_that_is_not_x_is_the_variable_and_that_is_said(call: Call) -> None:
    assert "t is the variable" in call("show", "t^2")[1]
    assert json.loads(call("show", "t^2", "--var", "x", "--format", "json")[1])["derivative"]["text"] == "0"


def test_the_value_at_a_point(call: Call) -> None:
    assert "f′(3) = 6" in call("show", "x^2", "--at", "3")[1]
    assert "≈ 0.1491464" in call("show", "sigmoid", "--at", "1.5")[1]
    assert "f′(−0.5) = −1" in call("show", "x^2", "--at", "-0.5")[1]
    assert "σ′(0) = 0.25\n" in call("show", "sigmoid", "--at", "0")[1]
    assert "the derivative is not a real number" in call("show", "ln(x)", "--at", "0")[1]


def test_a_derivative_has_no_value_where_the_function_has_none(call: Call) -> None:
    """1/x has a value at -1, and ln(|x|) the slope 1/x there, but ln(x) has none."""
    assert "the function is not a real number, so it has no derivative there" in call("show", "ln(x)", "--at", "-1")[1]
    assert "f′(−1) = −1" in call("show", "ln(abs(x))", "--at", "-1")[1]


def test_a_form_that_is_not_the_derivative_is_not_arrived_at(call: Call) -> None:
    code, out, _ = call("show", "x^2", "--target", "3x")
    assert code == 3
    assert "3x is not the derivative: at x = 0.7 it is 2.1, and the derivative 1.4." in out
    assert "algebra" not in out
    assert call("show", "x^2", "--target", "x + x")[0] == 0


def test_names_may_be_given_values(call: Call) -> None:
    record = json.loads(call("show", "e^(k*x)", "--where", "k=2", "--target", "raw", "--format", "json")[1])
    assert record["function"]["text"] == "e^(2*x)"


def test_other_letters_are_constants(call: Call) -> None:
    code, out, _ = call("show", "a*x^2 + b*x + c")
    assert code == 0
    assert "a, b and c constant" in out
    assert "f′(x) = 2ax + b" in out


def test_higher_orders(call: Call) -> None:
    record = json.loads(call("show", "x^3", "--order", "2", "--format", "json")[1])
    assert (record["order"], record["derivative"]["text"]) == (2, "6*x")
    assert record["steps"][0]["before"]["text"] == "d^2/dx^2(x^3)"


def test_ascii_and_consoles_that_know_no_more(call: Call) -> None:
    assert call("show", "sigmoid", "--ascii")[1].isascii()
    for encoding in ("ascii", "cp1252"):
        done = process("show", "sigmoid", PYTHONIOENCODING=encoding)
        assert done.returncode == 0
        assert done.stdout.decode(encoding).isascii()


@pytest.mark.parametrize("columns", ["40", "80", "120"])
def test_the_width_of_the_terminal_is_kept(call: Call, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert max(map(len, call("show", "sigmoid")[1].splitlines())) <= int(columns)


def test_color_only_where_it_is_wanted(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in call("show", "x^2")[1]
    assert "\x1b" in call("show", "x^2", "--color", "always")[1]
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" in call("show", "x^2")[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in call("show", "x^2")[1]


# --------------------------------------------------------------------------------------------------------------- errors

UNREADABLE = [
    (["show", "x+"], "missing"),
    (["show", ""], "a function is missing"),
    (["show", "   "], "a function is missing"),
    (["show", "sigmod"], "did you mean sigmoid?"),
    (["show", "x", "--format", "jsn"], "did you mean json?"),
    (["show", "x", "--detail", "much"], "brief, normal or full"),
    (["show", "x", "--order", "0"], "--order"),
    (["show", "x", "--order", "two"], "--order"),
    (["show", "x", "--method", "magic"], "--method"),
    (["show", "x", "--timeout", "-1"], "--timeout"),
    (["show", "x", "--where", "k"], ""),
    (["show", "x=5"], ""),
    (["show", "x + 1/0"], "1/0 has no value"),
    (["show", "ln(0)"], "no value"),
    (["show", "@/etc/passwd"], ""),
    (["show", "/dev/stdin"], ""),
    (["show", "x", "--wrong"], "no such option"),
    (["shwo", "x"], "did you mean show?"),
    (["sin(x)"], "derivation show 'sin(x)'"),
    (["rules", "chian rule"], "chain rule"),
    (["equal", "x"], "missing"),
    (["show", "--batch", "/no/such/file"], "no such file"),
    (["show", "x", "-o", "/no/such/folder/file"], "folder"),
    (["show", "x", "-o", "/dev/null", "--force"], "not an ordinary file"),
]


@pytest.mark.parametrize(
    ("arguments", "message"), UNREADABLE, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
def test_errors_are_short_on_standard_error_with_exit_code_2(call: Call, arguments: list[str], message: str) -> None:
    code, out, err = call(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("derivation: ")
    assert message in err
    assert len(err.splitlines()) <= 3
    assert "Traceback" not in err


def test_a_caret_stands_under_the_place(call: Call) -> None:
    _, _, err = call("show", "x + ) + 2")
    line, caret = err.splitlines()[1:]
    assert line[caret.index("^")] == ")"


@pytest.mark.parametrize("typed", ["\x1b]0;gone\x07x\x1b[2J", "[link=file:///etc/passwd]x[/link]", "x\u202e+1", "[bold]x[/bold]"])
def test_control_characters_and_markup_are_shown_and_not_obeyed(call: Call, typed: str) -> None:
    code, out, err = call("show", typed)
    assert code == 2
    assert not set(out + err) & {"\x1b", "\x07", "\u202e"}


def test_input_that_is_no_text_is_an_error(call: Call) -> None:
    code, _, err = call("show", "-", given=b"\xff\xfe\x00")
    assert code == 2
    assert "UTF-8" in err


def test_when_the_time_is_up_it_says_so(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    from derivation.cli import answering
    from derivation.cli.errors import TimeUp

    def endless(asked: object) -> None:
        raise TimeUp

    monkeypatch.setattr(answering, "derived", endless)
    code, _, err = call("show", "x^2")
    assert code == 3
    assert "time is up" in err


def test_interrupted(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    from derivation.cli import answering

    def interrupted(asked: object) -> None:
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(answering, "derived", interrupted)
    assert call("show", "x^2")[0] == 130


def test_a_reader_that_goes_away_is_no_error() -> None:
    line = f"{sys.executable} {ROOT / 'cli.py'} show sigmoid --detail full; echo $? >&2"
    done = subprocess.run(["sh", "-c", f"( {line} ) | head -n 1"], capture_output=True, text=True, check=False)
    assert done.stderr.strip() in ("0", "2")


def test_a_full_disk_is_one_line() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with open("/dev/full", "w") as full:
        command = [sys.executable, str(ROOT / "cli.py"), "list"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


# ---------------------------------------------------------------------------------------------------------------- files


def test_a_file_is_written_whole_and_never_over_another_without_being_asked(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    assert call("show", "x^2", "--format", "markdown", "-o", str(file)) == (0, "", "")
    written = file.read_text(encoding="utf-8")
    assert written.startswith("## The derivative of")
    code, _, err = call("show", "x^3", "--format", "markdown", "-o", str(file))
    assert (code, file.read_text(encoding="utf-8")) == (2, written)
    assert "--force" in err
    assert call("show", "x^3", "--format", "markdown", "-o", str(file), "--force")[0] == 0
    assert file.read_text(encoding="utf-8") != written
    assert [each.name for each in tmp_path.iterdir()] == ["page.md"]


def test_a_page_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    def pieces():  # type: ignore[no-untyped-def]
        yield "half"
        raise ValueError

    with pytest.raises(ValueError):
        write_whole(tmp_path / "page", pieces(), force=False)
    assert not list(tmp_path.iterdir())


# -------------------------------------------------------------------------------------------------------------- batches


def batch(call: Call, *rows: object, command: str = "show") -> tuple[int, list[dict[str, object]], str]:
    text = "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows)
    code, out, err = call(command, "--batch", "-", given=text)
    return code, [json.loads(line) for line in out.splitlines()], err


def test_a_batch_answers_in_order_and_a_bad_row_loses_nothing_but_itself(call: Call) -> None:
    code, answers, err = batch(
        call,
        {"id": "a", "function": "x^2", "variable": "x", "target": "raw"},
        {"id": "b", "function": "x +", "variable": "x"},
        "no json",
        "[1, 2]",
        {"id": 5},
        {"id": "c", "function": "N*S", "variable": "S", "parameters": ["N"]},
    )
    assert (code, err) == (0, "")
    assert [answer["id"] for answer in answers] == ["a", "b", None, None, 5, "c"]
    assert all(next(iter(answer)) == "id" for answer in answers)
    assert ["error" in answer for answer in answers] == [False, True, True, True, True, False]
    assert answers[0]["derivative"]["text"] == "2*x"  # type: ignore[index]
    assert answers[5]["derivative"]["text"] == "N"  # type: ignore[index]
    assert set(answers[1]["error"]) == {"kind", "message"}  # type: ignore[call-overload]


def test_a_long_batch_forgets_now_and_then_and_answers_the_same(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    forget, forgotten = memory.forget, []

    def noted() -> None:
        forgotten.append(1)
        forget()

    monkeypatch.setattr(rows, "_rows", count(1))
    monkeypatch.setattr(rows, "FORGOTTEN_EVERY", 2)
    monkeypatch.setattr(memory, "forget", noted)
    given = [{"id": number, "function": "x^2*sin(x)", "variable": "x"} for number in range(5)]
    _, answers, _ = batch(call, *given)
    assert len(forgotten) == 2
    assert all({**each, "id": 0, "seconds": 0} == {**answers[0], "seconds": 0} for each in answers)


def test_a_batch_of_nothing_readable_is_an_error(call: Call) -> None:
    code, answers, err = batch(call, "a: &a [*a]")
    assert code == 2
    assert answers[0]["id"] is None
    assert len(err.splitlines()) == 1


def test_an_empty_batch_is_fine(call: Call) -> None:
    assert call("show", "--batch", "-", given="\n\n") == (0, "", "")


def test_rows_stream() -> None:
    command = [sys.executable, str(ROOT / "cli.py"), "show", "--batch", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.stdin and running.stdout
        for number in range(3):
            running.stdin.write(json.dumps({"id": number, "function": "x^2"}).encode() + b"\n")
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["id"] == number
        running.stdin.close()


# ----------------------------------------------------------------------------------------------------- the other commands


def test_equal_proves_or_gives_a_point(call: Call) -> None:
    code, out, _ = call("equal", "(x + 1)^2", "x^2 + 2*x + 1", "--format", "json")
    record = json.loads(out)
    assert (code, record["schema"], record["verdict"]) == (0, "derivation.equal/1", "equal")
    code, out, _ = call("equal", "sqrt(x^2)", "x", "--format", "json")
    record = json.loads(out)
    assert (code, record["verdict"]) == (1, "different")
    assert set(record["counterexample"]) == {"at", "left", "right"}
    assert call("equal", "sin(x)^2 + cos(x)^2", "1")[0] == 0


def test_list_has_formula_and_derivative(call: Call) -> None:
    record = json.loads(call("list", "--format", "json")[1])
    assert record["schema"] == "derivation.list/1"
    assert len(record["functions"]) >= 100
    assert {"name", "formula", "derivative"} <= set(record["functions"][0])
    assert "sigmoid" in call("list", "sigm")[1]


def test_rules_are_listed_and_explained(call: Call) -> None:
    assert "chain rule" in call("rules")[1]
    code, out, _ = call("rules", "chain", "rule")
    assert code == 0
    assert "Examples" in out
    assert json.loads(call("rules", "--format", "json")[1])["schema"] == "derivation.rules/1"


def test_check_judges_line_by_line(call: Call) -> None:
    code, out, _ = call("check", "-", "--format", "json", given="(x + 1)^2\nx^2 + 2*x + 1\nx^2 + 2*x\n")
    record = json.loads(out)
    assert (code, record["schema"]) == (1, "derivation.check/1")
    assert (record["verdict"], record["first_wrong_line"]) == ("wrong", 2)
    assert call("check", "--of", "x^2 sin x", "--answer", "2x sin x + x^2 cos x")[0] == 0
    assert call("check", "--of", "x^2 sin x", "--answer", "2x sin x")[0] == 1


def test_check_in_batches(call: Call) -> None:
    rows = [{"id": 1, "of": "x^2", "variable": "x", "lines": ["x^2", "2x"]}, {"id": 2}]
    code, answers, _ = batch(call, *rows, command="check")
    assert code == 0
    assert answers[0]["verdict"] == "correct"
    assert "error" in answers[1]


# ------------------------------------------------------------------------------------------------------------- terminal


def test_on_a_terminal_the_page_has_color_and_the_reading_comes_first() -> None:
    parent, child = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    command = [sys.executable, str(ROOT / "cli.py"), "show", "x^2"]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=child, stderr=child, env={**environment, "TERM": "xterm"}):
        os.close(child)
        seen = b""
        try:
            while piece := os.read(parent, 65536):
                seen += piece
        except OSError:  # how Linux says that the other end is closed
            pass
    os.close(parent)
    assert b"\x1b[" in seen
    assert seen.index(b"I read") < seen.index(b"power rule")
