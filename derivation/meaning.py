"""The bridge between terms and SymPy, the only one; SymPy is imported when it is first crossed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from derivation.context import Context
from derivation.term import (
    INFINITY,
    ONE,
    OTHERWISE,
    PI,
    E,
    Term,
    add,
    at,
    constant,
    decimal,
    derivative,
    divide,
    function,
    integer,
    integral,
    limit,
    logic,
    multiply,
    negate,
    number_of,
    piecewise,
    postorder,
    power,
    rational,
    relation,
    series,
    substitute,
    symbol,
)

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


# ------------------------------------------------------------------------------------------------------- terms to SymPy


def to_sympy(term: Term, context: Context | None = None, real: bool = False) -> Any:
    """The SymPy expression of the same meaning; SymPy evaluates it in its own way.

    Named functions are written out when a context is given.  Symbols become plain SymPy symbols, or real ones.  Raises
    `Untranslatable`.

    >>> from derivation.term import X
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


# ------------------------------------------------------------------------------------------------------- SymPy to terms


def from_sympy(expression: Any) -> Term:
    """The term that reads like a SymPy expression: its minus signs, quotients and roots written as a person writes them.

    Raises `Untranslatable` for complex numbers, infinities of the plane and what else has no term.

    >>> import sympy
    >>> x = sympy.Symbol("x")
    >>> from_sympy(1/(1 + sympy.exp(-x))) is divide(ONE, add(ONE, power(E, negate(symbol("x")))))
    True
    """
    import sympy

    done: dict[Any, Term] = {}
    stack = [sympy.sympify(expression)]
    while stack:
        node = stack[-1]
        if node in done:
            stack.pop()
            continue
        parts = _parts(node)
        waiting = [part for part in parts if part not in done]
        if waiting:
            stack.extend(reversed(waiting))
        else:
            done[node] = _written(node, [done[part] for part in parts])
            stack.pop()
    return done[stack[0] if stack else sympy.sympify(expression)]


def _parts(node: Any) -> tuple[Any, ...]:
    """What must be written before a node can be."""
    import sympy

    if node.is_Add if isinstance(node, sympy.Basic) else False:
        return tuple(node.as_ordered_terms())
    if isinstance(node, sympy.Mul):
        return _factors(node)[1] + _factors(node)[2]
    if isinstance(node, sympy.Pow) and node.exp.is_Rational and node.exp < 0:
        return (1 / node,)
    if isinstance(node, sympy.Piecewise):
        return tuple(part for piece in node.args for part in piece.args)
    if isinstance(node, sympy.Derivative):
        return (node.expr, *node.variables)
    if isinstance(node, (sympy.Integral, sympy.Sum)):
        return (node.args[0], *node.args[1])
    if isinstance(node, sympy.Subs):
        return (node.expr, node.variables[0], node.point[0])
    if isinstance(node, sympy.Limit):
        return tuple(node.args[:3])
    return tuple(node.args) if not node.is_Atom else ()


def _factors(node: Any) -> tuple[Any, tuple[Any, ...], tuple[Any, ...]]:
    """A rational coefficient, the factors above and those below the line."""
    import sympy

    number, above, below = sympy.S.One, [], []
    for factor in node.as_ordered_factors():
        if factor.is_Rational:
            number *= factor
        elif isinstance(factor, sympy.Pow) and not isinstance(factor, sympy.exp) and factor.exp.is_Rational and factor.exp < 0:
            below.append(1 / factor)
        else:
            above.append(factor)
    return number, tuple(above), tuple(below)


def _written(node: Any, parts: list[Term]) -> Term:
    import sympy

    for kind, rule in _rules(sympy):
        if isinstance(node, kind):
            return rule(node, parts)
    raise Untranslatable(f"no term for {type(node).__name__}")


def _mul(node: Any, parts: list[Term]) -> Term:
    number, above, _ = _factors(node)
    upper, lower = parts[: len(above)], parts[len(above) :]
    if abs(number.p) != 1 or not upper:
        upper = [integer(abs(int(number.p))), *upper]
    if number.q != 1:
        lower = [integer(int(number.q)), *lower]
    written = divide(multiply(*upper), multiply(*lower)) if lower else multiply(*upper)
    return negate(written) if number.p < 0 else written


def _pow(node: Any, parts: list[Term]) -> Term:
    import sympy

    if node.exp.is_Rational and node.exp < 0:
        return divide(ONE, parts[0])
    if node.exp == sympy.Rational(1, 2):
        return function("sqrt", parts[0])
    return power(*parts)


