"""Judges one statement after the other, from what stands before it."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from itertools import pairwise

from derivation.context import Context
from derivation.equality import Counterexample, Verdict, same_up_to_order
from derivation.reading import Line
from derivation.term import Term, postorder
from derivation.verify.case import Case
from derivation.verify.chain import (
    Chain,
    Judged,
    equation_is_carried,
    has_rate,
    is_carried,
    is_name,
    is_rate,
    known_by_being_there,
    rate_said,
)
from derivation.verify.constants import compare_with_positive_constants
from derivation.verify.curve import Curve
from derivation.verify.curve_lines import judge_on_curve
from derivation.verify.defining import definition
from derivation.verify.differentials import divided_by_the_last
from derivation.verify.first_line import first_line
from derivation.verify.gaps import gap
from derivation.verify.looked_at import (
    carried_steps,
    follow_to_higher_order,
    goes_on_from_side,
    is_made_of_the_derivative,
    opens_with_steps,
)
from derivation.verify.names import Names
from derivation.verify.no_limit import no_limit
from derivation.verify.remembered import compare
from derivation.verify.solving import as_the_variable, goes_on_to_zero, is_about_the_variable, judge_solving, without_zero
from derivation.verify.stated_rates import stated_rate
from derivation.verify.unexplained import holds_for_all_functions, letters_of_its_own, pass_over
from derivation.verify.wording import NOT_SAID, inside_logarithms, not_defined, read_otherwise

THE_SAME = "the same but for the order"

AHEAD = 3
"""So many lines behind a wrong one are looked at for what was meant."""


class Statements:
    """Where a page stands, and what is said next.

    names           what the names on the page stand for
    chain           what the next formula has to equal
    given           the function was given, not taken from the first line
    reached         something was said about the derivative
    unmoved         the first line was an expression, and nothing since speaks of a derivative
    ahead           the formulas of the lines that follow
    differentiated  the plain names whose derivatives occur on the page
    mentioned       in how many statements each name occurs
    solving         the derivative, once it was set to zero
    parts           the names of two functions that the page's is made of: f(x) = x^2, g(x) = sin(x) for x^2 sin(x)
    bound           the letters that go to a limit on the page, or are steps: an equation beside it may be about them
    """

    def __init__(self, context: Context, of: Term | None, answer: bool = False) -> None:
        self.names = Names(context, of)
        self.chain = Chain()
        self.given = of is not None
        self.reached = False
        self.unmoved = False
        self.ahead: list[Term] = []
        self.differentiated: set[str] = set()
        self.mentioned: dict[str, int] = {}
        self.solving: Term | None = None
        self.parts: frozenset[str] = frozenset()
        self.bound: frozenset[str] = frozenset()
        self.curve: Curve | None = None
        self.start()
        if answer and len(self.chain.targets) > 1:
            self.chain.targets = self.chain.targets[1:]

    def start(self) -> None:
        """A page about a known function begins with lines equal to it or to its derivative."""
        if self.names.function is None or self.chain.targets:
            return
        rate = self.names.derivative_of_function()
        self.chain.targets = (self.names.function, rate) if rate is not None else (self.names.function,)

    def state(self) -> dict[str, object]:
        """Where the page stands, to go back to."""
        chain = replace(self.chain, wrong=[*self.chain.wrong], facts=[*self.chain.facts])
        return {**vars(self), "chain": chain, "names": copy(self.names)}

    def go_back(self, state: dict[str, object]) -> None:
        """Stand where the page stood."""
        vars(self.names).update(vars(state["names"]))
        vars(self).update({**state, "names": self.names})

    def judge(self, line: Line, text: str) -> Judged:
        """What is found about one statement of a line."""
        parts = [part for part in line.parts if part is not None]
        if not parts:
            return Judged("given", "a condition", line.conditions)
        if len(parts) > 1 and line.parts[0] is not None:
            parts = as_the_variable(self, divided_by_the_last(parts, self.names))
        if len(parts) > 1 and line.parts[0] is not None:
            defined = definition(self, parts, text)
            if defined is not None:
                return defined
        terms = [self.names.resolve(part) for part in parts]
        if self.names.function is None and not self.chain.targets:
            self.names.known |= frozenset().union(*(known_by_being_there(term, self.names.context.variable) for term in terms))
        carried = carried_steps(self, terms[0]) if goes_on_from_side(line, text) else frozenset()
        if carried and line.parts[0] is not None:
            line = line._replace(parts=(None, *line.parts))
        bound = self.bound | letters_of_its_own(parts[0]) if len(terms) > 1 and line.parts[0] is not None else carried
        if not carried and len(terms) == 1 and line.parts[0] is not None and opens_with_steps(self, terms[0]):
            self.chain.side = self.chain.last = terms[0]
            return Judged("given", "what is looked at")
        if line.parts[0] is not None and (stated := stated_rate(self, parts, terms)) is not None:
            return stated
        unknown = list(dict.fromkeys(name for term in terms for name in self.names.undefined(term) if name not in bound))
        if unknown and not holds_for_all_functions(self, unknown, terms, line):
            pass_over(self, parts, terms, line)
            return Judged("undecided", not_defined(unknown), line.conditions)
        if self.curve is not None:
            return judge_on_curve(self.curve, terms, line, self.chain, self.names, self._case)
        if not self.chain.targets:
            return first_line(self, parts, terms, line)
        if self.unmoved and any(has_rate(term) for term in (*parts, *terms)):
            self.unmoved, self.chain.targets = False, ()
            self.start()
        if len(terms) == 1 and line.parts[0] is not None and is_made_of_the_derivative(self, parts[0], terms[0]):
            self.chain.targets, self.chain.last, self.reached = (terms[0],), terms[0], True
            return Judged("given", "what is worked out")
        if len(terms) == 1 or line.parts[0] is None:
            return goes_on_to_zero(self, terms, line) or self.judge_chain(parts, terms, line)
        others, values = without_zero(parts, terms)
        judged = self.judge_equation(others, values, line)
        if len(others) < len(parts) and judged.status == "ok" and is_about_the_variable(self, parts[0], values[-1]):
            self.solving = values[-1]
        return judged

    # ------------------------------------------------------------------------------------------------- what stands there

    def judge_chain(self, parts: list[Term], terms: list[Term], line: Line) -> Judged:
        """Formulas that go on from the line before."""
        conditions, how = line.conditions, ""
        for k, (part, term) in enumerate(zip(parts, terms, strict=True)):
            judged = self._judge_value(part, term, goes_on=bool(k) or line.parts[0] is None)
            conditions = (*conditions, *judged.conditions)
            if judged.status in ("wrong", "undecided"):
                return judged
            how = how if how == "carried" else judged.how
        return Judged("ok", how, conditions)

    def _judge_value(self, part: Term, term: Term, goes_on: bool) -> Judged:
        follow_to_higher_order(self, part, term)
        other = inside_logarithms(term)
        if other is not term and not self.is_a_target(term) and self.is_a_target(other):
            term = other
        side, self.chain.side = self.chain.side if goes_on else None, None
        if side is not None:
            self.chain.targets = self.chain.targets[-1:]
        undecided: Verdict | None = None
        first: Verdict | None = None
        for target in reversed(self.chain.targets):
            verdict = compare_with_positive_constants(target, term, self.names.context)
            if verdict.status == "equal":
                left_out = gap(target, term, self.names.context)
                if left_out is not None:
                    return self._wrong(term, "its cases leave something out", left_out)
                return self._right(target, term, verdict, is_name(part))
            undecided = verdict if verdict.status == "undecided" else undecided
            first = first or verdict
        beside = compare_with_positive_constants(side, term, self.names.context) if side is not None else None
        if beside is not None and beside.status == "equal":
            self.chain.side = self.chain.last = term
            return Judged("ok", "it goes on from the side before", beside.conditions)
        if beside is not None and beside.status == "undecided":
            self.chain.side, undecided = side, undecided or beside
        if undecided is not None:
            return self._limit_apart(term) or Judged("undecided", f"not decided: {undecided.how}")
        assert first is not None
        if side is not None:
            self.chain.side, first = side, compare(side, term, self.names.context)
        if is_carried(term, self.chain, self.names):
            return Judged("ok", "carried")
        rate = self.names.derivative_of_function() if self.unmoved else None
        if rate is not None and compare(rate, term, self.names.context).status == "equal":
            return Judged("wrong", NOT_SAID, point=first.point)
        return self._wrong(term, "it differs from what it must equal", first.point)

    def is_a_target(self, term: Term) -> bool:
        """Whether a formula is one of those that the next one may equal."""
        return any(compare(target, term, self.names.context).status == "equal" for target in self.chain.targets)

    def _right(self, target: Term, term: Term, verdict: Verdict, bare_name: bool = False) -> Judged:
        how = verdict.how
        if how == THE_SAME and (self.chain.last is None or not same_up_to_order(self.chain.last, term)):
            how = "the function itself" if target is self.names.function else "the same once worked out"
        self.chain.last = term
        if target is self.chain.targets[-1] or has_rate(term):
            self.reached = self.reached or not bare_name
            self.chain.targets = self.chain.targets[-1:]
        return Judged("ok", how, verdict.conditions)

    def _limit_apart(self, term: Term) -> Judged | None:
        """A limit that cannot be worked out: the same as the one before by its body, or none at all."""
        if term.op != "limit":
            return None
        before = self.chain.last
        if before is not None and before.op == "limit" and before.args[1:] == term.args[1:] and before.value == term.value:
            verdict = compare(before.args[0], term.args[0], self.names.context)
            if verdict.status == "equal":
                return self._right(self.chain.targets[-1], term, verdict)
        point = no_limit(term, self.names.context)
        return self._wrong(term, "this limit does not exist", point) if point is not None else None

    def _wrong(self, term: Term, how: str, point: Counterexample | None) -> Judged:
        side = self.chain.side
        case = self._case(term, self.chain.targets if side is None else (self.chain.targets[-1], side), None)
        self.chain.wrong.append(term)
        return Judged("wrong", how, point=point, case=case)

    def _case(self, wrong: Term, targets: tuple[Term, ...], left: Term | None) -> Case:
        ahead = tuple(self.names.resolve(each) for each in self.ahead[: AHEAD + 1])
        return Case(wrong, targets, self.chain.last, ahead, self.names.function, self.names.context, left)

    # -------------------------------------------------------------------------------------------------------- equations

    def judge_equation(self, parts: list[Term], terms: list[Term], line: Line) -> Judged:
        """A statement that stands by itself: each side equals the next."""
        conditions, how = line.conditions, ""
        for k, (left, right) in enumerate(pairwise(terms)):
            verdict = compare_with_positive_constants(left, right, self.names.context)
            if verdict.status == "different":
                left, right, verdict = read_otherwise(left, right, verdict, self.names.context)
                terms[k : k + 2] = left, right
            conditions = (*conditions, *verdict.conditions)
            if verdict.status != "equal" and (solved := judge_solving(self, parts, terms, verdict)) is not None:
                return solved
            if verdict.status == "different":
                return self._wrong_equation(parts[k], left, right, rate_said(parts[k], parts[k + 1], self.names), verdict)
            if verdict.status == "undecided":
                return Judged("undecided", f"not decided: {verdict.how}", conditions)
            left_out = gap(left, right, self.names.context)
            if left_out is not None:
                return Judged("wrong", "its cases leave something out", conditions, left_out, self._case(right, (left,), left))
            how = "as given" if left is right else verdict.how
        self._go_on_from(parts, terms)
        return Judged("ok", how, conditions)

    def _go_on_from(self, parts: list[Term], terms: list[Term]) -> None:
        """Lines that begin with an equals sign go on from the last side."""
        order = self.names.order_of(parts[0])
        rate = self.names.derivative_of_function(order) if order else None
        if self.names.function is None:
            self.chain = Chain((terms[-1],), terms[-1])
        elif rate is not None:
            self.reached = self.reached or not all(is_name(part) for part in parts)
            self.chain = Chain((rate,), terms[-1], self.chain.wrong, self.chain.facts)
        else:
            self.chain.last = terms[-1]
            is_rate_itself = self.is_the_derivative(terms[-1])
            self.reached = self.reached or is_rate_itself or self._is_about_the_derivative(parts, terms)
            if is_rate_itself:
                self.chain.targets = self.chain.targets[-1:]
            else:
                self.chain.side = terms[-1]

    def _is_about_the_derivative(self, parts: list[Term], terms: list[Term]) -> bool:
        if any(is_rate(node, self.names) for part in parts for node in postorder(part)):
            return True
        return self.is_the_derivative(terms[0])

    def is_the_derivative(self, term: Term) -> bool:
        """Whether a formula is what the next one has to equal."""
        return compare(self.chain.targets[-1], term, self.names.context).status == "equal"

    def _wrong_equation(self, part: Term, left: Term, right: Term, rate: Term | None, verdict: Verdict) -> Judged:
        if equation_is_carried(left, right, rate, self.chain, self.names):
            return Judged("ok", "carried", verdict.conditions)
        case = self._case(right, (left,), left)
        self.chain.side = None
        order = self.names.order_of(part)
        target = self.names.derivative_of_function(order) if order else None
        if target is not None:
            self.chain.targets = (target,)
        self.chain.facts.append((left, right, rate))
        self.chain.wrong.append(right)
        self.reached = True
        return Judged("wrong", "its two sides differ", verdict.conditions, verdict.point, case)
