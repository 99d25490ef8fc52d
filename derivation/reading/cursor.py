"""Where a reader is in a text: the next token, the brackets that belong together, and what is said about them."""

from __future__ import annotations

from derivation.context import Context
from derivation.reading import commands
from derivation.reading.brackets import pair
from derivation.reading.errors import Unreadable
from derivation.reading.tokens import Scanner, Token
from derivation.reading.words import Vocabulary

assert commands.COMMANDS  # what the commands of LaTeX mean is in place

TERM_STARTS = frozenset(
    str.split("number symbol constant function builder fraction radical d frac sqrt binom begin nothing lfloor lceil ( [ { \\{")
) | {"open bar"}
"""Kinds of tokens that begin a term."""

BRACKETS = frozenset(["(", "[", "{", "\\{"])
RELATIONS = frozenset(["=", "!=", "<", "<=", ">", ">="])
_CLOSING = frozenset([")", "]", "}", "\\}"])
_AFTER_A_TERM = frozenset([")", "]", "}", "\\}", ",", "end", "close bar", *RELATIONS])
_BEFORE_A_TERM = frozenset(["", "+", "-", "*", "/", "^", "(", "[", "{", "\\{", ",", "open bar", *RELATIONS])


_BEHIND_BARE = frozenset(["end", "+", "-", "*", ")", "]", "}", "\\}", "=", "&", ",", ".", "words", "\\\\"])
"""Kinds of tokens that cannot begin the argument of a function."""


class Cursor:
    """Reads the tokens of one text; `here` is the index of the next token.

    second           what has two readings is read in the less usual way: t/RC as t/(RC), lim a + b as (lim a) + b
    remark           the index of a token that begins a statement beside the formula
    told             where a limit is told behind the formula, -1 nowhere, None not looked for yet
    reads_otherwise  something was met that has two readings
    """

    def __init__(
        self, text: str, context: Context, mend: bool = False, declared: tuple[str, ...] = (), second: bool = False
    ) -> None:
        self.context, self.vocabulary = context, Vocabulary(context, declared)
        self.notes: list[str] = []
        self.scanner = Scanner(text, self.vocabulary, self.notes, prose=mend)
        self.scanner.scan()
        if mend:
            tokens = _without_braces_around_functions(_without_empty_braces(_without_spaces(self.scanner.tokens)))
            tokens = _without_braces_around_functions(tokens)  # {{\\sin}^2} has two pairs
            self.scanner.tokens = _without_braces_around_operators(tokens)
        if any(token.kind == "over" for token in self.scanner.tokens):
            self.scanner.tokens = _derivatives_over(self.scanner.tokens)
        self.tokens, self.partner = pair(self.scanner, mend)
        self.here = 0
        self.second, self.reads_otherwise = second, False
        self.remark = -1
        self.told: int | None = None
        self._bare: frozenset[str] | None = None

    @property
    def kind(self) -> str:
        """The kind of the next token."""
        return self.tokens[self.here].kind

    def take(self, kind: str, expected: str) -> Token:
        """The next token, which must be of this kind."""
        token = self.tokens[self.here]
        if token.kind != kind:
            raise self.refuse(token, expected)
        self.here += 1
        return token

    def note(self, text: str) -> None:
        """Say how something was read, once."""
        self.scanner.note(text)

    def refuse(self, token: Token, expected: str) -> Unreadable:
        """The error at a token."""
        return self.scanner.refuse(token.start, expected, token.end - token.start)

    def unexpected(self) -> Unreadable:
        """The error where a term should begin, or where the formula should go on."""
        token = self.tokens[self.here]
        before = self.tokens[self.here - 1].kind if self.here else ""
        if token.kind == "end" and not before:
            return self.refuse(token, "there is nothing to read")
        if token.kind == "words":
            return self.refuse(token, "words are not part of a formula")
        if token.kind == "'":
            return self.refuse(token, "a quotation mark is not part of a formula")
        if token.kind == "," and before == "number":
            return self.refuse(token, "a comma cannot stand here; decimals are written with a point")
        if token.kind in _AFTER_A_TERM and before in _BEFORE_A_TERM:
            return self.refuse(token, "a term is missing here")
        return self.refuse(token, f"'{token.value}' cannot stand here" if token.value else "a term is missing here")

    @property
    def bare(self) -> frozenset[str]:
        """The names that stand somewhere in the text without an argument in brackets."""
        if self._bare is None:
            found = set()
            for token, following in zip(self.tokens, self.tokens[1:], strict=False):
                if token.kind in ("symbol", "function") and following.kind not in ("(", "[", "{", "'", "_", "^"):
                    found.add(token.value)
            self._bare = frozenset(found)
        return self._bare

    def stands_bare(self, token: Token) -> bool:
        """Whether a function on a line stands for its value at the variable: cosh' = sinh, 1 - tanh^2.

        A minus sign behind it begins an argument, as in sin -x, unless the line has functions that can have none.
        """
        if not self.scanner.prose or self.kind not in _BEHIND_BARE:
            return False
        return self.kind != "-" or any(
            each.kind == "function" and following.kind in _BEHIND_BARE - {"-"}
            for each, following in zip(self.tokens, self.tokens[1:], strict=False)
        )

    def primes(self) -> int:
        """How many primes stand here; they are passed."""
        count = 0
        while True:
            token = self.tokens[self.here]
            if token.kind == "'":
                count += len(token.value)
                self.here += 1
            elif token.kind == "^" and (orders := self.prime_exponent()):
                count += orders
            else:
                return count

    def prime_exponent(self) -> int:
        """The order of ^{\\prime\\prime} or ^\\prime at a ^, passed if it is one; else 0."""
        after = self.here + 1
        if self.tokens[after].kind == "'":
            self.here = after + 1
            return len(self.tokens[after].value)
        if self.tokens[after].kind != "{":
            return 0
        end = self.partner[after]
        inside = self.tokens[after + 1 : end]
        if not inside or any(token.kind != "'" for token in inside):
            return 0
        self.here = end + 1
        return sum(len(token.value.replace("prime", "'")) for token in inside)


