"""How long a proved walkthrough takes beside SymPy's diff and simplify: make bench.

Each function is worked out in turn by every system, cold caches on both sides, several rounds.  What counts are the ratios;
they are of processor time, for on a busy machine a clock on the wall measures the neighbours.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from functools import partial

import sympy
from sympy.core.cache import clear_cache

from benchmarks import systems
from benchmarks.identities import IDENTITIES
from derivation.context import Context
from derivation.derive import derive
from derivation.equality import compare
from derivation.memory import forget
from derivation.notation import sympy_text
from derivation.reading import read
from derivation.term import Term
from derivation.walkthrough import Walkthrough

FUNCTIONS = {
    "polynomial": "3*x^4 - 5*x^2 + 2*x - 7",
    "x^3 sin x": "x^3*sin(x)",
    "Gaussian": "e^(-x^2/2)",
    "sigmoid": "1/(1 + e^(-x))",
    "tanh": "tanh(x)",
    "softplus": "ln(1 + e^x)",
    "swish": "x/(1 + e^(-x))",
    "GELU by tanh": "x/2*(1 + tanh(sqrt(2/pi)*(x + 0.044715*x^3)))",
    "GELU": "x/2*(1 + erf(x/sqrt(2)))",
    "mish": "x*tanh(ln(1 + e^x))",
    "softmax of 3": "e^x/(e^x + e^b + e^c)",
    "BCE of a sigmoid": "-(y*ln(1/(1 + e^(-x))) + (1 - y)*ln(1 - 1/(1 + e^(-x))))",
    "log base 2": "log(x, 2)",
    "x^x": "x^x",
    "sin cos tan": "sin(cos(tan(x)))",
    "root of 1 + x^2": "sqrt(1 + x^2)",
    "arc tangent": "atan(x/(1 + x))",
    "rational": "(x^2 + 1)/(x^3 - 2)",
    "ln sin": "ln(sin(x)^2 + 1)",
    "log of a Gaussian": "-(x - m)^2/(2*s^2) - ln(s)",
}

STRIDE = 5
"""SymPy's simplify is given every fifth of the identities: some take it long."""


def milliseconds(work: Callable[[], object]) -> float:
    """The processor time that a piece of work takes."""
    start = time.process_time()
    work()
    return 1000 * (time.process_time() - start)


def ours(term: Term, target: str) -> float:
    """A proved walkthrough with nothing remembered from before."""
    forget()
    walks: list[Walkthrough] = []
    took = milliseconds(lambda: walks.append(derive(term, target=target)))
    if not walks[0].proved:
        print("  not all of it is proved")
    return took


def theirs(formula: str, x: sympy.Symbol) -> float:
    """SymPy's diff and simplify with its caches emptied."""
    clear_cache()
    return milliseconds(lambda: sympy.simplify(sympy.diff(sympy.sympify(formula, locals={"x": x}), x)))


def walkthroughs(rounds: int) -> None:
    """Each function in turn: our derivation to the derivative, the whole walkthrough, and what the other systems need."""
    x = sympy.Symbol("x", real=True)
    others = systems.installed()
    names = ["derived", "whole walk", "SymPy", *others]
    print(f"{'milliseconds':18s}" + "".join(f"{name:>12s}" for name in names) + "   whole/SymPy derived/SymPy")
    ratios: dict[str, list[float]] = {name: [] for name in names}
    for name, words in FUNCTIONS.items():
        term = read(words).term
        formula = sympy_text(term, Context())
        ways: list[Callable[[], float]] = [partial(ours, term, "raw"), partial(ours, term, "auto"), partial(theirs, formula, x)]
        ways += [partial(systems.milliseconds, each, formula) for each in others]
        ways[1]()  # what is loaded when it is first needed
        times = [statistics.median(column) for column in zip(*([way() for way in ways] for _ in range(rounds)), strict=True)]
        for each, took in zip(names, times, strict=True):
            ratios[each].append(times[1] / max(took, 0.001))
        whole, derived = ratios["SymPy"][-1], times[0] / times[2]
        print(f"{name:18s}" + "".join(f"{took:12.2f}" for took in times) + f"{whole:14.2f} {derived:13.2f}")
    for each in names[2:]:
        print(f"a proved walkthrough takes {statistics.median(ratios[each]):.2f} of the time of {each} (median)")
    against = [part / whole for part, whole in zip(ratios["SymPy"], ratios["derived"], strict=True)]
    print(
        f"up to the derivative it takes {statistics.median(against):.2f} of SymPy's; the others show no steps and prove nothing"
    )
    for each in sorted(set(systems.SYSTEMS) - set(others)):
        print(f"{each} is not installed")


def line_checks(count: int) -> None:
    """Lines read and proved a second, and how long SymPy's simplify takes for some of them."""
    lines = [_line(number) for number in range(count)]
    verdicts: list[str] = []
    took = milliseconds(lambda: verdicts.extend(compare(read(left).term, read(right).term).status for left, right in lines))
    print(f"{1000 * count / took:.0f} lines a second read and proved, {verdicts.count('equal')} of {count} proved, all different")
    some = [_line(count + number) for number in range(0, len(IDENTITIES), STRIDE)]
    others = [_simplified(read(left).term, read(right).term) for left, right in some]
    each = statistics.mean(spent for spent, _ in others)
    print(f"SymPy's simplify: {1000 / each:.0f} lines a second, {sum(zero for _, zero in others)} of {len(some)} reduced to 0")
    print(f"ratio {took / count / each:.3f}")


def _line(number: int) -> tuple[str, str]:
    left, right = IDENTITIES[number % len(IDENTITIES)]
    return left.format(k=number + 2), right.format(k=number + 2)


def _simplified(left: Term, right: Term) -> tuple[float, bool]:
    """Milliseconds, and whether the difference became 0."""
    x = sympy.Symbol("x", real=True)
    sides = [sympy.sympify(sympy_text(side, Context()), locals={"x": x}).doit() for side in (left, right)]
    clear_cache()
    found: list[bool] = []
    took = milliseconds(lambda: found.append(bool(sympy.simplify(sides[0] - sides[1]) == 0)))
    return took, found[0]


def main() -> None:
    short = "--short" in sys.argv
    walkthroughs(1 if short else 5)
    line_checks(300 if short else 10_000)


if __name__ == "__main__":
    main()
