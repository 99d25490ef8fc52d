"""Giac and Maxima, where they are installed: a derivative simplified, many times in one process, start-up taken off."""

from __future__ import annotations

import resource
import shutil
import subprocess

SYSTEMS = {
    "giac": (["giac"], "simplify(diff({},x));", ""),
    "maxima": (["maxima", "--very-quiet"], "ratsimp(diff({},x));", "quit();"),
}
"""Name: how it is started, one line of it, and how it is ended."""

REPEATED = 100
"""How often one process works out the same line; these systems keep no answers."""

MOST_SECONDS = 120


def installed() -> list[str]:
    """The systems that this machine has."""
    return [name for name in SYSTEMS if shutil.which(name)]


def milliseconds(name: str, formula: str) -> float:
    """The processor time of one derivative in a warm process; the formula as SymPy writes it."""
    command, line, end = SYSTEMS[name]
    asked = line.format(_spelt(formula, name))
    empty = _seconds(command, end)
    full = _seconds(command, "\n".join([*([asked] * REPEATED), end]))
    return 1000 * max(full - empty, 0.0) / REPEATED


def _spelt(formula: str, name: str) -> str:
    words = formula.replace("**", "^")
    return words.replace("pi", "%pi") if name == "maxima" else words


def _seconds(command: list[str], given: str) -> float:
    start = _used()
    subprocess.run(command, input=given + "\n", capture_output=True, text=True, timeout=MOST_SECONDS, check=False)
    return _used() - start


def _used() -> float:
    """Processor time of all the processes that were started from here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
