"""How the rules of differentiation rewrite one derivative still to be done.

Each function takes such a derivative and yields what it becomes, or nothing where the rule does not apply.  What is left
to be done stands in the result as derivatives of the parts.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivation import functions
from derivation.context import Context
from derivation.rule import Match
from derivation.rules.algebra_factors import factor_difference_of_squares
from derivation.rules.shape import collected, opposite
from derivation.term import (
    MINUS_ONE,
    ONE,
    TWO,
    ZERO,
    E,
    Term,
    add,
    derivative,
    divide,
    function,
    multiply,
    negate,
    number_of,
    postorder,
    power,
    primed,
    rational,
    replace,
)

GROUPED_FACTORS = 3
"""Products of more factors than this are first split into two groups."""


def _is_power_of_variable(body: Term, context: Context) -> bool:
    return body.op == "power" and body.args[0] is context.variable and not context.depends(body.args[1])


def _exponent_minus_one(exponent: Term) -> Term:
    """n - 1, worked out where n is a number or a sum with one: a - 1 is lowered to a - 2."""
    if (number := number_of(exponent)) is not None:
        return rational(number - 1)
    parts = exponent.args if exponent.op == "sum" else (exponent,)
    if exponent.op == "negation" and exponent.args[0].op == "sum":
        parts = tuple(map(opposite, exponent.args[0].args))
    return collected((*parts, MINUS_ONE)) if any(number_of(each) is not None for each in parts) else add(*parts, MINUS_ONE)


def _reduced_power(base: Term, exponent: Term) -> Term:
    """n·base^(n-1) with its sign in front; a factor 1 and an exponent 1 or 0 are not written."""
    if exponent.op == "negation":
        lowered = power(base, _exponent_minus_one(exponent))
        return negate(lowered if exponent.args[0] is ONE else multiply(exponent.args[0], lowered))
    reduced = _exponent_minus_one(exponent)
    if reduced is ZERO:
        return exponent
    return multiply(exponent, base if reduced is ONE else power(base, reduced))


def _times(outer: Term, rate: Term) -> Term:
    """The outer derivative times the rate of the inner function, with a minus sign in front of both."""
    if outer.op == "negation":
        return negate(_times(outer.args[0], rate))
    return rate if outer is ONE else multiply(*(outer.args if outer.op == "product" else (outer,)), rate)


# ------------------------------------------------------------------------------------------------------ single rules


def constant_rule(term: Term, context: Context) -> Iterator[Match]:
    if not context.depends(term.args[0]):
        yield Match(ZERO, {"c": term.args[0]})


def derivative_of_variable(term: Term, context: Context) -> Iterator[Match]:
    if term.args[0] is context.variable:
        yield Match(ONE, {"x": term.args[0]})


def power_rule(term: Term, context: Context) -> Iterator[Match]:
    body = term.args[0]
    if _is_power_of_variable(body, context):
        yield Match(_reduced_power(*body.args), {"x": body.args[0], "n": body.args[1]})


def sum_rule(term: Term, context: Context) -> Iterator[Match]:
    body, variable = term.args
    if body.op == "sum":
        parts = (
            negate(derivative(each.args[0], variable)) if each.op == "negation" else derivative(each, variable)
            for each in body.args
        )
        yield Match(add(*parts))


def constant_factor_rule(term: Term, context: Context) -> Iterator[Match]:
    body, variable = term.args
    if body.op == "negation":
        yield Match(negate(derivative(body.args[0], variable)), {"c": MINUS_ONE, "u": body.args[0]})
    elif body.op == "quotient" and not context.depends(body.args[1]):
        yield Match(divide(derivative(body.args[0], variable), body.args[1]), {"c": divide(ONE, body.args[1]), "u": body.args[0]})
    elif body.op == "product":
        fixed = [each for each in body.args if not context.depends(each)]
        moving = [each for each in body.args if context.depends(each)]
        if fixed and moving:
            inner = multiply(*moving)
            yield Match(multiply(*fixed, derivative(inner, variable)), {"c": multiply(*fixed), "u": inner})
    elif body.op == "quotient":
        yield from _constants_of_fraction(body, variable, context)


def _constants_of_fraction(body: Term, variable: Term, context: Context) -> Iterator[Match]:
    """The constant factors above and below the line of a fraction, or its minus sign, taken out in front."""
    above, below = body.args
    if above.op == "negation":
        inner = divide(above.args[0], below)
        yield Match(negate(derivative(inner, variable)), {"c": MINUS_ONE, "u": inner})
        return
    (over, upper), (under, lower) = (_constants_apart(each, context) for each in body.args)
    over = [each for each in over if each is not ONE] if upper else over
    if not under and not (over and upper):
        return
    inner = divide(multiply(*(upper or over)), multiply(*lower))
    rate = derivative(inner, variable)
    if not upper:
        over = []
    if not under:
        yield Match(multiply(*over, rate), {"c": multiply(*over), "u": inner})
    elif not over:
        yield Match(divide(rate, multiply(*under)), {"c": divide(ONE, multiply(*under)), "u": inner})
    else:
        factor = divide(multiply(*over), multiply(*under))
        yield Match(multiply(factor, rate), {"c": factor, "u": inner})


def _constants_apart(term: Term, context: Context) -> tuple[list[Term], list[Term]]:
    """The factors that do not depend on the variable, and the others."""
    parts = term.args if term.op == "product" else (term,)
    return [each for each in parts if not context.depends(each)], [each for each in parts if context.depends(each)]


def fraction_as_power(term: Term, context: Context) -> Iterator[Match]:
    body, variable = term.args
    if body.op == "quotient" and context.depends(body.args[1]):
        above, below = body.args
        if above.op == "product" and ONE in above.args:
            above = multiply(*(each for each in above.args if each is not ONE))
        inverse = _negative_power(below)
        yield Match(derivative(inverse if above is ONE else multiply(above, inverse), variable), {"u": below, "v": inverse})


def _negative_power(below: Term) -> Term:
    """1/below as a power; 1/x^2 becomes x^(-2)."""
    if below.op == "power" and below.args[0] is not E and (number_of(below.args[1]) or 1) > 0:
        return power(below.args[0], negate(below.args[1]))
    if below.op == "power" and below.args[0] is E:
        exponent_term = below.args[1]
        return power(E, exponent_term.args[0] if exponent_term.op == "negation" else negate(exponent_term))
    return power(below, MINUS_ONE)


def group_factors(term: Term, context: Context) -> Iterator[Match]:
    body, variable = term.args
    if body.op == "product" and len(body.args) > GROUPED_FACTORS:
        middle = len(body.args) // 2
        yield Match(derivative(multiply(multiply(*body.args[:middle]), multiply(*body.args[middle:])), variable))


def product_rule(term: Term, context: Context) -> Iterator[Match]:
    body, variable = term.args
    if body.op == "product":
        factors = body.args
        parts = [multiply(*factors[:k], derivative(each, variable), *factors[k + 1 :]) for k, each in enumerate(factors)]
        yield Match(add(*parts), {"u": factors[0], "v": multiply(*factors[1:])})


def quotient_rule(term: Term, context: Context) -> Iterator[Match]:
    body, variable = term.args
    if body.op == "quotient":
        above, below = body.args
        numerator = add(multiply(derivative(above, variable), below), negate(multiply(above, derivative(below, variable))))
        yield Match(divide(numerator, power(below, TWO)), {"u": above, "v": below})


def exponential_rule(term: Term, context: Context) -> Iterator[Match]:
    body = term.args[0]
    if body.op == "power" and body.args[1] is context.variable and not context.depends(body.args[0]):
        base = body.args[0]
        yield Match(body if base is E else multiply(body, function("ln", base)), {"a": base})


def logarithm_of_absolute_value(term: Term, context: Context) -> Iterator[Match]:
    body, variable = term.args
    if body.op == "function" and body.value == "ln" and body.args[0].op == "function" and body.args[0].value == "abs":
        inner = body.args[0].args[0]
        yield Match(divide(ONE if inner is variable else derivative(inner, variable), inner), {"u": inner})


def known_derivative(term: Term, context: Context) -> Iterator[Match]:
    body = term.args[0]
    if (
        body.op == "function"
        and (after := _outer_derivative(body, context)) is not None
        and _only_moving_argument(body, context) is context.variable
    ):
        yield Match(after, {"f": body})
        if (apart := _roots_apart(after)) is not after:
            yield Match(apart, {"f": body})


def _roots_apart(fact: Term) -> Term:
    """A fact with sqrt(a^2 - b^2) spelt sqrt(a - b)*sqrt(a + b), as functions do that are written with these roots."""
    changes: dict[Term, Term] = {}
    for node in postorder(fact):
        if node.op == "function" and node.value == "sqrt":
            match = next(factor_difference_of_squares(node.args[0], Context()), None)
            if match is not None:
                changes[node] = multiply(*(function("sqrt", each) for each in reversed(match.after.args)))
    return replace(fact, changes) if changes else fact


def _only_moving_argument(body: Term, context: Context) -> Term | None:
    moving = [each for each in body.args if context.depends(each)]
    return moving[0] if len(moving) == 1 else None


def _outer_derivative(body: Term, context: Context) -> Term | None:
    """f'(u) for a function of one moving argument u, or None where no derivative is known."""
    inner = _only_moving_argument(body, context)
    if inner is None:
        return None
    name, index = str(body.value), body.args.index(inner)
    if name not in context.definitions and (fact := functions.derivative_fact(name, body.args, index)) is not None:
        return _calculated(fact) if len(body.args) > 1 else fact
    defined = name in context.definitions or functions.find(name) is not None
    return primed(name, 1, inner) if len(body.args) == 1 and not defined else None


