"""Lines of kinds that differ in where they have values: pieces, signs, whole parts, Gamma, logarithms, arcs, unknown exponents.

A term at random is changed at a place at random by something that is equal to it everywhere, somewhere or nowhere.  Whatever is
proved must be so at every point where the conditions hold, with a value on both sides or on neither; whatever is refuted must
differ at the point that is told.
"""

from __future__ import annotations

import random
from collections import Counter
from fractions import Fraction

from mpmath import mpf, workdps

from campaign.judge import DIGITS, Unsure, Value, holds, value
from derivation.context import Context
from derivation.equality import compare
from derivation.equality.decide import Verdict
from derivation.functions import unfold
from derivation.notation import text
from derivation.reading import read
from derivation.term import Term, places, postorder, replace_at, substitute, symbol

X, A, N, U = (symbol(name) for name in "xanu")
CONTEXT = Context(parameters=(A, N, U))

PLACES = [Fraction(p, q) for p, q in (
    (0, 1), (1, 1), (-1, 1), (2, 1), (-2, 1), (3, 1), (-3, 1), (1, 2), (-1, 2), (3, 2), (-3, 2), (5, 2), (1, 3), (-1, 3), (7, 10),
    (-7, 3), (1, 1000), (-1, 1000), (37, 7), (-37, 7), (-1, 5), (9, 10), (4, 1), (-4, 1), (6, 1),
)]  # fmt: skip

ATOMS = (
    "x | x | x | a | n | 2 | 3 | 1/2 | -1 | x - 1 | x + 1 | 2*x | x^2 | -x | x - 2 | x/2 | 1 - x |"
    "x^2 - 1 | x + a | a*x | pi | 1/x"
)

FAMILIES = {
    "pieces": "abs(u) | sign(u) | heaviside(u) | max(u, 0) | min(u, 1) | piecewise(u, x > 0; 1, otherwise) |"
    "floor(u) | ceil(u) |"
    "piecewise(u, x >= 1; a, x < 1) | piecewise(u, x > 1; 0, x < 0) | piecewise(u, x != 1; 2, otherwise) |"
    "u^2 | u + 1 | 1/u | sqrt(u)",
    "gamma": "gamma(u) | factorial(u) | digamma(u) | binomial(u, 2) | gamma(u + 1)/gamma(u) | u + 1 | u*x |1/u | ln(u) | zeta(u)",
    "powers": "u^n | u^a | u^(1/2) | u^(2/3) | u^(-1/2) | sqrt(u) | root(u, 3) | 2^u | a^u | u^3 | 1/u |"
    "ln(u) | log(u, 2) | u*x | u^0",
    "arcs": "asin(u) | acos(u) | atan(u) | sin(u) | cos(u) | tan(u) | cot(u) | acot(u) | sec(u) | u/2 |"
    "u + 1 | u*x | 1/u | sqrt(1 - u^2)",
    "hyperbolic": "acosh(u) | asinh(u) | atanh(u) | acoth(u) | cosh(u) | tanh(u) | sinh(u) | coth(u) | e^u |"
    "ln(u) | u + 1 | sqrt(u^2 - 1)",
    "special": "erf(u) | Ei(u) | E1(u) | li(u) | Si(u) | Ci(u) | lambertw(u) | erfc(u) | e^u | ln(u) |u + 1 | u*x | 1/u | u^2",
}
"""What a term of each family is built from, around a part u."""

CHANGES = """
sqrt(u)^2 | sqrt(u^2) | e^(ln(u)) | ln(e^u) | u*x/x | 1/(1/u) | abs(u) | max(u, 0) | sign(u)*abs(u) | u^2/u
u*sign(u)^2 | u*u^0
u + 0*ln(x) | u + 0/x | tan(atan(u)) | atan(tan(u)) | sin(asin(u)) | asin(sin(u)) | cos(acos(u))
acos(cos(u)) | sinh(asinh(u))
cosh(acosh(u)) | acosh(cosh(u)) | tanh(atanh(u)) | atanh(tanh(u)) | -floor(-u) | floor(u)
u + floor(x) - ceil(x) + 1 | (u^3)^(1/3)
root(u^3, 3) | (u^n)^(1/n) | u^n/u^(n - 1) | (u^2)^(1/2) | (u^(1/2))^2 | ln(u^2)/2 | 2*ln(u) | ln(u^2)
u*x^n/x^n | u*(x^a)^2/x^(2*a)
piecewise(u, x > 0; u, otherwise) | piecewise(u, x > 0; u, x < 0) | piecewise(u, x > 1; u, x < 0)
piecewise(u, x != 2; u + 1, otherwise)
piecewise(u, x^2 != 2; 0, otherwise) | piecewise(u, x^2 >= 0; 0, otherwise)
piecewise(u, x^2 > 0; 0, otherwise) | piecewise(u, x > a)
piecewise(u, sin(x) <= 1; 0, otherwise) | piecewise(u, cos(x) < 1; u + x, otherwise)
piecewise(u, cos(x) < 1; u + 1, otherwise)
piecewise(u, x > a; u, x <= a) | piecewise(u, x > a; u, x < a) | piecewise(u, x > 0 and a > 0; u, x <= 0 or a <= 0)
lambertw(u)*e^(lambertw(u)) | lambertw(u*e^u) | u*gamma(u + 1)/gamma(u)/u | factorial(u)/factorial(u - 1) | binomial(u, 1)
u + digamma(x + 1) - digamma(x) - 1/x | u*gamma(x + 2)/(gamma(x)*x*(x + 1)) | u*binomial(x, 2)*2/(x*(x - 1))
u*(heaviside(x) + heaviside(-x)) | log(2^u, 2) | u*sqrt(x)*sqrt(x - 1)/sqrt(x*(x - 1)) | u + atan(x) + acot(x) - pi/2
u + asin(x) + acos(x) - pi/2 | u + atan(x) + atan(1/x) - sign(x)*pi/2 | u + li(x) - Ei(ln(x)) | u + E1(x) + Ei(-x)
u + erf(x) + erfc(x) - 1 | u*cot(x)*tan(x) | u*sec(x)*cos(x) | u + 10^(-30) | u*(1 + 10^(-30)) | u + 1 | -u
u*(x - 1)/(x - 1)
u + 10^(-30)*(x - 1)*(x - 2)*x*(x + 1) | u + ln(x^2) - 2*ln(x) | u + ln(x*a) - ln(x) - ln(a) | u*(2*x)^n/(2^n*x^n)
"""


