"""LaTeX as a textbook prints it, which reads back to the same term."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from derivation.memory import Memory
from derivation.notation.fold import (
    ATOM,
    CONDITION,
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
from derivation.notation.names import LATEX_FUNCTIONS, NEVER_CALLED, POWERS_BEHIND_THE_NAME, latex_function, latex_name
from derivation.term import ONE, Term

if TYPE_CHECKING:
    from derivation.context import Context

_KEPT: Memory[Term, Printed] = Memory(KEPT_PARTS)

_CONSTANTS = {"e": "e", "E": "E", "pi": r"\pi", "infinity": r"\infty"}
_SIGNS = {"=": "=", "!=": r"\ne", "<": "<", "<=": r"\le", ">": ">", ">=": r"\ge"}


def latex(term: Term, context: Context | None = None) -> str:
    r"""The term in LaTeX, in written order; `read` gives the same term back.

    context  tells whether e is a parameter, so that Euler's number is written E; a symbol e in the term tells it too

    Raises TooLong where the printed tree has millions of nodes.

    >>> from derivation.term import E, ONE, X, add, divide, negate, power
    >>> latex(divide(ONE, add(ONE, power(E, negate(X)))))
    '\\frac{1}{1 + e^{-x}}'
    """
    return fold(with_clear_e(term, context), _write, _KEPT).text


def _write(term: Term, parts: list[Printed]) -> Printed:
    return _WRITERS[term.op](term, parts)


def _within(left: str, part: Printed, right: str) -> str:
    return rf"\left{left}{part.text}\right{right}" if part.tall else f"{left}{part.text}{right}"


def _round(part: Printed) -> str:
    return _within("(", part, ")")


def _bracketed(part: Printed, level: int) -> str:
    return part.text if part.level >= level else _round(part)


def _any_tall(parts: list[Printed]) -> bool:
    return any(part.tall for part in parts)


def _listed(parts: list[Printed]) -> Printed:
    return Printed(", ".join([part.text for part in parts]), ATOM, _any_tall(parts))


def _number(term: Term, parts: list[Printed]) -> Printed:
    return Printed(str(term.value), ATOM)


def _symbol(term: Term, parts: list[Printed]) -> Printed:
    name = latex_name(str(term.value))
    return Printed(f"{name}[{_listed(parts).text}]" if parts else name, ATOM)


def _constant(term: Term, parts: list[Printed]) -> Printed:
    return Printed(_CONSTANTS.get(str(term.value), rf"\mathrm{{{term.value}}}"), ATOM)


def _sum(term: Term, parts: list[Printed]) -> Printed:
    pieces = [_bracketed(parts[0], NEGATION)]
    for summand, part in zip(term.args[1:], parts[1:], strict=True):
        pieces.append(f" - {part.text[1:]}" if summand.op == "negation" else f" + {_bracketed(part, QUOTIENT)}")
    return Printed("".join(pieces), SUM, _any_tall(parts))


def _negation(term: Term, parts: list[Printed]) -> Printed:
    return Printed("-" + _bracketed(parts[0], QUOTIENT), NEGATION, parts[0].tall)


def _product(term: Term, parts: list[Printed]) -> Printed:
    factors = [_bracketed(part, PREFIXED) for part in parts]
    pieces = [factors[0]]
    for left, right, before, after in zip(term.args, term.args[1:], factors, factors[1:], strict=False):
        pieces += (_between(left, right, before, after), after)
    return Printed("".join(pieces), PRODUCT, _any_tall(parts))


def _between(left: Term, right: Term, before: str, after: str) -> str:
    """What stands between two factors: a dot where they would be misread side by side, else a space or nothing."""
    bracket = after.startswith(("(", r"\left("))
    if (
        after[0].isdigit()
        or after[0] == "."
        or (left.op == "derivative" and before[-1] == ")")
        or (bracket and _may_be_called(left))
        or left is ONE
    ):
        return r" \cdot "
    if before[-1].isdigit() and after.startswith(r"\frac"):
        return r" \cdot "
    return "" if bracket else " "


def _may_be_called(left: Term) -> bool:
    """Whether a bracket behind this factor would look like its argument."""
    if left.op == "power":
        left = left.args[0]
    return left.op == "symbol" and left.value not in NEVER_CALLED


def _quotient(term: Term, parts: list[Printed]) -> Printed:
    return Printed(rf"\frac{{{parts[0].text}}}{{{parts[1].text}}}", PREFIXED, True)


def _power(term: Term, parts: list[Printed]) -> Printed:
    base, exponent = term.args
    raised = f"^{{{parts[1].text}}}"
    tall = parts[0].tall or parts[1].tall
    if base.op == "function" and base.value in LATEX_FUNCTIONS and base.value != "sigma":
        square = exponent.op == "integer" and exponent.value not in (0, 1) and base.value in POWERS_BEHIND_THE_NAME
        if square and len(base.args) == 1:
            name = latex_function(str(base.value))
            return Printed(name + raised + parts[0].text.removeprefix(name), POWER, tall)
        return Printed(_round(parts[0]) + raised, POWER, tall)
    return Printed(_bracketed(parts[0], ATOM) + raised, POWER, tall)


def _function(term: Term, parts: list[Printed]) -> Printed:
    special = _FUNCTIONS.get((str(term.value), len(parts)))
    if special is not None and not (term.value == "root" and parts[1].text == "2"):
        return special(parts)
    inside = _listed(parts)
    return Printed(latex_function(str(term.value)) + _round(inside), ATOM, inside.tall)


_FUNCTIONS: dict[tuple[str, int], Callable[[list[Printed]], Printed]] = {
    ("sqrt", 1): lambda parts: Printed(rf"\sqrt{{{parts[0].text}}}", POWER, True),
    ("root", 2): lambda parts: Printed(rf"\sqrt[{parts[1].text}]{{{parts[0].text}}}", POWER, True),
    ("abs", 1): lambda parts: Printed(rf"\left|{parts[0].text}\right|", ATOM, parts[0].tall),
    ("floor", 1): lambda parts: Printed(rf"\left\lfloor {parts[0].text}\right\rfloor", ATOM, parts[0].tall),
    ("ceil", 1): lambda parts: Printed(rf"\left\lceil {parts[0].text}\right\rceil", ATOM, parts[0].tall),
    ("factorial", 1): lambda parts: Printed(_bracketed(parts[0], ATOM) + "!", POWER, parts[0].tall),
    ("log", 2): lambda parts: Printed(rf"\log_{{{parts[1].text}}}" + _round(parts[0]), ATOM, parts[0].tall),
}


def _primed(term: Term, parts: list[Printed]) -> Printed:
    name, order = name_and_order(term)
    return Printed(latex_function(name) + "'" * order + _round(parts[0]), ATOM, parts[0].tall)


def _derivative(term: Term, parts: list[Printed]) -> Printed:
    body, variable = parts
    if term.args[0].op == "symbol" and len(body.text) == 1 and term.value == 1:
        return Printed(rf"\frac{{d{body.text}}}{{d{variable.text}}}", PREFIXED, True)
    order = "" if term.value == 1 else f"^{{{term.value}}}"
    by = variable.text if term.args[1].op == "symbol" else _round(variable)
    return Printed(rf"\frac{{d{order}}}{{d{by}{order}}}" + _round(body), PREFIXED, True)


def _at(term: Term, parts: list[Printed]) -> Printed:
    body, bound, value = parts
    return Printed(rf"\left.{_round(body)}\right|_{{{bound.text}={value.text}}}", PREFIXED, True)


def _limit(term: Term, parts: list[Printed]) -> Printed:
    body, bound, point = parts
    towards = _bracketed(point, ATOM) + f"^{{{term.value}}}" if term.value else point.text
    return Printed(rf"\lim_{{{bound.text} \to {towards}}} {_bracketed(body, QUOTIENT)}", LOOSE, True)


def _integral(term: Term, parts: list[Printed]) -> Printed:
    body, bound, lower, upper = parts
    return Printed(rf"\int_{{{lower.text}}}^{{{upper.text}}} {_bracketed(body, QUOTIENT)} \, d{bound.text}", LOOSE, True)


def _series(term: Term, parts: list[Printed]) -> Printed:
    body, bound, first, last = parts
    return Printed(rf"\sum_{{{bound.text}={first.text}}}^{{{last.text}}} {_bracketed(body, QUOTIENT)}", LOOSE, True)


def _piecewise(term: Term, parts: list[Printed]) -> Printed:
    rows = [f"{value.text} & {condition.text}" for value, condition in zip(parts[::2], parts[1::2], strict=True)]
    return Printed(r"\begin{cases} " + r" \\ ".join(rows) + r" \end{cases}", LOOSE, True)


def _relation(term: Term, parts: list[Printed]) -> Printed:
    left, right = (part.text if part.level >= SUM or part.level == LOOSE else _round(part) for part in parts)
    return Printed(f"{left} {_SIGNS[str(term.value)]} {right}", RELATION, _any_tall(parts))


def _logic(term: Term, parts: list[Printed]) -> Printed:
    joiner = rf" \text{{ {term.value} }} "
    return Printed(joiner.join([_bracketed(part, RELATION) for part in parts]), CONDITION, _any_tall(parts))


_WRITERS: dict[str, Callable[[Term, list[Printed]], Printed]] = {
    "integer": _number,
    "decimal": _number,
    "symbol": _symbol,
    "constant": _constant,
    "sum": _sum,
    "product": _product,
    "quotient": _quotient,
    "power": _power,
    "negation": _negation,
    "function": _function,
    "primed": _primed,
    "derivative": _derivative,
    "at": _at,
    "limit": _limit,
    "integral": _integral,
    "series": _series,
    "piecewise": _piecewise,
    "relation": _relation,
    "logic": _logic,
    "truth": lambda term, parts: Printed(r"\text{otherwise}", ATOM),
}
