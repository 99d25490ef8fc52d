"""A derivative over one denominator and in factors, as a textbook gives its answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace as dataclass_replace
from fractions import Fraction
from functools import cached_property

from flint import fmpq_mpoly

from derivation.context import Context
from derivation.equality import same_up_to_order
from derivation.equality.factors import factors
from derivation.equality.field import KernelField, Refine, Undetermined
from derivation.equality.kernels import Full, NotConvertible, Nowhere, TooLarge
from derivation.equality.making import make_field
from derivation.equality.plain import plain
from derivation.rules.algebra_numbers import letters_first
from derivation.rules.algebra_trigonometry import unfolds_angles
from derivation.rules.shape import opposite
from derivation.search import bridge, by_hand, in_brackets, minus_in_front, tidy
from derivation.term import Term, add, divide, integer, multiply, negate, number_of, postorder, power, rebuild, replace, symbol
from derivation.walkthrough import Step, Walkthrough

MOST_NODES = 200
"""Longer derivatives are left as the rules gave them."""

MUCH_SHORTER = 0.8
"""How much shorter the factors of one fraction must be than the fraction as it was found by hand."""

WORTH_UNFOLDING = 0.6
"""How short a form must be beside the line for which sin(3*x) is taken apart."""

LONGEST_WAY = 8
"""Most steps that a nicer form may be away."""


class ByAlgebra:
    """What algebra alone makes of a derivative, worked out as far as somebody asks for it.

    by_hand   brackets in order, then one fraction where that is no longer
    fraction  one fraction in factors, where these are much shorter; else None
    ends      what the derivative may come to in these two ways
    walk      the walkthrough that ends there
    """

    def __init__(self, walk: Walkthrough) -> None:
        self.raw = walk

    @cached_property
    def by_hand(self) -> Walkthrough:
        """What logarithms have made a product with a sum in it stays one: that is what they were taken for."""
        if self._has_logarithms():
            return self.raw
        longest, body = _longest_fraction(self.raw), self.raw.function
        fraction = by_hand(self.raw.end, self.raw.context, longest) if body is not None and body.op == "quotient" else ()
        if fraction:
            return _carried_on(self.raw, fraction)
        walk = _carried_on(self.raw, in_brackets(self.raw.end, self.raw.context))
        return _carried_on(walk, by_hand(walk.end, walk.context, longest))

    def _has_logarithms(self) -> bool:
        return any(step.rule == "logarithmic differentiation" for step in self.raw.steps)

    @cached_property
    def fraction(self) -> Term | None:
        line = self.by_hand.end
        form = None if self._has_logarithms() else one_fraction(line, self.raw.context)
        if form is None or function_names(form) - function_names(line):
            return None
        if self._is_sum_of_monomials(line) and form.size > MUCH_SHORTER * line.size:
            return None
        return form if line.op != "quotient" or form.size <= MUCH_SHORTER * line.size else None

    def _is_sum_of_monomials(self, line: Term) -> bool:
        """G*M*m/r^2 - L^2/(m*r^3), which came of a sum and stays one."""
        summed = any(step.rule == "sum rule" for step in self.raw.steps)
        return summed and line.op == "sum" and not any(part.op == "sum" for each in line.args for part in postorder(each))

    @property
    def ends(self) -> list[Term]:
        return [self.by_hand.end, *([] if self.fraction is None else [self.fraction])]

    @property
    def changes_nothing(self) -> bool:
        return self.ends == [self.raw.end]

    @cached_property
    def walk(self) -> Walkthrough:
        if self.fraction is None:
            return _carried_on(self.by_hand, minus_in_front(self.by_hand.end, self.raw.context))
        walk = _carried_on(self.by_hand, short_way(self.by_hand.end, self.fraction, self.raw.context))
        return _carried_on(walk, tidy(walk.end, walk.context))


def _carried_on(walk: Walkthrough, steps: tuple[Step, ...]) -> Walkthrough:
    return dataclass_replace(walk, steps=(*walk.steps, *steps)) if steps else walk


def short_way(start: Term, goal: Term, context: Context, longest: int = LONGEST_WAY) -> tuple[Step, ...]:
    """The steps to a nicer form, where they are few enough to be worth while."""
    steps = bridge(start, goal, context) if goal is not start else None
    return steps if steps is not None and len(steps) <= longest else ()


def function_names(term: Term) -> set[str]:
    return {str(part.value) for part in postorder(term) if part.op == "function"}


def _longest_fraction(walk: Walkthrough) -> float:
    """How long one fraction may be beside a sum of them: fractions stay fractions, sums would rather stay sums."""
    body = walk.function
    if body is None or any(part.value == "abs" for part in postorder(walk.end)):
        return 0.0
    if body.op == "quotient":
        return 1.1
    stays_a_sum = any(step.rule == "sum rule" for step in walk.steps)
    return MUCH_SHORTER if stays_a_sum else 0.99


def one_fraction(line: Term, context: Context, only_shorter: bool = True) -> Term | None:
    """The same value as one product or one fraction, or None where that is not shorter.

    With `only_shorter` false any other form will do, for work that needs one numerator.

    Only lines with the variable in a denominator, or with sums under exponents that are no whole numbers, are looked at:
    2x sin x + x^2 cos x is an answer as it stands.

    Sums are written in the order in which they stand in the line, and each factor as it is shorter, in factors or
    multiplied out.

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> text(one_fraction(read("1/(1 + x^2) - 2*x^2/(1 + x^2)^2").term, Context()))
    '(1 - x^2)/(1 + x^2)^2'
    >>> text(one_fraction(read("1/(1 + abs(x)) - abs(x)/(1 + abs(x))^2").term, Context()))
    '1/(1 + abs(x))^2'
    """
    parts = postorder(line) if line.size <= MOST_NODES else []
    if not parts or (only_shorter and not _is_fraction_of_sums(parts, context)):
        return None
    sizes = {part: symbol(f"size {count}") for count, part in enumerate(parts) if part.op == "function" and part.value == "abs"}
    forms = [_reduced(line, context)]
    if sizes:  # |x| is a letter for once, for beside x^2 = |x|^2 nothing cancels
        short = _reduced(replace(line, sizes), context)
        forms.append(short and replace(short, {letter: size for size, letter in sizes.items()}))
    form = min((each for each in forms if each is not None), key=lambda each: each.size, default=None)
    if form is None or (unfolds_angles(line, form) and form.size > WORTH_UNFOLDING * line.size):
        return None
    form = _in_order_of(line, form)
    return form if form.size < line.size or (form is not line and not only_shorter) else None


def _reduced(line: Term, context: Context) -> Term | None:
    """The line as a fraction in lowest terms."""
    try:
        field, (element,) = make_field([plain(line, context)])
        return _signed(field, *element)
    except (Full, NotConvertible, Nowhere, Refine, TooLarge, Undetermined):
        return None


def _is_fraction_of_sums(parts: Sequence[Term], context: Context) -> bool:
    """Whether a line with these parts has sums, and the variable in a denominator or under an exponent other than 2, 3, ..."""
    return any(part.op == "sum" for part in parts) and any(
        (part.op == "quotient" and context.depends(part.args[1]))
        or (part.op == "power" and part.args[0].op == "sum" and not _is_whole(part.args[1]))
        for part in parts
    )


def _is_whole(exponent: Term) -> bool:
    number = number_of(exponent)
    return number is not None and number.denominator == 1 and number > 0


def _signed(field: KernelField, numerator: fmpq_mpoly, denominator: fmpq_mpoly) -> Term:
    above_number, above = factors(field, numerator)
    below_number, below = factors(field, denominator)
    number = Fraction(str(above_number)) / Fraction(str(below_number))
    top, bottom = _written(field, above), _written(field, below)
    if number < 0 and len(top) == 1 and (turned := _positive_first(top[0])) is not None:
        top, number = [turned], -number
    whole = multiply(*_number(number.numerator, top), *top) if top or number else integer(0)
    if bottom or number.denominator != 1:
        whole = divide(whole, multiply(*_number(number.denominator, bottom), *bottom))
    return negate(whole) if number < 0 else whole


def _number(number: int, others: list[Term]) -> list[Term]:
    return [] if abs(number) == 1 and others else [integer(abs(number))]


def _written(field: KernelField, found: list[tuple[fmpq_mpoly, int]]) -> list[Term]:
    """Factors with their exponents, short brackets before long ones, or multiplied out where that is shorter."""
    parts = sorted(((field.term_of_poly(each), exponent) for each, exponent in found), key=_place)
    apart = [part if exponent == 1 else power(part, integer(exponent)) for part, exponent in parts]
    if len(found) > 1 and all(exponent == 1 for _, exponent in parts):
        product = found[0][0]
        for each, _ in found[1:]:
            product = product * each
        together = field.term_of_poly(product)
        of_functions = any(each.op == "function" for each in apart)
        if together.size + of_functions <= multiply(*apart).size and together.op == "sum":
            return [together]
    return apart


def _place(part: tuple[Term, int]) -> tuple[bool, int]:
    return part[0].op == "sum", part[0].size if part[0].op == "sum" else 0


def _positive_first(total: Term) -> Term | None:
    """-(a - b) as b - a: the same sum with every sign turned, if it has one positive summand that can lead."""
    if total.op != "sum" or not any(each.op == "negation" for each in total.args):
        return None
    turned = [each.args[0] if each.op == "negation" else negate(each) for each in total.args]
    leading = [each for each in turned if each.op != "negation"]
    return add(*leading, *(each for each in turned if each.op == "negation"))


def _in_order_of(line: Term, form: Term) -> Term:
    """Sums and functions that stand in the line too, as they are written there, also (1 - u)^2 for (u - 1)^2."""
    known = [part for part in postorder(line) if part.op in ("sum", "function")]
    changes: dict[Term, Term] = {}
    for part in postorder(form):
        if part.op in ("sum", "function") and (like := _like(part, known)) is not None:
            changes[part] = like
        elif part.op == "power" and part.args[0].op == "sum" and _is_even(part.args[1]):
            turned = _like(add(*map(opposite, part.args[0].args)), known)
            if turned is not None and part.args[0] not in changes:
                changes[part] = power(turned, part.args[1])
    return _letters_first(replace(form, changes) if changes else form)


def _letters_first(form: Term) -> Term:
    """Every product with its letters before its brackets and functions."""
    done: dict[Term, Term] = {}
    for node in postorder(form):
        done[node] = letters_first(rebuild(node, tuple([done[arg] for arg in node.args])) if node.args else node)
    return done[form]


def _like(total: Term, known: list[Term]) -> Term | None:
    """The known sum or function that is the same up to order."""
    alike = (each for each in known if each.op == total.op and each.value == total.value and len(each.args) == len(total.args))
    return next((each for each in alike if same_up_to_order(each, total)), None)


def _is_even(exponent: Term) -> bool:
    number = number_of(exponent)
    return number is not None and number.denominator == 1 and number % 2 == 0
