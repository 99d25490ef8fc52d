"""Presentation MathML: mathematics that browsers draw and screen readers speak."""

from __future__ import annotations

from collections.abc import Callable

from derivation.memory import Memory
from derivation.notation.fold import (
    ATOM,
    CONDITION,
    KEPT_PARTS,
    LOOSE,
    NEGATION,
    POWER,
    PREFIXED,
    PRODUCT,
    QUOTIENT,
    RELATION,
    SUM,
    Printed,
    fold,
    name_and_order,
    with_clear_e,
)
from derivation.notation.names import GREEK, POWERS_BEHIND_THE_NAME, take_apart
from derivation.term import ONE, Path, Term

_KEPT: Memory[Term, Printed] = Memory(KEPT_PARTS)

_TIMES, _APPLIED = "<mo>\u2062</mo>", "<mo>\u2061</mo>"
"""The operators that are spoken and not seen."""

_ACCENTS = {"hat": "^", "tilde": "~", "bar": "\u00af", "vec": "\u2192", "dot": "\u02d9"}
_SIGNS = {"=": "=", "!=": "≠", "<": "&lt;", "<=": "≤", ">": "&gt;", ">=": "≥"}
_NAMES = {"sigma": "σ", "Phi": "Φ", "phi": "φ", "gamma": "Γ", "zeta": "ζ", "asin": "arcsin", "acos": "arccos", "atan": "arctan"}


_CHANGED, _ROW, _END = '<mrow class="changed">', "<mrow>", "</mrow>"


def mathml(term: Term, block: bool = False, mark: Path | None = None) -> str:
    """The term as one MathML element.

    block  set on a line of its own
    mark   path of a part that gets the class "changed"

    >>> from derivation.term import ONE, X, divide
    >>> mathml(divide(ONE, X))
    '<math xmlns="http://www.w3.org/1998/Math/MathML"><mfrac><mn>1</mn><mi>x</mi></mfrac></math>'
    """
    display = ' display="block"' if block else ""
    clear = with_clear_e(term)
    written = fold(clear, _write, _KEPT) if mark is None else _marked(clear, mark)
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML"{display}>{written.text}</math>'


def _marked(term: Term, path: Path) -> Printed:
    """As without a mark, the part at the path in an element of its own; only what stands around it is written anew."""
    around = [term]
    for index in path:
        around.append(around[-1].args[index])
    part = fold(around.pop(), _write, _KEPT)
    found = part._replace(text=_CHANGED + part.text + _END)
    for node, index in zip(reversed(around), reversed(path), strict=True):
        parts = [fold(each, _write, _KEPT) for each in node.args]
        found = _write(node, [*parts[:index], found, *parts[index + 1 :]])
    return found


def _write(term: Term, parts: list[Printed]) -> Printed:
    return _WRITERS[term.op](term, parts)


def _row(*pieces: str) -> str:
    return f"{_ROW}{''.join(pieces)}{_END}"


def _fenced(inside: str, left: str = "(", right: str = ")") -> str:
    mo = "<mo>" if any(tag in inside for tag in _TALL) else '<mo stretchy="false">'
    return _row(f"{mo}{left}</mo>", inside, f"{mo}{right}</mo>")


_TALL = ("<mfrac", "<mtable", "<munder", "<msubsup")
"""What brackets grow with; around all else a browser would give brackets that can grow too much room."""


def _bracketed(part: Printed, level: int) -> str:
    return part.text if part.level >= level else _fenced(part.text)


def _listed(parts: list[Printed]) -> str:
    return "<mo>,</mo>".join([part.text for part in parts])


def _escaped(name: str) -> str:
    return name.replace("&", "&amp;").replace("<", "&lt;")


def _identifier(name: str) -> str:
    base, accent, subscript = take_apart(name)
    letter = f"<mi>{_escaped(GREEK.get(base, base))}</mi>"
    if accent:
        letter = f'<mover accent="true">{letter}<mo>{_ACCENTS[accent]}</mo></mover>'
    if not subscript:
        return letter
    kind = "mn" if subscript.isdigit() else "mi"
    return f"<msub>{letter}<{kind}>{_escaped(GREEK.get(subscript, subscript))}</{kind}></msub>"


def _function_name(name: str) -> str:
    return f"<mi>{_NAMES[name]}</mi>" if name in _NAMES else _identifier(name)


def _number(term: Term, parts: list[Printed]) -> Printed:
    return Printed(f"<mn>{term.value}</mn>", ATOM)


