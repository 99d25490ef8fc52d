"""What a term may begin with: one reader for every kind of token."""

from __future__ import annotations

from derivation.reading.builders import read_builder
from derivation.reading.calls import read_function, read_symbol
from derivation.reading.conditions import braced_cases, is_braced_cases, read_cases
from derivation.reading.cursor import BRACKETS
from derivation.reading.derivatives import derivative_fraction, read_d
from derivation.reading.grammar import FORMS, Parser
from derivation.reading.marks import is_variable
from derivation.reading.numbers import number, vulgar
from derivation.reading.readers import Reader
from derivation.reading.tokens import Token
from derivation.term import Term, constant, divide, function, integer


def _number(parser: Parser, token: Token) -> Reader:
    return number(token.value)
    yield


def _constant(parser: Parser, token: Token) -> Reader:
    following = parser.tokens[parser.here]
    if following.kind == "_":
        return (yield read_symbol(parser, token))
    return constant(token.value)


def _vulgar(parser: Parser, token: Token) -> Reader:
    if parser.here >= 2 and parser.tokens[parser.here - 2].kind == "number":
        raise parser.refuse(token, "a mixed number is read wrongly too easily; write 5/2 for 2½")
    return vulgar(token.value)
    yield


def _bracket(parser: Parser, token: Token) -> Reader:
    parser.here -= 1
    term = yield parser.group()
    if term.op == "derivative" and term.args[0].op == "symbol" and parser.kind == "(" and is_variable(parser, parser.here):
        parser.reads_otherwise = True
        parser.here += 3 * parser.second  # (f')(x) may be f'(x)
    return term


def _braces(parser: Parser, token: Token) -> Reader:
    parser.here -= 1
    return (yield braced_cases(parser) if is_braced_cases(parser) else parser.group())


def _bars(parser: Parser, token: Token) -> Reader:
    parser.here -= 1
    return function("abs", (yield parser.group()))


def _corners(parser: Parser, token: Token) -> Reader:
    parser.here -= 1
    return function("floor" if token.kind == "lfloor" else "ceil", (yield parser.group()))


def _left_nothing(parser: Parser, token: Token) -> Reader:
    """\\left. body \\right|_{u = value}"""
    closing = parser.partner[parser.here - 1]
    body = yield parser.sum()
    if parser.here != closing:
        raise parser.stray()
    parser.here += 1
    if parser.tokens[closing].kind != "close bar" or parser.kind != "_":
        return body
    return (yield parser.value_at(body))


def _radical(parser: Parser, token: Token) -> Reader:
    """√x, ∛x: of the next number, name or bracket."""
    order = int(token.value)
    inside = yield parser.group() if parser.kind in BRACKETS else _one_thing(parser)
    if parser.tokens[parser.here].kind in ("symbol", "number") and not parser.tokens[parser.here].spaced:
        parser.note("the root sign is read as reaching over the next number, name or bracket only")
    return root(inside, integer(order))


def _one_thing(parser: Parser) -> Reader:
    token = parser.tokens[parser.here]
    form = FORMS.get(token.kind)
    if form is None:
        raise parser.unexpected()
    parser.here += 1
    return (yield form(parser, token))


def root(inside: Term, order: Term) -> Term:
    """The square root, or the root of another order."""
    return function("sqrt", inside) if order is integer(2) else function("root", inside, order)


def _square_root(parser: Parser, token: Token) -> Reader:
    """\\sqrt{x}, \\sqrt[3]{x}, \\sqrt x, \\sqrt(x)"""
    order: Term = integer(2)
    if parser.kind == "[":
        order = yield parser.group()
    following = parser.tokens[parser.here]
    if following.kind == "number":
        parser.here += 1
        return root(number(following.value), order)
    if following.kind in BRACKETS:
        return root((yield parser.group()), order)
    return root((yield parser.argument()), order)


def _fraction(parser: Parser, token: Token) -> Reader:
    reader = derivative_fraction(parser)
    if reader is not None:
        return (yield reader)
    above = yield parser.argument()
    below = yield parser.argument()
    return divide(above, below)


def _binomial(parser: Parser, token: Token) -> Reader:
    above = yield parser.argument()
    below = yield parser.argument()
    return function("binomial", above, below)


__all__ = ["FORMS", "root"]

FORMS |= {
    "number": _number,
    "constant": _constant,
    "fraction": _vulgar,
    "symbol": read_symbol,
    "function": read_function,
    "builder": read_builder,
    "d": read_d,
    "frac": _fraction,
    "sqrt": _square_root,
    "radical": _radical,
    "binom": _binomial,
    "begin": read_cases,
    "nothing": _left_nothing,
    "open bar": _bars,
    "lfloor": _corners,
    "lceil": _corners,
    "(": _bracket,
    "[": _bracket,
    "{": _braces,
    "\\{": _bracket,
}
