"""The parts of a line on which a rule is used when a fraction is worked out by hand."""

from __future__ import annotations

from derivation.context import Context
from derivation.memory import remembered
from derivation.rules import law
from derivation.rules.shape import factors, without_sign
from derivation.term import Term

OPEN = ("sum", "product", "quotient", "negation", "power")
"""Kinds of terms that are looked into."""


@remembered(2_000)
def open_parts(line: Term) -> list[Term]:
    """The parts outside functions and exponents, those inside first; the list is shared and must not be changed.

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> [text(part) for part in open_parts(read("sin(2*x)/(x + 1)^2").term)]
    ['sin(2*x)', 'x', '1', 'x + 1', '(x + 1)^2', 'sin(2*x)/(x + 1)^2']
    """
    found: dict[Term, None] = {}
    stack = [(line, False)]
    while stack:
        part, ready = stack.pop()
        if ready:
            found[part] = None
        elif part not in found:
            stack.append((part, True))
            if part.op in OPEN:
                below = part.args[:1] if part.op == "power" else part.args
                stack.extend((each, False) for each in reversed(below))
    return list(found)


def open_sums(line: Term) -> list[Term]:
    """The sums outside functions and exponents."""
    return [part for part in open_parts(line) if part.op == "sum"]


def squared_below(line: Term) -> set[Term]:
    """The sums of which a power stands below a fraction line.

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> [text(part) for part in squared_below(read("2*x/(x + 1) - x^2/(x + 1)^2").term)]
    ['x + 1']
    """
    below = [each for part in open_parts(line) if part.op == "quotient" for each in factors(part.args[1])]
    return {each.args[0] for each in below if each.op == "power" and each.args[0].op == "sum"}


def apart_from_squared(line: Term) -> list[Term]:
    """The parts, but no fraction over what stands squared below another: the two are brought over one denominator first."""
    squared = squared_below(line)
    return [part for part in open_parts(line) if part.op != "quotient" or part.args[1] not in squared]


def summands_above(line: Term) -> list[Term]:
    """The summands of brackets above a fraction line, without their signs.

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> [text(part) for part in summands_above(read("3*(x - 2*y)/(x + 1)").term)]
    ['x', '2*y']
    """
    return list(dict.fromkeys(without_sign(each)[1] for bracket in brackets_above(line) for each in bracket.args))


def brackets_above(line: Term) -> list[Term]:
    """The sums that are a numerator, or a factor of one."""
    above = [without_sign(part.args[0])[1] for part in open_parts(line) if part.op == "quotient"]
    return list(dict.fromkeys(factor for each in above for factor in factors(each) if factor.op == "sum"))


def brackets_of_fractions_below(line: Term) -> list[Term]:
    """The products below a fraction line whose bracket holds fractions, none of which is left when it is multiplied out."""
    found: dict[Term, None] = {}
    for part in open_parts(line):
        below = part.args[1] if part.op == "quotient" else None
        if below is not None and below.op == "product" and any(map(_holds_fractions, below.args)):
            out = next(law("multiply out").rewrite(below, Context()), None)
            if out is not None and out.after.op == "sum" and not _holds_fractions(out.after):
                found[below] = None
    return list(found)


def _holds_fractions(term: Term) -> bool:
    return term.op == "sum" and any(without_sign(each)[1].op == "quotient" for each in term.args)
