"""What a page calls things, found from all its lines before any is judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from derivation import functions
from derivation.context import Definition
from derivation.equality.primitives import VALUES
from derivation.reading import Line
from derivation.term import E, Term, divide, function, multiply, postorder, power, replace, symbol
from derivation.verify.chain import has_rate
from derivation.verify.names import Names, left_name, usual_for_functions
from derivation.verify.remembered import compare

_USUAL_FOR_PARTS = frozenset(["u", "v", "w", "g", "h", "p", "q", "s", "t", "z", "a", "b", "n", "m"])
"""Names that stand for a part where a page has several names."""


ORDERS_OF_MOTION = {
    **dict.fromkeys(("v", "vel", "velocity", "Velocity"), 1),
    **dict.fromkeys(("a", "acc", "accel", "acceleration", "Acceleration"), 2),
}
"""What velocity and acceleration are called, and which derivative of the position they are."""


USUAL_STEPS = frozenset(["h", "delta_x", "Delta_x"])
"""Letters that are steps of the variable wherever they are added to it."""


def find_names(lines: Sequence[Line], names: Names) -> None:
    """Learn the page's letter for the variable, and its names for the function: y in dy/dx, L in dL/dW."""
    parts = [part for line in lines for each in (line, *line.more) for part in each.parts if part is not None]
    _find_plain_letters(parts, lines, names)
    applied = {called_name(node) for part in parts for node in postorder(part) if node.args == (names.context.variable,)}
    names.applied |= applied - {""}
    names.applied = {name for name in names.applied if names.knows_function(name, 1)}
    names.known |= {node.args[2] for part in parts for node in postorder(part) if _goes_to_the_point_of_a_rate(node, parts)}
    parts = [names.resolve(part) for part in parts]
    if names.function is None:
        return
    _find_variable(parts, names)
    own = _introduced(lines, names) | parts_of_the_function(lines, names)
    _name_motion(parts, own, names)
    _name_what_is_differentiated(parts, own, names)
    _name_after_a_relative(parts, lines, names)
    _name_likelihood(parts, own, names)
    sides = [part for line in lines if len(line.parts) > 1 for part in line.parts if part is not None]
    for part in (*sides, *parts[:1]):
        if part.op == "function" and part.value not in own:
            _name_if_unknown(part, names)


def _goes_to_the_point_of_a_rate(node: Term, parts: Sequence[Term]) -> bool:
    """The a of lim_(x -> a), on a page that says f'(a): a letter that needs no explanation."""
    if node.op != "limit" or node.args[2].op != "symbol":
        return False
    return any(each.op == "primed" and each.args == (node.args[2],) for part in parts for each in postorder(part))


def differentiated(lines: Iterable[Line]) -> set[str]:
    """The plain names whose derivatives occur on a page: the y of y' and dy/dx."""
    found = set()
    for line in lines:
        for each in (line, *line.more):
            for part in each.parts:
                for node in postorder(part) if part is not None else ():
                    left = left_name(node) if node.op == "derivative" else None
                    if left is not None and not left[1]:
                        found.add(left[0])
    return found


def letters_that_move(lines: Iterable[Line], names: Names) -> tuple[Term, ...]:
    """The letters that a page differentiates by the variable and does not explain: the r of dr/dt on a page about A = pi r^2.

    They stand in an equation between quantities; a u = 1 that is looked at in a quotient does not.
    """
    x = names.context.variable
    parts = [part for line in lines for each in (line, *line.more) for part in each.parts if part is not None]
    rates = {node.args[0]: None for part in parts for node in postorder(part) if node.op == "derivative" and node.args[1] is x}
    explained = {x, *names.context.parameters} | {symbol(name) for name in names.context.definitions}
    related: set[Term] = set() if names.function is None else {*names.function.free}
    for each in (each for line in lines for each in (line, *line.more) if len(each.parts) > 1):
        left, body = each.parts[0], each.parts[-1]
        found = left_name(left) if left is not None else None
        if found is not None and body is not None and body.free and not found[2]:
            explained.add(symbol(found[0]))
        if not any(has_rate(part) for part in each.parts if part is not None):
            related |= {letter for part in each.parts if part is not None and part.args for letter in part.free}
    return tuple(letter for letter in rates if letter.op == "symbol" and letter in related and letter not in explained)


