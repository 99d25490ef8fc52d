"""The derivative of order n: a pattern for the functions that have one, proved by induction."""

from __future__ import annotations

from typing import NamedTuple

from derivation.context import Context
from derivation.derive import derive
from derivation.equality import NoDerivative, compare, differentiate
from derivation.rules.induction import NEXT
from derivation.rules.shape import factors, opposite, without_sign
from derivation.search import tidied
from derivation.term import (
    MINUS_ONE,
    ONE,
    PI,
    TWO,
    ZERO,
    E,
    Term,
    add,
    divide,
    fresh_symbol,
    function,
    integer,
    multiply,
    negate,
    number_of,
    power,
    substitute,
    subtract,
)
from derivation.walkthrough import Step, Walkthrough, justify


class Pattern(NamedTuple):
    """The derivative of order n: (-1)^n times `form` where the sign turns each time, otherwise `form`.

    first  the order that it begins with
    last   the order that it ends with, for after a polynomial's own degree its derivatives are 0; None for no end
    """

    form: Term
    turns: bool = False
    first: int = 0
    last: int | None = None


class Nth(NamedTuple):
    """A pattern with its proof.

    order    the symbol n
    formula  the derivative of order n
    pattern  the pattern it comes from
    step     the lines from d/dx of the form to the form for n + 1, or to minus that where the sign turns
    """

    order: Term
    formula: Term
    pattern: Pattern
    step: Walkthrough


def nth_derivative(body: Term, context: Context = Context()) -> Nth | None:
    """The derivative of order n of a function that has a pattern, proved for its first order and from n to n + 1.

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> [text(nth_derivative(read(f).term).formula) for f in ("e^(2*x)", "1/x", "x*e^x")]
    ['2^n*e^(2*x)', '(-1)^n*factorial(n)/x^(n + 1)', '(x + n)*e^x']
    """
    n = fresh_symbol("n", body.free)
    inside = context if n in context.parameters else Context(context.variable, (*context.parameters, n), context.definitions)
    for pattern in _patterns(body, n, inside):
        step = _step(pattern, n, inside)
        if step.proved and _begins(pattern, body, n, inside):
            shown = _with_fraction(pattern.form)
            return Nth(n, _signed_power(n, shown) if pattern.turns else shown, pattern, step)
    return None


def _with_fraction(form: Term) -> Term:
    """x^(-n - 1) as a fraction, as one writes the result."""
    if form.op == "negation":
        return negate(_with_fraction(form.args[0]))
    parts = factors(form)
    below = [each for each in parts if each.op == "power" and each.args[0] is not E and each.args[1].op == "negation"]
    if len(below) != 1:
        return form
    above = [each for each in parts if each is not below[0]]
    return divide(multiply(*above), power(below[0].args[0], below[0].args[1].args[0]))


def _signed_power(n: Term, shown: Term) -> Term:
    """(-1)^n in front; a minus sign goes into it."""
    if shown.op == "negation":
        return _signed_power(subtract(n, ONE), shown.args[0])
    if shown.op == "quotient":
        return divide(multiply(power(MINUS_ONE, n), *factors(shown.args[0])), shown.args[1])
    return multiply(power(MINUS_ONE, n), *factors(shown))


def _begins(pattern: Pattern, body: Term, n: Term, context: Context) -> bool:
    """Whether the pattern is the derivative of its first order."""
    there = substitute(pattern.form, {n: integer(pattern.first)})
    there = negate(there) if pattern.turns and pattern.first % 2 else there
    first = body
    for _ in range(pattern.first):
        first = differentiate(first, context.variable)
    return compare(there, first, context).status == "equal"


def _step(pattern: Pattern, n: Term, context: Context) -> Walkthrough:
    """From n to n + 1: the derivative of the form, worked out, and written as the next form."""
    following = substitute(pattern.form, {n: add(n, ONE)})
    following = tidied(negate(following) if pattern.turns else following)
    walk = derive(pattern.form, context, target="raw")
    if walk.end is following:
        return walk
    proof = justify(walk.end, following, context)
    last = Step(walk.end, following, NEXT.name, NEXT.why, status=proof.status, conditions=proof.conditions)
    return Walkthrough(walk.start, (*walk.steps, last), walk.context, walk.function)


# ------------------------------------------------------------------------------------------------------------- patterns


def _patterns(body: Term, n: Term, context: Context) -> list[Pattern]:
    """The pattern of the moving part, with the constant factors in front."""
    sign, inner = without_sign(body)
    parts = factors(inner)
    if inner.op == "quotient" and context.depends(inner.args[1]):
        above, below = inner.args
        if context.depends(above):
            return []
        moving: Term = power(below, MINUS_ONE) if below.op != "power" else power(below.args[0], negate(below.args[1]))
        fixed = [] if above is ONE else [above]
    elif inner.op == "quotient":
        found = _patterns(inner.args[0], n, context)
        return [each._replace(form=_signed(sign, divide(each.form, inner.args[1]))) for each in found]
    else:
        fixed = [each for each in parts if not context.depends(each)]
        moving = multiply(*(each for each in parts if context.depends(each)))
    found = _of_moving(moving, n, context)
    return [each._replace(form=_signed(sign, _in_front(fixed, each.form))) for each in found]


