"""Equations between differentials: dx = sec(y)^2 dy says what dx/dx = sec(y)^2 dy/dx says."""

from __future__ import annotations

from derivation.equality import NoDerivative, differentiate
from derivation.term import ZERO, Term, add, derivative, multiply, postorder, rebuild, replace, symbol
from derivation.verify.names import Names
from derivation.verify.remembered import compare

_D = symbol("d")


def divided_by_the_last(parts: list[Term], names: Names) -> list[Term]:
    """The sides of an equation between differentials, every dy in them as dy/dx; other sides as they are.

    A side counts as one of differentials if it is a sum of them with factors: nothing squared, and nothing without one.

    >>> from derivation.context import Context
    >>> from derivation.reading import read_line
    >>> names = Names(Context(), None)
    >>> divided_by_the_last(list(read_line("du = 2x dx").parts), names)[0]
    derivative(1, symbol('u'), symbol('x'))
    """
    if not any(_D in part.free for part in parts) or names.is_known(_D):
        return parts
    joined = [_joined(part) for part in parts]
    letters = {name: symbol(str(name.value)[2:]) for part in joined for name in part.free if str(name.value).startswith("d ")}
    x = names.context.variable
    if any(_D in part.free for part in joined) or not all(_is_linear(part, letters, names) for part in joined):
        return parts
    rates = {small: derivative(letter, x) for small, letter in letters.items()}
    return [replace(part, rates) for part in joined]


def _joined(term: Term) -> Term:
    """The term with every product of d and a letter behind it as one letter, "d x"."""
    done: dict[Term, Term] = {}
    for node in postorder(term):
        new = rebuild(node, tuple(done[arg] for arg in node.args)) if node.args else node
        done[node] = _with_differentials(new) if new.op == "product" and _D in new.args else new
    return done[term]


def _with_differentials(node: Term) -> Term:
    factors: list[Term] = []
    for factor in node.args:
        if factors and factors[-1] is _D and factor.op == "symbol":
            factors[-1] = symbol(f"d {factor.value}")
        else:
            factors.append(factor)
    return multiply(*factors)


def _is_linear(part: Term, letters: dict[Term, Term], names: Names) -> bool:
    try:
        slopes = {small: differentiate(part, small) for small in letters}
    except NoDerivative:
        return False
    if part is ZERO or any(slope.free & letters.keys() for slope in slopes.values()):
        return False
    whole = add(*(multiply(slope, small) for small, slope in slopes.items()))
    return compare(part, whole, names.context).status == "equal"
