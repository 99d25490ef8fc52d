"""From one form to another by the shortest chain of rules that a person would write."""

from derivation.search.brackets import in_brackets
from derivation.search.bridging import bridge
from derivation.search.one_line import by_hand, minus_in_front
from derivation.search.tidying import halves_as_roots, tidied, tidy, without_fractions_in_roots

__all__ = [
    "bridge",
    "by_hand",
    "halves_as_roots",
    "in_brackets",
    "minus_in_front",
    "tidied",
    "tidy",
    "without_fractions_in_roots",
]
