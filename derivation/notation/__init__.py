"""Terms written out: plain text, LaTeX, text for SymPy, pictures for the terminal, MathML.

Each notation is loaded when it is first used, because most commands need one or two of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from derivation.notation.fold import TooLong
from derivation.notation.plain import text

if TYPE_CHECKING:
    from derivation.notation.for_sympy import sympy_text
    from derivation.notation.markup import mathml
    from derivation.notation.pictures import Picture, break_picture, picture, unicode_line
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

_HOME = {
    "latex": "tex",
    "sympy_text": "for_sympy",
    "mathml": "markup",
    "Picture": "pictures",
    "break_picture": "pictures",
    "picture": "pictures",
    "unicode_line": "pictures",
    "name_parts": "shorten",
    "printed_length": "shorten",
    "too_long": "shorten",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    for each in __all__:
        if _HOME.get(each) == _HOME[name]:
            globals()[each] = vars(import_module(f"{__name__}.{_HOME[name]}"))[each]
    return globals()[name]
