"""How each kind of term, and each function without a formula, is turned into an element of the kernel field: one row each."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flint import fmpq

from derivation.equality.elementary import ELEMENTARY, inverted
from derivation.equality.exact import exact_value
from derivation.equality.exponentials import exponential, general_power
from derivation.equality.factors import factors
from derivation.equality.field import KernelField, Undetermined
from derivation.equality.kernels import Element, NotConvertible, Nowhere
from derivation.equality.roots import rational_power
from derivation.equality.signs import is_positive, sign_of_factor
from derivation.equality.special import SPECIAL
from derivation.equality.special_domains import needs_of
from derivation.equality.sums import BOUND, bound_name, summed
from derivation.functions import unfold
from derivation.term import INFINITY, PI, E, Term, in_usual_letters, negate, number_of, replace

Rule = Callable[[KernelField, Term], Element]


def convert_node(field: KernelField, node: Term) -> Element:
    """The element of a node whose arguments are converted already."""
    rule = RULES.get(node.op)
    if rule is None:
        raise NotConvertible(node.op)
    return rule(field, node)


# ------------------------------------------------------------------------------------------------------------- by kind


def _number(field: KernelField, node: Term) -> Element:
    number = number_of(node)
    assert number is not None
    return field.number(fmpq(number.numerator, number.denominator))


def _symbol(field: KernelField, node: Term) -> Element:
    known = field.symbols.get(node)
    if known is None:
        known = field.symbols[node] = (field.new_kernel("symbol", (), node).generator, field.one)
    return known


def _constant(field: KernelField, node: Term) -> Element:
    if node is PI:
        return field.opaque("pi", (), node, positive=True)
    if node.value == "infinity":
        raise NotConvertible("infinity")
    return field.opaque(f"constant {node.value}", (), node)


def _sum(field: KernelField, node: Term) -> Element:
    total = field.known[node.args[0]]
    for arg in node.args[1:]:
        total = field.add(total, field.known[arg])
    return total


def _product(field: KernelField, node: Term) -> Element:
    total = field.known[node.args[0]]
    for arg in node.args[1:]:
        total = field.multiply(total, field.known[arg])
    return total


def _quotient(field: KernelField, node: Term) -> Element:
    for part in _factors_without_exponents(node.args[1]):
        field.require("nonzero", field.known[part])
    return field.multiply(field.known[node.args[0]], inverted(field, field.known[node.args[1]]))


def _factors_without_exponents(below: Term) -> Iterator[Term]:
    """What must not be 0 for a denominator not to be: u and v for u v^2, which may be reduced where v is not."""
    for factor in below.args if below.op == "product" else (below,):
        number = number_of(factor.args[1]) if factor.op == "power" else None
        yield factor.args[0] if number is not None and number.denominator == 1 and number > 0 else factor


def _power(field: KernelField, node: Term) -> Element:
    base, exponent = node.args
    if base is E:
        return exponential(field, field.known[exponent])
    number = exact_value(exponent) if not exponent.free else None
    if number is None and not exponent.free:
        number = field.number_in(field.known[exponent])
    element = field.known[base]
    if number is not None and number.denominator == 1:
        return _whole_power(field, element, number.numerator)
    if number is not None:
        field.require("positive" if number < 0 else "nonnegative", element)
        return rational_power(field, element, number)
    field.require("nonnegative" if _is_positive_number(field, exponent) else "positive", element)
    return general_power(field, element, field.known[exponent])


def _is_positive_number(field: KernelField, exponent: Term) -> bool:
    """Whether an exponent is a number such as pi, so that 0 may be raised to it."""
    return not exponent.free and all(is_positive(field, each) for each in field.known[exponent])


def _whole_power(field: KernelField, element: Element, number: int) -> Element:
    if number < 0:
        field.require("nonzero", element)
        element, number = inverted(field, element), -number
    return field.power_of(element, number) if number else field.unit


def _function(field: KernelField, node: Term) -> Element:
    name = str(node.value)
    arguments = [field.known[arg] for arg in node.args]
    rule = FUNCTIONS.get((name, len(arguments)))
    if rule is not None:
        return rule(field, *arguments)
    formula = unfold(node)
    if formula is not node:
        element = field.convert_apart(formula)
        field.current.extend(field.requirements(formula))
        return element
    for kind, element in needs_of(field, name, arguments):
        field.require(kind, element)
    if name in ODD and len(arguments) == 1:
        return field.odd(name, arguments[0])
    return field.opaque(f"{name}()", tuple(arguments), node)


def _primed(field: KernelField, node: Term) -> Element:
    return field.opaque(f"primed {node.value!r}", (field.known[node.args[0]],), node)


def _derivative(field: KernelField, node: Term) -> Element:
    """One that is left, such as d/dx(y): a number of its own."""
    body, variable = node.args
    if body.op == "symbol":
        return field.opaque(f"derivative {node.value}", (field.known[body], field.known[variable]), node)
    return field.opaque(f"derivative {id(node)}", (), node)


def _binder(field: KernelField, node: Term) -> Element:
    """An integral, a sum or a limit that stays: what is bound gets one name, so that the name does not matter.

    The name tells how many binders are inside, so that the one further out is never taken for the one further in.
    """
    body, bound, *rest = node.args
    if node.op == "series" and _jumps_where_it_is_summed(body, bound):
        return field.opaque(f"series {id(node)}", (), node)
    common = bound_name(body)
    inner = field.convert_apart(replace(body, {bound: common}))
    parts = [field.convert_apart(part) for part in rest]
    return field.opaque(f"{node.op} {node.value}", (inner, *parts), in_usual_letters(node) if node.op == "series" else node)


def _series(field: KernelField, node: Term) -> Element:
    """A finite sum is one of sums without common factors; an infinite one, or one with borders, stays as it is."""
    body, bound, *ends = node.args
    if not {INFINITY, negate(INFINITY)}.isdisjoint(ends) or _jumps_where_it_is_summed(body, bound):
        return _binder(field, node)
    common = bound_name(body)
    inner = field.convert_apart(replace(body, {bound: common}))
    first, last = (field.convert_apart(end) for end in ends)
    return summed(field, node, inner, (first, last), common)


def _jumps_where_it_is_summed(body: Term, bound: Term) -> bool:
    """Whether pieces of a summand meet at a place that may be a whole number: an integral does not see it, a sum does."""
    from derivation.equality.borders import border_terms

    return any(bound in border.free for border in border_terms(body))


def is_bound(name: Term) -> bool:
    """Whether a symbol stands for what an integral, a sum or a limit binds: it takes many values, of several signs."""
    return str(name.value).startswith(BOUND)


def _piecewise(field: KernelField, node: Term) -> Element:
    """The piece that holds, where the signs that decide are known."""
    for value, condition in zip(node.args[::2], node.args[1::2], strict=True):
        if _holds(field, condition):
            element = field.convert_apart(value)
            field.current.extend(field.requirements(value))
            return element
    raise Nowhere("no case holds")


def _holds(field: KernelField, condition: Term) -> bool:
    if condition.op == "truth":
        return True
    if condition.op == "logic":
        results = [_holds(field, part) for part in condition.args]
        return all(results) if condition.value == "and" else any(results)
    if condition.op != "relation":
        raise NotConvertible(condition.op)
    left, right = (field.convert_apart(side) for side in condition.args)
    difference = field.subtract(left, right)
    if field.is_zero(difference):
        return condition.value in ("=", "<=", ">=")
    if condition.value in ("=", "!="):
        return condition.value == "!="
    sign = known_sign(field, difference)
    return condition.value in ("<", "<=") if sign < 0 else condition.value in (">", ">=")


def known_sign(field: KernelField, element: Element) -> int:
    """The sign of an element; raises `Undetermined` with the factor that decides."""
    above, below = element
    number, parts = factors(field, above)
    under, others = factors(field, below)
    result = 1 if (number > 0) == (under > 0) else -1
    for part, exponent in [*parts, *others]:
        if exponent % 2:
            sign = sign_of_factor(field, part, strictly=False)
            if sign is None:
                raise Undetermined(part)
            result *= sign
    return result


RULES: dict[str, Rule] = {
    "integer": _number,
    "decimal": _number,
    "symbol": _symbol,
    "constant": _constant,
    "sum": _sum,
    "product": _product,
    "quotient": _quotient,
    "power": _power,
    "negation": lambda field, node: field.negate(field.known[node.args[0]]),
    "function": _function,
    "primed": _primed,
    "derivative": _derivative,
    "piecewise": _piecewise,
    "integral": _binder,
    "series": _series,
    "limit": _binder,
    "at": _binder,
}

FUNCTIONS: dict[tuple[str, int], Callable[..., Element]] = {**ELEMENTARY, **SPECIAL}

ODD = {"erfinv", "erf", "erfi", "Si", "Shi", "fresnels", "fresnelc"}