def _symbol(term: Term, parts: list[Printed]) -> Printed:
    name = _identifier(str(term.value))
    return Printed(f"<msub>{name}{_row(_listed(parts))}</msub>" if parts else name, ATOM)


def _constant(term: Term, parts: list[Printed]) -> Printed:
    name = str(term.value)
    return Printed("<mn>∞</mn>" if name == "infinity" else _identifier(name), ATOM)


def _sum(term: Term, parts: list[Printed]) -> Printed:
    pieces = [_bracketed(parts[0], NEGATION)]
    for summand, part in zip(term.args[1:], parts[1:], strict=True):
        if summand.op == "negation":
            pieces.append(_joined_by_its_sign(part.text))
        else:
            pieces += ("<mo>+</mo>", _bracketed(part, QUOTIENT))
    return Printed(_row(*pieces), SUM)


def _joined_by_its_sign(negation: str) -> str:
    """A negation behind other summands: its sign stands between them."""
    if negation.startswith(_ROW):
        return negation.removeprefix(_ROW).removesuffix(_END)
    return negation.replace("<mo>", '<mo form="infix">', 1)


def _negation(term: Term, parts: list[Printed]) -> Printed:
    return Printed(_row("<mo>−</mo>", _bracketed(parts[0], QUOTIENT)), NEGATION)


def _product(term: Term, parts: list[Printed]) -> Printed:
    pieces = [_bracketed(parts[0], PREFIXED)]
    for left, right, part in zip(term.args, term.args[1:], parts[1:], strict=False):
        pieces += ("<mo>·</mo>" if _needs_dot(left, right) else _joined(right), _bracketed(part, PREFIXED))
    return Printed(_row(*pieces), PRODUCT)


def _joined(right: Term) -> str:
    """What stands between factors without a dot: a little room before a function's name, so that x ln(x) is no xln(x)."""
    first = right.args[0] if right.op == "power" else right
    named = first.op == "derivative" or (first.op == "function" and len(_NAMES.get(str(first.value), str(first.value))) > 1)
    return _TIMES + '<mspace width="0.17em"></mspace>' if named else _TIMES


def _needs_dot(left: Term, right: Term) -> bool:
    first = right.args[0] if right.op == "power" else right
    if first.op in ("integer", "decimal") or left.op == "derivative" or left is ONE:
        return True
    return left.op in ("integer", "decimal") and right.op == "quotient"


def _quotient(term: Term, parts: list[Printed]) -> Printed:
    return Printed(f"<mfrac>{parts[0].text}{parts[1].text}</mfrac>", PREFIXED)


def _power(term: Term, parts: list[Printed]) -> Printed:
    base, exponent = term.args
    name = f"{_function_name(str(base.value))}{_APPLIED}" if base.op == "function" else ""
    if base.value in POWERS_BEHIND_THE_NAME and name and exponent.op == "integer" and len(base.args) == 1:
        changed = parts[0].text.startswith(_CHANGED)
        inside = parts[0].text.removeprefix(_CHANGED).removesuffix(_END) if changed else parts[0].text
        rest = inside.removeprefix(_ROW + name)
        whole = f"{_ROW}<msup>{_function_name(str(base.value))}{parts[1].text}</msup>{_APPLIED}{rest}"
        return Printed(f"{_CHANGED}{whole}{_END}" if changed else whole, POWER)
    return Printed(f"<msup>{_bracketed(parts[0], ATOM)}{parts[1].text}</msup>", POWER)


def _function(term: Term, parts: list[Printed]) -> Printed:
    special = _FUNCTIONS.get((str(term.value), len(parts)))
    if special is not None:
        return special(parts)
    return Printed(_row(_function_name(str(term.value)), _APPLIED, _fenced(_listed(parts))), ATOM)


_FUNCTIONS: dict[tuple[str, int], Callable[[list[Printed]], Printed]] = {
    ("sqrt", 1): lambda parts: Printed(f"<msqrt>{parts[0].text}</msqrt>", POWER),
    ("root", 2): lambda parts: Printed(f"<mroot>{parts[0].text}{parts[1].text}</mroot>", POWER),
    ("abs", 1): lambda parts: Printed(_fenced(parts[0].text, "|", "|"), ATOM),
    ("floor", 1): lambda parts: Printed(_fenced(parts[0].text, "⌊", "⌋"), ATOM),
    ("ceil", 1): lambda parts: Printed(_fenced(parts[0].text, "⌈", "⌉"), ATOM),
    ("factorial", 1): lambda parts: Printed(_row(_bracketed(parts[0], ATOM), "<mo>!</mo>"), POWER),
    ("log", 2): lambda parts: Printed(_row(f"<msub><mi>log</mi>{parts[1].text}</msub>", _APPLIED, _fenced(parts[0].text)), ATOM),
}


