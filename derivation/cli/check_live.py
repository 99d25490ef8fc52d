"""check on a terminal without a file: the function is asked for, then line after line is judged as it is typed."""

from __future__ import annotations

from collections.abc import Iterator

from derivation import verify
from derivation.cli import budget, typed
from derivation.cli.check_command import given
from derivation.cli.errors import Refusal, complain
from derivation.document import Block, Document, Look
from derivation.export import load
from derivation.present.report import judged


def run(of: str, variable: str, parameters: str, where: list[str], look: Look) -> None:
    """Ask and judge until an empty line or the end of input."""
    print("Type your derivation line by line; an empty line ends it.")
    context, function = given(of or _asked("f(x) = "), typed.context(variable, parameters, where))
    lines: list[str] = []
    for line in _typed_lines():
        try:
            with budget.at_most(budget.seconds(None)):
                report = verify.check([*lines, line], context, function)
        except Refusal as problem:
            complain(problem.message)
            continue
        verdict = report.lines[-1]
        _print(judged(verdict), look)
        if verdict.status in ("given", "ok", "undecided"):
            lines.append(line)
        else:
            print("  Try the line again, or go on from the repaired one.")


def _asked(question: str) -> str:
    try:
        return input(question)
    except EOFError:
        return ""


def _typed_lines() -> Iterator[str]:
    while line := _asked("= ").strip():
        yield line


def _print(blocks: Iterator[Block], look: Look) -> None:
    for piece in load("terminal").write(Document("", blocks), look):
        print(piece, end="")
