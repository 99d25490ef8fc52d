"""Names that build something else than a function of their arguments: exp, log, lim, Derivative, Subs."""

from __future__ import annotations

from collections.abc import Callable

from derivation.reading.calls import arguments_of, base_of_logarithm, function_term, inverse_name, is_minus_one, raised
from derivation.reading.conditions import read_pieces
from derivation.reading.grammar import Parser
from derivation.reading.marks import plain_exponent
from derivation.reading.numbers import number
from derivation.reading.readers import Reader
from derivation.reading.sum_signs import sum_sign, sum_without_ends
from derivation.reading.tokens import Token
from derivation.term import E, Term, at, derivative, divide, function, integer, integral, limit, power, series, symbol


def read_builder(parser: Parser, token: Token) -> Reader:
    """A name that builds something else than a function of its arguments."""
    special = _SPECIAL.get(token.value)
    if special is not None:
        return (yield special(parser, token))
    order = parser.primes()
    base = (yield base_of_logarithm(parser)) if parser.kind == "_" else None
    exponent = (yield plain_exponent(parser)) if parser.kind == "^" else None
    if exponent is not None and is_minus_one(exponent):
        inverse_name(parser, token)
    arguments = yield arguments_of(parser, token, token.value)
    if token.value == "log":
        return raised(function_term(parser, token, "ln", order, base, arguments), exponent)
    count, build = _BUILD[token.value]
    if len(arguments) != count or base is not None:
        raise parser.refuse(token, f"{token.value} takes {count} argument{'s' * (count > 1)}")
    term = build(*arguments)
    if order:
        if arguments != [parser.context.variable]:
            raise parser.refuse(token, f"write d/dx({token.value}( … )) for this derivative")
        term = derivative(term, arguments[0], order)
    return raised(term, exponent)


_BUILD: dict[str, tuple[int, Callable[..., Term]]] = {
    "exp": (1, lambda u: power(E, u)),
    "log2": (1, lambda u: function("log", u, integer(2))),
    "log_2": (1, lambda u: function("log", u, integer(2))),
    "lb": (1, lambda u: function("log", u, integer(2))),
    "log10": (1, lambda u: function("log", u, integer(10))),
    "log_10": (1, lambda u: function("log", u, integer(10))),
    "lg": (1, lambda u: function("log", u, integer(10))),
    "cbrt": (1, lambda u: function("root", u, integer(3))),
    "root": (2, lambda u, n: function("root", u, n)),
    "Rational": (2, divide),
    "Pow": (2, power),
}


def _read_derivative(parser: Parser, token: Token) -> Reader:
    """SymPy's Derivative(f, x), Derivative(f, x, 2), Derivative(f, (x, 2)), Derivative(f, x, y)."""
    term, closing = yield _first_argument(parser, token)
    while parser.here != closing:
        parser.take(",", "write Derivative(f, x)")
        if parser.kind == "(":
            variable, order = (*(yield parser.arguments()), integer(1))[:2]
        else:
            variable, order = (yield parser.sum()), integer(1)
            if parser.kind == "," and parser.tokens[parser.here + 1].kind == "number":
                order = number(parser.tokens[parser.here + 1].value)
                parser.here += 2
        if order.op != "integer" or not variable.free:
            raise parser.refuse(token, "write Derivative(f, x) or Derivative(f, x, 2)")
        term = derivative(term, variable, int(str(order.value)))
    parser.here += 1
    if term.op != "derivative":
        term = derivative(term, parser.context.variable)
    return term


def _first_argument(parser: Parser, token: Token) -> Reader:
    if parser.kind != "(":
        raise parser.refuse(token, f"write {token.value}(f, x)")
    closing = parser.partner[parser.here]
    parser.here += 1
    return (yield parser.sum()), closing


def _read_substitution(parser: Parser, token: Token) -> Reader:
    """SymPy's Subs(f, u, value) and Subs(f, (u,), (value,))."""
    body, closing = yield _first_argument(parser, token)
    pair: list[Term] = []
    while parser.here != closing:
        parser.take(",", "write Subs(f, u, value)")
        if parser.kind == "(":
            parser.here += 1
            pair.append((yield parser.sum()))
            parser.here += parser.kind == ","
            parser.take(")", "write Subs(f, u, value)")
        else:
            pair.append((yield parser.sum()))
    parser.here += 1
    if len(pair) != 2 or pair[0].op != "symbol":
        raise parser.refuse(token, "write Subs(f, u, value)")
    return at(body, *pair)


