"""What was typed in place of a bare formula: "derivative of sin x", f(x) = x^2, x^2 + y^2 = 1, x = cos(t), y = sin(t).

People ask with the words and the equations of their textbook.  Here a question is told by its form alone; what the
formulas in it mean is for `reading`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["function", "several", "equation", "parametric", "polar", "inverse"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as typed.

    kind      what it is about
    formulas  the formulas in it: one function; the two sides of an equation; x(t) and y(t); r(θ)
    names     what the text calls them: f; x and y; empty where it gives no name
    variable  the variable that it names, "" for none
    order     the order that it names, 0 for none
    at        the place that it names, "" for none
    """

    kind: Kind
    formulas: tuple[str, ...]
    names: tuple[str, ...] = ()
    variable: str = ""
    order: int = 0
    at: str = ""


_ORDINAL = {"": 0, "first": 1, "second": 2, "third": 3, "fourth": 4}
_PLEASE = r"(?:(?:what\s+is|what's|find|compute|calculate|determine|show|give)\s+(?:me\s+)?)?(?:the\s+)?"
_DERIVATIVE = re.compile(
    rf"(?i)\s*{_PLEASE}(?:(first|second|third|fourth)\s+)?(?:derivative\s+of|slope\s+of|d[yf]?/dx\s+of|differentiate)"
    r"\s+(?:the\s+function\s+)?"
)
_BY = re.compile(r"(?i)\s+(?:with\s+respect\s+to|w\.?\s?r\.?\s?t\.?)\s+(\S+)\s*$")
_INVERSE = re.compile(rf"(?i)\s*{_PLEASE}(?:derivative\s+of\s+)?(?:the\s+)?inverse\s+(?:function\s+)?of\s+(?:the\s+function\s+)?")
_INVERSE_OF_A_LETTER = re.compile(r"\s*\(?([fgh])\s*(?:\^\s*\(?-1\)?|\^\{-1\}|⁻¹)\)?\s*('|′)?\s*\(\s*(\w+)\s*\)\s*$")
_COMPOSED = re.compile(r"\(\s*([fghuv])\s*∘\s*([fghuv])\s*\)\s*\(\s*(\w+)\s*\)")
_PRIMED_PAIR = re.compile(r"^\(\s*([fghuv])\s*([·*/+\-∘]?)\s*([fghuv])\s*\)\s*['′]$")
_LONG_SUM = re.compile(r"[Σ∑]\s*_")
_END = r"(\{[^{}]*\}|\([^()]*\)|-?\w+)"
_INTEGRAL = re.compile(rf"(?:∫|\\int|\bint(?:egral)?)\s*_\s*{_END}\s*\^\s*{_END}\s*(.+?)(?:\\[,;:! ])?\s*d([A-Za-z])\s*$")
_POLAR = re.compile(r"(?i)\s*(?:the\s+)?(?:polar\s+(?:curve\s+)?|curve\s+)?(?=r\b)")
_ORDER_WITHOUT_CARET = re.compile(r"\bd([2-9])\s*/\s*d([A-Za-z])\1\b")
_D = r"(?:d|∂|\\partial\b)\s*"
_MIXED = re.compile(
    rf"^\s*{_D}(?:\^\s*)?[2²]\s*/\s*\(?\s*{_D}(\w)\s*[*·]?\s*{_D}(\w)\s*\)?\s+(.+)$|^\s*{_D}/\s*{_D}(\w)\s+{_D}/\s*{_D}(\w)\s+(.+)$"
)
_APART = re.compile(r"\barc\s+(?=(?:sin|cos|tan|cot|sec|csc)\b)")
_EQUALS = re.compile(r"(?<![<>=!:])(?::=|==?)(?![=>])")
_CALL = re.compile(r"\s*([A-Za-z]\w*|[α-ωΑ-Ω])\s*\(\s*([A-Za-z]\w*|[α-ωΑ-Ω])\s*\)\s*$")
_CALL_OF_SEVERAL = re.compile(r"\s*([A-Za-z]\w*)\s*\(\s*([A-Za-z]\w*(?:\s*,\s*[A-Za-z]\w*)+)\s*\)\s*$")
_SYMPY_EQUATION = re.compile(r"\s*Eq\s*\((.*)\)\s*$")
_AT = re.compile(r"(?i)\s+at\s+(?:the\s+point\s+)?((?:[A-Za-z]\s*=\s*)?[^\s=]+)\s*$")
_NAME = re.compile(r"\s*([A-Za-z]|[α-ωΑ-Ω])\s*$")
_ANGLES = ("θ", "theta", "\\theta", "φ", "phi", "\\phi")
_PAIR = re.compile(r"\s*\(\s*([A-Za-z])\s*,\s*([A-Za-z])\s*\)\s*$")


