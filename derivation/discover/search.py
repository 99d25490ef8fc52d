"""The search itself: sets of tags, small and cheap ones first, until nothing shorter can come."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from itertools import combinations

from derivation.context import Context
from derivation.discover import Discovery
from derivation.discover.companions import Tag, closures, companions
from derivation.discover.forms import Candidate, candidates, proved, written
from derivation.discover.presentation import Costs
from derivation.discover.workspace import CANNOT, Workspace
from derivation.equality.decide import compare
from derivation.equality.differentiate import NoDerivative, differentiate
from derivation.equality.kernels import Element
from derivation.equality.plain import plain
from derivation.term import ONE, Term, fresh_symbol, function, multiply, number_of, piecewise, postorder, replace, replace_at

Chosen = Sequence[tuple[Tag, Element]]

MOST_DECIMALS = 4
"""Most decimals that get letters."""

NAME_COST, SHARE_COST = 1.0, 3.0
"""What it costs to read f, and to read a long companion that has a meaning of its own."""

CERTAINLY_SHORT = 7.0
"""A form in f alone that costs less to read is taken at once."""

SHRINKS_TO = 0.5
"""How much of its length a relation may lose by factoring."""

WORTH_A_COMPANION = 0.7
"""How much shorter a form with companions must be than one in f alone."""

WORTH_THE_MIXTURE = 0.75
"""How much shorter a form in f and x must be than one in x alone."""

OF_ANGLES = frozenset(("sin", "cos", "tan", "sec", "csc", "cot"))
"""Products of these are differentiated into sums of such products, which need no name."""

NEEDS_MORE = 1.0
"""What it costs a form to have no value at some places where f has one."""

SLACK = 0.5
"""How much longer than the derivative itself a form may be to be worth showing."""


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
            for count in (1, 2, 3, 4):
                self._keep_best(chosen for chosen in combinations(tags, count) if _is_sensible([tag.kind for tag, _ in chosen]))
        return self.result()

    def _others(self) -> list[tuple[Tag, Element]]:
        """The tags besides f; a long one costs less than its parts, as it is read as one thing."""
        work = self.workspace
        wanted = [Tag(self.variable, self.variable, "x")]
        wanted += companions(work.function, work.derivative, work.context)
        wanted += companions(work.plain_function, work.plain_derivative, work.context)
        wanted += closures(self.named, work.plain_function)
        found = work.within(sorted(wanted, key=lambda tag: self.costs.of(tag.written)))
        for tag, _ in found:
            self.costs[tag.written] = min(SHARE_COST, self.costs.of(tag.written))
        return found

    def _keep_best(self, sets: Iterator[Chosen] | Sequence[Chosen]) -> None:
        """All relations of the sets first, then the forms, so that short ones spare the work on long ones."""
        found: list[Candidate] = []
        for least, chosen in sorted(((self._least(chosen), chosen) for chosen in sets), key=lambda each: each[0]):
            if least < self.limit and not self.workspace.exhausted:
                found.extend(candidates(self.workspace, self.costs, chosen))
        if self.alone is None and any(_is_alone(each.tags) for each in found):
            self.alone = f"no short form in {self.named.value} alone was found", False
        for each in sorted(found, key=lambda each: each.estimate):
            if each.estimate * SHRINKS_TO < self.limit and not self.workspace.exhausted:
                self._keep_if_best(each)

    def _least(self, chosen: Chosen) -> float:
        """The least that a form in these tags costs."""
        return sum(self.costs.of(tag.written) for tag, _ in chosen)

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
        return Discovery(self.best, self._terms(), "proved", why, self._is_simpler(self.best), self.conditions)

    def _why_not_alone(self) -> tuple[str, bool]:
        from derivation.discover.absence import why_not_alone

        return why_not_alone(self.workspace, str(self.named.value))

    def _terms(self) -> tuple[str, ...]:
        from derivation.notation import text

        names = []
        for tag in self.tags:
            has_name = tag.kind in ("f", "x") or (tag.written.op == "function" and tag.kind == "companion")
            names.append(str(tag.written.value) if has_name else text(tag.written))
        return tuple(dict.fromkeys(names))

    def _is_simpler(self, form: Term) -> bool:
        """A form in f wins if it is not longer than the derivative, one in companions alone if it is shorter."""
        if any(tag.kind == "of f" and tag.written.value not in ("ln", "abs") for tag in self.tags):
            return False
        cost, raw = self.costs.of(form), Costs().of(self.workspace.derivative)
        if any(tag.kind in ("f", "of f") for tag in self.tags):
            if self._repeats_a_product() or self._squares_a_root(form):
                return False
            if any(tag.kind == "x" for tag in self.tags) and not self._is_worth_the_mixture(form, cost, raw):
                return False
            return cost < raw + SLACK and not _is_one_power(self.workspace.plain_function, self.variable)
        return cost < 0.9 * raw

    def _repeats_a_product(self) -> bool:
        """The function is a product, of angles' functions or such that the form has all its factors beside it."""
        body = self.workspace.function
        if body.op == "product" and all(_base(each).value in OF_ANGLES for each in body.args):
            return True
        return body.op == "product" and set(map(_base, body.args)) == {tag.written for tag in self.tags if tag.kind != "f"}

    def _squares_a_root(self, form: Term) -> bool:
        """The function is a root, and what stands under it is written as its square."""
        body = self.workspace.function
        root = body.value in ("sqrt", "root") or (body.op == "power" and body.args[1].op == "quotient")
        return root and _occurrences(form, self.named) > 1

    def _is_worth_the_mixture(self, form: Term, cost: float, raw: float) -> bool:
        """In f and x together: if f stands once, for something that x alone is long for, and is no fraction of polynomials."""
        once = _occurrences(form, self.named) == 1
        return once and cost < WORTH_THE_MIXTURE * raw and not is_rational(self.workspace.plain_function, self.variable)


