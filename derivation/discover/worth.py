"""Whether a reader would prefer a form to the derivative as it was given."""

from __future__ import annotations

from collections.abc import Sequence

from derivation.discover.companions import Tag, is_root_in_disguise
from derivation.discover.presentation import Costs
from derivation.discover.workspace import Workspace
from derivation.rules.shape import coefficient, factors
from derivation.term import Term, number_of, postorder

WORTH_THE_MIXTURE = 0.75
"""How much shorter a form in f and x must be than one in x alone."""

OF_ANGLES = frozenset(("sin", "cos", "tan", "sec", "csc", "cot", "sinh", "cosh"))
"""Products of these are differentiated into sums of such products, which need no name."""

SLACK = 0.5
"""How much longer than the derivative itself a form may be to be worth showing."""


def is_simpler(form: Term, tags: Sequence[Tag], named: Term, workspace: Workspace, costs: Costs) -> bool:
    """A form in f wins if it is not longer than the derivative, one in companions alone if it is shorter.

    In f and x together f must stand once, for something that x alone is long for, and be no fraction of polynomials.

    form, tags  the form, and what it is written with
    named       f(x) as it stands in the form
    costs       what it costs to read f and the tags
    """
    if any(tag.kind == "of f" and tag.written.value not in ("ln", "abs") for tag in tags):
        return False
    body, plain, variable = workspace.function, workspace.plain_function, workspace.context.variable
    cost, raw = costs.of(form), Costs().of(workspace.derivative)
    if not any(tag.kind in ("f", "of f") for tag in tags):
        return cost < 0.9 * raw
    if is_root_in_disguise(body):
        return False
    times = _occurrences(form, named)
    if _repeats_a_product(body, tags) or (_is_root(body) and times > 1) or (times == 1 and _adds_a_product(form, named, body)):
        return False
    if any(tag.kind == "x" for tag in tags) and (
        times != 1
        or cost >= WORTH_THE_MIXTURE * raw
        or is_rational(plain, variable)
        or _is_root_beside(body, variable)
        or _is_over_a_polynomial(body, variable)
    ):
        return False
    if _is_one_over(body, variable) and any(tag.kind == "companion" for tag in tags):
        return False
    return cost < raw + SLACK and not _is_one_power(plain, variable)


def _repeats_a_product(body: Term, tags: Sequence[Tag]) -> bool:
    """The function is a product, of angles' functions or such that the form has all its factors beside it."""
    if body.op != "product":
        return False
    bases = [_base(each) for each in body.args]
    return all(each.value in OF_ANGLES for each in bases) or set(bases) == {tag.written for tag in tags if tag.kind != "f"}


def _adds_a_product(form: Term, named: Term, body: Term) -> bool:
    """The function is a product and f one summand: the product rule itself, with f for the product that came back in it."""
    total = form.args[0] if form.op == "negation" else form
    if body.op != "product" or total.op != "sum":
        return False
    rest = [each for each in total.args if coefficient(each)[1] is not named]
    return len(rest) < len(total.args) and any(named.args[0] in each.free for each in rest)


def _is_root_beside(body: Term, variable: Term) -> bool:
    """A root with a power of x above or below it, sqrt(x^2 + 1)/x say: only more powers of x could lead from f to the root."""
    parts = [each for part in (body.args if body.op in ("product", "quotient") else ()) for each in (*factors(part), part)]
    roots = [each for each in parts if _is_root(each) and each.args[0] is not variable]
    return bool(roots) and any(_base(each) is variable or (_is_root(each) and each.args[0] is variable) for each in parts)


def _is_over_a_polynomial(body: Term, variable: Term) -> bool:
    """sin(x)/x, of which (cos(x) - f(x))/x says no more than the quotient rule."""
    return body.op == "quotient" and variable in body.args[1].free and is_rational(body.args[1], variable)


def _is_one_over(body: Term, variable: Term) -> bool:
    """1/(sin(x) + cos(x)): minus its square times what the denominator changes by is its derivative already."""
    return body.op == "quotient" and variable not in body.args[0].free


def _is_root(body: Term) -> bool:
    """A root: what stands under it, written as the square of its name, would not be shorter."""
    return body.value in ("sqrt", "root") or (body.op == "power" and body.args[1].op == "quotient")


def _is_one_power(term: Term, variable: Term) -> bool:
    """Whether the function is one power, root, size or reciprocal, times a constant, which its name would not shorten."""
    if term.value == "abs" or (is_rational(term, variable) and _is_reciprocal(term, variable)):
        return True
    moving = [each for each in (term.args if term.op == "product" else (term,)) if variable in each.free]
    power = moving[0] if len(moving) == 1 else term
    is_power = power.op == "power" or power.value in ("sqrt", "root")
    return is_power and power.args[0] is variable and not any(variable in arg.free for arg in power.args[1:])


def _base(factor: Term) -> Term:
    """The x of a factor x^2; any other factor itself."""
    return factor.args[0] if factor.op == "power" and factor.args[1].op == "integer" else factor


def _occurrences(term: Term, part: Term) -> int:
    """How often a part stands in a term as it is printed."""
    counts: dict[Term, int] = {}
    for node in postorder(term):
        counts[node] = 1 if node is part else sum(counts[arg] for arg in node.args)
    return counts[term]


def is_rational(term: Term, variable: Term) -> bool:
    """Whether a function is a polynomial in the variable, or a fraction of such."""
    return not any(
        node.op == "function" or (node.op == "power" and getattr(number_of(node.args[1]), "denominator", 0) != 1)
        for node in postorder(term)
        if variable in node.free
    )


def _is_reciprocal(term: Term, variable: Term) -> bool:
    """Whether it is a constant over something in the variable."""
    moving = [each for each in (term.args if term.op == "product" else (term,)) if variable in each.free]
    if len(moving) != 1:
        return False
    if moving[0].op == "quotient":
        return variable not in moving[0].args[0].free
    return moving[0].op == "power" and (number_of(moving[0].args[1]) or 0) < 0
