"""How the functions are called on both sides."""

from __future__ import annotations

NAMES = {
    "ln": "log",
    "abs": "Abs",
    "sign": "sign",
    "max": "Max",
    "min": "Min",
    "ceil": "ceiling",
    "heaviside": "Heaviside",
    "dirac": "DiracDelta",
    "lngamma": "loggamma",
    "lambertw": "LambertW",
}
"""Our names of functions that SymPy spells otherwise."""

_SAME = """
sin cos tan cot sec csc asin acos atan acot asec acsc sinh cosh tanh coth sech csch asinh acosh atanh acoth asech acsch
log sqrt floor erf erfc erfi gamma digamma polygamma beta zeta Si Ci Shi Chi Ei li fresnels fresnelc besselj bessely
besseli besselk airyai airybi airyaiprime airybiprime polylog uppergamma lowergamma elliptic_k elliptic_e elliptic_f
elliptic_pi factorial binomial hyper erfinv erfcinv
"""

SAME_NAMES = tuple(_SAME.split())
"""Functions of one name on both sides."""


class Untranslatable(Exception):
    """One side has no words for this."""
