"""Terms written out: plain text, LaTeX, text for SymPy, pictures for the terminal, MathML."""

from derivation.notation.fold import TooLong
from derivation.notation.for_sympy import sympy_text
from derivation.notation.markup import mathml
from derivation.notation.pictures import Picture, break_picture, picture, unicode_line
from derivation.notation.plain import text
from derivation.notation.shorten import name_parts, printed_length, too_long
from derivation.notation.tex import latex

__all__ = [
    "Picture",
    "TooLong",
    "break_picture",
    "latex",
    "mathml",
    "name_parts",
    "picture",
    "printed_length",
    "sympy_text",
    "text",
    "too_long",
    "unicode_line",
]
