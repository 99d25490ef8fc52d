"""Lost brackets put back: a*b + c as a*(b + c), and its like."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from derivation.term import Term, add, divide, function, multiply, negate, number_of, power, rebuild

Around = Callable[[Term], Term]
"""Puts back what stood before or behind."""


def regrouped(summands: tuple[Term, ...]) -> Iterator[tuple[Term, Term]]:
    """The sum with a bracket put round some neighbouring terms, and what the bracket holds.

    >>> from derivation.term import ONE, X
    >>> next(regrouped((multiply(X, X), ONE)))[1].op
    'sum'
    """
    for start in range(len(summands)):
        for end in range(start + 1, len(summands)):
            for joined, inside in _joined(summands[start], summands[start + 1 : end], summands[end]):
                yield add(*summands[:start], joined, *summands[end + 1 :]), inside


def _joined(first: Term, middle: tuple[Term, ...], last: Term) -> Iterator[tuple[Term, Term]]:
    """Every way to let what stands before the first term and behind the last one act on the whole run."""
    for opened, before in _openings(first):
        for closed, behind in _closings(last):
            if before is None and behind is None:
                continue
            inside = add(opened, *middle, closed)
            whole = behind(inside) if behind is not None else inside
            yield (before(whole) if before is not None else whole), inside


def _openings(term: Term) -> Iterator[tuple[Term, Around | None]]:
    """The first term without what stands before it, and how to put that back in front."""
    yield term, None
    if term.op == "negation":
        yield from _openings_of_product(term.args[0], negate)
    else:
        yield from _openings_of_product(term, lambda inside: inside)
        yield from _opened(term, lambda inside: inside)


def _openings_of_product(term: Term, sign: Around) -> Iterator[tuple[Term, Around]]:
    if term.op != "product":
        return
    for cut in range(1, len(term.args)):
        yield multiply(*term.args[cut:]), _before(term.args[:cut], sign)
    for opened, around in _opened(term.args[-1], lambda inside: inside):
        yield opened, _around(_before(term.args[:-1], sign), around)


def _opened(term: Term, sign: Around) -> Iterator[tuple[Term, Around]]:
    """The inside of a part that reaches to the right: a denominator, an exponent, what is differentiated, an argument."""
    if term.op == "quotient":
        yield term.args[1], lambda inside: sign(divide(term.args[0], inside))
    elif term.op == "power" and term.args[1].op != "integer":
        yield term.args[1], lambda inside: sign(power(term.args[0], inside))
    elif term.op in ("derivative", "limit"):
        yield term.args[0], lambda inside: sign(rebuild(term, (inside, *term.args[1:])))
    elif term.op == "function" and len(term.args) == 1:
        yield term.args[0], lambda inside: sign(function(str(term.value), inside))


def _before(front: tuple[Term, ...], sign: Around) -> Around:
    return lambda inside: sign(multiply(*front, inside))


def _around(outer: Around, inner: Around) -> Around:
    return lambda inside: outer(inner(inside))


def _closings(term: Term) -> Iterator[tuple[Term, Around | None]]:
    """The last term without what stands behind it, and how to put that back."""
    yield term, None
    sign: Around = negate if term.op == "negation" else lambda each: each
    inner = term.args[0] if term.op == "negation" else term
    if inner.op == "product":
        for cut in range(1, len(inner.args)):
            yield sign(multiply(*inner.args[:cut])), _behind(inner.args[cut:])
    elif inner.op == "quotient":
        above, below = inner.args
        yield sign(above), lambda inside: divide(inside, below)
        if above.op == "product":
            for cut in range(1, len(above.args)):
                yield sign(multiply(*above.args[:cut])), _behind(above.args[cut:], below)
    elif inner.op == "power" and number_of(inner.args[1]) is not None:
        yield sign(inner.args[0]), lambda inside: power(inside, inner.args[1])


def _behind(rest: tuple[Term, ...], below: Term | None = None) -> Around:
    if below is None:
        return lambda inside: multiply(inside, *rest)
    return lambda inside: divide(multiply(inside, *rest), below)
