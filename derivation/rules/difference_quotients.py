"""The difference quotient (f(x + h) - f(x))/h and what can be done with it, kind by kind, until h may be put to 0.

Each function takes a limit as h goes to 0 and yields what it becomes, or nothing where its way does not apply.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from derivation import functions
from derivation.context import Context
from derivation.rule import Match
from derivation.rules.algebra_numbers import without_neutral
from derivation.rules.polynomials import is_polynomial
from derivation.term import (
    ONE,
    ZERO,
    Term,
    add,
    derivative,
    divide,
    fresh_symbol,
    function,
    integer,
    limit,
    multiply,
    negate,
    number_of,
    postorder,
    power,
    rational,
    rebuild,
    replace,
    substitute,
)

LARGEST_POWER = 8
"""Powers of functions are taken apart up to this exponent."""

LONG_POWER = 4
"""Powers of sums of letters are taken apart from this exponent on; lower ones are multiplied out."""


def definition(term: Term, context: Context) -> Iterator[Match]:
    """d/dx(f) as the limit of the difference quotient."""
    if term.op == "derivative" and term.value == 1 and not term.args[0].todo:
        body, x = term.args
        h = _step(term)
        yield Match(of_difference_quotient(body, x, h), {"x": x, "h": h})


def _step(term: Term) -> Term:
    """A letter for the small step that the line does not use."""
    return fresh_symbol("h", term.free)


def of_difference_quotient(body: Term, x: Term, h: Term) -> Term:
    """lim_(h->0) (f(x + h) - f(x))/h."""
    return limit(divide(minus(substitute(body, {x: add(x, h)}), body), h), h, ZERO)


def minus(later: Term, now: Term) -> Term:
    """later - now, the brackets of a first sum left out."""
    return add(*(later.args if later.op == "sum" else (later,)), negate(now))


def differentiated(term: Term, context: Context) -> Term | None:
    """The f of a limit of a difference quotient as `definition` writes it; None for any other limit."""
    if term.op != "limit" or term.args[0].op != "quotient" or term.args[0].args[1] is not term.args[1]:
        return None
    above = term.args[0].args[0]
    if above.op != "sum" or above.args[-1].op != "negation":
        return None
    body = above.args[-1].args[0]
    return body if of_difference_quotient(body, context.variable, term.args[1]) is term else None


def taken_apart(term: Term, context: Context) -> tuple[Term, Term, Term, Term] | None:
    """f(x), f(x + h), x and h of the limit of a difference quotient."""
    body = differentiated(term, context)
    if body is None:
        return None
    x, h = context.variable, term.args[1]
    return body, substitute(body, {x: add(x, h)}), x, h


# ------------------------------------------------------------------------------------------- any function in such parts


def constant(term: Term, context: Context) -> Iterator[Match]:
    body = differentiated(term, context)
    if body is not None and not context.depends(body):
        yield Match(ZERO, {"c": body})


def sum_of_limits(term: Term, context: Context) -> Iterator[Match]:
    """Each summand with a limit of its own; polynomials stay together."""
    body = differentiated(term, context)
    if body is not None and body.op == "sum" and not is_polynomial(body):
        x, h = context.variable, term.args[1]
        yield Match(
            add(
                *(
                    negate(of_difference_quotient(each.args[0], x, h))
                    if each.op == "negation"
                    else of_difference_quotient(each, x, h)
                    for each in body.args
                )
            ),
            {},
        )


def constant_factor(term: Term, context: Context) -> Iterator[Match]:
    body = differentiated(term, context)
    if body is None or is_polynomial(body):
        return
    x, h = context.variable, term.args[1]
    if body.op == "negation":
        yield Match(negate(of_difference_quotient(body.args[0], x, h)), {"c": negate(ONE)})
    elif body.op == "quotient" and not context.depends(body.args[1]):
        yield Match(divide(of_difference_quotient(body.args[0], x, h), body.args[1]), {"c": divide(ONE, body.args[1])})
    elif body.op == "product":
        fixed = [each for each in body.args if not context.depends(each)]
        moving = multiply(*(each for each in body.args if context.depends(each)))
        if fixed:
            yield Match(multiply(*fixed, of_difference_quotient(moving, x, h)), {"c": multiply(*fixed)})


def product_in_two_steps(term: Term, context: Context) -> Iterator[Match]:
    """u(x+h)v(x+h) - u(x)v(x) = u(x+h)(v(x+h) - v(x)) + (u(x+h) - u(x))v(x), over h."""
    found = taken_apart(term, context)
    if found is None or found[0].op != "product" or is_polynomial(found[0]):
        return
    body, _, x, h = found
    u, v = body.args[0], multiply(*body.args[1:])
    moved, further = (substitute(each, {x: add(x, h)}) for each in (u, v))
    first = multiply(moved, divide(minus(further, v), h))
    second = multiply(divide(minus(moved, u), h), v)
    yield Match(limit(add(first, second), h, ZERO), {"u": u, "v": v})


def limits_of_product(term: Term, context: Context) -> Iterator[Match]:
    """The two limits that a product in two steps leaves."""
    if term.op != "limit" or term.args[0].op != "sum" or len(term.args[0].args) != 2:
        return
    h = term.args[1]
    first, second = term.args[0].args
    if first.op != "product" or second.op != "product" or len(first.args) != 2 or len(second.args) != 2:
        return
    ratios = [limit(each, h, ZERO) for each in (first.args[1], second.args[0])]
    if any(differentiated(each, context) is None for each in ratios):
        return
    at_zero = substitute(first.args[0], {h: ZERO})
    yield Match(add(multiply(settled(at_zero), ratios[0]), multiply(ratios[1], second.args[1])), {"u": first.args[0]})


def quotient_in_two_steps(term: Term, context: Context) -> Iterator[Match]:
    """u/v at x + h less u/v at x, over h, by the difference quotients of u and of v."""
    found = taken_apart(term, context)
    if found is None or found[0].op != "quotient" or not context.depends(found[0].args[1]):
        return
    body, moved, _, h = found
    (u, v), (later_u, later_v) = body.args, moved.args
    below = divide(minus(later_v, v), h)
    if context.depends(u):
        above = add(multiply(divide(minus(later_u, u), h), v), negate(multiply(u, below)))
    else:
        above = negate(below if u is ONE else multiply(u, below))
    yield Match(limit(divide(above, multiply(later_v, v)), h, ZERO), {"u": u, "v": v})


def limits_of_quotient(term: Term, context: Context) -> Iterator[Match]:
    """The limits that a quotient in two steps leaves."""
    if term.op != "limit" or term.args[0].op != "quotient":
        return
    (above, below), h = term.args[0].args, term.args[1]
    ratios = {
        node: limit(node, h, ZERO)
        for each in (above.args if above.op == "sum" else (above,))
        for node in _parts_of_product(each)
        if differentiated(limit(node, h, ZERO), context) is not None
    }
    if ratios and h not in replace(above, dict.fromkeys(ratios, ONE)).free:
        yield Match(divide(replace(above, ratios), settled(substitute(below, {h: ZERO}))), {"h": h})


def _parts_of_product(term: Term) -> tuple[Term, ...]:
    inner = term.args[0] if term.op == "negation" else term
    return inner.args if inner.op == "product" else (inner,)


def power_in_two_steps(term: Term, context: Context) -> Iterator[Match]:
    """a^n - b^n = (a - b)*(a^(n-1) + ... + b^(n-1)), over h."""
    found = taken_apart(term, context)
    if found is None or found[0].op != "power":
        return
    body, moved, _, h = found
    exponent = number_of(body.args[1])
    if exponent is None or exponent.denominator != 1 or not 2 <= exponent <= LARGEST_POWER:
        return
    if is_polynomial(body) and (body.args[0].op != "sum" or exponent < LONG_POWER):
        return
    (now, later), n = (body.args[0], moved.args[0]), int(exponent)
    parts = powers_of_two(later, now, n - 1)
    yield Match(limit(multiply(divide(minus(later, now), h), add(*parts)), h, ZERO), {"u": now})


def powers_of_two(a: Term, b: Term, degree: int) -> list[Term]:
    """a^n, a^(n-1)*b, ..., b^n, the summands by which a - b is multiplied to become a^(n+1) - b^(n+1).

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> [text(each) for each in powers_of_two(read("a").term, read("b").term, 2)]
    ['a^2', 'a*b', 'b^2']
    """
    return [multiply(*_power(a, degree - k), *_power(b, k)) for k in range(degree + 1)]


def _power(base: Term, exponent: int) -> list[Term]:
    return [] if exponent == 0 else [base if exponent == 1 else power(base, integer(exponent))]


def limits_of_factors(term: Term, context: Context) -> Iterator[Match]:
    """A difference quotient keeps its limit; in the other factor h is put to 0."""
    if term.op == "limit" and term.args[0].op == "product" and len(term.args[0].args) == 2:
        (ratio, other), h = term.args[0].args, term.args[1]
        inner = limit(ratio, h, ZERO)
        if differentiated(inner, context) is not None:
            yield Match(multiply(inner, settled(substitute(other, {h: ZERO}))), {"h": h})


# --------------------------------------------------------------------------------------------------- before and after


def settled(term: Term) -> Term:
    """The term without what 0 and 1 leave: summands 0, products with 0, factors 1."""
    done: dict[Term, Term] = {}
    for node in postorder(term):
        here = rebuild(node, tuple(done[arg] for arg in node.args)) if node.args else node
        while (after := without_neutral(here)) is not here:
            here = after
        done[node] = ZERO if here.op == "power" and here.args[0] is ZERO else here
    return done[term]


def fraction_first(term: Term, context: Context) -> Iterator[Match]:
    """x^(-n) as 1/x^n, x^(n/2) as a root and x^(n/3) as a power of x^(1/3), before the definition is used."""
    if term.op != "derivative":
        return
    body, x = term.args
    if body.op == "power" and context.depends(body.args[0]) and (exponent := number_of(body.args[1])) is not None:
        base = body.args[0]
        if exponent < 0 and body.args[1].op == "negation":
            positive = body.args[1].args[0]
            yield Match(derivative(divide(ONE, base if positive is ONE else power(base, positive)), x), {"u": base})
        elif exponent.denominator == 2 and 0 < exponent.numerator <= LARGEST_POWER:
            inside = base if exponent.numerator == 1 else power(base, integer(exponent.numerator))
            yield Match(derivative(function("sqrt", inside), x), {"u": base})
        elif exponent.denominator > 1 and 1 < exponent.numerator <= LARGEST_POWER:
            root = power(base, rational(Fraction(1, exponent.denominator)))
            yield Match(derivative(power(root, integer(exponent.numerator)), x), {"u": base})


WITH_A_LIMIT_OF_ITS_OWN = frozenset(("sin", "cos", "ln", "sqrt"))


def written_out(term: Term, context: Context) -> Iterator[Match]:
    """A named function by its formula, where there is no way of its own to its limit."""
    if term.op != "derivative":
        return
    body, x = term.args
    named = [
        node
        for node in postorder(body)
        if node.op == "function" and node.value not in WITH_A_LIMIT_OF_ITS_OWN and context.depends(node)
    ]
    formulas = {node: formula for node in named if (formula := functions.definition(node, context)) is not None}
    if formulas:
        yield Match(derivative(replace(body, formulas), x), {"f": next(iter(formulas))})