def understood(words: str) -> Asked:
    """What a text asks for.

    >>> understood("derivative of sin x").formulas, understood("f(x) = x^2").names
    (('sin x',), ('f',))
    >>> understood("x = cos(t), y = sin(t)").formulas
    ('cos(t)', 'sin(t)')
    """
    words = words.strip()
    letter = _INVERSE_OF_A_LETTER.match(words)
    if letter:
        return Asked("inverse", (f"{letter.group(1)}({letter.group(3)})",))
    inverse = _INVERSE.match(words)
    if inverse:
        body = words[inverse.end() :]
        there = _AT.search(body)
        return Asked("inverse", (_function(body[: there.start()] if there else body),), at=there.group(1) if there else "")
    asked = _DERIVATIVE.match(words)
    variable, order = "", 0
    if asked:
        words, order = words[asked.end() :].rstrip(" ?"), _ORDINAL[(asked.group(1) or "").lower()]
    place = _AT.search(words) if asked else None
    if place:
        words = words[: place.start()]
    by = _BY.search(words)
    if by:
        words, variable = words[: by.start()], by.group(1)
    mixed = _MIXED.match(words)
    if mixed:
        first, second, body = (each for each in mixed.groups() if each is not None)
        words = f"d/d{first} (d/d{second} ({body}))"
    words = _ORDER_WITHOUT_CARET.sub(r"d^\1/d\2^\1", _APART.sub("arc", words))
    words = _in_functions(_PRIMED_PAIR.sub(_applied, words))
    found = _equations(words, variable, order)
    return replace(found, at=place.group(1)) if place else found


def _in_functions(words: str) -> str:
    """(f∘g)(x), Σ_{k=1}^n and ∫_0^x sin(t) dt as they are read: f(g(x)), \\sum_{k=1}^n and integral(sin(t), t, 0, x).

    >>> _in_functions("∫_0^{x^2} sin(t) dt")
    'integral(sin(t), t, 0, x^2)'
    """
    words = _LONG_SUM.sub(r"\\sum_", _COMPOSED.sub(r"\1(\2(\3))", words))
    found = _INTEGRAL.search(words)
    if found is None:
        return words
    lower, upper, body, variable = (part.strip() for part in found.groups())
    ends = (end[1:-1] if end[0] in "{(" else end for end in (lower, upper))
    return f"{words[: found.start()]}integral({body}, {variable}, {', '.join(ends)})"


def _applied(found: re.Match[str]) -> str:
    """(f·g)' as f(x)·g(x), and (f∘g)' as f(g(x))."""
    first, sign, second = found.groups()
    return f"{first}({second}(x))" if sign == "∘" else f"{first}(x){sign or '*'}{second}(x)"


def _function(words: str) -> str:
    """The right side of f(x) = …, or the words themselves."""
    sides = _sides(words)
    return sides[1] if sides and (_CALL.match(sides[0]) or _NAME.match(sides[0])) else words


