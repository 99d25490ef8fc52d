"""Powers, roots and exponentials."""

from __future__ import annotations

from collections.abc import Iterator

from derivation.context import Context
from derivation.rule import Example, Match, Rule
from derivation.rules.monomials import Monomial, merged
from derivation.rules.shape import coefficient, collected, factors, is_number, key, times
from derivation.term import ONE, E, Term, divide, integer, multiply, number_of, power


def base_and_exponent(term: Term) -> tuple[Term, Term]:
    return (term.args[0], term.args[1]) if term.op == "power" else (term, ONE)


def add_exponents(term: Term, context: Context) -> Iterator[Match]:
    """Factors with one base put together; exponentials all, or only those whose exponents are alike."""
    if term.op != "product":
        return
    all_at_once = _exponents_added(term, alike=False)
    if all_at_once is not None:
        yield all_at_once
        some = _exponents_added(term, alike=True)
        if some is not None and some.after is not all_at_once.after:
            yield some


def _exponents_added(term: Term, alike: bool) -> Match | None:
    places: dict[str | tuple[str, str], int] = {}
    parts: list[Term] = []
    base_found: Term | None = None
    for each in factors(term):
        base, exponent = base_and_exponent(each)
        name = (key(base), key(coefficient(exponent)[1])) if alike and base is E else key(base)
        if is_number(each) or name not in places:
            places.setdefault(name, len(parts))
            parts.append(each)
            continue
        own = parts[places[name]]
        total = collected((base_and_exponent(own)[1], exponent))
        parts[places[name]] = base if total is ONE else power(base, total)
        base_found = base
    return Match(multiply(*parts), {"a": base_found}) if base_found is not None else None


def power_of_power(term: Term, context: Context) -> Iterator[Match]:
    if term.op == "power" and term.args[0].op == "power":
        (base, inner), outer = term.args[0].args, term.args[1]
        number = number_of(outer)
        if number is not None and number.denominator == 1 and base is not E:
            yield Match(power(base, merged(inner, outer)), {"a": base, "m": inner, "n": outer})


def exponential_to_power(term: Term, context: Context) -> Iterator[Match]:
    if term.op == "power" and term.args[0].op == "power" and term.args[0].args[0] is E:
        inner, outer = term.args[0].args[1], term.args[1]
        yield Match(power(E, merged(outer, inner)), {"a": inner, "n": outer})


def power_of_product(term: Term, context: Context) -> Iterator[Match]:
    if term.op != "power" or term.args[0].op not in ("product", "quotient"):
        return
    base, exponent = term.args
    number = number_of(exponent)
    if number is None or number.denominator != 1:
        return
    if base.op == "product":
        yield Match(multiply(*(_raised(each, exponent) for each in factors(base))), {"n": exponent})
    else:
        above, below = base.args
        yield Match(divide(_all_raised(above, exponent), _all_raised(below, exponent)), {"n": exponent})


def _all_raised(term: Term, exponent: Term) -> Term:
    return multiply(*(_raised(each, exponent) for each in factors(term)))


def _raised(factor: Term, exponent: Term) -> Term:
    """A factor to a power; numbers and powers are worked out at once."""
    if factor is ONE:
        return ONE
    if is_number(factor) or factor.op in ("power", "negation") or (factor.op == "function" and factor.value == "sqrt"):
        return power_merged(factor, exponent)
    return power(factor, exponent)


def power_merged(factor: Term, exponent: Term) -> Term:
    result = Monomial()
    result.multiply(factor, exponent)
    return result.term()


def negative_exponent(term: Term, context: Context) -> Iterator[Match]:
    """a^(-n) = 1/a^n; in a product the power goes below the line, but beside a fraction it becomes one of its own."""
    if term.op == "power" and term.args[0] is not E:
        found = _reciprocal(term)
        if found is not None:
            yield Match(divide(ONE, found), {"a": term.args[0]})
    elif term.op == "product":
        below = [found for each in term.args if (found := _reciprocal(each)) is not None]
        above = [each for each in term.args if _reciprocal(each) is None]
        if below and any(each.op == "quotient" and not is_number(each) for each in above):
            fractions = [each if (found := _reciprocal(each)) is None else divide(ONE, found) for each in term.args]
            yield Match(multiply(*fractions), {"a": below[0]})
        elif below:
            numbers = [each for each in above if each.op == "quotient"]
            above = [part for each in above for part in (each.args[:1] if each in numbers else (each,)) if part is not ONE]
            yield Match(divide(multiply(*above), multiply(*(each.args[1] for each in numbers), *below)), {"a": below[0]})


def _reciprocal(term: Term) -> Term | None:
    """a^n for a^(-n), or None."""
    if term.op != "power" or term.args[0] is E:
        return None
    base, exponent = term.args
    number, rest = coefficient(exponent)
    if number >= 0 or exponent.op == "sum":
        return None
    turned = times(-number, rest)
    return base if turned is ONE else power(base, turned)


def negative_exponential(term: Term, context: Context) -> Iterator[Match]:
    if term.op == "power" and term.args[0] is E:
        number, rest = coefficient(term.args[1])
        if number < 0:
            yield Match(divide(ONE, power(E, times(-number, rest))), {"a": times(-number, rest)})


