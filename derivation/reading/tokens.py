"""Text cut into tokens: plain text, Unicode and LaTeX alike."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from derivation.limits import MAX_CHARACTERS, MAX_DIGITS, MAX_TERMS
from derivation.reading.characters import simplified
from derivation.reading.errors import Unreadable
from derivation.reading.markup import only_in_quotients, with_sum_signs, without_bracketed_differentials
from derivation.reading.signs import SIGN_KINDS
from derivation.reading.unicode_tokens import unusual
from derivation.reading.word_tokens import read_word
from derivation.reading.words import Piece, Vocabulary


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
  | (?P<sign>\*\*|<[-=]{1,9}>|-{1,9}>|={1,9}>|<=|>=|!=|==|:=|[-+*/^_!'=<>,;:&|()\[\]{}.$~])
  | (?P<other>\S)
"""


@cache
def _tokens(word: str) -> re.Pattern[str]:
    return re.compile(r"\s*(?:" + _REST % word + ")", re.VERBOSE | re.DOTALL)


_TAKES_ONE_DIGIT = frozenset(["^", "_", "frac", "sqrt", "binom"])
_MAX_NOTES = 20
_BRACES = re.compile(r"(?<![A-Za-z_^])\{[^{}\\]*\}")
_BETWEEN_CASES = re.compile(r"(?<![A-Za-z])(?:if|for|when|otherwise|else)(?![A-Za-z])")

COMMANDS: dict[str, Callable[[Scanner, str, int, int, bool], int]] = {}
"""What each command of LaTeX adds to the tokens, "" an unknown one; filled by the module `commands`."""


def _has_braced_cases(text: str) -> bool:
    """Whether there are cases in braces, {1 if x > 0, 0 otherwise}, with the words as they are typed."""
    return any(_BETWEEN_CASES.search(braces.group()) for braces in _BRACES.finditer(text))


class Scanner:
    """Cuts one text into tokens; `notes` receives what had to be decided on the way.

    labels   where an index begins that is a label, no part of the formula
    deltas_are_d   whether \\delta is written for d, once it is asked
    enclosed where letters begin that are read in brackets: the x of \\map f x
    changed  braces in whose place other tokens stand, by their index
    """

    def __init__(self, text: str, vocabulary: Vocabulary, notes: list[str], prose: bool = False) -> None:
        self.original, self.vocabulary, self.notes = text, vocabulary, notes
        self.text, self.places = (text, None) if text.isascii() else simplified(text, self.note)
        self.latex = "\\" in text
        self.text = without_bracketed_differentials(with_sum_signs(self.text))
        self.tokens: list[Token] = []
        self.prose, self.in_pieces = prose, _has_braced_cases(text)
        self.side, self.gap = "", False
        self.labels: set[int] = set()
        self.changed: dict[int, tuple[str, ...]] = {}
        self.enclosed: set[int] = set()
        self.deltas_are_d: bool | None = None
        self.words: dict[tuple[str, bool], list[Piece]] = {}

    def note(self, text: str) -> None:
        """Add a remark once."""
        if len(self.notes) < _MAX_NOTES and text not in self.notes:
            self.notes.append(text)

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
        if self.latex and spaced and digits.isdigit() and self._goes_on_with_digits():
            before = self.tokens.pop()
            return self.add("number", before.value + digits, before.start, start + len(digits), before.spaced)
        lower = digits.lower()
        if len(digits) > MAX_DIGITS or len(lower.partition("e")[2].lstrip("+-0")) > 3:
            raise self.refuse(start, f"the number has more than {MAX_DIGITS:,} digits", len(digits))
        if "e" in lower and ("e" in self.vocabulary.plain or "E" in self.vocabulary.plain):
            digits = digits[: lower.index("e")]
        return self.add("number", digits, start, start + len(digits), spaced)

    def _goes_on_with_digits(self) -> bool:
        """Whether the last token is a number that LaTeX prints in one with the next: 5 y - 1 5; not the 1 of \\frac 1 2."""
        last = self.tokens[-2:]
        return bool(last) and last[-1].value.isdigit() and (len(last) == 1 or last[0].kind not in _TAKES_ONE_DIGIT)

    def word(self, word: str, start: int, spaced: bool) -> int:
        """Letters: one name, or several run together."""
        if start not in self.enclosed:
            return read_word(self, word, start, spaced)
        self.add("(", "(", start, start, spaced)
        end = read_word(self, word, start, False)
        return self.add(")", ")", end, end, False)

    def is_delta_for_d(self) -> bool:
        """Whether every delta here stands for a d."""
        if self.deltas_are_d is None:
            self.deltas_are_d = "delta" not in self.vocabulary.plain and only_in_quotients(self.text)
        return self.deltas_are_d

    def is_moving(self, name: str) -> bool:
        """Whether a dot above a name is a derivative: the name is defined, or the variable is the time."""
        words = self.vocabulary
        return name in words.named or name in words.defined or (words.variable == "t" and name not in words.plain)

    def sign(self, sign: str, start: int, spaced: bool) -> int:
        """A sign; spaces of TeX and dollar signs vanish."""
        kind = SIGN_KINDS.get(sign, sign)
        if len(sign) > 1 and sign[-1] == ">":
            kind = sign[-2:]  # an arrow of any length
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
