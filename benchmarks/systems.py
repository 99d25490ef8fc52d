"""Giac and Maxima, where they are installed: the derivative simplified, in one process, start-up taken off."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterable

SYSTEMS = {
    "giac": (["giac"], "simplify(diff({},x));", ""),
    "maxima": (["maxima", "--very-quiet"], "ratsimp(diff({},x));", "quit();"),
}
"""Name: how it is started, one line of it, and how it is ended."""

MOST_SECONDS = 120


def installed() -> list[str]:
    """The systems that this machine has."""
    return [name for name in SYSTEMS if shutil.which(name)]


def milliseconds_each(name: str, formulas: Iterable[str]) -> float:
    """The time of one derivative, on average, in a warm process; formulas as SymPy writes them."""
    command, line, end = SYSTEMS[name]
    spelt = [_spelt(formula, name) for formula in formulas]
    empty = _seconds(command, end)
    full = _seconds(command, "\n".join([*(line.format(formula) for formula in spelt), end]))
    return 1000 * max(full - empty, 0.0) / len(spelt)


def _spelt(formula: str, name: str) -> str:
    words = formula.replace("**", "^")
    return words.replace("pi", "%pi") if name == "maxima" else words


def _seconds(command: list[str], given: str) -> float:
    start = time.perf_counter()
    subprocess.run(command, input=given + "\n", capture_output=True, text=True, timeout=MOST_SECONDS, check=False)
    return time.perf_counter() - start
