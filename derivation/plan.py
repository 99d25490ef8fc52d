"""Differentiating by rules that are rows: each part is worked out once, whatever the depth, and every line is proved."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import replace as dataclass_replace

from derivation.catalogue import NAMES
from derivation.context import Context, Definition
from derivation.lines import CannotDifferentiate, Lines, Worked
from derivation.regions import by_regions
from derivation.rule import Match, Rule, in_words
from derivation.rules import differentiation, law
from derivation.rules.shape import factors, key, without_sign
from derivation.search import by_hand, halves_as_roots, tidy, without_fractions_in_roots
from derivation.term import (
    Term,
    derivative,
    fresh_symbol,
    function,
    number_of,
    outermost,
    postorder,
    replace,
    symbol,
)
from derivation.walkthrough import Step

BLOCK = 120
"""Parts of more printed nodes are left whole while what stands around them is tidied."""

_WITH_TWO_SPELLINGS = {"known derivative", "chain rule"}

FEW = 10
"""Of fewer derivatives in a line it tells little how many are worked out; the parts inside them are counted."""

SHORT_ROOT = 40
"""A root of more nodes is not looked for in the function that is differentiated."""

SHORT_PART = 30
"""The derivatives of parts that have more nodes are not brought over one denominator before they are put in."""

_LEFT_OUT = {"power": {"quotient rule"}, "quotient": {"fraction as a power"}}


Working = Generator[Term, Worked, Worked]


class Plan:
    """Differentiates by one method in one context; what was worked out once is kept."""

    def __init__(self, context: Context, method: str) -> None:
        self.context, self.method = context, method
        self.rules = [rule for rule in differentiation.RULES if rule.name not in _LEFT_OUT[method]]
        self.known: dict[Term, Worked] = {}
        self.roots: set[str] = set()
        self.wanted: list[Term] = []

    def work_out(self, body: Term) -> Worked:
        """Every step from d/dx(body) to its result, without recursion however deep the body is."""
        self.roots, self.wanted = _roots(body), []
        answer: Worked | None = None
        stack = [(body, self._work(body, named=True))]
        while stack:
            part, working = stack[-1]
            try:
                wanted = working.send(answer)  # type: ignore[arg-type]
            except StopIteration as finished:
                answer = self.known[part] = finished.value
                stack.pop()
                continue
            except Exception:
                raise
            except BaseException as stopped:  # out of time, or interrupted
                stopped.add_note(self._reached())
                raise
            answer = self.known.get(wanted)
            if answer is None:
                stack.append((wanted, self._work(wanted)))
        assert answer is not None
        return answer

    def _reached(self) -> str:
        """How far the work came, in words."""
        if len(self.wanted) < FEW:
            return f"the derivatives of {len(self.known):,} parts were worked out and proved"
        done = sum([part in self.known for part in self.wanted])
        return f"{done:,} of {len(self.wanted):,} derivatives were worked out and proved"

    def _work(self, body: Term, named: bool = False) -> Working:
        lines = Lines(derivative(body, self.context.variable), self.context)
        if not named and _is_partial_of_unknown(body, self.context):
            return lines.done()
        if body.todo:
            yield from self._work_out_inside(lines)
        regions = by_regions(body, self.context)
        if regions is not None:
            lines.write(derivative(regions, self.context.variable), differentiation.BY_REGIONS, {})
        while lines.end.op == "derivative":
            rule, after, holes = self._first_rule(lines.end)
            if named and rule.name == "chain rule" and self._deserves_a_name(holes["u"]):
                yield from self._chain_with_a_name(lines, rule, holes["u"])
                return lines.done()
            lines.write(after, rule, holes)
            if after.op == "derivative" and not named:
                worked = yield after.args[0]
                lines.append(worked.steps)
                return self._part_done(lines, body)
        results = yield from self._work_out_parts(lines)
        self._tidy(lines, results)
        return self._part_done(lines, body) if not named else lines.done()

    def _part_done(self, lines: Lines, body: Term) -> Worked:
        """The derivative of a part, a fraction's as one fraction again where that is no longer: it will stand inside another."""
        if lines.end.size > SHORT_PART or lines.end.todo:
            return lines.done()
        moving = body.op == "quotient" and all(self.context.depends(each) for each in body.args)
        if moving or _has_fraction_of_numbers_below(lines.end):
            lines.append(by_hand(lines.end, self.context))
        return lines.done()

    def _tidy(self, lines: Lines, results: list[Term]) -> None:
        """Everything in order, with no fraction left under a root that the function itself has not."""
        lines.append(_tidied(lines.end, results, lines.context))
        lines.append(without_fractions_in_roots(lines.end, self.roots, lines.context))
        if self.roots:
            lines.append(halves_as_roots(lines.end, lines.context))

    def _deserves_a_name(self, inner: Term) -> bool:
        """An inner function that is more than a bare name is called g."""
        return bool(inner.args) and inner.args != (self.context.variable,)

    def _first_rule(self, term: Term) -> tuple[Rule, Term, dict[str, Term]]:
        for rule in self.rules:
            match = next(rule.rewrite(term, self.context), None)
            if match is not None:
                if rule.name in _WITH_TWO_SPELLINGS and self.roots and _roots(match.after):
                    match = self._spelt_alike(list(rule.rewrite(term, self.context)))
                return rule, match.after, dict(match.holes)
        raise CannotDifferentiate(term.args[0])

    def _spelt_alike(self, matches: list[Match]) -> Match:
        """The match whose roots stand in the function that is differentiated, so that they cancel; else the first."""
        return next((match for match in matches if _roots(match.after) <= self.roots), matches[0])

    def _work_out_parts(self, lines: Lines) -> Generator[Term, Worked, list[Term]]:
        """Put in the result of every derivative that the line still holds, and return these results."""
        results: dict[Term, Worked] = {}
        parts = outermost(lines.end, "derivative")
        self.wanted = self.wanted or [part.args[0] for part in parts]
        for part in parts:
            if part.value != 1 or part.args[1] is not self.context.variable:
                raise CannotDifferentiate(part)
            results[part] = yield self._written_out(part.args[0], lines.context)
        if results:
            lines.put_in(results)
        return [worked.result for worked in results.values()]

    def _written_out(self, body: Term, context: Context) -> Term:
        """The names that this derivation gave are written out; those of the reader stay."""
        given = [each for name, each in context.definitions.items() if name not in self.context.definitions]
        return replace(body, {symbol(each.name): each.body for each in given}) if given else body

    def _work_out_inside(self, lines: Lines) -> Generator[Term, Worked, None]:
        """Derivatives inside what is differentiated come first."""
        parts = outermost(lines.end.args[0], "derivative")
        results: dict[Term, Worked] = {}
        for part in parts:
            if part.args[1] is self.context.variable:
                results[part] = yield part.args[0]
            else:
                results[part] = self._by_another(part)
        lines.put_in(results)

    def _by_another(self, part: Term) -> Worked:
        """A partial derivative by another variable, for which ours stands still."""
        if part.value != 1 or part.args[1].op != "symbol":
            raise CannotDifferentiate(part)
        still = (*(each for each in self.context.parameters if each is not part.args[1]), self.context.variable)
        context = dataclass_replace(self.context, variable=part.args[1], parameters=still)
        return Plan(context, self.method).work_out(part.args[0])

    def _chain_with_a_name(self, lines: Lines, rule: Rule, inner: Term) -> Generator[Term, Worked, None]:
        """The chain rule as it is taught: name the inner function, differentiate the outer one, put the inner one back."""
        name = _letter(lines.end)
        body = replace(lines.end.args[0], {inner: name})
        outer = replace(body, {name: symbol("u")})
        lines.context = self.context.define(Definition(str(name.value), (), inner))
        variable = self.context.variable
        lines.write(
            derivative(body, variable), differentiation.NAME_INNER, {"g": name, "u": inner, "f": outer}, defines=(name, inner)
        )
        match = next(rule.rewrite(lines.end, lines.context))
        lines.write(match.after, rule, dict(match.holes))
        results = yield from self._work_out_parts(lines)
        lines.write(replace(lines.end, {name: inner}), differentiation.PUT_BACK, {"g": name, "u": inner})
        self._tidy(lines, results)


