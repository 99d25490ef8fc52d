"""Search from both ends: whatever makes the goal simpler is, read backwards, the trick that leads to it.

Nobody guesses that 1 should be added and taken away again: the other end, simplified, loses that pair by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heappop, heappush
from math import inf
from typing import NamedTuple

from derivation import clock
from derivation.rule import Rule
from derivation.rules.shape import key
from derivation.search.moves import Move, Moves
from derivation.term import Term

PER_LINE = 0.25
"""What every line costs, besides its rule."""

PER_SIZE = 0.01
"""What every node of a line costs: of two ways that differ only in their order the one with shorter lines is taken."""

PATIENCE = ((3, 20), (8, 40), (10, 140), (inf, 300))
"""Lines of a way, and how many more lines are followed in vain before one of so many at most is taken."""

PER_NODE = 0.12
"""How much a long line is put off."""


class Link(NamedTuple):
    """How a line was reached: from which line, by which rule, on the way from its end."""

    cost: float
    line: Term
    before: str
    rule: Rule | None
    holes: dict[str, Term]


class Side:
    """What was reached from one end."""

    def __init__(self, end: Term, backwards: bool) -> None:
        self.backwards = backwards
        self.found: dict[str, Link] = {}
        self.done: set[str] = set()
        self.waiting: list[tuple[float, int, str]] = []
        self.reach(Link(0.0, end, "", None, {}))

    def reach(self, link: Link) -> bool:
        """Note a line, if there was no cheaper way to it."""
        name = key(link.line)
        known = self.found.get(name)
        if known is not None and known.cost <= link.cost:
            return False
        self.found[name] = link
        self.done.discard(name)
        heappush(self.waiting, (link.cost + PER_NODE * link.line.size, len(self.found), name))
        return True

    def cost_of(self, move: Move) -> float:
        rule = move.rule
        return PER_LINE + PER_SIZE * move.after.size + move.extra + (rule.reverse_cost if self.backwards else rule.cost)

    def next(self) -> str | None:
        """The most promising line that was not yet followed."""
        while self.waiting:
            _, _, name = heappop(self.waiting)
            if name not in self.done:
                self.done.add(name)
                return name
        return None

    def promise(self) -> float:
        return self.waiting[0][0] if self.waiting else inf

    def way_to(self, name: str) -> list[Link]:
        """The links from the end to a line."""
        way = [self.found[name]]
        while way[-1].rule is not None:
            way.append(self.found[way[-1].before])
        return way[::-1]


class Search:
    """A search between two lines; `best` is the cheapest meeting found so far."""

    def __init__(self, start: Term, goal: Term, moves: Moves) -> None:
        self.moves = moves
        self.sides = (Side(start, False), Side(goal, True))
        self.best: tuple[float, str] | None = None
        self.expanded = self.tried = 0

    def seed(self, backwards: bool, line: Term, moves: Iterable[Move]) -> None:
        """Lines known to follow one after the other from a line that was reached."""
        side = self.sides[backwards]
        before = key(line)
        self._meet(before)
        for move in moves:
            cost = side.found[before].cost + side.cost_of(move)
            self._reach(side, Link(cost, move.after, before, move.rule, move.holes))
            before = key(move.after)

    def run(self, most: int, deadline: clock.Deadline) -> bool:
        """Follow lines, the most promising first; after a meeting go on for a while to find a shorter way."""
        last_gain, cost = 0, self._cost()
        while self.tried < most and self.expanded - last_gain < self._patience() and not clock.passed(deadline):
            side = min(self.sides, key=lambda each: (each.promise(), each.backwards))
            name = side.next()
            if name is not None:
                self._expand(side, name)
            elif not any(each.waiting for each in self.sides):
                break
            if self._cost() < cost:
                last_gain, cost = self.expanded, self._cost()
        return self.best is not None

    def _cost(self) -> float:
        return inf if self.best is None else self.best[0]

    def _patience(self) -> float:
        """How many more lines are followed in vain before the way that was found is taken."""
        if self.best is None:
            return inf
        lines = sum(map(len, self.ways())) - 2
        return next(patience for most, patience in PATIENCE if lines <= most)

    def _expand(self, side: Side, name: str) -> None:
        self.expanded += 1
        here = side.found[name]
        for move in self.moves.of(here.line):
            self.tried += 1
            cost = here.cost + side.cost_of(move)
            if self.best is None or cost < self.best[0]:
                self._reach(side, Link(cost, move.after, name, move.rule, move.holes))

    def _reach(self, side: Side, link: Link) -> None:
        if side.reach(link):
            self._meet(key(link.line))

    def _meet(self, name: str) -> None:
        ours, theirs = (side.found.get(name) for side in self.sides)
        if ours is not None and theirs is not None:
            total = ours.cost + theirs.cost
            if self.best is None or total < self.best[0]:
                self.best = (total, name)

    def ways(self) -> tuple[list[Link], list[Link]]:
        """The way from the start to the meeting, and from the goal to it."""
        assert self.best is not None
        name = self.best[1]
        return self.sides[0].way_to(name), self.sides[1].way_to(name)
