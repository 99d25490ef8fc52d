"""What a person does with a raw derivative before anything else: signs, numbers, powers and fractions in order.

Each pass is one rule, used wherever it applies in the layers that differentiating has written; what stands inside
functions and brackets with exponents belongs to the function itself and stays as it is.  No product of sums is
multiplied out, and every pass looks once at each distinct part, so large results cost no more than their size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from derivation.context import Context
from derivation.memory import Memory
from derivation.rule import Rewrite, Rule
from derivation.rules import (
    algebra_fractions,
    algebra_logarithms,
    algebra_numbers,
    algebra_powers,
    algebra_roots,
    algebra_sums,
    law,
)
from derivation.rules.shape import coefficient, collected, factors, is_number, signed, without_sign
from derivation.search.moves import Move
from derivation.search.telling import told
from derivation.term import ONE, ZERO, E, Term, add, multiply, postorder, power, rebuild, replace
from derivation.walkthrough import Step

MOST_ROUNDS = 10
"""Most times that all passes are tried in turn."""

SMALL_PART = 400
"""Rules that compare parts up to order look at parts of at most so many nodes."""

LONG_PRODUCT = 12
"""Brackets are kept around the rest of a product that would get longer than this."""

OPEN = ("sum", "product", "quotient", "negation", "piecewise")

_STABLE: Memory[Term, None] = Memory(100_000)

OnePart = Callable[[Term], Term]


class Change(NamedTuple):
    """A line with a rule used wherever it applies, and the parts that this changed, with what they became."""

    line: Term
    pairs: tuple[tuple[Term, Term], ...]


class Pass(NamedTuple):
    """A rule and how it changes a line."""

    name: str
    change: Callable[[Term], Change]


def tidy(term: Term, context: Context = Context()) -> tuple[Step, ...]:
    """The steps from a raw derivative to the form in which a person would write it.

    >>> from derivation.reading import read
    >>> from derivation.notation import text
    >>> [text(step.after) for step in tidy(read("-(1 + e^(-x))^(-2)*(-e^(-x))").term)]
    ['(1 + e^(-x))^(-2)*e^(-x)', 'e^(-x)/(1 + e^(-x))^2']
    """
    steps = []
    line = term
    for rule, change in _passes(term):
        by_parts = change.pairs if line.size > SMALL_PART else None
        steps.append(told(line, change.line, rule, {}, False, context, by_parts))
        line = change.line
    return tuple(steps)


def tidy_moves(term: Term) -> Iterator[Move]:
    """The lines of `tidy` with their rules, unproved."""
    return (Move(change.line, rule, {}) for rule, change in _passes(term))


def _passes(term: Term) -> Iterator[tuple[Rule, Change]]:
    """Every pass that changes something, in turn, until none does."""
    seen = {term}
    for _ in range(MOST_ROUNDS):
        before = term
        for each in PASSES:
            change = each.change(term)
            if change.line is not term and change.line not in seen:
                seen.add(change.line)
                term = change.line
                yield law(each.name), change
                if each.name in _BACK_TO_START:
                    break
        if term is before:
            _remember(term)
            return


def _everywhere(change: OnePart) -> Callable[[Term], Change]:
    """A change of one part as a change of every open part of a line."""
    return lambda line: _throughout(line, change)


def _throughout(term: Term, change: OnePart) -> Change:
    """The change made at every open part, from the inside out."""
    done: dict[Term, Term] = {}
    pairs: list[tuple[Term, Term]] = []
    stack = [term]
    while stack:
        node = stack[-1]
        waiting = [arg for arg in node.args if arg not in done] if node.op in OPEN and node not in _STABLE else []
        if node in done:
            stack.pop()
        elif waiting:
            stack.extend(waiting)
        else:
            done[node] = _changed(node, change, done, pairs)
            stack.pop()
    return Change(done[term], tuple(pairs))


def _changed(node: Term, change: OnePart, done: dict[Term, Term], pairs: list[tuple[Term, Term]]) -> Term:
    if node in _STABLE:
        return node
    rebuilt = _rebuilt(node, done, pairs) if node.op in OPEN else node
    after = change(rebuilt)
    if after is rebuilt:
        return rebuilt
    after = letters_first(after)
    pairs.append((rebuilt, after))
    return after


def _rebuilt(node: Term, done: dict[Term, Term], pairs: list[tuple[Term, Term]]) -> Term:
    """The node with its changed parts; a sum that a summand has become needs no brackets, nor does a product in a product."""
    nested = rebuild(node, tuple(done[arg] for arg in node.args))
    if node.op not in ("sum", "product") or all(done[arg] is arg or done[arg].op != node.op for arg in node.args):
        return nested
    parts: list[Term] = []
    for arg in node.args:
        parts.extend(done[arg].args if done[arg] is not arg and done[arg].op == node.op else (done[arg],))
    if len(parts) > LONG_PRODUCT:
        return nested
    flat = rebuild(node, tuple(parts))
    pairs.append((nested, flat))
    return flat


def _remember(term: Term) -> None:
    """Nothing is left to do in this line, nor in its parts."""
    _STABLE.make_room()
    stack = [term]
    while stack:
        node = stack.pop()
        if node not in _STABLE and node.op in OPEN:
            _STABLE[node] = None
            stack.extend(node.args)


def _by(rewrite: Rewrite, largest: int | None = None) -> OnePart:
    """A rule as a change of one part, its first match."""

    def change(part: Term) -> Term:
        if largest is not None and part.size > largest:
            return part
        match = next(rewrite(part, Context()), None)
        return part if match is None else match.after

    return change


def _neutral(part: Term) -> Term:
    while True:
        after = algebra_numbers.without_neutral(part)
        if after is part:
            return part
        part = after


def _signs(part: Term) -> Term:
    after = algebra_numbers.sign_in_front(part)
    return algebra_numbers.sign_in_front(after) if after is not part else part


def _short_flat(product: Term) -> tuple[Term, ...] | None:
    """The factors with one layer of brackets left out, if they are not too many."""
    parts: list[Term] = []
    for each in product.args:
        parts.extend(each.args if each.op == "product" else (each,))
    return tuple(parts) if len(parts) <= max(LONG_PRODUCT, len(product.args)) else None


def letters_first(part: Term) -> Term:
    """A new product with its letters before its brackets and functions."""
    sign, body = without_sign(part)
    if body.op == "quotient":
        ordered = rebuild(body, tuple(letters_first(each) for each in body.args))
        return part if ordered is body else signed(sign, ordered)
    if body.op != "product" or len(body.args) > LONG_PRODUCT:
        return part
    return signed(sign, multiply(*sorted(body.args, key=lambda each: (-1, "") if is_number(each) else _place_in_product(each))))


def _numbers(part: Term) -> Term:
    """Several numbers multiplied and in front, then plain letters, then the rest."""
    flat = _short_flat(part) if part.op == "product" else None
    numbers = [each for each in flat or () if is_number(each)]
    if flat is None or len(numbers) < 2:
        return part
    whole = multiply(*numbers)
    match = next(algebra_numbers.multiply_numbers(whole, Context()), None)
    return _with_number_first(flat, whole if match is None else match.after)


def _number_first(part: Term) -> Term:
    """The only number in front, then plain letters, then the rest; fractions are multiplied without a line for that."""
    flat = _short_flat(part) if part.op == "product" else None
    numbers = [each for each in flat or () if is_number(each)]
    if flat is None or len(numbers) != 1 or flat[0] is numbers[0] or _fractions(part) is not part:
        return part
    return _with_number_first(flat, numbers[0])


def _with_number_first(parts: tuple[Term, ...], number: Term) -> Term:
    rest = sorted((each for each in parts if not is_number(each)), key=_place_in_product)
    return multiply(*rest) if number is ONE else multiply(number, *rest)


def _place_in_product(factor: Term) -> tuple[int, str]:
    """Numbers with a name, then letters as in the alphabet, so that a parameter stands before x; then the rest."""
    base = factor.args[0] if factor.op == "power" else factor
    if base.op == "constant" and base is not E:
        return 0, ""
    return (1, str(base.value)) if base.op == "symbol" else (2, "")


def _brackets(part: Term) -> Term:
    """Products in a product, and sums in a sum, without their brackets."""
    if part.op == "sum" and any(each.op == "sum" for each in part.args):
        return add(*(piece for each in part.args for piece in (each.args if each.op == "sum" else (each,))))
    if part.op == "product" and any(each.op == "product" for each in part.args):
        flat = _short_flat(part)
        return part if flat is None else multiply(*flat)
    return part


def _exponents(part: Term) -> Term:
    """Equal bases in a product put together, also exponentials whose exponents are alike."""
    if part.op != "product":
        return part
    places: dict[Term | tuple[Term, Term], int] = {}
    exponents: list[Term] = []
    parts: list[Term] = []
    for each in part.args:
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
    return multiply(*parts) if len(parts) < len(part.args) else part


def _negative_exponents(line: Term) -> Change:
    """A power that stands alone becomes a fraction; a factor goes below the line of its product."""
    rule = _by(algebra_powers.negative_exponent)

    def change(part: Term) -> Term:
        if part.op == "product":
            return rule(part)
        if part.op in OPEN:
            return rebuild(part, tuple(rule(each) if each.op == "power" else each for each in part.args))
        return part

    if line.op == "power":
        after = rule(line)
        return Change(after, ((line, after),))
    return _throughout(line, change)


def _fractions(part: Term) -> Term:
    if part.op != "product" or not any(each.op == "quotient" for each in part.args):
        return part
    if len(part.args) > LONG_PRODUCT or any(_has_fraction_in_sum(each) for each in part.args):
        return part
    return _by(algebra_fractions.multiply_fractions)(part)


def _has_fraction_in_sum(factor: Term) -> bool:
    """A bracket such as 1 + 1/x, which stays a factor: over another fraction line it would be hard to read."""
    return factor.op == "sum" and any(without_sign(each)[1].op == "quotient" for each in factor.args)


def _plain_powers(part: Term) -> Term:
    """(2x)^2 = 4x^2, where the base is a product, or a fraction, of numbers and letters."""
    if part.op != "power" or part.args[0].op not in ("product", "quotient") or part.args[1].op != "integer":
        return part
    inside = (each for above_or_below in part.args[0].args for each in factors(above_or_below))
    if not all(is_number(each) or _place_in_product(each)[0] < 2 for each in inside):
        return part
    return _by(algebra_powers.power_of_product)(part)


def _inside_roots(change: OnePart) -> OnePart:
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
    Pass("drop 0 and 1", _everywhere(_neutral)),
    Pass("minus times minus", _everywhere(_signs)),
    Pass("power of a power", _everywhere(_by(algebra_powers.power_of_power))),
    Pass("power of a product or quotient", _everywhere(_plain_powers)),
    Pass("power of a power", _everywhere(_inside_roots(_by(algebra_powers.power_of_power)))),
    Pass("power of an exponential", _everywhere(_inside_roots(_by(algebra_powers.exponential_to_power)))),
    Pass("power of a product or quotient", _everywhere(_inside_roots(_plain_powers))),
    Pass("square of a root", _everywhere(_inside_roots(_by(algebra_roots.square_of_root)))),
    Pass("absolute value of a square", _everywhere(_by(algebra_roots.without_bars))),
    Pass("number out of the bars", _everywhere(_by(algebra_roots.number_out_of_bars))),
    Pass("cancel a common factor", _everywhere(_by(algebra_fractions.cancel_factor, SMALL_PART))),
    Pass("multiply the numbers", _everywhere(_numbers)),
    Pass("put numbers first", _everywhere(_number_first)),
    Pass("drop the brackets", _everywhere(_brackets)),
    Pass("square of a root", _everywhere(_by(algebra_roots.square_of_root, SMALL_PART))),
    Pass("add the exponents", _everywhere(_exponents)),
    Pass("negative exponent", _negative_exponents),
    Pass("multiply the fractions", _everywhere(_fractions)),
    Pass("resolve the double fraction", _everywhere(_by(algebra_fractions.double_fraction))),
    Pass("square over its absolute value", _everywhere(_by(algebra_roots.square_over_absolute_value, SMALL_PART))),
    Pass("opposite terms cancel", _everywhere(_by(algebra_sums.cancel_opposites, SMALL_PART))),
    Pass("add the numbers", _everywhere(_by(algebra_numbers.add_numbers, SMALL_PART))),
    Pass("collect like terms", _everywhere(_by(algebra_sums.collect_like_terms, SMALL_PART))),
    Pass("fraction as a decimal", _in_decimals),
    Pass("e^(ln u) = u", _everywhere(_by(algebra_logarithms.exponential_of_logarithm))),
)

_BACK_TO_START = frozenset(("resolve the double fraction", "multiply the fractions", "cancel a common factor"))
