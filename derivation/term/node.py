"""One node of an expression; equal nodes are one object."""

from __future__ import annotations

from fractions import Fraction
from weakref import ref

from derivation.term.decimals import DecimalFraction

Value = str | int | tuple[str, int] | None

_NOTHING: frozenset[Term] = frozenset()
_KNOWN: dict[tuple[object, ...], _Known] = {}
"""Every term there is, by what it is made of; one that nobody holds any longer leaves by itself."""


class Term:
    """One node of an expression.  Made by the functions of `build`, never by the class itself.

    op     what kind of node it is: one of the keys of `KINDS`
    value  the integer, the name, or what else the kind needs
    args   the children, in written order
    free   the symbols that occur free in it
    size   the number of nodes of the printed tree; shared parts count each time
    depth  the longest way down, 1 for a leaf
    todo   whether a derivative still to be done stands in it
    number the value of a number as written (7, -7, 0.5, -1/2), None for anything else
    """

    __slots__ = ("__weakref__", "args", "depth", "free", "number", "op", "size", "todo", "value")

    op: str
    value: Value
    args: tuple[Term, ...]
    free: frozenset[Term]
    size: int
    depth: int
    todo: bool
    number: Fraction | None

    def __repr__(self) -> str:
        if self.size > 200:
            return f"<{self.op} of {self.size} nodes>"
        inside = [repr(self.value)] if self.value is not None else []
        return f"{self.op}({', '.join([*inside, *map(repr, self.args)])})"

    def __reduce__(self) -> tuple[object, ...]:
        return make, (self.op, self.value, self.args)


KINDS = {
    "integer": "a natural number; value: the number",
    "decimal": "a decimal fraction as typed, exact; value: its digits, '0.50'",
    "symbol": "a variable or parameter; value: its name; args: its indices, if any",
    "constant": "a number with a name: e, pi, infinity; value: the name",
    "sum": "two or more summands; a - b is a + (-b)",
    "product": "two or more factors",
    "quotient": "numerator, denominator",
    "power": "base, exponent",
    "negation": "what stands after the minus sign",
    "function": "a function applied to its arguments; value: its name",
    "primed": "f'(u), f''(u): a derivative of a one-place function, taken at u; value: (name, order)",
    "derivative": "body, variable: d/dx still to be done; value: the order, or a symbol's name for order n",
    "at": "body, symbol, value: the body with the value put in place of the symbol",
    "limit": "body, symbol, point; value: the side, '+', '-' or ''",
    "integral": "body, symbol, lower end, upper end",
    "series": "body, symbol, first, last: a sum over whole numbers",
    "piecewise": "value, condition, value, condition, ...",
    "relation": "left, right; value: one of = != < <= > >=",
    "logic": "conditions joined; value: 'and' or 'or'",
    "truth": "a condition that always holds: 'otherwise'",
}

BINDERS = {"at": 1, "limit": 1, "integral": 1, "series": 1}
"""Kinds that bind the symbol in their second place; it is bound in the body alone."""


def make(op: str, value: Value, args: tuple[Term, ...]) -> Term:
    """The node of that kind; asked for so often that it is spelt out plainly."""
    key = (op, value, args)
    entry = _KNOWN.get(key)
    known = entry() if entry is not None else None
    if known is not None:
        return known
    term = object.__new__(Term)
    term.op, term.value, term.args = op, value, args
    size, depth, todo = 1, 0, op == "derivative"
    for arg in args:
        size += arg.size
        if arg.depth > depth:
            depth = arg.depth
        if arg.todo:
            todo = True
    term.size, term.depth, term.todo = size, depth + 1, todo
    term.free = _free(term)
    term.number = _number(term) if op in _NUMBERS else None
    entry = _KNOWN[key] = _Known(term, _leave)
    entry.key = key
    return term


class _Known(ref[Term]):
    """A term in the table, which does not keep it alive."""

    __slots__ = ("key",)

    key: tuple[object, ...]


def _leave(entry: ref[Term]) -> None:
    """A term is gone; its place may have been taken by one like it."""
    assert isinstance(entry, _Known)
    if _KNOWN.get(entry.key) is entry:
        del _KNOWN[entry.key]


def _free(term: Term) -> frozenset[Term]:
    if term.op == "symbol":
        return frozenset((term,)).union(*(index.free for index in term.args))
    if term.op in BINDERS:
        body, bound, *rest = term.args
        return (body.free - {bound}).union(*(part.free for part in rest))
    found = _NOTHING
    more: list[frozenset[Term]] = []
    for arg in term.args:
        if arg.free and not arg.free <= found:
            if found:
                more.append(arg.free)
            else:
                found = arg.free
    return found.union(*more) if more else found  # all at once, so that a sum of many names costs no more than its length


_NUMBERS = frozenset(("integer", "decimal", "negation", "quotient"))


def _number(term: Term) -> Fraction | None:
    if term.op == "integer":
        return Fraction(term.value)  # type: ignore[arg-type]
    if term.op == "decimal":
        return DecimalFraction(str(term.value))
    above = term.args[0]
    if term.op == "negation":
        return None if above.number is None or above.op == "negation" else -above.number
    below = term.args[1]
    plain = above.op in ("integer", "decimal") and below.op in ("integer", "decimal")
    return above.number / below.number if plain and below.number else None  # type: ignore[operator]
