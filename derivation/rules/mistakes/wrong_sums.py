"""Mistakes with what does not pass through a sum or a bracket, and with cancelling."""

from __future__ import annotations

from derivation.context import Context
from derivation.rule import Match
from derivation.rules.mistakes.parts import Matches, exchanged, factors_of, opposite, without
from derivation.term import (
    ONE,
    TWO,
    ZERO,
    Term,
    add,
    divide,
    function,
    multiply,
    negate,
    number_of,
    power,
    rebuild,
)


def power_over_sum(term: Term, context: Context) -> Matches:
    if term.op == "power" and term.args[0].op == "sum" and term.args[1] is not ONE:
        base, exponent = term.args
        if term.args[1].op != "negation":
            yield Match(add(*(_signed_power(each, exponent) for each in base.args)), {"n": exponent})
            yield Match(add(*(power(each, exponent) for each in base.args)), {"n": exponent})


def _signed_power(summand: Term, exponent: Term) -> Term:
    """b^n, and -b^n for the summand -b, as the slip writes it."""
    return negate(power(summand.args[0], exponent)) if summand.op == "negation" else power(summand, exponent)


def middle_without_two(term: Term, context: Context) -> Matches:
    if term.op == "power" and term.args[0].op == "sum" and term.args[1] is TWO and len(term.args[0].args) == 2:
        a, b = term.args[0].args
        middle = negate(multiply(a, b.args[0])) if b.op == "negation" else multiply(a, b)
        yield Match(add(power(a, TWO), middle, power(b.args[0] if b.op == "negation" else b, TWO)), {"a": a, "b": b})


def power_over_product(term: Term, context: Context) -> Matches:
    if term.op == "power" and term.args[0].op == "product":
        parts = term.args[0].args
        yield Match(multiply(*parts[:-1], power(parts[-1], term.args[1])), {"n": term.args[1]})


def power_over_quotient(term: Term, context: Context) -> Matches:
    if term.op == "power" and term.args[0].op == "quotient":
        above, below = term.args[0].args
        if above is not ONE:
            yield Match(divide(power(above, term.args[1]), below), {"n": term.args[1]})
        yield (
            Match(divide(above, power(below, term.args[1])), {"n": term.args[1]})
            if above is not ONE
            else Match(divide(above, below), {"n": term.args[1]})
        )


def root_over_sum(term: Term, context: Context) -> Matches:
    if term.op == "function" and term.value == "sqrt" and term.args[0].op == "sum":
        yield Match(add(*(_root(each) for each in term.args[0].args)), {})


def _root(summand: Term) -> Term:
    if summand.op == "negation":
        return negate(_root(summand.args[0]))
    if summand.op == "power" and summand.args[1] is TWO:
        return summand.args[0]
    return summand if summand is ONE else function("sqrt", summand)


def log_over_sum(term: Term, context: Context) -> Matches:
    if term.op == "function" and term.value == "ln" and term.args[0].op == "sum":
        yield Match(add(*(_log(each) for each in term.args[0].args)), {})


def _log(summand: Term) -> Term:
    return negate(function("ln", summand.args[0])) if summand.op == "negation" else function("ln", summand)


def log_of_sum_as_product(term: Term, context: Context) -> Matches:
    if term.op == "function" and term.value == "ln" and term.args[0].op == "sum":
        yield Match(multiply(*(function("ln", each) for each in term.args[0].args)), {})


def log_of_product_as_product(term: Term, context: Context) -> Matches:
    if term.op == "function" and term.value == "ln" and term.args[0].op == "product":
        yield Match(multiply(*(function("ln", each) for each in term.args[0].args)), {})


def log_of_quotient(term: Term, context: Context) -> Matches:
    if term.op == "function" and term.value == "ln" and term.args[0].op == "quotient":
        above, below = term.args[0].args
        yield Match(divide(function("ln", above), function("ln", below)), {})


def log_of_power(term: Term, context: Context) -> Matches:
    if term.op == "function" and term.value == "ln" and term.args[0].op == "power":
        base, exponent = term.args[0].args
        yield Match(power(function("ln", base), exponent), {"n": exponent})


_LINEAR = frozenset(["sin", "cos", "tan", "sinh", "cosh", "tanh", "sigma", "atan", "erf"])


def function_over_sum(term: Term, context: Context) -> Matches:
    if term.op == "function" and term.value in _LINEAR and term.args[0].op == "sum":
        name = str(term.value)
        parts = (
            negate(function(name, each.args[0])) if each.op == "negation" else function(name, each) for each in term.args[0].args
        )
        yield Match(add(*parts), {"f": term})


def factor_out_of_function(term: Term, context: Context) -> Matches:
    if term.op == "function" and term.value in _LINEAR and term.args[0].op == "product":
        first, *rest = term.args[0].args
        if number_of(first) is not None:
            yield Match(multiply(first, function(str(term.value), multiply(*rest))), {"f": term, "n": first})


def reciprocal_of_sum(term: Term, context: Context) -> Matches:
    if term.op == "quotient" and term.args[1].op == "sum":
        above, below = term.args
        yield Match(add(*(_share(above, each) for each in below.args)), {"a": above})


def _share(above: Term, part: Term) -> Term:
    return negate(divide(above, part.args[0])) if part.op == "negation" else divide(above, part)


