"""The commands of LaTeX: what each adds to the tokens."""

from __future__ import annotations

import re

from derivation.reading import macros
from derivation.reading.characters import GREEK
from derivation.reading.commands_with_arguments import application, derivative_macro, drop, labelled, stacked, wrapper
from derivation.reading.signs import CONNECTIVES, HINTS, PROSE
from derivation.reading.tokens import COMMANDS, PLAIN_WORD, Scanner
from derivation.reading.unicode_tokens import greek_name, stands_between_arguments
from derivation.reading.word_tokens import differential


def _wide_space(scanner: Scanner, name: str, start: int, end: int, spaced: bool) -> int:
    """A wide space may stand between two statements of one line."""
    if scanner.prose and not scanner.in_pieces:
        return scanner.add("quad", name, start, end, True)
    return _skip(scanner, name, start, end, spaced)


def _skip(scanner: Scanner, name: str, start: int, end: int, spaced: bool) -> int:
    scanner.gap = True
    return end


def _sign_command(scanner: Scanner, name: str, start: int, end: int, spaced: bool) -> int:
    scanner.side = macros.SIDES.get(name, scanner.side)
    return scanner.add(macros.SIGNS[name], "'" if name == "prime" else name, start, end, spaced)


def _old_font(scanner: Scanner, name: str, start: int, end: int, spaced: bool) -> int:
    """{\\rm d}: a name in another type, as TeX wrote it once."""
    found = re.compile(r"\s*([A-Za-z]+)\s*\}").match(scanner.text, end)
    if not found or not scanner.tokens or scanner.tokens[-1].kind != "{":
        return end
    opening = scanner.tokens.pop()
    if found.group(1) == "d":
        return scanner.add("d", "", opening.start, found.end(), opening.spaced)
    return _name(scanner, found.group(1), opening.start, found.end(), opening.spaced)


def _side_command(scanner: Scanner, name: str, start: int, end: int, spaced: bool) -> int:
    scanner.side = macros.SIDES[name]
    return end


def _structure(scanner: Scanner, name: str, start: int, end: int, spaced: bool) -> int:
    if name in ("prod", "int"):
        raise scanner.refuse(
            start, "integrals are not read" if name == "int" else "products over an index are not read", len(name) + 1
        )
    if name == "sum":
        return scanner.add("builder", "sum", start, end, spaced)
    if name in ("begin", "end"):
        return _environment(scanner, name, start, end, spaced)
    if name == "lim":
        return scanner.add("builder", "lim", start, end, spaced)
    if name in ("partial", "d", "dd"):
        return scanner.add("d", "", start, end, spaced)
    return scanner.add("frac" if name in macros.FRACTIONS else name, name, start, end, spaced)


def _environment(scanner: Scanner, name: str, start: int, end: int, spaced: bool) -> int:
    environment, end = scanner.argument(start, end)
    if environment in macros.ALIGNED or (scanner.prose and environment == "array" and _is_alone(scanner, name)):
        return _behind_columns(scanner, environment, end)
    if environment not in macros.CASES:
        raise scanner.refuse(start, f"the environment {environment} is not read", end - start)
    scanner.in_pieces = True
    if environment in ("array", "matrix*", "smallmatrix", "cases*", "dcases*") and name == "begin":
        found = (
            re.compile(r"\s*(\[[^\]]*\]|\{[^{}]*\})").match(scanner.text, end) if environment in ("array", "matrix*") else None
        )
        end = found.end() if found else end
    return scanner.add(name, environment, start, end, spaced)


def _is_alone(scanner: Scanner, name: str) -> bool:
    """Whether an array begins on one line and ends on another: it only sets the rows."""
    other = "\\end{array}" if name == "begin" else "\\begin{array}"
    return other not in scanner.text


def _behind_columns(scanner: Scanner, environment: str, end: int) -> int:
    """Where the text goes on behind the columns of an array, {ll}."""
    found = re.compile(r"\s*\{[lcr| ]*\}").match(scanner.text, end) if environment == "array" else None
    return found.end() if found else end


