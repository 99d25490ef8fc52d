"""The search itself: sets of tags, small and cheap ones first, until nothing shorter can come."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from itertools import combinations

from derivation.context import Context
from derivation.discover import Discovery
from derivation.discover.companions import Tag, closures, companions
from derivation.discover.forms import Candidate, candidates, proved, written
from derivation.discover.presentation import STEPS, Costs
from derivation.discover.workspace import CANNOT, Workspace
from derivation.discover.worth import SLACK, is_simpler
from derivation.equality.decide import compare
from derivation.equality.differentiate import NoDerivative, differentiate
from derivation.equality.kernels import Element
from derivation.equality.plain import plain
from derivation.term import ONE, Term, fresh_symbol, function, multiply, piecewise, postorder, replace, replace_at

Chosen = Sequence[tuple[Tag, Element]]

MOST_DECIMALS = 4
"""Most decimals that get letters."""

COMPANIONS = ("companion", "relative")
"""The kinds of tags that are functions beside f."""

NAME_COST, SHARE_COST = 1.0, 3.0
"""What it costs to read f, and to read a long companion that has a meaning of its own."""

CERTAINLY_SHORT = 7.0
"""A form in f alone that costs less to read is taken at once."""

SHRINKS_TO = 0.5
"""How much of its length a relation may lose by factoring."""

WORTH_A_COMPANION = 0.7
"""How much shorter a form with companions must be than one in f alone."""

NEEDS_MORE = 1.0
"""What it costs a form to have no value at some places where f has one."""


def search(term: Term, derivative: Term, context: Context, name: str) -> Discovery:
    """See `derivation.discover.discover`; any kind of term."""
    value, target = plain(term, context), plain(derivative, context)
    cases, slopes = _by_cases(value), _by_cases(derivative) or _by_cases(target)
    if cases is not None and slopes is not None and len(cases.args) == len(slopes.args):
        return case_by_case(cases, slopes, context, name)
    found = with_named_decimals(value, derivative, context, name)
    return found if found is not None else directly(term, derivative, context, name)


def _by_cases(term: Term) -> Term | None:
    """The term as one function by cases: a factor in front, or the like, is taken into every case."""
    if term.op == "piecewise":
        return term
    holders = [k for k, arg in enumerate(term.args) if arg.op == "piecewise"]
    if term.op not in ("sum", "product", "quotient", "negation") or len(holders) != 1:
        return None
    place = holders[0]
    inner = term.args[place].args
    bodies = [_with_body(term, place, body) for body in inner[::2]]
    return piecewise(*zip(bodies, inner[1::2], strict=True))


def _with_body(term: Term, place: int, body: Term) -> Term:
    """The term with a body in place of the cases; a factor 1 is left out."""
    if term.op == "product" and body is ONE:
        return multiply(*term.args[:place], *term.args[place + 1 :])
    return replace_at(term, (place,), body)


def directly(term: Term, derivative: Term, context: Context, name: str) -> Discovery:
    """The search on a function without several cases."""
    try:
        return Search(Workspace(term, derivative, context), name).run()
    except CANNOT:
        return Discovery(None, (), "undecided", "this derivative is beyond what the search can take apart", False)


def case_by_case(value: Term, derivative: Term, context: Context, name: str) -> Discovery:
    """A form for each case of a function that is given by several."""
    cases = [search(body, slope, context, name) for body, slope in zip(value.args[::2], derivative.args[::2], strict=True)]
    if not any(case.simpler for case in cases):
        status = "proved" if all(case.status == "proved" for case in cases) else "undecided"
        return Discovery(None, (), status, "in no case is there a simpler form", False)
    bodies = [
        case.form if case.form is not None and case.simpler else slope
        for case, slope in zip(cases, derivative.args[::2], strict=True)
    ]
    terms = dict.fromkeys(each for case in cases if case.simpler for each in case.terms)
    limits = dict.fromkeys(each for case in cases for each in case.conditions)
    form = piecewise(*zip(bodies, derivative.args[1::2], strict=True))
    back = replace(form, {function(name, context.variable): value})
    if compare(back, derivative, context).status != "equal":
        return Discovery(None, (), "undecided", "the cases of the function and of its derivative do not fit together", False)
    return Discovery(form, tuple(terms), "proved", "", True, tuple(limits))


def with_named_decimals(value: Term, derivative: Term, context: Context, name: str) -> Discovery | None:
    """The form with a letter for each decimal, 1.702 say, put back at the end; None if that gives nothing.

    So 1.702 stays what it is, instead of becoming 851/500.
    """
    decimals = [node for node in postorder(value) if node.op == "decimal"]
    if not decimals or len(decimals) > MOST_DECIMALS:
        return None
    letters = {node: fresh_symbol(f"decimal{k}", value.free) for k, node in enumerate(decimals)}
    try:
        body = replace(value, letters)
        general = Search(Workspace(body, differentiate(body, context.variable), context), name)
        return _with_decimals(general, {letter: node for node, letter in letters.items()}, Workspace(value, derivative, context))
    except (NoDerivative, *CANNOT):
        return None


def _with_decimals(general: Search, decimals: dict[Term, Term], workspace: Workspace) -> Discovery | None:
    """What the search with letters finds, with the decimals back in their places and proved anew."""
    form = general.run().form
    proof = proved(workspace, replace(form, decimals), general.named) if form is not None else None
    if form is None or proof is None or not proof.everywhere:
        return None
    general.tags = [tag._replace(written=replace(tag.written, decimals)) for tag in general.tags]
    return dataclasses.replace(general.result(), form=replace(form, decimals), conditions=proof.conditions)


class Search:
    """One search, with the best form so far.

    limit  what a form must cost less than to be kept
    """

    def __init__(self, workspace: Workspace, name: str) -> None:
        self.workspace = workspace
        self.variable = workspace.context.variable
        self.named = function(name, self.variable)
        self.costs = Costs({self.named: NAME_COST})
        self.limit = Costs({workspace.function: NAME_COST}).of(workspace.derivative) + SLACK + NEEDS_MORE * workspace.needs_more
        self.best: Term | None = None
        self.tags: Sequence[Tag] = ()
        self.conditions: tuple[Term, ...] = ()
        self.alone: tuple[str, bool] | None = None

    def run(self) -> Discovery:
        if self.variable not in self.workspace.plain_derivative.free:
            return Discovery(None, (), "proved", f"the derivative does not change with {self.variable.value}", False)
        own = Tag(self.named, self.workspace.plain_function, "f"), self.workspace.f
        self._keep_best([[own]])
        if self.best is None or self.limit > CERTAINLY_SHORT * WORTH_A_COMPANION:
            tags = [own, *self._others()]
            for each in sorted(tags[1:], key=lambda each: self.costs.of(each[0].written)):
                self._keep_best([[each]] if each[0].kind != "x" else [])
            for count in (2, 3, 4):
                self._keep_best(chosen for chosen in combinations(tags, count) if _is_sensible([tag for tag, _ in chosen]))
        return self.result()

    def _others(self) -> list[tuple[Tag, Element]]:
        """The tags besides f; a long one costs less than its parts, as it is read as one thing."""
        work = self.workspace
        wanted = [Tag(self.variable, self.variable, "x")]
        met = set(postorder(work.function, work.derivative, work.plain_function, work.plain_derivative))
        wanted += companions(work.function, work.derivative, work.context, met)
        wanted += companions(work.plain_function, work.plain_derivative, work.context, met)
        wanted += closures(self.named, work.plain_function)
        wanted.sort(key=lambda tag: self.costs.of(tag.written))
        found = work.within([tag for tag in wanted if min(SHARE_COST, self.costs.of(tag.written)) < self.limit])
        found = [(tag, element) for tag, element in found if work.has_always_a_value(tag)]
        for tag, _ in found:
            self.costs[tag.written] = min(SHARE_COST, self.costs.of(tag.written))
        return found

    def _keep_best(self, sets: Iterator[Chosen] | Sequence[Chosen]) -> None:
        """All relations of the sets first, then the forms, so that short ones spare the work on long ones."""
        found: list[Candidate] = []
        by_least = sorted(((self._least([tag for tag, _ in chosen]), chosen) for chosen in sets), key=lambda each: each[0])
        for least, chosen in by_least:
            if least < self.limit and not self.workspace.exhausted:
                found.extend(candidates(self.workspace, self.costs, chosen))
        if self.alone is None and any(_is_alone(each.tags) for each in found):
            self.alone = f"no short form in {self.named.value} alone was found", False
        for each in sorted(found, key=lambda each: each.estimate):
            may_be_short = each.estimate * SHRINKS_TO < self.limit and self._least(each.tags) < self.limit
            if may_be_short and not self.workspace.exhausted:
                self._keep_if_best(each)

    def _least(self, tags: Sequence[Tag]) -> float:
        """The least that a form in these tags costs."""
        return sum([self.costs.of(tag.written) for tag in tags]) + STEPS["product"] * (len(tags) - 1)

    def _keep_if_best(self, found: Candidate) -> None:
        form = written(self.workspace, self.costs, found)
        if form is None:
            return
        proof = proved(self.workspace, form, self.named)
        if proof is None:
            return
        alone = _is_alone(found.tags)
        if alone:
            name = self.named.value
            why = "" if proof.everywhere else f"a form in {name} alone has no value at some places where {name}' has"
            self.alone = why, True
        if not proof.everywhere:
            return
        cost = self.costs.of(form) + NEEDS_MORE * proof.needs_more
        if cost < self.limit:
            self.best, self.tags, self.conditions = form, found.tags, proof.conditions
            self.limit = cost * WORTH_A_COMPANION if alone else cost

    # ------------------------------------------------------------------------------------------------------------ result

    def result(self) -> Discovery:
        """What has been found so far."""
        why, sure = self.alone if self.alone is not None else self._why_not_alone()
        if self.best is None:
            if not why:
                why, sure = f"the form in {self.named.value} alone is longer than the derivative itself", False
            return Discovery(None, (), "proved" if sure else "undecided", why, False)
        simpler = is_simpler(self.best, self.tags, self.named, self.workspace, self.costs)
        return Discovery(self.best, self._terms(), "proved", why, simpler, self.conditions)

    def _why_not_alone(self) -> tuple[str, bool]:
        from derivation.discover.absence import why_not_alone

        return why_not_alone(self.workspace, str(self.named.value))

    def _terms(self) -> tuple[str, ...]:
        from derivation.notation import text

        names = []
        for tag in self.tags:
            has_name = tag.kind in ("f", "x") or (tag.written.op == "function" and tag.kind in COMPANIONS)
            names.append(str(tag.written.value) if has_name else text(tag.written))
        return tuple(dict.fromkeys(names))


def _is_alone(tags: Sequence[Tag]) -> bool:
    return [tag.kind for tag in tags] == ["f"]


def _is_sensible(tags: Sequence[Tag]) -> bool:
    """Few companions, no two relatives at one argument; what undoes f only with one thing beside it, or with f and x."""
    kinds = [tag.kind for tag in tags]
    relatives = [tag.value.args for tag in tags if tag.kind == "relative"]
    if len(set(relatives)) < len(relatives) or (len(kinds) > 2 and "of f" in kinds and kinds != ["f", "x", "of f"]):
        return False
    return sum(kind in COMPANIONS for kind in kinds) <= 2 and (len(kinds) < 4 or kinds[:2] == ["f", "x"])