def sum_over_one_part(term: Term, context: Context) -> Matches:
    """(a + b)/c = a/c + b."""
    if term.op == "quotient" and term.args[0].op == "sum":
        above, below = term.args
        for k, each in enumerate(above.args):
            yield Match(add(*exchanged(above.args, k, divide(each, below))), {"c": below})


def fractions_added_across(term: Term, context: Context) -> Matches:
    """a/b + c/d = (a + c)/(b + d)."""
    if term.op == "sum" and len(term.args) == 2 and all(each.op == "quotient" for each in term.args):
        (a, b), (c, d) = (each.args for each in term.args)
        yield Match(divide(add(a, c), add(b, d)), {})
        yield Match(divide(add(a, c), multiply(b, d)), {}) if b is not d else Match(divide(add(a, c), power(b, TWO)), {})


def bracket_after_minus(term: Term, context: Context) -> Matches:
    if term.op == "negation" and term.args[0].op == "sum":
        first, *rest = term.args[0].args
        yield Match(add(negate(first), *rest), {})


def bracket_in_difference(term: Term, context: Context) -> Matches:
    if term.op == "sum":
        for k, each in enumerate(term.args):
            if each.op == "negation" and each.args[0].op == "sum":
                first, *rest = each.args[0].args
                yield Match(add(*term.args[:k], opposite(first), *rest, *term.args[k + 1 :]), {})


def half_distributed(term: Term, context: Context) -> Matches:
    if term.op == "product":
        for k, each in enumerate(term.args):
            if each.op == "sum":
                others = without(term.args, k)
                first, *rest = each.args
                yield Match(add(multiply(*others, first), *rest), {"a": multiply(*others)})


def bracket_lost(term: Term, context: Context) -> Matches:
    """a*(b + c)*d = a*b + c*d."""
    if term.op == "product":
        for k, each in enumerate(term.args):
            if each.op == "sum":
                before, after = term.args[:k], term.args[k + 1 :]
                first, *middle, last = each.args
                end = negate(multiply(last.args[0], *after)) if last.op == "negation" else multiply(last, *after)
                yield Match(add(multiply(*before, first), *middle, end), {"a": each})


def bracket_of_derivative_lost(term: Term, context: Context) -> Matches:
    """d/dx(u + v) = d/dx(u) + v."""
    if term.op == "derivative" and term.args[0].op == "sum":
        first, *rest = term.args[0].args
        yield Match(add(rebuild(term, (first, term.args[1])), *rest), {"u": term.args[0]})


def bracket_of_function_lost(term: Term, context: Context) -> Matches:
    """sin(u + v) = sin(u) + v."""
    if term.op == "function" and len(term.args) == 1 and term.args[0].op == "sum":
        first, *rest = term.args[0].args
        yield Match(add(function(str(term.value), first), *rest), {"f": term})


def bracket_of_power_lost(term: Term, context: Context) -> Matches:
    """(a*b)^n = a*b^n with a sum: (a + b)^n = a + b^n."""
    if term.op == "power" and term.args[0].op == "sum":
        *rest, last = term.args[0].args
        end = negate(power(last.args[0], term.args[1])) if last.op == "negation" else power(last, term.args[1])
        yield Match(add(*rest, end), {"n": term.args[1]})


def bracket_of_exponent_lost(term: Term, context: Context) -> Matches:
    """a^(b + c) = a^b + c."""
    if term.op == "power" and term.args[1].op == "sum":
        first, *rest = term.args[1].args
        yield Match(add(power(term.args[0], first), *rest), {"a": term.args[0]})


def square_of_negative(term: Term, context: Context) -> Matches:
    """(-a)^n = -a^n."""
    if term.op == "power" and term.args[0].op == "negation":
        yield Match(negate(power(term.args[0].args[0], term.args[1])), {"n": term.args[1]})


def cancelled_across_sum(term: Term, context: Context) -> Matches:
    """(a + b)/a = b, (a + b)/(a + c) = b/c, (a*b + c)/a = b + c."""
    if term.op != "quotient":
        return
    above, below = term.args
    if above.op == "sum":
        for k, each in enumerate(above.args):
            yield from _cancel_summand(above, below, k, each)
    if below.op == "sum" and above.op != "sum":
        for k, each in enumerate(below.args):
            if each is above:
                yield Match(divide(ONE, add(*without(below.args, k))), {"a": each})


def _cancel_summand(above: Term, below: Term, k: int, each: Term) -> Matches:
    rest = add(*without(above.args, k))
    if each is below:
        yield Match(rest, {"a": each})
        yield Match(add(*exchanged(above.args, k, ONE)), {"a": each})
    if below in factors_of(each) and each.op == "product":
        kept = multiply(*without(each.args, each.args.index(below)))
        yield Match(add(*exchanged(above.args, k, kept)), {"a": below})
    if below.op == "sum" and each in below.args:
        yield Match(divide(rest, add(*without(below.args, below.args.index(each)))), {"a": each})
    if below.op == "product" and each in below.args:
        yield Match(divide(rest, multiply(*without(below.args, below.args.index(each)))), {"a": each})


def denominator_loses_summand(term: Term, context: Context) -> Matches:
    if term.op == "quotient" and term.args[1].op == "sum":
        for k, each in enumerate(term.args[1].args):
            yield Match(divide(term.args[0], add(*without(term.args[1].args, k))), {"a": each})


def cancelled_to_zero(term: Term, context: Context) -> Matches:
    if term.op == "quotient" and term.args[0] is term.args[1]:
        yield Match(ZERO, {"a": term.args[0]})
