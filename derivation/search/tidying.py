"""What a person does with a raw derivative before anything else: signs, numbers, powers and fractions in order.

Each pass is one rule, used wherever it applies in the layers that differentiating has written; what stands inside
functions and brackets with exponents belongs to the function itself and stays as it is.  No product of sums is
multiplied out, and every pass looks once at each distinct part, so large results cost no more than their size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from derivation.context import Context
from derivation.rule import Match, Rule
from derivation.rules import (
    algebra_absolute_values,
    algebra_fractions,
    algebra_inverse_functions,
    algebra_logarithms,
    algebra_numbers,
    algebra_powers,
    algebra_roots,
    algebra_sums,
    law,
)
from derivation.rules.shape import key
from derivation.search.layers import OPEN, Change, Pairs, everywhere, kinds_of_parts, remember, throughout
from derivation.search.moves import Move
from derivation.search.ordering import positive_first
from derivation.search.parts import (
    also_as_base,
    by,
    exponents_added,
    fractions_multiplied,
    inside_roots,
    letters_in_front,
    number_first,
    numbers_multiplied,
    plain_power_written_out,
    sign_in_front,
    without_brackets,
    without_neutral,
)
from derivation.search.places import open_sums, squared_below
from derivation.search.telling import told
from derivation.term import Term, postorder, rebuild, replace
from derivation.walkthrough import Step

MOST_ROUNDS = 10
"""Most times that all passes are tried in turn."""

SHORT_LINE = 60
"""Lines of more nodes keep the fractions under their roots."""

SMALL_PART = 400
"""Rules that compare parts up to order look at parts of at most so many nodes."""


class Pass(NamedTuple):
    """A rule, how it changes a line, and, where it is used inside other kinds of terms than its own, on which."""

    name: str
    change: Callable[[Term], Change]
    inside: str = ""

    def may_change(self, kinds: set[str]) -> bool:
        """Whether there is anything for it to do among parts of these kinds."""
        rule = law(self.name)
        return self.inside in kinds if self.inside else not rule.on or not kinds.isdisjoint(rule.on)


def tidy(term: Term, context: Context = Context()) -> tuple[Step, ...]:
    """The steps from a raw derivative to the form in which a person would write it.

    >>> from derivation.reading import read
    >>> from derivation.notation import text
    >>> [text(step.after) for step in tidy(read("-(1 + e^(-x))^(-2)*(-e^(-x))").term)]
    ['(1 + e^(-x))^(-2)*e^(-x)', 'e^(-x)/(1 + e^(-x))^2']
    """
    steps = []
    line = term
    passes = list(_passes(term))
    for number, (rule, change) in enumerate(passes):
        by_parts = change.pairs if line.size > SMALL_PART else None
        last = number == len(passes) - 1 and by_parts is None
        after = positive_first(change.line, term, open_sums) if last else change.line
        steps.append(told(line, after, rule, _holes(rule, change.pairs), False, context, by_parts))
        line = after
    return tuple(steps)


def _holes(rule: Rule, pairs: Pairs) -> dict[str, Term]:
    """What the letters in the reason of a rule stand for: at the first place where it is used."""
    if "{" not in rule.why:
        return {}
    matches = (match for before, _ in pairs for match in rule.rewrite(before, Context()))
    return next((dict(match.holes) for match in matches if match.holes), {})


def tidied(term: Term) -> Term:
    """The last line of `tidy`, unproved.

    >>> from derivation.reading import read
    >>> from derivation.notation import text
    >>> text(tidied(read("2*x*1 + 0*x").term))
    '2*x'
    """
    for _, change in _passes(term):
        term = change.line
    return term


def tidy_moves(term: Term) -> Iterator[Move]:
    """The lines of `tidy` with their rules, unproved."""
    return (Move(change.line, rule, {}) for rule, change in _passes(term))


def _passes(term: Term) -> Iterator[tuple[Rule, Change]]:
    """Every pass that changes something, in turn, until none does."""
    seen = {term}
    for _ in range(MOST_ROUNDS):
        before, kinds = term, kinds_of_parts(term)
        for each in PASSES:
            if not each.may_change(kinds):
                continue
            change = each.change(term)
            if change.line is not term and change.line not in seen:
                seen.add(change.line)
                term, kinds = change.line, kinds_of_parts(change.line)
                yield law(each.name), change
                if each.name in _BACK_TO_START:
                    break
        if term is before:
            if not squared_below(term):
                remember(term)
            return


def _negative_exponents(line: Term) -> Change:
    """A power that stands alone becomes a fraction; a factor goes below the line of its product."""
    rule = by(algebra_powers.negative_exponent)

    def change(part: Term) -> Term:
        if part.op == "product":
            return rule(part)
        if part.op in OPEN:
            return rebuild(part, tuple(rule(each) if each.op == "power" else each for each in part.args))
        return part

    if line.op == "power":
        after = rule(line)
        return Change(after, ((line, after),))
    return throughout(line, change)


def without_fractions_in_roots(line: Term, kept: set[str], context: Context) -> tuple[Step, ...]:
    """The step that takes the denominators of numbers out of the roots of a short line: 1/(2*sqrt(1 - x^2/4)) = 1/sqrt(4 - x^2).

    kept  keys of roots that stay as they are

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> [text(step.after) for step in without_fractions_in_roots(read("2/sqrt(1 - x^2/9)").term, set(), Context())]
    ['6/sqrt(9 - x^2)']
    """
    roots = [key(node) for node in postorder(line) if node.value == "sqrt"] if line.size <= SHORT_LINE else []
    if all(each in kept for each in roots):
        return ()
    rule = law("denominator out of the root")
    found: dict[Term, Match] = {}
    stack = [line]
    while stack:
        part = stack.pop()
        match = next(rule.rewrite(part, context), None)
        if match is not None:
            found[part] = match
        elif part.op in OPEN:
            stack.extend(part.args)
    if not found:
        return ()
    after = replace(line, {part: match.after for part, match in found.items()})
    return (told(line, after, rule, next(iter(found.values())).holes, False, context),)


def halves_as_roots(line: Term, context: Context) -> tuple[Step, ...]:
    """The step that writes the powers one half of a short line as roots, for a function that is written with roots.

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> [text(step.after) for step in halves_as_roots(read("3*x^(1/2)/2").term, Context())]
    ['3*sqrt(x)/2']
    """
    rule = law("power one half is the root")
    parts = postorder(line) if line.size <= SHORT_LINE else []
    found = {part: match for part in parts if part.op == "power" for match in rule.rewrite(part, context)}
    if not found:
        return ()
    after = replace(line, {part: match.after for part, match in found.items()})
    return (told(line, after, rule, next(iter(found.values())).holes, False, context),)


def _cancelled(line: Term) -> Change:
    """Fractions without their common factors, but for one over what stands squared in another: 2x/(x^2 + x) + 1/(x^2 + x)^2.

    Such two are brought over one denominator next, which would be longer after the cancelling.
    """
    squared = squared_below(line)
    rule = by(algebra_fractions.cancel_factor, SMALL_PART)
    return throughout(line, lambda part: part if part.op == "quotient" and part.args[1] in squared else rule(part))


def _in_decimals(line: Term) -> Change:
    """Fractions as decimals in a line that has decimals."""
    if not any(part.op == "decimal" for part in postorder(line)):
        return Change(line, ())
    pairs = {}
    stack = [line]
    while stack:
        part = stack.pop()
        match = next(algebra_numbers.as_decimal(part, Context()), None)
        if match is not None:
            pairs[part] = match.after
        elif part.op in OPEN:
            stack.extend(part.args)
    return Change(replace(line, pairs), tuple(pairs.items())) if pairs else Change(line, ())


PASSES = (
    Pass("drop 0 and 1", everywhere(without_neutral)),
    Pass("minus times minus", everywhere(sign_in_front)),
    Pass("function of its inverse", everywhere(also_as_base(by(algebra_inverse_functions.of_inverse_function)))),
    Pass("power of a power", everywhere(by(algebra_powers.power_of_power))),
    Pass("power of a product or quotient", everywhere(plain_power_written_out)),
    Pass("power of a power", everywhere(inside_roots(by(algebra_powers.power_of_power))), "function"),
    Pass("power of an exponential", everywhere(by(algebra_powers.exponential_to_power))),
    Pass("power of an exponential", everywhere(inside_roots(by(algebra_powers.exponential_to_power))), "function"),
    Pass("power of a product or quotient", everywhere(inside_roots(plain_power_written_out)), "function"),
    Pass("square of a root", everywhere(inside_roots(by(algebra_roots.square_of_root))), "function"),
    Pass("absolute value of a square", everywhere(by(algebra_absolute_values.without_bars))),
    Pass("number out of the bars", everywhere(by(algebra_absolute_values.number_out_of_bars))),
    Pass("cancel a common factor", _cancelled),
    Pass("add the exponents", everywhere(exponents_added)),
    Pass("multiply the numbers", everywhere(numbers_multiplied)),
    Pass("put numbers first", everywhere(number_first)),
    Pass("drop the brackets", everywhere(without_brackets)),
    Pass("put letters first", everywhere(letters_in_front)),
    Pass("square of a root", everywhere(by(algebra_roots.square_of_root, SMALL_PART))),
    Pass("negative exponent", _negative_exponents),
    Pass("multiply the fractions", everywhere(fractions_multiplied)),
    Pass("resolve the double fraction", everywhere(also_as_base(by(algebra_fractions.double_fraction)))),
    Pass("square over its absolute value", everywhere(by(algebra_absolute_values.square_over_absolute_value, SMALL_PART))),
    Pass("opposite terms cancel", everywhere(by(algebra_sums.cancel_opposites, SMALL_PART))),
    Pass("add the numbers", everywhere(by(algebra_numbers.add_numbers, SMALL_PART))),
    Pass("collect like terms", everywhere(by(algebra_sums.collect_like_terms, SMALL_PART))),
    Pass("fraction as a decimal", _in_decimals),
    Pass("e^(ln u) = u", everywhere(by(algebra_logarithms.exponential_of_logarithm))),
)

_BACK_TO_START = frozenset(("resolve the double fraction", "multiply the fractions", "cancel a common factor"))
