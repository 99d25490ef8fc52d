"""Names for the parts of expressions that are too long to print: u1, u2, ..., each in terms of those before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from derivation.term import BINDERS, Term, postorder, rebuild, symbol

MAX_NESTING = 80
"""Deepest nesting that is printed whole; Python and SymPy refuse brackets about a hundred deep."""

WRITTEN_OUT = 60_000
"""Up to so many characters a line with a derivative to be done may be written without names for SymPy."""

_NEVER_NAMED = frozenset(
    ["integer", "decimal", "symbol", "constant", "negation", "relation", "logic", "truth"]
)  # a name for one of these would not make a line shorter, or would name a condition

_WIDTH_OF_NAME = 4
_MOST = 10**9


def printed_length(term: Term, known: dict[Term, int] | None = None) -> int:
    """About how many characters the plain text of a term has, found without printing it.

    known  lengths of parts found before; filled here

    >>> from derivation.term import X, function
    >>> printed_length(function("sin", X))
    8
    """
    lengths = {} if known is None else known
    for node in postorder(term) if term not in lengths else ():
        if node not in lengths:
            lengths[node] = _length(node, [lengths[arg] for arg in node.args])
    return lengths[term]


def _length(node: Term, parts: Sequence[int]) -> int:
    return _length_with(node, sum(parts))


def _length_with(node: Term, inside: int) -> int:
    """The length of a node whose parts together have so many characters."""
    own = _OWN.get(node.op)
    if own is None:
        own = 2 + len(str(node.value))
    return min(_MOST, inside + own * max(1, len(node.args)))


_OWN = {"sum": 3, "product": 2, "quotient": 2, "power": 2, "negation": 2, "derivative": 4, "at": 5, "limit": 5, "piecewise": 4}


def too_long(term: Term, limit: int) -> bool:
    """Whether the plain text would be longer than the limit, or nested too deep to be read by others.

    >>> from derivation.term import X, function
    >>> too_long(function("sin", X), 100)
    False
    """
    if term.depth > MAX_NESTING or term.size > limit:
        return True
    return term.size * 8 >= limit and printed_length(term) > limit


def written_out_for_sympy(term: Term) -> bool:
    """Whether a line is given to SymPy without names for its parts: where one of them would hide what is differentiated.

    To SymPy a name is a constant; but it reads no line that is nested deeper than others can read.
    """
    return term.todo and term.depth <= MAX_NESTING and printed_length(term) <= WRITTEN_OUT


def name_parts(terms: Sequence[Term], limit: int, used: int = 0) -> tuple[list[tuple[Term, Term]], list[Term]]:
    """The named parts in order, and the terms with the names in place of them.

    terms  expressions that are printed together, such as the lines of a walk
    limit  about how many characters one of them may have; shorter ones are left as they are
    used   the number of the last name that was given before

    Each part is in terms of those before it.  What stands under a derivative, or under anything else that binds a
    symbol, is left written out unless it is longer than the limit by itself.  The text of all together grows with the
    distinct parts.

    >>> from derivation.notation import text
    >>> from derivation.term import X, function, multiply
    >>> part = function("sin", function("cos", function("tan", X)))
    >>> where, (short,) = name_parts([multiply(part, part, part)], 30)
    >>> [(text(name), text(value)) for name, value in where], text(short)
    ([('u1', 'sin(cos(tan(x)))')], 'u1*u1*u1')
    """
    long = [term for term in dict.fromkeys(terms) if too_long(term, limit)]
    if not long:
        return [], list(terms)
    shortening = _Shortening(long, limit, used)
    return shortening.where, [shortening.whole.get(term, term) for term in terms]


class _Shortening:
    """One run over all distinct parts of the long terms, children first."""

    def __init__(self, terms: Sequence[Term], limit: int, used: int) -> None:
        self.limit = limit
        self.full: dict[Term, int] = {}
        nodes = self._open_nodes(terms)
        self.uses = _uses(nodes)
        self.taken = {str(name) for node in postorder(*terms) for name in _names(node)}
        self.number = used
        self.where: list[tuple[Term, Term]] = []
        self.whole: dict[Term, Term] = {}
        self.short: dict[Term, Term] = {}
        self.length: dict[Term, int] = {}
        self.depth: dict[Term, int] = {}
        for node in nodes:
            self._visit(node)

    def _open_nodes(self, terms: Sequence[Term]) -> list[Term]:
        """Every distinct part, children first, without what is inside short binders."""
        order: list[Term] = []
        seen: set[Term] = set()
        stack = [(term, False) for term in reversed(terms)]
        while stack:
            node, finished = stack.pop()
            if finished:
                order.append(node)
            elif node not in seen:
                seen.add(node)
                stack.append((node, True))
                if not self._closed(node):
                    stack += [(arg, False) for arg in reversed(node.args)]
        return order

    def _closed(self, node: Term) -> bool:
        """Whether it binds a symbol and is short enough to be left written out."""
        if node.op not in BINDERS and node.op != "derivative":
            return False
        return node.depth <= MAX_NESTING and node.size <= self.limit and printed_length(node, self.full) <= self.limit

    def _visit(self, node: Term) -> None:
        if self._closed(node):
            self._keep(node, node, self.full[node], node.depth)
            return
        if node.op == "relation":
            self.whole[node] = self.short[node] = rebuild(node, tuple([self.whole[arg] for arg in node.args]))
            self.length[node] = self.depth[node] = 0
            return
        length = _length(node, [self.length[arg] for arg in node.args])
        if length > self.limit:
            length = self._name_children(node)
        shortened = rebuild(node, tuple([self.short[arg] for arg in node.args])) if node.args else node
        self._keep(node, shortened, length, 1 + max([self.depth[arg] for arg in node.args], default=0))

    def _keep(self, node: Term, shortened: Term, length: int, depth: int) -> None:
        """Settle how a part is written, by a name or in full."""
        self.whole[node] = shortened
        if self._worth_a_name(node, length, depth):
            shortened, length, depth = self._new_name(shortened), _WIDTH_OF_NAME, 1
        self.short[node], self.length[node], self.depth[node] = shortened, length, depth

    def _name_children(self, node: Term) -> int:
        """Name the longest children until the part has the length asked for; its length then.

        Where the names alone would be too long, they would make nothing shorter, and the part stays as it is.
        """
        inside = sum([self.length[arg] for arg in node.args])
        if _length_with(node, len(node.args) * _WIDTH_OF_NAME) > self.limit:
            return _length_with(node, inside)
        times = Counter(node.args)
        for arg in sorted(times, key=lambda each: -self.length[each]):
            if _length_with(node, inside) <= self.limit or self.length[arg] <= 3 * _WIDTH_OF_NAME:
                break
            if arg.op not in _NEVER_NAMED:
                inside -= times[arg] * (self.length[arg] - _WIDTH_OF_NAME)
                self.short[arg] = self._new_name(self.short[arg])
                self.length[arg], self.depth[arg] = _WIDTH_OF_NAME, 1
        return _length_with(node, inside)

    def _worth_a_name(self, node: Term, length: int, depth: int) -> bool:
        uses = self.uses.get(node, 0)
        if not uses or node.op in _NEVER_NAMED or self._closed(node):
            return False
        if uses > 1 and length > max(self.limit // 20, 3 * _WIDTH_OF_NAME):
            return True
        return length > max(self.limit // 4, 6 * _WIDTH_OF_NAME) or depth * 2 > MAX_NESTING

    def _new_name(self, value: Term) -> Term:
        self.number += 1
        while f"u{self.number}" in self.taken:
            self.number += 1
        name = symbol(f"u{self.number}")
        self.where.append((name, value))
        return name


def _uses(nodes: Iterable[Term]) -> dict[Term, int]:
    """How often each part is a child of another; the sides of an equation are lines, not parts."""
    uses: dict[Term, int] = {}
    for node in nodes:
        for arg in node.args if node.op != "relation" else ():
            uses[arg] = uses.get(arg, 0) + 1
    return uses


def _names(node: Term) -> tuple[object, ...]:
    if node.op in ("symbol", "function"):
        return (node.value,)
    return (node.value[0],) if isinstance(node.value, tuple) else ()
