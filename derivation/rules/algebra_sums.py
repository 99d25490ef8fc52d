"""Sums: brackets, like terms, multiplying out and factoring."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from derivation.context import Context
from derivation.rule import Example, Match, Rule
from derivation.rules.monomials import expanded, merged
from derivation.rules.shape import coefficient, factors, key, opposite, summands, times, without_sign
from derivation.term import ONE, TWO, Term, add, divide, integer, multiply, number_of, power, subtract

MOST_PRODUCTS = 24
"""Most products that multiplying out may give."""


LARGEST_POWER = 4
"""Powers of a sum are multiplied out up to this exponent."""


def remove_minus_bracket(term: Term, context: Context) -> Iterator[Match]:
    """-(a - b) = -a + b, in a sum too; above a fraction line with what is positive first: -(a - b)/c = (b - a)/c.

    In a product where all of the bracket has one sign: -2*(a + b) = 2*(-a - b).
    """
    if term.op == "negation" and term.args[0].op == "quotient" and term.args[0].args[0].op == "sum":
        above, below = term.args[0].args
        turned = sorted(map(opposite, above.args), key=lambda each: each.op == "negation")
        if turned[0].op != "negation":
            yield Match(divide(add(*turned), below), {"a": above})
    elif term.op == "negation" and term.args[0].op == "product":
        brackets = [each for each in term.args[0].args if each.op == "sum"]
        if len(brackets) == 1 and all(each.op != "negation" for each in brackets[0].args):
            turned_sum = add(*map(opposite, brackets[0].args))
            yield Match(
                multiply(*(turned_sum if each is brackets[0] else each for each in term.args[0].args)), {"a": brackets[0]}
            )
    if term.op == "negation" and term.args[0].op == "sum":
        yield Match(add(*(opposite(each) for each in term.args[0].args)), {"a": term.args[0]})
    elif term.op == "sum":
        parts: list[Term] = []
        for each in term.args:
            inside = each.op == "negation" and each.args[0].op == "sum"
            parts.extend(opposite(part) for part in each.args[0].args) if inside else parts.append(each)
        if len(parts) > len(term.args):
            yield Match(add(*parts))


def cancel_opposites(term: Term, context: Context) -> Iterator[Match]:
    if term.op != "sum":
        return
    parts = list(summands(term))
    kept: list[Term] = []
    gone: Term | None = None
    waiting: dict[str, list[int]] = {}
    for part in parts:
        partners = waiting.get(key(opposite(part)))
        if partners:
            kept[partners.pop()] = None  # type: ignore[call-overload]
            gone = gone or without_sign(part)[1]
        else:
            waiting.setdefault(key(part), []).append(len(kept))
            kept.append(part)
    if gone is not None:
        yield Match(add(*(part for part in kept if part is not None)), {"a": gone})


def collect_like_terms(term: Term, context: Context) -> Iterator[Match]:
    if term.op != "sum":
        return
    found: dict[str, list[tuple[Fraction, Term]]] = {}
    for each in summands(term):
        number, rest = coefficient(each)
        found.setdefault(key(rest), []).append((number, rest))
    if not any(len(group) > 1 and group[0][1] is not ONE for group in found.values()):
        return
    parts: list[Term] = []
    seen: set[str] = set()
    for each in summands(term):
        name = key(coefficient(each)[1])
        group = found[name]
        if len(group) == 1 or group[0][1] is ONE:
            parts.append(each)
        elif name not in seen:
            total = sum((number for number, _ in group), Fraction(0))
            parts.extend([times(total, group[0][1])] if total else [])
        seen.add(name)
    yield Match(add(*parts))


def multiply_out(term: Term, context: Context) -> Iterator[Match]:
    parts = factors(term)
    brackets = [each for each in parts if each.op == "sum"]
    if term.op != "product" or not brackets:
        return
    others = [each for each in parts if each.op != "sum"]
    many = len(brackets) > 1
    first = expanded([multiply(*others)] if others else [ONE], summands(brackets[0]))
    if others:
        rest = brackets[1:]
        yield Match(multiply(add(*first), *rest) if rest else add(*first))
    if many and len(summands(brackets[0])) * len(summands(brackets[1])) <= MOST_PRODUCTS:
        both = expanded(summands(brackets[0]), summands(brackets[1]))
        whole = add(*expanded([multiply(*others)], both)) if others else add(*both)
        yield Match(multiply(whole, *brackets[2:]) if len(brackets) > 2 else whole)


def expand_square(term: Term, context: Context) -> Iterator[Match]:
    if term.op != "power" or term.args[0].op != "sum":
        return
    exponent = number_of(term.args[1])
    parts = summands(term.args[0])
    if exponent == 2 and 2 <= len(parts) <= 4:
        products = [merged(each, each) for each in parts]
        mixed = [merged(TWO, a, b) for k, a in enumerate(parts) for b in parts[k + 1 :]]
        yield Match(add(products[0], *mixed, *products[1:]), {"a": parts[0], "b": add(*parts[1:])})
    elif exponent is not None and exponent.denominator == 1 and 2 < exponent <= LARGEST_POWER and len(parts) == 2:
        yield Match(add(*_binomial(parts[0], parts[1], int(exponent))), {"a": parts[0], "b": parts[1]})


def _binomial(a: Term, b: Term, n: int) -> list[Term]:
    number, rows = 1, []
    for k in range(n + 1):
        left = [power(a, integer(n - k))] if k < n else []
        right = [power(b, integer(k))] if k else []
        rows.append(merged(integer(number), *left, *right))
        number = number * (n - k) // (k + 1)
    return rows


def multiply_difference_of_squares(term: Term, context: Context) -> Iterator[Match]:
    if term.op != "product":
        return
    parts = list(factors(term))
    for i, left in enumerate(parts):
        for j in range(i + 1, len(parts)):
            found = _sum_and_difference(left, parts[j])
            if found:
                a, b = found
                rest = [*parts[:i], *parts[i + 1 : j], *parts[j + 1 :]]
                squares = subtract(merged(a, a), merged(b, b))
                yield Match(multiply(*rest[:i], squares, *rest[i:]), {"a": a, "b": b})
                return


def _sum_and_difference(left: Term, right: Term) -> tuple[Term, Term] | None:
    if left.op != "sum" or right.op != "sum" or len(left.args) != 2 or len(right.args) != 2:
        return None
    ours = {key(each): each for each in left.args}
    shared = [each for each in right.args if key(each) in ours]
    turned = [each for each in right.args if key(opposite(each)) in ours]
    if len(shared) == 1 and len(turned) == 1:
        return shared[0], without_sign(turned[0])[1]
    return None


RULES = (
    Rule(
        "remove the bracket after the minus",
        "-(a + b) = -a - b",
        "A minus in front of a bracket turns the sign of every term in it.",
        remove_minus_bracket,
        (
            Example("-(x + y)", "-x - y"),
            Example("1 - (x - y)", "1 - x + y"),
            Example("-(x - y)/z", "(y - x)/z"),
            Example("-(x + y)/z", None),
            Example("x - y", None),
        ),
        reverse="put a minus in front of a bracket",
        reverse_why="Put terms into a bracket with a minus in front; the sign of each turns.",
        cost=0.5,
        on=("negation", "sum"),
    ),
    Rule(
        "opposite terms cancel",
        "b + a - a = b",
        "A term and its opposite make 0: they may be left out together, or written in together.",
        cancel_opposites,
        (Example("1 + x - 1", "x"), Example("a*b + c - b*a", "c"), Example("x - y", None)),
        reverse="add and subtract the same term",
        reverse_why="Adding {a} and subtracting it again changes nothing.",
        cost=0.5,
        reverse_cost=1.2,
        on=("sum",),
    ),
    Rule(
        "collect like terms",
        "2*a + 3*a = 5*a",
        "Terms that differ only in the number in front are counted together.",
        collect_like_terms,
        (Example("2*x + 3*x", "5*x"), Example("x + y - 3*x", "-2*x + y"), Example("x + x^2", None)),
        reverse="split a term into several",
        reverse_why="Write one term as several of the same kind.",
        cost=0.6,
        reverse_cost=1.3,
        on=("sum",),
    ),
    Rule(
        "multiply out",
        "a*(b + c) = a*b + a*c",
        "Multiply each term of the bracket.",
        multiply_out,
        (Example("a*(b + c)", "a*b + a*c"), Example("(a + b)*(c + d)", "a*c + a*d + b*c + b*d"), Example("a*b", None)),
        reverse="factor out",
        reverse_why="Every term has a common factor; write it in front of a bracket.",
        cost=0.9,
        reverse_cost=0.9,
        on=("product",),
    ),
    Rule(
        "binomial formula",
        "(a + b)^2 = a^2 + 2*a*b + b^2",
        "The square of a sum: both squares, and twice the product.",
        expand_square,
        (Example("(x + 3)^2", "x^2 + 6*x + 9"), Example("(x - y)^2", "x^2 - 2*x*y + y^2"), Example("x^2", None)),
        reverse="recognise a perfect square",
        reverse_why="Both squares and twice the product: this is the square of a sum.",
        cost=0.9,
        reverse_cost=1.2,
        on=("power",),
    ),
    Rule(
        "sum times difference",
        "(a + b)*(a - b) = a^2 - b^2",
        "Sum times difference is the difference of the squares.",
        multiply_difference_of_squares,
        (Example("(x + 1)*(x - 1)", "x^2 - 1"), Example("(x + 1)*(x + 2)", None)),
        reverse="difference of squares",
        reverse_why="A difference of squares is sum times difference.",
        cost=0.9,
        reverse_cost=1.0,
        on=("product",),
    ),
)
