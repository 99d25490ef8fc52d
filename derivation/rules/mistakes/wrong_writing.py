"""How slips of the pen rewrite what was right: a sign, a number, an exponent, a factor or a summand."""

from __future__ import annotations

from collections.abc import Iterator

from derivation.context import Context
from derivation.rule import Match
from derivation.rules.mistakes.parts import exchanged, factors_of, opposite, without
from derivation.term import ONE, TWO, ZERO, E, Term, add, divide, function, integer, multiply, negate, number_of, power, rational

Matches = Iterator[Match]


def sign_lost(term: Term, context: Context) -> Matches:
    if term.op == "negation":
        yield Match(term.args[0], {"a": term.args[0]})
    if term.op == "sum":
        for k, each in enumerate(term.args):
            yield Match(add(*exchanged(term.args, k, opposite(each))), {"a": each})


def sign_gained(term: Term, context: Context) -> Matches:
    if term.op in ("symbol", "integer", "function", "power", "product", "quotient") and term is not ZERO:
        yield Match(negate(term), {"a": term})


def difference_turned_round(term: Term, context: Context) -> Matches:
    """(a - b)/c = (b - a)/c."""
    if term.op == "quotient":
        for k, part in enumerate(term.args):
            if part.op == "sum" and len(part.args) == 2 and sum(each.op == "negation" for each in part.args) == 1:
                turned = add(opposite(part.args[1]), opposite(part.args[0]))
                yield Match(divide(*exchanged(term.args, k, turned)), {"a": part})


def exponent_changed(term: Term, context: Context) -> Matches:
    if term.op == "power":
        number = number_of(term.args[1])
        if number is not None:
            for change in (-1, 1):
                if number + change not in (0, 1):
                    yield Match(power(term.args[0], rational(number + change)), {"a": term.args[0]})


def exponent_lost(term: Term, context: Context) -> Matches:
    if term.op == "power" and term.args[1] is not TWO and term.args[1].op == "integer":
        yield Match(term.args[0], {"a": term.args[0]})


def square_lost(term: Term, context: Context) -> Matches:
    if term.op == "power" and term.args[1] is TWO:
        yield Match(term.args[0], {"a": term.args[0]})


def power_of_denominator(term: Term, context: Context) -> Matches:
    if term.op == "quotient" and term.args[1].op == "power":
        above, below = term.args
        number = number_of(below.args[1])
        if number is not None:
            yield Match(divide(above, below.args[0]), {"a": below.args[0]})
            yield Match(divide(above, power(below.args[0], rational(number + 1))), {"a": below.args[0]})


def exponent_sign_lost(term: Term, context: Context) -> Matches:
    if term.op == "power" and term.args[1].op in ("integer", "symbol", "product", "quotient"):
        yield Match(power(term.args[0], negate(term.args[1])), {"a": term.args[0]})


def factor_dropped(term: Term, context: Context) -> Matches:
    if term.op == "product":
        for k, each in enumerate(term.args):
            if each is not ONE:
                yield Match(multiply(*without(term.args, k)), {"a": each})
    if term.op == "quotient" and term.args[1].op != "sum":
        yield Match(term.args[0], {"a": divide(ONE, term.args[1])})
    if term.op == "quotient" and term.args[0] is not ONE and term.args[0].op != "sum":
        yield Match(divide(ONE, term.args[1]), {"a": term.args[0]})


def factor_of_fraction_dropped(term: Term, context: Context) -> Matches:
    if term.op == "quotient" and term.args[0].op == "product":
        for k, each in enumerate(term.args[0].args):
            yield Match(divide(multiply(*without(term.args[0].args, k)), term.args[1]), {"a": each})


def factor_doubled(term: Term, context: Context) -> Matches:
    if term.op == "product":
        for each in term.args:
            if number_of(each) is None:
                yield Match(multiply(*term.args, each), {"a": each})


def summand_dropped(term: Term, context: Context) -> Matches:
    if term.op == "sum":
        for k, each in enumerate(term.args):
            if each is not ZERO:
                yield Match(add(*without(term.args, k)), {"a": each})


