"""What stands around a wrong line: points with values, parts that may have been lost, what was differentiated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from derivation.term import Term, add, multiply, postorder
from derivation.verify.case import Case
from derivation.verify.moving import worked_out
from derivation.verify.pool import Pool
from derivation.verify.sieve import Sieve, Values, agree, sieve_for


def sieve_around(case: Case, target: Term, wrong: Term, names: Iterable[Term]) -> Sieve | None:
    """Points at which the lines have values, and, if there are such, the function too."""
    names = list(names)
    if case.function is not None:
        found = sieve_for(add(target, wrong, case.function), case.context, names)
        if found is not None:
            return found
    return sieve_for(add(target, wrong), case.context, names)


def without_carried(case: Case, wanted: Values, sieve: Sieve) -> Case:
    """Of the lines that follow, only those that are right can tell what was meant."""
    later = (line.args[0] if line.op == "limit" == case.wrong.op else line for line in case.later)
    return replace(case, later=tuple(line for line in later if agree(sieve.values(line), wanted)))


def pool_around(case: Case, sieve: Sieve, target: Term) -> Pool:
    """The parts of the lines nearby, and what the chain rule would bring, as what may have been lost."""
    written = [term for term in (case.previous, case.function, *case.later) if term is not None]
    rates = _inner_rates(case) if _is_differentiating(case) else ()
    pool = Pool(sieve, written, target, rates, before=case.previous or case.function)
    pool.add_complements(node for node in postorder(case.wrong) if node.op == "quotient" or node.op == "function")
    pool.unsquared = any(_has_equal_factors(node) for node in postorder(case.wrong))
    return pool


def _has_equal_factors(node: Term) -> bool:
    """u*u, or (-u)*u."""
    if node.op != "product":
        return False
    factors = [each.args[0] if each.op == "negation" else each for each in node.args]
    return len(set(factors)) < len(factors)


def _is_differentiating(case: Case) -> bool:
    """Whether derivatives were still to be done on the line before."""
    before = case.previous
    return before is None or before is case.function or any(node.op in ("derivative", "primed") for node in postorder(before))


def _inner_rates(case: Case) -> list[Term]:
    """The derivatives of the inner functions around: what the chain rule would bring."""
    x = case.context.variable
    inner: dict[Term, None] = {}
    for term in (case.function, case.previous):
        for node in postorder(term) if term is not None else ():
            if node.op in ("function", "power", "quotient"):
                inner.update((arg, None) for arg in node.args if x in arg.free and arg is not x and arg.size <= 60)
    return [letter for letter, _ in case.spelt] + [worked_out(each, case.context) for each in list(inner)[:12]]


def bodies_around(case: Case) -> list[Term]:
    """What might have stood under d/dx: bodies on neighbouring lines, and the parts of the function."""
    found: dict[Term, None] = {}
    for term in (case.previous, *case.later):
        for node in postorder(term) if term is not None else ():
            if node.op == "derivative":
                found[node.args[0]] = None
    if case.function is not None:
        for node in reversed(postorder(case.function)):
            if case.context.variable in node.free:
                found[node] = None
                if node.op == "product":
                    cuts = range(2, len(node.args))
                    found.update(
                        (part, None) for cut in cuts for part in (multiply(*node.args[:cut]), multiply(*node.args[-cut:]))
                    )
    return list(found)[:40]