def _font(scanner: Scanner, name: str, start: int, end: int, spaced: bool) -> int:
    """A name in another type; formulas in another type are read as they are."""
    inside, behind = scanner.argument(start, end)
    plain = inside.replace(" ", "").replace("~", "").replace("\\_", "_").replace("\\", "")
    if not re.fullmatch(PLAIN_WORD, plain):
        return end
    if plain == "d":
        return scanner.add("d", "", start, behind, spaced)
    if scanner.prose and plain.lower() in CONNECTIVES and not scanner.vocabulary.is_given(plain):
        return scanner.add("words", plain, start, behind, spaced)
    return _name(scanner, plain, start, behind, spaced)


def _name(scanner: Scanner, name: str, start: int, end: int, spaced: bool) -> int:
    """A name that the writer set as one: \\operatorname{swish}."""
    role = scanner.vocabulary.role(name)
    if role is None and name[0] == "d" and differential(scanner, name, start, spaced):
        return end
    return scanner.add(*(role or ("symbol", name)), start, end, spaced)


def _words(scanner: Scanner, name: str, start: int, end: int, spaced: bool) -> int:
    inside, behind = scanner.argument(start, end)
    plain = inside.strip()
    if scanner.in_pieces and plain in ("and", "or"):
        return scanner.add(plain, plain, start, behind, spaced)
    if plain == "d" and "d" not in scanner.vocabulary.plain:
        return scanner.add("d", "", start, behind, spaced)
    if re.fullmatch(PLAIN_WORD, plain) and (scanner.vocabulary.role(plain) is not None or _is_used(scanner, plain, behind)):
        return _name(scanner, plain, start, behind, spaced)
    return scanner.add("words", inside, start, behind, spaced)


def _is_used(scanner: Scanner, word: str, behind: int) -> bool:
    """Whether a word in upright letters is a part of the formula: it is called, or has an index, or is differentiated."""
    following = scanner.following(behind)
    if following == "(" or (following in ("_", "=", "}") and len(word) <= 12 and word.lower() not in PROSE):
        return True
    kinds = [token.kind for token in scanner.tokens[-3:]]
    return kinds[-1:] == ["d"] or kinds[:2] == ["d", "_"]


def _accent(scanner: Scanner, name: str, start: int, end: int, spaced: bool) -> int:
    """\\hat{y} is the name yhat."""
    inside, behind = scanner.argument(start, end)
    if inside == "\\" and scanner.text[behind - 1 : behind] == "\\":
        found = re.compile(r"[A-Za-z]+").match(scanner.text, behind)
        inside, behind = (found.group(), found.end()) if found else (inside, behind)
    base, mark, index = inside.lstrip("\\").partition("_")
    if not base.isalnum() or not base.isascii() or (not index.strip("{}").isalnum() and index):
        return end if name in ("bar", "overline") else _unknown_command(scanner, name, start, end, spaced)
    whole = base + macros.ACCENTS[name] + mark + index.strip("{}")
    if name in macros.DOTS and scanner.vocabulary.role(whole) is None and scanner.is_moving(base + mark + index.strip("{}")):
        scanner.add("symbol", base + mark + index.strip("{}"), start, behind, spaced)
        return scanner.add("'", macros.DOTS[name], behind, behind, False)
    return scanner.add(*(scanner.vocabulary.role(whole) or ("symbol", whole)), start, behind, spaced)


def _textbook(scanner: Scanner, name: str, start: int, end: int, spaced: bool) -> int:
    letter, primes = macros.TEXTBOOK[name]
    scanner.add("symbol", letter, start, end, spaced)
    return scanner.add("'", primes, end, end, False)