def _piecewise_term(node: Any, parts: list[Term]) -> Term:
    return piecewise(*zip(parts[::2], parts[1::2], strict=True))


def _applied(node: Any, parts: list[Term]) -> Term:
    name = type(node).__name__
    ours = {theirs: mine for mine, theirs in NAMES.items()}
    if name in ours or name in SAME_NAMES:
        return function(ours.get(name, name), *parts)
    raise Untranslatable(f"no term for {name}")


def _expint(node: Any, parts: list[Term]) -> Term:
    if parts[0] is not ONE:
        raise Untranslatable("no term for expint")
    return function("E1", parts[1])


def _derivative_term(node: Any, parts: list[Term]) -> Term:
    body, *variables = parts
    runs: list[list[Any]] = []
    for variable in variables:
        if runs and runs[-1][0] is variable:
            runs[-1][1] += 1
        else:
            runs.append([variable, 1])
    for variable, order in runs:
        body = derivative(body, variable, order)
    return body


def _rules(sympy: Any) -> list[tuple[Any, Callable[[Any, list[Term]], Term]]]:
    """Kinds of SymPy objects, the narrower ones first, and how each is written."""
    from sympy.core.function import Application, AppliedUndef

    signs = ((sympy.Eq, "="), (sympy.Ne, "!="), (sympy.Lt, "<"), (sympy.Le, "<="), (sympy.Gt, ">"), (sympy.Ge, ">="))
    constants = ((sympy.E, E), (sympy.pi, PI), (sympy.oo, INFINITY), (-sympy.oo, negate(INFINITY)))
    named = ((sympy.EulerGamma, constant("euler")), (sympy.Catalan, constant("catalan")))
    return [
        *((type(number), lambda node, parts, term=term: term) for number, term in (*constants, *named)),
        (sympy.Rational, lambda node, parts: rational(_fraction(node))),
        (sympy.Float, lambda node, parts: decimal(str(node)) if node >= 0 else negate(decimal(str(-node)))),
        (sympy.Symbol, lambda node, parts: symbol(node.name)),
        (sympy.Add, lambda node, parts: add(*parts)),
        (sympy.Mul, _mul),
        (sympy.exp, lambda node, parts: power(E, parts[-1])),
        (sympy.Pow, _pow),
        (sympy.Piecewise, _piecewise_term),
        (sympy.Derivative, _derivative_term),
        (sympy.Subs, lambda node, parts: at(*parts)),
        (sympy.Integral, lambda node, parts: integral(*parts)),
        (sympy.Sum, lambda node, parts: series(*parts)),
        (sympy.Limit, lambda node, parts: limit(parts[0], parts[1], parts[2], _side(node))),
        (type(sympy.true), lambda node, parts: OTHERWISE),
        *((kind, lambda node, parts, sign=sign: relation(sign, *parts)) for kind, sign in signs),
        (sympy.And, lambda node, parts: logic("and", *parts)),
        (sympy.Or, lambda node, parts: logic("or", *parts)),
        (AppliedUndef, lambda node, parts: function(type(node).__name__, *parts)),
        (sympy.Heaviside, lambda node, parts: function("heaviside", parts[0])),
        (sympy.expint, _expint),
        (Application, _applied),
    ]


def _side(node: Any) -> str:
    side = str(node.args[3])
    return side if side in ("+", "-") else ""


def _fraction(node: Any) -> Any:
    from fractions import Fraction

    return Fraction(int(node.p), int(node.q))


# -------------------------------------------------------------------------------------------------- facts that SymPy knows


def derivative_fact(name: str, arguments: tuple[Term, ...], index: int) -> Term | None:
    """The derivative of a function by one of its arguments from SymPy's own table (`fdiff`), taken at these arguments.

    name   one of our names of functions
    index  the place of the argument

    None where SymPy has no closed form.

    >>> from derivation.notation import text
    >>> text(derivative_fact("elliptic_k", (symbol("x"),), 0))
    '(-(1 - x)*elliptic_k(x) + elliptic_e(x))/(2*x*(1 - x))'
    >>> derivative_fact("zeta", (symbol("x"),), 0) is None
    True
    """
    from sympy.core.function import ArgumentIndexError

    places = tuple(symbol(f"place_{k}") for k in range(len(arguments)))
    try:
        fact = from_sympy(to_sympy(function(name, *places)).fdiff(index + 1))
    except (Untranslatable, ArgumentIndexError):
        return None
    if any(node.op in ("derivative", "at", "limit", "integral", "series") for node in postorder(fact)):
        return None
    return substitute(fact, dict(zip(places, arguments, strict=True)))
