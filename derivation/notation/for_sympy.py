"""Text that `sympy.sympify` reads; written without importing SymPy."""

from __future__ import annotations

import keyword
from collections.abc import Callable
from fractions import Fraction

from derivation.context import Context
from derivation.memory import Memory
from derivation.notation.fold import ATOM, CONDITION, KEPT_PARTS, POWER, PRODUCT, RELATION, Printed, fold
from derivation.notation.plain import (
    bracketed,
    listed,
    write_integer,
    write_negation,
    write_product,
    write_quotient,
    write_sum,
)
from derivation.notation.spelt_out import SYMPY_FUNCTIONS, in_sympy_terms
from derivation.term import Term, postorder

_KEPT: Memory[Term, Printed] = Memory(KEPT_PARTS)

_TAKEN = frozenset([
    "Abs", "Add", "And", "Atom", "CC", "Chi", "Ci", "Dict", "E", "E1", "EX", "Ei", "Eq", "Expr", "FF", "FU", "GF", "Ge", "Gt",
    "I", "ITE", "Id", "Idx", "LC", "LM", "LT", "Le", "Li", "Line", "Lt", "Max", "Min", "Mod", "Mul", "N", "Nand", "Ne", "Nor",
    "Not", "O", "Or", "Poly", "Pow", "Q", "QQ", "RR", "Ray", "Rel", "Rem", "S", "Set", "Shi", "Si", "Subs", "Sum", "Sym",
    "Symbol", "Wild", "Xor", "Ynm", "ZZ", "Znm", "arg", "ask", "atan", "bell", "beta", "cbrt", "comp", "deg", "det", "diag",
    "diff", "div", "erf", "eye", "ff", "fft", "fps", "frac", "fu", "gamma", "gcd", "hn1", "hn2", "im", "jn", "lcm", "lex",
    "li", "ln", "log", "nan", "ones", "oo", "per", "pi", "plot", "poly", "prem", "prod", "quo", "rad", "re", "rem", "rf",
    "ring", "root", "sign", "sin", "sinc", "sqf", "sqrt", "sstr", "take", "test", "true", "use", "var", "yn", "zeta", "zoo",
    "false", "symbols", "trace", "field", "group", "cycle", "limit", "series", "integrate", "factor", "expand", "collect",
    "cancel", "apart", "together", "point", "Point", "Circle", "Ellipse", "Integer", "Rational", "Float", "Derivative",
    "Function", "Lambda", "Limit", "Integral", "Piecewise",
])  # fmt: skip
"""Names that SymPy gives a meaning of its own."""


def sympy_text(term: Term, context: Context | None = None) -> str:
    """The term as text that `sympy.sympify` reads, given the variable and the parameters as symbols in `locals`.

    Named functions are written out, derivatives still to be done stay undone.  Raises TooLong where the printed tree
    has millions of nodes.

    >>> from derivation.term import E, ONE, TWO, X, add, derivative, divide, negate, power
    >>> sympy_text(derivative(divide(ONE, add(ONE, power(E, negate(X)))), X, 2))
    'Derivative(1/(1 + exp(-x)), (x, 2))'
    """
    context = context or Context()
    prepared = in_sympy_terms(term, context)
    return fold(prepared, *_writer(prepared, context)).text


def _writer(term: Term, context: Context) -> tuple[Callable[[Term, list[Printed]], Printed], dict[Term, Printed]]:
    """How to write the nodes, and the memory that goes with it.

    A symbol that SymPy would take for something else is written Symbol('S'), unless it is declared; and a constant
    whose letter is in use as a symbol is written in another way.
    """
    declared = {str(each.value) for each in (context.variable, *context.parameters)}
    odd = {each for each in _symbols(term) if each.args or str(each.value) in _TAKEN or not _is_identifier(str(each.value))}
    if not odd:
        return _write, _KEPT
    used = {str(each.value) for each in odd}
    special = {each: _quoted(each, declared) for each in odd if not each.args}

    def write(node: Term, parts: list[Printed]) -> Printed:
        if node in special:
            return special[node]
        if node.op == "constant" and _CONSTANTS.get(str(node.value)) in used:
            return Printed(_OTHERWISE_WRITTEN[str(node.value)], ATOM)
        return _WRITERS[node.op](node, parts)

    return write, {}


def _symbols(term: Term) -> list[Term]:
    return [node for node in postorder(term) if node.op == "symbol"]