def steps(lines: Iterable[Line], names: Names) -> frozenset[str]:
    """The letters that go to a limit somewhere on a page, or are added to the variable: the h of lim_(h -> 0) and of f(x + h)."""
    parts = [part for line in lines for each in (line, *line.more) for part in each.parts if part is not None]
    nodes = [node for part in parts for node in postorder(part)]
    found = {str(node.args[1].value) for node in nodes if node.op == "limit"}
    x = names.context.variable
    for node in nodes:
        if node.op == "sum" and x in node.args:
            found |= {
                str(arg.value) for arg in node.args if arg.op == "symbol" and arg.value in USUAL_STEPS and not names.is_known(arg)
            }
        moved = node.args[0] if node.op == "function" and len(node.args) == 1 else None
        if moved is not None and moved.op == "sum" and len(moved.args) == 2 and names.is_function(str(node.value)):
            first, h = moved.args
            if first is names.context.variable and h.op == "symbol" and not names.is_known(h):
                found.add(str(h.value))
    return frozenset(found)


def parts_of_the_function(lines: Iterable[Line], names: Names) -> frozenset[str]:
    """The names of two functions that a page introduces and whose product, quotient or composition is the function.

    Only where one of them is usual for the whole function, which would be misunderstood.  A function whose inverse is spoken
    of is a part too.
    """
    bodies: dict[str, Term] = {}
    for each in (each for line in lines for each in (line, *line.more)):
        left, body = each.parts if len(each.parts) == 2 else (None, None)
        found = left_name(left) if left is not None else None
        if found is not None and body is not None and found[1] in ((names.context.variable,), ()) and not found[2]:
            bodies.setdefault(found[0], body)
    parts = [part for line in lines for each in (line, *line.more) for part in each.parts if part is not None]
    called = {called_name(node) for part in parts for node in postorder(part)}
    inverted = frozenset(name.removesuffix("_inv") for name in called if name.endswith("_inv"))
    if names.function is None or len(bodies) != 2 or not any(usual_for_functions(name) for name in bodies):
        return inverted
    x = names.context.variable
    first, second = (names.resolve(body) for body in bodies.values())
    wholes = (multiply(first, second), divide(first, second), replace(first, {x: second}), replace(second, {x: first}))
    is_made = any(compare(whole, names.function, names.context).status == "equal" for whole in wholes)
    return inverted | bodies.keys() if is_made else inverted


def mentioned(lines: Iterable[Line]) -> dict[str, int]:
    """In how many statements each name occurs."""
    found: dict[str, int] = {}
    for each in (each for line in lines for each in (line, *line.more)):
        here: dict[str, None] = {}
        for part in each.parts:
            for node in postorder(part) if part is not None else ():
                if node.op in ("symbol", "function"):
                    here[str(node.value)] = None
                elif node.op == "primed":
                    here[str(node.value[0])] = None  # type: ignore[index]
        for name in here:
            found[name] = found.get(name, 0) + 1
    return found


def _find_plain_letters(parts: list[Term], lines: Sequence[Line], names: Names) -> None:
    """Letters that stand alone somewhere, so that a bracket behind them multiplies; not the f of f(x) = ... and df/dx."""
    alone = {str(name.value) for part in parts for name in part.free}
    calls = {str(node.value) for part in parts for node in postorder(part) if node.op == "function"}
    functions = {each.name for each in names.context.definitions.values() if each.parameters} | _introduced_with_arguments(lines)
    primes = {str(node.value[0]) for part in parts for node in postorder(part) if node.op == "primed"}  # type: ignore[index]
    names.plain |= {name for name in alone & (calls | primes) if name not in functions and (len(name) == 1 or "_" in name)}


def _introduced_with_arguments(lines: Iterable[Line]) -> set[str]:
    """The names that a statement of the page explains as functions: the f of f(x) = x^2."""
    found = set()
    for line in lines:
        for each in (line, *line.more):
            left = left_name(each.parts[0]) if len(each.parts) > 1 and each.parts[0] is not None else None
            if left is not None and not left[2] and left[1] and all(argument.op == "symbol" for argument in left[1]):
                found.add(left[0])
    return found


def _find_variable(parts: list[Term], names: Names) -> None:
    """A page that never writes the variable but differentiates by another letter means the same by it."""
    x = names.context.variable
    if any(x in part.free for part in parts):
        return
    used = [node.args[1] for part in parts for node in postorder(part) if node.op == "derivative"]
    strange = [by for by in used if by.op == "symbol" and by not in names.known and by.value not in names.context.definitions]
    if strange and all(by is strange[0] for by in used):
        names.rename_variable(strange[0])