def _without_spaces(tokens: list[Token]) -> list[Token]:
    """The tokens without wide spaces, but for those between two equations."""
    equals = [index for index, token in enumerate(tokens) if token.kind == "="]
    kept, depth = [], 0
    for index, token in enumerate(tokens):
        depth += (token.kind in BRACKETS) - (token.kind in _CLOSING)
        between = bool(equals) and equals[0] < index < equals[-1] and depth == 0
        if token.kind != "quad" or (
            between and tokens[index + 1].kind in TERM_STARTS and tokens[index - 1].kind not in _BEFORE_A_TERM
        ):
            kept.append(token)
    return kept


def _without_braces_around_functions(tokens: list[Token]) -> list[Token]:
    """{\\sec}^{2} x, {\\sin ^2}x and {\\lim}_{h \\to 0}: the braces around the name of a function say nothing."""
    if not any(token.kind == "function" or token.value == "lim" for token in tokens):
        return tokens
    dropped: set[int] = set()
    for place in range(len(tokens) - 3):
        kinds = [token.kind for token in tokens[place : place + 6]]
        named = kinds[0] == "{" and (kinds[1] == "function" or tokens[place + 1].value == "lim")
        before = tokens[place - 1].kind if place else ""
        if not named or before in ("_", "^", "frac", "sqrt", "binom") or (before == "}" and _is_argument(tokens, place - 1)):
            continue
        if kinds[2] == "}" and kinds[3] in ("^", "_", "(", "symbol", "number"):
            dropped |= {place, place + 2}
        elif kinds[2:5] == ["^", "number", "}"]:
            dropped |= {place, place + 4}
    return [token for place, token in enumerate(tokens) if place not in dropped]


