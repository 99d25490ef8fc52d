"""Proves a saved walkthrough anew: from the text of its lines, its named rules, and `walkthrough.justify`.

shape      the keys that a file must have, and no others
reader     a chain of steps as data: every expression read again from its text, and its other spellings compared
saved      a whole file as data
chains     which steps go on from one another, and what a line changes of the one before
rule_use   whether a rule of algebra leads from one line to the next
inverses   lines that rest on what an inverse function undoes
self_form  the derivative in terms of the function itself
check      every step anew: its rule, its sentence, its proof, its conditions, and what stands inside
equations  pages whose lines are equations
several    pages of several chains: parametric curves, order n, the gradient

Nothing here searches for a derivation, and nothing that made the file is asked: neither derive, search nor discover.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from derivation.notation import text
from derivation.replay import check, equations, several
from derivation.replay.outcome import Replayed
from derivation.replay.saved import Saved, SavedCurve, SavedEquations, SavedGradient, SavedPattern, SavedWalkthrough, load
from derivation.replay.shape import NotAWalkthrough, Refused

_CHECKS: dict[type, Callable[[Any, Replayed], None]] = {
    SavedWalkthrough: check.walkthrough,
    SavedEquations: equations.equations,
    SavedCurve: several.curve,
    SavedPattern: several.pattern,
    SavedGradient: several.gradient,
}


def replay(saved: Saved) -> Replayed:
    """Check everything that a file says; raises Refused at the first thing that does not hold."""
    result = Replayed()
    _CHECKS[type(saved)](saved, result)
    contexts = [walk.context for walk in saved.first] if isinstance(saved, SavedGradient) else [saved.context]
    result.assumed = tuple(dict.fromkeys(text(each) for context in contexts for each in context.assumptions))
    return result


__all__ = ["NotAWalkthrough", "Refused", "Replayed", "SavedWalkthrough", "load", "replay"]
