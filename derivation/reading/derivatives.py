"""Derivatives still to be done: d/dx(...), dy/dx, and the same as fractions of LaTeX."""

from __future__ import annotations

from itertools import pairwise

from derivation.reading.cursor import BRACKETS, TERM_STARTS
from derivation.reading.grammar import Parser
from derivation.reading.marks import index, marks
from derivation.reading.numbers import number
from derivation.reading.readers import Reader
from derivation.reading.tokens import Token
from derivation.term import E, Term, constant, derivative, function, multiply, negate, symbol

_By = tuple[Term, int | str]

_ENDS_TERM = frozenset(("+", "-", "*", ")", "]", "}", ",", ";", "=", "end"))
"""Kinds of tokens behind which a fraction bar belongs to something else."""


def _is_d(token: Token) -> bool:
    return token.kind == "d" or (token.kind == "symbol" and token.value == "d")


def read_d(parser: Parser, token: Token) -> Reader:
    """A term that begins with a d: an operator d/dx, a quotient dy/dx, a differential, or a letter."""
    if parser.kind == "_" and not token.value and parser.scanner.text[token.start] in "\\∂∇":
        by = index(parser)
        if by.isdigit():
            raise parser.refuse(token, "the variable behind d is missing")
        return derivative((yield operand(parser)), symbol(by))
    called = _called_above_d(parser)
    body = _named_body(parser, token, called)
    start = parser.here
    order = _order_if_operator(parser) if body is None and parser.kind == "^" else 1
    if order is None:
        parser.here = start
        return symbol("d")
    if body is None and parser.kind == "/" and parser.tokens[parser.here + 1].kind == "d":
        parser.here += 1
        return (yield _operator(parser, token, order))
    if body is None and parser.kind in TERM_STARTS and not _ends_here(parser):
        body = error_name(parser, "/") or (yield parser.power())
    elif body is not None:
        body = yield _behind_name(parser, body, called)
    if body is not None and parser.kind == "/" and parser.tokens[parser.here + 1].kind == "d":
        parser.here += 1
        return _without_argument(_derived(body, (yield _differentials(parser, order)), order, parser, token), parser)
    return _no_quotient(parser, token, body)


def _order_if_operator(parser: Parser) -> int | str | None:
    """The order behind d^, or None where no d stands below: then d^2 is the square of a letter."""
    place = parser.here + 1
    while parser.tokens[place].kind not in _ENDS_TERM:
        if parser.tokens[place].kind == "/":
            return _order(parser) if _is_differential(parser, place + 1) else None
        place = parser.partner[place] + 1 if parser.tokens[place].kind in BRACKETS else place + 1
    return None


def _ends_here(parser: Parser) -> bool:
    """A bracket or a number behind a lone d is a factor of the letter d, unless it stands over a fraction bar."""
    token = parser.tokens[parser.here]
    if token.kind in ("symbol", "function", "constant", "builder"):
        return False
    if token.kind not in BRACKETS:
        return True
    after = parser.tokens[parser.partner[parser.here] + 1 :][:2]
    return [each.kind for each in after] != ["/", "d"]


def _named_body(parser: Parser, token: Token, called: bool) -> Term | None:
    """What stands behind the d in one word with it, read as it would be alone: dgz is d and g z; or a function's name.

    Nothing where the d is a word of its own, even a declared one.
    """
    if token.kind != "d" or not token.value:
        return None
    if token.value in ("E", "e"):  # an error, as in dE/dw: the number has no derivative worth writing
        return symbol(token.value)
    pieces = parser.vocabulary.split(token.value, called, lambda note: None)
    if called or isinstance(pieces, str) or any(kind not in ("symbol", "constant") for kind, _ in pieces):
        return symbol(token.value)
    return multiply(*(constant(value) if kind == "constant" else symbol(value) for kind, value in pieces))


def _called_above_d(parser: Parser) -> bool:
    """Whether a bracket opens here and a fraction bar with a d below stands behind it: df(x)/dx, but not 3/dx(x)."""
    if parser.kind != "(":
        return False
    after = parser.tokens[parser.partner[parser.here] + 1 :][:2]
    return [each.kind for each in after] == ["/", "d"]