def _without_empty_braces(tokens: list[Token]) -> list[Token]:
    """\\boxed{} and \\square{} at the end of a proof, and {} between letters, say nothing."""
    kinds = [token.kind for token in tokens]
    empty = [place for place in range(1, len(tokens) - 1) if kinds[place : place + 2] == ["{", "}"]]
    places = [place for place in empty if kinds[place - 1] not in ("_", "^", "frac", "sqrt", "binom", "}")]
    dropped = {*places, *(place + 1 for place in places)}
    return [token for place, token in enumerate(tokens) if place not in dropped] if dropped else tokens


def _is_argument(tokens: list[Token], closing: int) -> bool:
    """Whether the group that a brace closes is the argument of a command, so that another may follow it."""
    depth = 0
    for place in range(closing, -1, -1):
        depth += (tokens[place].kind == "}") - (tokens[place].kind == "{")
        if not depth:
            return place > 0 and tokens[place - 1].kind in ("frac", "sqrt", "binom", "]", "}")
    return True


def _without_braces_around_operators(tokens: list[Token]) -> list[Token]:
    """{\\frac{d}{dx}} f and \\frac{{d^2}y}{dx^2}: the braces around what differentiates say nothing."""
    kinds = [token.kind for token in tokens]
    dropped: set[int] = set()
    for place in range(len(tokens) - 4):
        if kinds[place : place + 4] == ["{", "frac", "{", "d"] and (not place or kinds[place - 1] not in ("_", "^", "frac", "}")):
            end = _end_of_operator(kinds, place + 2)
            if end is not None and kinds[end + 1] == "}":
                dropped |= {place, end + 1}
        elif kinds[place : place + 4] == ["frac", "{", "{", "d"] and "}" in kinds[place + 4 : place + 10]:
            end = kinds.index("}", place)
            if kinds[end + 1] == "}" and kinds[place + 6] == "{":  # d^{2}
                end += 1
            if kinds[place + 4] == "^":
                dropped |= {place + 2, end}
    return [token for place, token in enumerate(tokens) if place not in dropped] if dropped else tokens


def _end_of_operator(kinds: list[str], place: int) -> int | None:
    """The index of the last brace of {d}{dx} or {d^2}{dx^2}, where these begin at a place."""
    for lone in (True, False):
        end = place
        while kinds[end] != "}":
            end += 1
            if kinds[end] not in ("d", "^", "number", "}", "symbol") or (lone and kinds[end] == "symbol"):
                return None
        place = end + 1
        if kinds[place] != "{" and lone:
            return None
    return end


def _without_inner_braces(tokens: list[Token]) -> list[Token]:
    """{{dy} \\over {dx}}: the braces around what stands above and below the bar say nothing."""
    opened: list[int] = []
    dropped: set[int] = set()
    for place, token in enumerate(tokens):
        if token.kind == "{":
            opened.append(place)
        elif token.kind == "}" and opened:
            start = opened.pop()
            beside = tokens[place + 1].kind == "over" or tokens[start - 1].kind == "over"
            if beside and tokens[start + 1].kind == "d":
                dropped |= {start, place}
    return [token for place, token in enumerate(tokens) if place not in dropped]


def _derivatives_over(tokens: list[Token]) -> list[Token]:
    """{dy \\over dx} of plain TeX, as \\frac{dy}{dx}."""
    tokens = _without_inner_braces(tokens)
    opened: list[int] = []
    changed = list(tokens)
    for place, token in enumerate(tokens):
        if token.kind == "{":
            opened.append(place)
        elif token.kind == "}" and opened:
            start = opened.pop()
            bars = [k for k in range(start + 1, place) if tokens[k].kind == "over"]
            if len(bars) == 1 and tokens[start + 1].kind == "d" == tokens[bars[0] + 1].kind:
                changed[start] = tokens[start]._replace(kind="frac")
                changed[bars[0]] = tokens[bars[0]]._replace(kind="over d")
    found: list[Token] = []
    for token in changed:
        if token.kind == "frac" and token.value == "{":
            found += [token, token._replace(kind="{", spaced=False)]
        elif token.kind == "over d":
            found += [token._replace(kind="}", value="}"), token._replace(kind="{", value="{", spaced=False)]
        else:
            found.append(token)
    return found
