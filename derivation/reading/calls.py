"""Names with arguments: sin x, sin^2(x), f'(x), log_2 x, a(b + c), Derivative(x^2, x)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from derivation.reading.grammar import BRACKETS, Parser, Reader, number
from derivation.reading.sizes import check_function
from derivation.reading.tokens import Token
from derivation.reading.words import canonical, places, symbol_first
from derivation.term import E, Term, at, derivative, divide, function, integer, limit, power, primed, symbol

_LETTERS_FOR_FUNCTIONS = frozenset(str.split("f g h F G H u v w"))
_INVERSES = {name: ("a" + name) for name in str.split("sin cos tan cot sec csc sinh cosh tanh coth sech csch")}
_SIMPLE = frozenset(["number", "symbol", "constant"])
_BUILT = frozenset(["frac", "sqrt", "radical", "fraction", "open bar", "(", "[", "{"])
_CALLS = frozenset(["function", "builder"])


# ------------------------------------------------------------------------------------------------------------- symbols


def read_symbol(parser: Parser, token: Token) -> Reader:
    """A name: a symbol, or an unknown or defined function with its argument."""
    from derivation.reading.derivatives import operator_with_declared_d

    reader = operator_with_declared_d(parser, token)
    if reader is not None:
        return (yield reader)
    name, order = marks(parser, token.value)
    power_of_call = yield _exponent_of_call(parser, name)
    how = _application(parser, name, order, parser.here)
    if how == "call":
        argument_list = yield parser.arguments()
        return _raised(_applied(parser, token, name, order, argument_list), power_of_call)
    if how == "same":
        parser.here = parser.partner[parser.here] + 1
    _refuse_index(parser, name)
    term = symbol(name)
    return derivative(term, parser.context.variable, order) if order else term


def _refuse_index(parser: Parser, name: str) -> None:
    opening = parser.tokens[parser.here]
    if opening.kind == "[" and not opening.spaced and not opening.side and parser.partner[parser.here] == parser.here + 2:
        raise parser.refuse(
            opening, f"indexed names such as {name}[i] are not read yet; write {name}_i, or {name}*( … ) for a product"
        )


def marks(parser: Parser, name: str) -> tuple[str, int]:
    """The name with its index, and the number of primes, in whichever order they stand."""
    order = 0
    while True:
        kind = parser.tokens[parser.here].kind
        if kind == "_":
            name += "_" + index(parser)
        elif kind in ("'", "^") and (primes := parser.primes() or _order_in_brackets(parser, name)):
            order += primes
        else:
            return name, order


def _order_in_brackets(parser: Parser, name: str) -> int:
    """The order of f^{(3)}(x) or f^(3)(x), passed if it is one; else 0."""
    start = parser.here + 1
    kinds = [token.kind for token in parser.tokens[start : start + 5]]
    if name in parser.vocabulary.plain:
        return 0
    if kinds == ["{", "(", "number", ")", "}"]:
        digits, end = parser.tokens[start + 2].value, start + 5
    elif kinds[:4] == ["(", "number", ")", "("] and name in _LETTERS_FOR_FUNCTIONS:
        digits, end = parser.tokens[start + 1].value, start + 3
    else:
        return 0
    if not digits.isdigit() or int(digits) > 100:
        return 0
    parser.note(f"{name}^({digits}) is read as the derivative of order {digits}")
    parser.here = end
    return int(digits)


def index(parser: Parser) -> str:
    """The index behind an underscore, as a part of the name."""
    parser.here += 1
    token = parser.tokens[parser.here]
    closing = parser.partner.get(parser.here)
    inside = [token] if closing is None else parser.tokens[parser.here + 1 : closing]
    values = [each.value.strip() for each in inside if each.kind in ("symbol", "constant", "number", "words", "function", "d")]
    if (
        len(values) < len([each for each in inside if each.kind != ","])
        or not values
        or not all(value.isalnum() for value in values)
    ):
        raise parser.refuse(token, "an index is read if it is a name or a number")
    parser.here = parser.here + 1 if closing is None else closing + 1
    return "".join(values)


def _exponent_of_call(parser: Parser, name: str) -> Reader:
    """The exponent between a function and its argument, as in f^2(x); f^(3)(x) is left to `primes`."""
    if parser.kind != "^" or name in parser.vocabulary.plain:
        return None
    after = parser.partner.get(parser.here + 1, parser.here + 1) + 1
    if parser.tokens[after].kind != "(" or parser.tokens[after].spaced or not _is_function_letter(parser, name, after):
        return None
    return (yield _plain_exponent(parser))


def _is_function_letter(parser: Parser, name: str, opening: int) -> bool:
    return (
        name in parser.vocabulary.defined
        or (name in "fghFGH" and _application(parser, name, 0, opening) == "call")
        or _is_variable(parser, opening)
    )


def _is_variable(parser: Parser, opening: int) -> bool:
    """Whether the bracket that opens here holds nothing but the variable."""
    inside = parser.tokens[opening + 1]
    return parser.partner[opening] == opening + 2 and inside.kind == "symbol" and inside.value == parser.vocabulary.variable


def _application(parser: Parser, name: str, order: int, opening: int) -> str:
    """What a name with a bracket behind it is: "call"; "same", y(x) for a y defined as a formula; or "", a product."""
    token = parser.tokens[opening]
    if token.kind not in ("(", "[") or opening not in parser.partner:
        return ""
    words = parser.vocabulary
    if name in words.plain:
        return ""
    if name in words.defined and (order or not _names_itself(parser, name, opening)):
        return "call"
    if name in words.named:
        return "same" if _is_variable(parser, opening) else ""
    if token.kind == "[":
        return ""
    if (order and name in _LETTERS_FOR_FUNCTIONS) or _several(parser, opening):
        return "call"
    if _names_itself(parser, name, opening):
        parser.note(f"{name}( … ) is read as a product")
        return ""
    if (
        name in _LETTERS_FOR_FUNCTIONS
        or order
        or (len(name.partition("_")[0]) > 1 and canonical(name) is None and not _is_greek(name))
    ):
        return "call"
    if _is_variable(parser, opening):
        parser.note(f"{name}({parser.vocabulary.variable}) is read as an unknown function {name}")
        return "call"
    parser.note(f"{name}( … ) is read as a product")
    return ""


def _names_itself(parser: Parser, name: str, opening: int) -> bool:
    """f(1 - f): a name inside its own bracket without an argument is a value, and the bracket a factor."""
    if name not in parser.bare or _several(parser, opening):
        return False
    return any(
        parser.tokens[index].value == name
        and parser.tokens[index].kind in ("symbol", "function")
        and parser.tokens[index + 1].kind != "("
        for index in _top_level(parser, opening)
    )


def _is_greek(name: str) -> bool:
    from derivation.reading.characters import GREEK_NAMES

    return name.partition("_")[0] in GREEK_NAMES


def _applied(parser: Parser, token: Token, name: str, order: int, arguments: list[Term]) -> Term:
    if not order:
        return function(name, *arguments)
    if len(arguments) > 1:
        raise parser.refuse(token, "a prime needs a function of one argument; write d/dx")
    return primed(name, order, arguments[0])


def _raised(term: Term, exponent: Term | None) -> Term:
    return term if exponent is None else power(term, exponent)


# ----------------------------------------------------------------------------------------------------- named functions


def read_function(parser: Parser, token: Token) -> Reader:
    """A function of the table, with or without brackets around its argument."""
    name = token.value
    if parser.kind == "_" and name != "ln":
        return (yield read_symbol(parser, token._replace(kind="symbol")))
    if symbol_first(name) and not _has_argument(parser, name):
        return (yield read_symbol(parser, token._replace(kind="symbol")))
    order = parser.primes()
    base = (yield _base(parser)) if parser.kind == "_" else None
    exponent = (yield _plain_exponent(parser)) if parser.kind == "^" else None
    order = order or parser.primes()
    if exponent is not None and _is_minus_one(exponent):
        name, exponent = _inverse(parser, token), None
    arguments = yield _arguments(parser, token, name)
    return _raised(_function_term(parser, token, name, order, base, arguments), exponent)


def _has_argument(parser: Parser, name: str) -> bool:
    """Whether a bracket with an argument follows a name that may be a symbol, behind primes and exponents."""
    at_token = parser.here
    while True:
        kind = parser.tokens[at_token].kind
        if kind == "'":
            at_token += 1
        elif kind == "^":
            at_token += parser.tokens[at_token + 1].kind == "-"
            at_token = parser.partner.get(at_token + 1, at_token + 1) + 1
        else:
            break
    opening = parser.tokens[at_token]
    if opening.kind == "{" and parser.tokens[at_token + 1].kind == "(":
        return True
    if opening.kind in ("{", "\\{") and _several(parser, at_token):
        return True
    if opening.kind not in ("(", "[") or at_token not in parser.partner:
        return False
    return not _names_itself(parser, name, at_token)


def _several(parser: Parser, opening: int) -> bool:
    """Whether the bracket that opens here holds more than one argument."""
    return any(parser.tokens[index].kind == "," for index in _top_level(parser, opening))


def _top_level(parser: Parser, opening: int) -> Iterator[int]:
    """The indices of the tokens in the bracket that opens here, but for those in brackets within."""
    index, end = opening + 1, parser.partner[opening]
    while index < end:
        yield index
        index = parser.partner.get(index, index) + 1


def _base(parser: Parser) -> Reader:
    """The base of a logarithm, behind the underscore."""
    parser.here += 1
    token = parser.tokens[parser.here]
    if token.kind == "number":
        parser.here += 1
        return number(token.value)
    return (yield parser.argument())


def _plain_exponent(parser: Parser) -> Reader:
    """The exponent between a function and its argument: one number, name or group."""
    parser.here += 1
    if parser.kind in BRACKETS:
        return (yield parser.group())
    minus = parser.kind == "-"
    parser.here += minus
    token = parser.tokens[parser.here]
    if token.kind not in ("number", "symbol", "constant"):
        raise parser.unexpected()
    parser.here += 1
    term = number(token.value) if token.kind == "number" else symbol(token.value)
    return integer(-int(token.value)) if minus and token.value.isdigit() else term


def _is_minus_one(term: Term) -> bool:
    return term is integer(-1)


def _inverse(parser: Parser, token: Token) -> str:
    name = _INVERSES.get(token.value)
    if name is None:
        raise parser.refuse(
            token, f"{token.value}^(-1) may be a reciprocal or an inverse; write 1/{token.value}(x) or the inverse by its name"
        )
    parser.note(f"{token.value}^(-1) is read as the inverse function {name}, not as 1/{token.value}")
    return name


def _arguments(parser: Parser, token: Token, name: str) -> Reader:
    """The arguments in brackets, in braces, or without either."""
    kind = parser.kind
    if kind in ("(", "["):
        return (yield parser.arguments())
    if kind in ("{", "\\{"):
        inner = parser.here + 1
        if parser.tokens[inner].kind == "(" and parser.partner[inner] + 1 == parser.partner[parser.here]:
            parser.here = inner
            arguments = yield parser.arguments()
            parser.here += 1
            return arguments
        return (yield parser.arguments())
    if not _may_go_without(name):
        raise parser.refuse(token, f"the argument of {name} is missing; write {name}(x)")
    return [(yield bare_argument(parser, token))]


def _may_go_without(name: str) -> bool:
    from derivation.catalogue.spellings import WITHOUT_BRACKETS

    return name in WITHOUT_BRACKETS or name in ("exp", "log", "log2", "log10", "lg", "lb", "cbrt")


def bare_argument(parser: Parser, token: Token) -> Reader:
    """The argument of a function without brackets: the factors behind it up to a sign, a bracket or another function."""
    minus = 0
    while parser.kind == "-":
        minus += 1
        parser.here += 1
    factors: list[Term] = []
    while _belongs(parser, factors):
        called = parser.kind in _CALLS
        factors.append((yield parser.power()))
        if called or (parser.tokens[parser.here - 1].kind in (")", "]", "}", "close bar") and not _only_number(factors)):
            break
    if not factors:
        raise parser.refuse(token, f"the argument of {token.value} is missing")
    _note_reach(parser, token, factors)
    from derivation.term import multiply, negate

    term = multiply(*factors)
    for _ in range(minus):
        term = negate(term)
    return term


def _belongs(parser: Parser, factors: list[Term]) -> bool:
    token = parser.tokens[parser.here]
    if token.kind == "number":
        return not factors
    if token.kind in _SIMPLE:
        return not factors or not (token.kind == "constant" and parser.tokens[parser.here + 1].kind == "^")
    if token.kind in _CALLS:
        return not factors
    return token.kind in _BUILT and (not factors or _only_number(factors))


def _only_number(factors: list[Term]) -> bool:
    return all(factor.op in ("integer", "decimal") or factor.op == "constant" for factor in factors)


def _note_reach(parser: Parser, token: Token, factors: list[Term]) -> None:
    if parser.kind == "/":
        parser.note(f"{token.value} without brackets is read as ending before the division sign")
    elif len(factors) > 1 and any(factor.free for factor in factors[:-1]):
        parser.note(f"{token.value} without brackets is read as reaching over all the factors behind it")


def _function_term(parser: Parser, token: Token, name: str, order: int, base: Term | None, arguments: list[Term]) -> Term:
    least, most = places(name)
    if base is not None:
        arguments = [*arguments, base]
    if not least <= len(arguments) <= most and name not in parser.vocabulary.defined:
        expected = f"{least} argument{'s' * (least > 1)}" if least == most else f"{least} to {most} arguments"
        raise parser.refuse(token, f"{name} takes {expected}, not {len(arguments)}")
    check_function(name, arguments, lambda expected: parser.refuse(token, expected))
    if name == "ln" and len(arguments) == 2:
        name = "log"
    elif name == "ln" and parser.scanner.text[token.start : token.end].lstrip("\\").startswith(("lo", "Lo")):
        parser.note("log without a base is read as the natural logarithm ln")
    if not order:
        return function(name, *arguments)
    if len(arguments) > 1:
        raise parser.refuse(token, "a prime needs a function of one argument; write d/dx")
    return primed(name, order, arguments[0])


# ------------------------------------------------------------------------------------------------------------ builders


def read_builder(parser: Parser, token: Token) -> Reader:
    """A name that builds something else than a function of its arguments."""
    special = _SPECIAL.get(token.value)
    if special is not None:
        return (yield special(parser, token))
    order = parser.primes()
    base = (yield _base(parser)) if parser.kind == "_" else None
    exponent = (yield _plain_exponent(parser)) if parser.kind == "^" else None
    if exponent is not None and _is_minus_one(exponent):
        _inverse(parser, token)
    arguments = yield _arguments(parser, token, token.value)
    if token.value == "log":
        return _raised(_function_term(parser, token, "ln", order, base, arguments), exponent)
    count, build = _BUILD[token.value]
    if len(arguments) != count or base is not None:
        raise parser.refuse(token, f"{token.value} takes {count} argument{'s' * (count > 1)}")
    term = build(*arguments)
    if order:
        if arguments != [parser.context.variable]:
            raise parser.refuse(token, f"write d/dx({token.value}( … )) for this derivative")
        term = derivative(term, arguments[0], order)
    return _raised(term, exponent)


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
    arguments = yield parser.arguments()
    if len(arguments) != 3 or arguments[1].op != "symbol":
        raise parser.refuse(token, "write lim_(h->0) f")
    return limit(*arguments)


def _read_limit(parser: Parser, token: Token) -> Reader:
    """lim_{h -> 0} and the rest of the sum."""
    if parser.kind == "_":
        parser.here += 1
    if parser.kind not in ("(", "{"):
        bound, point, side = yield _towards(parser, token, None)
    else:
        closing = parser.partner[parser.here]
        parser.here += 1
        bound, point, side = yield _towards(parser, token, closing)
    return limit((yield parser.sum()), bound, point, side)


def _towards(parser: Parser, token: Token, closing: int | None) -> Reader:
    side = ""
    if closing is not None:
        side = _mark_side(parser, closing)
    bound = yield parser.power()
    if bound.op != "symbol":
        raise parser.refuse(token, "write lim_(h->0) f")
    parser.take("->", "an arrow is expected, as in lim_(h->0)")
    point = yield parser.sum() if closing is not None else parser.factor()
    if closing is None and parser.kind in ("+", "-") and not parser.tokens[parser.here].spaced:
        side = parser.kind
        parser.here += 1
    elif closing is not None:
        if parser.here != closing and parser.kind != "side":
            raise parser.stray(closing)
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
    from derivation.reading.conditions import read_pieces

    return (yield read_pieces(parser, token))


def _reserved(parser: Parser, token: Token) -> Reader:
    raise parser.refuse(token, "sums and integrals over an index are not read yet")
    yield


_SPECIAL: dict[str, Callable[[Parser, Token], Reader]] = {
    "Derivative": _read_derivative,
    "diff": _read_derivative,
    "Subs": _read_substitution,
    "Limit": _read_limit_call,
    "limit": _read_limit_call,
    "lim": _read_limit,
    "Piecewise": _read_piecewise,
    "piecewise": _read_piecewise,
    "Sum": _reserved,
    "sum": _reserved,
    "Integral": _reserved,
}