def _tidied(line: Term, results: Iterable[Term], context: Context) -> Iterable[Step]:
    """The steps of `tidy`, with large parts as blocks that stay whole, so that a line costs what stands around them."""
    blocks = _large_parts(line, results, context) if line.size > BLOCK else {}
    if not blocks:
        return tidy(line, context)
    back = {block: part for part, block in blocks.items()}
    return [_put_blocks_back(step, back) for step in tidy(replace(line, blocks), context)]


def tidied_around(line: Term, part: Term, context: Context) -> Iterable[Step]:
    """The steps of `tidy` that leave one part as it is."""
    block = function("block 1", context.variable)
    return [_put_blocks_back(step, {block: part}) for step in tidy(replace(line, {part: block}), context)]


def _put_blocks_back(step: Step, back: dict[Term, Term]) -> Step:
    before, after = replace(step.before, back), replace(step.after, back)
    holes = {name: replace(part, back) for name, part in step.holes.items()}
    why = in_words(law(step.rule).why, holes) if holes else step.why
    conditions = tuple(replace(condition, back) for condition in step.conditions)
    return dataclass_replace(step, before=before, after=after, why=why, holes=holes, conditions=conditions)


def _large_parts(line: Term, results: Iterable[Term], context: Context) -> dict[Term, Term]:
    """A block, an unknown function, for each large part that tidying leaves as it is: what was worked out, and insides."""
    worked_out = [_unsigned(each) for each in results]
    whole = {*worked_out, *(part for each in worked_out if each.op in ("product", "sum") for part in each.args)}
    blocks: dict[Term, Term] = {}
    seen: set[tuple[Term, bool]] = set()
    stack = [(line, False)]
    while stack:
        node, inside = stack.pop()
        if node.size <= BLOCK or node in blocks or (node, inside) in seen:
            continue
        seen.add((node, inside))
        if node is not line and context.depends(node) and (node in whole or (inside and node.op not in ("negation", "power"))):
            blocks[node] = function(f"block {len(blocks) + 1}", context.variable)
        else:
            stack.extend((arg, inside or node.op in ("power", "function")) for arg in reversed(node.args))
    return blocks


