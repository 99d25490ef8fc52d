"""Limits that come up in a derivation: the value where a quotient is 0/0, by its kernels and their derivatives."""

from __future__ import annotations

from derivation.context import Context
from derivation.term import Term


def limit_value(node: Term, context: Context) -> Term | None:
    """The limit as a term, or None where it is not certain."""
    return None
