"""The derivatives of the functions, as the equality of two lines uses them: one row a function.

This table is equality's own; nothing that writes the steps of a derivation reads it, so that a slip there is not
repeated here.  A test compares every row with SymPy.
"""

from __future__ import annotations

from collections.abc import Callable

from derivation.term import ONE, PI, TWO, ZERO, E, Term, add, divide, function, integer, multiply, negate, power, subtract

Slope = Callable[..., Term]


def _f(name: str, *arguments: Term) -> Term:
    return function(name, *arguments)


def _square(u: Term) -> Term:
    return power(u, TWO)


def _over(u: Term) -> Term:
    return divide(ONE, u)


def _gauss(u: Term, sign: Term) -> Term:
    return divide(multiply(TWO, power(E, sign)), _f("sqrt", PI))


def _bessel(name: str, n: Term, u: Term, sign: Callable[[Term, Term], Term]) -> Term:
    return divide(sign(_f(name, subtract(n, ONE), u), _f(name, add(n, ONE), u)), TWO)


def _elliptic_k(m: Term) -> Term:
    rest = subtract(ONE, m)
    return divide(subtract(_f("elliptic_e", m), multiply(rest, _f("elliptic_k", m))), multiply(TWO, m, rest))


def _delta(phi: Term, m: Term) -> Term:
    return subtract(ONE, multiply(m, _square(_f("sin", phi))))


def _elliptic_e_by_m(phi: Term, m: Term) -> Term:
    return divide(subtract(_f("elliptic_e", phi, m), _f("elliptic_f", phi, m)), multiply(TWO, m))


def _elliptic_f_by_m(phi: Term, m: Term) -> Term:
    rest = subtract(ONE, m)
    first = divide(_f("elliptic_e", phi, m), multiply(TWO, m, rest))
    second = divide(_f("elliptic_f", phi, m), multiply(TWO, m))
    third = divide(_f("sin", multiply(TWO, phi)), multiply(integer(4), rest, _f("sqrt", _delta(phi, m))))
    return add(first, negate(second), negate(third))


ONE_ARGUMENT: dict[str, Slope] = {
    "sin": lambda u: _f("cos", u),
    "cos": lambda u: negate(_f("sin", u)),
    "tan": lambda u: add(ONE, _square(_f("tan", u))),
    "cot": lambda u: negate(add(ONE, _square(_f("cot", u)))),
    "sec": lambda u: multiply(_f("sec", u), _f("tan", u)),
    "csc": lambda u: negate(multiply(_f("csc", u), _f("cot", u))),
    "asin": lambda u: _over(_f("sqrt", subtract(ONE, _square(u)))),
    "acos": lambda u: negate(_over(_f("sqrt", subtract(ONE, _square(u))))),
    "atan": lambda u: _over(add(ONE, _square(u))),
    "acot": lambda u: negate(_over(add(ONE, _square(u)))),
    "asec": lambda u: _over(multiply(_square(u), _f("sqrt", subtract(ONE, _over(_square(u)))))),
    "acsc": lambda u: negate(_over(multiply(_square(u), _f("sqrt", subtract(ONE, _over(_square(u))))))),
    "sinh": lambda u: _f("cosh", u),
    "cosh": lambda u: _f("sinh", u),
    "tanh": lambda u: subtract(ONE, _square(_f("tanh", u))),
    "coth": lambda u: subtract(ONE, _square(_f("coth", u))),
    "sech": lambda u: negate(multiply(_f("sech", u), _f("tanh", u))),
    "csch": lambda u: negate(multiply(_f("csch", u), _f("coth", u))),
    "asinh": lambda u: _over(_f("sqrt", add(ONE, _square(u)))),
    "acosh": lambda u: _over(multiply(_f("sqrt", subtract(u, ONE)), _f("sqrt", add(u, ONE)))),
    "atanh": lambda u: _over(subtract(ONE, _square(u))),
    "acoth": lambda u: _over(subtract(ONE, _square(u))),
    "asech": lambda u: negate(_over(multiply(u, _f("sqrt", subtract(ONE, _square(u)))))),
    "acsch": lambda u: negate(_over(multiply(_square(u), _f("sqrt", add(ONE, _over(_square(u))))))),
    "exp": lambda u: power(E, u),
    "ln": lambda u: _over(u),
    "sqrt": lambda u: _over(multiply(TWO, _f("sqrt", u))),
    "abs": lambda u: divide(u, _f("abs", u)),
    "sign": lambda u: divide(ZERO, u),
    "heaviside": lambda u: divide(ZERO, u),
    "erf": lambda u: _gauss(u, negate(_square(u))),
    "erfc": lambda u: negate(_gauss(u, negate(_square(u)))),
    "erfi": lambda u: _gauss(u, _square(u)),
    "Phi": lambda u: _f("phi", u),
    "phi": lambda u: negate(multiply(u, _f("phi", u))),
    "gamma": lambda u: multiply(_f("gamma", u), _f("digamma", u)),
    "lngamma": lambda u: _f("digamma", u),
    "factorial": lambda u: multiply(_f("factorial", u), _f("digamma", add(u, ONE))),
    "digamma": lambda u: _f("polygamma", ONE, u),
    "erfinv": lambda u: divide(multiply(_f("sqrt", PI), power(E, _square(_f("erfinv", u)))), TWO),
    "erfcinv": lambda u: negate(divide(multiply(_f("sqrt", PI), power(E, _square(_f("erfcinv", u)))), TWO)),
    "airyai": lambda u: _f("airyaiprime", u),
    "airybi": lambda u: _f("airybiprime", u),
    "airyaiprime": lambda u: multiply(u, _f("airyai", u)),
    "airybiprime": lambda u: multiply(u, _f("airybi", u)),
    "floor": lambda u: divide(ZERO, subtract(u, _f("floor", u))),
    "ceil": lambda u: divide(ZERO, subtract(u, _f("ceil", u))),
    "dirac": lambda u: divide(ZERO, u),
    "Si": lambda u: divide(_f("sin", u), u),
    "Ci": lambda u: divide(_f("cos", u), u),
    "Shi": lambda u: divide(_f("sinh", u), u),
    "Chi": lambda u: divide(_f("cosh", u), u),
    "Ei": lambda u: divide(power(E, u), u),
    "E1": lambda u: negate(divide(power(E, negate(u)), u)),
    "li": lambda u: _over(_f("ln", u)),
    "fresnels": lambda u: _f("sin", divide(multiply(PI, _square(u)), TWO)),
    "fresnelc": lambda u: _f("cos", divide(multiply(PI, _square(u)), TWO)),
    "lambertw": lambda u: _over(add(u, power(E, _f("lambertw", u)))),
    "elliptic_k": _elliptic_k,
    "elliptic_e": lambda m: divide(subtract(_f("elliptic_e", m), _f("elliptic_k", m)), multiply(TWO, m)),
}
"""The derivatives of functions of one argument."""

