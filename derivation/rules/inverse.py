"""Inverse functions: what each of them undoes, and the equation with the inverse differentiated."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from derivation.context import Context
from derivation.reading import read, read_equation
from derivation.rule import rule_of_lines
from derivation.rules import solving
from derivation.term import ZERO, E, Term, divide, relation, replace, substitute, symbol


class Inverse(NamedTuple):
    """A function that undoes another, as text in y and its further arguments.

    arguments  its further arguments
    forward    what it undoes: y = arcsin(x) means sin(y) = x
    range      the values that y takes; empty for all
    part       a part of the derivative of `forward` that is to be said by `forward`
    by         how it is said so, where y lies in the range
    why        the reason, half a sentence
    """

    forward: str
    range: str = ""
    part: str = ""
    by: str = ""
    why: str = ""
    arguments: tuple[str, ...] = ()


_CIRCLE = "sin^2 + cos^2 = 1 in a right triangle with the long side 1"
_HYPERBOLA = "cosh^2 - sinh^2 = 1"

INVERSES: dict[str, Inverse] = {
    "asin": Inverse(
        *("sin(y)", "-pi/2 <= y <= pi/2", "cos(y)", "sqrt(1 - sin(y)^2)"),
        f"{_CIRCLE}, and the cosine is not negative for these y",
    ),
    "acos": Inverse(
        *("cos(y)", "0 <= y <= pi", "sin(y)", "sqrt(1 - cos(y)^2)"),
        f"{_CIRCLE}, and the sine is not negative for these y",
    ),
    "atan": Inverse(
        *("tan(y)", "-pi/2 < y < pi/2", "sec(y)^2", "1 + tan(y)^2"),
        "in a right triangle with the sides 1 and tan(y) the long side is sec(y)",
    ),
    "acot": Inverse(
        *("cot(y)", "-pi/2 < y <= pi/2", "csc(y)^2", "1 + cot(y)^2"),
        "in a right triangle with the sides 1 and cot(y) the long side is csc(y)",
    ),
    "asec": Inverse(
        *("sec(y)", "0 <= y <= pi", "sec(y)*tan(y)", "abs(sec(y))*sqrt(sec(y)^2 - 1)"),
        "tan^2 = sec^2 - 1, and secant and tangent have the same sign for these y",
    ),
    "acsc": Inverse(
        *("csc(y)", "-pi/2 <= y <= pi/2", "csc(y)*cot(y)", "abs(csc(y))*sqrt(csc(y)^2 - 1)"),
        "cot^2 = csc^2 - 1, and cosecant and cotangent have the same sign for these y",
    ),
    "asinh": Inverse("sinh(y)", "", "cosh(y)", "sqrt(sinh(y)^2 + 1)", f"{_HYPERBOLA}, and cosh is positive"),
    "acosh": Inverse(
        *("cosh(y)", "y >= 0", "sinh(y)", "sqrt(cosh(y)^2 - 1)"),
        f"{_HYPERBOLA}, and sinh is not negative for these y",
    ),
    "atanh": Inverse("tanh(y)"),
    "acoth": Inverse("coth(y)", "y != 0"),
    "asech": Inverse(
        *("sech(y)", "y >= 0", "tanh(y)", "sqrt(1 - sech(y)^2)"),
        "1 - tanh^2 = sech^2, and tanh is not negative for these y",
    ),
    "acsch": Inverse(
        *("csch(y)", "y != 0", "csch(y)*coth(y)", "abs(csch(y))*sqrt(1 + csch(y)^2)"),
        "coth^2 = 1 + csch^2, and both have the same sign",
    ),
    "ln": Inverse("e^y"),
    "log": Inverse("b^y", arguments=("b",)),
    "log2": Inverse("2^y"),
    "log10": Inverse("10^y"),
    "sqrt": Inverse("y^2", "y >= 0"),
    "cbrt": Inverse("y^3"),
    "root": Inverse("y^n", arguments=("n",)),
    "lambertw": Inverse("y*e^y", "y >= -1"),
    "erfinv": Inverse("erf(y)"),
    "erfcinv": Inverse("erfc(y)"),
}
"""By the name that terms carry; those of more than one argument undo their function in the first."""

Y = symbol("y")


class Undoing(NamedTuple):
    """A row of `INVERSES` as terms, taken at an argument and for a letter y."""

    forward: Term
    range: tuple[Term, ...]
    part: Term | None
    by: Term | None
    why: str


def undoing(term: Term, y: Term) -> Undoing | None:
    """What a function of the table undoes, or None for any other term.

    >>> from derivation.notation import text
    >>> text(undoing(read("asin(x)").term, symbol("y")).forward)
    'sin(y)'
    """
    row = INVERSES.get(str(term.value)) if term.op == "function" else None
    if row is None or len(term.args) != 1 + len(row.arguments):
        return None
    values = {Y: y, **{symbol(name): value for name, value in zip(row.arguments, term.args[1:], strict=True)}}
    forward, part, by = (substitute(_read(each), values) if each else None for each in (row.forward, row.part, row.by))
    assert forward is not None
    limits = (substitute(each, values) for each in _relations(row.range))
    return Undoing(forward, tuple(limits), part, by, row.why)


def not_zero(factor: Term, known: Undoing, inner: Term, context: Context) -> tuple[Term, ...]:
    """What must hold so that one may divide by f'(y), said without y where that can be.

    >>> from derivation.notation import text
    >>> known = undoing(read("asin(x)").term, Y)
    >>> [text(each) for each in not_zero(read("cos(y)").term, known, read("x").term, Context())]
    ['x > -1', 'x < 1']
    """
    said = replace(factor, {known.part: known.by}) if known.part is not None and known.by is not None else factor
    return solving.not_zero(replace(said, {known.forward: inner}), context)


def equal_parts(forward: Term, inner: Term) -> list[tuple[Term, Term, tuple[Term, ...]]]:
    """f(y) is u; where f(y) is a product y·e^y, also e^y is u/y, for y != 0.

    >>> from derivation.notation import text
    >>> [(text(part), text(value)) for part, value, _ in equal_parts(read("y*e^y").term, read("x").term)]
    [('y*e^y', 'x'), ('e^y', 'x/y')]
    """
    found: list[tuple[Term, Term, tuple[Term, ...]]] = [(forward, inner, ())]
    if forward.op == "product":
        y = forward.args[0]
        powers = (each for each in forward.args if each.op == "power" and each.args[0] is E)
        found += [(each, divide(inner, y), (relation("!=", y, ZERO),)) for each in powers]
    return found


@cache
def _read(text: str) -> Term:
    return read(text).term


@cache
def _relations(text: str) -> tuple[Term, ...]:
    found = read_equation(text).term if text else None
    return () if found is None else found.args if found.op == "logic" else (found,)


# ---------------------------------------------------------------------------------------------------------------- rules


CALL_IT_Y = rule_of_lines(
    "call the inverse y", "g(x) = y", "An inverse function is easier to handle by what it undoes, so call it {y}."
)
UNDO = rule_of_lines(
    "undo the inverse", "y = g(x), f(y) = x", "{y} is the number whose image is {u}: that is what an inverse function means."
)
BY_EQUATION = rule_of_lines(
    "differentiate what it undoes",
    "f(y) = x, y' = 1/f'(y)",
    "Both sides of {f} = {u} are differentiated, and solved for the derivative of {y}.",
)
IN_THE_RANGE = rule_of_lines("say it by what is known", "cos(y) = sqrt(1 - sin(y)^2)", "Write {p} as {r}: {why}.")
KNOWN = rule_of_lines("put in what is known", "f(y) = x", "{f} is {u}.")
Y_BACK = rule_of_lines("put the inverse back", "y = g(x)", "Write {u} for {y} again.")

SOLVED = rule_of_lines(
    "solve for the inverse", "f(y) = x, y = g(x)", "Here {f} = {x} can be solved: y = {g}; put that in, and y is gone."
)
SELF_FORM = rule_of_lines(
    "use the derivative in terms of the function", "f' = F(f), y' = 1/F(x)", "f′ is {s}, taken at y, and there {f} is {x}."
)

RULES = (CALL_IT_Y, UNDO, BY_EQUATION, IN_THE_RANGE, KNOWN, Y_BACK, SOLVED, SELF_FORM)
