"""The value of a derivative at a point."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from derivation.document import Block, Note
from derivation.equality import Outside, evaluate
from derivation.functions import unfold
from derivation.present.question import Question, listed
from derivation.present.walkthrough import called
from derivation.term import DecimalFraction, Term, primed, rational, substitute
from derivation.term.decimals import MOST_DIGITS
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
    there = ("At ", question.context.variable, " = ", place)
    try:
        number = evaluate(value, {}, BITS)
    except Outside:
        yield Note("remark", (*there, " the derivative is not a real number."))
        return
    if not _has_a_value(walk, place):
        yield Note("remark", (*there, " the function is not a real number, so it has no derivative there."))
        return
    yield Note("result", (left, f" {sign(number)} ", number_term(decimal(number))))


def _has_a_value(walk: Walkthrough, place: Term) -> bool:
    """Whether the function has a value there: 1/x has one at -1, but ln(x), of which it is the derivative, has none."""
    if walk.function is None:
        return True
    body = unfold(walk.context.written_out(walk.function), walk.context)
    try:
        evaluate(substitute(body, {walk.context.variable: place}), {}, BITS)
    except Outside:
        return False
    return True


def sign(ball: object) -> str:
    number = exact(ball)
    return "=" if number is not None and Fraction(decimal(ball)) == number else "≈"


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
    digits = str(ball.str(DIGITS, radius=False)).rstrip()  # type: ignore[attr-defined]
    return digits.rstrip("0") if number is not None and Fraction(digits) == number and "e" not in digits else digits


def number_term(digits: str) -> Term | str:
    """The digits as a term, so that a minus sign looks like one; powers of ten and long decimals stay as they are."""
    if "e" in digits or len(digits.rpartition(".")[2]) > MOST_DIGITS:
        return digits
    return rational(DecimalFraction(digits))
