"""Whether a derivative is better told in terms of the function itself than as it was found."""

from __future__ import annotations

from collections.abc import Iterable

from derivation.context import Context
from derivation.discover.presentation import Costs
from derivation.discover.search import NAME_COST
from derivation.discover.worth import is_rational
from derivation.one_fraction import function_names
from derivation.rules.monomials import monomial
from derivation.rules.shape import coefficient
from derivation.term import E, Term, number_of, postorder, replace

WORTH_THE_NAME = 0.8
"""How much less there must be to read in a form with the function's name."""

A_SIGN = 1.5
"""How much more there may be to read in a form that needs no algebra."""

BY_ITSELF = 0.95
"""The same for a form in nothing but the function: 1 - f(x) is no better than e^(-x)."""

SHORT_WAY, LONG_WAY = 4, 10
"""Most steps that a form in terms of the function may be away: sigma(x) - y is worth ten."""

WORTH_A_LONG_WAY = 0.62
"""How much less there must be to read in a form that is further away than a few steps."""

WAY_WITH_X = 3
"""Most steps to a form in the function and the variable."""


def longest_way(form: Term, terms: tuple[str, ...], plain: Iterable[Term], named: Term, context: Context) -> int:
    """How many steps a form in these terms is worth; none for a cube of the function, or where an exponential stays beside it."""
    if "f" in terms and (_raises(form, named) or _keeps_an_exponential(form, named)):
        return 0
    if "f" in terms and str(context.variable.value) in terms:
        return WAY_WITH_X
    return LONG_WAY if "f" not in terms or is_shorter(form, plain, named, WORTH_A_LONG_WAY) else SHORT_WAY


def _raises(form: Term, named: Term) -> bool:
    """f(x)^3, or (1 - f(x))^3"""
    powers = (node for node in postorder(form) if node.op == "power" and named in postorder(node.args[0]))
    return any((number_of(each.args[1]) or 0) > 2 for each in powers)


def _keeps_an_exponential(form: Term, named: Term) -> bool:
    """A sum in which f(x) stands beside a power of e that the function is made of: D*(1 - e^(-x)) - f(x)."""
    sums = (node for node in postorder(form) if node.op == "sum" and any(coefficient(each)[1] is named for each in node.args))
    return any(node.op == "power" and node.args[0] is E for each in sums for node in postorder(each))


def named_in_place(plain: Term, body: Term, named: Term, form: Term) -> Term:
    """The derivative with the function's name where the function stands in it, if that reads about as well as the form found.

    -(x - m)/s^2*f(x) needs no algebra, f(x)*(m - x)/s^2 needs some.
    """
    in_place = replace(plain, {body: named})
    if in_place is plain or in_place.op == "sum":
        return form
    same_names = in_place.free == form.free and function_names(in_place) == function_names(form)
    costs = Costs({named: NAME_COST})
    return in_place if same_names and costs.of(in_place) <= costs.of(form) + A_SIGN else form


def is_plain(body: Term, variable: Term) -> bool:
    """A fraction of polynomials, or a power of the variable with a constant: such is not told by its own name."""
    bases = monomial(body).bases.values()
    return is_rational(body, variable) or all(base is variable or variable not in base.free for base in bases)


def is_shorter(form: Term, plain: Iterable[Term], named: Term, worth: float = WORTH_THE_NAME) -> bool:
    """Whether there is less to read in a form with the function's name than in what algebra makes of the derivative."""
    return Costs({named: NAME_COST}).of(form) < worth * min(map(Costs().of, plain))


def tells_more(form: Term, terms: tuple[str, ...], plain: Term) -> bool:
    """Whether a form is worth a way of its own: in terms of f, with a name that the plain one hides, or much shorter."""
    if "f" in terms or function_names(form) - function_names(plain):
        return True
    return 10 * form.size <= 7 * plain.size and not _only_exchanges_squares(form, plain)


def _only_exchanges_squares(form: Term, plain: Term) -> bool:
    """3 - 6*sin(x)^2 in place of 3*cos(x)^2 - 3*sin(x)^2: a sum with a square where another function had one."""
    squares = any(node.op == "power" and node.args[0].op == "function" for node in postorder(form))
    return form.op == "sum" and squares and function_names(form) < function_names(plain)
