"""The second derivative on a curve, and those after it: y' differentiated again, y' put in, the equation used."""

from __future__ import annotations

from flint import fmpq_mpoly

from derivation.context import Context
from derivation.equality import compare
from derivation.equality.field import KernelField, Refine, Undetermined
from derivation.equality.kernels import Full, NotConvertible, Nowhere, TooLarge
from derivation.equality.making import make_field
from derivation.equality.plain import plain
from derivation.implicit.equations import Equations, algebra, shortest
from derivation.one_fraction import one_fraction
from derivation.rules import implicit as table
from derivation.search import tidy
from derivation.term import ONE, Term, add, derivative, divide, multiply, negate, relation, replace, subtract
from derivation.walkthrough import Status


def differentiate_again(lines: Equations, curve: Term, order: int) -> None:
    """From y' = R(x, y) to y'' = ..., or from one higher derivative to the next.

    lines  end with the derivative of the order before
    curve  the equation, which may make the result shorter
    """
    x, y = lines.context.variable, lines.y
    slope = _slope(lines)
    right = derivative(lines.end.args[1], x)
    lines.write(relation("=", derivative(y, x, order), right), table.ONCE_MORE, "proved", {"x": x})
    worked = lines.plan().work_out(right.args[0])
    lines.write_sides([lines.end.args[0], worked.result], table.EACH_SIDE, {"y": y}, worked.steps)
    put_in = replace(lines.end.args[1], {lines.rate: slope})
    lines.write(relation("=", lines.end.args[0], put_in), table.PUT_IN, "proved", {"y": lines.rate, "r": slope})
    lines.tidy_result(tidy(put_in, lines.symbols))
    _use_curve(lines, curve)


def _slope(lines: Equations) -> Term:
    """What y' was found to be."""
    return next(step.after.args[1] for step in reversed(lines.steps) if step.after.args[0] is lines.rate)


def _use_curve(lines: Equations, curve: Term) -> None:
    """The result over one denominator, its numerator made shorter by the equation of the curve, where that helps."""
    result, plain_context = lines.end.args[1], lines.symbols
    whole = one_fraction(result, plain_context, only_shorter=False)
    if whole is None:
        whole = result
    sign, body = (True, whole.args[0]) if whole.op == "negation" else (False, whole)
    above, below = body.args if body.op == "quotient" else (body, ONE)
    found = modulo(above, curve, plain_context)
    shorter = found is not None and found[0].size < above.size
    if not shorter:
        if whole.size < result.size:
            lines.tidy_result(algebra(result, whole, plain_context), table.ONE_FRACTION)
        return
    assert found is not None
    rest, multiple = found
    lines.tidy_result(algebra(result, whole, plain_context), table.ONE_FRACTION)
    with_zero = add(rest, multiply(multiple, subtract(*curve.args)))
    status: Status = "proved" if compare(above, with_zero, plain_context).status == "equal" else "undecided"
    right = rest if below is ONE else divide(rest, below)
    lines.write(relation("=", lines.end.args[0], negate(right) if sign else right), table.USE_CURVE, status, {"u": curve})
    lines.tidy_result(shortest(lines.end.args[1], plain_context))


def modulo(line: Term, curve: Term, context: Context) -> tuple[Term, Term] | None:
    """A shorter form of a line on a curve: (rest, multiple) with line = rest + multiple·(left − right).

    Division with remainder by the numerator of left − right, as polynomials in what the two are made of.

    >>> from derivation.notation import text
    >>> from derivation.reading import read, read_equation
    >>> [text(each) for each in modulo(read("y^2 + x^2").term, read_equation("x^2 + y^2 = 1").term, Context())]
    ['1', '1']
    """
    try:
        field, (ours, theirs) = make_field([plain(line, context), plain(subtract(*curve.args), context)])
        if not (ours[1].is_constant() and theirs[1].is_constant()):
            return None
        quotient, rest = divmod(ours[0], theirs[0])
        return _term(field, rest, ours[1]), _term(field, quotient * theirs[1], ours[1])
    except (Full, NotConvertible, Nowhere, Refine, TooLarge, Undetermined):
        return None


def _term(field: KernelField, above: fmpq_mpoly, below: fmpq_mpoly) -> Term:
    found = field.term_of_poly(above)
    return found if below.is_one() else divide(found, field.term_of_poly(below))
