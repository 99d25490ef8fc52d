"""Terms with everything worked out that can be: named functions by their formulas, derivatives, values put in place, limits."""

from __future__ import annotations

from collections.abc import Callable

from derivation.context import Context
from derivation.equality.differentiate import NoDerivative, differentiate
from derivation.equality.nodes import nodes
from derivation.functions import unfold as from_table
from derivation.memory import Memory
from derivation.term import (
    ONE,
    ZERO,
    Term,
    add,
    derivative,
    fresh_symbol,
    function,
    in_standard_letters,
    index_of,
    indexed_names,
    integer,
    number_of,
    rebuild,
    replace,
    substitute,
    summand,
    symbol,
)

PENDING = {"derivative", "at", "primed", "limit", "series", "integral"}

LARGEST_SERIES = 60
"""Most summands of a finite sum that is written out."""

HIGHEST_ORDER = 12
"""Highest derivative that is worked out."""

_worked_out: Memory[tuple[object, ...], Term] = Memory(4_000)


def plain(term: Term, context: Context, dependent: tuple[Term, ...] = ()) -> Term:
    """The same value, written without named functions and, as far as that can be worked out, without pending operations.

    `dependent` symbols change with the variable; their derivative d/dx(y) stays.  What cannot be worked out stays too.

    >>> from derivation.term import X, derivative
    >>> plain(derivative(function("sin", X), X), Context()) is function("cos", X)
    True
    """
    key = (term, _key(context), dependent)
    found = _worked_out.get(key)
    if found is None:
        _worked_out.make_room()
        found = _worked_out[key] = _plain(unfold(term, context), context, dependent)
    return found


def _key(context: Context) -> object:
    definitions = tuple((name, each.parameters, each.body) for name, each in context.definitions.items())
    return definitions, context.variable, context.assumptions


def unfold(term: Term, context: Context) -> Term:
    """Names replaced by what they stand for, from the context and from the table of named functions."""
    if context.definitions:
        term = context.written_out(term)
    return from_table(term, context)


def dependent_symbols(terms: tuple[Term, ...], context: Context) -> tuple[Term, ...]:
    """The symbols that a pending derivative shows to change with the variable, such as the y of dy/dx."""
    found: dict[Term, None] = {}
    stack, seen = [term for term in terms if term.todo], set(terms)
    while stack:
        node = stack.pop()
        if node.op == "derivative" and _is_unexplained(node.args[0], node.args[1], context):
            found[node.args[0]] = None
        stack.extend(arg for arg in node.args if arg.todo and arg not in seen)
        seen.update(node.args)
    return tuple(found)


def _is_unexplained(body: Term, variable: Term, context: Context) -> bool:
    """Whether what is differentiated is a letter that nothing explains."""
    is_letter = body.op == "symbol" and body is not variable and body not in context.parameters
    return is_letter and str(body.value) not in context.definitions


def _plain(term: Term, context: Context, dependent: tuple[Term, ...]) -> Term:
    order = nodes(term)
    if not any(node.op in PENDING for node in order):
        return term
    done: dict[Term, Term] = {}
    waiting = derivatives_by_members(order)
    for node in order:
        new = rebuild(node, tuple(done[arg] for arg in node.args)) if node.args else node
        rule = RULES.get(node.op) if node not in waiting else None
        done[node] = rule(new, node, context, dependent) if rule is not None else new
    return done[term]


Rule = Callable[[Term, Term, Context, tuple[Term, ...]], Term]


def derivatives_by_members(order: list[Term]) -> set[Term]:
    """The derivatives inside of sums by one of the names that are summed up: of z_k by z_j, in a sum over k, one is not 0."""
    found: set[Term] = set()
    for total in (node for node in order if node.op == "series"):
        letters = {index_of(name)[0] for name in indexed_names(*total.args[:2])}
        inside = (node for node in nodes(total.args[0]) if node.op == "derivative")
        found.update(node for node in inside if index_of(node.args[1])[1] and index_of(node.args[1])[0] in letters)
    return found


def _derivative(node: Term, written: Term, context: Context, dependent: tuple[Term, ...]) -> Term:
    body, variable = node.args
    if body.op == "symbol" and body not in dependent and node.value:
        return ONE if body is variable and node.value == 1 else ZERO
    if not isinstance(node.value, int) or not 0 <= node.value <= HIGHEST_ORDER:
        return node
    if variable.op != "symbol":
        return _derivative_by_a_term(node, context, dependent)
    if body in dependent and body is not variable:
        return node
    try:
        for _ in range(node.value):
            body = differentiate(body, variable, () if variable in dependent else dependent)
    except NoDerivative:
        return node
    return body


def _derivative_by_a_term(node: Term, context: Context, dependent: tuple[Term, ...]) -> Term:
    """d/d(kx) of what depends on kx alone."""
    body, inner = node.args
    place = fresh_symbol("u", body.free | inner.free)
    opened = replace(body, {inner: place})
    if not opened.free.isdisjoint(inner.free):
        return node
    return substitute(_derivative(derivative(opened, place, int(node.value)), node, context, dependent), {place: inner})  # type: ignore[arg-type]


def _at(node: Term, written: Term, context: Context, dependent: tuple[Term, ...]) -> Term:
    body, bound, value = node.args
    if any(part.op == "derivative" and part.args[1] is bound for part in nodes(body)):
        return node
    return substitute(body, {bound: value})


def _primed(node: Term, written: Term, context: Context, dependent: tuple[Term, ...]) -> Term:
    """f'(u) of a function that has a formula or a table entry; of an unknown function it stays."""
    name, order = node.value  # type: ignore[misc, str-unpack]
    place = symbol("the place of f'")
    body = unfold(function(str(name), place), context)
    try:
        for _ in range(int(order)):
            body = differentiate(body, place)
    except NoDerivative:
        return node
    if any(part.op == "primed" and part.value[0] == name for part in nodes(body)):  # type: ignore[index]
        return node
    return _plain(substitute(body, {place: node.args[0]}), context, dependent)


def _limit(node: Term, written: Term, context: Context, dependent: tuple[Term, ...]) -> Term:
    from derivation.equality.limiting import limit_value

    found = limit_value(node, context)
    return node if found is None else found


def _series(node: Term, written: Term, context: Context, dependent: tuple[Term, ...]) -> Term:
    body, bound, first, last = node.args
    start, end = number_of(first), number_of(last)
    if start is None or end is None or start.denominator != 1 or end.denominator != 1 or not 0 <= end - start < LARGEST_SERIES:
        return in_standard_letters(node)
    if not indexed_names(body, bound):
        return add(*(substitute(body, {bound: integer(k)}) for k in range(int(start), int(end) + 1)))
    summands = [summand(node, integer(k)) for k in range(int(start), int(end) + 1)]
    return node if None in summands else add(*(each for each in summands if each is not None))


RULES: dict[str, Rule] = {"derivative": _derivative, "at": _at, "primed": _primed, "limit": _limit, "series": _series}
