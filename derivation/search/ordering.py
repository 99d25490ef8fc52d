"""The order in which new sums and products of a line are written."""

from __future__ import annotations

from collections.abc import Callable

from derivation.context import Context
from derivation.rules.shape import factors, key, without_sign
from derivation.search.parts import letters_first
from derivation.search.places import brackets_above, open_parts, summands_above
from derivation.term import ONE, Term, add, replace


def in_order(line: Term, before: Term, context: Context) -> Term:
    """A line with its new polynomials in falling powers of the variable, or in rising ones if those before rise.

    Where it would begin with a minus sign it is the other way round, if that helps; else it falls.

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> text(in_order(read("(1 + x^2 - x)/3").term, read("x/3").term, Context()))
    '(x^2 - x + 1)/3'
    """
    old = {part for part in open_parts(before) if part.op == "sum"}
    rises = any(
        _degrees(part, context) == sorted(_degrees(part, context)) for part in old if len(set(_degrees(part, context))) > 1
    )
    changes: dict[Term, Term] = {}
    for part in open_parts(line):
        degrees = _degrees(part, context) if part.op == "sum" and part not in old else []
        if len(set(degrees)) > 1:
            rising = sorted(range(len(degrees)), key=lambda k: degrees[k])
            falling = sorted(range(len(degrees)), key=lambda k: -degrees[k])
            orders = (rising, falling) if rises else (falling, rising)
            places = next((each for each in orders if part.args[each[0]].op != "negation"), falling)
            changes[part] = add(*(part.args[k] for k in places))
    return replace(line, changes) if changes else line


def as_before(line: Term, before: Term) -> Term:
    """A line whose new sums are written as they stand in the line before, where they stand there in another order."""
    old = {key(part): part for part in open_parts(before) if part.op == "sum"}
    changes = {part: old[key(part)] for part in open_parts(line) if part.op == "sum" and key(part) in old}
    return replace(line, changes)


def positive_first(line: Term, before: Term, brackets: Callable[[Term], list[Term]] = brackets_above) -> Term:
    """A line in which no new bracket of two terms begins with a minus sign: 1 - ln(x), not -ln(x) + 1.

    brackets  which are looked at: those above a fraction line
    """
    old = set(open_parts(before))
    changes = {
        part: add(part.args[1], part.args[0])
        for part in brackets(line)
        if part not in old and len(part.args) == 2 and part.args[0].op == "negation" and part.args[1].op != "negation"
    }
    return replace(line, changes) if changes else line


def letters_before_brackets(line: Term) -> Term:
    """The numerators and denominators of a line, and the terms of sums there, with letters before brackets and functions.

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> text(letters_before_brackets(read("(x + 1)*x/2").term))
    'x*(x + 1)/2'
    """
    changes = {part: ordered for part in summands_above(line) if (ordered := letters_first(part)) is not part}
    line = replace(line, changes) if changes else line
    changes = {}
    for part in open_parts(line):
        if part.op == "quotient":
            ordered = letters_first(replace(part, changes))
            if ordered is not part:
                changes[part] = ordered
    return replace(line, changes) if changes else line


def _degrees(total: Term, context: Context) -> list[int]:
    """The power of the variable in each summand; empty where one is no monomial."""
    degrees = []
    for each in total.args:
        degree = 0
        for factor in factors(without_sign(each)[1]):
            base, exponent = factor.args if factor.op == "power" else (factor, ONE)
            if base is context.variable and exponent.op == "integer":
                degree += int(str(exponent.value))
            elif context.depends(factor):
                return []
        degrees.append(degree)
    return degrees
