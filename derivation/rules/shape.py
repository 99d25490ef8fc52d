"""How sums and products are taken apart and put together again by the rules of algebra."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from derivation.memory import Memory, remembered
from derivation.term import (
    ONE,
    ZERO,
    DecimalFraction,
    Term,
    add,
    divide,
    integer,
    multiply,
    negate,
    number_of,
    rational,
    unvisited,
)

_KEYS: Memory[Term, str] = Memory(100_000)


# ------------------------------------------------------------------------------------------------ the same up to order


def key(term: Term) -> str:
    """The same text for two terms that differ only in the order and the brackets of their sums and products.

    >>> from derivation.term import X
    >>> key(add(ONE, X)) == key(add(X, ONE))
    True
    """
    found = _KEYS.get(term)
    if found is not None:
        return found
    _KEYS.make_room()
    for node in unvisited((term,), _KEYS):
        _KEYS[node] = _key_of_node(node)
    return _KEYS[term]


def _key_of_node(node: Term) -> str:
    if node.op in ("sum", "product"):
        return f"{node.op}({','.join(sorted(_KEYS[arg] for arg in _flat(node)))})"
    if not node.args:
        return f"{node.op[0]}{node.value}"
    return f"{node.op}{node.value or ''}({','.join(_KEYS[arg] for arg in node.args)})"


def _flat(node: Term) -> tuple[Term, ...]:
    """The parts of a sum or product, those of brackets of the same kind included."""
    if not any(part.op == node.op for part in node.args):
        return node.args
    parts: list[Term] = []
    stack = list(reversed(node.args))
    while stack:
        part = stack.pop()
        if part.op == node.op:
            stack.extend(reversed(part.args))
        else:
            parts.append(part)
    return tuple(parts)


# ---------------------------------------------------------------------------------------------------- parts of a term


def summands(term: Term) -> tuple[Term, ...]:
    return _flat(term) if term.op == "sum" else (term,)


def factors(term: Term) -> tuple[Term, ...]:
    return _flat(term) if term.op == "product" else (term,)


def opposite(term: Term) -> Term:
    return term.args[0] if term.op == "negation" else negate(term)


def without_sign(term: Term) -> tuple[int, Term]:
    """The sign in front, and what stands behind it."""
    sign = 1
    while term.op == "negation":
        sign, term = -sign, term.args[0]
    return sign, term


def signed(sign: int, term: Term) -> Term:
    return term if sign > 0 or term is ZERO else opposite(term)


def is_number(term: Term) -> bool:
    return number_of(term) is not None


@remembered(20_000)
def coefficient(term: Term) -> tuple[Fraction, Term]:
    """The number in front and the rest, which is 1 for a plain number.

    >>> from derivation.term import X
    >>> coefficient(negate(multiply(integer(3), X)))
    (Fraction(-3, 1), symbol('x'))
    """
    sign, body = without_sign(term)
    number = number_of(body)
    if number is not None:
        return sign * number, ONE
    if body.op == "product":
        numbers, rest = _numbers_apart(body)
        return sign * numbers, rest
    if body.op == "quotient":
        above, upper = coefficient(body.args[0])
        below, lower = coefficient(body.args[1])
        if below and (above != 1 or below != 1):
            return sign * above / below, upper if lower is ONE else divide(upper, lower)
    return Fraction(sign), body


def _numbers_apart(product: Term) -> tuple[Fraction, Term]:
    numbers, rest = Fraction(1), []
    for each in factors(product):
        value = number_of(each)
        if value is None:
            rest.append(each)
        else:
            numbers *= value
    return numbers, multiply(*rest)


def times(number: Fraction | int, rest: Term) -> Term:
    """A number in front of a term, as it is written: 3x, -x, x/2, 3x/2.

    >>> from derivation.term import X
    >>> times(Fraction(-1, 2), X)
    negation(quotient(symbol('x'), integer(2)))
    """
    upper, lower = number.numerator, number.denominator
    if upper < 0:
        return opposite(times(-number, rest))
    if upper == 0 or rest is ONE:
        return rational(number)
    if is_decimal(number):
        above, below = rest.args if rest.op == "quotient" else (rest, ONE)
        scaled = multiply(rational(number), *(() if above is ONE else factors(above)))
        return scaled if below is ONE else divide(scaled, below)
    if rest.op == "quotient":
        above, below = rest.args
        return divide(_scaled(upper, above), _scaled(lower, below))
    scaled = _scaled(upper, rest)
    return scaled if lower == 1 else divide(scaled, integer(lower))


def is_decimal(number: Fraction | int) -> bool:
    """Whether a number is written as a decimal."""
    return isinstance(number, DecimalFraction) and rational(abs(number)).op == "decimal"


def _scaled(number: int, term: Term) -> Term:
    if number == 1:
        return term
    return integer(number) if term is ONE else multiply(integer(number), *factors(term))


def collected(parts: Iterable[Term]) -> Term:
    """A sum with its numbers added and its like terms put together, each at its first place.

    >>> from derivation.term import X
    >>> collected([X, ONE, negate(X), ONE])
    integer(2)
    """
    found: dict[str, tuple[Fraction, Term]] = {}
    for part in parts:
        for each in summands(part):
            number, rest = coefficient(each)
            name = key(rest)
            before = found.get(name, (Fraction(0), rest))
            found[name] = (before[0] + number, before[1])
    return add(*(times(number, rest) for number, rest in found.values() if number))
