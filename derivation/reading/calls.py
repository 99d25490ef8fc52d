"""Names with arguments: sin x, sin^2(x), f'(x), log_2 x, a(b + c)."""

from __future__ import annotations

from derivation.catalogue.spellings import WITHOUT_BRACKETS
from derivation.reading.cursor import TERM_STARTS
from derivation.reading.derivatives import operand, operator_with_declared_d
from derivation.reading.grammar import Parser
from derivation.reading.marks import application, has_argument, is_variable, marks, names_itself, plain_exponent
from derivation.reading.numbers import number
from derivation.reading.readers import Reader
from derivation.reading.sizes import check_function
from derivation.reading.tokens import Token
from derivation.reading.words import as_called, places, symbol_first
from derivation.term import E, Term, derivative, function, integer, multiply, negate, power, primed, symbol

_INVERSES = {name: ("a" + name) for name in str.split("sin cos tan cot sec csc sinh cosh tanh coth sech csch")}
_SIMPLE = frozenset(["number", "symbol", "constant"])
_BUILT = frozenset(["frac", "sqrt", "radical", "fraction", "open bar", "(", "[", "{"])
_CALLS = frozenset(["function", "builder"])


def read_symbol(parser: Parser, token: Token) -> Reader:
    """A name: a symbol, or an unknown or defined function with its argument."""
    reader = operator_with_declared_d(parser, token)
    if reader is not None:
        return (yield reader)
    name, order = marks(parser, token.value)
    if name == f"D_{parser.vocabulary.variable}" and name not in parser.vocabulary.plain and parser.kind in TERM_STARTS:
        return derivative((yield operand(parser)), parser.context.variable)
    if name == "D" and parser.kind in ("(", "[") and not order and not parser.vocabulary.is_given(name):
        parser.note("D( … ) is read as the derivative by the variable")
        return derivative((yield parser.group()), parser.context.variable)
    power_of_call = yield _exponent_of_call(parser, name)
    how = application(parser, name, order, parser.here)
    if how == "call":
        argument_list = yield parser.arguments()
        return raised(_applied(parser, token, name, order, argument_list), power_of_call)
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


def _exponent_of_call(parser: Parser, name: str) -> Reader:
    """The exponent between a function and its argument, as in f^2(x); f^(3)(x) is left to `primes`."""
    if parser.kind != "^" or name in parser.vocabulary.plain:
        return None
    after = parser.partner.get(parser.here + 1, parser.here + 1) + 1
    if parser.tokens[after].kind != "(" or parser.tokens[after].spaced or not _is_function_letter(parser, name, after):
        return None
    return (yield plain_exponent(parser))


def _is_function_letter(parser: Parser, name: str, opening: int) -> bool:
    return (
        (name in parser.vocabulary.defined and not names_itself(parser, name, opening))
        or (name in "fghFGH" and application(parser, name, 0, opening) == "call")
        or is_variable(parser, opening)
    )


def _applied(parser: Parser, token: Token, name: str, order: int, arguments: list[Term]) -> Term:
    if not order:
        return function(name, *arguments)
    if len(arguments) > 1:
        raise parser.refuse(token, "a prime needs a function of one argument; write d/dx")
    return primed(name, order, arguments[0])


def raised(term: Term, exponent: Term | None) -> Term:
    return term if exponent is None else power(term, exponent)


def read_function(parser: Parser, token: Token) -> Reader:
    """A function of the table, with or without brackets around its argument."""
    name = token.value
    if parser.kind == "_" and name != "ln":
        return (yield read_symbol(parser, token._replace(kind="symbol")))
    if symbol_first(name) and not has_argument(parser, name):
        return (yield read_symbol(parser, token._replace(kind="symbol")))
    if places(name)[0] > 1 and parser.stands_bare(token):
        return (yield read_symbol(parser, token._replace(kind="symbol", value=_letters(parser, token))))
    order = parser.primes()
    base = (yield base_of_logarithm(parser)) if parser.kind == "_" else None
    exponent = (yield plain_exponent(parser)) if parser.kind == "^" else None
    order = order or parser.primes()
    if exponent is not None and is_minus_one(exponent):
        name, exponent = inverse_name(parser, token), None
    arguments = yield arguments_of(parser, token, name)
    return raised(function_term(parser, token, name, order, base, arguments), exponent)


def _letters(parser: Parser, token: Token) -> str:
    """The letters of a name as they are typed, without a command around them."""
    return parser.scanner.text[token.start : token.end].rstrip("}").rpartition("{")[2].lstrip("\\")