SECOND_OF_TWO: dict[str, Slope] = {
    "polygamma": lambda n, u: _f("polygamma", add(n, ONE), u),
    "beta": lambda a, b: multiply(_f("beta", a, b), subtract(_f("digamma", b), _f("digamma", add(a, b)))),
    "besselj": lambda n, u: _bessel("besselj", n, u, subtract),
    "bessely": lambda n, u: _bessel("bessely", n, u, subtract),
    "besseli": lambda n, u: _bessel("besseli", n, u, add),
    "besselk": lambda n, u: negate(_bessel("besselk", n, u, add)),
    "zeta": lambda s, u: negate(multiply(s, _f("zeta", add(s, ONE), u))),
    "polylog": lambda n, u: divide(_f("polylog", subtract(n, ONE), u), u),
    "uppergamma": lambda s, u: negate(multiply(power(u, subtract(s, ONE)), power(E, negate(u)))),
    "lowergamma": lambda s, u: multiply(power(u, subtract(s, ONE)), power(E, negate(u))),
    "elliptic_e": _elliptic_e_by_m,
    "elliptic_f": _elliptic_f_by_m,
}
"""The derivatives of functions of two arguments by the second one."""

BY_PLACE: dict[tuple[str, int, int], Slope] = {
    ("beta", 2, 0): lambda a, b: multiply(_f("beta", a, b), subtract(_f("digamma", a), _f("digamma", add(a, b)))),
    ("elliptic_e", 2, 0): lambda phi, m: _f("sqrt", _delta(phi, m)),
    ("elliptic_f", 2, 0): lambda phi, m: _over(_f("sqrt", _delta(phi, m))),
    ("elliptic_pi", 3, 1): lambda n, phi, m: _over(
        multiply(subtract(ONE, multiply(n, _square(_f("sin", phi)))), _f("sqrt", _delta(phi, m)))
    ),
    ("lambertw", 2, 0): lambda u, k: _over(add(u, power(E, _f("lambertw", u, k)))),
    **{(name, 1, 0): row for name, row in ONE_ARGUMENT.items()},
    **{(name, 2, 1): row for name, row in SECOND_OF_TWO.items()},
}
"""All rows: the name, how many arguments it has, and by which of them."""


def slope(name: str, arguments: tuple[Term, ...], index: int) -> Term | None:
    """The derivative of a function by one of its arguments, or None where no row tells it.

    >>> from derivation.term import X
    >>> slope("sin", (X,), 0) is function("cos", X)
    True
    """
    row = BY_PLACE.get((name, len(arguments), index))
    return row(*arguments) if row is not None else None