def _in_front(fixed: list[Term], form: Term) -> Term:
    return negate(_in_front(fixed, form.args[0])) if form.op == "negation" else multiply(*fixed, *factors(form))


def _signed(sign: int, term: Term) -> Term:
    return term if sign > 0 else opposite(term)


def _of_moving(body: Term, n: Term, context: Context) -> list[Pattern]:
    x = context.variable
    if body is x:
        body = power(x, ONE)
    if body.op == "product" and len(body.args) == 2 and body.args[0] in (x, power(x, TWO)):
        return _times_power(body.args[0], body.args[1], n, context)
    if body.op == "power" and body.args[1] is TWO and body.args[0].value in ("sin", "cos"):
        return _square_of_wave(body.args[0], n, context)
    if body.op == "power" and not context.depends(body.args[0]):
        return _exponential(body, n, context)
    if body.op == "power" and not context.depends(body.args[1]):
        return _power(body.args[0], body.args[1], n, context)
    if body.op == "function" and len(body.args) == 1:
        slope = _slope(body.args[0], context)
        return _function(str(body.value), body.args[0], slope, n, context) if slope is not None else []
    return []


def _slope(inner: Term, context: Context) -> Term | None:
    """a of a x + b; None for anything else."""
    try:
        found = tidied(differentiate(inner, context.variable))
    except NoDerivative:
        return None
    return None if context.depends(found) or found is ZERO else found


def _raised(slope: Term, n: Term) -> tuple[list[Term], bool]:
    """a^n as factors, and whether its sign turns: (-2)^n is 2^n with turning signs."""
    sign, size = without_sign(slope)
    return [] if size is ONE else [power(size, n)], sign < 0


def _exponential(body: Term, n: Term, context: Context) -> list[Pattern]:
    slope = _slope(body.args[1], context)
    if slope is None:
        return []
    base = body.args[0]
    logarithm = [] if base is E else [power(function("ln", base), n)]
    raised, turns = _raised(slope, n)
    return [Pattern(multiply(*raised, *logarithm, body), turns)]


def _power(base: Term, exponent: Term, n: Term, context: Context) -> list[Pattern]:
    slope, number = _slope(base, context), number_of(exponent)
    if slope is None:
        return []
    raised, turns = _raised(slope, n)
    if number is not None and number < 0 and number.denominator == 1:
        order = int(-number)
        above = function("factorial", add(n, integer(order - 1)) if order > 1 else n)
        above = divide(above, function("factorial", integer(order - 1))) if order > 2 else above
        return [Pattern(multiply(*raised, above, power(base, negate(add(n, integer(order))))), not turns)]
    last = int(number) if number is not None and number > 0 and number.denominator == 1 else None
    falling = function("falling_factorial", exponent, n)
    return [Pattern(multiply(*raised, falling, power(base, subtract(exponent, n))), turns, last=last)]


def _function(name: str, inner: Term, slope: Term, n: Term, context: Context) -> list[Pattern]:
    raised, turns = _raised(slope, n)
    if name in ("sin", "cos"):
        return [Pattern(multiply(*raised, function(name, add(inner, divide(multiply(n, PI), TWO)))), turns)]
    if name == "ln":
        above = multiply(*raised, function("factorial", subtract(n, ONE)))
        return [Pattern(negate(multiply(above, power(inner, negate(n)))), not turns, first=1)]
    return _power(inner, divide(ONE, TWO), n, context) if name == "sqrt" else []


def _square_of_wave(wave: Term, n: Term, context: Context) -> list[Pattern]:
    """sin(u)^2 = (1 - cos(2u))/2 and cos(u)^2 = (1 + cos(2u))/2, from the first order on."""
    slope = _slope(wave.args[0], context)
    if slope is None:
        return []
    raised, turns = _raised(tidied(multiply(TWO, slope)), n)
    turned = function("cos", add(tidied(multiply(TWO, wave.args[0])), divide(multiply(n, PI), TWO)))
    form = divide(multiply(*raised, turned), TWO)
    return [Pattern(form if wave.value == "cos" else negate(form), turns, first=1)]


def _times_power(factor: Term, other: Term, n: Term, context: Context) -> list[Pattern]:
    """x e^(a x) and x^2 e^(a x)"""
    slope = _slope(other.args[1], context) if other.op == "power" and other.args[0] is E else None
    if slope is None:
        return []
    raised, turns = _raised(slope, n)
    sign, size = without_sign(slope)
    x = context.variable
    rest = n if size is ONE else divide(n, size)
    if factor is not x:
        middle = tidied(divide(multiply(TWO, n, x), size))
        last = tidied(divide(multiply(n, subtract(n, ONE)), tidied(multiply(size, size))))
        whole = add(factor, middle if sign > 0 else negate(middle), last)
    else:
        whole = add(x, rest if sign > 0 else negate(rest))
    return [Pattern(multiply(*raised, whole, other), turns)]
