"""Practice: exercises, what the reader's lines are worth, hints, and the run of a session."""

from __future__ import annotations

from derivation.practice.exercises import Exercise, generated, named, of_formula, remade
from derivation.practice.patterns import LEVELS, TOPICS
from derivation.practice.session import HELP, Attempt, Reply, grade, respond, retold

__all__ = [
    "HELP",
    "LEVELS",
    "TOPICS",
    "Attempt",
    "Exercise",
    "Reply",
    "generated",
    "grade",
    "named",
    "of_formula",
    "remade",
    "respond",
    "retold",
]