def rows(table: str) -> list[Term]:
    return [read(row.strip(), CONTEXT).term for line in table.strip().splitlines() for row in line.split(" |") if row.strip()]


def lines(dice: random.Random, family: str) -> tuple[Term, Term]:
    """A term of a family, and the same with one part changed."""
    shapes, atoms, changes = BUILT[family], BUILT["atoms"], BUILT["changes"]
    term = dice.choice(atoms)
    for _ in range(dice.randint(1, 3)):
        term = substitute(dice.choice(shapes), {U: term})
    part = dice.choice([each for each in postorder(term) if each.op not in ("relation", "logic", "truth")])
    changed = substitute(dice.choice(changes), {U: part})
    return (term, replace_at(term, next(places(term, part)), changed)) if dice.random() < 0.8 else (part, changed)


BUILT = {name: rows(table) for name, table in {**FAMILIES, "atoms": ATOMS, "changes": CHANGES}.items()}


TOLD = {"equal": "proved", "different": "refuted with a point", "undecided": "undecided"}


def run(count: int, seed: int) -> dict[str, object]:
    """So many pairs, and whatever is said of them that the judge does not find so."""
    dice = random.Random(seed)
    outcome: Counter[str] = Counter()
    bad: dict[str, list[str]] = {"false proofs": [], "refuted": [], "conditions not told": []}
    for number in range(count):
        family = list(FAMILIES)[number % len(FAMILIES)]
        left, right = lines(dice, family)
        verdict = compare(left, right, CONTEXT)
        outcome[TOLD[verdict.status]] += 1
        found = judge(left, right, verdict)
        outcome["looked at"] += found is not None
        for kind, where in found or []:
            said = " ; ".join(map(text, verdict.conditions))
            bad[kind].append(f"{text(left)} = {text(right)} [{said}] at {where}")
    return {
        "pairs": count,
        **outcome,
        **{kind: len(cases) for kind, cases in bad.items()},
        "cases": [each for k in bad.values() for each in k[:20]],
    }


def judge(left: Term, right: Term, verdict: Verdict) -> list[tuple[str, str]] | None:
    """What is wrong with a verdict, by kind and place; None where nothing could be looked at."""
    left, right = unfold(left, CONTEXT), unfold(right, CONTEXT)
    if verdict.status == "different" and verdict.point is not None:
        point = {symbol(name): number for name, number in verdict.point.at.items()}
        missing = {name: Fraction(7, 10) for name in left.free | right.free if name not in point}
        return _judge_at(left, right, {**point, **missing}, "refuted")
    if verdict.status != "equal":
        return None
    found: list[tuple[str, str]] = []
    names = sorted(
        left.free | right.free | {name for each in verdict.conditions for name in each.free}, key=lambda name: str(name.value)
    )
    for number in range(len(PLACES) * (3 if len(names) > 1 else 1)):
        point = {
            name: PLACES[(number * (1 + 3 * k) + 7 * k * (number // len(PLACES))) % len(PLACES)] for k, name in enumerate(names)
        }
        try:
            if all(holds(unfold(each, CONTEXT), point) for each in verdict.conditions):
                found += _judge_at(left, right, point, "proved")
        except Unsure:
            continue
    return found[:1]


def _judge_at(left: Term, right: Term, point: dict[Term, Fraction], said: str) -> list[tuple[str, str]]:
    try:
        one, other = value(left, point), value(right, point)
    except Unsure:
        return []
    where = str({str(name.value): str(number) for name, number in point.items()})
    if said == "refuted":
        return [("refuted", where)] if one is None or other is None or not _differ(one, other, mpf(10) ** -90) else []
    if (one is None) != (other is None):
        return [("conditions not told", where)]
    return [("false proofs", where)] if one is not None and other is not None and _differ(one, other, mpf(10) ** -35) else []


def _differ(one: Value, other: Value, relative: mpf) -> bool:
    assert one is not None
    assert other is not None
    with workdps(DIGITS):
        return bool(abs(one - other) > relative * max(abs(one), abs(other), mpf(10) ** -10))
