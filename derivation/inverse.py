"""The derivative of the inverse of any function: y = g(x) means f(y) = x, so y' = 1/f'(y)."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from derivation.context import Context, Definition
from derivation.derive import derive, towards
from derivation.equality import compare
from derivation.implicit import Equations
from derivation.implicit.equations import shortest
from derivation.rules import inverse as table
from derivation.term import (
    ONE,
    TWO,
    ZERO,
    E,
    Term,
    add,
    divide,
    fresh_symbol,
    function,
    multiply,
    negate,
    number_of,
    postorder,
    power,
    rational,
    relation,
    replace,
    substitute,
    subtract,
)
from derivation.walkthrough import Status, Walkthrough


class Solved(NamedTuple):
    """f(y) = x solved for y, and the branch that was taken where there are several, "" for none."""

    value: Term
    branch: str = ""


def inverse_slope(body: Term, y: Term, context: Context = Context()) -> tuple[Walkthrough, Solved | None]:
    """The lines from f(y) = x to y', and what y is where the equation can be solved.

    body  f, a function of the variable of the context
    y     the symbol for the value of the inverse

    Raises NoSlope where f does not change, and CannotDifferentiate where no rule applies.

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> from derivation.term import symbol
    >>> [text(inverse_slope(read(f).term, symbol("y"))[0].end) for f in ("x^3 + x", "2*x + 1")]
    ['d/dx(y) = 1/(3*y^2 + 1)', 'd/dx(y) = 1/2']
    """
    x = context.variable
    forward = substitute(body, {x: y})
    known = context.define(Definition(str(y.value), (), function(f"{y.value}(x)", x)))
    lines = Equations(relation("=", forward, x), y, known)
    lines.take_logarithms()
    lines.differentiate()
    lines.solve()
    solved = _proved(solve(body, context), body, context)
    _in_the_range(lines, body, forward)
    _put_in_known(lines, forward, x)
    if y in lines.end.args[1].free:
        _by_self_form(lines, body, forward)
    if solved is not None and y in lines.end.args[1].free:
        _put_in_solution(lines, forward, solved.value)
    return Walkthrough(relation("=", forward, x), tuple(lines.steps), known), solved


def _proved(solved: Solved | None, body: Term, context: Context) -> Solved | None:
    """The solution, tidied, if f of it is proved to be x."""
    if solved is None:
        return None
    steps = shortest(solved.value, context)
    value = steps[-1].after if steps else solved.value
    there = substitute(body, {context.variable: value})
    return Solved(value, solved.branch) if compare(there, context.variable, context).status == "equal" else None


def _in_the_range(lines: Equations, body: Term, forward: Term) -> None:
    """cos(y) as sqrt(1 - sin(y)^2), where f is a function that one of the table undoes."""
    known = table.undoing(function(f"a{body.value}", lines.context.variable), lines.y)
    if body.op != "function" or known is None or known.part is None or known.by is None or known.forward is not forward:
        return
    rate, found = lines.end.args
    after = relation("=", rate, replace(found, {known.part: known.by}))
    branch = {lines.y: function(f"a{body.value}", lines.context.variable)}
    verdict = compare(substitute(known.part, branch), substitute(known.by, branch), lines.symbols)
    status: Status = "proved" if verdict.status == "equal" else "undecided"
    lines.write(after, table.IN_THE_RANGE, status, {"p": known.part, "r": known.by}, conditions=known.range, why=known.why)


def _by_self_form(lines: Equations, body: Term, forward: Term) -> None:
    """Where f' is known in terms of f alone, y' is one over it with x in place of f(y)."""
    context, x = lines.symbols, lines.context.variable
    form = towards(derive(body, context, target="raw"), "self").self_form
    if form is None or len(form.terms) != 1 or form.status != "proved":
        return
    calls = {node: x for node in postorder(form.form) if _is_the_function(node, body, context)}
    steps = shortest(divide(ONE, replace(form.form, calls)), context)
    after = steps[-1].after if steps else divide(ONE, replace(form.form, calls))
    at_y = [substitute(line, {x: forward}) for line in (lines.end.args[1], after)]
    proved = compare(at_y[0], at_y[1], context).status == "equal"
    if len(calls) == 1 and lines.y not in after.free and proved:
        lines.write(relation("=", lines.end.args[0], after), table.SELF_FORM, "proved", {"s": form.form, "f": forward, "x": x})


def _is_the_function(node: Term, body: Term, context: Context) -> bool:
    """f(x), or the function by its own name; softplus' = σ(x) is another one."""
    if node.op != "function" or node.args != (context.variable,):
        return False
    return node.value == "f" or compare(node, body, context).status == "equal"


def _put_in_known(lines: Equations, forward: Term, x: Term) -> None:
    """f(y) is x, where it stands in the result as it is."""
    rate, found = lines.end.args
    if any(node is forward for node in postorder(found)) and forward is not lines.y:
        lines.write(relation("=", rate, replace(found, {forward: x})), table.KNOWN, "proved", {"f": forward, "u": x})


