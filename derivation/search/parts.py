"""What tidying makes of one part of a line: the part itself where there is nothing to do."""

from __future__ import annotations

from collections.abc import Callable

from derivation.context import Context
from derivation.rule import Rewrite
from derivation.rules import algebra_fractions, algebra_numbers, algebra_powers
from derivation.rules.algebra_numbers import CONSTANTS, LONG_PRODUCT, MOVING, STILL, place_in_product
from derivation.rules.shape import coefficient, collected, factors, is_number, signed, without_sign
from derivation.term import ONE, ZERO, E, Term, add, multiply, power, rebuild

OnePart = Callable[[Term], Term]


def by(rewrite: Rewrite, largest: int | None = None) -> OnePart:
    """A rule as a change of one part, its first match."""

    def change(part: Term) -> Term:
        if largest is not None and part.size > largest:
            return part
        match = next(rewrite(part, Context()), None)
        return part if match is None else match.after

    return change


def without_neutral(part: Term) -> Term:
    """The part without summands 0, factors 1 and the like, again and again: 0 times 1 leaves 0, which a sum drops."""
    while True:
        after = algebra_numbers.without_neutral(part)
        if after is part:
            return part
        part = after


def sign_in_front(part: Term) -> Term:
    """One sign in front of a product or a fraction, and none where two minus signs meet in that.

    A factor -1 beside another number leaves nothing behind: 2*u*(-1) is -2*u.
    """
    after = algebra_numbers.sign_in_front(part)
    if after is part:
        return part
    sign, body = without_sign(algebra_numbers.sign_in_front(after))
    spare = body.op == "product" and ONE in body.args and any(each is not ONE and is_number(each) for each in body.args)
    return signed(sign, algebra_numbers.without_neutral(body) if spare else body)


def _short_flat(product: Term) -> tuple[Term, ...] | None:
    """The factors with one layer of brackets left out, if they are not too many."""
    parts: list[Term] = []
    for each in product.args:
        parts.extend(each.args if each.op == "product" else (each,))
    return tuple(parts) if len(parts) <= max(LONG_PRODUCT, len(product.args)) else None


def letters_first(part: Term) -> Term:
    """A new product with its letters before its brackets and functions.

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> text(letters_first(read("cos(x)*x*2*a").term))
    '2*a*x*cos(x)'
    """
    sign, body = without_sign(part)
    if body.op == "quotient":
        ordered = rebuild(body, tuple(letters_first(each) for each in body.args))
        return part if ordered is body else signed(sign, ordered)
    ordered = algebra_numbers.letters_first(body)
    return part if ordered is body else signed(sign, ordered)


def numbers_multiplied(part: Term) -> Term:
    """Several numbers multiplied and in front, then plain letters, then the rest."""
    flat = _short_flat(part) if part.op == "product" else None
    numbers = [each for each in flat or () if is_number(each)]
    if flat is None or len(numbers) < 2:
        return part
    whole = multiply(*numbers)
    match = next(algebra_numbers.multiply_numbers(whole, Context()), None)
    return _with_number_first(flat, whole if match is None else match.after)


def number_first(part: Term) -> Term:
    """The only number in front, then plain letters, then the rest; fractions are multiplied without a line for that."""
    flat = _short_flat(part) if part.op == "product" else None
    numbers = [each for each in flat or () if is_number(each)]
    if flat is None or len(numbers) != 1 or flat[0] is numbers[0] or fractions_multiplied(part) is not part:
        return part
    return _with_number_first(flat, numbers[0])


def _with_number_first(parts: tuple[Term, ...], number: Term) -> Term:
    rest = sorted((each for each in parts if not is_number(each)), key=place_in_product)
    return multiply(*rest) if number is ONE else multiply(number, *rest)


def letters_in_front(part: Term) -> Term:
    """Letters before brackets and functions, where they stand behind them and no fraction takes them up."""
    return part if fractions_multiplied(part) is not part else by(algebra_numbers.letters_before_functions)(part)


def without_brackets(part: Term) -> Term:
    """Products in a product, and sums in a sum, without their brackets."""
    if part.op == "sum" and any(each.op == "sum" for each in part.args):
        return add(*(piece for each in part.args for piece in (each.args if each.op == "sum" else (each,))))
    if part.op == "product" and any(each.op == "product" for each in part.args):
        flat = _short_flat(part)
        return part if flat is None else multiply(*flat)
    return part


def exponents_added(part: Term) -> Term:
    """Equal bases in a product put together, also exponentials whose exponents are alike: x*(2*x) is 2*x^2 at once."""
    flat = _short_flat(part) if part.op == "product" else None
    if flat is None:
        return part
    places: dict[Term | tuple[Term, Term], int] = {}
    exponents: list[Term] = []
    parts: list[Term] = []
    for each in flat:
        base, exponent = algebra_powers.base_and_exponent(each)
        name = (base, coefficient(exponent)[1]) if base is E else base
        if is_number(each) or base.op in ("quotient", "negation") or name not in places:
            if not is_number(each):
                places.setdefault(name, len(parts))
            parts.append(each)
            exponents.append(exponent)
            continue
        place = places[name]
        total = exponents[place] = collected((exponents[place], exponent))
        parts[place] = ONE if total is ZERO else base if total is ONE else power(base, total)
    if len(parts) == len(flat):
        return part
    return numbers_multiplied(multiply(*(each for each in parts if each is not ONE)))


def fractions_multiplied(part: Term) -> Term:
    """The factors of a product over one fraction line."""
    if part.op != "product" or not any(each.op == "quotient" for each in part.args):
        return part
    if len(part.args) > LONG_PRODUCT or any(_has_fraction_in_sum(each) for each in part.args):
        return part
    return by(algebra_fractions.multiply_fractions)(part)


def _has_fraction_in_sum(factor: Term) -> bool:
    """A bracket such as 1 + 1/x, which stays a factor: over another fraction line it would be hard to read."""
    return factor.op == "sum" and any(without_sign(each)[1].op == "quotient" for each in factor.args)


def plain_power_written_out(part: Term) -> Term:
    """(2x)^2 = 4x^2, where the base is a product, or a fraction, of numbers and letters."""
    if part.op != "power" or part.args[0].op not in ("product", "quotient") or part.args[1].op != "integer":
        return part
    inside = (each for above_or_below in part.args[0].args for each in factors(above_or_below))
    if not all(is_number(each) or place_in_product(each)[0] in (CONSTANTS, STILL, MOVING) for each in inside):
        return part
    return by(algebra_powers.power_of_product)(part)


def also_as_base(change: OnePart) -> OnePart:
    """A change of a part, and of the base of a power: sec(arcsin(x))^2 as well as sec(arcsin(x))."""

    def changed(part: Term) -> Term:
        if part.op != "power":
            return change(part)
        return rebuild(part, (change(part.args[0]), part.args[1]))

    return changed


def inside_roots(change: OnePart) -> OnePart:
    """A change of the summands under a root, or between bars, that a known derivative has just written."""

    def changed(part: Term) -> Term:
        if part.op != "function" or part.value not in ("sqrt", "abs"):
            return part
        inside = part.args[0]
        if inside.op != "sum":
            return rebuild(part, (change(inside),))
        return rebuild(
            part, (rebuild(inside, tuple(signed(sign, change(body)) for sign, body in map(without_sign, inside.args))),)
        )

    return changed
