"""A derivation as data: the steps, what each rests on, and the proof that each keeps the value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from derivation.context import Context
from derivation.equality import compare
from derivation.equality.plain import dependent_symbols
from derivation.memory import Memory
from derivation.term import Path, Term, function, postorder, put_in, replace, symbol

Status = Literal["proved", "undecided"]

SMALL = 24
"""Up to this many printed nodes two forms are compared whole; beyond it, what they share is put aside first."""

UPPER_LEVELS = 12
"""How many levels, from the top down, are looked through for what two lines share."""

LARGE = 2_000
"""Beyond this many printed nodes conditions are stated as the parts put aside give them, without a second look."""

MOST_CASES = 4
"""Beyond so many functions by cases in a line the conditions are left as the parts give them, too."""

_BY_CASES = frozenset(("max", "min", "abs", "sign"))

_ABSTRACTED: Memory[tuple[object, ...], Justification] = Memory(4_000)


@dataclass(frozen=True, slots=True)
class Justification:
    """What is known about one form being equal to the next."""

    status: Status
    conditions: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One use of one rule on a whole line; it is its own justification.

    before, after  the line as it was and as it is
    rule           the name of the rule
    why            one sentence, its holes filled in
    path           where the change is; () is the whole line
    holes          what the names of the rule stood for
    backwards      the rule was read from right to left
    substeps       how what stands inside was worked out; each starts from a part of the line
    status         "proved" only where the values are proved equal
    conditions     what the step needs, as relations; only such as restrict
    defines        a name that this step introduces, with what it stands for
    """

    before: Term
    after: Term
    rule: str
    why: str = ""
    path: Path = ()
    holes: Mapping[str, Term] = field(default_factory=dict)
    backwards: bool = False
    substeps: tuple[Step, ...] = ()
    status: Status = "undecided"
    conditions: tuple[Term, ...] = ()
    defines: tuple[Term, Term] | None = None


@dataclass(frozen=True, slots=True)
class SelfForm:
    """The derivative in terms of the function itself.

    form    the derivative, the function written as f(x) or by its own name
    terms   the names that occur: ("f",), ("f", "x"), ("f", "sigma")
    status  whether it is proved equal to the derivative
    """

    form: Term
    terms: tuple[str, ...]
    status: Status


@dataclass(frozen=True, slots=True)
class Walkthrough:
    """A start and the steps from it; `start` is the first line, `end` the last.

    start         the derivative still to be done, or the first form of a chain
    steps         each begins with the line that the one before it ends with
    context       the variable, parameters and definitions it was made in
    function      the function differentiated, as read; None for a chain between two forms
    self_form     the derivative in terms of the function itself, if one was found
    notes         what the reader should be told: how the input was read, conventions
    """

    start: Term
    steps: tuple[Step, ...]
    context: Context
    function: Term | None = None
    self_form: SelfForm | None = None
    notes: tuple[str, ...] = ()

    @property
    def end(self) -> Term:
        return self.steps[-1].after if self.steps else self.start

    @property
    def form_conditions(self) -> tuple[Term, ...]:
        """Under which conditions the derivative is what it is in terms of the function."""
        if self.self_form is None or self.self_form.form is self.end:
            return ()
        return justify(self.end, self.self_form.form, self.context).conditions

    @property
    def proved(self) -> bool:
        return all(step.status == "proved" for step in self.steps)


def justify(before: Term, after: Term, context: Context, known: Mapping[Term, Term] = MappingProxyType({})) -> Justification:
    """Prove that two neighbouring lines have the same value, from the parts in which they differ.

    Both lines mean what they say with the names of the context written out.  Where a part that both sides share is
    large, it is put aside as an unknown function of the variable: what holds for every function holds for this one.
    Parts that were proved equal on their own may be given as `known`; putting equals in place of equals needs no more.
    The status is "proved" only where `equality.compare` proved each pair of parts equal.

    >>> from derivation.term import ONE, X, add, divide, multiply, power, rational
    >>> justify(divide(ONE, X), power(X, rational(-1)), Context()).status
    'proved'
    """
    if known and put_in(before, known) is after:
        return Justification("proved")
    before, after = context.written_out(before), context.written_out(after)
    if dependent_symbols((before, after), context):
        return _compare_once(before, after, context)  # a part does not say what y changes with: dy/dx stands beside it
    found: list[Term] = []
    for left, right in _differing_parts(before, after):
        verdict = _prove_parts(left, right, context)
        if verdict.status != "proved":
            return _prove_parts(before, after, context) if left is not before else verdict
        found.extend(condition for condition in verdict.conditions if condition not in found)
    if found and before.size + after.size <= LARGE and not _has_many_cases(before):
        whole = _compare_once(before, after, context)
        return whole if whole.status == "proved" else Justification("proved", tuple(found))
    return Justification("proved", tuple(found))


