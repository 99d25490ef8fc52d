"""A term with parts of it replaced; each shared part is worked on once."""

from __future__ import annotations

from collections.abc import Mapping

from derivation.term.build import at, symbol
from derivation.term.look import DEEP, Path, postorder
from derivation.term.node import BINDERS, Term, make


def rebuild(term: Term, args: tuple[Term, ...]) -> Term:
    """The same kind of node with other children."""
    return term if args == term.args else make(term.op, term.value, args)


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

    >>> from derivation.term import TWO, X, derivative, power
    >>> replace(derivative(symbol("g"), X), {symbol("g"): power(X, TWO)}) is derivative(power(X, TWO), X)
    True
    """
    if term in mapping:
        return mapping[term]
    done = dict(mapping)
    smallest = min((part.size for part in mapping), default=term.size + 1)
    derivatives_only = all(part.op == "derivative" for part in mapping)
    if term.depth <= DEEP:
        return _replaced(term, done, smallest, derivatives_only)
    stack = [term]
    while stack:
        node = stack.pop()
        waiting = [
            arg
            for arg in node.args
            if arg.depth > DEEP and arg not in done and arg.size >= smallest and (arg.todo or not derivatives_only)
        ]
        if waiting:
            stack.append(node)
            stack.extend(waiting)
        elif node not in done:
            done[node] = _replaced(node, done, smallest, derivatives_only)
    return done[term]


def _replaced(node: Term, done: dict[Term, Term], smallest: int, derivatives_only: bool) -> Term:
    """The node with what was done in its parts; none of its parts that are still to be done is deep."""
    if node.size < smallest or (derivatives_only and not node.todo):
        return node
    args = [done[arg] if arg in done else _replaced(arg, done, smallest, derivatives_only) for arg in node.args]
    new = done[node] = rebuild(node, tuple(args))
    return new


LONGEST_FLAT = 12
"""A product or sum keeps the brackets in it where it would get longer than this without them."""


def put_in(line: Term, results: Mapping[Term, Term]) -> Term:
    """A line with derivatives, or limits, replaced by what they were found to be, as a person writes it down.

    A product in place of a derivative needs no brackets among other factors, nor a sum among other summands.

    >>> from derivation.term import TWO, X, derivative, function, multiply, power
    >>> slope = derivative(power(X, TWO), X)
    >>> put_in(multiply(slope, function("sin", X)), {slope: multiply(TWO, X)})
    product(integer(2), symbol('x'), function('sin', symbol('x')))
    """
    known = dict(results)
    for node in _holders(line, results):
        parts: list[Term] = []
        for arg in node.args:
            new = replace(arg, known)
            parts.extend(new.args if arg in results and new.op == node.op else (new,))
        if len(node.args) < len(parts) <= LONGEST_FLAT:
            known[node] = make(node.op, None, tuple(parts))
    return replace(line, known)


def _holders(line: Term, results: Mapping[Term, Term]) -> list[Term]:
    """The products and sums in a line that hold one of the derivatives in `results`, those inside first."""
    found: list[Term] = []
    seen: set[Term] = set()
    stack = [(line, False)]
    while stack:
        node, ready = stack.pop()
        if ready:
            found.append(node)
        elif node.todo and node not in results and node not in seen:
            seen.add(node)
            if node.op in ("product", "sum") and len(node.args) <= LONGEST_FLAT and any(arg in results for arg in node.args):
                stack.append((node, True))
            stack.extend((arg, False) for arg in node.args)
    return found


def substitute(term: Term, values: Mapping[Term, Term]) -> Term:
    """The term with values put in place of free symbols; its meaning is kept.

    A derivative by a replaced variable becomes that derivative taken at the value, and a bound symbol is renamed
    where it would capture one of a value.

    >>> from derivation.term import ONE, X, derivative, function
    >>> substitute(derivative(function("f", X), X), {X: ONE}) is at(derivative(function("f", X), X), X, ONE)
    True
    """
    if all(name.op == "symbol" and not name.args for name in values) and not any(map(_may_capture, postorder(term))):
        return replace(term, values)
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


def _may_capture(node: Term) -> bool:
    return node.op in BINDERS or node.op == "derivative"


def _captures(node: Term, live: frozenset[Term], values: Mapping[Term, Term]) -> bool:
    if not _may_capture(node):
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
        inner = make("derivative", node.value, (renamed, fresh))
        same = fresh.value == bound.value or not any(bound in values[name].free for name in live if name is not bound)
        return at(replace(inner, {fresh: bound}), bound, value) if same else at(inner, fresh, value)
    return make(node.op, node.value, (renamed, fresh, *(substitute(part, values) for part in rest)))


def fresh_symbol(wish: str, taken: frozenset[Term]) -> Term:
    """A symbol named as wished, or with the first number behind it that makes it differ from those taken."""
    names = {part.value for part in taken}
    if wish not in names:
        return symbol(wish)
    number = 1
    while f"{wish}_{number}" in names:
        number += 1
    return symbol(f"{wish}_{number}")
