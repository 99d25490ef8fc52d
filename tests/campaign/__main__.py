"""make campaign: every trial in its long form, or with --short in the form that the tests run; the outcome as JSON."""

from __future__ import annotations

import argparse
import json
import sys
import time

from campaign import applications, families, fuzz, mutants, second_opinion, seeds, traps

LONG = {
    "mutants": 100_000,
    "applications": 100_000,
    "points": 1_000,
    "strings": 1_000_000,
    "seeds": 20,
    "calls": 20,
    "pairs": 300,
    "families": 20_000,
}
SHORT = {"mutants": 200, "applications": 300, "points": 5, "strings": 1_000, "seeds": 2, "calls": 2, "pairs": 5, "families": 60}


def trials(size: dict[str, int], seed: int) -> dict[str, object]:
    """Name of a trial: a function that makes its outcome."""
    return {
        "traps": lambda: traps.run(),
        "mutants": lambda: mutants.run(size["mutants"], seed),
        "families": lambda: families.run(size["families"], seed),
        "applications": lambda: applications.run(size["applications"], seed),
        "points": lambda: applications.sampled(size["points"], seed),
        "strings": lambda: fuzz.run(size["strings"], seed),
        "seeds": lambda: seeds.run(size["seeds"], size["calls"]),
        "second opinion": lambda: second_opinion.run(size["pairs"], seed),
    }


BAD = ("false proofs", "fooled", "refuted", "conditions not told", "wrong", "forbidden", "crashed", "different")
"""Keys of an outcome that must be 0 or empty."""


def failed(outcome: dict[str, object]) -> bool:
    return any(outcome.get(key) for key in BAD)


def main() -> int:
    options = argparse.ArgumentParser(prog="make campaign")
    options.add_argument("--short", action="store_true")
    options.add_argument("--seed", type=int, default=20240117)
    options.add_argument("--only", choices=list(trials(SHORT, 0)))
    given = options.parse_args()
    code = 0
    for name, trial in trials(SHORT if given.short else LONG, given.seed).items():
        if given.only in (None, name):
            started = time.perf_counter()
            outcome = trial()
            code |= failed(outcome)
            print(json.dumps({"trial": name, "seconds": round(time.perf_counter() - started, 1), **outcome}), flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
