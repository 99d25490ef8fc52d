"""Plain text: one line that a person can type and that reads back to the same term."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from derivation.memory import Memory
from derivation.notation.fold import (
    ATOM,
    CONDITION,
    EVALUATED,
    KEPT_PARTS,
    LOOSE,
    NEGATION,
    POWER,
    PREFIXED,
    PRODUCT,
    QUOTIENT,
    RELATION,
    SUM,
    Printed,
    fold,
    name_and_order,
    with_clear_e,
)
from derivation.term import Term

if TYPE_CHECKING:
    from derivation.context import Context

_KEPT: Memory[Term, Printed] = Memory(KEPT_PARTS)


def text(term: Term, context: Context | None = None) -> str:
    """The term on one line, in written order; `read` gives the same term back.

    context  tells whether e is a parameter, so that Euler's number is written E; a symbol e in the term tells it too

    Raises TooLong where the printed tree has millions of nodes.

    >>> from derivation.term import E, ONE, X, add, divide, negate, power
    >>> text(divide(ONE, add(ONE, power(E, negate(X)))))
    '1/(1 + e^(-x))'
    """
    return fold(with_clear_e(term, context), _write, _KEPT).text


def _write(term: Term, parts: list[Printed]) -> Printed:
    return WRITERS[term.op](term, parts)


def bracketed(part: Printed, level: int) -> str:
    """The part, in brackets where it holds together less tightly than the level asks."""
    return part.text if part.level >= level else f"({part.text})"


def write_integer(term: Term, parts: list[Printed]) -> Printed:
    return Printed(str(term.value), ATOM)


def _symbol(term: Term, parts: list[Printed]) -> Printed:
    return Printed(f"{term.value}[{listed(parts)}]" if parts else str(term.value), ATOM)


def listed(parts: list[Printed]) -> str:
    return ", ".join([part.text for part in parts])


def write_sum(term: Term, parts: list[Printed]) -> Printed:
    pieces = [bracketed(parts[0], NEGATION)]
    for summand, part in zip(term.args[1:], parts[1:], strict=True):
        if summand.op == "negation":
            pieces.append(f" - {part.text[1:]}")
        else:
            pieces.append(f" + {bracketed(part, QUOTIENT)}")
    return Printed("".join(pieces), SUM)


def write_negation(term: Term, parts: list[Printed]) -> Printed:
    return Printed("-" + bracketed(parts[0], QUOTIENT), NEGATION)


def write_product(term: Term, parts: list[Printed]) -> Printed:
    first, *others = parts
    return Printed("*".join([bracketed(first, EVALUATED), *[bracketed(part, PREFIXED) for part in others]]), PRODUCT)


def write_quotient(term: Term, parts: list[Printed]) -> Printed:
    above, below = parts
    return Printed(f"{bracketed(above, PRODUCT)}/{bracketed(below, POWER)}", QUOTIENT)


def _power(term: Term, parts: list[Printed]) -> Printed:
    base, exponent = parts
    bare = exponent.level == ATOM and not term.args[1].args
    if bare and exponent.text != base.text and base.text.rstrip("0123456789") == exponent.text:
        bare = False  # x5^x is x times 5^x
    return Printed(f"{bracketed(base, ATOM)}^{exponent.text if bare else f'({exponent.text})'}", POWER)


def _function(term: Term, parts: list[Printed]) -> Printed:
    return Printed(f"{term.value}({listed(parts)})", ATOM)


def _primed(term: Term, parts: list[Printed]) -> Printed:
    name, order = name_and_order(term)
    primes = "'" * order
    return Printed(f"{name}{primes}({parts[0].text})", ATOM)


def _derivative(term: Term, parts: list[Printed]) -> Printed:
    body, variable = parts
    order = "" if term.value == 1 else f"^{term.value}"
    by = variable.text if term.args[1].op == "symbol" else f"({variable.text})"
    if term.args[0].op == "symbol" and body.text in ("e", "E"):
        return Printed(f"d{order}{body.text}/d{by}{order}", PREFIXED)  # an error named e; the e of d/dx(e) is a number
    return Printed(f"d{order}/d{by}{order}({body.text})", PREFIXED)


def _at(term: Term, parts: list[Printed]) -> Printed:
    body, bound, value = parts
    return Printed(f"({body.text})|_({bound.text} = {value.text})", EVALUATED)


def _limit(term: Term, parts: list[Printed]) -> Printed:
    body, bound, point = parts
    side = term.value
    towards = bracketed(point, ATOM) + str(side) if side else point.text
    return Printed(f"lim_({bound.text}->{towards}) {bracketed(body, QUOTIENT)}", LOOSE)


def _piecewise(term: Term, parts: list[Printed]) -> Printed:
    pieces = [f"{value.text}, {condition.text}" for value, condition in zip(parts[::2], parts[1::2], strict=True)]
    return Printed(f"piecewise({'; '.join(pieces)})", ATOM)


def _relation(term: Term, parts: list[Printed]) -> Printed:
    left, right = (part.text if part.level >= SUM or part.level == LOOSE else f"({part.text})" for part in parts)
    return Printed(f"{left} {term.value} {right}", RELATION)


def _logic(term: Term, parts: list[Printed]) -> Printed:
    return Printed(f" {term.value} ".join([bracketed(part, RELATION) for part in parts]), CONDITION)


def _called(name: str) -> Callable[[Term, list[Printed]], Printed]:
    return lambda term, parts: Printed(f"{name}({listed(parts)})", ATOM)


WRITERS: dict[str, Callable[[Term, list[Printed]], Printed]] = {
    "integer": write_integer,
    "decimal": write_integer,
    "symbol": _symbol,
    "constant": write_integer,
    "sum": write_sum,
    "product": write_product,
    "quotient": write_quotient,
    "power": _power,
    "negation": write_negation,
    "function": _function,
    "primed": _primed,
    "derivative": _derivative,
    "at": _at,
    "limit": _limit,
    "integral": _called("integral"),
    "series": _called("sum"),
    "piecewise": _piecewise,
    "relation": _relation,
    "logic": _logic,
    "truth": lambda term, parts: Printed("otherwise", ATOM),
}
