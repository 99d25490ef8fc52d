"""From a question to a figure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from derivation.context import Context
from derivation.equality import NoDerivative, Outside, TooWide, differentiate, evaluate, plain
from derivation.functions import NamedFunction, unfold
from derivation.plot import sketch
from derivation.plot.breaking import Break, breaks_of, breaks_of_slope, circles
from derivation.plot.figure import Curve, Figure, Mark, Point, Role, Window
from derivation.plot.floats import KNOWN, NoNumbers, compiled
from derivation.plot.height import trimmed, upwards
from derivation.plot.line import Line
from derivation.plot.marks import greatest_slope, straight_line
from derivation.plot.sampling import clipped, pieces
from derivation.plot.ticks import short, ticks
from derivation.plot.window import UNIT, across, interest, turning_speeds
from derivation.term import (
    Term,
    add,
    derivative,
    function,
    integer,
    multiply,
    negate,
    postorder,
    primed,
    rational,
    relation,
    substitute,
    symbol,
)


class NothingToDraw(Exception):
    """Why there is no picture, in one sentence."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the reader asked for beyond the function.

    left, right  the ends of the horizontal axis; None for what suits the function
    tangent      where to draw a tangent
    """

    left: float | None = None
    right: float | None = None
    tangent: Term | None = None


def draw(term: Term, context: Context, named: NamedFunction | None = None, wish: Wish = Wish()) -> Figure:
    """The function and its derivative as a figure; raises `NothingToDraw`.

    >>> from derivation.term import X
    >>> figure = draw(function("sigma", X), Context())
    >>> figure.window.left, figure.window.right, figure.maximum.value
    (-6.0, 6.0, quotient(integer(1), integer(4)))
    """
    term, notes = _with_numbers(context.written_out(term), context, named)
    line, slope = _lines(term, context)
    lines = [line] if slope is None else [line, slope]
    labels = _labels(context.variable, term, named)
    roles: tuple[Role, Role] = ("function", "derivative")
    if sketch.is_long(lines):
        return _sketched(term, lines, list(zip(roles, labels, strict=True)), wish, context, notes)
    window, broken = _window(line, slope, wish)
    curves = [_curve(each, role, label, window, at) for each, role, label, at in zip(lines, roles, labels, broken, strict=False)]
    touching = None
    if wish.tangent is not None:
        touching, tangent = _tangent(line, slope, wish.tangent, window, context)
        curves.append(tangent)
    if slope is None:
        notes += ("The derivative is not drawn: nothing here works out its numbers.",)
    in_pi = any(turning_speeds(line.term, context.variable))
    return Figure(
        term,
        context.variable,
        window,
        tuple(curves),
        _poles(broken),
        ticks(window.left, window.right, 8, in_pi and 1.5 < window.width < 60),
        ticks(window.bottom, window.top, 6),
        None
        if slope is None
        else greatest_slope(slope, window, context, [one.place for each in broken for one in each if not one.through]),
        touching,
        slope is not None and _coincide(line, slope, window),
        notes,
    )


def _sketched(
    term: Term, lines: list[Line], named: list[tuple[Role, Term]], wish: Wish, context: Context, notes: tuple[str, ...]
) -> Figure:
    """A long formula, drawn from few points."""
    window = sketch.window(lines, *_ends(wish, (-UNIT, UNIT)))
    curves = [sketch.curve(line, role, label, window) for line, (role, label) in zip(lines, named, strict=False)]
    if not curves[0].pieces:
        between = f"between {short(window.left)} and {short(window.right)}"
        raise NothingToDraw(f"{between} there are no values, or none of a size that can be drawn (--from and --to choose others)")
    touching = None
    if wish.tangent is not None:
        touching, tangent = _tangent(lines[0], lines[1] if len(lines) > 1 else None, wish.tangent, window, context)
        curves.append(tangent)
    sideways, up = ticks(window.left, window.right, 8), ticks(window.bottom, window.top, 6)
    said = (*notes, sketch.TOLD)
    return Figure(term, context.variable, window, tuple(curves), (), sideways, up, None, touching, False, said)


def _with_numbers(term: Term, context: Context, named: NamedFunction | None) -> tuple[Term, tuple[str, ...]]:
    """The term with numbers for the parameters of a named function; a formula must have been given them."""
    missing = sorted((each for each in term.free if each is not context.variable), key=lambda each: str(each.value))
    if not missing:
        return term, ()
    if named is None or not set(missing) <= set(named.parameters):
        names = ", ".join(str(each.value) for each in missing)
        needs = "needs a value" if len(missing) == 1 else "need values"
        raise NothingToDraw(f"{names} {needs} before there is something to draw: --where {missing[0].value}=1")
    values = _usual_values(term, missing, context, dict(zip(named.parameters, named.defaults, strict=True)))
    said = ", ".join(f"{each.value} = {_spelt(values[each])}" for each in missing)
    return substitute(term, values), (f"Drawn with {said} (--where {missing[0].value}=2 changes that).",)


def _usual_values(
    term: Term, missing: Sequence[Term], context: Context, defaults: Mapping[Term, Term | None]
) -> dict[Term, Term]:
    """The values of the catalogue, else 1 (0 for what says where the middle is), else the first for which there is a curve."""
    attempts: list[dict[Term, Term]] = []
    known = {each: value for each in missing if (value := defaults.get(each))}
    middles = {each: integer(0) for each in missing if each.value in CENTRES}
    for numbers in ([1], [2, 3, 5, 7], [Fraction(1, 2), Fraction(1, 3)], [0]):
        choice = {each: rational(numbers[k % len(numbers)]) for k, each in enumerate(missing)}
        attempts += [{**choice, **middles, **known}, {**choice, **known}]
    return next((each for each in attempts if _has_values(substitute(term, each), context)), attempts[0])


def _has_values(term: Term, context: Context) -> bool:
    """Whether there is a curve near 0 that is not just 0."""
    try:
        value = compiled(unfold(term, context, keep=KNOWN - context.definitions.keys()), context.variable)
    except NoNumbers:
        return False
    return any(math.isfinite(y) and y != 0 for y in (value(k / 16 + 0.01) for k in range(-80, 81)))


CENTRES = frozenset(("mu", "m", "loc", "x_0", "x0"))
"""Parameters that say where the middle is."""


def _spelt(term: Term) -> str:
    from derivation.notation import text

    return text(term)


def _lines(term: Term, context: Context) -> tuple[Line, Line | None]:
    variable = context.variable
    term = unfold(term, context, keep=KNOWN - context.definitions.keys())
    if term.todo or any(node.op in ("primed", "at", "limit", "series") for node in postorder(term)):
        term = plain(term, context)
    try:
        line = Line.of(term, variable)
    except NoNumbers as problem:
        raise NothingToDraw(f"there is nothing to draw: nothing here knows the values of {_spelt(problem.part)}") from None
    try:
        return line, Line.of(_slope(term, context), variable, line)
    except NoNumbers:
        return line, None


def _slope(term: Term, context: Context) -> Term:
    try:
        return differentiate(term, context.variable)
    except NoDerivative:
        return plain(derivative(term, context.variable), context)


def _window(line: Line, slope: Line | None, wish: Wish) -> tuple[Window, list[list[Break]]]:
    """The window, and for each line what happens at its breaks in it."""
    found = interest(line, slope)
    left, right = _ends(wish, across(line, slope, found) if wish.left is None or wish.right is None else (wish.left, wish.right))
    lines = [line] if slope is None else [line, slope]
    broken = [breaks_of(line, left, right)]
    broken += [breaks_of_slope(each, left, right, broken[0]) for each in lines[1:]]
    bottom, top = upwards(lines, left, right, broken, found.points, found.crowded)
    window = Window(left, right, bottom, top)
    if wish.left is None and wish.right is None:
        smaller = trimmed(lines, window)
        if smaller is not window:
            broken = [[each for each in found if smaller.left <= each.place <= smaller.right] for found in broken]
            window = smaller
    places = [window.left + window.width * k / 100 for k in range(101)]
    if not any(math.isfinite(line.quick(x)) for x in places):
        raise NothingToDraw(f"there are no values between {short(left)} and {short(right)}")
    return window, broken


def _ends(wish: Wish, usual: tuple[float, float]) -> tuple[float, float]:
    """The ends that were asked for, or the usual ones."""
    left, right = usual[0] if wish.left is None else wish.left, usual[1] if wish.right is None else wish.right
    if not left < right:
        raise NothingToDraw("the window is empty: --from must be less than --to")
    return left, right


def _curve(line: Line, role: Role, label: Term, window: Window, broken: list[Break]) -> Curve:
    found = [part for piece in pieces(line, window, broken) for part in clipped(piece, window)]
    holes, dots = circles(broken, window)
    return Curve(role, label, tuple(found), tuple(holes), tuple(dots))


def _coincide(line: Line, slope: Line, window: Window) -> bool:
    """Whether both curves are drawn on the same points."""
    places = [window.left + window.width * (k + 0.5) / 40 for k in range(40)]
    return all(not abs(line.quick(x) - slope.quick(x)) > 0.002 * window.height for x in places)


def _poles(broken: list[list[Break]]) -> tuple[float, ...]:
    return tuple(sorted({one.place for found in broken for one in found if one.before.endless or one.after.endless}))


def _labels(variable: Term, term: Term, named: NamedFunction | None) -> tuple[Term, Term]:
    if named is not None:
        return function(named.name, variable), primed(named.name, 1, variable)
    name = "g" if variable.value == "f" else "f"
    left = function(name, variable)
    return relation("=", left, term) if term.size <= 30 else left, primed(name, 1, variable)


def _tangent(line: Line, slope: Line | None, place: Term, window: Window, context: Context) -> tuple[Mark, Curve]:
    """The tangent at a place, across the window."""
    x = number(place)
    height = line.careful(x)
    rise = math.nan if slope is None else slope.careful(x)
    if slope is None or not math.isfinite(height) or not math.isfinite(rise):
        what = "value" if not math.isfinite(height) else "derivative"
        raise NothingToDraw(f"there is no tangent at {_spelt(line.variable)} = {_spelt(place)}: the function has no {what} there")
    if not window.left <= x <= window.right:
        raise NothingToDraw(f"{_spelt(place)} lies outside the window from {short(window.left)} to {short(window.right)}")
    ends: list[Point] = [(end, height + rise * (end - x)) for end in (window.left, window.right)]
    steep, start, exact = straight_line(line.term, slope.term, line.variable, place, (x, height, rise), context)
    label = relation("=", symbol("y"), _straight(steep, start, line.variable))
    mark = Mark("tangent", (x, height), place, steep, True, exact)
    return mark, Curve("tangent", label, tuple(clipped(ends, window)), about=not exact)


def _straight(steep: Term, start: Term, variable: Term) -> Term:
    zero = integer(0)
    if steep is zero:
        return start
    rising = (
        variable
        if steep is integer(1)
        else multiply(steep, variable)
        if steep.op != "negation"
        else negate(multiply(steep.args[0], variable))
    )
    return rising if start is zero else add(rising, start)


def number(term: Term) -> float:
    """The number that a term without variables stands for; raises `NothingToDraw` where it is none."""
    if term.free:
        raise NothingToDraw(f"a number was expected, not {_spelt(term)}")
    try:
        return float(evaluate(term, {}, 128).mid())
    except (Outside, TooWide):
        raise NothingToDraw(f"{_spelt(term)} is not a real number") from None
