"""Equations with names that nothing on the page explains: what can be said of them, and of the lines behind them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from derivation.reading import Line
from derivation.term import Term
from derivation.verify.remembered import compare

if TYPE_CHECKING:
    from derivation.verify.statements import Statements


def holds_for_all_functions(page: Statements, unknown: list[str], terms: list[Term], line: Line) -> bool:
    """Whether an equation about functions that nothing explains is true whatever they are: (f g)' = f' g + f g'.

    The y of dy/dx is one, too.
    """
    letters = any(name.value in unknown and name.value not in page.differentiated for each in terms for name in each.free)
    if page.given or letters or len(terms) < 2 or line.parts[0] is None:
        return False
    return all(compare(left, right, page.names.context).status == "equal" for left, right in pairwise(terms))


def letters_of_its_own(left: Term) -> frozenset[str]:
    """The letters that a left side such as g'(u) says the statement for, whatever they are.

    >>> from derivation.term import primed, symbol
    >>> letters_of_its_own(primed("g", 1, symbol("u")))
    frozenset({'u'})
    """
    is_call = left.op in ("primed", "function") and all(each.op == "symbol" for each in left.args)
    return frozenset(str(each.value) for each in left.args) if is_call else frozenset()


def pass_over(page: Statements, parts: list[Term], terms: list[Term], line: Line) -> None:
    """Behind an equation that cannot be judged, lines go on from the derivative that it is about, or from its last side."""
    if len(parts) < 2 or line.parts[0] is None:
        return
    order = page.names.order_of(parts[0])
    rate = page.names.derivative_of_function(order) if order else None
    if rate is not None:
        page.chain.targets = (rate,)
    elif page.chain.targets and not page.names.undefined(terms[-1]):
        page.chain.side = terms[-1]
