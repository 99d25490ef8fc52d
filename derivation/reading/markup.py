"""What Markdown, AsciiMath and hasty LaTeX put around or in place of mathematics: **y' = 2x**, #(dy)/(dx)#, \\delta for d."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

_MARKUP = r"\s*+(\*\*|`{1,3}+|##?(?=[^#]*[-+=^(/]))(?P<inside>[^#]*?[^#\s])\s*+\1"
"""What Markdown and AsciiMath put around a formula: **bold**, `code`, #formula#; a comment may stand behind."""

_DELTA_QUOTIENT = (
    r"\\d?frac\s*\{\s*\\delta(?!\s*_)(?:[^{}\\]|\\(?!delta)|\{[^{}]*\})*\}\s*\{\s*\\delta\s*(?!_)(?:[^{}]|\{[^{}]*\})+\}"
)
"""\\frac{\\delta L}{\\delta w}, a derivative as it is often typed."""

_ABOVE, _BELOW = r"d(?:\^2)?\s*[A-Za-z]?", r"d\s?[A-Za-z](?:\^2)?"
_BRACKETED_DIFFERENTIALS = (
    rf"\(\s*{_ABOVE}\s*\)\s*/\s*(?:\(\s*{_BELOW}\s*\)|{_BELOW}(?![A-Za-z0-9_]))"
    rf"|(?<![A-Za-z0-9_)\]}}]){_ABOVE}\s*/\s*\(\s*{_BELOW}\s*\)"
)
"""(dy)/(dx), (dy)/dx and dy/(dx), fractions of AsciiMath."""

_CONDITIONING = r"([A-Za-z}]\s*\([^()=|;]*?)(\s*(?:\\mid\b|\\vert\b|\||(?<!\\);)[^()=|]*)(?=\)\s*&?\s*(?:=|\\equiv))"
"""L(theta | x) in front of an equals sign."""

_PARTED_ARC = r"(?<![A-Za-z\\])arc(?:\\?\s|\\,|\\)+(sin|cos|tan|cot|sec|csc)"
"""arc cos, as the name of a function in two words."""

_WHITE = r"color\(white\)\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)"
"""color(white)(...), a gap as wide as what nobody sees in it."""

_TABLE_ROW = r"\s*\|\s(.*)\s\|\s*"
"""A row of a table in Markdown."""

_SIGMA_FOR_A_SUM = r"Σ(?=\s?(?:_(?:\{[^{}]*\}|[a-z0-9])|[ₐ-ₜᵢ-ᵥ])(?:\^(?:\{[^{}]*\}|\w))?\s*[\w(\[{\\])"
"""The Greek letter in front of an index and of a term."""

_FORUM_TAG = r"\[/?(?:tex|latex|math|itex|imath)\]"
"""[tex] and [/tex], as forums mark formulas."""

_MINUS_ONE = r"(?:\^\s*(?:\{\s*[-−]\s*1\s*\}|\(\s*[-−]\s*1\s*\)|[-−]1)|⁻¹)"
_INVERSE = rf"(?<![A-Za-z\\])([fgh])\s*{_MINUS_ONE}(?=\s*(?:\\left\s*)?\()"
_INVERSE_IN_BRACKETS = rf"\(\s*([fgh])\s*{_MINUS_ONE}\s*\)(?=\s*(?:'|’|′|\^\s*\{{?\s*\\prime))"
"""The inverse of a function called f, g or h, as it is applied or differentiated."""

_REACH = 3_000
"""So far the bracket behind color or cancel is looked for."""

