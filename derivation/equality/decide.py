"""Are two terms equal, where, and how do we know?

Equal means: proved, by a reduction that holds for all real values at which both sides have one.  Different means: a point
is known at which the two values lie in balls that do not meet.  Everything else is undecided; agreement of numbers alone
never counts as a proof.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction

from flint.utils.flint_exceptions import DomainError

from derivation import clock
from derivation.context import Context
from derivation.equality.cases import zero_in_all_cases
from derivation.equality.field import KernelField, OutOfTime, Refine, Undetermined
from derivation.equality.instances import SUMMANDS, instance
from derivation.equality.kernels import Element, Full, NotConvertible, TooLarge
from derivation.equality.limiting import grows_beyond_bounds, limit_of_difference, limit_value
from derivation.equality.lost_domains import hold_somewhere, lost_domains, with_domains
from derivation.equality.order import same_up_to_order
from derivation.equality.plain import dependent_symbols, plain
from derivation.equality.refute import Counterexample, Trial, speaking_of
from derivation.limits import PROOF_SECONDS
from derivation.term import ZERO, Term


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of two terms.

    status      "equal", "different" or "undecided"
    how         how that is known, in a few words
    conditions  relations that restrict where both sides have a value; only such as do not hold anyway
    point       for "different", a point with both values
    """

    status: str
    how: str = ""
    conditions: tuple[Term, ...] = field(default=())
    point: Counterexample | None = None


def compare(left: Term, right: Term, context: Context = Context(), seconds: float | None = None) -> Verdict:
    """Whether two terms have the same value wherever both have one, over the real numbers.

    Terms may hold derivatives, primes, values to be put in place and limits still to be worked out, and named functions.

    >>> from derivation.term import TWO, X, function, power
    >>> compare(function("sqrt", power(X, TWO)), function("abs", X)).status
    'equal'
    >>> verdict = compare(function("sqrt", power(X, TWO)), X)
    >>> verdict.status, verdict.point.at
    ('different', {'x': Fraction(-3, 5)})
    """
    if same_up_to_order(left, right):
        return Verdict("equal", "the same but for the order")
    deadline = clock.deadline(PROOF_SECONDS if seconds is None else seconds)
    if left.op == "relation" or right.op == "relation":
        return _compare_relations(left, right, context, deadline)
    return _Comparison(left, right, context, deadline).verdict()


def _compare_relations(left: Term, right: Term, context: Context, deadline: clock.Deadline) -> Verdict:
    """Two relations count as equal where both their sides are."""
    if left.op != right.op or left.value != right.value:
        return Verdict("undecided", "two statements of different kinds")
    verdicts = [compare(*pair, context, clock.left(deadline)) for pair in zip(left.args, right.args, strict=True)]
    if all(verdict.status == "equal" for verdict in verdicts):
        conditions = dict.fromkeys(condition for verdict in verdicts for condition in verdict.conditions)
        return Verdict("equal", "side by side", tuple(conditions))
    return Verdict("undecided", "two statements that are not the same")


