"""Expressions exactly as written: immutable, shared, and never evaluated.

A term remembers how a person wrote something: ``1 + e^(-x) - 1`` stays three summands, ``1/g`` is not ``g^(-1)``.
Equal terms are one object, so `is` compares them, and a shared part is stored and worked on once.  Nothing here
recurses, so terms may be nested as deep as memory allows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from weakref import WeakValueDictionary

Path = tuple[int, ...]
Value = str | int | tuple[str, int] | None

_NOTHING: frozenset[Term] = frozenset()
_KNOWN: WeakValueDictionary[tuple[object, ...], Term] = WeakValueDictionary()


class Term:
    """One node of an expression.  Made by the functions below, never by the class itself.

    op     what kind of node it is: one of the keys of `KINDS`
    value  the integer, the name, or what else the kind needs
    args   the children, in written order
    free   the symbols that occur free in it
    size   the number of nodes of the printed tree; shared parts count each time
    depth  the longest way down, 1 for a leaf
    todo   whether a derivative still to be done stands in it
    """

    __slots__ = ("__weakref__", "args", "depth", "free", "op", "size", "todo", "value")

    op: str
    value: Value
    args: tuple[Term, ...]
    free: frozenset[Term]
    size: int
    depth: int
    todo: bool

    def __repr__(self) -> str:
        if self.size > 200:
            return f"<{self.op} of {self.size} nodes>"
        inside = [repr(self.value)] if self.value is not None else []
        return f"{self.op}({', '.join([*inside, *map(repr, self.args)])})"

    def __reduce__(self) -> tuple[object, ...]:
        return _make, (self.op, self.value, self.args)


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


def _make(op: str, value: Value, args: tuple[Term, ...]) -> Term:
    key = (op, value, args)
    known = _KNOWN.get(key)
    if known is not None:
        return known
    term = object.__new__(Term)
    term.op, term.value, term.args = op, value, args
    term.size = 1 + sum(arg.size for arg in args)
    term.depth = 1 + max((arg.depth for arg in args), default=0)
    term.todo = op == "derivative" or any(arg.todo for arg in args)
    term.free = _free(term)
    _KNOWN[key] = term
    return term


def _free(term: Term) -> frozenset[Term]:
    if term.op == "symbol":
        return frozenset((term,)).union(*(index.free for index in term.args))
    if term.op in BINDERS:
        body, bound, *rest = term.args
        return (body.free - {bound}).union(*(part.free for part in rest))
    found = _NOTHING
    for arg in term.args:
        if arg.free and not arg.free <= found:
            found = found | arg.free if found else arg.free
    return found


# ---------------------------------------------------------------------------------------------------------------- make


def integer(number: int) -> Term:
    """The whole number; a negative one is a negation, as it is written."""
    return negate(_make("integer", -number, ())) if number < 0 else _make("integer", number, ())


def rational(number: Fraction | int) -> Term:
    """A fraction in lowest terms, written as a quotient with its minus sign in front.

    >>> rational(Fraction(-1, 2))
    negation(quotient(integer(1), integer(2)))
    """
    number = Fraction(number)
    if number < 0:
        return negate(rational(-number))
    if number.denominator == 1:
        return integer(number.numerator)
    return divide(integer(number.numerator), integer(number.denominator))


def decimal(digits: str) -> Term:
    """A decimal fraction as typed, such as '0.5' or '.50'."""
    return _make("decimal", digits, ())


def symbol(name: str, *indices: Term) -> Term:
    return _make("symbol", name, indices)


def constant(name: str) -> Term:
    """A number with a name: 'e', 'pi', 'infinity' and what else `evaluate` knows."""
    return _make("constant", name, ())


def add(*summands: Term) -> Term:
    """The sum as written; of one summand, that summand; of none, 0."""
    if len(summands) < 2:
        return summands[0] if summands else ZERO
    return _make("sum", None, summands)


def multiply(*factors: Term) -> Term:
    """The product as written; of one factor, that factor; of none, 1."""
    if len(factors) < 2:
        return factors[0] if factors else ONE
    return _make("product", None, factors)


def divide(numerator: Term, denominator: Term) -> Term:
    return _make("quotient", None, (numerator, denominator))


def power(base: Term, exponent: Term) -> Term:
    return _make("power", None, (base, exponent))


def negate(body: Term) -> Term:
    return _make("negation", None, (body,))


def subtract(left: Term, right: Term) -> Term:
    return add(left, negate(right))


def function(name: str, *arguments: Term) -> Term:
    return _make("function", name, arguments)


def primed(name: str, order: int, argument: Term) -> Term:
    """f'(u) for order 1, f''(u) for order 2, ..."""
    return _make("primed", (name, order), (argument,))