def split_exponential(term: Term, context: Context) -> Iterator[Match]:
    if term.op != "power" or term.args[1].op != "sum":
        return
    base, exponent = term.args
    if base is E:
        yield Match(multiply(*(power(E, each) for each in exponent.args)), {"a": base})
        return
    above: list[Term] = []
    below: list[Term] = []
    for each in exponent.args:
        number, rest = coefficient(each)
        size = times(abs(number), rest)
        (above if number > 0 else below).append(base if size is ONE else power(base, size))
    yield Match(divide(multiply(*above), multiply(*below)) if below else multiply(*above), {"a": base})


def power_of_exponential(term: Term, context: Context) -> Iterator[Match]:
    """e^(2*a) = (e^a)^2"""
    if term.op == "power" and term.args[0] is E:
        number, rest = coefficient(term.args[1])
        if number.denominator == 1 and abs(number) > 1 and rest is not ONE:
            sign = 1 if number > 0 else -1
            yield Match(power(power(E, times(sign, rest)), integer(abs(int(number)))), {"a": rest})


RULES = (
    Rule(
        "add the exponents",
        "a^m*a^n = a^(m + n)",
        "The base {a} is the same, so the exponents are added.",
        add_exponents,
        (
            Example("x^2*x^3", "x^5"),
            Example("x*x", "x^2"),
            Example("e^a*e^b", "e^(a + b)"),
            Example("x^n*x", "x^(n + 1)"),
            Example("x*y", None),
        ),
        reverse="split the power into factors",
        reverse_why="A sum in the exponent is a product of powers.",
        cost=0.5,
        reverse_cost=0.6,
        on=("product",),
    ),
    Rule(
        "power of a power",
        "(a^m)^n = a^(m*n)",
        "A power of a power: multiply the exponents.",
        power_of_power,
        (Example("(x^2)^3", "x^6"), Example("(x^n)^2", "x^(2*n)"), Example("x^2", None), Example("(x^2)^(1/2)", None)),
        reverse="write as a power of a power",
        reverse_why="A product in the exponent is a power of a power.",
        cost=0.5,
        reverse_cost=0.8,
        on=("power",),
    ),
    Rule(
        "power of an exponential",
        "(e^a)^n = e^(n*a)",
        "A power of an exponential: multiply the exponents.",
        exponential_to_power,
        (Example("(e^x)^2", "e^(2*x)"), Example("(e^(-x))^3", "e^(-3*x)"), Example("e^x", None)),
        reverse="write as a power of the exponential",
        reverse_why="A factor of the exponent may stand as a power of the whole.",
        cost=0.6,
        reverse_cost=0.6,
        on=("power",),
    ),
    Rule(
        "power of a product or quotient",
        "(a*b)^n = a^n*b^n, (a/b)^n = a^n/b^n",
        "A power acts on every factor, and on numerator and denominator alike.",
        power_of_product,
        (Example("(2*x)^3", "8*x^3"), Example("(x/y)^2", "x^2/y^2"), Example("(1/x)^2", "1/x^2"), Example("(x + y)^2", None)),
        reverse="one power for the whole",
        reverse_why="The same power on every factor is one power of the whole.",
        cost=0.7,
        reverse_cost=0.8,
        on=("power",),
    ),
    Rule(
        "negative exponent",
        "a^(-n) = 1/a^n",
        "A negative exponent means the reciprocal.",
        negative_exponent,
        (
            Example("x^(-2)", "1/x^2"),
            Example("y*x^(-1)", "y/x"),
            Example("(1/3)*x^(-2)", "1/(3*x^2)"),
            Example("(1/y)*x^(-1)", "(1/y)*(1/x)"),
            Example("x^2", None),
        ),
        reverse="reciprocal as a negative power",
        reverse_why="A reciprocal is a negative power.",
        cost=0.6,
        reverse_cost=0.6,
        on=("power", "product"),
    ),
    Rule(
        "negative exponent of an exponential",
        "e^(-a) = 1/e^a",
        "A negative exponent means the reciprocal.",
        negative_exponential,
        (Example("e^(-x)", "1/e^x"), Example("e^(-2*x)", "1/e^(2*x)"), Example("e^x", None)),
        reverse="reciprocal of an exponential",
        reverse_why="A reciprocal of an exponential turns the sign of the exponent.",
        cost=0.7,
        reverse_cost=0.6,
        on=("power",),
    ),
    Rule(
        "split the power",
        "a^(m + n) = a^m*a^n",
        "A sum in the exponent is a product of powers.",
        split_exponential,
        (Example("e^(x + y)", "e^x*e^y"), Example("x^(n - 1)", "x^n/x"), Example("x^n", None)),
        reverse="add the exponents",
        reverse_why="The base {a} is the same, so the exponents are added.",
        cost=0.8,
        reverse_cost=0.6,
        on=("power",),
    ),
    Rule(
        "exponential as a power",
        "e^(n*a) = (e^a)^n",
        "A factor of the exponent may stand as a power of the whole.",
        power_of_exponential,
        (Example("e^(2*x)", "(e^x)^2"), Example("e^(-2*x)", "(e^(-x))^2"), Example("e^x", None)),
        reverse="power of an exponential",
        reverse_why="A power of an exponential: multiply the exponents.",
        cost=0.6,
        reverse_cost=0.6,
        on=("power",),
    ),
)
