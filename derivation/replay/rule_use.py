"""Whether a rule of algebra leads from one line to the next, at whatever places of the line.

A line may differ from what the rule gives by small change, which a person writes along: the order of factors and
summands, brackets that are not needed, signs in front, factors 1, numbers multiplied.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice

from derivation.context import Context
from derivation.rule import Match, Rule
from derivation.rules.shape import coefficient, key, times
from derivation.rules.small_change import SMALL_CHANGE, clean
from derivation.term import Term, add, function, postorder, rebuild, replace, symbol

Holes = Mapping[str, Term]

EXACT = SMALL_CHANGE - {"multiply the numbers", "calculate"}
"""Rules that are small change themselves: with them nothing but the order and double signs may differ besides."""

LARGE = 100
"""Parts of more nodes that stand in both lines are put aside before the rule is looked for."""

LARGEST = 3_000
"""Lines that are larger even so are not looked into."""

ROUNDS = 40
"""Most times that a rule is used at one place, one use after the other."""


class TooLarge(Exception):
    """The lines are too large to look for the places where a rule was used."""


def uses(rule: Rule, before: Term, after: Term, backwards: bool, context: Context) -> list[Holes] | None:
    """What the holes of the rule stood for at the places where it was used, or None if it does not give the line.

    backwards  the rule leads from the line after to the line before
    """
    shorter = _shorter(before, after, context)
    if shorter[0].size + shorter[1].size <= LARGEST:
        return _Use(rule, context).found(*(reversed(shorter) if backwards else shorter))
    found: list[Holes] = []
    for pair in _summands(before, after):
        shorter = _shorter(*pair, context)
        if shorter[0].size + shorter[1].size > LARGEST:
            raise TooLarge
        here = _Use(rule, context).found(*(reversed(shorter) if backwards else shorter))
        if here is None:
            return None
        found += here
    return found


def _summands(before: Term, after: Term) -> Iterator[tuple[Term, Term]]:
    """The summands that differ in two long sums, each beside one that does not; brackets around some may have gone or come."""
    if before.op != "sum" or after.op != "sum":
        raise TooLarge
    ours, theirs = iter(before.args), iter(after.args)
    beside = symbol("part 0")
    for mine in ours:
        yours = next(theirs, None)
        if yours is None:
            raise TooLarge
        if mine is yours:
            continue
        mine_inside, yours_inside = _inside(mine), _inside(yours)
        more_of_mine = list(islice(ours, yours_inside - 1)) if mine_inside < yours_inside else []
        more_of_yours = list(islice(theirs, mine_inside - 1)) if mine_inside > yours_inside else []
        yield add(beside, mine, *more_of_mine), add(beside, yours, *more_of_yours)
    if next(theirs, None) is not None:
        raise TooLarge


def _inside(summand: Term) -> int:
    """How many summands there are without the brackets around them."""
    bare = summand.args[0] if summand.op == "negation" else summand
    return len(bare.args) if bare.op == "sum" else 1


def _shorter(before: Term, after: Term, context: Context) -> tuple[Term, Term]:
    """Both lines with their large common parts put aside, as unknowns."""
    common = set(postorder(before)) & set(postorder(after))
    names: dict[Term, Term] = {}
    stack = [after, before]
    seen: set[Term] = set()
    while stack:
        node = stack.pop()
        if node.size <= LARGE or node in seen:
            continue
        seen.add(node)
        if node in common and node.op in ("sum", "product", "quotient", "power", "function"):
            name = f"part {len(names) + 1}"
            names[node] = function(name, context.variable) if context.depends(node) else symbol(name)
        else:
            stack.extend(reversed(node.args))
    return (replace(before, names), replace(after, names)) if names else (before, after)


class _Use:
    """One rule, read from left to right, between two lines."""

    def __init__(self, rule: Rule, context: Context) -> None:
        self.rule, self.context, self.exact = rule, context, rule.name in EXACT

    def found(self, source: Term, target: Term) -> list[Holes] | None:
        """The holes of the uses that lead from one to the other; None if none does."""
        if source is target:
            return []
        here = self._at_once(source, target) or self._in_parts(source, target)
        if here:
            return here
        return [] if self._same(source, target) else None

    def _same(self, left: Term, right: Term) -> bool:
        change = _without_double_signs if self.exact else clean
        if key(left) == key(right) or key(change(left)) == key(change(right)):
            return True
        return self.rule.name == "multiply the numbers" and key(_numbers_in_front(left)) == key(_numbers_in_front(right))

    def _matches(self, part: Term) -> Iterator[Match]:
        if part.args or part.op == "symbol":
            yield from (match for match in self.rule.rewrite(part, self.context) if match.after is not part)

    def _at_once(self, source: Term, target: Term) -> list[Holes] | None:
        """One part, wherever it stands; all parts; or all from the inside out, as often as it works."""
        first: dict[Term, Match] = {}
        for part in postorder(source):
            for match in self._matches(part):
                first.setdefault(part, match)
                if self._same(replace(source, {part: match.after}), target):
                    return [match.holes]
        holes = [match.holes for match in reversed(first.values())]
        if len(first) > 1 and self._same(replace(source, {part: match.after for part, match in first.items()}), target):
            return holes
        return holes if first and self._same(self._throughout(source), target) else None

    def _throughout(self, source: Term) -> Term:
        done: dict[Term, Term] = {}
        for node in postorder(source):
            term = rebuild(node, tuple(done[arg] for arg in node.args)) if node.args else node
            for _ in range(ROUNDS):
                match = next(self._matches(term), None)
                if match is None:
                    break
                term = match.after
            done[node] = term
        return done[source]

    def _in_parts(self, source: Term, target: Term) -> list[Holes] | None:
        """The uses inside the parts in which two terms of one kind differ."""
        if source.op != target.op or source.value != target.value:
            return None
        pairs = self._pairs(source, target)
        found: list[Holes] = []
        for pair in pairs or ():
            inside = self.found(*pair)
            if inside is None:
                return None
            found += inside
        return found or None

    def _pairs(self, source: Term, target: Term) -> list[tuple[Term, Term]] | None:
        """The parts that belong together; in sums and products what both have is left out, in any order."""
        if source.op not in ("sum", "product"):
            return list(zip(source.args, target.args, strict=True)) if len(source.args) == len(target.args) else None
        ours, theirs = Counter(map(key, source.args)), Counter(map(key, target.args))
        left, right = _rest(source, ours - theirs), _rest(target, theirs - ours)
        if not left or not right or len(left) == len(source.args):
            return list(zip(left, right, strict=True)) if len(left) == len(right) else None
        if len(left) == len(right) == 1:
            return [(left[0], right[0])]
        parts = [rebuild(source, each) if len(each) > 1 else each[0] for each in (left, right)]
        return [(parts[0], parts[1])]


def _numbers_in_front(term: Term) -> Term:
    """Every product and fraction with its number in front, written in one way."""
    done: dict[Term, Term] = {}
    for node in postorder(term):
        new = rebuild(node, tuple(done[arg] for arg in node.args)) if node.args else node
        done[node] = times(*coefficient(new)) if new.op in ("product", "quotient", "negation") else new
    return done[term]


def _without_double_signs(term: Term) -> Term:
    done: dict[Term, Term] = {}
    for node in postorder(term):
        new = rebuild(node, tuple(done[arg] for arg in node.args)) if node.args else node
        done[node] = new.args[0].args[0] if new.op == "negation" and new.args[0].op == "negation" else new
    return done[term]


def _rest(term: Term, wanted: Counter[str]) -> tuple[Term, ...]:
    """The arguments that are wanted, each as often as it is wanted."""
    wanted = wanted.copy()
    rest = []
    for each in term.args:
        if wanted[key(each)] > 0:
            wanted[key(each)] -= 1
            rest.append(each)
    return tuple(rest)
