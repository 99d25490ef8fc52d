"""Small changes of the learner's own line that undo a slip: what should have been written in place of a part.

Each yields the part as it should be, the name of the mistake that is undone, and how likely it is that this was it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from derivation.term import (
    ONE,
    TWO,
    E,
    Term,
    add,
    divide,
    function,
    integer,
    multiply,
    negate,
    number_of,
    postorder,
    power,
)
from derivation.verify.brackets import regrouped
from derivation.verify.joins import joined
from derivation.verify.missing import measured, times
from derivation.verify.pool import Pool
from derivation.verify.required import Place
from derivation.verify.sieve import Sieve, agree
from derivation.verify.undone import Undone

RUN = 8
"""Longest sum in which lost brackets are looked for."""


def undo(place: Place, pool: Pool, sieve: Sieve) -> Iterator[Undone]:
    """Everything that makes this place what it has to be."""
    for found in _candidates(place, pool):
        if agree(sieve.values(found.part), place.wanted):
            yield found
    yield from measured(place, pool)


def _candidates(place: Place, pool: Pool) -> Iterator[Undone]:
    node = place.part
    yield from _sign(place)
    yield from _power(place, pool)
    if node.op == "sum":
        yield from _sum(place, pool)
    if node.op == "product" and len(node.args) > 1:
        yield from _product(node)
    if node.op == "quotient":
        yield from _quotient(node, pool)
        yield from _divided_above_and_below(place, pool)
    if node.op in ("function", "power"):
        yield from _function(node)


# ---------------------------------------------------------------------------------------------------------------- signs


def _sign(place: Place) -> Iterator[Undone]:
    node = place.part
    top = place.parent is not None and place.parent.op == "quotient"
    if node.op == "sum" and len(node.args) == 2 and sum(each.op == "negation" for each in node.args) == 1:
        turned = add(_opposite(node.args[1]), _opposite(node.args[0]))
        squared = top and place.parent is not None and place.parent.args[1].op == "power"
        yield Undone(turned, "difference turned round", 1.0 if squared and place.path[-1] == 0 else 0.88 if top else 0.8)
    if node.op == "negation":
        yield Undone(node.args[0], "sign gained", 0.85)
    elif place.parent is not None and place.parent.op == "negation":
        return
    elif number_of(node) is None and (node.op != "sum" or place.raised):
        yield Undone(negate(node), "sign lost", 0.85)


def _opposite(term: Term) -> Term:
    return term.args[0] if term.op == "negation" else negate(term)


# --------------------------------------------------------------------------------------------------------------- powers


def _power(place: Place, pool: Pool) -> Iterator[Undone]:
    node = place.part
    below = place.below
    bottom = place.parent is not None and place.parent.op == "quotient" and place.path[-1] == 1
    exponential = node.op == "power" and node.args[0] is E
    if node.op in ("sum", "function", "symbol", "power", "product", "quotient") and number_of(node) is None:
        name = "power of the denominator changed" if bottom and not exponential else "square lost"
        raised = node.op == "power" and number_of(node.args[1]) is not None
        if not raised and not (place.parent is not None and place.parent.op == "power" and place.path[-1] == 0):
            squared = power(node, TWO) in pool.seen
            if not squared and not bottom and (multiply(node, node) in pool.seen or pool.unsquared):
                yield Undone(multiply(node, node), "factor dropped", 0.9)
            yield Undone(
                power(node, TWO), name, (0.72 if squared else 0.56) if exponential else 0.87 if node.op != "product" else 0.68
            )
    if node.op == "power":
        base, exponent = node.args
        yield Undone(base, "power of the denominator changed" if below else "exponent changed", 0.86 if not exponential else 0.3)
        number = number_of(exponent)
        if number is None and not exponential:
            yield Undone(power(base, add(exponent, negate(ONE))), "exponent changed", 0.8)
            yield Undone(power(base, add(exponent, ONE)), "exponent changed", 0.8)
        if base is E:
            for first in pool.exponents:
                for second in pool.exponents:
                    if agree(pool.sieve.values(multiply(first, second)), pool.sieve.values(exponent)):
                        yield Undone(power(E, add(first, second)), "exponents multiplied", 0.95)
        if exponent.op == "sum":
            yield Undone(multiply(*(power(base, each) for each in exponent.args)), "exponents added", 0.3)


# ----------------------------------------------------------------------------------------------------------------- sums


def _sum(place: Place, pool: Pool) -> Iterator[Undone]:
    node = place.part
    yield from joined(node)
    yield from _divided_in_part(place, pool)
    if len(node.args) <= RUN:
        for found, inside in regrouped(node.args):
            if not _differentiates_twice(found) and not pool.vanishes(inside) and agree(pool.sieve.values(found), place.wanted):
                stands = inside.args[0] is ONE or pool.stands(pool.sieve.values(inside))
                yield Undone(found, "bracket lost", 0.95 if stands else 0.82)
    if node.args[0].op == "negation":
        first, *rest = node.args
        for cut in range(1, len(rest) + 1):
            inside = add(first.args[0], *rest[:cut])
            whole = add(negate(inside), *rest[cut:])
            known = pool.stands(pool.sieve.values(inside))
            yield Undone(whole, "minus before a bracket on its first term only", 0.9 if known else 0.55)
    for k, each in enumerate(node.args):
        if each.op == "negation":
            for cut in range(k + 1, len(node.args)):
                inside = add(each.args[0], *node.args[k + 1 : cut + 1])
                if k:
                    whole = add(*node.args[:k], negate(inside), *node.args[cut + 1 :])
                    known = pool.stands(pool.sieve.values(inside))
                    yield Undone(whole, "minus before a bracket in a difference", 0.9 if known else 0.55)


def _divided_in_part(place: Place, pool: Pool) -> Iterator[Undone]:
    """a + b where (a*c + b)/c should stand: the denominator was cancelled against one summand alone."""
    node = place.part
    if place.parent is not None and place.parent.op not in ("sum", "negation", "product"):
        return
    for k, each in enumerate(node.args):
        one = pool.sieve.values(each)
        if one is None:
            continue
        others = tuple(whole - part for whole, part in zip(place.value, one, strict=True))
        needed = tuple(wanted - part for wanted, part in zip(place.wanted, one, strict=True))
        if not all(abs(value) > 1e-9 for value in needed):
            continue
        below = pool.denominator(tuple(a / b for a, b in zip(others, needed, strict=True)))
        in_product = place.parent is not None and place.parent.op == "product"
        if below is not None and (each is ONE or not in_product):
            whole = add(*node.args[:k], below if each is ONE else times(each, below), *node.args[k + 1 :])
            known = pool.stands(pool.sieve.values(whole))
            yield Undone(divide(whole, below), "cancelled across a sum", 0.84 if known else 0.7)


def _differentiates_twice(term: Term) -> bool:
    """Whether a derivative stands inside what is still to be differentiated."""
    pending = [node for node in postorder(term) if node.op == "derivative"]
    return any(inner in node.args[0].args or inner is node.args[0] for node in pending for inner in pending if inner is not node)


# ---------------------------------------------------------------------------------------- products, quotients, functions


def _product(node: Term) -> Iterator[Undone]:
    for k, each in enumerate(node.args):
        rest = multiply(*node.args[:k], *node.args[k + 1 :])
        yield Undone(rest, "factor written twice", 0.45 if number_of(each) is None else 0.5)
    if all(each.op == "power" and each.args[0] is E for each in node.args):
        yield Undone(add(*node.args), "times in place of plus", 0.3)


def _quotient(node: Term, pool: Pool) -> Iterator[Undone]:
    above, below = node.args
    yield Undone(divide(below, above), "fraction upside down", 0.5)
    yield Undone(above, "factor dropped", 0.3)
    for each in pool.summands:
        if number_of(each) is not None and number_of(below) is not None:
            continue
        yield Undone(divide(add(each, *_summands(above)), add(each, *_summands(below))), "cancelled across a sum", 0.8)
        yield Undone(divide(add(each, *_summands(above)), multiply(each, below)), "cancelled across a sum", 0.6)


def _divided_above_and_below(place: Place, pool: Pool) -> Iterator[Undone]:
    """1/(1 + b) where a/(a + b) should stand: a was cancelled against one summand of the denominator."""
    above, below = place.part.args
    if above is not ONE or below.op != "sum" or ONE not in below.args:
        return
    k = below.args.index(ONE)
    rest = pool.sieve.values(add(*below.args[:k], *below.args[k + 1 :]))
    if rest is None or any(abs(1 - wanted) < 1e-9 for wanted in place.wanted):
        return
    lost = pool.find(tuple(b * wanted / (1 - wanted) for b, wanted in zip(rest, place.wanted, strict=True)))
    if lost is not None and lost.op != "negation":
        yield Undone(divide(lost, add(*below.args[:k], lost, *below.args[k + 1 :])), "cancelled across a sum", 0.84)


def _summands(term: Term) -> tuple[Term, ...]:
    return () if term is ONE else term.args if term.op == "sum" else (term,)


_LOOK_ALIKES: Mapping[str, tuple[str, ...]] = {
    "sin": ("cos", "sinh"),
    "cos": ("sin", "cosh"),
    "tan": ("sec", "tanh", "cot"),
    "sec": ("tan", "csc", "cos"),
    "csc": ("cot", "sec"),
    "cot": ("csc", "tan"),
    "sinh": ("cosh",),
    "cosh": ("sinh",),
    "tanh": ("sech",),
}


def _function(node: Term) -> Iterator[Undone]:
    if node.op == "function" and node.value == "sqrt":
        yield Undone(function("root", node.args[0], integer(3)), "number changed", 0.8)
    if node.op == "function":
        for other in _LOOK_ALIKES.get(str(node.value), ()):
            yield Undone(function(other, *node.args), "another function copied", 0.6)
        if len(node.args) == 1 and node.args[0].op == "power":
            base, exponent = node.args[0].args
            yield Undone(power(function(str(node.value), base), exponent), "power moved inside the function", 0.6)
    if node.op == "power" and node.args[0].op == "function" and len(node.args[0].args) == 1:
        inner = node.args[0]
        yield Undone(function(str(inner.value), power(inner.args[0], node.args[1])), "power outside the logarithm", 0.4)
