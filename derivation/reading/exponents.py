"""What stands behind ^: a group, one signed term, or, after e^ and e^-, the letters that hang on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from derivation.reading.cursor import BRACKETS
from derivation.reading.numbers import number
from derivation.reading.tokens import Token
from derivation.term import multiply, negate

if TYPE_CHECKING:
    from derivation.reading.grammar import Parser
    from derivation.reading.readers import Reader


def read_exponent(parser: Parser, natural: bool = False) -> Reader:
    """What stands behind ^; `natural` where the base is e."""
    parser.here += 1
    if parser.kind in BRACKETS:
        first = parser.tokens[parser.here]
        if first.kind != "{":
            return (yield parser.factor())
        return (yield parser.group())
    minus = parser.signs()
    token = parser.tokens[parser.here]
    if parser.scanner.latex and token.value.isdigit() and len(token.value) > 1 and parser.tokens[parser.here + 1].kind == "^":
        parser.tokens[parser.here] = token._replace(value=token.value[1:], start=token.start + 1)  # x^62^{x} is x^6 2^x
        return number(token.value[0])
    if token.kind == "number" and parser.tokens[parser.here + 1].kind not in ("^", "!"):
        parser.here += 1
        term = number(token.value)
        if parser.scanner.latex and len(token.value) > 1:
            parser.note(f"^{token.value} is read as the exponent {token.value}; LaTeX would raise the first digit only")
    else:
        term = yield parser.power()
    if (minus or natural) and _hangs_on(parser, token):
        rest = yield _hanging(parser)
        parser.note("an exponent without brackets is read as reaching to the next space or sign, e^-2x as e^(-2x)")
        term = multiply(term, *rest)
    for _ in range(minus):
        term = negate(term)
    return term


def _hangs_on(parser: Parser, first: Token) -> bool:
    """Whether an exponent such as -2 is followed at once by the letter that belongs to it, as in e^-2x."""
    following = parser.tokens[parser.here]
    return first.kind in ("number", "symbol") and following.kind in ("symbol", "constant") and not following.spaced


def _hanging(parser: Parser) -> Reader:
    rest = []
    while parser.tokens[parser.here].kind in ("symbol", "constant") and not parser.tokens[parser.here].spaced:
        rest.append((yield parser.power()))
    return rest
