"""Derivatives that a page states of quantities it never writes out: dL/da = (a - y)/(a (1 - a)), da/dz = a (1 - a)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from derivation.term import Term, postorder
from derivation.verify.chain import Chain, Judged

if TYPE_CHECKING:
    from derivation.verify.statements import Statements

CHAIN_RULE = "the chain rule"


def stated_rate(page: Statements, parts: list[Term], terms: list[Term]) -> Judged | None:
    """dL/da = ... where nothing says what L is: it is given, or, for a product such as dL/da da/dz, it is the chain rule.

    None for every other line, and where a function was given beside the page.
    """
    rate, stated = terms[0], terms[-1]
    if page.given or page.curve is not None or len(terms) != 2 or not _is_of_a_letter(rate, page):
        return None
    chained = _is_chain(rate, stated)
    if not chained and (stated.op == "derivative" or _names_in_rates(stated) & set(page.names.undefined(stated))):
        return None
    if rate in postorder(stated):
        return None
    page.names.state_rate(rate, stated)
    page.chain = Chain((terms[-1],), terms[-1])
    return Judged("ok", CHAIN_RULE) if chained else Judged("given", "what is given")


def _is_of_a_letter(rate: Term, page: Statements) -> bool:
    """Whether a term is the first derivative, by another letter, of a letter that nothing explains."""
    if rate.op != "derivative" or rate.value != 1 or rate.args[0].op != "symbol" or rate.args[1].op != "symbol":
        return False
    letter = rate.args[0]
    explained = str(letter.value) in page.names.context.definitions
    return not explained and (page.names.function is None or letter not in page.names.function.free)


def _names_in_rates(term: Term) -> set[str]:
    return {str(each.value) for node in postorder(term) if node.op == "derivative" for each in node.free}


def _is_chain(rate: Term, product: Term) -> bool:
    """Whether a product of derivatives leads from what is differentiated to what it is differentiated by, in any order.

    >>> from derivation.term import derivative, multiply, symbol
    >>> loss, a, z = map(symbol, "Laz")
    >>> _is_chain(derivative(loss, z), multiply(derivative(a, z), derivative(loss, a)))
    True
    """
    links = {node.args[0]: node.args[1] for node in product.args if node.op == "derivative"} if product.op == "product" else {}
    if len(links) < 2 or len(links) != len(product.args):
        return False
    place = rate.args[0]
    while place in links:
        place = links.pop(place)
    return not links and place is rate.args[1]