def _is_identifier(name: str) -> bool:
    return name.isidentifier() and not keyword.iskeyword(name)


def _quoted(symbol: Term, declared: set[str]) -> Printed:
    name = str(symbol.value)
    return Printed(name if name in declared and _is_identifier(name) else f"Symbol({name!r})", ATOM)


def _write(term: Term, parts: list[Printed]) -> Printed:
    return _WRITERS[term.op](term, parts)


_CONSTANTS = {"e": "E", "pi": "pi", "infinity": "oo"}
_OTHERWISE_WRITTEN = {"e": "exp(1)", "pi": "acos(-1)", "infinity": "(1/Integer(0))"}
_RELATIONS = {"=": "Eq", "!=": "Ne", "<": "Lt", "<=": "Le", ">": "Gt", ">=": "Ge"}


def _symbol(term: Term, parts: list[Printed]) -> Printed:
    name = f"{term.value}[{listed(parts)}]" if parts else str(term.value)
    return Printed(f"Symbol({name!r})" if parts else name, ATOM)


def _constant(term: Term, parts: list[Printed]) -> Printed:
    return Printed(_CONSTANTS.get(str(term.value), str(term.value)), ATOM)


def _decimal(term: Term, parts: list[Printed]) -> Printed:
    exact = Fraction(str(term.value))
    return Printed(str(exact), ATOM) if exact.denominator == 1 else Printed(f"({exact})", ATOM)


def _power(term: Term, parts: list[Printed]) -> Printed:
    base, exponent = parts
    if term.args[0].op == "constant" and term.args[0].value == "e":
        return Printed(f"exp({exponent.text})", ATOM)
    return Printed(f"{bracketed(base, ATOM)}**{bracketed(exponent, ATOM)}", POWER)


def _function(term: Term, parts: list[Printed]) -> Printed:
    name = str(term.value)
    template = SYMPY_FUNCTIONS.get(name)
    if template is None:
        return Printed(f"Function({name.partition('(')[0]!r})({listed(parts)})", ATOM)  # y(x) of a curve is y
    if "{" not in template:
        return Printed(f"{template}({listed(parts)})", ATOM)
    written = template.format(*[part.text for part in parts])
    return Printed(written if written[-1] == ")" and "/" not in template else f"({written})", ATOM)


def _called(name: str, *template: str) -> Callable[[Term, list[Printed]], Printed]:
    inside = ", ".join(template)
    return lambda term, parts: Printed(f"{name}({inside.format(*[part.text for part in parts])})", ATOM)


def _derivative(term: Term, parts: list[Printed]) -> Printed:
    body, variable = parts
    by = variable.text if term.value == 1 else f"({variable.text}, {term.value})"
    return Printed(f"Derivative({body.text}, {by})", ATOM)


def _limit(term: Term, parts: list[Printed]) -> Printed:
    return Printed(f"Limit({listed(parts)}, {term.value or '+-'!r})", ATOM)


def _piecewise(term: Term, parts: list[Printed]) -> Printed:
    pieces = [f"({value.text}, {condition.text})" for value, condition in zip(parts[::2], parts[1::2], strict=True)]
    return Printed(f"Piecewise({', '.join(pieces)})", ATOM)


def _relation(term: Term, parts: list[Printed]) -> Printed:
    return Printed(f"{_RELATIONS[str(term.value)]}({listed(parts)})", RELATION)


def _logic(term: Term, parts: list[Printed]) -> Printed:
    return Printed(f"{str(term.value).capitalize()}({listed(parts)})", CONDITION)


_WRITERS: dict[str, Callable[[Term, list[Printed]], Printed]] = {
    "integer": write_integer,
    "decimal": _decimal,
    "symbol": _symbol,
    "constant": _constant,
    "sum": write_sum,
    "product": write_product,
    "quotient": write_quotient,
    "power": _power,
    "negation": write_negation,
    "function": _function,
    "derivative": _derivative,
    "at": _called("Subs", "{0}", "{1}", "{2}"),
    "limit": _limit,
    "integral": _called("Integral", "{0}", "({1}, {2}, {3})"),
    "series": _called("Sum", "{0}", "({1}, {2}, {3})"),
    "piecewise": _piecewise,
    "relation": _relation,
    "logic": _logic,
    "truth": lambda term, parts: Printed("True", PRODUCT),
}
