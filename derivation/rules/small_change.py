"""The small change of a calculation, done along with every move: brackets of sums in sums, signs, factors 1, numbers.

A person does not give such things a line of their own, so the search does not either, and replaying allows for it.
"""

from __future__ import annotations

from derivation.memory import Memory
from derivation.rules.algebra_numbers import sign_in_front, value_of, without_neutral
from derivation.rules.shape import factors, is_number, opposite, summands, times
from derivation.term import Term, add, multiply, number_of, rational, rebuild, unvisited

SMALL_CHANGE = frozenset(
    (
        *("drop 0 and 1", "minus times minus", "drop the brackets", "multiply the numbers", "put numbers first"),
        *("put letters first", "calculate"),
    )
)
"""Rules that are done along with every move, and are no moves of their own."""

_KNOWN: Memory[Term, Term] = Memory(50_000)


def clean(term: Term) -> Term:
    """The term with its small change done.

    >>> from derivation.reading import read
    >>> from derivation.notation import text
    >>> text(clean(read("x*(-2)*(3*y) + (0 + 1*z)").term))
    '-6*x*y + z'
    """
    found = _KNOWN.get(term)
    if found is not None:
        return found
    _KNOWN.make_room()
    for node in unvisited((term,), _KNOWN):
        rebuilt = rebuild(node, tuple([_KNOWN[arg] for arg in node.args])) if node.args else node
        _KNOWN[node] = _clean_node(rebuilt)
    return _KNOWN[term]


def _clean_node(term: Term) -> Term:
    """One node whose parts are clean."""
    while True:
        before = term
        if term.op in ("sum", "product") and any(each.op == term.op for each in term.args):
            term = add(*summands(term)) if term.op == "sum" else multiply(*factors(term))
        term = sign_in_front(without_neutral(term))
        if term.op == "negation" and term.args[0].op in ("product", "quotient"):
            inner = _clean_node(term.args[0])
            term = term if inner is term.args[0] else opposite(inner)
        if term.op == "product":
            term = _numbers_in_front(term)
        elif (value := value_of(term)) is not None:
            term = rational(value)
        if term is before:
            return term


def _numbers_in_front(product: Term) -> Term:
    numbers = [each for each in product.args if is_number(each)]
    if not numbers or (len(numbers) == 1 and product.args[0] is numbers[0] and numbers[0].op == "integer"):
        return product
    if len(numbers) == 1 and numbers[0].op == "quotient":
        ordered = multiply(numbers[0], *(each for each in product.args if each is not numbers[0]))
        return product if ordered is product else ordered
    result = number_of(numbers[0])
    assert result is not None
    for each in numbers[1:]:
        value = number_of(each)
        assert value is not None
        result *= value
    return times(result, multiply(*(each for each in product.args if not is_number(each))))
