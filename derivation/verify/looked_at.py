"""Formulas that stand for themselves: a numerator that is looked at alone, a quantity made of the derivative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from derivation.reading import Line
from derivation.term import Term, postorder
from derivation.verify.chain import Chain, is_rate
from derivation.verify.names import left_name
from derivation.verify.remembered import compare

_ARROWS = ("\\Rightarrow", "\\Longrightarrow", "\\implies", "=>", "⇒", "⟹")

if TYPE_CHECKING:
    from derivation.verify.statements import Statements


def opens_with_steps(page: Statements, term: Term) -> bool:
    """Whether a formula alone is about a step of the variable, as f(x + h) - f(x) is: the lines that follow go on from it."""
    unknown = page.names.undefined(term)
    return bool(unknown) and page.bound.issuperset(unknown)


def carried_steps(page: Statements, term: Term) -> frozenset[str]:
    """The steps that a formula is about because the equation it goes on from was about them."""
    side = page.chain.side
    return frozenset() if side is None else page.bound & {str(name.value) for name in side.free & term.free}


def goes_on_from_side(line: Line, text: str) -> bool:
    """Whether a line is one that goes on with the side before it: not a formula behind an arrow, which stands for itself."""
    return line.parts[0] is None or (len(line.parts) == 1 and not text.lstrip(" $").startswith(_ARROWS))


def is_made_of_the_derivative(page: Statements, part: Term, term: Term) -> bool:
    """Whether a page opens with a quantity that is neither the function nor its derivative: (dQ/dL)*(L/Q)."""
    named = any(is_rate(node, page.names) for node in postorder(part))
    return named and page.chain.last is None and not page.reached and not page.is_a_target(term)


def follow_to_higher_order(page: Statements, part: Term, term: Term) -> None:
    """y'' or d/dx(y') opens a chain about the second derivative."""
    order = _higher_order(page, part)
    rate = page.names.derivative_of_function(order) if order else None
    if rate is not None:
        page.chain = Chain((rate,), term)


def _higher_order(page: Statements, part: Term) -> int:
    """2 for y'', d/dx(y') and d^2/dx^2(tanh(x)) on a page about y = tanh(x), and so on; 0 for anything else."""
    found = left_name(part) if part.op in ("derivative", "primed") else None
    if found is not None:
        named = page.names.is_function(found[0])
        return found[2] if found[2] > 1 and (named or _is_the_function(page, part)) else 0
    return _written_order(part) if _written_order(part) > 1 and _is_the_function(page, part) else 0


def _written_order(part: Term) -> int:
    order = 0
    while part.op == "derivative" and isinstance(part.value, int):
        order, part = order + part.value, part.args[0]
    return order


def _is_the_function(page: Statements, part: Term) -> bool:
    """Whether what stands under all the d/dx of a part is the function of the page."""
    x = page.names.context.variable
    while part.op == "derivative" and part.args[1] is x:
        part = part.args[0]
    function = page.names.function
    return (
        function is not None
        and part.op != "derivative"
        and compare(page.names.resolve(part), function, page.names.context).status == "equal"
    )
