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

LINES = [
    ("e^(-x)/(1 + e^(-x))^2", "1/(1 + e^(-x))*(1 - 1/(1 + e^(-x)))"),
    ("(x + 1)^3", "x^3 + 3*x^2 + 3*x + 1"),
    ("1 - tanh(x)^2", "4/(e^x + e^(-x))^2"),
    ("sin(2*x)", "2*sin(x)*cos(x)"),
    ("x/sqrt(1 + x^2)", "sqrt(1 + x^2)*x/(1 + x^2)"),
]


def milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def theirs(formula: str, x: sympy.Symbol) -> float:
    """SymPy's diff and simplify with its caches emptied."""
    clear_cache()
    return milliseconds(lambda: sympy.simplify(sympy.diff(sympy.sympify(formula, locals={"x": x}), x)))


def walkthroughs(rounds: int) -> None:
    x = sympy.Symbol("x", real=True)
    ratios = []
    print(f"{'function':20s} {'walk':>9s} {'SymPy':>9s}  ratio")
    for name, words in FUNCTIONS.items():
        term = read(words).term
        formula = sympy_text(term, Context())
        pairs = [(milliseconds(lambda term=term: derive(term)), theirs(formula, x)) for _ in range(rounds)]
        ratio = statistics.median(ours / other for ours, other in pairs)
        ratios.append(ratio)
        ours, other = (statistics.median(column) for column in zip(*pairs, strict=True))
        print(f"{name:20s} {ours:6.1f} ms {other:6.1f} ms  {ratio:.2f}")
    print(f"median ratio {statistics.median(ratios):.2f} (SymPy proves nothing and shows no steps)")


def line_checks(count: int) -> None:
    """Lines proved a second; each pair has a number of its own, so that none is remembered."""
    pairs: list[tuple[Term, Term]] = []
    for number in range(count):
        left, right = LINES[number % len(LINES)]
        pairs.append((read(f"{number + 2}*({left})").term, read(f"{number + 2}*({right})").term))
    start = time.perf_counter()
    proved = sum(compare(left, right).status == "equal" for left, right in pairs)
    print(f"{count / (time.perf_counter() - start):.0f} lines a second, {proved} of {count} proved")


def main() -> None:
    short = "--short" in sys.argv
    walkthroughs(1 if short else 5)
    line_checks(200 if short else 10_000)


if __name__ == "__main__":
    main()