def _primed(term: Term, parts: list[Printed]) -> Printed:
    name, order = name_and_order(term)
    primes = f"<msup>{_function_name(name)}<mo>{'′' * order}</mo></msup>"
    return Printed(_row(primes, _APPLIED, _fenced(parts[0].text)), ATOM)


def _derivative(term: Term, parts: list[Printed]) -> Printed:
    body, variable = parts
    above, below = "<mi>d</mi>", variable.text
    if term.value != 1:
        order = f"<mn>{term.value}</mn>" if isinstance(term.value, int) else f"<mi>{term.value}</mi>"
        above, below = f"<msup>{above}{order}</msup>", f"<msup>{below}{order}</msup>"
    if term.args[0].op == "symbol" and len(str(term.args[0].value)) == 1:
        return Printed(f"<mfrac>{_row(above, body.text)}{_row('<mi>d</mi>', below)}</mfrac>", PREFIXED)
    return Printed(_row(f"<mfrac>{above}{_row('<mi>d</mi>', below)}</mfrac>", _APPLIED, _fenced(body.text)), PREFIXED)


def _at(term: Term, parts: list[Printed]) -> Printed:
    body, bound, value = parts
    below = _row(bound.text, "<mo>=</mo>", value.text)
    return Printed(f"<msub>{_row(_bracketed(body, QUOTIENT), '<mo>|</mo>')}{below}</msub>", PREFIXED)


def _limit(term: Term, parts: list[Printed]) -> Printed:
    body, bound, point = parts
    towards = f"<msup>{point.text}<mo>{term.value}</mo></msup>" if term.value else point.text
    below = _row(bound.text, "<mo>→</mo>", towards)
    return Printed(_row(f"<munder><mo>lim</mo>{below}</munder>", _bracketed(body, QUOTIENT)), LOOSE)


def _integral(term: Term, parts: list[Printed]) -> Printed:
    body, bound, lower, upper = parts
    sign = f"<msubsup><mo>∫</mo>{lower.text}{upper.text}</msubsup>"
    return Printed(_row(sign, _bracketed(body, QUOTIENT), _TIMES, _row("<mi>d</mi>", bound.text)), LOOSE)


def _series(term: Term, parts: list[Printed]) -> Printed:
    body, bound, first, last = parts
    sign = f"<munderover><mo>∑</mo>{_row(bound.text, '<mo>=</mo>', first.text)}{last.text}</munderover>"
    return Printed(_row(sign, _bracketed(body, QUOTIENT)), LOOSE)


def _piecewise(term: Term, parts: list[Printed]) -> Printed:
    rows = []
    for index in range(0, len(parts), 2):
        word = "" if term.args[index + 1].op == "truth" else "<mtext>if\u00a0</mtext>"
        rows.append(f"<mtr><mtd>{parts[index].text}</mtd><mtd>{_row(word, parts[index + 1].text)}</mtd></mtr>")
    return Printed(_row("<mo>{</mo>", f'<mtable columnalign="left left">{"".join(rows)}</mtable>'), LOOSE)


def _relation(term: Term, parts: list[Printed]) -> Printed:
    left, right = (part.text if part.level >= SUM or part.level == LOOSE else _fenced(part.text) for part in parts)
    return Printed(_row(left, f"<mo>{_SIGNS[str(term.value)]}</mo>", right), RELATION)


def _logic(term: Term, parts: list[Printed]) -> Printed:
    joiner = f"<mtext>\u00a0{term.value}\u00a0</mtext>"
    return Printed(_row(joiner.join([_bracketed(part, RELATION) for part in parts])), CONDITION)


_WRITERS: dict[str, Callable[[Term, list[Printed]], Printed]] = {
    "integer": _number,
    "decimal": _number,
    "symbol": _symbol,
    "constant": _constant,
    "sum": _sum,
    "product": _product,
    "quotient": _quotient,
    "power": _power,
    "negation": _negation,
    "function": _function,
    "primed": _primed,
    "derivative": _derivative,
    "at": _at,
    "limit": _limit,
    "integral": _integral,
    "series": _series,
    "piecewise": _piecewise,
    "relation": _relation,
    "logic": _logic,
    "truth": lambda term, parts: Printed("<mtext>otherwise</mtext>", ATOM),
}
