"""What was typed, turned into terms and contexts, with errors that point at the place."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from derivation import limits
from derivation.cli.errors import Refusal
from derivation.context import Context, Definition
from derivation.reading import Unreadable, read, read_definition, read_line
from derivation.term import Term, symbol


def standard_input(longest: int = limits.MAX_CHARACTERS) -> str:
    """All of standard input, within the length that is read."""
    return decoded(sys.stdin.buffer.read(4 * longest + 1), "standard input", longest)


def decoded(data: bytes, place: str, longest: int = limits.MAX_CHARACTERS) -> str:
    """Bytes as text, within the length that is read."""
    try:
        found = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise Refusal(f"{place} is not UTF-8 text (byte {problem.start + 1})", "unreadable") from None
    if len(found.strip()) > longest:
        raise Refusal(f"{place} is longer than {longest:,} characters", "unreadable")
    return found


def file_text(name: str, longest: int = limits.MAX_CHARACTERS) -> str:
    """The text of an ordinary file, or of standard input for "-"."""
    if name == "-":
        return standard_input(longest)
    from pathlib import Path

    path = Path(name)
    if path.exists() and not path.is_file():
        raise Refusal(f"{name} is not an ordinary file", "file")
    with open(path, "rb") as file:
        return decoded(file.read(4 * longest + 1), name, longest)


def argument(words: str) -> str:
    """A formula as typed; "-" is standard input."""
    if words == "-":
        return standard_input().removesuffix("\n").removesuffix("\r")
    return words.removeprefix(" ")


def term(words: str, context: Context) -> tuple[Term, tuple[str, ...]]:
    """The term that a text means, and what the reader should know about how it was read."""
    try:
        found = read(words, context)
    except Unreadable as problem:
        raise Refusal(problem.message(), "unreadable") from None
    return found.term, tuple(found.notes)


def names(listed: str) -> tuple[Term, ...]:
    """Names written as a list, such as "k, N"."""
    return tuple(name(each) for each in listed.replace(",", " ").split())


def name(word: str) -> Term:
    """One name: x, x_1, β or \\beta."""
    plain, _ = term(word, Context(parameters=(symbol(word.strip()),)))
    if plain.op != "symbol":
        raise Refusal(f"{word!r} is not a name")
    return plain


def context(variable: str, parameters: Iterable[str] | str, where: Iterable[str]) -> Context:
    """The context that the options, or the keys of a row, describe."""
    constants = names(parameters) if isinstance(parameters, str) else tuple(name(each) for each in parameters)
    found = Context(name(variable) if variable else symbol("x"), constants)
    for equation in where:
        found = found.define(definition(equation, found))
    return found


def definition(equation: str, known: Context) -> Definition:
    """An equation such as k = 2 or s(u) = u^2 as what its left side stands for."""
    try:
        return read_definition(equation, known)
    except Unreadable as problem:
        raise Refusal(problem.message(), "unreadable") from None


def lines(words: str, known: Context) -> list[str]:
    """The lines of a derivation: every row where each reads as one, else the mathematics on a page of words."""
    rows = [row.strip() for row in words.splitlines() if row.strip()]
    try:
        for row in rows:
            read_line(row, known)
    except Unreadable:
        return page(words)
    return rows or page(words)


def page(words: str, kind: str = "") -> list[str]:
    """The lines of mathematics on a page, "tex", "md", "txt" or "ipynb"; "" finds out which."""
    from derivation.page import NoPage, find_lines

    try:
        found = [each.text for each in find_lines(words, kind)]
    except NoPage as problem:
        raise Refusal(str(problem), "unreadable") from None
    if not found:
        raise Refusal("no mathematics was found", "unreadable")
    return found


def order(word: str) -> int | None:
    """The order as typed; None for a letter, which asks for the pattern of all orders."""
    plain = word.strip()
    if plain.isascii() and plain.lstrip("-").isdigit():
        return int(plain)
    if len(plain) == 1 and plain.isalpha():
        return None
    raise Refusal(f"--order is a whole number, or n for the pattern of all of them, not {word!r}")


def point(words: str, places: tuple[Term, Term], known: Context) -> dict[Term, Term]:
    """A point as typed: "(1/2, 3)", "1/2, 3" or "x=1/2, y=3"; raises Refusal for anything else."""
    whole = words.strip()
    if whole.startswith("(") and whole.endswith(")") and len(outside_brackets(whole)) == 1:
        whole = whole[1:-1]
    parts = [part.strip() for part in outside_brackets(whole)]
    found: dict[Term, Term] = {}
    for place, part in zip(places, parts, strict=False):
        left, sign, right = part.partition("=")
        value, _ = term(right if sign else left, known)
        found[name(left) if sign else place] = value
    if len(parts) != 2 or set(found) != set(places):
        first, second = (str(each.value) for each in places)
        raise Refusal(f"a point of the curve is written --at '{first}=1, {second}=2' or --at '1, 2'")
    return found


def outside_brackets(words: str, separators: str = ",;") -> list[str]:
    """The parts between commas and semicolons that stand in no bracket.

    >>> outside_brackets("max(1, 2), 3")
    ['max(1, 2)', ' 3']
    """
    parts, depth, start = [], 0, 0
    for index, letter in enumerate(words):
        depth += (letter in "([{") - (letter in ")]}")
        if depth == 0 and letter in separators:
            parts.append(words[start:index])
            start = index + 1
    return [*parts, words[start:]]