_COLOUR = r"\s*\([a-z]+\)\s*(?=\()"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def without_markup(text: str) -> str:
    """A line with spaces in place of the marks around its formula; f`(x) is f'(x).

    >>> without_markup("**y' = 2x**"), without_markup("f`(x) = 2x")
    ("  y' = 2x  ", "f'(x) = 2x")
    """
    if text.lstrip()[:1] in ("*", "`", "#"):
        found = _compiled(_MARKUP).match(text)
        label = found is not None and (found["inside"].endswith(":") or text[found.end() :].lstrip().startswith(":"))
        if found and label and not _compiled(r"[=^/]").search(found["inside"]) and text[found.end() :].strip(" :"):
            behind = text[found.end() :]
            text = " " * (len(text) - len(behind.lstrip(" :"))) + behind.lstrip(" :")
        elif found:
            start, end = found.span("inside")
            rest = text[found.end() :]
            text = (
                " " * start + text[start:end] + " " * (found.end() - end) + (f"# {rest.strip()}" if rest.strip(" .,;:") else "")
            )
    row = _compiled(_TABLE_ROW).fullmatch(text) if "|" in text else None
    if row and all("=" in cell.strip(" =") for cell in row[1].split("|")):
        text = f" {row[0].strip()[1:-1].replace('|', ';')} "
    elif row and text.count("|") == 3:
        text = text.replace("|", " ")
    if "color(white)" in text:
        text = _compiled(_WHITE).sub(lambda found: " " * len(found[0]), text)
    if "arc" in text:
        text = _compiled(_PARTED_ARC).sub(lambda found: f"arc{found[1]}".rjust(len(found[0])), text)
    if "[" in text and "]" in text:
        text = _compiled(_FORUM_TAG).sub(lambda found: " " * len(found[0]), text)
    if '"' in text:
        text = _compiled(r'(?<=[A-Za-z])"(?=\s*\()').sub("″", text)
        text = _compiled(r'"\s*"').sub(lambda found: " " * len(found[0]), text)
    if "`" in text:
        text = text.replace("$`", "$ ").replace("`$", " $")
        text = _compiled(r"(?<=[A-Za-z])`(?=\s*\()").sub("'", text)
    return text


def without_conditioning(text: str) -> str:
    """L(theta | x) = ... and f(x; a, b) = ...: what stands behind the bar is given, and is not an argument.

    >>> without_conditioning("L(p | k, n) = p^k"), without_conditioning("f(|x|) = x")
    ('L(p       ) = p^k', 'f(|x|) = x')
    """
    if "|" not in text and "\\mid" not in text and ";" not in text:
        return text
    return _compiled(_CONDITIONING).sub(lambda found: found[1] + " " * len(found[2]), text)


def with_sum_signs(text: str) -> str:
    """A text with the sign of a sum for the letter Sigma where an index and a term follow it: Σ_j e^(z_j), Σᵢ xᵢ.

    >>> with_sum_signs("Σ_j x_j"), with_sum_signs("x^T Σ x")
    ('∑_j x_j', 'x^T Σ x')
    """
    return _compiled(_SIGMA_FOR_A_SUM).sub("∑", text) if "Σ" in text else text


def with_inverses(text: str, declared: Collection[str]) -> str:
    """f^{-1}(x) and (f^{-1})'(x) with a name for the inverse function; a declared letter is no function.

    >>> with_inverses("(f^{-1})'(x) = 1/f'(f^{-1}(x))", ())
    "f_{inv}'(x) = 1/f'(f_{inv}(x))"
    """
    if "-" not in text and "⁻¹" not in text:
        return text
    for pattern in (_INVERSE_IN_BRACKETS, _INVERSE):
        text = _compiled(pattern).sub(lambda found: found[0] if found[1] in declared else found[1] + "_{inv}", text)
    return text


def without_bracketed_differentials(text: str) -> str:
    """(dy)/(dx) with spaces in place of its brackets.

    >>> without_bracketed_differentials("2y (dy)/(dx)")
    '2y  dy / dx '
    """
    if "(d" not in text or "/" not in text:
        return text
    return _compiled(_BRACKETED_DIFFERENTIALS).sub(_spaces_for_brackets, text)


def _spaces_for_brackets(found: re.Match[str]) -> str:
    return found[0].replace("(", " ").replace(")", " ")


def look_alone(text: str, word: str, end: int) -> tuple[int, tuple[int, ...]]:
    """color(red)(2x) and cancel(h) change the look alone: where the formula goes on, and the brackets around a whole equation.

    >>> look_alone("color(red)(2x)", "color", 5), look_alone("color(red)(y=2x)", "color", 5)
    ((10, ()), (10, (10, 15)))
    """
    colour = _compiled(_COLOUR).match(text, end) if word == "color" else None
    end = colour.end() if colour else end
    opening = closing = text.index("(", end)
    depth = 0
    for closing in range(opening, min(len(text), opening + _REACH)):
        depth += {"(": 1, ")": -1}.get(text[closing], 0)
        if not depth:
            break
    return end, (opening, closing) if "=" in text[opening:closing] else ()


def only_in_quotients(text: str) -> bool:
    r"""Whether every \delta of a text stands for a d, with no step \delta x elsewhere.

    >>> only_in_quotients(r"\frac{\delta L}{\delta w} = x"), only_in_quotients(r"\frac{\delta y}{\delta x} = 2x + \delta x")
    (True, False)
    """
    return "\\delta" not in _compiled(_DELTA_QUOTIENT).sub("", text)