def _named(scanner: Scanner, name: str, start: int, end: int, spaced: bool) -> int:
    full = macros.NAMES.get(name, name)
    if name == "delta" and scanner.is_delta_for_d():
        return scanner.add("d", "", start, end, spaced)
    if name == "delta" and "delta" not in scanner.vocabulary.plain:
        small = re.compile(rf"\s*{re.escape(scanner.vocabulary.variable)}(?![A-Za-z0-9_])").match(scanner.text, end)
        if small:
            return scanner.add("symbol", f"delta_{scanner.vocabulary.variable}", start, small.end(), spaced)
    if name not in _GREEK_LETTERS:
        return _name(scanner, full, start, end, spaced)
    return greek_name(scanner, full, start, end, spaced)


def _hint(scanner: Scanner, name: str, start: int, end: int, spaced: bool) -> int:
    if name == "nabla" and scanner.following(end) == "_":  # by one letter, it is a partial derivative
        return scanner.add("d", "", start, end, spaced)
    if name in ("dots", "ldots", "cdots") and stands_between_arguments(scanner, end):
        return end
    raise scanner.refuse(start, _OWN_HINTS[name], end - start)


def _unknown_command(scanner: Scanner, name: str, start: int, end: int, spaced: bool) -> int:
    """A function that LaTeX does not know (\\sech), or a lost space (\\sinx)."""
    role = scanner.vocabulary.role(name) if name.isalpha() else None
    if role is not None and role[0] in ("function", "builder"):
        return scanner.add(*role, start, end, spaced)
    for length in range(min(len(name) - 1, 20), 1, -1):
        if name[:length] in COMMANDS or (scanner.vocabulary.role(name[:length]) or ("", ""))[0] == "function":
            rest = name[length:]
            if all(letter in scanner.vocabulary.plain or len(rest) == 1 for letter in rest):
                scanner.note(f"'\\{name}' is read as \\{name[:length]} {rest}")
                return scanner.command("\\" + name[:length], start, spaced)
    shown = name if len(name) < 30 else name[:30] + "…"
    raise scanner.refuse(start, f"the LaTeX command \\{shown} is not known", end - start)


_GREEK_LETTERS = frozenset([*GREEK.values(), "varepsilon", "vartheta", "varphi", "varrho", "varpi", "varsigma"])
_OWN_HINTS = {
    "pm": HINTS["±"],
    "mp": HINTS["±"],
    "approx": HINTS["≈"],
    "ldots": HINTS["…"],
    "dots": HINTS["…"],
    "cdots": HINTS["…"],
    "circ": HINTS["°"],
    "degree": HINTS["°"],
    "%": HINTS["%"],
    "nabla": "gradients are not read; write the partial derivatives",
    "#": HINTS["#"],
}
__all__ = ["COMMANDS"]

COMMANDS |= {
    **dict.fromkeys(_OWN_HINTS, _hint),
    **dict.fromkeys(macros.SIGNS, _sign_command),
    **dict.fromkeys(("left", "right", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr", "Biggl", "Biggr"), _side_command),
    **dict.fromkeys(macros.SPACES, _skip),
    **dict.fromkeys(macros.DROPPED, drop),
    **dict.fromkeys(macros.WRAPPERS, wrapper),
    **dict.fromkeys(("dv", "pdv", "odv", "pderiv", "deriv"), derivative_macro),
    "map": application,
    **dict.fromkeys(("underbrace", "overbrace"), labelled),
    **dict.fromkeys(macros.FONTS, _font),
    **dict.fromkeys(macros.WORDS, _words),
    **dict.fromkeys(macros.ACCENTS, _accent),
    **dict.fromkeys(macros.TEXTBOOK, _textbook),
    **dict.fromkeys(macros.STRUCTURE, _structure),
    **dict.fromkeys(_GREEK_LETTERS, _named),
    **dict.fromkeys(macros.NAMES, _named),
    **dict.fromkeys(("quad", "qquad"), _wide_space),
    "$": _skip,
    **dict.fromkeys(("stackrel", "overset", "underset"), stacked),
    "operatorname": _font,
    **dict.fromkeys(("rm", "it", "bf", "sf", "tt", "cal"), _old_font),
    "": _unknown_command,
}
