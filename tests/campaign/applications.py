"""Uses of the rules: none may be refuted, and both sides have the same values at a thousand points."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from campaign.lines import CONTEXT, pairs, random_term
from derivation import rules
from derivation.context import Context
from derivation.equality import Outside, TooWide, compare, evaluate, plain
from derivation.equality.balls import NoValue
from derivation.reading import read, read_equation
from derivation.rule import Rule
from derivation.term import Term, X, derivative, postorder

MOST_OF_ONE = 2_000
"""Most uses of one rule that are tried, so that no rule crowds out the others."""


def run(count: int, seed: int) -> dict[str, object]:
    """So many different uses of rules on terms at random and on lines of walks, each compared."""
    dice = random.Random(seed)
    outcome: Counter[str] = Counter()
    uses: Counter[str] = Counter()
    refuted: list[str] = []
    for rule, before, after, context in applications(dice):
        uses[rule.name] += 1
        status = compare(before, after, context).status
        outcome[status] += 1
        if status == "different":
            refuted.append(f"{rule.name}: {before!r} -> {after!r}")
        if sum(outcome.values()) >= count:
            break
    return {
        "applications": sum(outcome.values()),
        **outcome,
        "rules used": len(uses),
        "refuted": len(refuted),
        "cases": refuted[:20],
    }


def applications(dice: random.Random) -> Iterator[tuple[Rule, Term, Term, Context]]:
    table = [rule for rule in rules.ALL if rule.kind in ("algebra", "differentiation")]
    by_name: Counter[str] = Counter()
    seen: set[tuple[Term, Term]] = set()
    for term, context in terms(dice):
        for part in postorder(term):
            if part.op == "integer" or part.size > 60:
                continue
            for rule in table:
                if (rule.kind == "differentiation") != (part.op in ("derivative", "limit")) or by_name[
                    rule.name
                ] > MOST_OF_ONE * 3:
                    continue
                for match in rule.rewrite(part, context):
                    if (part, match.after) not in seen and match.after is not part:
                        seen.add((part, match.after))
                        by_name[rule.name] += 1
                        yield rule, part, match.after, context


def terms(dice: random.Random) -> Iterator[tuple[Term, Context]]:
    lines = pairs(dice)
    while True:
        before, after, context = next(lines)
        yield before, context
        yield after, context
        for _ in range(4):
            made = random_term(dice, dice.randint(1, 4))
            yield (derivative(made, X) if dice.random() < 0.3 else made), CONTEXT


def sampled(points: int, seed: int) -> dict[str, object]:
    """Both sides of every example of every rule, at so many points, in balls of 200 bits."""
    dice = random.Random(seed)
    told: dict[str, object] = {}
    without, wrong, total = [], [], 0
    for rule in rules.ALL:
        if rule.kind not in ("algebra", "differentiation"):
            continue
        found = sum(_agree(*sides, points, dice, rule.name, wrong) for sides in _examples(rule))
        total += found
        if not found:
            without.append(rule.name)
    told.update({"points": total, "rules without a common point": without, "wrong": len(wrong), "cases": wrong[:20]})
    return told


def _examples(rule: Rule) -> Iterator[tuple[Term, Term]]:
    for example in rule.examples:
        if example.after is not None:
            reader = read_equation if " = " in example.before and "|" not in example.before else read
            try:
                yield reader(example.before).term, reader(example.after).term
            except ValueError:
                continue


def _agree(left: Term, right: Term, points: int, dice: random.Random, name: str, wrong: list[str]) -> int:
    """At how many points both sides have a value; where the balls do not meet, a case is added."""
    context = Context()
    left, right = plain(left, context), plain(right, context)
    names = sorted({*left.free, *right.free}, key=lambda each: str(each.value))
    found = 0
    for _ in range(2 * points):
        values = {each: Fraction(dice.randint(-4000, 4000), dice.randint(1, 999)) for each in names}
        try:
            one, other = evaluate(left, values, 200), evaluate(right, values, 200)
        except (NoValue, Outside, TooWide, ValueError, ArithmeticError):
            continue
        found += 1
        if not one.overlaps(other):
            wrong.append(f"{name} at { {str(k.value): str(v) for k, v in values.items()} }: {one} and {other}")
        if found >= points:
            break
    return found
