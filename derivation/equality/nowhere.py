"""Terms without a real value: parts that certainly have none, and bodies of derivatives for which no point is known."""

from __future__ import annotations

from itertools import islice

from derivation import clock
from derivation.context import Context
from derivation.equality.balls import NoValue, Outside, TooWide, evaluate
from derivation.equality.factors import factors
from derivation.equality.field import KernelField, OutOfTime, Requirement, Undetermined
from derivation.equality.kernels import NotConvertible, Nowhere, TooLarge
from derivation.equality.making import with_field
from derivation.equality.nodes import nodes
from derivation.equality.plain import plain
from derivation.equality.points import points, special_points
from derivation.equality.refute import unknown_functions
from derivation.equality.signs import sign_of_factor
from derivation.limits import FORMULA_SECONDS
from derivation.term import Term

TRIED_FIRST = 8
"""So many points are tried before the parts are looked at one by one."""

DOUBTFUL = ("function", "power", "quotient")
"""Kinds of parts that may have no value although what is in them has one."""


def part_without_value(term: Term, context: Context) -> Term | None:
    """A part that certainly has no real value, whatever its symbols are; None where there is none or it is not certain.

    >>> from derivation.reading import read
    >>> from derivation.notation import text
    >>> text(part_without_value(read("x + ln(-1 - x^2)").term, Context()))
    'ln(-1 - x^2)'
    >>> part_without_value(read("ln(x) + sqrt(-x^2)").term, Context())
    """
    if any(node.op == "piecewise" for node in nodes(term)) or _has_a_known_value(plain(term, context)):
        return None
    deadline = clock.deadline(FORMULA_SECONDS)
    for part in nodes(term):
        if part.op in DOUBTFUL and part.free and _never_has_a_value(plain(part, context), deadline):
            return part
    return None


def _has_a_known_value(term: Term) -> bool:
    """Whether the whole has a value at one of a few points, and so each of its parts has one; a short way for most formulas."""
    for point in islice(points(sorted(term.free, key=lambda name: str(name.value))), TRIED_FIRST):
        try:
            evaluate(term, point, 64)
        except (Outside, TooWide, NoValue):
            continue
        return True
    return False


def _never_has_a_value(part: Term, deadline: clock.Deadline) -> bool:
    if clock.passed(deadline) or any(node.op in ("piecewise", "derivative", "integral", "series") for node in nodes(part)):
        return False
    try:
        return with_field(lambda field: _needs_the_impossible(field, part), deadline)
    except (NotConvertible, TooLarge, Undetermined, OutOfTime, ArithmeticError, ValueError):
        return False


def _needs_the_impossible(field: KernelField, part: Term) -> bool:
    try:
        field.convert(part)
    except Nowhere as reason:
        if "root" not in str(reason):
            return True
        radicand = field.convert(part.args[0])[0]  # sqrt(-x^2) has a value after all, at 0
        return _is_impossible(field, ("nonnegative", radicand))
    return any(_is_impossible(field, need) for need in field.requirements(part))


def _is_impossible(field: KernelField, need: Requirement) -> bool:
    """Whether what must be positive, or not negative, certainly is the contrary everywhere."""
    kind, (above, below) = need
    if kind == "nonzero":
        return False
    number, parts = factors(field, above)
    under, others = factors(field, below)
    sign = 1 if (number > 0) == (under > 0) else -1
    for part, exponent in [*parts, *others]:
        sure = sign_of_factor(field, part, strictly=kind == "nonnegative")
        if sure is None and (exponent % 2 or kind == "nonnegative"):
            return False
        sign *= sure if sure is not None and exponent % 2 else 1
    return sign < 0


def differentiates_nothing(terms: tuple[Term, Term], context: Context) -> bool:
    """Whether something is differentiated for which no point is known at which it has a value.

    >>> from derivation.reading import read
    >>> one, other = (read(f"d/dx({body})").term for body in ("ln(-x^2)", "ln(x^2)"))
    >>> differentiates_nothing((one, one), Context()), differentiates_nothing((other, other), Context())
    (True, False)
    """
    bodies = {node.args[0]: None for node in nodes(*terms) if node.op == "derivative" and node.args[0].op in DOUBTFUL_BODIES}
    return any(not _has_a_value_somewhere(plain(body, context)) for body in bodies)


DOUBTFUL_BODIES = (*DOUBTFUL, "sum", "product", "negation", "piecewise")


def _has_a_value_somewhere(body: Term) -> bool:
    """Whether it has a value at a point; what cannot be worked out counts as having one."""
    if unknown_functions((body,)):
        return True
    names = sorted(body.free, key=lambda name: str(name.value))
    for tried in (points(names), special_points(names)):
        for point in tried:
            try:
                evaluate(body, point, 64)
            except Outside:
                continue
            except (TooWide, NoValue):
                return True
            return True
    return False
