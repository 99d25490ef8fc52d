"""What stands between two factors, or between a factor and what is joined to it: questions that a product asks."""

from __future__ import annotations

from collections.abc import Callable

from derivation.reading.cursor import TERM_STARTS, Cursor
from derivation.reading.tokens import Token

_CLOSING = frozenset([")", "]", "}", "\\}", "close bar"])


def dot_is_a_product(parser: Cursor) -> bool:
    """a . b and a.(b) are products; a.b is a field of a program's object where b is a word."""
    following = parser.tokens[parser.here + 1]
    before, dot = parser.tokens[parser.here - 1], parser.tokens[parser.here]
    if following.kind not in TERM_STARTS or (before.end != dot.start and not following.spaced):
        return False
    if parser.scanner.prose and following.spaced and not dot.spaced and _begins_an_equation(parser, parser.here + 1):
        return False
    if (
        not dot.spaced
        and not following.spaced
        and before.kind != "number"
        and following.kind != "d"
        and _begins_a_word(parser, following)
    ):
        raise parser.refuse(dot, "a dot between names is not part of a formula; write * for a product")
    return True


def _begins_an_equation(parser: Cursor, place: int) -> bool:
    """Whether an equation begins behind the dot that ends another: y' = 2x. y'' = 2, but not 2. e^x = e^x + e^x."""
    kinds = []
    while parser.tokens[place].kind not in (*_CLOSING, "end", "="):
        kinds.append("(" if place in parser.partner else parser.tokens[place].kind)
        place = parser.partner.get(place, place) + 1
    if parser.tokens[place].kind != "=" or not kinds:
        return False
    if kinds[0] in ("d", "frac"):
        return True
    return kinds[0] == "symbol" and all(kind in ("'", "(", "_", "number") for kind in kinds[1:])


def _begins_a_word(parser: Cursor, token: Token) -> bool:
    letter = parser.scanner.text[token.start]
    return letter.isascii() and letter.isalpha()


def end_of_reach(parser: Cursor, letter: str) -> Callable[[], bool]:
    """Whether what \\sum or lim covers ends at a sign: before another of them, and before what has no index if the first has.

    letter  the index of a sum, "" for a limit
    """
    counts = bool(letter) and any(_counts(token, letter) for token in _product(parser, parser.here))

    def ends() -> bool:
        product = _product(parser, parser.here + 1)
        begins = any(token.kind == "builder" and token.value in ("sum", "lim", "Lim") for token in product)
        return begins or (counts and not any(_counts(token, letter) for token in product))

    return ends


def _product(parser: Cursor, place: int) -> list[Token]:
    """The tokens from a place up to the next sign outside of brackets."""
    start = place
    while parser.tokens[place].kind not in ("+", "-", "=", ",", "end", *_CLOSING) or place == start:
        place = parser.partner.get(place, place) + 1
    return parser.tokens[start:place]


def _counts(token: Token, letter: str) -> bool:
    """Whether a token is the index of a sum, or a name with it."""
    return token.kind == "symbol" and (token.value == letter or letter in token.value.partition("_")[2])


def goes_on_below(parser: Cursor) -> bool:
    """Whether a factor is joined, without a space or a sign, to what stands behind a slash: the C of t/RC."""
    token = parser.tokens[parser.here]
    if token.kind not in TERM_STARTS or token.spaced or parser.tokens[parser.here - 1].kind in (")", "]"):
        return False
    parser.reads_otherwise = True
    return True


def note_division(parser: Cursor) -> None:
    """Say how 1/2x is read."""
    token = parser.tokens[parser.here]
    if token.kind in TERM_STARTS and not token.spaced and parser.tokens[parser.here - 1].kind == "number" and token.kind != "(":
        parser.note("products and quotients are read from left to right: 1/2x is (1/2)*x; write 1/(2x) for the other")


def check_juxtaposition(parser: Cursor, token: Token) -> None:
    """Raises Unreadable where two numbers stand side by side."""
    after_exponent = token.spaced and parser.here > 1 and parser.tokens[parser.here - 2].kind == "^"
    if token.kind == "number" == parser.tokens[parser.here - 1].kind and token.value[0] != "." and not after_exponent:
        raise parser.refuse(token, "two numbers stand side by side; an operator is missing between them")


def begins_a_remark(parser: Cursor) -> bool:
    """Whether, in the second reading, what a derivative is stands beside a formula: = x^3 e^x + 3x^2 e^x   d/dx(e^x) = e^x."""
    if not parser.scanner.prose or not parser.tokens[parser.here].spaced or not _is_bare_operator(parser):
        return False
    place = parser.here
    while parser.tokens[place].kind != "=":
        place = parser.partner.get(place, place) + 1
        if parser.tokens[place].kind in (*_CLOSING, "end"):
            return False
    parser.reads_otherwise = True
    if parser.second:
        parser.remark = parser.here
    return parser.second


def _is_bare_operator(parser: Cursor) -> bool:
    """Whether d/dx begins here, without the name of a function above the bar."""
    token, following = parser.tokens[parser.here : parser.here + 2]
    if token.kind == "frac":
        token, following = parser.tokens[parser.here + 2 : parser.here + 4]
        return token.kind == "d" and not token.value and following.kind == "}"
    return token.kind == "d" and not token.value and following.kind == "/"


def is_derivative_operator(parser: Cursor) -> bool:
    """Whether d/dx begins here, or its fraction."""
    token = parser.tokens[parser.here]
    if token.kind == "frac":
        token = parser.tokens[parser.here + 2]
        return token.kind == "d" or (token.kind == "symbol" and token.value == "d")
    return token.kind == "d"
