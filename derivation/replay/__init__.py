"""Proves a saved walkthrough anew: from the text of its lines, its named rules, and `walkthrough.justify`.

shape      the keys that a file must have, and no others
saved      the file as data: every expression read again from its text, and its other spellings compared
chains     which steps go on from one another, and what a line changes of the one before
rule_use   whether a rule of algebra leads from one line to the next
inverses   lines that rest on what an inverse function undoes
self_form  the derivative in terms of the function itself
check      every step anew: its rule, its sentence, its proof, its conditions, and what stands inside

Nothing here searches for a derivation, and nothing that made the file is asked: neither derive, search nor discover.
"""

from __future__ import annotations

from derivation.replay.check import Replayed, replay
from derivation.replay.saved import SavedWalkthrough, load
from derivation.replay.shape import NotAWalkthrough, Refused

__all__ = ["NotAWalkthrough", "Refused", "Replayed", "SavedWalkthrough", "load", "replay"]
