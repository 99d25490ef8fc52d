"""The loops of step and practice: driven key by key, and on a real terminal."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from derivation.context import Context
from derivation.derive import derive
from derivation.document import Document, Look
from derivation.history import Forgetful, History, HistoryUnusable
from derivation.practice import named
from derivation.present.question import Question
from derivation.reading import read
from derivation.stepper.keys import BACK, NEXT, Recorded
from derivation.stepper.practising import Practising
from derivation.stepper.screen import Screen
from derivation.stepper.walking import Walking

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Paper:
    """What was written, as plain text."""

    def __init__(self, width: int = 80) -> None:
        self.written: list[str] = []
        self.screen = Screen(lambda: Look(width), self.written.append, erases=False)

    @property
    def text(self) -> str:
        return "".join(self.written)


def walked(formula: str, *typed: str, predict: bool = False, width: int = 80) -> tuple[str, list[tuple[Document, Path]]]:
    """What is on screen after these keys, and what was saved."""
    body, paper, saved = read(formula).term, Paper(width), list[tuple[Document, Path]]()
    walk = derive(body)
    question = Question(body, Context())
    Walking(walk, question, Recorded(typed), paper.screen, lambda document, file: saved.append((document, file)), predict).run()
    return paper.text, saved


FORMULA = "x^2*sin(3*x)"
WALK = derive(read(FORMULA).term)
LAST = len(WALK.steps)


def place(text: str) -> str:
    """The number of the line that the last line of keys tells."""
    return text.rsplit("\n  ", 1)[-1].partition("/")[0]


@pytest.mark.parametrize(
    ("keys", "at"),
    [
        ("", 0),
        ("\r", 1),
        ([" ", "\n", NEXT], 3),
        ([NEXT, NEXT, BACK], 1),
        (["b"], 0),
        (["\r"] * (LAST + 5), LAST),
        (["g", "3"], 3),
        (["g", "3", "g", "1"], 1),
        (["g", "77"], 0),
        (["g", "x"], 0),
        (["\x1b", "z", "\r"], 1),
        (["?", "e", "l", "h", "\r", "?", "e", "l"], 1),
    ],
)
def test_keys_move_through_the_lines(keys: list[str], at: int) -> None:
    text, _ = walked(FORMULA, *keys)
    assert place(text) == str(at)


def test_lines_come_in_order_and_stay() -> None:
    text, _ = walked(FORMULA, *["\r"] * (LAST + 1))
    places = [text.index(f"{step.rule} ✓") for step in WALK.steps]
    assert places == sorted(places)
    assert text.count("Result") == 1


def test_going_forward_shows_every_line_between() -> None:
    text, _ = walked(FORMULA, "g", str(LAST))
    assert all(f"{step.rule} ✓" in text for step in WALK.steps)


def test_why_tells_the_rule_an_example_and_the_place() -> None:
    text, _ = walked(FORMULA, "\r", "?")
    assert all(words in text for words in ("Product rule", "Examples", "Here", "Each factor is differentiated in turn"))


def test_expanding_goes_a_level_deeper_each_time() -> None:
    once, _ = walked(FORMULA, "\r", "\r", "e")
    twice, _ = walked(FORMULA, "\r", "\r", "e", "e")
    assert "chain rule" in once
    assert len(twice) > 2 * len(once) - len(walked(FORMULA, "\r", "\r")[0])


def test_latex_of_the_line() -> None:
    assert r"\frac{d}{dx}(x^{2} \sin(3 x))" in walked(FORMULA, "l")[0]


def test_what_is_saved_goes_as_far_as_what_was_shown() -> None:
    from derivation.document import Equation

    _, [(document, file)] = walked(FORMULA, "\r", "\r", "b", "s", "notes.md")
    lines = [block for block in document.blocks if isinstance(block, Equation)]
    assert (len(lines), file) == (3, Path("notes.md"))


def test_nothing_is_saved_at_the_end_of_the_input() -> None:
    assert walked("x^2", "s")[1] == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["d/dx(x^2) sin(3x) + x^2 d/dx(sin(3x))"], "✓   d/dx(x^2) sin(3x)"),
        (["2x cos(3x)", ""], "✗   2x cos(3x)"),
        (["2x (", ""], "…   2x ("),
        (["?", ""], "The rule: product rule."),
        (["d/dx(x^2 sin(3x))", ""], "This is the line above"),
        (["quit"], "help tells the rest"),
        (["help"], "what was worked out aside for it"),
        (["", "2x sin(3x) + x^2 d/dx(sin(3x))"], "✓   2x sin(3x) + x^2 d/dx"),
        (["", "why"], "Each factor is differentiated"),
        (["", "back"], "Back to the beginning:"),
        (["", "", "back", "\r", "\r", "?"], "The rule:"),
        (["2x sin(3x) + 3x^2 cos(3x)"], f"You are ahead: that is line {LAST} here."),
        ([r"2x \sin(3x) + x^2 \cdot 3\cos(3x)"], "✓   2x"),
    ],
)
def test_predicting_a_line(typed: list[str], said: str) -> None:
    text, _ = walked(FORMULA, "\r", *typed, predict=True)
    assert said in text


def test_predicting_names_the_mistake() -> None:
    text, _ = walked("sin(x^2)", "\r", "cos(x^2)", "", predict=True)
    assert "Inner derivative forgotten" in text


@pytest.mark.parametrize("width", [40, 80])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    text, _ = walked("1/(1 + e^(-x))", *"\r?\r?\re\r\r?h", *["\r"] * 20, width=width)
    assert max(map(len, text.splitlines())) <= width


# ---------------------------------------------------------------------------------------------------------------- practice


def practised(*typed: str, names: tuple[str, ...] = ("gaussian", "tan"), width: int = 80) -> tuple[Practising, str]:
    paper = Paper(width)
    session = Practising(Recorded(typed), paper.screen, Forgetful(), len(names), now=lambda: NOW)
    session.run(named(name) for name in names)
    return session, paper.text


def test_a_session_from_the_first_question_to_the_summary() -> None:
    session, text = practised("2x e^(-x^2)", "-2x e^(-x^2)", "give up")
    assert [each.outcome for each in session.attempts] == ["solved", "given up"]
    for words in (
        "Exercise 1 of 2: gaussian",
        "✗   2x e^(-x^2)",
        "Try the line again",
        "Exercise 2 of 2: tan",
        "This is how it is done",
    ):
        assert words in text
    well, again = text.partition("Went well:")[2].split("To repeat:")
    assert "gaussian" in well
    assert "tan: given up" in again


@pytest.mark.parametrize("typed", [(), ("?",), ("quit",), ("-2x e^(-x^2)",)])
def test_the_end_of_the_input_ends_it_politely(typed: tuple[str, ...]) -> None:
    session, text = practised(*typed)
    assert session.attempts[-1].outcome == ""
    assert text.endswith("\n")


def test_a_reply_that_takes_too_long_loses_nothing() -> None:
    paper = Paper()
    session = Practising(Recorded(["-2x e^(-x^2)"]), paper.screen, Forgetful(), 1, within=lambda work: None)
    session.run([named("gaussian")])
    assert "took too long" in paper.text


def test_a_history_that_breaks_does_not_stop_the_session() -> None:
    class Broken(Forgetful):
        def line(self, run: int, text: str, status: str, mistake: str = "") -> None:
            raise HistoryUnusable("the disk is full")

    paper = Paper()
    session = Practising(Recorded(["2x", "2x", "-2x e^(-x^2)"]), paper.screen, Broken(), 1)
    session.run([named("gaussian")])
    assert session.attempts[0].outcome == "solved"
    assert paper.text.count("the disk is full") == 1


def test_what_was_broken_off_goes_on(tmp_path: Path) -> None:
    with closing(History(tmp_path / "practice.sqlite3")) as history:
        first = Practising(Recorded(["2x", "d/dx(e^(-x^2))", "quit"]), Paper().screen, history, 1)
        first.run([named("gaussian")])
        paper = Paper()
        second = Practising(Recorded(["-2x e^(-x^2)"]), paper.screen, history, 1)
        second.run([], history.resume())
        assert history.resume() is None
    assert "You were in the middle of this" in paper.text
    assert "so far: d/dx(e^(-x^2))" in paper.text
    assert (second.attempts[0].outcome, second.attempts[0].wrong) == ("solved", 1)


def test_piped_lines_work_and_give_the_same_bytes() -> None:
    typed = "2x^^\n?\n\xff\n-2x e^(-x^2)\n".encode("latin-1")
    command = [sys.executable, "cli.py", "practice", "gaussian", "--no-history"]
    ended = [subprocess.run(command, input=typed, capture_output=True, cwd=ROOT, check=False) for _ in range(2)]
    assert [each.returncode for each in ended] == [0, 0]
    assert ended[0].stdout == ended[1].stdout
    assert "✓ Correct" in ended[0].stdout.decode()


# ---------------------------------------------------------------------------------------------------------- a real terminal

pexpect = pytest.importorskip("pexpect")
on_terminal = pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")


class Seat:
    """A person at a terminal of this size."""

    def __init__(self, arguments: list[str], rows: int, columns: int, data: Path) -> None:
        environment = {**os.environ, "TERM": "xterm", "XDG_DATA_HOME": str(data), "NO_COLOR": "1", "INPUTRC": "/dev/null"}
        environment.pop("COLUMNS", None)
        command = [str(ROOT / "cli.py"), *arguments]
        self.child = pexpect.spawn(
            sys.executable, command, dimensions=(rows, columns), encoding="utf-8", timeout=90, env=environment, cwd=str(data)
        )
        self.child.delaybeforesend = None

    def at(self, words: str, keys: str) -> str:
        """Wait for words, then press keys; what was on screen until then."""
        self.child.expect_exact(words)
        self.child.send(keys)
        return str(self.child.before) + words

    def interrupt(self) -> None:
        """Press Ctrl-C until the program ends: input() misses one that comes between its prompt and its wait for a key."""
        self.child.sendintr()
        for _ in range(3):
            if self.child.expect([pexpect.EOF, pexpect.TIMEOUT], timeout=20) == 0:
                return
            self.child.sendintr()
        self.child.expect(pexpect.EOF)

    def end(self) -> tuple[str, int | None]:
        """The rest of the screen, and the exit code."""
        self.child.expect(pexpect.EOF)
        rest = str(self.child.before)
        self.child.close()
        return rest, self.child.exitstatus


def rows_of(screen: str) -> Iterator[str]:
    """The rows that were on screen, without what moves the cursor."""
    import re

    for row in re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", screen).replace("\r\n", "\n").split("\n"):
        yield row.rpartition("\r")[2]


@on_terminal
@pytest.mark.parametrize(("rows", "columns"), [(24, 80), (20, 40)])
def test_step_on_a_terminal(rows: int, columns: int, tmp_path: Path) -> None:
    seat = Seat(["step", "x^2*sin(x)"], rows, columns, tmp_path)
    keys = ["\r", "\x1b[C", "e", "b", "\x1b[D", " ", "?", "h", "s"]
    screen = "".join(seat.at("q quit", key) for key in keys)
    screen += seat.at("]: ", "notes.tex\r") + seat.at("q quit", "\r\r\r\r") + seat.at("the end", "q")
    rest, code = seat.end()
    assert code == 0
    assert "Saved: notes.tex" in screen
    assert r"\begin{document}" in (tmp_path / "notes.tex").read_text(encoding="utf-8")
    assert max(map(len, rows_of(screen + rest))) <= columns


@on_terminal
def test_step_goes_on_after_the_terminal_was_resized(tmp_path: Path) -> None:
    seat = Seat(["step", "1/(1 + e^(-x))"], 24, 80, tmp_path)
    seat.at("q quit", "\r")
    seat.child.expect_exact("1/")
    seat.child.setwinsize(20, 40)
    seat.at("q quit", "?")
    screen = seat.at("1/", "q")
    seat.end()
    assert "  Fraction as a power" in screen
    assert max(map(len, list(rows_of(screen))[1:])) <= 40


@on_terminal
@pytest.mark.parametrize(
    "arguments", [["step", "sigmoid"], ["step", "sigmoid", "--predict"], ["practice", "sigmoid", "--no-history"]]
)
def test_interrupted_the_terminal_is_as_it_was(arguments: list[str], tmp_path: Path) -> None:
    import termios

    seat = Seat(arguments, 24, 80, tmp_path)
    before = termios.tcgetattr(seat.child.child_fd)[3]
    seat.child.expect_exact("    = " if "practice" in arguments else "q quit")
    if "--predict" in arguments:
        seat.child.send("\r")
        seat.child.expect_exact("    = ")
    seat.interrupt()
    assert termios.tcgetattr(seat.child.child_fd)[3] == before
    seat.child.close()
    assert seat.child.exitstatus == 130
    assert "Traceback" not in str(seat.child.before)


@on_terminal
@pytest.mark.parametrize(("rows", "columns"), [(24, 80), (20, 40)])
def test_practice_on_a_terminal(rows: int, columns: int, tmp_path: Path) -> None:
    seat = Seat(["practice", "gaussian", "tan"], rows, columns, tmp_path)
    typed = ["?", "2x^^", "2x e^(-x^2)", "-2x e^(-x^2)", "give up"]
    screen = "".join(seat.at("    = ", f"{line}\r") for line in typed)
    rest, code = seat.end()
    assert code == 0
    assert all(words in screen + rest for words in ("Hint 1 of 3", "✗", "Correct", "This is how it is done", "To repeat"))
    base = sqlite3.connect(tmp_path / "derivation" / "practice.sqlite3")
    assert base.execute("SELECT text, status FROM lines").fetchall() == [
        ("2x^^", "unclear"),
        ("2x e^(-x^2)", "wrong"),
        ("-2x e^(-x^2)", "solved"),
    ]
    base.close()
    assert max(map(len, rows_of(screen + rest))) <= columns


def test_no_history_writes_nothing(tmp_path: Path) -> None:
    environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path), "HOME": str(tmp_path)}
    command = [sys.executable, "cli.py", "practice", "gaussian", "--no-history"]
    subprocess.run(command, input=b"-2x e^(-x^2)\n", capture_output=True, env=environment, cwd=ROOT, check=True)
    assert list(tmp_path.iterdir()) == []


def test_step_without_a_terminal_is_show() -> None:
    step, show = (
        subprocess.run([sys.executable, "cli.py", command, "x^2*sin(x)"], capture_output=True, cwd=ROOT, check=True).stdout
        for command in ("step", "show")
    )
    assert step == show