def base_of_logarithm(parser: Parser) -> Reader:
    """The base of a logarithm, behind the underscore."""
    parser.here += 1
    token = parser.tokens[parser.here]
    if token.kind == "number":
        parser.here += 1
        return number(token.value)
    return (yield parser.argument())


def is_minus_one(term: Term) -> bool:
    return term is integer(-1)


def inverse_name(parser: Parser, token: Token) -> str:
    name = _INVERSES.get(token.value)
    if name is None:
        raise parser.refuse(
            token, f"{token.value}^(-1) may be a reciprocal or an inverse; write 1/{token.value}(x) or the inverse by its name"
        )
    parser.note(f"{token.value}^(-1) is read as the inverse function {name}, not as 1/{token.value}")
    return name


def arguments_of(parser: Parser, token: Token, name: str) -> Reader:
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
    if parser.stands_bare(token):
        parser.note(f"{name} without an argument is read as {name}({parser.vocabulary.variable})")
        return [parser.context.variable]
    if not _may_go_without(name):
        raise parser.refuse(token, f"the argument of {name} is missing; write {name}(x)")
    return [(yield bare_argument(parser, token))]


def _may_go_without(name: str) -> bool:
    return name in WITHOUT_BRACKETS or name in ("exp", "log", "log2", "log10", "log_2", "log_10", "lg", "lb", "cbrt")


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
    term = multiply(*factors)
    for _ in range(minus):
        term = negate(term)
    return term


def _belongs(parser: Parser, factors: list[Term]) -> bool:
    token = parser.tokens[parser.here]
    if token.kind == "number":
        return not factors
    if factors and (_is_differential(parser) or _was_one_word(parser)):
        return False
    if factors and parser.tokens[parser.here + 1].kind == "'":
        return False  # in ln a y' the derivative is a factor of its own
    if token.kind in _SIMPLE:
        return not factors or not (token.kind == "constant" and parser.tokens[parser.here + 1].kind == "^")
    if token.kind in _CALLS:
        return not factors
    return token.kind in _BUILT and (not factors or _only_number(factors))


def _was_one_word(parser: Parser) -> bool:
    """Whether a function and its argument were one word, as in lna a^x: what stands apart from it is a factor.

    The \\cos\\omega of \\cos\\omega t are two.
    """
    function_name, argument, here = parser.tokens[parser.here - 2 : parser.here + 1]
    glued = argument.kind == "symbol" and not argument.spaced and argument.start == function_name.end
    letters = parser.scanner.text[argument.start - 1 : argument.start + 1].isalpha()
    return glued and here.spaced and letters and function_name.kind in _CALLS


def _is_differential(parser: Parser) -> bool:
    """The dy of sec^2 y dy, where d is no declared letter."""
    token, following = parser.tokens[parser.here], parser.tokens[parser.here + 1]
    is_d = token.kind == "symbol" and token.value == "d" and not parser.vocabulary.is_given("d")
    return is_d and following.kind == "symbol" and following.start == token.end


def _only_number(factors: list[Term]) -> bool:
    return all(factor.op in ("integer", "decimal") or factor.op == "constant" for factor in factors)


def _note_reach(parser: Parser, token: Token, factors: list[Term]) -> None:
    if parser.kind == "/":
        parser.note(f"{token.value} without brackets is read as ending before the division sign")
    elif len(factors) > 1 and any(factor.free for factor in factors[:-1]):
        parser.note(f"{token.value} without brackets is read as reaching over all the factors behind it")


def function_term(parser: Parser, token: Token, name: str, order: int, base: Term | None, arguments: list[Term]) -> Term:
    least, most = places(name)
    if base is not None and base is not E:
        arguments = [*arguments, base]
    if parser.scanner.prose and len(arguments) == 1 < least and base is None:
        name, least = _letters(parser, token), 1  # BCE(p) on a page of its own is no function of two arguments
    if not least <= len(arguments) <= most and name not in parser.vocabulary.defined:
        expected = f"{least} argument{'s' * (least > 1)}" if least == most else f"{least} to {most} arguments"
        raise parser.refuse(token, f"{name} takes {expected}, not {len(arguments)}{as_called(name)}")
    check_function(name, arguments, lambda expected: parser.refuse(token, expected))
    if name == "ln" and len(arguments) == 2:
        name = "log"
    elif name == "ln" and base is None and parser.scanner.text[token.start : token.end].lstrip("\\").startswith(("lo", "Lo")):
        parser.note("log without a base is read as the natural logarithm ln")
    if not order:
        return function(name, *arguments)
    if len(arguments) > 1:
        raise parser.refuse(token, "a prime needs a function of one argument; write d/dx")
    return primed(name, order, arguments[0])
