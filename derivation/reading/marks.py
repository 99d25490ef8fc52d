"""What stands behind a name: its index, its primes, and whether a bracket is its argument or a factor."""

from __future__ import annotations

from collections.abc import Iterator

from derivation.reading.characters import GREEK_NAMES
from derivation.reading.cursor import BRACKETS
from derivation.reading.grammar import Parser
from derivation.reading.numbers import number
from derivation.reading.readers import Reader
from derivation.reading.words import canonical
from derivation.term import constant, integer, negate, symbol

LETTERS_FOR_FUNCTIONS = frozenset(str.split("f g h F G H u v w"))
"""Letters that stand for functions where they stand before a bracket, if nothing declares them."""

_COUNTED_BY = frozenset("ijklL")
"""Letters that count samples and layers, as in x^{(i)} and a^{(L)}."""


def marks(parser: Parser, name: str) -> tuple[str, int]:
    """The name with its index, and the number of primes, in whichever order they stand."""
    order = 0
    while True:
        kind = parser.tokens[parser.here].kind
        if kind == "_":
            name += "_" + index(parser)
        elif kind == "^" and (raised := _raised_index(parser, name) or _star(parser)):
            name += "_" + raised
        elif kind == "^" and _is_transposed(parser):
            parser.note("a transposed number is the number itself")
        elif kind in ("'", "^") and (primes := parser.primes() or _order_in_brackets(parser, name)):
            order += primes
        else:
            return name, order


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


def _raised_index(parser: Parser, name: str) -> str:
    """The index of a^{[1]}, x^{(i)}, or a^{(1)} where a_1 is given, passed if it is one; else "".

    So layers and samples are counted.
    """
    start = parser.here + 1
    kinds = [token.kind for token in parser.tokens[start : start + 5]]
    if len(kinds) < 5:
        return ""
    opening, bracket, inside, closing, end = kinds
    layer = bracket == "[" and closing == "]" and inside in ("number", "symbol")
    round_ = bracket == "(" and closing == ")" and inside in ("number", "symbol")
    value = parser.tokens[start + 2].value if layer or round_ else ""
    counted = value in _COUNTED_BY and value not in parser.vocabulary.plain
    if (
        opening != "{"
        or end != "}"
        or not value.isalnum()
        or not (layer or counted or (round_ and _is_layered(parser, name, value)))
    ):
        return ""
    parser.here = start + 5
    return value


def _star(parser: Parser) -> str:
    """The star of x^* or x^{*}, a particular value, passed if it is one; else ""."""
    start = parser.here + 1
    opened = parser.tokens[start].kind == "{"
    if parser.tokens[start + opened].kind != "*" or (opened and parser.tokens[start + 2].kind != "}"):
        return ""
    parser.here = start + 1 + 2 * opened
    return "star"


def _is_transposed(parser: Parser) -> bool:
    """The T of w^T x, passed if it is one: no exponent that is declared."""
    start = parser.here + 1
    opened = parser.tokens[start].kind == "{"
    token = parser.tokens[start + opened]
    is_one = parser.scanner.prose and token.kind == "symbol" and token.value in ("T", "top")
    if not is_one or parser.vocabulary.is_given(token.value) or parser.vocabulary.variable == token.value:
        return False
    if opened and parser.tokens[start + 2].kind != "}":
        return False
    parser.here = start + 1 + 2 * opened
    return True


def _is_layered(parser: Parser, name: str, value: str) -> bool:
    """Whether a name has a number in round brackets as its index: a_1 is given, or the name can hardly be a function."""
    words = parser.vocabulary
    if words.is_given(f"{name}_{value}") or words.is_given(name + value):
        return True
    unlikely = name not in LETTERS_FOR_FUNCTIONS and name not in ("y", "s") and not words.is_given(name)
    return unlikely and value.isdigit() and parser.tokens[parser.here + 6].kind != "("


def _order_in_brackets(parser: Parser, name: str) -> int:
    """The order of f^{(3)}(x) or f^(3)(x), passed if it is one; else 0."""
    start = parser.here + 1
    kinds = [token.kind for token in parser.tokens[start : start + 5]]
    if name in parser.vocabulary.plain:
        return 0
    if kinds == ["{", "(", "number", ")", "}"]:
        digits, end = parser.tokens[start + 2].value, start + 5
    elif kinds[:4] == ["(", "number", ")", "("] and name in LETTERS_FOR_FUNCTIONS:
        digits, end = parser.tokens[start + 1].value, start + 3
    else:
        return 0
    if not digits.isdigit() or int(digits) > 100:
        return 0
    parser.note(f"{name}^({digits}) is read as the derivative of order {digits}")
    parser.here = end
    return int(digits)


