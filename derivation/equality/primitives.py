"""The balls of the functions: one row a function, the same conventions as everywhere in the project.

sin^-1 and its like take their principal values; acot u is atan(1/u); the elliptic integrals take the parameter m = k^2;
the Fresnel integrals are those of sin(pi t^2/2) and cos(pi t^2/2).
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from flint import acb, arb

from derivation.equality.balls import NoValue, Outside, TooWide, nonzero, not_negative, positive, rational_power, real_power


def _between(ball: arb, low: int, high: int) -> arb:
    not_negative(ball - low)
    not_negative(high - ball)
    return ball


def _inside(ball: arb, low: int, high: int) -> arb:
    positive(ball - low)
    positive(high - ball)
    return ball


def _real(value: acb) -> arb:
    if not value.is_finite():
        raise TooWide
    if not value.imag.contains(0):
        raise Outside
    return value.real


def _integer(ball: arb) -> int:
    found = ball.unique_fmpz() if ball.is_exact() else None
    if found is None:
        raise NoValue("an order that is not a whole number")
    return int(found)


def _log(u: arb, base: arb | None = None) -> arb:
    if base is None:
        return positive(u).log()
    return positive(u).log() / nonzero(positive(base).log())


def _root(u: arb, order: arb) -> arb:
    whole = order.unique_fmpz() if order.is_exact() else None
    if whole is None:
        return real_power(u, 1 / nonzero(order))
    if int(whole) % 2 and u < 0:
        return -rational_power(-u, Fraction(1, int(whole)))
    if int(whole) % 2 and u.contains(0) and not u.is_zero() and whole > 0:
        raise TooWide
    if not whole:
        raise Outside
    return rational_power(u, Fraction(1, int(whole)))


def _sign(u: arb) -> arb:
    if u > 0:
        return arb(1)
    if u < 0:
        return arb(-1)
    if u.is_zero():
        return arb(0)
    raise TooWide


def _step(u: arb) -> arb:
    if u > 0:
        return arb(1)
    if u < 0:
        return arb(0)
    raise Outside if u.is_zero() else TooWide


def _dirac(u: arb) -> arb:
    if u > 0 or u < 0:
        return arb(0)
    raise Outside if u.is_zero() else TooWide


def _whole(rounding: Callable[[arb], arb]) -> Callable[[arb], arb]:
    def rounded(u: arb) -> arb:
        result = rounding(u)
        if not result.is_exact():
            raise TooWide
        return result

    return rounded


def _largest(*values: arb) -> arb:
    total = values[0]
    for value in values[1:]:
        total = total.max(value)
    return total


def _smallest(*values: arb) -> arb:
    total = values[0]
    for value in values[1:]:
        total = total.min(value)
    return total


def _pole_free(u: arb) -> arb:
    """Keeps clear of 0, -1, -2, ..."""
    if not u > 0 and u.contains_integer():
        raise Outside if u.is_exact() else TooWide
    return u


def _gamma(u: arb) -> arb:
    return _pole_free(u).gamma()


def _polygamma(order: arb, u: arb) -> arb:
    if _integer(order) < 0:
        raise NoValue("an order below 0, for which there are several conventions")
    return _real(acb(_pole_free(u)).polygamma(_integer(order)))


def _acot(u: arb) -> arb:
    return (1 / nonzero(u)).atan()


def _acoth(u: arb) -> arb:
    return _inside(1 / nonzero(u), -1, 1).atanh()


def _acosh(u: arb) -> arb:
    not_negative(u - 1)
    return u.acosh()


LARGEST_ORDER = 2**31
"""FLINT ends the program where the order of a polylogarithm is no machine integer."""


def _polylog(order: arb, u: arb) -> arb:
    positive(1 - u)
    if not abs(order) < LARGEST_ORDER:
        raise TooWide
    return u.polylog(order)


def _lambertw(u: arb, branch: arb | None = None) -> arb:
    number = _integer(branch) if branch is not None else 0
    if number not in (0, -1):
        raise Outside
    not_negative(u + (arb(-1)).exp())
    if number:
        positive(-u)
    return u.lambertw(number)


def _zeta_of_two(s: arb, a: arb) -> arb:
    nonzero(s - 1)
    return _real(acb(s).zeta(acb(_pole_free(a))))


def _elliptic_e(first: arb, second: arb | None = None) -> arb:
    if second is None:
        return _real(acb(_between(first, -(10**9), 1)).elliptic_e())
    return _real(acb.elliptic_e_inc(acb(first), acb(second)))


def _elliptic_pi(n: arb, first: arb, second: arb | None = None) -> arb:
    if second is None:
        return _real(acb.elliptic_pi(acb(n), acb(first)))
    return _real(acb.elliptic_pi_inc(acb(n), acb(first), acb(second)))


def _normal(u: arb) -> arb:
    return (-(u * u) / 2).exp() / (2 * arb.pi()).sqrt()


def _binomial(n: arb, k: arb) -> arb:
    return _gamma(n + 1) * _pole_free(k + 1).rgamma() * _pole_free(n - k + 1).rgamma()


def _zeta(u: arb, a: arb | None = None) -> arb:
    if a is not None:
        return _zeta_of_two(u, a)
    nonzero(u - 1)
    return u.zeta()


def _hermite(n: arb, x: arb) -> arb:
    return x.hermite_h(n)


VALUES: dict[str, Callable[..., arb]] = {
    "sin": arb.sin,
    "cos": arb.cos,
    "tan": arb.tan,
    "cot": lambda u: nonzero(u).cot(),
    "sec": arb.sec,
    "csc": lambda u: nonzero(u).csc(),
    "asin": lambda u: _between(u, -1, 1).asin(),
    "acos": lambda u: _between(u, -1, 1).acos(),
    "atan": arb.atan,
    "acot": _acot,
    "asec": lambda u: _between(1 / nonzero(u), -1, 1).acos(),
    "acsc": lambda u: _between(1 / nonzero(u), -1, 1).asin(),
    "sinh": arb.sinh,
    "cosh": arb.cosh,
    "tanh": arb.tanh,
    "coth": lambda u: nonzero(u).coth(),
    "sech": arb.sech,
    "csch": lambda u: nonzero(u).csch(),
    "asinh": arb.asinh,
    "acosh": _acosh,
    "atanh": lambda u: _inside(u, -1, 1).atanh(),
    "acoth": _acoth,
    "asech": lambda u: _acosh(1 / positive(u)),
    "acsch": lambda u: (1 / nonzero(u)).asinh(),
    "exp": arb.exp,
    "ln": _log,
    "log": _log,
    "sqrt": lambda u: not_negative(u).sqrt(),
    "root": _root,
    "abs": abs,
    "sign": _sign,
    "floor": _whole(arb.floor),
    "ceil": _whole(arb.ceil),
    "max": _largest,
    "min": _smallest,
    "heaviside": _step,
    "dirac": _dirac,
    "erf": arb.erf,
    "erfc": arb.erfc,
    "erfi": arb.erfi,
    "erfinv": lambda u: _inside(u, -1, 1).erfinv(),
    "erfcinv": lambda u: (1 - _inside(u, 0, 2)).erfinv(),
    "Phi": lambda u: (1 + (u / arb(2).sqrt()).erf()) / 2,
    "phi": _normal,
    "gamma": _gamma,
    "lngamma": lambda u: positive(u).lgamma(),
    "factorial": lambda u: _gamma(u + 1),
    "binomial": _binomial,
    "digamma": lambda u: _pole_free(u).digamma(),
    "polygamma": _polygamma,
    "beta": lambda a, b: _gamma(a) * _gamma(b) * (a + b).rgamma(),
    "zeta": _zeta,
    "Si": arb.si,
    "Ci": lambda u: positive(u).ci(),
    "Shi": arb.shi,
    "Chi": lambda u: positive(u).chi(),
    "Ei": lambda u: nonzero(u).ei(),
    "E1": lambda u: positive(u).expint(1),
    "li": lambda u: (positive(u) + 0 * nonzero(u - 1)).li(),
    "fresnels": lambda u: u.fresnel_s(),
    "fresnelc": lambda u: u.fresnel_c(),
    "besselj": lambda n, u: _real(acb(u).bessel_j(acb(n))),
    "bessely": lambda n, u: _real(acb(positive(u)).bessel_y(acb(n))),
    "besseli": lambda n, u: _real(acb(u).bessel_i(acb(n))),
    "besselk": lambda n, u: _real(acb(positive(u)).bessel_k(acb(n))),
    "airyai": arb.airy_ai,
    "airybi": arb.airy_bi,
    "airyaiprime": lambda u: u.airy_ai(derivative=1),
    "airybiprime": lambda u: u.airy_bi(derivative=1),
    "lambertw": _lambertw,
    "polylog": _polylog,
    "uppergamma": lambda s, u: positive(u).gamma_upper(s),
    "lowergamma": lambda s, u: positive(u).gamma_lower(s),
    "elliptic_k": lambda m: _real(acb(positive(1 - m) * 0 + m).elliptic_k()),
    "elliptic_e": _elliptic_e,
    "elliptic_f": lambda phi, m: _real(acb.elliptic_f(acb(phi), acb(m))),
    "elliptic_pi": _elliptic_pi,
    "hermite": _hermite,
}
