"""What a caller hands in, text or SymPy, as terms, contexts and questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from derivation.cli import asking, typed
from derivation.cli.errors import Refusal
from derivation.context import Context
from derivation.meaning import Untranslatable, from_sympy
from derivation.notation import text
from derivation.present.question import Question
from derivation.term import Term, symbol

Symbols = dict[str, Any]
"""The caller's own SymPy symbols by their names."""


@contextmanager
def one_kind_of_error() -> Iterator[None]:
    """Whatever cannot be read or done is a ValueError."""
    try:
        yield
    except (Refusal, Untranslatable) as problem:
        raise ValueError(str(problem)) from None


def context(variable: Any, parameters: Iterable[Any], where: Iterable[str]) -> Context:
    """The variable, the constants and the definitions."""
    constants = [parameters] if isinstance(parameters, str) else list(parameters)
    names = [word for each in constants for word in str(each).replace(",", " ").split()]
    return typed.context("" if variable is None else str(variable), names, [where] if isinstance(where, str) else where)


def term(given: Any, known: Context) -> tuple[Term, Symbols]:
    """A term, and the symbols that it was given with."""
    if isinstance(given, str):
        return typed.term(given.strip(), known)[0], {}
    return from_sympy(given), symbols_of(given)


def symbols_of(given: Any) -> Symbols:
    """The symbols of a SymPy expression; a number has none."""
    return {each.name: each for each in sorted(getattr(given, "free_symbols", ()), key=str)}


def question(given: Any, known: Context, order: int, choose_variable: bool) -> tuple[Question, Symbols]:
    """What is to be differentiated; of a text in all the ways that the command line knows."""
    if isinstance(given, str):
        return asking.question(given.strip(), known, order, choose_variable), {}
    body, symbols = term(given, known)
    letters = [symbol(name) for name in symbols]
    if choose_variable and known.variable not in letters:
        if len(letters) > 1:
            raise ValueError(f"there is no x here, so say which letter is the variable: {', '.join(symbols)}")
        known = replace(known, variable=letters[0]) if letters else known
    constants = (each for each in letters if each is not known.variable)
    known = replace(known, parameters=tuple(dict.fromkeys((*known.parameters, *constants))))
    return Question(known.written_out(body), known, order=order), symbols


def lines(given: Any, known: Context) -> tuple[list[str], Symbols]:
    """The lines of a derivation as text."""
    if isinstance(given, str):
        return typed.lines(given, known), {}
    written: list[str] = []
    symbols: Symbols = {}
    for each in given:
        if isinstance(each, str):
            written.append(each)
        else:
            body, found = term(each, known)
            symbols.update(found)
            written.append(text(body, known))
    return written, symbols