def _is_alone(tags: Sequence[Tag]) -> bool:
    return [tag.kind for tag in tags] == ["f"]


def _is_one_power(term: Term, variable: Term) -> bool:
    """Whether the function is one power, root, size or reciprocal, times a constant, which its name would not shorten."""
    if term.value == "abs" or (is_rational(term, variable) and _is_reciprocal(term, variable)):
        return True
    is_power = term.op == "power" or term.value in ("sqrt", "root")
    return is_power and term.args[0] is variable and not any(variable in arg.free for arg in term.args[1:])


def _base(factor: Term) -> Term:
    """The x of a factor x^2; any other factor itself."""
    return factor.args[0] if factor.op == "power" and factor.args[1].op == "integer" else factor


def _occurrences(term: Term, part: Term) -> int:
    """How often a part stands in a term as it is printed."""
    counts: dict[Term, int] = {}
    for node in postorder(term):
        counts[node] = 1 if node is part else sum(counts[arg] for arg in node.args)
    return counts[term]


def is_rational(term: Term, variable: Term) -> bool:
    """Whether a function is a polynomial in the variable, or a fraction of such."""
    return not any(
        node.op == "function" or (node.op == "power" and getattr(number_of(node.args[1]), "denominator", 0) != 1)
        for node in postorder(term)
        if variable in node.free
    )


def _is_reciprocal(term: Term, variable: Term) -> bool:
    """Whether it is a constant over something in the variable."""
    moving = [each for each in (term.args if term.op == "product" else (term,)) if variable in each.free]
    if len(moving) != 1:
        return False
    if moving[0].op == "quotient":
        return variable not in moving[0].args[0].free
    return moving[0].op == "power" and (number_of(moving[0].args[1]) or 0) < 0


def _is_sensible(kinds: list[str]) -> bool:
    """Not x alone; few companions; what undoes f only with one thing beside it, or with f and x."""
    count = len(kinds)
    if kinds == ["x"] or (count > 2 and "of f" in kinds and kinds != ["f", "x", "of f"]):
        return False
    return kinds.count("companion") <= (3 if count == 4 else 2) and (count < 4 or kinds[:2] == ["f", "x"])
