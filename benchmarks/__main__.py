"""How long a proved walkthrough takes beside SymPy's diff and simplify: make bench.

Each function is worked out in turn by both, cold caches on both sides, several rounds; what counts are the ratios.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

import sympy
from sympy.core.cache import clear_cache

from benchmarks import systems
from benchmarks.identities import IDENTITIES
from derivation.context import Context
from derivation.derive import derive
from derivation.equality import compare
from derivation.notation import sympy_text
from derivation.reading import read
from derivation.term import Term

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
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def theirs(formula: str, x: sympy.Symbol) -> float:
    """SymPy's diff and simplify with its caches emptied."""
    clear_cache()
    return milliseconds(lambda: sympy.simplify(sympy.diff(sympy.sympify(formula, locals={"x": x}), x)))


def walkthroughs(rounds: int) -> None:
    """Each function in turn: our derivation to the derivative, the whole walkthrough, and SymPy's diff and simplify."""
    x = sympy.Symbol("x", real=True)
    ratios = []
    print(f"{'function':20s} {'derived':>11s} {'whole walk':>11s} {'SymPy':>11s}  ratio of the whole")
    for name, words in FUNCTIONS.items():
        term = read(words).term
        formula = sympy_text(term, Context())
        ways: list[Callable[[], object]] = [lambda term=term: derive(term, target="raw"), lambda term=term: derive(term)]  # type: ignore[misc]
        times = [[*map(milliseconds, ways), theirs(formula, x)] for _ in range(rounds)]
        derived, whole, other = (statistics.median(column) for column in zip(*times, strict=True))
        ratios.append(statistics.median(each[1] / each[2] for each in times))
        print(f"{name:20s} {derived:8.1f} ms {whole:8.1f} ms {other:8.1f} ms  {ratios[-1]:.2f}")
    print(f"median ratio {statistics.median(ratios):.2f} (SymPy proves nothing and shows no steps)")


def other_systems() -> None:
    """The same derivatives simplified by what else is installed."""
    formulas = [sympy_text(read(words).term, Context()) for words in FUNCTIONS.values()]
    names = systems.installed()
    for name in names:
        print(f"{name}: {systems.milliseconds_each(name, formulas):.2f} ms a derivative, on average")
    if not names:
        print("giac and maxima are not installed")


def line_checks(count: int) -> None:
    """Lines proved a second, and how long SymPy's simplify takes for some of them."""
    pairs = [_pair(number) for number in range(count)]
    start = time.perf_counter()
    proved = sum(compare(left, right).status == "equal" for left, right in pairs)
    ours = (time.perf_counter() - start) / count
    print(f"{1 / ours:.0f} lines a second, {proved} of {count} proved")
    some = [_pair(count + number) for number in range(0, len(IDENTITIES), STRIDE)]
    took = [_simplified(left, right) for left, right in some]
    shown = sum(zero for _, zero in took)
    theirs = statistics.mean(each for each, _ in took)
    print(f"SymPy's simplify: {1000 / theirs:.0f} lines a second, {shown} of {len(some)} reduced to 0")
    print(f"ratio {1000 * ours / theirs:.3f}")


def _pair(number: int) -> tuple[Term, Term]:
    left, right = IDENTITIES[number % len(IDENTITIES)]
    constant = number + 2
    return read(left.format(k=constant)).term, read(right.format(k=constant)).term


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
    other_systems()
    line_checks(300 if short else 10_000)


if __name__ == "__main__":
    main()
