"""A sum of products with brackets, made shorter by hand: what all have in front, or everything multiplied out.

The derivative of a product of polynomials comes out as such a sum, and nobody leaves 2(s + 4) + 2s - 1 as it is.
"""

from __future__ import annotations

from derivation.context import Context
from derivation.rules import law
from derivation.rules.shape import factors, is_number, without_sign
from derivation.search.one_line import FINISHING, LARGEST, ONE_OF_TWO_SQUARES, Row, minus_in_front, moves
from derivation.search.ordering import in_order, letters_before_brackets, positive_first
from derivation.search.places import open_parts, open_sums
from derivation.search.telling import told
from derivation.term import E, Term, number_of, postorder
from derivation.walkthrough import Step

HIGHEST_POWER = 2
"""Brackets with higher exponents are not multiplied out."""


def in_brackets(line: Term, context: Context) -> tuple[Step, ...]:
    """The steps that take out a bracket common to all terms, or multiply out a polynomial; none where nothing gets shorter.

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> [text(step.after) for step in in_brackets(read("2*x*(x + 1)^3 + 3*x^2*(x + 1)^2").term, Context())]
    ['x*(x + 1)^2*(2*(x + 1) + 3*x)', 'x*(x + 1)^2*(2*x + 2 + 3*x)', 'x*(x + 1)^2*(5*x + 2)']
    >>> [text(step.after) for step in in_brackets(read("2*(x + 4) + 2*x - 1").term, Context())]
    ['2*x + 8 + 2*x - 1', '2*x + 2*x + 7', '4*x + 7']
    """
    if line.size > LARGEST:
        return ()
    if sums_with_a_common_bracket(line):
        found = list(moves(line, COMMON_BRACKET, context))
    elif is_polynomial(line, context):
        found = list(moves(line, MULTIPLIED_OUT, context))
    elif brackets_with_a_number(line):
        found = list(moves(line, NUMBERS_INSIDE, context))
    else:
        return ()
    best = min(range(len(found)), key=lambda k: (found[k].after.size, -k), default=None)
    if best is None or found[best].after.size >= line.size:
        return ()
    while best + 1 < len(found) and found[best + 1].rule.name in FINISHING:
        best += 1
    ordered = positive_first(in_order(found[best].after, line, context), line, factors_of_products)
    found[best] = found[best]._replace(after=ordered)
    steps = []
    for move in found[: best + 1]:
        after = letters_before_brackets(move.after)
        steps.append(told(line, after, move.rule, move.holes, False, context))
        line = after
    return (*steps, *minus_in_front(line, context))


def is_polynomial(line: Term, context: Context) -> bool:
    """Whether a line is a polynomial in the variable, with brackets of small exponents only.

    >>> from derivation.reading import read
    >>> [is_polynomial(read(each).term, Context()) for each in ("a*x*(x + 1)^2", "(x + 1)^5", "x*sin(x)", "x/a", "1/x")]
    [True, False, False, True, False]
    """
    return all(_keeps_polynomials(part, context) for part in postorder(line) if context.depends(part))


def _keeps_polynomials(part: Term, context: Context) -> bool:
    if part.op == "power":
        exponent = number_of(part.args[1])
        if exponent is None or exponent.denominator != 1 or exponent < 0:
            return False
        return part.args[0].op != "sum" or exponent <= HIGHEST_POWER
    if part.op == "quotient":
        return not context.depends(part.args[1])
    return part.op in ("sum", "product", "negation", "symbol")


def sums_with_a_common_bracket(line: Term) -> list[Term]:
    """The sums all of whose terms have a bracket, a function or a power of e as a factor."""
    return [part for part in open_parts(line) if part.op == "sum" and _has_common_bracket(part)]


def _has_common_bracket(total: Term) -> bool:
    match = next(law("factor out").rewrite(total, Context()), None)
    front = factors(without_sign(match.after)[1])[:-1] if match is not None else ()
    return any(_base(each).op in ("sum", "function") or _base(each) is E or _has_letters_above(each) for each in front)


def _has_letters_above(factor: Term) -> bool:
    return factor.op == "power" and number_of(factor.args[1]) is None


def _base(factor: Term) -> Term:
    return factor.args[0] if factor.op == "power" else factor


def summands(line: Term) -> list[Term]:
    """What is added in the sums of a line, without signs."""
    return list(dict.fromkeys(without_sign(each)[1] for total in open_sums(line) for each in total.args))


def brackets_with_a_number(line: Term) -> list[Term]:
    """The summands of a sum that are a number, or a minus, times a bracket: 3*(2*x*ln(x) + x) in 3*(2*x*ln(x) + x) + 2*x."""
    parts = [without_sign(each)[1] for each in line.args] if line.op == "sum" else []
    products = [each for each in parts if each.op == "product" and len(each.args) == 2 and _is_number_and_bracket(*each.args)]
    return products or [each for each in parts if each.op == "sum"]


def _is_number_and_bracket(one: Term, other: Term) -> bool:
    return is_number(one) and other.op == "sum"


def factors_of_products(line: Term) -> list[Term]:
    """The sums that are factors of a product."""
    return [each for part in open_parts(line) if part.op == "product" for each in part.args if each.op == "sum"]


_COLLECTED = (
    Row("opposite terms cancel", open_parts),
    Row("add the numbers", open_parts),
    Row("collect like terms", open_parts),
    Row("remove the bracket after the minus", open_sums),
    *(Row(name, factors_of_products) for name in ONE_OF_TWO_SQUARES),
)

COMMON_BRACKET = (
    Row("factor out", sums_with_a_common_bracket),
    *_COLLECTED,
    Row("multiply out", summands),
)

NUMBERS_INSIDE = (
    *_COLLECTED,
    Row("multiply out", brackets_with_a_number),
)

MULTIPLIED_OUT = (
    *_COLLECTED,
    Row("multiply the fractions", open_parts),
    Row("binomial formula", summands),
    Row("multiply out", lambda line: [*summands(line), line]),
)
"""The first rule that applies anywhere is used at all its innermost places."""