def _put_in_solution(lines: Equations, forward: Term, value: Term) -> None:
    rate, found = lines.end.args
    after = relation("=", rate, substitute(found, {lines.y: value}))
    steps = shortest(after.args[1], lines.symbols)
    if steps and steps[-1].after.size > 2 * found.size:
        return
    lines.write(after, table.SOLVED, "proved", {"f": forward, "x": lines.context.variable, "g": value})
    lines.tidy_result(steps)


# -------------------------------------------------------------------------------------------------------------- solving


def solve(body: Term, context: Context) -> Solved | None:
    """f(y) = x solved for y by undoing f from the outside in; None where x stands at more than one place or a step fails.

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> [text(solve(read(f).term, Context()).value) for f in ("2*x + 1", "e^(3*x)", "1/(1 + e^(-x))")]
    ['(x - 1)/2', 'ln(x)/3', '-ln(1/x - 1)']
    """
    x = context.variable
    value, branch = x, ""
    if body.op == "quotient" and all(context.depends(each) for each in body.args):
        return _linear(body, context)
    while body is not x:
        places = [place for place, part in enumerate(body.args) if context.depends(part)]
        undone = _UNDO[body.op](body, places[0], value) if len(places) == 1 and body.op in _UNDO else None
        if undone is None:
            return None
        value, branch = undone.value, branch or undone.branch
        body = body.args[places[0]]
    return Solved(value, branch)


def _linear(body: Term, context: Context) -> Solved | None:
    """p(y) - x q(y) = 0 solved for y, where it is linear in y."""
    x = context.variable
    y = fresh_symbol("y", body.free)
    above, below = (substitute(each, {x: y}) for each in body.args)
    difference = subtract(above, multiply(x, below))
    at_zero, at_one, at_minus_one = (substitute(difference, {y: rational(value)}) for value in (0, 1, -1))
    slope = subtract(at_one, at_zero)
    if compare(slope, subtract(at_zero, at_minus_one), context).status != "equal":
        return None
    return Solved(divide(negate(at_zero), slope)) if compare(slope, ZERO, context).status == "different" else None


def _sum(body: Term, place: int, value: Term) -> Solved:
    rest = add(*(each for index, each in enumerate(body.args) if index != place))
    parts = rest.args if rest.op == "sum" else (rest,)
    return Solved(add(value, *(each.args[0] if each.op == "negation" else negate(each) for each in parts)))


def _product(body: Term, place: int, value: Term) -> Solved:
    return Solved(divide(value, multiply(*(each for index, each in enumerate(body.args) if index != place))))


def _quotient(body: Term, place: int, value: Term) -> Solved:
    return Solved(multiply(body.args[1], value) if place == 0 else divide(body.args[0], value))


def _power(body: Term, place: int, value: Term) -> Solved | None:
    base, exponent = body.args
    if place == 1:
        return Solved(function("ln", value) if base is E else function("log", value, base))
    number = number_of(exponent)
    if number is None or number.denominator != 1 or number < 2:
        return None
    even = "the branch that is not negative" if number % 2 == 0 else ""
    return Solved(function("sqrt", value) if exponent is TWO else function("root", value, exponent), even)


_BACK: dict[str, Callable[[Term], Term]] = {
    "ln": lambda value: power(E, value),
    "sqrt": lambda value: power(value, TWO),
    **{
        name: (lambda value, name=name: function(f"a{name}", value))  # type: ignore[misc]
        for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")
    },
    **{
        f"a{name}": (lambda value, name=name: function(name, value))  # type: ignore[misc]
        for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")
    },
}
_BRANCHES = {
    "sin": "the branch between −π/2 and π/2",
    "cos": "the branch between 0 and π",
    "tan": "the branch between −π/2 and π/2",
    "cosh": "the branch that is not negative",
}


def _function(body: Term, place: int, value: Term) -> Solved | None:
    name = str(body.value)
    if name == "log" and place == 0:
        return Solved(power(body.args[1], value))
    if name == "root" and place == 0:
        return Solved(power(value, body.args[1]))
    back = _BACK.get(name)
    return Solved(back(value), _BRANCHES.get(name, "")) if back is not None and len(body.args) == 1 else None


_UNDO: dict[str, Callable[[Term, int, Term], Solved | None]] = {
    "sum": _sum,
    "product": _product,
    "quotient": _quotient,
    "power": _power,
    "function": _function,
    "negation": lambda body, place, value: Solved(value.args[0] if value.op == "negation" else negate(value)),
}


def value_of_inverse(body: Term, place: Term, context: Context) -> Term | None:
    """A small fraction y with f(y) = place, proved; None where none is found.

    >>> from derivation.reading import read
    >>> value_of_inverse(read("x^3 + x").term, TWO, Context())
    integer(1)
    """
    candidates = sorted({Fraction(p, q) for q in (1, 2, 3) for p in range(-24, 25)}, key=lambda each: (abs(each), each < 0))
    for each in candidates:
        value = rational(each)
        if compare(substitute(body, {context.variable: value}), place, context).status == "equal":
            return value
    return None