def _has_fraction_of_numbers_below(line: Term) -> bool:
    """Whether x^2/4 stands in a bracket below the line, as in 1/(2*(1 - x^2/4))."""
    _, body = without_sign(line)
    below = factors(body.args[1]) if body.op == "quotient" else ()
    terms = (without_sign(each)[1] for bracket in below if bracket.op == "sum" for each in bracket.args)
    return any(each.op == "quotient" and number_of(each.args[1]) is not None for each in terms)


def _unsigned(term: Term) -> Term:
    return term.args[0] if term.op == "negation" else term


def _roots(term: Term) -> set[str]:
    """The square roots in a term that are short enough to be seen, in whatever order what is in them is written."""
    return {key(node) for node in postorder(term) if node.value == "sqrt" and node.size <= SHORT_ROOT}


def _is_partial_of_unknown(body: Term, context: Context) -> bool:
    """Whether d/dx of this is a name for itself: of an unknown f(x, t), where x stands in one place alone."""
    if body.op != "function" or len(body.args) < 2 or body.value in NAMES or body.value in context.definitions:
        return False
    moving = [each for each in body.args if context.depends(each)]
    return moving == [context.variable]


def _letter(line: Term) -> Term:
    """A letter for the inner function that the line does not use."""
    taken = {str(each.value) for each in line.free} | {str(each.value) for each in postorder(line) if each.op == "function"}
    for letter in "ghuvw":
        if letter not in taken:
            return symbol(letter)
    return fresh_symbol("g", line.free)