def _differing_parts(before: Term, after: Term) -> list[tuple[Term, Term]]:
    """The smallest pairs of parts, in the same places, whose equality makes the whole equal."""
    pairs, stack = [], [(before, after)]
    seen: set[tuple[Term, Term]] = set()
    while stack:
        left, right = stack.pop()
        if left is right or (left, right) in seen:
            continue
        seen.add((left, right))
        alike = left.op == right.op and left.value == right.value and len(left.args) == len(right.args)
        if alike and left.args and _one_differs(left, right):
            stack.extend(reversed(list(zip(left.args, right.args, strict=True))))
        else:
            pairs.append((left, right))
    return pairs


def _one_differs(left: Term, right: Term) -> bool:
    """Whether looking inside is worth while: sums may differ in many places, large ones in all, other kinds in one."""
    if left.op == "piecewise":
        return True
    differing = sum([a is not b for a, b in zip(left.args, right.args, strict=True)])
    return differing == 1 or (left.op == "sum" and (differing < len(left.args) or left.size + right.size > LARGE))


def _prove_parts(left: Term, right: Term, context: Context) -> Justification:
    if left.size + right.size <= SMALL:
        return _compare_once(left, right, context)
    with_conditions: Justification | None = None
    for names in (_shared_parts(left, right, context), _shared_parts(left, right, context, below_derivatives=True)):
        if not names:
            continue
        back = {name: part for part, name in names.items()}
        verdict = _compare_once(replace(left, names), replace(right, names), context)
        if verdict.status == "proved":
            proof = Justification("proved", tuple(replace(condition, back) for condition in verdict.conditions))
            if not proof.conditions or left.size + right.size > LARGE or _has_many_cases(left):
                return proof
            with_conditions = with_conditions or proof
    whole = _compare_once(left, right, context)
    return with_conditions if with_conditions is not None and whole.status != "proved" else whole


def _has_many_cases(term: Term) -> bool:
    """Whether a whole comparison would have too many cases to tell apart, as each may double their number."""
    return sum(node.op == "piecewise" or node.value in _BY_CASES for node in postorder(term)) > MOST_CASES


def _compare_once(left: Term, right: Term, context: Context) -> Justification:
    """Lines of a long derivation are alike once their shared parts are put aside, so each kind is proved once.

    So is a line that two ways of putting parts aside, and the question for its conditions, come to.
    """
    names = context.variable, context.parameters, context.assumptions, frozenset(context.definitions.values())
    key = (left, right, *names)
    verdict = _ABSTRACTED.get(key)
    if verdict is None:
        _ABSTRACTED.make_room()
        verdict = _ABSTRACTED[key] = _compare(left, right, context)
    return verdict


def _shared_parts(left: Term, right: Term, context: Context, below_derivatives: bool = False) -> dict[Term, Term]:
    """The largest composite parts that both sides contain, each with an unknown of its own.

    With `below_derivatives` what is differentiated is looked into, for rules that tell of its form: (e^u)' = e^u·u'.
    """
    ours, theirs = _upper_parts(left), _upper_parts(right)
    common = {node for node in ours if _may_be_put_aside(node)} & theirs
    if below_derivatives:
        common -= {node.args[0] for node in ours | theirs if node.op == "derivative"}
    names: dict[Term, Term] = {}
    visited: set[Term] = set()
    stack = [right, left]
    while stack:
        node = stack.pop()
        if node in common:
            if node not in names:
                unknown = f"part {len(names) + 1}"  # no name that can be read
                names[node] = function(unknown, context.variable) if context.depends(node) else symbol(unknown)
        elif node not in visited:
            visited.add(node)
            stack.extend(reversed(node.args))
    return names


def _upper_parts(term: Term) -> set[Term]:
    """The parts of a term near its top, where neighbouring lines differ."""
    found = {term}
    level = {term}
    for _ in range(UPPER_LEVELS):
        level = {arg for node in level for arg in node.args} - found
        found |= level
    return found


def _may_be_put_aside(node: Term) -> bool:
    return node.op in ("sum", "product", "quotient", "power", "function", "negation", "piecewise") and bool(node.free)


def _compare(left: Term, right: Term, context: Context) -> Justification:
    verdict = compare(left, right, context)
    return Justification("proved" if verdict.status == "equal" else "undecided", verdict.conditions)
