"""Related rates: r = 5 and dr/dt = 3 are given on the way, and what follows holds at that moment alone."""

from __future__ import annotations

from itertools import pairwise

from derivation.reading import Line
from derivation.term import ZERO, Term, add, derivative, negate, replace, symbol
from derivation.verify.chain import Judged
from derivation.verify.linear import solved_linearly
from derivation.verify.names import left_name
from derivation.verify.remembered import compare
from derivation.verify.statements import Statements

ONE_MOMENT = "not decided: it may be about one moment alone, and not all values are given"


def judge_with_values(page: Statements, line: Line, text: str) -> Judged:
    """`Statements.judge`, on a page whose letters move: numbers may be given to them, and put in."""
    letters = _moving(page)
    if not letters:
        return page.judge(line, text)
    parts = [part for part in line.parts if part is not None]
    terms = [page.names.resolve(part) for part in parts]
    if line.parts and line.parts[0] is not None and _gives_a_value(page, parts, terms, letters):
        return Judged("given", "a value at one moment", line.conditions)
    before, chain = page.state(), page.chain
    start = [chain.side or chain.last or chain.targets[-1]] if chain.targets and _goes_on(line, terms) else []
    judged = page.judge(line, text)
    if judged.status != "wrong" or not _is_about_one_moment(page, terms):
        return judged
    if len(terms) == 2 and terms[0] in letters and not terms[1].free and _leaves_the_curve(page, *terms):
        return judged
    found = _at_that_moment(page, [*start, *terms])
    if found.status != "wrong":
        page.go_back(before)
        page.chain.last = page.chain.side = terms[-1]
    return judged if found.status == "wrong" else found


def _moving(page: Statements) -> tuple[Term, ...]:
    curve = page.curve
    if curve is not None:
        return (*curve.moving, curve.y) if curve.moving else ()
    return tuple(letter for letter in page.names.moving if letter.value not in page.names.context.definitions)


def _goes_on(line: Line, terms: list[Term]) -> bool:
    return line.parts[:1] == (None,) or len(terms) == 1


def _gives_a_value(page: Statements, parts: list[Term], terms: list[Term], letters: tuple[Term, ...]) -> bool:
    """x = 6, dx/dt = -3, dV/dt = 4: noted, if the right side is a number that what is known does not decide."""
    if len(terms) < 2 or any(term.free for term in terms[1:]):
        return False
    t = page.names.context.variable
    rates = [derivative(letter, t) for letter in letters]
    if terms[0] in letters or terms[0] in rates:
        if terms[0] in page.names.values or _is_decided(page, terms[0]) or _leaves_the_curve(page, *terms[:2]):
            return False
        page.names.values[terms[0]] = terms[-1]
        return True
    if left_name(parts[0]) is None or terms[0].free.isdisjoint(letters):
        return False
    difference = add(terms[0], negate(terms[-1]))
    for rate in rates:
        said = solved_linearly(difference, rate, page.names.context) if rate not in page.names.values else None
        if said is not None:
            page.names.values[rate] = said
            break
    return True


def _leaves_the_curve(page: Statements, letter: Term, value: Term) -> bool:
    """Whether a value for the last of the letters contradicts the equation of the curve."""
    values = {**{name: each for name, each in page.names.values.items() if name.op == "symbol"}, letter: value}
    if page.curve is None or letter.op != "symbol" or not values.keys() >= {*_moving(page)}:
        return False
    return compare(replace(page.curve.difference, values), ZERO, page.names.context).status == "different"


def _is_decided(page: Statements, rate: Term) -> bool:
    """Whether the curve and the values given say what a rate is."""
    if page.curve is None or rate.op != "derivative":
        return False
    said = solved_linearly(_put_in(page, page.curve.relation), _open(rate), page.names.context)
    return said is not None and not said.free


def _open(rate: Term) -> Term:
    """A letter for a rate that has no value yet."""
    return symbol(f"d{rate.args[0].value}_d{rate.args[1].value}")


def _is_about_one_moment(page: Statements, terms: list[Term]) -> bool:
    """Whether numbers were given, or a formula has no letter that moves although it should have."""
    letters = {*_moving(page)}
    return bool(page.names.values) or any(term.free.isdisjoint(letters) for term in terms[-1:])


def _at_that_moment(page: Statements, terms: list[Term]) -> Judged:
    terms = [_with_values(page, term) for term in terms]
    for left, right in pairwise(terms):
        verdict = compare(left, right, page.names.context)
        if verdict.status != "equal":
            return Judged("wrong" if not left.free and not right.free else "undecided", ONE_MOMENT)
    return Judged("ok", "true at that moment")


def _with_values(page: Statements, term: Term) -> Term:
    """A term with the numbers put in, and with the one rate that is left as the curve says it."""
    if page.curve is not None:
        t = page.names.context.variable
        left = [rate for rate in (derivative(each, t) for each in _moving(page)) if rate not in page.names.values]
        said = solved_linearly(page.curve.relation, left[0], page.names.context) if len(left) == 1 else None
        term = replace(term, {left[0]: said}) if said is not None else term
    return _put_in(page, term)


def _put_in(page: Statements, term: Term) -> Term:
    """A term with the numbers put in, for rates first."""
    values, t = page.names.values, page.names.context.variable
    rates = {rate: values.get(rate, _open(rate)) for rate in (derivative(each, t) for each in _moving(page))}
    return replace(replace(term, rates), {name: value for name, value in values.items() if name.op == "symbol"})
