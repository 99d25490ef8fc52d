"""From terms to SymPy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from derivation.context import Context
from derivation.meaning.names import NAMES, SAME_NAMES, Untranslatable
from derivation.term import (
    ONE,
    E,
    Term,
    function,
    number_of,
    postorder,
)


def to_sympy(term: Term, context: Context | None = None, real: bool = False) -> Any:
    """The SymPy expression of the same meaning; SymPy evaluates it in its own way.

    Named functions are written out when a context is given.  Symbols become plain SymPy symbols, or real ones.  Raises
    `Untranslatable`.

    >>> from derivation.term import ONE, X, add, divide, negate, power
    >>> to_sympy(divide(ONE, add(ONE, power(E, negate(X)))))
    1/(1 + exp(-x))
    """
    if context is not None:
        from derivation.functions import unfold

        term = unfold(term, context)
    done: dict[Term, Any] = {}
    for node in postorder(term):
        rule = TO_SYMPY.get(node.op)
        if rule is None:
            raise Untranslatable(f"SymPy has nothing for {node.op}")
        done[node] = rule(node, [done[arg] for arg in node.args], real)
    return done[term]


def _symbol(node: Term, args: list[Any], real: bool) -> Any:
    import sympy

    if args:
        return sympy.Indexed(str(node.value), *args)
    return sympy.Symbol(str(node.value), real=True) if real else sympy.Symbol(str(node.value))


def _constant(node: Term, args: list[Any], real: bool) -> Any:
    import sympy

    known = {"e": sympy.E, "pi": sympy.pi, "infinity": sympy.oo, "euler": sympy.EulerGamma, "catalan": sympy.Catalan}
    if node.value not in known:
        raise Untranslatable(f"SymPy has no constant {node.value}")
    return known[str(node.value)]


def _number(node: Term, args: list[Any], real: bool) -> Any:
    import sympy

    number = number_of(node)
    if number is None:
        raise Untranslatable("not a number")
    return sympy.Rational(number.numerator, number.denominator)


def _power(node: Term, args: list[Any], real: bool) -> Any:
    import sympy

    return sympy.exp(args[1]) if node.args[0] is E else args[0] ** args[1]


def _sum(node: Term, args: list[Any], real: bool) -> Any:
    import sympy

    return sympy.Add(*args)


def _product(node: Term, args: list[Any], real: bool) -> Any:
    import sympy

    return sympy.Mul(*args)


def _function(node: Term, args: list[Any], real: bool) -> Any:
    import sympy

    name = str(node.value)
    special = SPECIAL.get(name)
    if special is not None:
        return special(sympy, *args)
    if name in NAMES or name in SAME_NAMES:
        return vars(sympy)[NAMES.get(name, name)](*args)
    return sympy.Function(name)(*args)


SPECIAL: dict[str, Callable[..., Any]] = {
    "root": lambda sympy, u, n: sympy.real_root(u, n) if n.is_odd else sympy.root(u, n),
    "Phi": lambda sympy, u: (1 + sympy.erf(u / sympy.sqrt(2))) / 2,
    "phi": lambda sympy, u: sympy.exp(-(u**2) / 2) / sympy.sqrt(2 * sympy.pi),
    "E1": lambda sympy, u: sympy.expint(1, u),
    "exp": lambda sympy, u: sympy.exp(u),
}


def _primed(node: Term, args: list[Any], real: bool) -> Any:
    import sympy

    name, order = node.value  # type: ignore[misc, str-unpack]
    place = sympy.Dummy("u")
    outer = _function(function(str(name), ONE), [place], real).diff(place, int(order))
    if args[0].is_Symbol and outer.has(sympy.Derivative):
        return sympy.Derivative(sympy.Function(str(name))(args[0]), (args[0], int(order)))
    return sympy.Subs(outer, place, args[0]) if outer.has(sympy.Derivative) else outer.subs(place, args[0])


def _derivative(node: Term, args: list[Any], real: bool) -> Any:
    import sympy

    body, variable = args
    order = node.value if isinstance(node.value, int) else sympy.Symbol(str(node.value))
    if node.args[0].op == "symbol" and node.args[0] is not node.args[1]:
        body = sympy.Function(str(node.args[0].value))(variable)
    return sympy.Derivative(body, (variable, order))


def _binder(name: str) -> Callable[[Term, list[Any], bool], Any]:
    def rule(node: Term, args: list[Any], real: bool) -> Any:
        import sympy

        body, bound, *rest = args
        if name == "Limit":
            return sympy.Limit(body, bound, rest[0], node.value or "+-")
        if name == "Subs":
            return sympy.Subs(body, bound, rest[0])
        return vars(sympy)[name](body, (bound, *rest))

    return rule


def _piecewise(node: Term, args: list[Any], real: bool) -> Any:
    import sympy

    return sympy.Piecewise(*zip(args[::2], args[1::2], strict=True))


def _relation(node: Term, args: list[Any], real: bool) -> Any:
    import sympy

    kinds = {"=": sympy.Eq, "!=": sympy.Ne, "<": sympy.Lt, "<=": sympy.Le, ">": sympy.Gt, ">=": sympy.Ge}
    return kinds[str(node.value)](*args)


def _logic(node: Term, args: list[Any], real: bool) -> Any:
    import sympy

    return sympy.And(*args) if node.value == "and" else sympy.Or(*args)


TO_SYMPY: dict[str, Callable[[Term, list[Any], bool], Any]] = {
    "integer": _number,
    "decimal": _number,
    "symbol": _symbol,
    "constant": _constant,
    "sum": _sum,
    "product": _product,
    "quotient": lambda node, args, real: args[0] / args[1],
    "power": _power,
    "negation": lambda node, args, real: -args[0],
    "function": _function,
    "primed": _primed,
    "derivative": _derivative,
    "at": _binder("Subs"),
    "limit": _binder("Limit"),
    "integral": _binder("Integral"),
    "series": _binder("Sum"),
    "piecewise": _piecewise,
    "relation": _relation,
    "logic": _logic,
    "truth": lambda node, args, real: True,
}