def _calculated(fact: Term) -> Term:
    """A fact with the sums of numbers in it worked out: the n - 1 of a third root is 2."""
    sums = [node for node in postorder(fact) if node.op == "sum" and all(number_of(each) is not None for each in node.args)]
    return replace(fact, {node: rational(sum(number_of(each) or 0 for each in node.args)) for node in sums}) if sums else fact


def chain_rule(term: Term, context: Context) -> Iterator[Match]:
    body, variable = term.args
    if body.op == "power" and not context.depends(body.args[1]):
        inner, outer = body.args[0], _reduced_power(*body.args)
    elif body.op == "power" and not context.depends(body.args[0]):
        base, inner = body.args
        outer = body if base is E else multiply(body, function("ln", base))
    elif body.op == "function" and (found := _outer_derivative(body, context)) is not None:
        inner, outer = _only_moving_argument(body, context) or variable, found
    elif body.op == "primed":
        inner = body.args[0]
        outer = _one_prime_more(body)
    else:
        return
    yield Match(_times(outer, derivative(inner, variable)), {"u": inner, "f": outer})
    if body.op == "function" and (apart := _roots_apart(outer)) is not outer:
        yield Match(_times(apart, derivative(inner, variable)), {"u": inner, "f": apart})


def _one_prime_more(body: Term) -> Term:
    assert isinstance(body.value, tuple)
    name, order = body.value
    return primed(name, order + 1, body.args[0])


def use_definition(term: Term, context: Context) -> Iterator[Match]:
    body, variable = term.args
    if body.op == "function" and (formula := functions.definition(body, context)) is not None:
        yield Match(derivative(formula, variable), {"f": body})


def power_as_exponential(term: Term, context: Context) -> Iterator[Match]:
    body, variable = term.args
    if body.op == "power":
        base, exponent = body.args
        yield Match(derivative(power(E, multiply(exponent, function("ln", base))), variable), {"u": base, "v": exponent})


def several_arguments(term: Term, context: Context) -> Iterator[Match]:
    body, variable = term.args
    if body.op != "function" or len(body.args) < 2 or body.value in ("max", "min"):
        return
    parts = []
    for index, each in enumerate(body.args):
        if context.depends(each):
            fact = functions.derivative_fact(str(body.value), body.args, index)
            if fact is None:
                return
            parts.append(_times(fact, derivative(each, variable)))
    yield Match(add(*parts))
