"""Text cut into tokens: plain text, Unicode and LaTeX alike."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from derivation.limits import MAX_CHARACTERS, MAX_DIGITS, MAX_TERMS
from derivation.reading import macros
from derivation.reading.characters import FRACTIONS, GREEK, LOWERED, RAISED, accented, simplified
from derivation.reading.errors import Unreadable
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


_PLAIN_WORD = r"[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*"
_LATEX_WORD = r"[A-Za-z]{2,}[0-9]*(?:_[A-Za-z0-9]{2,})+|[A-Za-z]_[A-Za-z]+[0-9]+|[A-Za-z]+[0-9]*"
_REST = r"""
    (?P<number>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+(?![A-Za-z0-9]))?)
  | (?P<word>%s)
  | (?P<command>\\(?:[A-Za-z]+\*?|.|$))
  | (?P<sign>\*\*|<=|>=|!=|==|:=|->|=>|[-+*/^_!'=<>,;:&|()\[\]{}.$~])
  | (?P<other>\S)
"""


@cache
def _tokens(word: str) -> re.Pattern[str]:
    return re.compile(r"\s*(?:" + _REST % word + ")", re.VERBOSE | re.DOTALL)


_PIECE_WORDS = {"True": "truth", "otherwise": "truth", "else": "truth", "and": "and", "or": "or"} | dict.fromkeys(
    ("if", "for", "when", "where"), "words"
)
PROSE = frozenset(
    str.split(
        "so thus hence therefore then now and finally since because let where with by using from the this that which we "
        "get have is are of for if when or as rule chain product quotient power sum derivative inner outer function "
        "simplify simplified simplifying apply applying expand expanding factor factoring factorise cancel cancelling "
        "rewrite rewriting substitute substituting note recall also it its be can to both again after before definition "
        "identity multiply multiplying divide dividing add adding subtract term terms common numerator denominator step "
        "here answer first second gives yields obtain follows equals equal constant constants linearity"
    )
)
"""Words that people write around the formulas of a derivation."""

_SIGN_KINDS = {"**": "^", "==": "=", ":=": "=", "~": "", "$": "", ":": ":"}
_UNICODE_SIGNS = {
    "≤": "<=",
    "≥": ">=",
    "⩽": "<=",
    "⩾": ">=",
    "≠": "!=",
    "≡": "=",
    "→": "->",
    "⇒": "=>",
    "⟹": "=>",
    "⇔": "=>",
    "∴": "=>",
    "∧": "and",
    "∨": "or",
}
_ARGUMENT_OVER_D = r"\s*\([^()]*\)\s*/\s*(?:d|∂|\\partial)"
_CORNERS = {"⌊": "lfloor", "⌋": "rfloor", "⌈": "lceil", "⌉": "rceil"}
_ROOTS = {"√": "2", "∛": "3", "∜": "4"}
_HINTS = {
    "°": "degrees are not read; write x*pi/180",
    "%": "per cent is not read; write /100",
    "±": "a plus-or-minus sign stands for two formulas; write one of them",
    "∓": "a plus-or-minus sign stands for two formulas; write one of them",
    "#": "a comment is not part of a formula",
    '"': "quotation marks are not part of a formula",
    "≈": "an approximation proves nothing; write the exact value",
    "…": "dots leave something out; write every term",
    "∫": "integrals are not read",
    "∑": "sums over an index are not read yet",
    "∏": "products over an index are not read yet",
    "?": "a question mark is not part of a formula",
    "@": "the sign @ is not part of a formula",
    "`": "the sign ` is not part of a formula",
}


class Scanner:
    """Cuts one text into tokens; `notes` receives what had to be decided on the way."""

    def __init__(self, text: str, vocabulary: Vocabulary, notes: list[str], prose: bool = False) -> None:
        self.original, self.vocabulary, self.notes = text, vocabulary, notes
        self.text, self.places = (text, None) if text.isascii() else simplified(text, self.note)
        self.latex = "\\" in text
        self.tokens: list[Token] = []
        self.prose, self.in_pieces = prose, False
        self.side, self.gap = "", False
        self.labels: set[int] = set()
        self.words: dict[tuple[str, bool], list[Piece]] = {}

    def note(self, text: str) -> None:
        """Add a remark once."""
        if text not in self.notes:
            self.notes.append(text)

    def _quietly(self, text: str) -> None:
        """In LaTeX letters side by side are a product; nobody needs to be told."""

    def refuse(self, where: int, expected: str, length: int = 1) -> Unreadable:
        """The error at an index of the simplified text."""
        if self.places is not None:
            where = self.places[where] if where < len(self.places) else len(self.original)
        return Unreadable(self.original, where, expected, length)

    def scan(self) -> list[Token]:
        """All tokens, the last of kind end."""
        if len(self.original.strip()) > MAX_CHARACTERS:
            raise self.refuse(0, f"the text is longer than {MAX_CHARACTERS:,} characters")
        match = _tokens(_LATEX_WORD if self.latex else _PLAIN_WORD).match
        position, text = 0, self.text
        while found := match(text, position):
            if self.labels and found.start("sign") in self.labels and found.group("sign") in ("_", "^"):
                position = self._argument(position, found.end())[1]
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
                else self._side_command(word, start, end, spaced)
            )
        if word.startswith("log_") and self.vocabulary.role(word) is None and word[4:].isalnum():
            self.add("builder", "log", start, start + 3, spaced)
            self.add("_", "_", start + 3, start + 4, False)
            return self.word(word[4:], start + 4, False) if word[4].isalpha() else self.number(word[4:], start + 4, False)
        if word[0] == "d" and self._differential(word, start, spaced):
            return end
        called = following == "(" or (following == " " and self.text[end:].lstrip(" ")[:1] == "(")
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

    def _plain_word(self, word: str, start: int, spaced: bool) -> bool:
        """A word of English: between the pieces of a function, or around the formulas of a line."""
        if word in self.vocabulary.plain or word in self.vocabulary.named:
            return False
        kind = _PIECE_WORDS.get(word) if self.in_pieces else None
        if kind is None and self.prose and word.lower() in PROSE:
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

    def _differential(self, word: str, start: int, spaced: bool) -> bool:
        """dx, dy, dE1: a token of kind d, its value what stands behind the d."""
        rest = word[1:]
        if word in self.vocabulary.plain or word in self.vocabulary.named or (rest and self.vocabulary.role(word)):
            return False
        if rest and not self._beside_fraction_bar(start, start + len(word)):
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
        kind = _SIGN_KINDS.get(sign, sign)
        end = start + len(sign)
        if not kind:
            return end
        if sign == "_" and not self.tokens:
            raise self.refuse(start, "a name cannot begin with an underscore")
        if sign == "." and self.side:
            kind = "close nothing" if self.side == "right" else "nothing"
        return self.add(kind, sign, start, end, spaced)

    def other(self, character: str, start: int, spaced: bool) -> int:
        """A character that is neither ASCII letter, digit nor sign."""
        end = start + 1
        if character in GREEK:
            return self._greek(character, start, spaced)
        if character in _UNICODE_SIGNS:
            return self.add(_UNICODE_SIGNS[character], character, start, end, spaced)
        if character in RAISED:
            return self._small(RAISED, "^", start, spaced)
        if character in LOWERED:
            return self._small(LOWERED, "_", start, spaced)
        if character in FRACTIONS:
            return self.add("fraction", character, start, end, spaced)
        if character in "✓✔∎■□☐" and self.prose:
            return end
        if character in _CORNERS:
            return self.add(_CORNERS[character], character, start, end, spaced)
        if character in _ROOTS:
            return self.add("radical", _ROOTS[character], start, end, spaced)
        if character in "∂ℯ∞″‴":
            kind, value = {
                "∂": ("d", ""),
                "ℯ": ("constant", "e"),
                "∞": ("constant", "infinity"),
                "″": ("'", "''"),
                "‴": ("'", "'''"),
            }[character]
            return self.add(kind, value, start, end, spaced)
        return self._letter_with_mark(character, start, spaced)

    def _letter_with_mark(self, character: str, start: int, spaced: bool) -> int:
        marked = self.text[start + 1 : start + 2]
        name = accented(character)
        if name is not None:
            return self.add(*(self.vocabulary.role(name) or ("symbol", name)), start, start + 1, spaced)
        if self.tokens and self.tokens[-1].end == start and self.tokens[-1].kind == "symbol":
            name = accented(self.text[start - 1] + character)
            if name is not None:
                previous = self.tokens.pop()
                return self.add("symbol", name, previous.start, start + 1, previous.spaced)
        if character in _HINTS:
            raise self.refuse(start, _HINTS[character])
        if character.isspace() or (character < " "):
            raise self.refuse(start, "a control character is not part of a formula")
        if character.isalpha() or marked in "\u0301\u0300":
            raise self.refuse(start, f"'{character}' is no letter that I read; use plain or Greek letters")
        raise self.refuse(start, "this character is not part of a formula")

    def _greek(self, character: str, start: int, spaced: bool) -> int:
        end = start + 1
        while self.text[end : end + 1].isdigit() and self.text[end].isascii():
            end += 1
        self.greek_name(GREEK[character] + self.text[start + 1 : end], start, end, spaced)
        return end

    def greek_name(self, name: str, start: int, end: int, spaced: bool) -> None:
        """A Greek letter: a symbol, but for pi and the functions that go by one."""
        if name in ("sigma", "Phi", "phi", "Gamma", "zeta", "pi") or name in self.vocabulary.defined:
            kind, value = self.vocabulary.role(name) or ("symbol", name)
        else:
            kind, value = "symbol", name
        self.add(kind, value, start, end, spaced)

    def _small(self, table: dict[str, str], sign: str, start: int, spaced: bool) -> int:
        """Raised or lowered characters: the sign and a group of what they stand for."""
        end = start
        while self.text[end : end + 1] and self.text[end] in table:
            end += 1
        inside = "".join(table[each] for each in self.text[start:end])
        self.add(sign, sign, start, start, spaced)
        self.add("{", "{", start, start, False)
        inner = Scanner(inside, self.vocabulary, self.notes).scan()[:-1]
        self.tokens.extend(Token(token.kind, token.value, start, end, token.spaced) for token in inner)
        self.add("}", "}", end, end, False)
        return end

    # ---------------------------------------------------------------------------------------------------------- LaTeX

    def command(self, command: str, start: int, spaced: bool) -> int:
        """A command of LaTeX."""
        name = command[1:]
        end = start + len(command)
        if name not in _COMMANDS and name.endswith("*"):
            name, end = name[:-1], end - 1
        handler = _COMMANDS.get(name)
        if handler is None:
            return self._unknown_command(name, start, end, spaced)
        return handler(self, name, start, end, spaced)

    def _wide_space(self, name: str, start: int, end: int, spaced: bool) -> int:
        """A wide space may stand between two statements of one line."""
        if self.prose and not self.in_pieces:
            return self.add("quad", name, start, end, True)
        return self._skip(name, start, end, spaced)

    def _skip(self, name: str, start: int, end: int, spaced: bool) -> int:
        self.gap = True
        return end

    def _brace(self, name: str, start: int, end: int, spaced: bool) -> int:
        """\\underbrace{x}_{label}: the label is no part of the formula."""
        self.labels.add(self._argument(start, end)[1])
        return end

    def _sign_command(self, name: str, start: int, end: int, spaced: bool) -> int:
        self.side = macros.SIDES.get(name, self.side)
        return self.add(macros.SIGNS[name], name, start, end, spaced)

    def _side_command(self, name: str, start: int, end: int, spaced: bool) -> int:
        self.side = macros.SIDES[name]
        return end

    def _structure(self, name: str, start: int, end: int, spaced: bool) -> int:
        if name in ("sum", "prod", "int"):
            raise self.refuse(
                start,
                {"int": "integrals are not read"}.get(name, "sums and products over an index are not read yet"),
                len(name) + 1,
            )
        if name in ("begin", "end"):
            return self._environment(name, start, end, spaced)
        if name == "lim":
            return self.add("builder", "lim", start, end, spaced)
        if name == "partial":
            return self.add("d", "", start, end, spaced)
        return self.add("frac" if name in macros.FRACTIONS else name, name, start, end, spaced)

    def _environment(self, name: str, start: int, end: int, spaced: bool) -> int:
        environment, end = self._argument(start, end)
        if environment in macros.ALIGNED:
            return end
        if environment not in macros.CASES:
            raise self.refuse(start, f"the environment {environment} is not read", end - start)
        self.in_pieces = True
        if environment in ("array", "matrix*", "smallmatrix", "cases*", "dcases*") and name == "begin":
            found = (
                re.compile(r"\s*(\[[^\]]*\]|\{[^{}]*\})").match(self.text, end) if environment in ("array", "matrix*") else None
            )
            end = found.end() if found else end
        return self.add(name, environment, start, end, spaced)

    def _argument(self, start: int, end: int) -> tuple[str, int]:
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

    def _drop(self, name: str, start: int, end: int, spaced: bool) -> int:
        optional = re.compile(r"\s*\[[^\]]*\]").match(self.text, end)
        return self._argument(start, optional.end() if optional else end)[1]

    def _font(self, name: str, start: int, end: int, spaced: bool) -> int:
        """A name in another type; formulas in another type are read as they are."""
        inside, behind = self._argument(start, end)
        plain = inside.replace(" ", "").replace("\\_", "_").replace("\\", "")
        if not re.fullmatch(_PLAIN_WORD, plain):
            return end
        if plain == "d":
            return self.add("d", "", start, behind, spaced)
        return self._name(plain, start, behind, spaced, called=False)

    def _name(self, name: str, start: int, end: int, spaced: bool, called: bool) -> int:
        """A name that the writer set as one: \\operatorname{swish}."""
        role = self.vocabulary.role(name)
        if role is None and name[0] == "d" and self._differential(name, start, spaced):
            return end
        return self.add(*(role or ("symbol", name)), start, end, spaced)

    def _words(self, name: str, start: int, end: int, spaced: bool) -> int:
        inside, behind = self._argument(start, end)
        plain = inside.strip()
        if self.in_pieces and plain in ("and", "or"):
            return self.add(plain, plain, start, behind, spaced)
        if re.fullmatch(_PLAIN_WORD, plain) and (
            self.vocabulary.role(plain) is not None or self.text[behind:].lstrip()[:1] == "("
        ):
            return self._name(plain, start, behind, spaced, called=True)
        return self.add("words", inside, start, behind, spaced)

    def _accent(self, name: str, start: int, end: int, spaced: bool) -> int:
        """\\hat{y} is the name yhat."""
        inside, behind = self._argument(start, end)
        if inside == "\\" and self.text[behind - 1 : behind] == "\\":
            found = re.compile(r"[A-Za-z]+").match(self.text, behind)
            inside, behind = (found.group(), found.end()) if found else (inside, behind)
        base, mark, index = inside.lstrip("\\").partition("_")
        if not base.isalnum() or not base.isascii() or (not index.strip("{}").isalnum() and index):
            return end if name in ("bar", "overline") else self._unknown_command(name, start, end, spaced)
        whole = base + macros.ACCENTS[name] + mark + index.strip("{}")
        return self.add(*(self.vocabulary.role(whole) or ("symbol", whole)), start, behind, spaced)

    def _textbook(self, name: str, start: int, end: int, spaced: bool) -> int:
        letter, primes = macros.TEXTBOOK[name]
        self.add("symbol", letter, start, end, spaced)
        return self.add("'", primes, end, end, False)

    def _named(self, name: str, start: int, end: int, spaced: bool) -> int:
        self.greek_name(macros.NAMES.get(name, name), start, end, spaced) if name in _GREEK_COMMANDS else self._name(
            macros.NAMES.get(name, name), start, end, spaced, called=False
        )
        return end

    def _stacked(self, name: str, start: int, end: int, spaced: bool) -> int:
        """\\stackrel{(1)}{=}: what stands above or below a sign is no part of the formula."""
        below, behind = self._argument(start, self._argument(start, end)[1])
        if below not in ("=", "\\equiv", "\\Rightarrow"):
            raise self.refuse(start, f"\\{name} is read around an equals sign only", behind - start)
        return self.add("=>" if "arrow" in below else "=", below, start, behind, spaced)

    def _hint(self, name: str, start: int, end: int, spaced: bool) -> int:
        raise self.refuse(start, _COMMAND_HINTS[name], end - start)

    def _unknown_command(self, name: str, start: int, end: int, spaced: bool) -> int:
        """A function that LaTeX does not know (\\sech), or a lost space (\\sinx)."""
        role = self.vocabulary.role(name) if name.isalpha() else None
        if role is not None and role[0] in ("function", "builder"):
            return self.add(*role, start, end, spaced)
        for length in range(len(name) - 1, 1, -1):
            if name[:length] in _COMMANDS or (self.vocabulary.role(name[:length]) or ("", ""))[0] == "function":
                rest = name[length:]
                if all(letter in self.vocabulary.plain or len(rest) == 1 for letter in rest):
                    self.note(f"'\\{name}' is read as \\{name[:length]} {rest}")
                    return self.command("\\" + name[:length], start, spaced)
        raise self.refuse(start, f"the LaTeX command \\{name} is not known", end - start)


_GREEK_COMMANDS = frozenset([*GREEK.values(), "varepsilon", "vartheta", "varphi", "varrho", "varsigma", "varpi"])
_COMMAND_HINTS = {
    "pm": _HINTS["±"],
    "mp": _HINTS["±"],
    "approx": _HINTS["≈"],
    "ldots": _HINTS["…"],
    "dots": _HINTS["…"],
    "cdots": _HINTS["…"],
    "circ": _HINTS["°"],
    "degree": _HINTS["°"],
    "%": _HINTS["%"],
    "nabla": "gradients are not read; write the partial derivatives",
    "#": _HINTS["#"],
}
_COMMANDS = {
    **dict.fromkeys(_COMMAND_HINTS, Scanner._hint),
    **dict.fromkeys(macros.SIGNS, Scanner._sign_command),
    **dict.fromkeys(("left", "right", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr", "Biggl", "Biggr"), Scanner._side_command),
    **dict.fromkeys(macros.SPACES, Scanner._skip),
    **dict.fromkeys(macros.DROPPED, Scanner._drop),
    **dict.fromkeys(macros.WRAPPERS, Scanner._skip),
    **dict.fromkeys(("underbrace", "overbrace"), Scanner._brace),
    **dict.fromkeys(macros.FONTS, Scanner._font),
    **dict.fromkeys(macros.WORDS, Scanner._words),
    **dict.fromkeys(macros.ACCENTS, Scanner._accent),
    **dict.fromkeys(macros.TEXTBOOK, Scanner._textbook),
    **dict.fromkeys(macros.STRUCTURE, Scanner._structure),
    **dict.fromkeys(_GREEK_COMMANDS, Scanner._named),
    **dict.fromkeys(macros.NAMES, Scanner._named),
    **dict.fromkeys(("quad", "qquad"), Scanner._wide_space),
    "$": Scanner._skip,
    **dict.fromkeys(("stackrel", "overset", "underset"), Scanner._stacked),
    "operatorname": Scanner._font,
}
_HANDLERS = {
    "number": Scanner.number,
    "word": Scanner.word,
    "command": Scanner.command,
    "sign": Scanner.sign,
    "other": Scanner.other,
}
