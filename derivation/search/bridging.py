"""The chain of steps from one form to another."""

from __future__ import annotations

from derivation import clock, limits
from derivation.context import Context
from derivation.rules import law
from derivation.rules.shape import key
from derivation.rules.small_change import clean
from derivation.search.moves import Move, Moves, arguments, names, own_names_out, written_out
from derivation.search.ordering import letters_before_brackets
from derivation.search.planning import KEEPING_EXPONENTIALS, ORDER, OUT_OF_BRACKETS_FIRST, plan
from derivation.search.telling import told
from derivation.search.tidying import tidy_moves
from derivation.search.two_sided import Link, Search
from derivation.term import Term
from derivation.walkthrough import Step

MOST_MOVES = 4_000
"""Most moves that one search tries."""

USUAL_SIZE = 100
"""Lines of more nodes take longer to change, so fewer moves are tried with them."""

LARGEST_LINE = 400
"""Ends with more nodes than this are not searched."""


def bridge(start: Term, goal: Term, context: Context = Context()) -> tuple[Step, ...] | None:
    """The steps from one form to another, or None where none were found.

    start, goal  two forms of equal value, as written
    context      the variable and the names that may be written out or recognised

    Both ends are made simpler until they meet; the half from the goal is then read backwards.

    >>> from derivation.reading import read
    >>> [step.rule for step in bridge(read("(x + 1)^2 - 1").term, read("x*(x + 2)").term) or ()]
    ['factor a difference of squares', 'add the numbers']
    """
    if start is goal:
        return ()
    if max(start.size, goal.size) > LARGEST_LINE:
        return None
    search = _searched(start, goal, context)
    if search is None:
        return None
    return _steps(*search.ways(), context)


def _searched(start: Term, goal: Term, context: Context) -> Search | None:
    """The search with the names that both ends have left as they are, else written out, as far as the plan leads.

    Where the plan does not meet with names written out, looking further was never seen to help.
    """
    deadline = clock.deadline(limits.SEARCH_SECONDS)
    whole = [_whole(each, context) for each in (start, goal)]
    frozen = frozenset(arguments(whole[0]) & arguments(whole[1]))
    size = max(start.size, goal.size, *(each.size for each in whole))
    most = min(MOST_MOVES, MOST_MOVES * USUAL_SIZE // size, limits.SEARCH_STATES)
    shared = frozenset(names(own_names_out(start, context), context) & names(own_names_out(goal, context), context))
    local: dict[Term, list[Move]] = {}
    for kept in (shared, frozenset[str]()) if shared else (shared,):
        search = Search(start, goal, Moves(context, frozen, kept, 2 * size + 20, local))
        _seed(search, (start, goal))
        if (search.best is not None or kept is shared) and search.run(most, deadline):
            return search
    return None


def _whole(end: Term, context: Context) -> Term:
    """The end with its names written out, unless that is too long to be looked at."""
    long = written_out(end, context)
    return end if long.size > 2 * LARGEST_LINE else long


def _seed(search: Search, ends: tuple[Term, Term]) -> None:
    """The lines of the plain plan from both ends, first with exponentials as they are written."""
    lasts = []
    for backwards, end in enumerate(ends):
        tidied = _tidied(end)
        search.seed(bool(backwards), end, tidied)
        lasts.append(tidied[-1].after if tidied else end)
    for order in (OUT_OF_BRACKETS_FIRST, KEEPING_EXPONENTIALS, ORDER):
        if order is not ORDER or search.best is None:
            for backwards, last in enumerate(lasts):
                search.seed(bool(backwards), last, plan(last, search.moves, order))


def _tidied(end: Term) -> list[Move]:
    moves = list(tidy_moves(end))
    last = moves[-1].after if moves else end
    if clean(last) is not last:
        moves.append(Move(clean(last), law("drop 0 and 1"), {}))
    return moves


def _steps(ours: list[Link], theirs: list[Link], context: Context) -> tuple[Step, ...]:
    """The lines from the start to the meeting, then those of the goal's half from the meeting to the goal."""
    steps: list[Step] = []
    line = ours[0].line
    forwards = [(link.line, link, False) for link in ours[1:]]
    back = list(zip(reversed(theirs[:-1]), reversed(theirs[1:]), strict=True))
    backwards = [(before.line, after, True) for before, after in back]
    if forwards:
        forwards[-1] = (theirs[-1].line, forwards[-1][1], False)
    for after, link, reverse in (*forwards, *backwards):
        after = after if after is theirs[0].line else letters_before_brackets(after)
        if after is not line and link.rule is not None:
            steps.append(told(line, after, link.rule, link.holes, reverse, context))
            line = after
    return tuple(steps)


def same_up_to_order(left: Term, right: Term) -> bool:
    return key(left) == key(right)