class _Comparison:
    """One question, with what is found out on the way to its answer."""

    def __init__(self, left: Term, right: Term, context: Context, deadline: clock.Deadline) -> None:
        self.written, self.context, self.deadline = (left, right), context, deadline
        dependent = dependent_symbols((left, right), context)
        self.left, self.right = plain(left, context, dependent), plain(right, context, dependent)
        self.domains = lost_domains(self.written, (self.left, self.right), context, dependent, deadline)
        self.context = context.assume(*self.domains.assumed)

    def verdict(self) -> Verdict:
        """The answer; whatever goes beyond the bounds or the methods here is undecided."""
        try:
            return self._verdict()
        except OutOfTime:
            return Verdict("undecided", "out of time")
        except (ArithmeticError, ValueError, DomainError, RecursionError, MemoryError, Full, Refine) as problem:
            return Verdict("undecided", f"beyond the methods here: {type(problem).__name__}")

    def _verdict(self) -> Verdict:
        if self.left is self.right or same_up_to_order(self.left, self.right):
            return self._the_same_once_worked_out()
        self.trial = Trial(self.written, (self.left, self.right), self.context, self.deadline)
        point = self.trial.first_points()
        if point is not None:
            return Verdict("different", "the values at a point differ", point=point)
        try:
            return self._by_normal_form()
        except (NotConvertible, TooLarge, Undetermined) as reason:
            return self._without_proof(str(reason) or "too large")

    def _the_same_once_worked_out(self) -> Verdict:
        told = self.domains.told
        if told and not hold_somewhere((self.left, self.right), self.domains.assumed):
            return Verdict("undecided", "no point is known at which both sides have a value", told)
        return self._unless_nothing_is_differentiated(Verdict("equal", "the same once worked out", told))

    def _by_normal_form(self) -> Verdict:
        from derivation.equality.told import conditions_between

        assumptions = self._useful_assumptions()
        field, (left, right), signs = zero_in_all_cases(self.left, self.right, assumptions, self.deadline)
        if left is None or right is None:
            return self._equal("equal in every case of the signs", conditions_between(field, self.left, self.right, signs))
        difference = field.subtract(left, right)
        if field.is_zero(difference):
            return self._equal("the difference reduces to 0", conditions_between(field, self.left, self.right, signs))
        return self._not_reduced(field, difference)

    def _useful_assumptions(self) -> tuple[Term, ...]:
        return tuple(speaking_of(self.context.assumptions, {*self.left.free, *self.right.free}))

    def _equal(self, how: str, conditions: tuple[Term, ...]) -> Verdict:
        known = self.trial.common or self.trial.has_no_values or self.trial.find_common()
        if not known or not hold_somewhere((self.left, self.right), self.domains.told and self.domains.assumed):
            return Verdict("undecided", "no point is known at which both sides have a value", conditions)
        from derivation.equality.borders import look_at_borders
        from derivation.equality.gaps import with_gaps
        from derivation.equality.whole_exponents import positive_bases

        conditions = with_gaps(with_domains(conditions, self.domains.told), self.left, self.right)
        given = tuple(each for each in self.context.assumptions if each.op == "relation")
        found = look_at_borders(self.left, self.right, (*conditions, *given), self.context, self.deadline)
        if found.status == "equal":
            told = tuple(dict.fromkeys((*conditions, *found.conditions)))
            whole = positive_bases(self.left, self.right, (*told, *given))
            return self._unless_nothing_is_differentiated(Verdict("equal", how, (*told, *whole)))
        return found

    def _unless_nothing_is_differentiated(self, verdict: Verdict) -> Verdict:
        """What has no value anywhere has no derivative, although the rules would give one."""
        from derivation.equality.nowhere import differentiates_nothing

        if differentiates_nothing(self.written, self.context):
            return Verdict("undecided", "no point is known at which what is differentiated has a value", verdict.conditions)
        return verdict

    def _not_reduced(self, field: KernelField, difference: Element) -> Verdict:
        point = self.trial.more_points() or self.trial.by_difference(field, difference)
        if point is not None:
            return Verdict("different", "the values at a point differ", point=point)
        from derivation.equality.constant import vanishes

        how = vanishes(self.left, self.right, self.trial, self.context, self.deadline)
        if how:
            from derivation.equality.told import conditions_between

            return self._equal(how, conditions_between(field, self.left, self.right, 0))
        by_limits = self._by_limits()
        if by_limits is not None:
            return by_limits
        by_instance = self._by_instance()
        if by_instance is not None:
            return by_instance
        if not self.trial.common and not self.trial.has_no_values:
            return Verdict("undecided", "no point is known at which both sides have a value")
        return Verdict("undecided", "neither a proof nor a counterexample was found")

    def _by_instance(self) -> Verdict | None:
        """Sums to any end are different if they are so for one, at a point."""
        made = instance(self.left, self.right, self.context)
        if made is None:
            return None
        left, right, ends = made
        point = Trial((left, right), (left, right), self.context, self.deadline).more_points()
        if point is None:
            return None
        at = {**{str(end.value): Fraction(SUMMANDS) for end in ends}, **point.at}
        return Verdict("different", "the values for sums of three differ", point=replace(point, at=at))

    def _by_limits(self) -> Verdict | None:
        """Where a limit could not be worked out: the limit of the difference."""
        difference = limit_of_difference(self.left, self.right)
        if difference is None:
            return None
        value = limit_value(difference, self.context)
        if value is not None:
            return compare(value, ZERO, self.context, clock.left(self.deadline))
        numerator = grows_beyond_bounds(difference, self.context)
        if numerator is None or compare(numerator, ZERO, self.context, clock.left(self.deadline)).status != "different":
            return None
        point = self.trial.near(difference.args[1], difference.args[2])
        return Verdict("different", "the difference grows beyond all bounds", point=point) if point is not None else None

    def _without_proof(self, reason: str) -> Verdict:
        point = self.trial.more_points()
        if point is not None:
            return Verdict("different", "the values at a point differ", point=point)
        return Verdict("undecided", reason)


__all__ = ["Counterexample", "Verdict", "compare"]
