"""A formula, an equation and a definition: what stands by itself on one line."""

from __future__ import annotations

import re
from typing import NamedTuple

from derivation.context import Context, Definition
from derivation.limits import MAX_DEPTH
from derivation.reading.conditions import condition
from derivation.reading.cursor import RELATIONS
from derivation.reading.errors import Unreadable
from derivation.reading.forms import FORMS
from derivation.reading.grammar import Parser
from derivation.reading.marks import marks
from derivation.reading.readers import run
from derivation.reading.words import canonical
from derivation.term import Term, symbol

assert FORMS  # the readers of every kind of token are in place

_NO_CONTEXT = Context()


class Reading(NamedTuple):
    """A formula that was read, and what had to be decided to read it, one sentence each."""

    term: Term
    notes: tuple[str, ...] = ()


def read(text: str, context: Context = _NO_CONTEXT) -> Reading:
    """A formula in plain text, Unicode, LaTeX or Python notation, mixed as anyone likes.

    Raises Unreadable, which says where and what was expected.

    >>> read("1/(1+e^-x)").term
    quotient(integer(1), sum(integer(1), power(constant('e'), negation(symbol('x')))))
    """
    parser = Parser(_one_line(text), context)
    term = run(parser.sum())
    _pass_end_of_sentence(parser)
    token = parser.tokens[parser.here]
    if token.kind == "=":
        raise parser.refuse(token, "an equation was found where a formula is expected; leave out the left side and the sign =")
    if token.kind in RELATIONS:
        raise parser.refuse(token, "a condition was found where a formula is expected")
    if token.kind != "end":
        raise parser.unexpected()
    return Reading(checked(term, text), tuple(parser.notes))


def read_equation(text: str, context: Context = _NO_CONTEXT) -> Reading:
    """An equation such as x^2 + y^2 = 1, or another relation such as k > 0; the term is a relation.

    >>> read_equation("x^2 = 1").term
    relation('=', power(symbol('x'), integer(2)), integer(1))
    """
    parser = Parser(_one_line(text), context)
    term = run(condition(parser))
    if parser.kind != "end":
        raise parser.unexpected()
    return Reading(checked(term, text), tuple(parser.notes))


def _pass_end_of_sentence(parser: Parser) -> None:
    while parser.kind in (".", "\\\\"):
        parser.here += 1


def _one_line(text: str) -> str:
    stripped = text.strip()
    if not stripped:
        raise Unreadable(text, 0, "there is nothing to read")
    breaks = [stripped.find(each) for each in "\n\r\v\f\x85\u2028\u2029" if each in stripped]
    if breaks:
        raise Unreadable(text, text.index(stripped[0]) + min(breaks), "a formula stands on one line; there is a line break here")
    return text


def checked(term: Term, text: str) -> Term:
    """The term, unless it is nested too deeply; raises Unreadable then."""
    if term.depth > MAX_DEPTH:
        raise Unreadable(text, 0, f"the formula is nested deeper than {MAX_DEPTH:,}")
    return term


# ---------------------------------------------------------------------------------------------------------- definitions

_LEFT_WORD = r"\s*([A-Za-z]\w*)\s*[(=:]"


def read_definition(text: str, context: Context = _NO_CONTEXT) -> Definition:
    """What a name stands for: sigma(u) = 1/(1 + e^(-u)), or y = x^2.

    >>> read_definition("y = x^2")
    Definition(name='y', parameters=(), body=power(symbol('x'), integer(2)))
    """
    found = re.match(_LEFT_WORD, text)
    unknown = (found.group(1),) if found and canonical(found.group(1)) is None else ()
    left = Parser(_one_line(text), context, declared=unknown)
    name, parameters = _left_side(left)
    declared = tuple(str(each.value) for each in parameters)
    parser = Parser(text, context, declared=(*unknown, *declared))
    parser.here = next(index for index, token in enumerate(parser.tokens) if token.kind == "=") + 1
    body = run(parser.sum())
    _pass_end_of_sentence(parser)
    if parser.kind != "end":
        raise parser.unexpected()
    return Definition(name, parameters, checked(body, text))


def _left_side(parser: Parser) -> tuple[str, tuple[Term, ...]]:
    """The name and the parameters in front of the equals sign."""
    token = parser.tokens[0]
    if token.kind not in ("symbol", "function", "constant", "d"):
        raise parser.refuse(token, "a definition begins with a name: f(x) = ... or y = ...")
    parser.here = 1
    name = (
        parser.scanner.text[token.start : token.end]
        if token.kind == "constant"
        else ("d" if token.kind == "d" else "") + token.value
    )
    name, order = marks(parser, name)
    parameters: list[Term] = []
    if parser.kind == "(":
        parameters = run(parser.arguments())
    if order or any(each.op not in ("symbol", "constant") for each in parameters):
        raise parser.refuse(token, "a definition begins with a name: f(x) = ... or y = ...")
    parser.take("=", "a definition needs an equals sign: f(x) = ... or y = ...")
    return name, tuple(symbol(str(each.value)) for each in parameters)
