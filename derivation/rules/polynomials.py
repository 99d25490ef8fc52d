"""Polynomials as they are written: multiplied out, opposite terms cancelled, a letter taken out of every term."""

from __future__ import annotations

from math import comb

from derivation.rules.monomials import expanded, merged
from derivation.rules.shape import coefficient, collected, key, opposite, summands, times
from derivation.term import ONE, Term, add, divide, integer, multiply, negate, number_of, postorder, power

LARGEST_POWER = 12
"""Powers of sums are multiplied out up to this exponent."""

MOST_TERMS = 60


def is_polynomial(term: Term) -> bool:
    """Whether sums, products and small powers of letters and numbers are all there is, not too long multiplied out.

    >>> from derivation.reading import read
    >>> [is_polynomial(read(text).term) for text in ("(x + 1)^2/3 - a*x", "1/x", "(x + y)^100")]
    [True, False, False]
    """
    return all(_is_polynomial_node(node) for node in postorder(term)) and _length(term) <= MOST_TERMS


def _is_polynomial_node(node: Term) -> bool:
    if node.op == "power":
        exponent = number_of(node.args[1])
        return exponent is not None and exponent.denominator == 1 and 0 <= exponent <= LARGEST_POWER
    if node.op == "quotient":
        return number_of(node.args[1]) not in (None, 0)
    return node.op in ("integer", "decimal", "symbol", "constant", "sum", "product", "negation")


def _length(term: Term) -> int:
    """About how many summands it has when it is multiplied out, from above."""
    found: dict[Term, int] = {}
    for node in postorder(term):
        parts = [found[arg] for arg in node.args]
        if node.op == "sum":
            found[node] = sum(parts)
        elif node.op == "product":
            product = 1
            for each in parts:
                product *= each
            found[node] = product
        elif node.op == "power":
            found[node] = comb(int(number_of(node.args[1]) or 0) + parts[0] - 1, parts[0] - 1)
        else:
            found[node] = parts[0] if parts else 1
        if found[node] > 10 * MOST_TERMS:
            return found[node]
    return found[term]


def multiplied_out(term: Term) -> list[Term]:
    """The summands of a polynomial without brackets, each product put together, like terms of one bracket collected.

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> [text(each) for each in multiplied_out(read("(x + h)^2 - (x^2 - 1)").term)]
    ['x^2', '2*x*h', 'h^2', '-x^2', '1']
    """
    if term.op == "sum":
        return [part for each in term.args for part in multiplied_out(each)]
    if term.op == "negation":
        return [opposite(part) for part in multiplied_out(term.args[0])]
    if term.op == "quotient":
        return [merged(part, divide(ONE, term.args[1])) for part in multiplied_out(term.args[0])]
    if term.op == "product":
        found = [ONE]
        for each in term.args:
            found = list(summands(collected(expanded(found, multiplied_out(each)))))
        return found
    if term.op == "power" and len(base := multiplied_out(term.args[0])) > 1:
        found = [ONE]
        for _ in range(int(number_of(term.args[1]) or 0)):
            found = list(summands(collected(expanded(found, base))))
        return found
    return [merged(term)] if term.op == "power" else [term]


def cancelled(term: Term) -> Term:
    """The sum with like terms put together, and so without those that cancel.

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> text(cancelled(read("x^2 + 2*x*h + h^2 - x^2").term))
    '2*x*h + h^2'
    """
    parts = summands(term)
    after = collected(parts)
    return term if len(summands(after)) == len(parts) and key(after) == key(term) else after


def without_h(term: Term, h: Term) -> Term | None:
    """The sum or product divided by a letter that every summand has as a factor; None where one has not.

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> from derivation.term import symbol
    >>> text(without_h(read("2*x*h + h^2 - h").term, symbol("h")))
    '2*x + h - 1'
    """
    if term.op == "product" and h in term.args:
        return multiply(*_one_less(term.args, h))
    parts = [_divided(each, h) for each in summands(term)]
    return add(*(each for each in parts if each is not None)) if None not in parts else None


def _one_less(factors: tuple[Term, ...], h: Term) -> list[Term]:
    place = factors.index(h)
    return [*factors[:place], *factors[place + 1 :]]


def _divided(part: Term, h: Term) -> Term | None:
    if part.op == "negation":
        inner = _divided(part.args[0], h)
        return None if inner is None else negate(inner)
    number, rest = coefficient(part)
    if rest is h:
        return times(number, ONE)
    if rest.op == "power" and rest.args[0] is h and (exponent := number_of(rest.args[1])) is not None and exponent > 1:
        return times(number, h if exponent == 2 else power(h, integer(int(exponent) - 1)))
    if rest.op == "product":
        for index, each in enumerate(rest.args):
            inner = _divided(each, h) if h in each.free else None
            if inner is not None:
                left = [*rest.args[:index], *([] if inner is ONE else [inner]), *rest.args[index + 1 :]]
                return times(number, multiply(*left))
    if rest.op == "quotient" and h not in rest.args[1].free:
        inner = _divided(rest.args[0], h)
        return None if inner is None else times(number, divide(inner, rest.args[1]))
    return None