def derivative(body: Term, variable: Term, order: int | str = 1) -> Term:
    """d/dx(body), still to be done.  It stands for its value at the current x, so x is free in it."""
    return _make("derivative", order, (body, variable))


def at(body: Term, bound: Term, value: Term) -> Term:
    """The body, with the value put in place of the bound symbol."""
    return _make("at", None, (body, bound, value))


def limit(body: Term, bound: Term, point: Term, side: str = "") -> Term:
    return _make("limit", side, (body, bound, point))


def integral(body: Term, bound: Term, lower: Term, upper: Term) -> Term:
    return _make("integral", None, (body, bound, lower, upper))


def series(body: Term, bound: Term, first: Term, last: Term) -> Term:
    return _make("series", None, (body, bound, first, last))


def piecewise(*pieces: tuple[Term, Term]) -> Term:
    """Values with the conditions under which they hold; the first condition that holds decides."""
    return _make("piecewise", None, tuple(part for piece in pieces for part in piece))


def relation(sign: str, left: Term, right: Term) -> Term:
    return _make("relation", sign, (left, right))


def logic(joiner: str, *conditions: Term) -> Term:
    return _make("logic", joiner, conditions)


ZERO, ONE, TWO = integer(0), integer(1), integer(2)
MINUS_ONE = integer(-1)
E, PI, INFINITY = constant("e"), constant("pi"), constant("infinity")
OTHERWISE = _make("truth", None, ())
X = symbol("x")


# ---------------------------------------------------------------------------------------------------------------- look


def number_of(term: Term) -> Fraction | None:
    """The value of a number as written (7, -7, 0.5, -1/2), or None for anything else.

    >>> number_of(negate(divide(ONE, TWO)))
    Fraction(-1, 2)
    """
    if term.op == "integer":
        return Fraction(term.value)  # type: ignore[arg-type]
    if term.op == "decimal":
        return Fraction(str(term.value))
    if term.op == "negation" and term.args[0].op != "negation":
        inner = number_of(term.args[0])
        return None if inner is None else -inner
    if term.op == "quotient" and all(arg.op in ("integer", "decimal") for arg in term.args):
        above, below = (Fraction(str(arg.value)) for arg in term.args)
        return above / below if below else None
    return None


def postorder(*roots: Term) -> list[Term]:
    """Every distinct node below the roots once, children before parents, left to right."""
    done: set[Term] = set()
    order: list[Term] = []
    stack = list(reversed(roots))
    while stack:
        term = stack[-1]
        if term in done:
            stack.pop()
            continue
        waiting = [arg for arg in term.args if arg not in done]
        if waiting:
            stack.extend(reversed(waiting))
        else:
            done.add(term)
            order.append(term)
            stack.pop()
    return order


def part_at(term: Term, path: Path) -> Term:
    """The part that the path of child numbers leads to."""
    for index in path:
        term = term.args[index]
    return term


def places(term: Term, part: Term) -> Iterator[Path]:
    """The paths to every occurrence of a part, left to right."""
    contains = {node for node in postorder(term) if node is part}
    if not contains:
        return
    holders: set[Term] = set()
    for node in postorder(term):
        if node is part or any(arg in holders for arg in node.args):
            holders.add(node)
    stack: list[tuple[Term, Path]] = [(term, ())]
    while stack:
        node, path = stack.pop()
        if node is part:
            yield path
            continue
        stack.extend((node.args[k], (*path, k)) for k in reversed(range(len(node.args))) if node.args[k] in holders)


# -------------------------------------------------------------------------------------------------------------- change


def rebuild(term: Term, args: tuple[Term, ...]) -> Term:
    """The same kind of node with other children."""
    return term if args == term.args else _make(term.op, term.value, args)