def _equations(words: str, variable: str, order: int) -> Asked:
    pair_of_sides = _SYMPY_EQUATION.match(words)
    if pair_of_sides and len(both_sides := _apart(pair_of_sides.group(1), ",")) == 2:
        words = " = ".join(both_sides)
    parts = _apart(words, ",;") if _EQUALS.search(words) else [words]
    if len(parts) == 2 and all(_sides(part) for part in parts):
        found = _two_functions(parts, variable, order)
        if found:
            return found
    sides = _sides(words)
    if sides is None:
        return Asked("function", (in_pieces(words),), (), variable, order)
    left, right = sides
    call, name, pair, several = (each.match(left) for each in (_CALL, _NAME, _PAIR, _CALL_OF_SEVERAL))
    if pair and right.startswith("(") and right.endswith(")") and len(both := _apart(right[1:-1], ",")) == 2:
        return Asked("parametric", tuple(both), pair.groups(), variable, order)
    angle = next((each for each in _ANGLES if each in right), "")
    if _POLAR.match(words) and (angle or words[0] not in "rR") and (call or name or words[0] not in "rR"):
        return Asked("polar", (right,), ("r",), variable or angle, order)
    if call:
        return Asked("function", (in_pieces(right),), (call.group(1),), variable or call.group(2), order)
    if several:
        return Asked("several", (in_pieces(right),), (several.group(1),), variable or several.group(2), order)
    if name:
        return Asked("equation", (left, in_pieces(right)), (name.group(1),), variable, order)
    return Asked("equation", (left, right), (), variable, order)


def _two_functions(parts: list[str], variable: str, order: int) -> Asked | None:
    """x = …, y = …, with or without (t) behind the names."""
    names, formulas = [], []
    for part in parts:
        left, right = _sides(part) or ("", "")
        call = _CALL.match(left)
        name = call or _NAME.match(left)
        if name is None:
            return None
        names.append(name.group(1))
        formulas.append(right)
        variable = variable or (call.group(2) if call else "")
    return Asked("parametric", tuple(formulas), tuple(names), variable, order) if names[0] != names[1] else None


def _sides(words: str) -> tuple[str, str] | None:
    """The sides of an equation with one equals sign outside brackets; of SymPy's Eq(a, b) too."""
    parts = _apart(words, "=")
    if len(parts) != 2 or not all(part.strip() for part in parts):
        return None
    return parts[0].strip(), parts[1].strip()


def _apart(words: str, separators: str) -> list[str]:
    """The parts between separators that stand in no bracket, nor between \\begin and \\end."""
    parts, depth, start = [], 0, 0
    place = 0
    while place < len(words):
        letter = words[place]
        depth += (letter in "([{") - (letter in ")]}") + words.startswith("\\begin", place) - words.startswith("\\end", place)
        here = _EQUALS.match(words, place) if separators == "=" else None
        if depth == 0 and (here or (separators != "=" and letter in separators)):
            parts.append(words[start:place])
            place = start = here.end() if here else place + 1
            continue
        place += 1
    return [*(part.strip() for part in parts), words[start:].strip()]


# ---------------------------------------------------------------------------------------------------------------- cases

_IF = re.compile(r"(?<![A-Za-z])(?:if|for|when|where)(?![A-Za-z])")
_ELSE = re.compile(r"(?<![A-Za-z])else(?![A-Za-z])")
_OTHERWISE = re.compile(r"\s*,?\s*(?:otherwise|else)\s*$")


def in_pieces(words: str) -> str:
    """{x^2 if x > 0; 0} and x^2 if x > 0 else 0 as the function in pieces that they mean; other words as they are.

    >>> in_pieces("{x^2 if x>0; 0}"), in_pieces("x if x > 0 else -x")
    ('piecewise(x^2, x>0; 0, otherwise)', 'piecewise(x, x > 0; -x, otherwise)')
    """
    inside = words.strip()
    if inside.startswith("\\") or not _IF.search(inside):
        return words
    braces = inside.startswith("{") and inside.endswith("}")
    rows = [row for row in _apart(inside[1:-1], ";") if row] if braces else [inside]
    if len(rows) == 1 and _ELSE.search(rows[0]):
        rows = _ELSE.split(rows[0])
    elif braces and len(rows) == 1:
        rows = _apart(rows[0], ",")
    pieces = [_IF.split(_OTHERWISE.sub("", row)) for row in rows]
    if len(pieces) < 2 or any(len(piece) > 2 for piece in pieces) or any(len(piece) == 1 for piece in pieces[:-1]):
        return words
    told = [f"{piece[0].strip(' ,')}, {piece[1].strip() if len(piece) == 2 else 'otherwise'}" for piece in pieces]
    return f"piecewise({'; '.join(told)})"
