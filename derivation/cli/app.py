"""The table of commands.  A command is imported when it is asked for, so that none waits for what another needs."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click
import typer
from typer.core import TyperGroup

from derivation.cli.errors import INTERRUPTED, UNDECIDED, UNREADABLE, Refusal, TimeUp, complain, interrupted, reached
from derivation.export import Unwritable

COMMANDS = {
    "show": "the derivative of a function, step by step and proved",
    "check": "your own derivation, line by line: the first wrong line, and the mistake by name",
    "equal": "whether two expressions are equal: a chain of steps, or a point where they differ",
    "step": "the same, one step a key press",
    "practice": "exercises, each of your lines checked as you type it",
    "plot": "a function and its derivative as a picture, on the terminal or in a file",
    "replay": "a saved walkthrough, proved anew; refused if anything in it was changed",
    "list": "the functions that have a name here",
    "certify": "named functions through the proof assistant Coq",
    "rules": "the rules, or one of them explained",
}
"""Name: what it is for.  Each is the module derivation.cli.<name>_command, with `app`."""

EXAMPLES = """\b
Three things to try:
  derivation show sigmoid
  derivation show 'x^2 sin(x)' --detail full
  derivation check --of 'x^2 sin x' --answer '2x sin x'

\b
Exit codes: 0 fine or correct, 1 wrong, 2 unreadable input or usage, 3 undecided,
130 interrupted.  Results go to standard output, everything else to standard error.
Completion for your shell: derivation --install-completion
"""

SUMMARY = "How a derivative is found by hand: step by step, each step named and proved."

GREETING = """
  derivation shows how a derivative is found by hand, step by step, and proves every step.

  Three things to try:

    derivation show sigmoid                                 1/(1+e^(-x)), and why it is σ(1-σ)
    derivation show 'ln(1+x^2)/x'                           any formula of your own
    derivation check --of 'x^2 sin x' --answer '2x sin x'   is it right, and if not, why not

  derivation --help tells the rest.
"""


class Commands(TyperGroup):
    """The commands of the table, loaded one at a time."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = typer.main.get_command(import_module(f"derivation.cli.{cmd_name}_command").app)
        command.name = cmd_name
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            raise Refusal(_no_such_command(args[0]))
        return super().resolve_command(ctx, args)


def _no_such_command(word: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, COMMANDS, 1)
    hint = f"did you mean {near[0]}?" if near else f"to differentiate it: derivation show '{word}'"
    return f"there is no command {word!r}; {hint}"


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

        try:
            number = version("derivation-walkthrough")
        except PackageNotFoundError:
            number = "of this folder"
        print(f"derivation {number}")
        raise typer.Exit


def application(completion: bool = False) -> typer.Typer:
    """The program as Typer sees it."""
    app = typer.Typer(
        cls=Commands,
        help=SUMMARY,
        epilog=EXAMPLES,
        rich_markup_mode=None,
        add_completion=completion,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )

    @app.callback(invoke_without_command=True)
    def start(
        ctx: typer.Context,
        version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="The version."),
    ) -> None:
        if ctx.invoked_subcommand is None:
            from derivation.cli.output import for_screen

            print(for_screen(GREETING))

    return app


def call(arguments: list[str]) -> int:
    """Run one command; its exit code.  Whatever goes wrong is one line."""
    from derivation.cli import budget
    from derivation.cli.output import prepare_streams

    sys.unraisablehook = budget.ring_again
    prepare_streams()
    completing = "_DERIVATION_COMPLETE" in os.environ or any(each.endswith("-completion") for each in arguments[:1])
    try:
        code = application(completing)(arguments, prog_name="derivation", standalone_mode=False)
        sys.stdout.flush()
    except SystemExit:  # what Click makes of a closed pipe
        return _reader_is_gone()
    except Exception as problem:
        return _answer(problem)
    except TimeUp as stopped:
        complain(f"stopped: the time is up{reached(stopped)} (--timeout gives more)")
        return UNDECIDED
    except KeyboardInterrupt:
        return interrupted()
    return interrupted() if code == INTERRUPTED else code if isinstance(code, int) else 0


def _answer(problem: Exception) -> int:
    """The line for what went wrong, and the exit code."""
    if os.environ.get("DERIVATION_DEBUG"):
        raise problem
    if isinstance(problem, BrokenPipeError):
        return _reader_is_gone()
    if isinstance(problem, click.exceptions.Abort):
        return interrupted()
    if isinstance(problem, click.exceptions.Exit):
        return problem.exit_code
    code, message = describe(problem)
    complain(message)
    return code


def _reader_is_gone() -> int:
    """Nobody reads the rest, which is what `| head` asks for; what is still in the buffer goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return 0


def describe(problem: Exception) -> tuple[int, str]:
    """The exit code and the one line for a problem."""
    if isinstance(problem, Refusal):
        return problem.code, problem.message
    if isinstance(problem, Unwritable):
        return UNDECIDED, str(problem)
    if isinstance(problem, click.exceptions.ClickException):
        return UNREADABLE, _usage(problem)
    if isinstance(problem, MemoryError):
        return UNREADABLE, "this needs more memory than there is"
    if isinstance(problem, RecursionError):
        return UNREADABLE, "this is nested too deep"
    if isinstance(problem, OSError):
        place = f": {problem.filename}" if problem.filename else ""
        return UNREADABLE, f"{(problem.strerror or 'input or output failed').lower()}{place}"
    return UNREADABLE, f"an error of the program itself ({type(problem).__name__}: {' '.join(str(problem).split())[:200]})"


def _usage(problem: click.exceptions.ClickException) -> str:
    message = problem.format_message().rstrip(".")
    context = getattr(problem, "ctx", None)
    name = context.command_path if context is not None else "derivation"
    return f"{message[:1].lower()}{message[1:]} ({name} --help tells more)"
