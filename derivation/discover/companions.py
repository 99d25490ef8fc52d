"""What f' might be written with beside f: the functions inside f and f', their relatives at the same argument, ln f, ..."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from derivation.context import Context
from derivation.rules.algebra_inverse_functions import of_inverse_function
from derivation.term import E, Term, divide, function, integer, negate, number_of, postorder, power

EXPONENTIAL = ("tanh", "sigma", "cosh", "sinh", "sech")
TRIGONOMETRIC = ("sin", "cos", "tan", "cot")
NORMAL = ("Phi", "phi")

RELATIVES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("exp", "sigma", "softplus", "sinh", "cosh", "tanh", "coth", "sech", "csch"), EXPONENTIAL),
    **dict.fromkeys(("sin", "cos", "tan", "cot", "sec", "csc"), TRIGONOMETRIC),
    **dict.fromkeys(NORMAL, NORMAL),
}
"""Functions that are made of the same kernels, at the same argument."""

ON_ITSELF = {
    "ln": ("e^f", "e^-f"),
    "lambertw": ("e^-f",),
    "asin": ("cos", "sin"),
    "acos": ("sin", "cos"),
    "atan": ("cos^2",),
}
"""A function applied to f that undoes it, by the function that f is."""

MOST_COMPANIONS = 14


class Tag(NamedTuple):
    """Something that f' may be written with.

    written  how it reads in the form; f is written by its name
    value    what it is, with f written out
    kind     'f', 'of f', 'x', 'companion', or 'relative': a companion that stands nowhere in f and f'
    """

    written: Term
    value: Term
    kind: str


def closures(named: Term, value: Term) -> list[Tag]:
    """ln f for an exponential, |f| where f has kinks, and what undoes f for an inverse function."""
    found = []
    if value.op == "power":
        found.append(Tag(function("ln", named), function("ln", value), "of f"))
    if any(node.value == "abs" for node in postorder(value)):
        found.append(Tag(function("abs", named), function("abs", value), "of f"))
    for way in ON_ITSELF.get(str(value.value) if value.op == "function" else "", ()):
        for body, made in ((named, "written"), (value, "value")):
            part = _undone(way, body)
            if made == "written":
                written = part
        found.append(Tag(written, part, "of f"))
    return found


def _undone(way: str, body: Term) -> Term:
    if way.startswith("e^"):
        return power(E, negate(body) if way == "e^-f" else body)
    head, _, exponent = way.partition("^")
    return power(function(head, body), integer(int(exponent))) if exponent else function(head, body)


def companions(value: Term, derivative: Term, context: Context, met: Collection[Term]) -> list[Tag]:
    """Functions inside f and f', shares of a sum in f, and relatives, in the order in which they are met.

    met  the parts of f and f' however they are written; a relative that is none of them is called one
    """
    found: dict[Term, str] = {}
    for term, kind in _candidates(value, derivative, context):
        if context.variable in term.free and term is not value and term is not context.variable and not is_root_in_disguise(term):
            found.setdefault(term, "companion" if term in met else kind)
    return [Tag(term, term, kind) for term, kind in list(found.items())[:MOST_COMPANIONS]]


def is_root_in_disguise(term: Term) -> bool:
    """cos(arcsin(x)) and its like, which are written without angles."""
    return any(next(of_inverse_function(node, Context()), None) for node in postorder(term))


def _candidates(value: Term, derivative: Term, context: Context) -> Iterator[tuple[Term, str]]:
    nodes = [node for node in postorder(value, derivative) if context.variable in node.free]
    for share in _shares(value, context):
        yield share, "companion"
    arguments: dict[tuple[Term, tuple[str, ...]], None] = {}
    for node in nodes:
        head, argument = _head(node)
        if head in RELATIVES:
            arguments.setdefault((_without_sign(argument), RELATIVES[head]))
    for argument, names in arguments:
        for name in names:
            yield function(name, argument), "relative"
    for node in nodes:
        if node.op in ("function", "primed") or (node.op == "power" and number_of(node.args[1]) is None):
            yield node, "companion"


def _head(node: Term) -> tuple[str, Term]:
    if node.op == "power" and node.args[0] is E:
        return "exp", node.args[1]
    if node.op == "function" and node.args:
        return str(node.value), node.args[0]
    return "", node


def _without_sign(argument: Term) -> Term:
    return argument.args[0] if argument.op == "negation" else argument


def _shares(value: Term, context: Context) -> Iterator[Term]:
    """Of a/(a + b + c): b/(a + b + c) and the like, what the other parts of a whole are."""
    if value.op == "quotient" and value.args[1].op == "sum" and value.args[0] in value.args[1].args:
        for part in value.args[1].args:
            if part is not value.args[0] and part.free and context.variable in value.args[1].free:
                yield divide(part, value.args[1])