def _read_limit_call(parser: Parser, token: Token) -> Reader:
    """SymPy's Limit(f, h, 0)."""
    if parser.kind != "(":
        raise parser.refuse(token, "write Limit(f, h, 0)")
    arguments = yield parser.arguments()
    if len(arguments) != 3 or arguments[1].op != "symbol":
        raise parser.refuse(token, "write Limit(f, h, 0)")
    return limit(*arguments)


def _read_limit(parser: Parser, token: Token) -> Reader:
    """lim_{h -> 0} and the rest of the sum."""
    if parser.kind == "_":
        parser.here += 1
    elif (told := _told_at_the_end(parser)) is not None:
        start, parser.here = parser.here, told
        bound, point, side = yield _towards(parser, token, None)
        parser.here = start
        return limit((yield parser.reach("lim")), bound, point, side)
    if parser.kind not in ("(", "{"):
        bound, point, side = yield _towards(parser, token, None)
    else:
        closing = parser.partner[parser.here]
        parser.here += 1
        bound, point, side = yield _towards(parser, token, closing)
    return limit((yield parser.reach("lim")), bound, point, side)


def _told_at_the_end(parser: Parser) -> int | None:
    """Where the h of "lim (2x + h) as h -> 0" stands, if a line says so behind its formula."""
    if parser.told is None:
        parser.told = -1
        for place in range(1, len(parser.tokens) - 2):
            before, letter, arrow = parser.tokens[place : place + 3]
            if before.kind in ("words", ",") and letter.kind == "symbol" and arrow.kind == "->":
                parser.told = place + 1
    return parser.told if parser.told > parser.here else None


def _towards(parser: Parser, token: Token, closing: int | None) -> Reader:
    side = ""
    if closing is not None:
        side = _mark_side(parser, closing)
    bound = yield parser.power()
    if bound.op != "symbol":
        raise parser.refuse(token, "write lim_(h->0) f")
    if parser.kind == "words" and parser.tokens[parser.here].value == "to":
        parser.here += 1
    else:
        parser.take("->", "an arrow is expected, as in lim_(h->0)")
    point = yield parser.sum() if closing is not None else parser.factor()
    if closing is None and parser.kind in ("+", "-") and not parser.tokens[parser.here].spaced:
        side = parser.kind
        parser.here += 1
    elif closing is not None:
        if parser.here != closing and parser.kind != "side":
            raise parser.stray()
        parser.here = closing + 1
    return bound, point, side


def _mark_side(parser: Parser, closing: int) -> str:
    """The side from which a limit comes, 0+ or 0^{-}; its sign is marked so that the point ends before it."""
    last = closing - 1
    if parser.tokens[last].kind == "}":
        last -= 1
    side = parser.tokens[last].kind
    if side not in ("+", "-"):
        return ""
    while parser.tokens[last - 1].kind in ("{", "^"):
        last -= 1
    parser.tokens[last] = parser.tokens[last]._replace(kind="side")
    return side


def _read_piecewise(parser: Parser, token: Token) -> Reader:
    return (yield read_pieces(parser, token))


def _read_with_ends(parser: Parser, token: Token) -> Reader:
    """integral(f, t, a, b) and sum(f, k, 1, n); SymPy writes Integral(f, (t, a, b))."""
    if parser.kind == "_":
        return (yield sum_sign(parser, token))
    if parser.scanner.prose and parser.scanner.text[token.start] in "\\∑":
        return (yield sum_without_ends(parser, symbol("i"), parser.here))
    body, closing = yield _first_argument(parser, token)
    parser.take(",", f"write {token.value.lower()}(f, k, first, last)")
    if parser.kind == "(":
        rest = yield parser.arguments()
    else:
        parser.here -= 1
        rest = []
        while parser.kind == ",":
            parser.here += 1
            rest.append((yield parser.sum()))
    if parser.here != closing or len(rest) != 3 or rest[0].op != "symbol":
        raise parser.refuse(token, f"write {token.value.lower()}(f, k, first, last)")
    parser.here += 1
    return (series if token.value in ("Sum", "sum") else integral)(body, *rest)


_SPECIAL: dict[str, Callable[[Parser, Token], Reader]] = {
    "Derivative": _read_derivative,
    "diff": _read_derivative,
    "Subs": _read_substitution,
    "Limit": _read_limit_call,
    "limit": _read_limit_call,
    "lim": _read_limit,
    "Lim": _read_limit,
    "Piecewise": _read_piecewise,
    "piecewise": _read_piecewise,
    "Sum": _read_with_ends,
    "sum": _read_with_ends,
    "Integral": _read_with_ends,
    "integral": _read_with_ends,
}
