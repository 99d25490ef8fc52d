"""A sum of fractions brought over one fraction line, as it is done by hand: no search, one rule after another.

Fractions inside sums come first, from the inside out; then the numerators are added, what they share is taken out in
front, and only what is left in the bracket is multiplied out and collected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from derivation.context import Context
from derivation.memory import remembered
from derivation.rule import Match
from derivation.rules import law
from derivation.rules.shape import factors, key, opposite, signed, without_sign
from derivation.rules.small_change import clean
from derivation.search.moves import Move
from derivation.search.parts import letters_first
from derivation.search.telling import told
from derivation.term import ONE, Term, add, divide, multiply, replace
from derivation.walkthrough import Step

COLLECTING = frozenset(("opposite terms cancel", "add the numbers", "collect like terms"))
"""After these a polynomial is written in falling powers, or as its neighbours are."""

MAKING_ONE_FRACTION = frozenset(("add the numerators", "multiply out"))
"""Without one of these there was no sum of fractions."""

MOST_LINES = 40

LARGEST = 250
"""Lines of more nodes are left as they are."""

OPEN = ("sum", "product", "quotient", "negation", "power")

Places = Callable[[Term], list[Term]]


@dataclass(frozen=True, slots=True)
class Row:
    """A rule, and the parts of a line on which it is used."""

    rule: str
    places: Places


@remembered(2_000)
def open_parts(line: Term) -> list[Term]:
    """The parts outside functions and exponents, those inside first; the list is shared and must not be changed.

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> [text(part) for part in open_parts(read("sin(2*x)/(x + 1)^2").term)]
    ['sin(2*x)', 'x', '1', 'x + 1', '(x + 1)^2', 'sin(2*x)/(x + 1)^2']
    """
    found: dict[Term, None] = {}
    stack = [(line, False)]
    while stack:
        part, ready = stack.pop()
        if ready:
            found[part] = None
        elif part not in found:
            stack.append((part, True))
            if part.op in OPEN:
                below = part.args[:1] if part.op == "power" else part.args
                stack.extend((each, False) for each in reversed(below))
    return list(found)


def summands_above(line: Term) -> list[Term]:
    """The summands of brackets above a fraction line, without their signs.

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> [text(part) for part in summands_above(read("3*(x - 2*y)/(x + 1)").term)]
    ['x', '2*y']
    """
    return list(dict.fromkeys(without_sign(each)[1] for bracket in brackets_above(line) for each in bracket.args))


def brackets_above(line: Term) -> list[Term]:
    """The sums that are a numerator, or a factor of one."""
    above = [without_sign(part.args[0])[1] for part in open_parts(line) if part.op == "quotient"]
    return list(dict.fromkeys(factor for each in above for factor in factors(each) if factor.op == "sum"))


def brackets_of_fractions_below(line: Term) -> list[Term]:
    """The products below a fraction line whose bracket holds fractions, none of which is left when it is multiplied out."""
    found: dict[Term, None] = {}
    for part in open_parts(line):
        below = part.args[1] if part.op == "quotient" else None
        if below is not None and below.op == "product" and any(map(_holds_fractions, below.args)):
            out = next(law("multiply out").rewrite(below, Context()), None)
            if out is not None and out.after.op == "sum" and not _holds_fractions(out.after):
                found[below] = None
    return list(found)


def _holds_fractions(term: Term) -> bool:
    return term.op == "sum" and any(without_sign(each)[1].op == "quotient" for each in term.args)


ROWS = (
    Row("square of a root", open_parts),
    Row("power of a product or quotient", open_parts),
    Row("resolve the double fraction", open_parts),
    Row("multiply the fractions", open_parts),
    Row("add the exponents", open_parts),
    Row("opposite terms cancel", open_parts),
    Row("add the numerators", open_parts),
    Row("cancel a common factor", open_parts),
    Row("add the numbers", open_parts),
    Row("collect like terms", open_parts),
    Row("sin^2 + cos^2 = 1", brackets_above),
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
    while best + 1 < len(found) and found[best + 1].rule.name in COLLECTING:
        best += 1
    if not any(move.rule.name in MAKING_ONE_FRACTION for move in found[: best + 1]):
        return ()
    steps = []
    for move in found[: best + 1]:
        steps.append(told(line, move.after, move.rule, move.holes, False, context))
        line = move.after
    after = minus_in_front(line)
    if after is not line:
        steps.append(told(line, after, law("remove the bracket after the minus"), {}, True, context))
    return tuple(steps)


def minus_in_front(line: Term) -> Term:
    """A fraction whose numerator, or a bracket in it, has minus signs only: -(x + 3)/x^3, not (-x - 3)/x^3."""
    sign, body = without_sign(line)
    above = factors(body.args[0]) if body.op == "quotient" else ()
    turned = [each.op == "sum" and all(part.op == "negation" for part in each.args) for each in above]
    if sum(turned) != 1:
        return line
    parts = [add(*map(opposite, each.args)) if turn else each for each, turn in zip(above, turned, strict=True)]
    return signed(-sign, divide(multiply(*parts), body.args[1]))


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
    if row.rule == "sin^2 + cos^2 = 1":
        after = as_before(after, line)
    first = next(iter(found.values()))
    return None if after is line else Move(after, rule, dict(first.holes))


def in_order(line: Term, before: Term, context: Context) -> Term:
    """A line with its new polynomials in falling powers of the variable, or in rising ones if those before rise.

    Where it would begin with a minus sign it is the other way round, if that helps.

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> text(in_order(read("(1 + x^2 - x)/3").term, read("x/3").term, Context()))
    '(x^2 - x + 1)/3'
    """
    old = {part for part in open_parts(before) if part.op == "sum"}
    rises = any(
        _degrees(part, context) == sorted(_degrees(part, context)) for part in old if len(set(_degrees(part, context))) > 1
    )
    changes: dict[Term, Term] = {}
    for part in open_parts(line):
        degrees = _degrees(part, context) if part.op == "sum" and part not in old else []
        if len(set(degrees)) > 1:
            rising = sorted(range(len(degrees)), key=lambda k: degrees[k])
            falling = sorted(range(len(degrees)), key=lambda k: -degrees[k])
            orders = (rising, falling) if rises else (falling, rising)
            places = next((order for order in orders if part.args[order[0]].op != "negation"), None)
            if places is not None:
                changes[part] = add(*(part.args[k] for k in places))
    return replace(line, changes) if changes else line


def as_before(line: Term, before: Term) -> Term:
    """A line whose new sums are written as they stand in the line before, where they stand there in another order."""
    old = {key(part): part for part in open_parts(before) if part.op == "sum"}
    changes = {part: old[key(part)] for part in open_parts(line) if part.op == "sum" and key(part) in old}
    return replace(line, changes)


def positive_first(line: Term, before: Term) -> Term:
    """A line in which no new numerator of two terms begins with a minus sign: 1 - ln(x), not -ln(x) + 1."""
    old = set(open_parts(before))
    changes = {
        part: add(part.args[1], part.args[0])
        for part in brackets_above(line)
        if part not in old and len(part.args) == 2 and part.args[0].op == "negation" and part.args[1].op != "negation"
    }
    return replace(line, changes) if changes else line


def letters_before_brackets(line: Term) -> Term:
    """The numerators and denominators of a line, and the terms of sums there, with letters before brackets and functions.

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> text(letters_before_brackets(read("(x + 1)*x/2").term))
    'x*(x + 1)/2'
    """
    changes = {part: ordered for part in summands_above(line) if (ordered := letters_first(part)) is not part}
    line = replace(line, changes) if changes else line
    changes = {}
    for part in open_parts(line):
        if part.op == "quotient":
            ordered = letters_first(replace(part, changes))
            if ordered is not part:
                changes[part] = ordered
    return replace(line, changes) if changes else line


def _degrees(total: Term, context: Context) -> list[int]:
    """The power of the variable in each summand; empty where one is no monomial."""
    degrees = []
    for each in total.args:
        degree = 0
        for factor in factors(without_sign(each)[1]):
            base, exponent = factor.args if factor.op == "power" else (factor, ONE)
            if base is context.variable and exponent.op == "integer":
                degree += int(str(exponent.value))
            elif context.depends(factor):
                return []
        degrees.append(degree)
    return degrees


def _holds(part: Term, found: dict[Term, Match]) -> bool:
    return bool(found) and any(each in found for each in open_parts(part))