def _introduced(lines: Iterable[Line], names: Names) -> set[str]:
    """The names that the page itself says the meaning of: u = 1 + e^(-x), or f(v) = e^v on a page about x."""
    found = set()
    for line in lines:
        for each in (line, *line.more):
            left = left_name(each.parts[0]) if len(each.parts) > 1 and each.parts[0] is not None else None
            if left is None or left[2]:
                continue
            of_another_letter = bool(left[1]) and left[1][0].op == "symbol" and names.context.variable not in left[1]
            if of_another_letter or not usual_for_functions(left[0]):
                found.add(left[0])
    return found


def _name_motion(parts: Sequence[Term], own: set[str], names: Names) -> None:
    """v(t), v' and dv/dt on a page about a position x(t) are about its velocity; not where v stands beside a part called u."""
    t = names.context.variable
    named = {each.name for each in names.context.definitions.values()}
    if t.value != "t" or "u" in own | named or not any(names.is_function(name) for name in named):
        return
    for part in parts:
        for node in postorder(part):
            found = left_name(node)
            order = ORDERS_OF_MOTION.get(found[0], 0) if found is not None else 0
            if found is None or not order or names.defines(found[0], found[1]) or symbol(found[0]) in names.known:
                continue
            rate = names.derivative_of_function(order)
            if rate is not None and (found[1] == (t,) or found[2]):
                names.define(Definition(found[0], found[1] if found[1] == (t,) else (), rate))


def _name_what_is_differentiated(parts: list[Term], own: set[str], names: Names) -> None:
    unknown = []
    for part in parts:
        for node in postorder(part):
            left = left_name(node) if node.op in ("derivative", "primed") else None
            if left is not None and left[0] not in own and not names.defines(left[0], left[1]):
                unknown.append((node, left[0]))
    several = len({name for _, name in unknown}) > 1 or any(map(names.is_function, names.context.definitions))
    usual = any(usual_for_functions(name) for _, name in unknown)
    for node, name in unknown:
        if not several or (usual_for_functions(name) if usual else name not in _USUAL_FOR_PARTS):
            _name_if_unknown(node, names)


def _name_after_a_relative(parts: Sequence[Term], lines: Sequence[Line], names: Names) -> None:
    """GELU'(x) on a page about an approximation of it: on the left alone, it names the page's function.

    Only functions that are told apart from elementary ones by a table, and that are different, are so taken.
    """
    on_left = [names.resolve(line.parts[0]) for line in lines if len(line.parts) > 1 and line.parts[0] is not None]
    for side in (*on_left, *parts[:1]):
        found = left_name(side)
        if found is None or not found[2] or found[1] != (names.context.variable,) or found[0] in names.context.definitions:
            continue
        name = found[0]
        if name in VALUES or functions.find(name, 1) is None or names.function is None:
            continue
        used = sum(called_name(node) == name for part in parts for node in postorder(part))
        alone = () if lines and len(lines[0].parts) > 1 else parts[:1]
        if used == sum(called_name(node) == name for each in (*on_left, *alone) for node in postorder(each)):
            named = function(name, names.context.variable)
            if compare(named, names.function, names.context).status == "different":
                names.name_function(name, found[1])


def _name_likelihood(parts: Sequence[Term], own: set[str], names: Names) -> None:
    """d/dtheta ln L(theta), where the function of the page is a sum of logarithms: it is ln L, so L is e to it."""
    if names.function is None or not any(node.op == "function" and node.value == "ln" for node in postorder(names.function)):
        return
    said = [node.args[0] for part in parts for node in postorder(part) if node.op == "derivative"]
    for node in (*said, *parts):
        inside = node.args[0] if node.op == "function" and node.value == "ln" else None
        found = left_name(inside) if inside is not None else None
        if found is None or found[2] or not found[0].startswith("L") or found[0] in own or names.defines(found[0], found[1]):
            continue
        parameters = found[1] if all(each.op == "symbol" for each in found[1]) else (names.context.variable,)
        names.known |= set(parameters)
        names.define(Definition(found[0], parameters, power(E, names.function)))


def called_name(node: Term) -> str:
    """The name of a function that is applied, or primed and applied; "" for everything else."""
    if node.op == "function":
        return str(node.value)
    return str(node.value[0]) if node.op == "primed" else ""  # type: ignore[index]


def _name_if_unknown(node: Term, names: Names) -> None:
    left = left_name(node)
    if left is not None and not names.defines(left[0], left[1]):
        names.name_function(left[0], left[1])
