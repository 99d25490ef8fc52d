"""What a page says before it differentiates, where no function was given beside it: its variable, and its definitions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from derivation.context import Definition
from derivation.reading import Line
from derivation.term import ONE, Term, postorder, symbol
from derivation.term import replace as put_for
from derivation.verify.names import Names, left_name
from derivation.verify.naming import ORDERS_OF_MOTION, differentiated


def find_variable(texts: Iterable[str], lines: Sequence[Line], names: Names) -> Term:
    """The letter that a page differentiates by and does not explain, or, where it tells of no derivative, its only letter.

    Where neither is clear it is the usual one.
    """
    usual = names.context.variable
    texts = list(texts)
    moving = next((found for found in map(_argument_of(usual).match, texts) if found is not None), None)
    if moving is not None:
        return symbol(moving.group(1))
    heading = _HEADING.match(texts[0]) if texts else None
    if heading is not None and not _is_typed(usual, texts):
        return symbol(heading.group(1).lstrip("\\"))
    nodes = [node for part in _parts(lines) for node in postorder(part)]
    by = [node.args[1] for node in nodes if node.op == "derivative"]
    at = [node.args[0] for node in nodes if node.op == "primed" and node.args[0].op == "symbol"]
    if (
        usual in at
        or (usual in by and (_is_typed(usual, texts) or _is_read(usual, lines)))
        or (usual in nodes and not by and not at)
    ):
        return usual
    explained = {each.name for each in _definitions(lines, names)}
    explained |= {found[0] for found in map(left_name, nodes) if found is not None and found[2]}
    explained |= {str(each.value) for each in names.context.parameters}
    letters = [each for each in (*by, *at) if each is not usual] or [node for node in nodes if node.op == "symbol"]
    unexplained = list(
        dict.fromkeys(each for each in letters if each.op == "symbol" and each is not usual and str(each.value) not in explained)
    )
    tells_it = any(each in (*by, *at) for each in unexplained)
    return unexplained[0] if unexplained and (tells_it or len(unexplained) == 1) else usual


def define_opening(lines: Sequence[Line], names: Names) -> None:
    """Learn what the definitions at the top of a page say, in whatever order: L = -ln(a), a = sigma(z), z = w x.

    The page is about what none of the others is made of, here L.
    """
    rates = differentiated(lines)
    definitions: dict[str, Definition] = {}
    for each in _definitions(lines, names):
        if each.name in names.context.definitions or _is_motion(each, names) or _turns_back(each, definitions):
            continue
        if each.name not in definitions and (each.body.free or each.name not in rates):
            definitions = {each.name: each, **definitions}
    if len(definitions) < 2:
        return
    inner = {str(each.value) for definition in definitions.values() for each in definition.body.free}
    inner |= {str(node.value) for each in definitions.values() for node in postorder(each.body) if node.op == "function"}
    for each in definitions.values():
        names.define(each)
    for each in definitions.values():
        if each.parameters:  # f(x) = e^u with u = x^2 is e^(x^2)
            names.define(replace(each, body=names.resolve(each.body)))
    outer = [each for each in reversed(definitions.values()) if each.name not in inner]
    if outer:
        names.set_function(names.resolve(outer[0].body))


def _turns_back(definition: Definition, earlier: Mapping[str, Definition]) -> bool:
    """Whether a definition uses a name that was defined by its own: x = e^y behind y = ln(x) says the same again."""
    used, seen = list(definition.body.free), set(definition.body.free)
    while used:
        own = earlier.get(str(used.pop().value))
        new = own.body.free - seen if own is not None else frozenset()
        used += new
        seen |= new
    return symbol(definition.name) in seen


def _is_motion(definition: Definition, names: Names) -> bool:
    """Whether a definition says what v(t) or a(t) is: that is a claim about the position."""
    t = names.context.variable
    return t.value == "t" and definition.parameters == (t,) and definition.name in ORDERS_OF_MOTION


def _parts(lines: Iterable[Line]) -> Iterator[Term]:
    for line in lines:
        for each in (line, *line.more):
            yield from (part for part in each.parts if part is not None)


def _definitions(lines: Iterable[Line], names: Names) -> Iterator[Definition]:
    """The statements at the top of a page that say what a name stands for, up to the first that says anything else."""
    for line in lines:
        for each in (line, *line.more):
            left, body = each.parts if len(each.parts) == 2 else (None, None)
            found = left_name(left) if left is not None else None
            if found is None or body is None or found[2] or any(argument.op != "symbol" for argument in found[1]):
                return
            name, arguments, _, _ = found
            if (arguments and names.knows_function(name, len(arguments))) or symbol(name) in body.free:
                return
            yield Definition(name, arguments, body)


_HEADING = re.compile(r"[\s$&`#*]*\\?[A-Za-z]+\s*\(\s*(\\?[A-Za-z]+)\s*\)\s*&?=")
"""s(t) = ..., the function of a page on its first line."""


def _argument_of(letter: Term) -> re.Pattern[str]:
    """x(t) = ...: the usual variable is itself a function of another letter."""
    return re.compile(rf"\s*{re.escape(str(letter.value))}\s*\(\s*([A-Za-z])\s*\)\s*&?=")


def _is_read(letter: Term, lines: Iterable[Line]) -> bool:
    """Whether a letter stands on the page as a value, if only run together with others: the x of 4ax."""
    for part in _parts(lines):
        rates = {node: ONE for node in postorder(part) if node.op == "derivative" and node.args[0].op == "symbol"}
        if letter in put_for(part, rates).free:
            return True
    return False


def _is_typed(letter: Term, texts: Iterable[str]) -> bool:
    """Whether a letter stands on the page itself; what y' is differentiated by does not."""
    alone = re.compile(rf"(?<![A-Za-z\\\\])d?{re.escape(str(letter.value))}(?![A-Za-z])")
    return any(alone.search(text) for text in texts)
