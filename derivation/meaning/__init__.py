"""The bridge between terms and SymPy, the only one; SymPy is imported when it is first crossed."""

from derivation.meaning.facts import derivative_fact
from derivation.meaning.names import NAMES, SAME_NAMES, Untranslatable
from derivation.meaning.sympy_to_terms import from_sympy
from derivation.meaning.terms_to_sympy import to_sympy

__all__ = ["NAMES", "SAME_NAMES", "Untranslatable", "derivative_fact", "from_sympy", "to_sympy"]
