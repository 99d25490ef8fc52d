"""The value of a derivative at a point."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from derivation.document import Block, Note
from derivation.equality import Outside, evaluate
from derivation.functions import unfold
from derivation.present.question import Question, listed
from derivation.present.walkthrough import called
from derivation.term import Term, primed, substitute
from derivation.walkthrough import Walkthrough

DIGITS = 10
BITS = 128


def at(walk: Walkthrough, question: Question, place: Term) -> Iterator[Block]:
    """f'(place) as a decimal number, or why there is none.

    A place that is no plain number, such as pi/4, is put in place of the variable as it is written.
    """
    left = primed(called(walk, question), question.order, place)
    end = unfold(walk.context.written_out(walk.end), walk.context)
    value = substitute(end, {question.context.variable: place})
    missing = sorted(str(each.value) for each in value.free)
    if missing:
        yield Note("remark", (left, f" needs a value for {listed(missing)}: --where '{missing[0]}=1'"))
        return
    try:
        number = evaluate(value, {}, BITS)
    except Outside:
        yield Note("remark", ("At ", question.context.variable, " = ", place, " the derivative is not a real number."))
        return
    yield Note("result", (left, f" {sign(number)} {decimal(number)}"))


def sign(ball: object) -> str:
    return "=" if exact(ball) is not None and len(decimal(ball)) <= DIGITS + 2 else "≈"


def exact(ball: object) -> Fraction | None:
    """The number itself, where the ball is a single short number."""
    if not ball.is_exact():  # type: ignore[attr-defined]
        return None
    mantissa, exponent = ball.man_exp()  # type: ignore[attr-defined]
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def decimal(ball: object) -> str:
    """Ten digits of a ball, without the digits that only fill up."""
    number = exact(ball)
    if number is not None and number.denominator == 1 and abs(number) < 10**15:
        return str(number.numerator)
    return str(ball.str(DIGITS, radius=False)).rstrip()  # type: ignore[attr-defined]
