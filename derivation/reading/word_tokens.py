"""Words as tokens: names, names run together, differentials, and the English between formulas."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from derivation.reading import macros
from derivation.reading.markup import look_alone
from derivation.reading.signs import PIECE_WORDS, PROSE
from derivation.reading.words import MODULES, Piece

if TYPE_CHECKING:
    from derivation.reading.tokens import Scanner

_MAX_NAME = 60
_OPERATOR_BEHIND_D = r"(?:\^\{?\w+\}?)?\s*(?:/|\}\s*\{)\s*d[A-Za-z]\w*(?:\^\{?\w+\}?)?\s*\}?\s*\("
"""What stands behind the d of an operator in front of a bracket; it is one even where d is a parameter."""

_ARGUMENT_OVER_D = r"\s*\([^()]*\)\s*/\s*(?:d|∂|\\partial)"


def read_word(scanner: Scanner, word: str, start: int, spaced: bool) -> int:
    """Letters: one name, or several run together."""
    end = start + len(word)
    following = scanner.text[end : end + 1]
    if (
        following == "."
        and word in MODULES
        and word not in scanner.vocabulary.plain
        and scanner.text[end + 1 : end + 2].isalpha()
    ):
        scanner.note(f"'{word}.' is the name of a library; it is left out")
        return end + 1
    if word in ("color", "cancel") and following == "(" and scanner.vocabulary.role(word) is None:
        end, around = look_alone(scanner.text, word, end)
        scanner.changed |= dict.fromkeys(around if scanner.prose else (), ())
        return end
    if (scanner.prose or scanner.in_pieces) and _plain_word(scanner, word, start, spaced):
        return end
    if (
        word in macros.LOST_BACKSLASH
        and (scanner.following(end) in ("{", "(") or word not in macros.FRACTIONS)
        and scanner.vocabulary.role(word) is None
    ):
        scanner.note(f"'{word}' is read as \\{word}")
        return scanner.command("\\" + word, start - 1, spaced)
    if "rarr" in word and scanner.vocabulary.role(word) is None:
        return _arrow_in_word(scanner, word, start, spaced)
    towards = re.fullmatch(r"([A-Za-z])to(\d+|[a-z]|oo)", word)
    if towards and len(scanner.tokens) > 1 and scanner.tokens[-1].kind in ("(", "{") and scanner.tokens[-2].kind == "_":
        scanner.word(towards[1], start, spaced)
        scanner.add("->", "to", start + 1, start + 3, False)
        rest = towards[2]
        return scanner.number(rest, start + 3, False) if rest.isdigit() else scanner.word(rest, start + 3, False)
    if word.startswith("log_") and scanner.vocabulary.role(word) is None and word[4:].isalnum():
        scanner.add("builder", "log", start, start + 3, spaced)
        scanner.add("_", "_", start + 3, start + 4, False)
        return scanner.word(word[4:], start + 4, False) if word[4].isalpha() else scanner.number(word[4:], start + 4, False)
    if word[0] == "d" and scanner.prose and _quotient_by_name(scanner, word, start, spaced):
        return end
    if word[0] == "d" and differential(scanner, word, start, spaced):
        return end
    if len(word) > _MAX_NAME:
        raise scanner.refuse(start, f"a name has at most {_MAX_NAME} letters", len(word))
    if following == "_" and _is_whole_with_index(scanner, word, end):
        return scanner.add("symbol", word, start, end, spaced)
    if following == "_" and _ends_in_indexed_name(scanner, word, end):
        scanner.word(word[:-1], start, spaced)
        return scanner.word(word[-1], end - 1, False)
    if following == "^" and _is_variable_and_number(scanner, word, end):
        behind = scanner.word(scanner.vocabulary.variable, start, spaced)
        return scanner.number(word[len(scanner.vocabulary.variable) :], behind, False)
    pieces = _pieces_of(scanner, word, start, called=scanner.following(end) == "(")
    scanner.in_pieces = scanner.in_pieces or pieces[0][1] in ("Piecewise", "piecewise")
    _add_pieces(scanner, pieces, start, end, spaced)
    return end


def _is_variable_and_number(scanner: Scanner, word: str, end: int) -> bool:
    """The x5 of 2x5^x: a number that is raised to the variable, behind the variable; x5^2 is a square of x5."""
    x = scanner.vocabulary.variable
    if not re.compile(rf"\s*(?:\^|\*\*)\s*\{{?\s*{re.escape(x)}(?!\w)").match(scanner.text, end):
        return False
    number = word.removeprefix(x)
    if number == word or not number.isdigit() or number[0] == "0":
        return False
    return not scanner.vocabulary.is_given(word) and not scanner.vocabulary.is_given(f"{x}_{number}")


def _pieces_of(scanner: Scanner, word: str, start: int, called: bool) -> list[Piece]:
    """What a word is made of, remembered for the next time it stands here."""
    pieces = scanner.words.get((word, called))
    if pieces is None:
        in_index = len(scanner.tokens) > 1 and scanner.tokens[-1].kind == "{" and scanner.tokens[-2].kind == "_"
        quiet = (scanner.latex or in_index) and len(word) < 4 and word.islower()
        found = scanner.vocabulary.split(word, called, _say_nothing if quiet else scanner.note)
        if isinstance(found, str):
            if not called or not scanner.prose or not _is_name_with_arguments(scanner, word, start + len(word)):
                raise scanner.refuse(start, found, len(word))
            found = [("symbol", word)]
        pieces = scanner.words[word, called] = found
    return pieces


def _is_name_with_arguments(scanner: Scanner, word: str, end: int) -> bool:
    """FL(p), height(t), loss(w, b): a word whose bracket holds the variable, or several letters; or a value, out(1 - out)."""
    if re.compile(rf"(?<![A-Za-z\\]){word}(?![A-Za-z0-9]|\s*[(\[])").search(scanner.text):
        return True
    variable = re.escape(scanner.vocabulary.variable)
    inside = rf"\s*\(\s*(?:{variable}|\\?[A-Za-z]\w*(?:\s*,\s*\\?[A-Za-z]\w*)+)\s*\)"
    return word.isalpha() and re.compile(inside).match(scanner.text, end) is not None


def _say_nothing(text: str) -> None:
    """In LaTeX letters side by side are a product; nobody needs to be told."""


def _arrow_in_word(scanner: Scanner, word: str, start: int, spaced: bool) -> int:
    """hrarr0, as AsciiMath writes h -> 0."""
    bound, _, rest = word.partition("rarr")
    if bound:
        scanner.word(bound, start, spaced)
    return scanner.add("->", "rarr", start + len(bound), start + len(word) - len(rest), spaced and not bound)


def _quotient_by_name(scanner: Scanner, word: str, start: int, spaced: bool) -> bool:
    """dL_dz, as programs call dL/dz."""
    found = re.fullmatch(r"d([A-Za-z][A-Za-z0-9]*)_d([A-Za-z][A-Za-z0-9]*)", word)
    if found is None or scanner.vocabulary.is_given(word):
        return False
    scanner.add("(", "(", start, start, spaced)
    for kind, group in (("d", 1), ("/", 0), ("d", 2)):
        value = found.group(group) if group else "/"
        value = (scanner.vocabulary.role(value) or ("", value))[1]
        scanner.add(kind, value, start, start + len(word), False)
    scanner.add(")", ")", start + len(word), start + len(word), False)
    return True


def _is_whole_with_index(scanner: Scanner, word: str, end: int) -> bool:
    """net_k, out_{o1}: letters that are one name, because it is declared with its index or no product of letters."""
    if scanner.vocabulary.role(word) is not None:
        return False
    found = _index_at(scanner, end)
    if found is not None and scanner.vocabulary.is_given(f"{word}_{found}"):
        return True
    return len(word) > 2 and word.isalpha() and not any(letter in scanner.vocabulary.plain for letter in word)


def _index_at(scanner: Scanner, place: int) -> str | None:
    found = re.compile(r"_\{?([A-Za-z0-9]+)\}?").match(scanner.text, place)
    return found.group(1) if found else None


def _ends_in_indexed_name(scanner: Scanner, word: str, end: int) -> bool:
    """CU_c in LaTeX: letters run together, the last of which and its index are a declared name."""
    if len(word) < 2 or scanner.vocabulary.role(word) is not None:
        return False
    index = _index_at(scanner, end)
    if index is None:
        return False
    return scanner.vocabulary.role(f"{word[-1]}_{index}") is not None or scanner.vocabulary.is_given(f"{word[-1]}{index}")


def _plain_word(scanner: Scanner, word: str, start: int, spaced: bool) -> bool:
    """A word of English: between the pieces of a function, or around the formulas of a line."""
    if word in scanner.vocabulary.plain or word in scanner.vocabulary.named or scanner.text[start - 1 : start].isdigit():
        return False
    if _is_product_of_declared(scanner, word, start + len(word)):
        return False
    kind = PIECE_WORDS.get(word) if scanner.in_pieces else None
    shouted = word.isupper() and scanner.following(start + len(word)) in ("(", "'", "=", "/")
    if kind is None and scanner.prose and not shouted and word.lower() in PROSE and scanner.following(start + len(word)) != "^":
        kind = "words"
    if kind is None:
        return False
    scanner.add(kind, word, start, start + len(word), spaced)
    return True


def _is_product_of_declared(scanner: Scanner, word: str, end: int) -> bool:
    """The by of (ax + by), between signs, where b and y are declared."""
    before = scanner.tokens[-1].kind if scanner.tokens else ""
    between = before in ("+", "-", "*", "(", "=") and scanner.following(end) in tuple(")+-*=^/]")
    return between and len(word) == 2 and all(letter in scanner.vocabulary.plain for letter in word)


def _add_pieces(scanner: Scanner, pieces: list[Piece], start: int, end: int, spaced: bool) -> None:
    if len(pieces) == 1:
        scanner.add(*pieces[0], start, end, spaced)
        return
    for kind, value in pieces:
        scanner.add(kind, value, start, min(end, start + len(value)), spaced)
        start, spaced = min(end, start + len(value)), False


def differential(scanner: Scanner, word: str, start: int, spaced: bool) -> bool:
    """dx, dy, dE1: a token of kind d, its value what stands behind the d."""
    rest = word[1:]
    if word == "d" and re.compile(_OPERATOR_BEHIND_D).match(scanner.text, start + 1):
        scanner.add("d", "", start, start + 1, spaced)
        return True
    if word in scanner.vocabulary.plain or word in scanner.vocabulary.named or (rest and scanner.vocabulary.role(word)):
        return False
    if word.startswith("delta_") or (
        rest == "e" and scanner.following(start + len(word)) == "^"
    ):  # the d of 1/(de^x) is a factor
        return False
    if rest and (rest[0].isdigit() or not _beside_fraction_bar(scanner, start, start + len(word))):
        return False
    scanner.add("d", rest, start, start + len(word), spaced)
    return True


def _beside_fraction_bar(scanner: Scanner, start: int, end: int) -> bool:
    after = scanner.text[end : end + 12].lstrip(" ^2345'n")
    if after[:1] == "(" and re.compile(_ARGUMENT_OVER_D).match(scanner.text, end):
        return True
    before = scanner.text[max(0, start - 12) : start].rstrip(" (")
    return after[:1] in ("/", "}") or before[-1:] in ("/", "{")