def replace_at(term: Term, path: Path, new: Term) -> Term:
    """The term with the part at the path replaced; the rest stays as written."""
    trail = [term]
    for index in path:
        trail.append(trail[-1].args[index])
    for node, index in zip(reversed(trail[:-1]), reversed(path), strict=True):
        new = rebuild(node, (*node.args[:index], new, *node.args[index + 1 :]))
    return new


def replace(term: Term, mapping: Mapping[Term, Term]) -> Term:
    """Every occurrence of the keys replaced as on paper: inside d/dx too, and without renaming.

    This is how a name is put in place of what it stands for and back again; for putting a value in place of a
    variable use `substitute`.

    >>> replace(derivative(symbol("g"), X), {symbol("g"): power(X, TWO)}) is derivative(power(X, TWO), X)
    True
    """
    done: dict[Term, Term] = dict(mapping)
    smallest = min((part.size for part in mapping), default=term.size + 1)
    derivatives_only = all(part.op == "derivative" for part in mapping)
    stack = [term]
    while stack:
        node = stack[-1]
        if node in done:
            stack.pop()
            continue
        if node.size < smallest or (derivatives_only and not node.todo):
            done[node] = node
            stack.pop()
            continue
        waiting = [arg for arg in node.args if arg not in done]
        if waiting:
            stack.extend(waiting)
        else:
            done[node] = rebuild(node, tuple(done[arg] for arg in node.args)) if node.args else node
            stack.pop()
    return done[term]


def substitute(term: Term, values: Mapping[Term, Term]) -> Term:
    """The term with values put in place of free symbols; its meaning is kept.

    A derivative by a replaced variable becomes that derivative taken at the value, and a bound symbol is renamed
    where it would capture one of a value.

    >>> substitute(derivative(function("f", X), X), {X: ONE}) is at(derivative(function("f", X), X), X, ONE)
    True
    """
    done: dict[tuple[Term, frozenset[Term]], Term] = {}
    start = frozenset(values)
    stack: list[tuple[Term, frozenset[Term]]] = [(term, start & term.free)]
    while stack:
        node, live = stack[-1]
        if (node, live) in done:
            stack.pop()
        elif not live:
            done[node, live] = node
        elif node.op == "symbol" and not node.args:
            done[node, live] = values[node]
        elif (node.op == "derivative" and node.args[1] in live) or _captures(node, live, values):
            done[node, live] = _substitute_in_binder(node, live, values)
        else:
            keys = [
                (arg, (live - {node.args[1]} if node.op in BINDERS and k == 0 else live) & arg.free)
                for k, arg in enumerate(node.args)
            ]
            if node.op in BINDERS or node.op == "derivative":
                keys[1] = (node.args[1], frozenset())
            waiting = [key for key in keys if key not in done]
            if waiting:
                stack.extend(waiting)
            else:
                done[node, live] = rebuild(node, tuple(done[key] for key in keys))
    return done[term, start & term.free]


def _captures(node: Term, live: frozenset[Term], values: Mapping[Term, Term]) -> bool:
    if node.op not in BINDERS and node.op != "derivative":
        return False
    bound = node.args[1]
    return any(bound in values[name].free for name in live if name in node.args[0].free and name is not bound)


def _substitute_in_binder(node: Term, live: frozenset[Term], values: Mapping[Term, Term]) -> Term:
    body, bound, *rest = node.args
    taken = node.free.union(*(values[name].free for name in live))
    fresh = fresh_symbol(str(bound.value), taken)
    renamed = substitute(body, {bound: fresh, **{name: values[name] for name in live if name is not bound}})
    if node.op == "derivative":
        value = values.get(bound, bound) if bound in live else bound
        inner = _make("derivative", node.value, (renamed, fresh))
        same = fresh.value == bound.value or not any(bound in values[name].free for name in live if name is not bound)
        return at(replace(inner, {fresh: bound}), bound, value) if same else at(inner, fresh, value)
    return _make(node.op, node.value, (renamed, fresh, *(substitute(part, values) for part in rest)))


def fresh_symbol(wish: str, taken: frozenset[Term]) -> Term:
    """A symbol named as wished, or with the first number behind it that makes it differ from those taken."""
    names = {part.value for part in taken}
    if wish not in names:
        return symbol(wish)
    number = 1
    while f"{wish}_{number}" in names:
        number += 1
    return symbol(f"{wish}_{number}")