def _behind_name(parser: Parser, body: Term, called: bool) -> Reader:
    """df(x)/dx: the argument of the function in the numerator."""
    if parser.kind == "_":
        body = symbol(f"{body.value}_{index(parser)}")
        called = called or _called_above_d(parser)
    if called and parser.kind == "(":
        arguments = yield parser.arguments()
        return function(str(body.value), *arguments)
    return body


def _no_quotient(parser: Parser, token: Token, body: Term | None) -> Term:
    if body is None:
        return symbol("d")
    if token.value:
        if body.op == "symbol" and len(parser.vocabulary.split(token.value, False, lambda note: None)) != 1:
            raise parser.refuse(token, f"'d{token.value}' is neither a name nor a product; write its factors with * between them")
        parser.note(f"'d{token.value}' is read as d·{token.value}")
        if token.value in ("E", "e") and not parser.vocabulary.is_given(token.value):
            body = E
        return multiply(symbol("d"), *(body.args if body.op == "product" else (body,)))
    parser.note("a differential d( … ) without a denominator is read as the derivative by the variable")
    return derivative(body, parser.context.variable)


def _order(parser: Parser) -> int | str:
    """The order behind a ^: a number or a letter."""
    parser.here += 1
    opening = parser.here if parser.kind in BRACKETS else None
    parser.here += opening is not None
    token = parser.tokens[parser.here]
    if token.kind not in ("number", "symbol") or (token.kind == "number" and not token.value.isdigit()):
        raise parser.refuse(token, "the order of a derivative is a whole number")
    parser.here += 1
    if opening is not None:
        parser.take(parser.tokens[parser.partner[opening]].kind, "the order of a derivative is a whole number")
    return int(number(token.value).value) if token.kind == "number" else token.value  # type: ignore[arg-type]


def _differentials(parser: Parser, order: int | str | None = None) -> Reader:
    """dx, dx^2, ∂x ∂y, ∂(βx): what is differentiated by, and how often, as a list.

    order  how often, if the list may end before the next d, as in dy/du du/dx
    """
    found: list[_By] = []
    while _is_d(parser.tokens[parser.here]) and not (found and order == sum(each for _, each in found if isinstance(each, int))):
        token = parser.tokens[parser.here]
        parser.here += 1
        variable = yield _variable(parser, token)
        found.append((variable, _order(parser) if parser.kind == "^" else 1))
    return found


def _variable(parser: Parser, token: Token) -> Reader:
    if token.value:
        return symbol(marks(parser, token.value)[0])
    following = parser.tokens[parser.here]
    if following.kind in BRACKETS:
        return (yield parser.group())
    if following.kind not in ("symbol", "function", "constant"):
        raise parser.refuse(following, "the variable behind d is missing")
    parser.here += 1
    return symbol(marks(parser, following.value)[0])


def _derived(body: Term, by: list[_By], order: int | str, parser: Parser, token: Token) -> Term:
    total = sum(each for _, each in by if isinstance(each, int))
    if (len(by) == 1 and by[0][1] != order) or (len(by) > 1 and total != order):
        raise parser.refuse(token, "the orders above and below the fraction bar differ")
    for variable, times in reversed(by):
        body = derivative(body, variable, times)
    return body


def _without_argument(term: Term, parser: Parser) -> Term:
    """df/dx(x) is df/dx: the bracket says no more than by what it was differentiated."""
    opening = parser.tokens[parser.here]
    if opening.kind == "(" and not opening.spaced and parser.partner[parser.here] == parser.here + 2:
        inside = parser.tokens[parser.here + 1]
        if inside.kind == "symbol" and term.args[0].op == "symbol" and symbol(inside.value) is term.args[1]:
            parser.here += 3
    return term


def _operator(parser: Parser, token: Token, order: int | str) -> Reader:
    by = yield _differentials(parser, order)
    return _derived((yield operand(parser)), by, order, parser, token)