def summand_times_instead_of_plus(term: Term, context: Context) -> Matches:
    if term.op == "sum" and len(term.args) == 2 and term.args[1].op != "negation":
        yield Match(multiply(*term.args), {})


def number_slipped(term: Term, context: Context) -> Matches:
    if term.op == "integer" and term is not ZERO:
        value = int(str(term.value))
        yield Match(integer(value + 1), {"a": term})
        if value > 1:
            yield Match(integer(value - 1), {"a": term})


def sum_of_numbers_slipped(term: Term, context: Context) -> Matches:
    """Two numbers added or multiplied wrongly."""
    numbers = [each for each in term.args if number_of(each) is not None] if term.op in ("sum", "product") else []
    if len(numbers) == 2 == len(term.args):
        first, second = (number_of(each) or 0 for each in numbers)
        right = first + second if term.op == "sum" else first * second
        for wrong in dict.fromkeys((right + 1, right - 1, first + second, first * second)):
            if wrong != right:
                yield Match(rational(wrong), {})


def like_terms_multiplied(term: Term, context: Context) -> Matches:
    """a + a = a^2."""
    if term.op == "sum" and len(term.args) == 2 and term.args[0] is term.args[1]:
        yield Match(power(term.args[0], TWO), {"a": term.args[0]})


def like_factors_added(term: Term, context: Context) -> Matches:
    """a*a = 2*a."""
    if term.op == "product" and len(term.args) == 2 and term.args[0] is term.args[1]:
        yield Match(multiply(TWO, term.args[0]), {"a": term.args[0]})


def digits_swapped(term: Term, context: Context) -> Matches:
    if term.op == "integer" and len(set(str(term.value))) > 1:
        yield Match(integer(int(str(term.value)[::-1])), {"a": term})


_LOOK_ALIKES = {
    "sin": ("cos", "sinh"),
    "cos": ("sin", "cosh"),
    "tan": ("tanh", "cot"),
    "sinh": ("cosh", "sin"),
    "cosh": ("sinh", "cos"),
    "tanh": ("tan",),
    "sec": ("csc", "sech"),
    "csc": ("sec",),
    "cot": ("tan",),
    "asin": ("acos",),
    "atan": ("acot",),
    "sigma": ("tanh",),
}


def function_miscopied(term: Term, context: Context) -> Matches:
    if term.op == "function":
        for other in _LOOK_ALIKES.get(str(term.value), ()):
            yield Match(function(other, *term.args), {"f": term})


def letter_miscopied(term: Term, context: Context) -> Matches:
    """The variable and a parameter exchanged."""
    if term is context.variable:
        for other in context.parameters:
            yield Match(other, {"a": term})
    elif term in context.parameters:
        yield Match(context.variable, {"a": term})


def exponential_for_base(term: Term, context: Context) -> Matches:
    """e^u copied as e*u."""
    if term.op == "power" and term.args[0] is E:
        yield Match(multiply(E, term.args[1]), {"u": term.args[1]})


def argument_changed(term: Term, context: Context) -> Matches:
    """f(a*x) copied as f(x)."""
    if (
        term.op == "function"
        and len(term.args) == 1
        and context.variable in term.args[0].free
        and term.args[0] is not context.variable
    ):
        yield Match(function(str(term.value), context.variable), {"u": term.args[0]})
    if term.op == "power" and term.args[0] is E and term.args[1].op in ("product", "quotient") and context.variable in term.free:
        yield Match(power(E, context.variable), {"u": term.args[1]})


def denominator_dropped_in_sum(term: Term, context: Context) -> Matches:
    """a/c + b/c = a + b/c."""
    if term.op == "sum":
        for k, each in enumerate(term.args):
            inner = each.args[0] if each.op == "negation" else each
            if inner.op == "quotient":
                kept = negate(inner.args[0]) if each.op == "negation" else inner.args[0]
                yield Match(add(*exchanged(term.args, k, kept)), {"c": inner.args[1]})


def sign_of_factor_lost(term: Term, context: Context) -> Matches:
    """(-a)*b = a*b."""
    if term.op == "product":
        for k, each in enumerate(factors_of(term)):
            if each.op == "negation":
                yield Match(multiply(*exchanged(term.args, k, each.args[0])), {"a": each.args[0]})
