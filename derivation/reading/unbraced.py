"""The argument of a LaTeX command without braces: TeX takes one character, the 1 and the 2 of \\frac12."""

from __future__ import annotations

from typing import TYPE_CHECKING

from derivation.reading.tokens import Token
from derivation.term import Term, constant, integer, symbol

if TYPE_CHECKING:
    from derivation.reading.grammar import Parser


def unbraced(parser: Parser) -> Term:
    """The digit or the letter with which the next token begins; the digits behind it stay to be read."""
    token = parser.tokens[parser.here]
    return _digit(parser, token) if token.kind == "number" else _letter(parser, token)


def _digit(parser: Parser, token: Token) -> Term:
    if not token.value.isdigit():
        raise parser.refuse(token, "put this argument in braces")
    if len(token.value) == 1:
        parser.here += 1
    else:
        _leave(parser, token, token.value[1:])
    return integer(int(token.value[0]))


def _letter(parser: Parser, token: Token) -> Term:
    """The x of \\frac x2, which is a name with a number to the scanner."""
    letter, digits = token.value[0], token.value[1:]
    if not digits.isdigit() or token.end - token.start != len(token.value):
        parser.here += 1
        return symbol(token.value)
    _leave(parser, token, digits)
    kind, name = parser.vocabulary.role(letter) or ("symbol", letter)
    return constant(name) if kind == "constant" else symbol(name)


def _leave(parser: Parser, token: Token, digits: str) -> None:
    parser.tokens[parser.here] = Token("number", digits, token.start + 1, token.end)