def plain_exponent(parser: Parser) -> Reader:
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
    term = number(token.value) if token.kind == "number" else (constant if token.kind == "constant" else symbol)(token.value)
    if not minus:
        return term
    return integer(-int(token.value)) if token.value.isdigit() else negate(term)


def application(parser: Parser, name: str, order: int, opening: int) -> str:
    """What a name with a bracket behind it is: "call"; "same", y(x) for a y defined as a formula; or "", a product."""
    token = parser.tokens[opening]
    if token.kind not in ("(", "[") or opening not in parser.partner:
        return ""
    words = parser.vocabulary
    if name in words.plain:
        return ""
    if name in words.defined and (order or not names_itself(parser, name, opening)):
        return "call"
    if name in words.named:
        return "same" if is_variable(parser, opening) or words.depends_on(name, _letters_inside(parser, opening)) else ""
    if token.kind == "[" or name == "d":  # d(x) is written like a differential
        return ""
    if (order and name in LETTERS_FOR_FUNCTIONS) or several(parser, opening):
        return "call"
    if names_itself(parser, name, opening):
        parser.note(f"{name}( … ) is read as a product")
        return ""
    if _is_accented(name) and not order and not is_variable(parser, opening):
        return ""
    letters, _, label = name.partition("_")
    if (
        name in LETTERS_FOR_FUNCTIONS
        or (letters in LETTERS_FOR_FUNCTIONS and label.isalpha() and len(label) > 1)
        or order
        or (len(letters) > 1 and canonical(name) is None and not _is_greek(name))
    ):
        return "call"
    if is_variable(parser, opening):
        parser.note(f"{name}({parser.vocabulary.variable}) is read as an unknown function {name}")
        return "call"
    parser.note(f"{name}( … ) is read as a product")
    return ""


def _is_accented(name: str) -> bool:
    """yhat, xbar: a letter with a mark above it stands for a value."""
    letters = name.partition("_")[0]
    base = letters.removesuffix("hat").removesuffix("bar").removesuffix("tilde")
    return base != letters and (len(base) == 1 or base in GREEK_NAMES)


def is_variable(parser: Parser, opening: int) -> bool:
    """Whether the bracket that opens here holds nothing but the variable."""
    inside = parser.tokens[opening + 1]
    return parser.partner[opening] == opening + 2 and inside.kind == "symbol" and inside.value == parser.vocabulary.variable


def _letters_inside(parser: Parser, opening: int) -> set[str]:
    """The letters of a bracket that holds letters and commas alone; none for any other."""
    inside = parser.tokens[opening + 1 : parser.partner[opening]]
    listed = all(token.kind == ("," if place % 2 else "symbol") for place, token in enumerate(inside))
    return {token.value for token in inside[::2]} if listed else set()


def names_itself(parser: Parser, name: str, opening: int) -> bool:
    """f(1 - f): a name inside its own bracket without an argument is a value, and the bracket a factor."""
    if name not in parser.bare or several(parser, opening):
        return False
    return any(
        parser.tokens[index].value == name
        and parser.tokens[index].kind in ("symbol", "function")
        and parser.tokens[index + 1].kind != "("
        for index in _top_level(parser, opening, through_braces=True)
    )


def several(parser: Parser, opening: int) -> bool:
    """Whether the bracket that opens here holds more than one argument."""
    return any(parser.tokens[index].kind == "," for index in _top_level(parser, opening))


def _top_level(parser: Parser, opening: int, through_braces: bool = False) -> Iterator[int]:
    """The indices of the tokens in the bracket that opens here, but for those in brackets within, or in all but braces."""
    index, end = opening + 1, parser.partner[opening]
    while index < end:
        yield index
        inside = through_braces and parser.tokens[index].kind == "{"
        index = index + 1 if inside else parser.partner.get(index, index) + 1


def has_argument(parser: Parser, name: str) -> bool:
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
    if opening.kind in ("{", "\\{") and several(parser, at_token):
        return True
    if opening.kind not in ("(", "[") or at_token not in parser.partner:
        return False
    return not names_itself(parser, name, at_token)


def _is_greek(name: str) -> bool:
    return name.partition("_")[0] in GREEK_NAMES
