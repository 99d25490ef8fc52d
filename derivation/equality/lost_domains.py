"""Where what is differentiated, or taken the limit of, has values: the derivative as it is worked out may have values elsewhere.

(ln x)' is 1/x for x > 0 alone, and (atanh x)' and (acoth x)' are 1/(1 - x^2), each where the other has no value.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from flint import fmpq, fmpq_mpoly

from derivation.clock import Deadline
from derivation.context import Context
from derivation.equality.balls import NoValue, Outside, TooWide, evaluate_all, holds, sides
from derivation.equality.bounds import Condition, among, follows, written
from derivation.equality.conditions import conditions_of
from derivation.equality.exact import exact_value
from derivation.equality.factors import factors
from derivation.equality.field import KernelField, OutOfTime, Undetermined
from derivation.equality.kernels import NotConvertible, TooLarge
from derivation.equality.making import with_field
from derivation.equality.nodes import nodes
from derivation.equality.plain import plain
from derivation.equality.points import points, special_points
from derivation.term import Term, number_of

LOSING = frozenset(
    (
        "ln",
        "log",
        "atanh",
        "acoth",
        "acosh",
        "asech",
        "asin",
        "acos",
        "asec",
        "acsc",
        "sqrt",
        "root",
        "lngamma",
        "Ci",
        "Chi",
        "E1",
    )
) | {"li", "erfinv", "erfcinv", "polylog", "uppergamma"}
"""Functions whose derivatives may have values where they have none, or whose ends are no places inside."""

INSIDE = ("derivative", "limit")


@dataclass(frozen=True, slots=True)
class Domains:
    """What two lines need for what is differentiated in them.

    assumed  all of it, as relations
    told     what one of the lines needs and the other does not
    """

    assumed: tuple[Term, ...] = ()
    told: tuple[Term, ...] = ()


NOTHING = Domains()


def lost_domains(
    written: tuple[Term, Term], worked_out: tuple[Term, Term], context: Context, dependent: tuple[Term, ...], deadline: Deadline
) -> Domains:
    """The conditions for what stands inside derivatives and limits of two lines; nothing where they cannot be said.

    >>> from derivation import clock
    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> lines = read("d/dx(ln(x))").term, read("1/x").term
    >>> found = lost_domains(lines, (lines[1], lines[1]), Context(), (), clock.deadline(1))
    >>> [text(condition) for condition in found.told]
    ['x > 0']
    """
    pending = tuple(
        [node for node in _outside_binders(side) if node.op in INSIDE and _may_lose(node.args[0])] for side in written
    )
    if not any(pending):
        return NOTHING
    insides = [[(node, plain(node.args[0], context, dependent)) for node in each] for each in pending]
    try:
        return with_field(lambda field: _domains(field, worked_out, insides), deadline)
    except (NotConvertible, TooLarge, Undetermined, OutOfTime, ArithmeticError):
        return NOTHING


def with_domains(conditions: tuple[Term, ...], told: tuple[Term, ...]) -> tuple[Term, ...]:
    """Conditions and those of the domains that are told, without what follows from these: x != 0 beside x y > 0."""
    if not conditions or not told:
        return (*conditions, *told)
    try:
        return (*with_field(lambda field: _not_following(field, conditions, told)), *told)
    except (NotConvertible, TooLarge, Undetermined, ArithmeticError):
        return (*conditions, *told)


def _not_following(field: KernelField, conditions: tuple[Term, ...], told: tuple[Term, ...]) -> list[Term]:
    facts = [found for each in told if (found := _as_condition(field, each)) is not None]
    read = {each: _as_condition(field, each) for each in conditions}
    return [each for each, found in read.items() if found is None or not follows(field, found, facts)]


def _as_condition(field: KernelField, relation: Term) -> Condition | None:
    if relation.op != "relation" or relation.value == "=":
        return None
    left, right = field.convert(*relation.args)
    above, below = field.subtract(left, right)
    if below is not field.one:
        return None
    sign = str(relation.value)
    return (sign, above) if sign in ("!=", ">", ">=") else (">" if sign == "<" else ">=", -above)


def hold_somewhere(lines: tuple[Term, Term], assumed: tuple[Term, ...]) -> bool:
    """Whether a place is known at which both lines have values and what is assumed holds."""
    compared = tuple(dict.fromkeys(side for each in assumed for side in sides(each)))
    names = sorted({name for term in (*lines, *compared) for name in term.free}, key=lambda name: str(name.value))
    for point in chain(points(names), special_points(names)):
        try:
            values = dict(zip(compared, evaluate_all((*compared, *lines), point), strict=False))
            if all(holds(each, values) for each in assumed):
                return True
        except (Outside, TooWide):
            continue
        except NoValue:  # an unknown function, say, may have a value anywhere
            return True
    return False


def _outside_binders(side: Term) -> list[Term]:
    """The parts of a side but for what stands inside integrals, sums and places, where symbols are bound."""
    found: dict[Term, None] = {}
    stack = [side]
    while stack:
        node = stack.pop()
        if node not in found:
            found[node] = None
            if node.op not in ("integral", "series", "at", "limit", "piecewise"):
                stack.extend(reversed(node.args))
    return list(found)


def _may_lose(body: Term) -> bool:
    return any((node.op == "function" and node.value in LOSING) or _is_lossy_power(node) for node in nodes(body))


def _is_lossy_power(node: Term) -> bool:
    number = number_of(node.args[1]) if node.op == "power" else None
    return number is not None and number.denominator != 1


def _domains(field: KernelField, worked_out: tuple[Term, Term], insides: list[list[tuple[Term, Term]]]) -> Domains:
    field.convert(*worked_out)
    hidden = [[each for node, body in side for each in _needs_inside(field, node, body)] for side in insides]
    open_ = [conditions_of(field, side) for side in worked_out]
    told: list[Condition] = []
    for side, other in ((0, 1), (1, 0)):
        facts = _sharpened(field, [*hidden[other], *open_[other]])
        speaking = [(node, body) for node, body in insides[side] if node.args[1] in body.free]  # a constant is taken as one
        mine = [each for node, body in speaking for each in _needs_inside(field, node, body)]
        told += [each for each in mine if not follows(field, each, facts)]
    told = [each for place, each in enumerate(told) if not among(each, told[:place])]
    told = [each for each in told if not follows(field, each, [other for other in told if other is not each])]
    every = [each for side in hidden for each in side]
    return Domains(*(tuple(dict.fromkeys(written(field, each) for each in group)) for group in (every, told)))


def _sharpened(field: KernelField, facts: list[Condition]) -> list[Condition]:
    """Facts with u > 0 where u >= 0 and u != 0 are known."""
    return [*facts, *((">", poly) for sign, poly in facts if sign == ">=" and _is_not_zero(field, poly, facts))]


def _is_not_zero(field: KernelField, poly: fmpq_mpoly, facts: list[Condition]) -> bool:
    return all(follows(field, ("!=", part), facts) for part, _ in factors(field, poly)[1])


def _needs_inside(field: KernelField, node: Term, body: Term) -> list[Condition]:
    field.convert(body)
    needs = conditions_of(field, body)
    if node.op == "derivative":
        return [(">" if sign == ">=" else sign, poly) for sign, poly in needs]  # a slope is taken inside, not at an end
    _, bound, point = node.args
    return [each for need in needs for each in _near(field, need, bound, point, two_sided=not node.value)]


def _near(field: KernelField, need: Condition, bound: Term, point: Term, two_sided: bool) -> list[Condition]:
    """What must hold near a point for a need to hold beside it: x + h > 0 for small h says x > 0."""
    sign, poly = need
    moving = [slot for slot, degree in enumerate(poly.degrees()) if degree and bound in field.by_slot[slot].term.free]
    if not moving:
        return [need]
    number = exact_value(point)
    if sign == "!=" or number is None or [field.by_slot[slot].term for slot in moving] != [bound]:
        return []
    there = poly.subs({moving[0]: fmpq(number.numerator, number.denominator)})
    if there.is_constant():
        return []
    return [(">" if two_sided and poly.degrees()[moving[0]] == 1 else ">=", there)]


def has_values_everywhere(bound: Term, *bodies: Term) -> bool:
    """Whether what is integrated certainly has values wherever the bound symbol runs, and so is continuous there."""

    def no_condition_speaks_of_it(field: KernelField) -> bool:
        field.convert(*bodies)
        polys = [poly for body in bodies for _, poly in conditions_of(field, body)]
        slots = {slot for poly in polys for slot, degree in enumerate(poly.degrees()) if degree}
        return not any(bound in field.by_slot[slot].term.free for slot in slots)

    try:
        return with_field(no_condition_speaks_of_it)
    except (NotConvertible, TooLarge, Undetermined, OutOfTime, ArithmeticError):
        return False
