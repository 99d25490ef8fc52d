"""A sum of fractions brought over one fraction line, as it is done by hand: no search, one rule after another.

Fractions inside sums come first, from the inside out; then the numerators are added, what they share is taken out in
front, and only what is left in the bracket is multiplied out and collected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from derivation.context import Context
from derivation.rule import Match
from derivation.rules import law
from derivation.rules.shape import factors, opposite, signed, without_sign
from derivation.rules.small_change import clean
from derivation.search.moves import Move
from derivation.search.ordering import as_before, in_order, letters_before_brackets, positive_first
from derivation.search.places import (
    apart_from_squared,
    brackets_above,
    brackets_of_fractions_below,
    open_parts,
    summands_above,
)
from derivation.search.telling import told
from derivation.term import Term, add, divide, multiply, replace
from derivation.walkthrough import Step

COLLECTING = frozenset(("opposite terms cancel", "add the numbers", "collect like terms"))
"""After these a polynomial is written in falling powers, or as its neighbours are."""

FINISHING = COLLECTING | {"add the exponents"}
"""These are done although a line is short enough without them: nobody leaves x*x."""

MAKING_ONE_FRACTION = frozenset(("add the numerators", "multiply out"))
"""Without one of these there was no sum of fractions."""

MOST_LINES = 40

LARGEST = 250
"""Lines of more nodes are left as they are."""


Places = Callable[[Term], list[Term]]


@dataclass(frozen=True, slots=True)
class Row:
    """A rule, and the parts of a line on which it is used."""

    rule: str
    places: Places


ONE_OF_TWO_SQUARES = ("sin^2 + cos^2 = 1", "cosh^2 - sinh^2 = 1", "sec^2 - tan^2 = 1", "csc^2 - cot^2 = 1")
"""What the theorem of Pythagoras makes of two squares in a bracket."""

ROWS = (
    Row("square of a root", open_parts),
    Row("power of a product or quotient", open_parts),
    Row("resolve the double fraction", open_parts),
    Row("multiply the fractions", open_parts),
    Row("add the exponents", open_parts),
    Row("opposite terms cancel", open_parts),
    Row("add the numerators", open_parts),
    Row("cancel a common factor", apart_from_squared),
    Row("add the numbers", open_parts),
    Row("collect like terms", open_parts),
    *(Row(name, brackets_above) for name in ONE_OF_TWO_SQUARES),
    Row("multiply out", brackets_of_fractions_below),
    Row("common denominator", open_parts),
    Row("factor out", brackets_above),
    Row("remove the bracket after the minus", brackets_above),
    Row("binomial formula", summands_above),
    Row("multiply out", summands_above),
)
"""The first rule that applies anywhere is used at all its innermost places."""


def by_hand(line: Term, context: Context, longest: float = 1.0) -> tuple[Step, ...]:
    """The steps from a sum of fractions to one fraction; none where that is longer.

    longest  how long the fraction may be, as a part of the length of the line

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> [text(step.after) for step in by_hand(read("1/(x + 1) - 1/(x + 1)^2").term, Context())]
    ['(x + 1)/(x + 1)^2 - 1/(x + 1)^2', '(x + 1 - 1)/(x + 1)^2', 'x/(x + 1)^2']
    """
    if line.size > LARGEST or not any(part.op == "quotient" and context.depends(part.args[1]) for part in open_parts(line)):
        return ()
    found = [move._replace(after=letters_before_brackets(move.after)) for move in moves(line, ROWS, context)]
    best = min(range(len(found)), key=lambda k: (found[k].after.size, -k), default=None)
    if best is None or found[best].after.size > longest * line.size:
        return ()
    while best + 1 < len(found) and found[best + 1].rule.name in FINISHING:
        best += 1
    if not any(move.rule.name in MAKING_ONE_FRACTION for move in found[: best + 1]):
        return ()
    steps = []
    for move in found[: best + 1]:
        steps.append(told(line, move.after, move.rule, move.holes, False, context))
        line = move.after
    return (*steps, *minus_in_front(line, context))


def minus_in_front(line: Term, context: Context) -> tuple[Step, ...]:
    """The step to one minus sign before a fraction or product where a bracket has minus signs only.

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> [text(step.after) for each in ("(-x - 3)/x^3", "2*(-x - 3)") for step in minus_in_front(read(each).term, Context())]
    ['-(x + 3)/x^3', '-2*(x + 3)']
    """
    sign, body = without_sign(line)
    whole = body.args[0] if body.op == "quotient" else body
    above = factors(whole) if body.op in ("quotient", "product") else ()
    turned = [each.op == "sum" and all(part.op == "negation" for part in each.args) for each in above]
    if sum(turned) != 1:
        return ()
    product = multiply(*(add(*map(opposite, each.args)) if turn else each for each, turn in zip(above, turned, strict=True)))
    after = signed(-sign, divide(product, body.args[1]) if body.op == "quotient" else product)
    return (told(line, after, law("remove the bracket after the minus"), {}, True, context),)


def moves(line: Term, rows: Sequence[Row], context: Context) -> Iterator[Move]:
    """The lines that a table of rules leads to, unproved."""
    seen = {line}
    for _ in range(MOST_LINES):
        move = next((move for row in rows if (move := _used(row, line, context)) is not None and move.after not in seen), None)
        if move is None or move.after.size > 3 * LARGEST:
            return
        seen.add(move.after)
        line = move.after
        yield move


def _used(row: Row, line: Term, context: Context) -> Move | None:
    """The line with a rule used at all places that hold no other place for it."""
    rule = law(row.rule)
    found: dict[Term, Match] = {}
    for part in row.places(line):
        match = next(rule.rewrite(part, context), None) if rule.applies_to(part.op) else None
        if match is not None and match.after is not part and not _holds(part, found):
            found[part] = match
    if not found:
        return None
    after = replace(line, {part: match.after for part, match in found.items()})
    if row.rule != "common denominator":
        after = clean(after)
    if row.rule in COLLECTING or row.rule == "factor out":
        after = in_order(after, line, context)
    if row.rule in COLLECTING or row.rule == "add the numerators":
        after = positive_first(after, line)
    if row.rule in ONE_OF_TWO_SQUARES:
        after = as_before(after, line)
    first = next(iter(found.values()))
    return None if after is line else Move(after, rule, dict(first.holes))


def _holds(part: Term, found: dict[Term, Match]) -> bool:
    return bool(found) and any(each in found for each in open_parts(part))
