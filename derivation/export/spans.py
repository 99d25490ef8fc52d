"""Rows of styled text: measured, wrapped, painted."""

from __future__ import annotations

import re
import unicodedata

from derivation.document import Code, Look, Sentence, visible
from derivation.notation import unicode_line
from derivation.term import Term

Span = tuple[str, str]
"""A piece of text and the name of its style."""

Row = list[Span]

STYLES = {
    "plain": "",
    "strong": "1",
    "quiet": "38;5;243",
    "rule": "38;5;31",
    "proved": "38;5;28",
    "undecided": "1;38;5;166",
    "wrong": "1;38;5;160",
    "marked": "1;38;5;97",
    "condition": "38;5;130",
    "warning": "38;5;130",
}
"""For each style the parameters of its escape sequence.  The colors have about equal contrast on white and on black."""

MARKS = {"": "", "given": "", "proved": "✓", "undecided": "?", "wrong": "✗", "unreadable": "…"}
PLAIN_MARKS = {"": "", "given": "", "proved": "ok", "undecided": "?", "wrong": "X", "unreadable": "..."}
MARK_STYLES = {
    "": "plain",
    "given": "plain",
    "proved": "proved",
    "undecided": "undecided",
    "wrong": "wrong",
    "unreadable": "undecided",
}


def marks(look: Look) -> dict[str, Span]:
    """For each status its sign and style."""
    signs = PLAIN_MARKS if look.ascii else MARKS
    return {status: (sign, MARK_STYLES[status]) for status, sign in signs.items()}


def paint(row: Row, color: bool) -> str:
    """The row as text, with escape sequences where color is wanted."""
    if not color:
        return plain(row)
    return "".join(f"\x1b[{STYLES[style]}m{piece}\x1b[0m" if STYLES[style] and piece.strip() else piece for piece, style in row)


def tidied(row: Row) -> Row:
    """The row without blanks at its end, neighbours of one style put together.

    >>> tidied([("a ", "plain"), ("b", "plain"), (" ", "strong")])
    [('a b', 'plain')]
    """
    found: Row = []
    for piece, style in row:
        if found and found[-1][1] == style:
            piece = found.pop()[0] + piece
        found.append((piece, style))
    while found and not found[-1][0].strip():
        found.pop()
    return [*found[:-1], (found[-1][0].rstrip(), found[-1][1])] if found else []


def plain(row: Row) -> str:
    return "".join(piece for piece, _ in row)


def cells(piece: str) -> int:
    """How many columns of a terminal a text takes.

    >>> cells("ŷ = x"), cells("x\u0302"), cells("日")
    (5, 1, 2)
    """
    if piece.isascii():
        return len(piece)
    return sum(0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in piece)


def wrap(sentence: Sentence, width: int, style: str, look: Look) -> list[Row]:
    """The sentence in rows of at most this width; mathematics in it is not broken unless it is longer than a row."""
    found: list[Row] = [[]]
    used = 0
    for word in _words(sentence, look):
        while cells(word) > width > 0 and word.strip():
            room = width - used if width - used > 8 else width
            if room == width and used:
                found.append([])
            found[-1].append((word[:room], style))
            found.append([])
            word, used = word[room:], 0
        if used + cells(word.rstrip()) > width and used:
            found.append([])
            used, word = 0, word.lstrip()
        if word and (used or word.strip()):
            found[-1].append((word, style))
            used += cells(word)
    return [row for row in found if row] or [[]]


def _words(sentence: Sentence, look: Look) -> list[str]:
    """Pieces that must not be broken, each with the blanks after it."""
    found: list[str] = []
    glued = False
    for part in sentence:
        if isinstance(part, str):
            words = _split(as_ascii(visible(part)) if look.ascii else visible(part))
        else:
            words = [inline(part, look)]
        for number, word in enumerate(words):
            if number == 0 and glued and found:
                found[-1] += word
            else:
                found.append(word)
        if words:
            glued = not words[-1].endswith(" ")
    return found


def _split(words: str) -> list[str]:
    pieces = [piece + " " for piece in words.split(" ")]
    pieces[-1] = pieces[-1][:-1]
    return [piece for piece in pieces if piece]


def inline(part: Term | Code, look: Look) -> str:
    """Mathematics or code inside a sentence, on one line."""
    if isinstance(part, Code):
        return visible(part.text)
    return unicode_line(part, look.ascii)


ASCII = {
    "…": "...", "–": "-", "—": "-", "’": "'", "“": '"', "”": '"', "·": "*", "→": "->", "≠": "!=", "≤": "<=", "≥": ">=", "✓": "ok",
    "≈": "~", "±": "+-", "√": "sqrt", "∞": "infinity", "′": "'", "−": "-", "×": "*", "✗": "X", "⇒": "=>", "∂": "d", "∇": "grad ",
}  # fmt: skip


def as_ascii(words: str) -> str:
    """Words with only characters that every console has; letters of other alphabets by their names.

    >>> as_ascii("σ ≥ ½")
    'sigma >= 1/2'
    """
    if words.isascii():
        return words
    words = SUPERSCRIPTS.sub(_raised, words)
    for sign, spelling in ASCII.items():
        words = words.replace(sign, spelling)
    if words.isascii():
        return words
    return "".join(each if each.isascii() else _spelt(each) for each in words)


SUPERSCRIPTS = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ]+")
"""Raised characters that belong together."""


def lowered(raised: str) -> str:
    """Raised characters on the line.

    >>> lowered("⁻²ˣ")
    '-2x'
    """
    return unicodedata.normalize("NFKD", raised).replace("−", "-")


def _raised(found: re.Match[str]) -> str:
    exponent = lowered(found.group())
    return f"^{exponent}" if len(exponent) == 1 else f"^({exponent})"


def _spelt(character: str) -> str:
    decomposed = unicodedata.normalize("NFKD", character).replace("⁄", "/")
    if decomposed.isascii():
        return decomposed
    name = unicodedata.name(character, "")
    if name.startswith("GREEK"):
        word = name.split()[-1].lower()
        return word.capitalize() if "CAPITAL" in name else word
    kept = "".join(each for each in decomposed if each.isascii())
    return kept or character.encode("unicode_escape").decode("ascii")
