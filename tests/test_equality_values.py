"""Values: exact numbers, and the balls of the functions against mpmath, with none where there is none."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import islice, product
from typing import Any

import flint
import pytest
from mpmath import mp

from derivation.equality import NoValue, Outside, TooWide, evaluate
from derivation.equality.exact import LARGEST_EXACT, exact_value
from derivation.equality.primitives import VALUES
from derivation.reading import read
from derivation.term import function, rational

OTHER_NAMES = dict(
    each.split("=")
    for each in str.split(
        "ln=log phi=npdf Phi=ncdf lngamma=loggamma abs=fabs Si=si Ci=ci Shi=shi Chi=chi Ei=ei E1=e1 "
        "elliptic_k=ellipk elliptic_e=ellipe elliptic_f=ellipf elliptic_pi=ellippi"
    )
)
"""What mpmath calls a function otherwise."""

OTHER_MEANING: dict[str, Callable[..., Any]] = {
    "acot": lambda u: mp.acot(u) if u else mp.nan,
    "root": lambda u, n: mp.sign(u) * mp.power(abs(u), 1 / n) if n % 2 == 1 else mp.power(u, 1 / n),
    "max": lambda *values: max(values),
    "min": lambda *values: min(values),
    "heaviside": lambda u: mp.mpf(u > 0) if u else mp.nan,
    "dirac": lambda u: mp.zero if u else mp.nan,
    "erfcinv": lambda u: mp.erfinv(1 - u),
    "polygamma": lambda n, u: mp.polygamma(int(n), u) if n == int(n) else mp.nan,
    "airyaiprime": lambda u: mp.airyai(u, derivative=1),
    "airybiprime": lambda u: mp.airybi(u, derivative=1),
    "lambertw": lambda u, branch=mp.zero: mp.lambertw(u, int(branch)) if branch == int(branch) else mp.nan,
    "uppergamma": lambda s, u: mp.gammainc(s, u),
    "lowergamma": lambda s, u: mp.gammainc(s, 0, u),
}
"""What is written with mpmath in other words: the conventions that `primitives` tells of."""

ALONE = [Fraction(*each) for each in ((2, 7), (-3, 5), (7, 3), (-5, 2), (0, 1), (1, 1), (-1, 1), (-2, 1), (3, 1), (-1, 5))]
ORDERS = [Fraction(*each) for each in ((2, 7), (3, 1), (5, 2), (-3, 1), (2, 1), (0, 1), (-1, 1))]
THREE = [tuple(Fraction(*each) for each in row) for row in (((2, 7), (3, 5), (1, 4)), ((-1, 3), (-4, 5), (-3, 1)))]

PAIRS_THE_OTHER_WAY = {"log", "root", "lambertw"}
"""Here the order, the base or the branch stands behind."""

FEW = {"elliptic_pi": 6}
"""mpmath takes long for these."""


def arguments(name: str) -> list[tuple[Fraction, ...]]:
    pairs = [pair[::-1] if name in PAIRS_THE_OTHER_WAY else pair for pair in product(ORDERS, ALONE)]
    return list(islice([*((each,) for each in ALONE), *pairs, *THREE], FEW.get(name)))


def by_mpmath(name: str, values: tuple[Fraction, ...]) -> Any | None:
    """The real value, or None where there is none."""
    rule = OTHER_MEANING.get(name) or getattr(mp, OTHER_NAMES.get(name, name))
    try:
        found = mp.mpmathify(rule(*(mp.mpf(each.numerator) / each.denominator for each in values)))
    except (TypeError, ValueError, ArithmeticError, NotImplementedError, mp.NoConvergence):
        return None
    return mp.re(found) if mp.isfinite(found) and abs(mp.im(found)) < mp.mpf(10) ** -30 else None


def ball(name: str, values: tuple[Fraction, ...]) -> flint.arb | None:
    try:
        return evaluate(function(name, *map(rational, values)), {}, 200)
    except (Outside, TooWide, NoValue):
        return None


@pytest.mark.parametrize("name", VALUES)
def test_a_ball_holds_the_value_of_mpmath(name: str) -> None:
    with mp.workdps(40):
        for values in arguments(name):
            found = ball(name, values)
            if found is not None:
                theirs = by_mpmath(name, values)
                assert theirs is not None, f"{name}{values} has no value"
                assert abs(mp.mpf(found.mid().str(38, radius=False)) - theirs) <= mp.mpf(10) ** -28 * (1 + abs(theirs))


@pytest.mark.parametrize("name", [name for name in VALUES if name not in ("max", "min", "li")])
def test_where_mpmath_has_a_real_value_of_one_number_there_is_a_ball(name: str) -> None:
    """li(0) = 0 is a limit; a maximum is taken of two."""
    with mp.workdps(40):
        for number in ALONE:
            assert ball(name, (number,)) is not None or by_mpmath(name, (number,)) is None, f"{name}({number})"


# ----------------------------------------------------------------------------------------------------- exact numbers

EXACT_NUMBERS = [
    ("1/2 - 1/3", Fraction(1, 6)),
    ("2*3*0.5/7", Fraction(3, 7)),
    ("-3^2", -9),
    ("(-3)^2/(-6)", Fraction(-3, 2)),
    ("(2/3)^(-2)", Fraction(9, 4)),
    ("5^0", 1),
    ("(1/2 - 1/2)^2", None),
    ("1/(3 - 2 - 1)", None),
    ("2^(1/2)", None),
    ("2^(1/2) + 1", None),
    ("pi - pi", None),
    ("x - x", None),
    ("1^4000", 1),
    ("1^4001", None),
    ("2^2666", 2**2666),
    ("2^2667", None),
    ("2^2000*2^1998", 2**3998),
    ("2^2000*2^1999", None),
    ("1/(2^2000*2^1999)", None),
]
"""What the four operations say exactly; None where something else is needed, or a number on the way is too long."""


@pytest.mark.parametrize(("words", "number"), EXACT_NUMBERS, ids=[words for words, _ in EXACT_NUMBERS])
def test_exact_numbers(words: str, number: Fraction | None) -> None:
    assert LARGEST_EXACT == 4_000
    assert exact_value(read(words).term) == number
