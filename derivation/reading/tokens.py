"""Text cut into tokens: plain text, Unicode and LaTeX alike."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from derivation.limits import MAX_CHARACTERS, MAX_DIGITS, MAX_TERMS
from derivation.reading import macros
from derivation.reading.characters import simplified
from derivation.reading.errors import Unreadable
from derivation.reading.markup import look_alone, only_in_quotients, without_bracketed_differentials
from derivation.reading.signs import PIECE_WORDS, PROSE, SIGN_KINDS
from derivation.reading.unicode_tokens import unusual
from derivation.reading.words import MODULES, Piece, Vocabulary


class Token(NamedTuple):
    """kind    what it is: number, symbol, constant, function, builder, d, frac, begin, words, end, or the sign itself
    value   its digits or name
    start   the index of its first character
    end     the index behind its last
    spaced  whether a space stands before it
    side    left, right or "" for brackets and bars
    """

    kind: str
    value: str
    start: int
    end: int
    spaced: bool = False
    side: str = ""


PLAIN_WORD = r"[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*"
_LATEX_WORD = r"[A-Za-z]{2,}[0-9]*(?:_[A-Za-z0-9]{2,})+|[A-Za-z]_[A-Za-z]+[0-9]+|[A-Za-z]+[0-9]*"
_REST = r"""
    (?P<number>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+(?![A-Za-z0-9]))?)
  | (?P<word>%s)
  | (?P<command>\\(?:[A-Za-z]+\*?|.|$))
  | (?P<sign>\*\*|==>|-->|<=|>=|!=|==|:=|->|=>|[-+*/^_!'=<>,;:&|()\[\]{}.$~])
  | (?P<other>\S)
"""


@cache
def _tokens(word: str) -> re.Pattern[str]:
    return re.compile(r"\s*(?:" + _REST % word + ")", re.VERBOSE | re.DOTALL)


_MAX_NOTES = 20
_MAX_NAME = 60
_OPERATOR_BEHIND_D = r"(?:\^\{?\w+\}?)?\s*(?:/|\}\s*\{)\s*d[A-Za-z]\w*(?:\^\{?\w+\}?)?\s*\}?\s*\("
"""What stands behind the d of an operator in front of a bracket; it is one even where d is a parameter."""

_BRACES = re.compile(r"(?<![A-Za-z_^])\{[^{}\\]*\}")
_BETWEEN_CASES = re.compile(r"(?<![A-Za-z])(?:if|for|when|otherwise|else)(?![A-Za-z])")

_ARGUMENT_OVER_D = r"\s*\([^()]*\)\s*/\s*(?:d|∂|\\partial)"
COMMANDS: dict[str, Callable[[Scanner, str, int, int, bool], int]] = {}
"""What each command of LaTeX adds to the tokens, "" an unknown one; filled by the module `commands`."""


def _has_braced_cases(text: str) -> bool:
    """Whether there are cases in braces, {1 if x > 0, 0 otherwise}, with the words as they are typed."""
    return any(_BETWEEN_CASES.search(braces.group()) for braces in _BRACES.finditer(text))


class Scanner:
    """Cuts one text into tokens; `notes` receives what had to be decided on the way.

    labels   where an index begins that is a label, no part of the formula
    deltas_are_d   whether \\delta is written for d, once it is asked
    changed  braces in whose place other tokens stand, by their index
    """

    def __init__(self, text: str, vocabulary: Vocabulary, notes: list[str], prose: bool = False) -> None:
        self.original, self.vocabulary, self.notes = text, vocabulary, notes
        self.text, self.places = (text, None) if text.isascii() else simplified(text, self.note)
        self.latex = "\\" in text
        self.text = without_bracketed_differentials(self.text)
        self.tokens: list[Token] = []
        self.prose, self.in_pieces = prose, _has_braced_cases(text)
        self.side, self.gap = "", False
        self.labels: set[int] = set()
        self.changed: dict[int, tuple[str, ...]] = {}
        self.deltas_are_d: bool | None = None
        self.words: dict[tuple[str, bool], list[Piece]] = {}

    def note(self, text: str) -> None:
        """Add a remark once."""
        if len(self.notes) < _MAX_NOTES and text not in self.notes:
            self.notes.append(text)

    def _quietly(self, text: str) -> None:
        """In LaTeX letters side by side are a product; nobody needs to be told."""

    def following(self, position: int) -> str:
        """The next character at or behind a position that is no space."""
        text = self.text
        while position < len(text) and text[position] in " \n\t":
            position += 1
        return text[position : position + 1]

    def refuse(self, where: int, expected: str, length: int = 1) -> Unreadable:
        """The error at an index of the simplified text."""
        if self.places is not None:
            where = self.places[where] if where < len(self.places) else len(self.original)
        return Unreadable(self.original, where, expected, length)

    def scan(self) -> list[Token]:
        """All tokens, the last of kind end."""
        if len(self.original.strip()) > MAX_CHARACTERS:
            raise self.refuse(0, f"the text is longer than {MAX_CHARACTERS:,} characters")
        match = _tokens(_LATEX_WORD if self.latex else PLAIN_WORD).match
        position, text = 0, self.text
        while found := match(text, position):
            if self.labels and found.start("sign") in self.labels and found.group("sign") in ("_", "^"):
                position = self.argument(position, found.end())[1]
                continue
            kind = found.lastgroup or "other"
            start = found.start(kind)
            position = _HANDLERS[kind](self, found.group(kind), start, start > position)
            if len(self.tokens) > MAX_TERMS:
                raise self.refuse(position, f"the formula has more than {MAX_TERMS:,} parts")
        self.tokens.append(Token("end", "", len(text), len(text), True))
        return self.tokens

    def add(self, kind: str, value: str, start: int, end: int, spaced: bool) -> int:
        """Append a token and go on behind it."""
        self.tokens.append(Token(kind, value, start, end, spaced or self.gap, self.side))
        self.side, self.gap = "", False
        return end

    # ------------------------------------------------------------------------------------------ numbers, words, signs

    def number(self, digits: str, start: int, spaced: bool) -> int:
        """A number, as it is typed; 2e3 is 2 times 10^3 unless e is a declared name."""
        if digits[0] == "." and self.tokens and self.tokens[-1].end == start and self.tokens[-1].kind in (")", "]", "symbol"):
            self.note("the dot between factors is read as a product sign")
            self.add("*", ".", start, start + 1, False)
            digits, start = digits[1:], start + 1
        lower = digits.lower()
        if len(digits) > MAX_DIGITS or len(lower.partition("e")[2].lstrip("+-0")) > 3:
            raise self.refuse(start, f"the number has more than {MAX_DIGITS:,} digits", len(digits))
        if "e" in lower and ("e" in self.vocabulary.plain or "E" in self.vocabulary.plain):
            digits = digits[: lower.index("e")]
        return self.add("number", digits, start, start + len(digits), spaced)

    def word(self, word: str, start: int, spaced: bool) -> int:
        """Letters: one name, or several run together."""
        end = start + len(word)
        following = self.text[end : end + 1]
        if following == "." and word in MODULES and word not in self.vocabulary.plain and self.text[end + 1 : end + 2].isalpha():
            self.note(f"'{word}.' is the name of a library; it is left out")
            return end + 1
        if word in ("color", "cancel") and following == "(" and self.vocabulary.role(word) is None:
            end, around = look_alone(self.text, word, end)
            self.changed |= dict.fromkeys(around if self.prose else (), ())
            return end
        if (self.prose or self.in_pieces) and self._plain_word(word, start, spaced):
            return end
        if (
            word in macros.LOST_BACKSLASH
            and (following == "{" or word not in macros.FRACTIONS)
            and self.vocabulary.role(word) is None
        ):
            self.note(f"'{word}' is read as \\{word}")
            return (
                self.command("\\" + word, start - 1, spaced)
                if word not in ("left", "right")
                else COMMANDS[word](self, word, start, end, spaced)
            )
        if "rarr" in word and self.vocabulary.role(word) is None:
            return self._arrow_in_word(word, start, spaced)
        if word.startswith("log_") and self.vocabulary.role(word) is None and word[4:].isalnum():
            self.add("builder", "log", start, start + 3, spaced)
            self.add("_", "_", start + 3, start + 4, False)
            return self.word(word[4:], start + 4, False) if word[4].isalpha() else self.number(word[4:], start + 4, False)
        if word[0] == "d" and self.differential(word, start, spaced):
            return end
        if len(word) > _MAX_NAME:
            raise self.refuse(start, f"a name has at most {_MAX_NAME} letters", len(word))
        if following == "_" and self._ends_in_indexed_name(word, end):
            self.word(word[:-1], start, spaced)
            return self.word(word[-1], end - 1, False)
        called = self.following(end) == "("
        pieces = self.words.get((word, called))
        if pieces is None:
            quiet = self.latex or (len(self.tokens) > 1 and self.tokens[-1].kind == "{" and self.tokens[-2].kind == "_")
            found = self.vocabulary.split(
                word, called, self._quietly if quiet and len(word) < 4 and word.islower() else self.note
            )
            if isinstance(found, str):
                raise self.refuse(start, found, len(word))
            pieces = self.words[word, called] = found
        self.in_pieces = self.in_pieces or pieces[0][1] in ("Piecewise", "piecewise")
        self._add_pieces(pieces, start, end, spaced)
        return end

    def is_delta_for_d(self) -> bool:
        """Whether every delta here stands for a d."""
        if self.deltas_are_d is None:
            self.deltas_are_d = "delta" not in self.vocabulary.plain and only_in_quotients(self.text)
        return self.deltas_are_d

    def is_moving(self, name: str) -> bool:
        """Whether a dot above a name is a derivative: the name is defined, or the variable is the time."""
        words = self.vocabulary
        return name in words.named or name in words.defined or (words.variable == "t" and name not in words.plain)

    def _arrow_in_word(self, word: str, start: int, spaced: bool) -> int:
        """hrarr0, as AsciiMath writes h -> 0."""
        bound, _, rest = word.partition("rarr")
        if bound:
            self.word(bound, start, spaced)
        return self.add("->", "rarr", start + len(bound), start + len(word) - len(rest), spaced and not bound)

    def _ends_in_indexed_name(self, word: str, end: int) -> bool:
        """CU_c in LaTeX: letters run together, the last of which and its index are a declared name."""
        if len(word) < 2 or self.vocabulary.role(word) is not None:
            return False
        found = re.compile(r"_\{?([A-Za-z0-9]+)\}?").match(self.text, end)
        return found is not None and self.vocabulary.role(f"{word[-1]}_{found.group(1)}") is not None

    def _plain_word(self, word: str, start: int, spaced: bool) -> bool:
        """A word of English: between the pieces of a function, or around the formulas of a line."""
        if word in self.vocabulary.plain or word in self.vocabulary.named:
            return False
        kind = PIECE_WORDS.get(word) if self.in_pieces else None
        if kind is None and self.prose and word.lower() in PROSE and self.following(start + len(word)) != "^":
            kind = "words"
        if kind is None:
            return False
        self.add(kind, word, start, start + len(word), spaced)
        return True

    def _add_pieces(self, pieces: list[Piece], start: int, end: int, spaced: bool) -> None:
        if len(pieces) == 1:
            self.add(*pieces[0], start, end, spaced)
            return
        for kind, value in pieces:
            self.add(kind, value, start, min(end, start + len(value)), spaced)
            start, spaced = min(end, start + len(value)), False

    def differential(self, word: str, start: int, spaced: bool) -> bool:
        """dx, dy, dE1: a token of kind d, its value what stands behind the d."""
        rest = word[1:]
        if word == "d" and re.compile(_OPERATOR_BEHIND_D).match(self.text, start + 1):
            self.add("d", "", start, start + 1, spaced)
            return True
        if word in self.vocabulary.plain or word in self.vocabulary.named or (rest and self.vocabulary.role(word)):
            return False
        if word.startswith("delta_"):
            return False
        if rest and (rest[0].isdigit() or not self._beside_fraction_bar(start, start + len(word))):
            return False
        self.add("d", rest, start, start + len(word), spaced)
        return True

    def _beside_fraction_bar(self, start: int, end: int) -> bool:
        after = self.text[end : end + 12].lstrip(" ^2345'n")
        if after[:1] == "(" and re.compile(_ARGUMENT_OVER_D).match(self.text, end):
            return True
        before = self.text[max(0, start - 12) : start].rstrip(" (")
        return after[:1] in ("/", "}") or before[-1:] in ("/", "{")

    def sign(self, sign: str, start: int, spaced: bool) -> int:
        """A sign; spaces of TeX and dollar signs vanish."""
        kind = SIGN_KINDS.get(sign, sign)
        end = start + len(sign)
        if not kind:
            return end
        if start in self.changed:
            for each in self.changed[start]:
                self.add(each, "" if each == "d" else each, start, end, spaced)
            return end
        if sign == "_" and not self.tokens:
            raise self.refuse(start, "a name cannot begin with an underscore")
        if sign == "." and self.side:
            kind = "close nothing" if self.side == "right" else "nothing"
        return self.add(kind, sign, start, end, spaced)

    def other(self, character: str, start: int, spaced: bool) -> int:
        """A character that is neither ASCII letter, digit nor sign."""
        return unusual(self, character, start, spaced)

    def inside(self, text: str) -> list[Token]:
        """The tokens of a text that stands for a part of this one."""
        return Scanner(text, self.vocabulary, self.notes).scan()[:-1]

    # ---------------------------------------------------------------------------------------------------------- LaTeX

    def command(self, command: str, start: int, spaced: bool) -> int:
        """A command of LaTeX."""
        name = command[1:]
        end = start + len(command)
        if name not in COMMANDS and name.endswith("*"):
            name, end = name[:-1], end - 1
        handler = COMMANDS.get(name) or COMMANDS[""]
        return handler(self, name, start, end, spaced)

    def argument(self, start: int, end: int) -> tuple[str, int]:
        """The raw text of an argument in braces, and the index behind it."""
        text = self.text
        while text[end : end + 1] in (" ", "\n") and end < len(text):
            end += 1
        if text[end : end + 1] != "{":
            return text[end : end + 1], end + 1
        depth, index = 0, end
        while index < len(text):
            if text[index] == "\\":
                index += 1
            elif text[index] == "{":
                depth += 1
            elif text[index] == "}":
                depth -= 1
                if depth == 0:
                    return text[end + 1 : index].strip(), index + 1
            index += 1
        raise self.refuse(end, "this brace is never closed")


_HANDLERS = {
    "number": Scanner.number,
    "word": Scanner.word,
    "command": Scanner.command,
    "sign": Scanner.sign,
    "other": Scanner.other,
}
