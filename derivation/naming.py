"""Whether a derivative is better told in terms of the function itself than as it was found."""

from __future__ import annotations

from collections.abc import Iterable

from derivation.context import Context
from derivation.discover.presentation import Costs
from derivation.discover.search import NAME_COST
from derivation.discover.worth import is_rational
from derivation.one_fraction import function_names
from derivation.rules.monomials import monomial
from derivation.term import Term, postorder, replace

WORTH_THE_NAME = 0.8
"""How much less there must be to read in a form with the function's name."""

A_SIGN = 1.5
"""How much more there may be to read in a form that needs no algebra."""

BY_ITSELF = 0.95
"""The same for a form in nothing but the function: 1 - f(x) is no better than e^(-x)."""

LONGEST_WAY_TO_A_NAME = 10
"""Most steps that a form in terms of the function may be away: sigma(x) - y is worth ten."""

LONGEST_WAY_WITH_X = 5
"""The same for a form in the function and the variable."""


def longest_way(terms: tuple[str, ...], context: Context) -> int:
    """How many steps a form in these terms is worth."""
    mixed = "f" in terms and str(context.variable.value) in terms
    return LONGEST_WAY_WITH_X if mixed else LONGEST_WAY_TO_A_NAME


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