def operand(parser: Parser) -> Reader:
    """What d/dx applies to: the next bracket, or everything up to the next sign or product sign."""
    if parser.kind == "words" and parser.tokens[parser.here].value.strip() == "of":
        parser.here += 1
        return (yield parser.product())
    if parser.kind in ("*", ".") and parser.tokens[parser.here + 1].kind in TERM_STARTS:
        parser.note("the dot behind d/dx is no product sign: what follows is differentiated")
        parser.here += 1
    if parser.kind in BRACKETS:
        return (yield parser.factor())
    if parser.scanner.prose and parser.kind == "=":
        parser.note("d/dx with nothing behind it is read as the derivative of the page's function")
        return symbol("…")
    if parser.kind not in TERM_STARTS and parser.kind != "-":
        raise parser.refuse(parser.tokens[parser.here], "what is to be differentiated is missing")
    minus = 0
    while parser.kind == "-":
        minus += 1
        parser.here += 1
    start = parser.here
    body = yield parser.product(juxtaposed=True)
    parser.reads_otherwise = parser.reads_otherwise or (parser.scanner.prose and parser.kind == "*")
    if parser.kind == "*" and parser.second:
        parser.here = start
        body = yield parser.product()
    if parser.kind in ("+", "-", "*"):
        parser.note(f"d/dx without brackets is read as reaching to the next '{parser.tokens[parser.here].value}'")
    for _ in range(minus):
        body = negate(body)
    return body


def derivative_fraction(parser: Parser) -> Reader | None:
    """A reader for \\frac{d…}{dx}, if the fraction that begins here is one."""
    above = parser.here
    if _is_lone_d(parser.tokens[above]):
        below = above + 1
        is_one = parser.tokens[below].kind == "{" and _is_differential(parser, below + 1)
        return _fraction(parser, above, below) if is_one else None
    if parser.kind != "{" or not _is_d(parser.tokens[above + 1]):
        return None
    below = parser.partner[above] + 1
    if parser.tokens[below].kind != "{" or not _is_differential(parser, below + 1):
        return None
    if _holds_a_quotient(parser, above) and _holds_a_quotient(parser, below):  # \\frac{dy/dt}{dx/dt}
        return None
    alone = parser.partner[above] == above + 2
    if parser.tokens[above + 1].kind == "symbol" and not alone:
        return None
    return _fraction(parser, above, below)


def _holds_a_quotient(parser: Parser, opening: int) -> bool:
    """Whether dy/dt stands in the braces that open here."""
    inside = parser.tokens[opening + 1 : parser.partner[opening]]
    return any(over.kind == "/" and _is_d(under) for over, under in pairwise(inside))


def _is_differential(parser: Parser, place: int) -> bool:
    token, following = parser.tokens[place], parser.tokens[place + 1]
    return _is_d(token) and (
        bool(token.kind == "d" and token.value) or following.kind in ("symbol", "function", "(", "{", "constant")
    )


def error_name(parser: Parser, *before: str) -> Term | None:
    """The E of \\partial E/\\partial w or E = (y - a)^2/2: the name of an error, not the number e, in front of such a token."""
    token = parser.tokens[parser.here]
    if token.kind != "constant" or parser.scanner.text[token.start : token.end] != "E":
        return None
    if parser.tokens[parser.here + 1].kind not in before:
        return None
    parser.here += 1
    return symbol("E")


def _is_lone_d(token: Token) -> bool:
    """The d of \\frac d{dx}, which needs no braces."""
    return _is_d(token) and not (token.kind == "d" and token.value)


def _fraction(parser: Parser, above: int, below: int) -> Reader:
    braced = parser.tokens[above].kind == "{"
    token = parser.tokens[above + braced]
    end = parser.partner[above] if braced else above + 1
    parser.here = above + braced + 1
    body = _named_body(parser, token, parser.kind == "(")
    order = _order(parser) if body is None and parser.kind == "^" else 1
    if body is not None:
        body = yield _behind_name(parser, body, True)
    elif parser.here != end:
        body = error_name(parser, "}") or (yield parser.sum())
    if parser.here != end:
        raise parser.stray()
    parser.here = below + 1
    by = yield _differentials(parser)
    parser.take("}", "only dx and its like may stand below a d")
    if body is None:
        return _derived((yield operand(parser)), by, order, parser, token)
    return _without_argument(_derived(body, by, order, parser, token), parser)


def operator_with_declared_d(parser: Parser, token: Token) -> Reader | None:
    """A reader for d/dx where d itself is a declared name."""
    if token.value != "d" or parser.kind != "/" or parser.tokens[parser.here + 1].kind != "d":
        return None
    parser.here += 1
    return _operator(parser, token, 1)
