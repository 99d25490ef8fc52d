"""Characters that are neither ASCII letters, digits nor signs, as tokens: Greek, raised and lowered ones, letters with marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from derivation.reading.characters import FRACTIONS, GREEK, LOWERED, RAISED, accented
from derivation.reading.signs import CORNERS, HINTS, LETTER_LIKE, ROOTS, UNICODE_SIGNS

if TYPE_CHECKING:
    from derivation.reading.tokens import Scanner

_LETTER_ALONE = re.compile(r"\s*([A-Za-z])(?![A-Za-z0-9_])")


def unusual(scanner: Scanner, character: str, start: int, spaced: bool) -> int:
    """A character that is neither ASCII letter, digit nor sign."""
    end = start + 1
    if character in GREEK:
        return _greek(scanner, character, start, spaced)
    if character in UNICODE_SIGNS:
        return scanner.add(UNICODE_SIGNS[character], character, start, end, spaced)
    if character in RAISED:
        return _small(scanner, RAISED, "^", start, spaced)
    if character in LOWERED:
        return _small(scanner, LOWERED, "_", start, spaced)
    if character in FRACTIONS:
        return scanner.add("fraction", character, start, end, spaced)
    if character in "✓✔∎■□☐" and scanner.prose:
        return end
    if character == "∇" and scanner.following(end) == "_":
        return scanner.add("d", "", start, end, spaced)
    if character in CORNERS:
        return scanner.add(CORNERS[character], character, start, end, spaced)
    if character in ROOTS:
        return scanner.add("radical", ROOTS[character], start, end, spaced)
    if character in LETTER_LIKE:
        return scanner.add(*LETTER_LIKE[character], start, end, spaced)
    return _letter_with_mark(scanner, character, start, spaced)


def _letter_with_mark(scanner: Scanner, character: str, start: int, spaced: bool) -> int:
    marked = scanner.text[start + 1 : start + 2]
    name = accented(character)
    if name is not None and name.endswith("dot") and scanner.vocabulary.role(name) is None and scanner.is_moving(name[:-3]):
        scanner.add("symbol", name[:-3], start, start + 1, spaced)
        return scanner.add("'", "'", start + 1, start + 1, False)
    if name is not None:
        return scanner.add(*(scanner.vocabulary.role(name) or ("symbol", name)), start, start + 1, spaced)
    if scanner.tokens and scanner.tokens[-1].end == start and scanner.tokens[-1].kind == "symbol":
        name = accented(scanner.text[start - 1] + character)
        if name is not None:
            previous = scanner.tokens.pop()
            return scanner.add("symbol", name, previous.start, start + 1, previous.spaced)
    if character == "…" and stands_between_arguments(scanner, start + 1):
        return start + 1
    if character in HINTS:
        raise scanner.refuse(start, HINTS[character])
    if character.isspace() or (character < " "):
        raise scanner.refuse(start, "a control character is not part of a formula")
    if character.isalpha() or marked in "\u0301\u0300":
        raise scanner.refuse(start, f"'{character}' is no letter that I read; use plain or Greek letters")
    raise scanner.refuse(start, "this character is not part of a formula")


def stands_between_arguments(scanner: Scanner, end: int) -> bool:
    """Whether dots stand for arguments: the comma before those in L(x_1, ..., x_n) goes with them."""
    if not scanner.prose or not scanner.tokens or scanner.tokens[-1].kind != "," or scanner.following(end) != ",":
        return False
    scanner.tokens.pop()
    return True


def _greek(scanner: Scanner, character: str, start: int, spaced: bool) -> int:
    end = start + 1
    while scanner.text[end : end + 1].isdigit() and scanner.text[end].isascii():
        end += 1
    return greek_name(scanner, GREEK[character] + scanner.text[start + 1 : end], start, end, spaced)


def greek_name(scanner: Scanner, name: str, start: int, end: int, spaced: bool) -> int:
    """A Greek letter: a symbol, but for pi and the functions that go by one; \\Delta x is one name."""
    letter = _LETTER_ALONE.match(scanner.text, end) if name == "Delta" else None
    if letter:
        name, end = f"Delta_{letter.group(1)}", letter.end()
    if name in ("sigma", "Phi", "phi", "Gamma", "zeta", "pi") or name in scanner.vocabulary.defined:
        kind, value = scanner.vocabulary.role(name) or ("symbol", name)
    else:
        kind, value = "symbol", name
    return scanner.add(kind, value, start, end, spaced)


def _small(scanner: Scanner, table: dict[str, str], sign: str, start: int, spaced: bool) -> int:
    """Raised or lowered characters: the sign and a group of what they stand for."""
    end = start
    while scanner.text[end : end + 1] and scanner.text[end] in table:
        end += 1
    inside = "".join(table[each] for each in scanner.text[start:end])
    scanner.add(sign, sign, start, start, spaced)
    scanner.add("{", "{", start, start, False)
    inner = scanner.inside(inside)
    scanner.tokens.extend(token._replace(start=start, end=end, side="") for token in inner)
    scanner.add("}", "}", end, end, False)
    return end
