"""The four things that are read: a formula, an equation, a definition, and a line of a derivation."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from derivation.context import Context, Definition
from derivation.limits import MAX_DEPTH
from derivation.reading.conditions import condition
from derivation.reading.cursor import RELATIONS
from derivation.reading.derivatives import error_name
from derivation.reading.errors import Unreadable
from derivation.reading.forms import FORMS
from derivation.reading.grammar import Parser, Reader, run
from derivation.reading.marks import marks
from derivation.reading.markup import without_markup
from derivation.reading.words import canonical
from derivation.term import Term, logic, relation, symbol

assert FORMS  # the readers of every kind of token are in place

_NO_CONTEXT = Context()


class Reading(NamedTuple):
    """A formula that was read, and what had to be decided to read it, one sentence each."""

    term: Term
    notes: tuple[str, ...] = ()


class Line(NamedTuple):
    """A line of a derivation that was read.

    parts       the terms between its equals signs; the first is None where the line begins with one
    notes       what had to be decided to read it, one sentence each
    comment     words at its end
    conditions  relations at its end, such as x > 0
    more        further statements on the same line, behind a comma, a word or an arrow
    otherwise   the line in its less usual reading, where it has two: t/RC as t/(RC), lim a + b as (lim a) + b
    """

    parts: tuple[Term | None, ...]
    notes: tuple[str, ...] = ()
    comment: str = ""
    conditions: tuple[Term, ...] = ()
    more: tuple[Line, ...] = ()
    otherwise: Line | None = None


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
    return Reading(_checked(term, text), tuple(parser.notes))


def read_equation(text: str, context: Context = _NO_CONTEXT) -> Reading:
    """An equation such as x^2 + y^2 = 1, or another relation such as k > 0; the term is a relation.

    >>> read_equation("x^2 = 1").term
    relation('=', power(symbol('x'), integer(2)), integer(1))
    """
    parser = Parser(_one_line(text), context)
    term = run(condition(parser))
    if parser.kind != "end":
        raise parser.unexpected()
    return Reading(_checked(term, text), tuple(parser.notes))


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


def _checked(term: Term, text: str) -> Term:
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
    return Definition(name, parameters, _checked(body, text))


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


# ----------------------------------------------------------------------------------------------------------------- lines

_COMMENT = r"(?s)(?<!\\)[#%].*|(?<!:)//.*|\s--\s.*|\s(?:<-+|←)\s.*|\s/\*.*"
_PLAIN_REMARK = r"\\text\w*\s*\{[^{}]*\}|(?:[A-Za-z][a-z'-]*[ ,]+)+[A-Za-z][a-z'-]+|[a-z]{6,}"
_LONG_REMARK = r"(?:(?:since|because|by|using|as|from|where|note|recall|apply|use|see)\b|[A-Za-z-]{3,}(?: [a-z-]{2,})+:).*"
_REMARK = rf"(?:\\left)?[\[(]\s*(?:{_PLAIN_REMARK}|{_LONG_REMARK})\s*(?:\\right)?[\])]\s*[.,;]?\s*$"
_LABEL = r"(?:\s{2,}|\\q?quad\s*)\(\d{1,2}[a-z]?\)\s*$"
"""The number of an equation at the end of its line."""

_QUESTION = r"\?\s*((?:\\[\])]|\$)*)\s*$"
"""The question mark of a line that asks whether it is right."""

_LONGEST_REMARK = 300
_NUMBERING = r"\s*(?:\(?\d+[.)]\s+|\(\d+\)\s+|[a-h]\)\s+|[Ss]tep\s+\d+[:.)]\s*|[*•]\s+)(?=.*\S)"
_SEPARATORS = frozenset(["&", "=>", "->", "words", "\\\\", ",", ".", ";", "!", "and", "or", "quad"])


def read_line(text: str, context: Context = _NO_CONTEXT) -> Line:
    """A line of a derivation, as people write it: several equals signs, words at the end, lost brackets.

    Raises Unreadable where no reading, or more than one, makes sense.

    >>> [None if part is None else part.op for part in read_line("= 2x = x + x  # doubled").parts]
    [None, 'product', 'sum']
    """
    line, reads_otherwise = _read_line(text, context, False)
    return line._replace(otherwise=_read_line(text, context, True)[0]) if reads_otherwise else line


def _read_line(text: str, context: Context, second: bool) -> tuple[Line, bool]:
    """The line, and whether it has another reading."""
    body, comment = _without_comment(without_markup(text))
    body = _compiled(_QUESTION).sub(r" \1", _compiled(_LABEL).sub("", body))
    numbering = _compiled(_NUMBERING).match(body)
    if numbering:
        body = " " * numbering.end() + body[numbering.end() :]
    parser = Parser(body, context, mend=True, second=second)
    statements: list[Line] = []
    words = [comment] if comment else []
    while True:
        words += _pass_separators(parser)
        if parser.kind == "end":
            break
        if statements and not _holds_a_sign(parser):
            words.append(parser.scanner.text[parser.tokens[parser.here].start :].strip())
            break
        statements.append(run(_statement(parser)))
        if parser.kind == ":" and parser.tokens[parser.here + 1].kind == "end":
            parser.here += 1
        if parser.kind not in _SEPARATORS and parser.kind != "end":
            raise parser.unexpected()
    if not statements or not any(statement.parts for statement in statements):
        raise Unreadable(text, 0, "there is no formula on this line")
    return _joined(statements, tuple(parser.notes), " ".join(words), text), parser.reads_otherwise


def _joined(statements: list[Line], notes: tuple[str, ...], comment: str, text: str) -> Line:
    """One line of several statements; those that are conditions alone restrict the first."""
    equations = [statement for statement in statements if statement.parts]
    conditions = tuple(each for statement in statements for each in statement.conditions)
    for statement in equations:
        for part in statement.parts:
            if part is not None:
                _checked(part, text)
    return Line(equations[0].parts, notes, comment, conditions, tuple(equations[1:]))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _without_comment(text: str) -> tuple[str, str]:
    """The line without its comment, and the comment."""
    words = []
    for pattern in (_COMMENT, _REMARK):
        found = _compiled(pattern).search(text, 0 if pattern is _COMMENT else max(0, len(text) - _LONGEST_REMARK))
        if found and (pattern is _COMMENT or text[: found.start()].strip()) and not _is_mathematics(found.group()):
            words.append(found.group().strip(" #%/-"))
            text = text[: found.start()]
    return text, " ".join(reversed(words))


def _is_mathematics(remark: str) -> bool:
    """Whether words in brackets at the end of a line are names of functions, as in (sin x cos x)."""
    if remark[0] not in "([\\":
        return False
    words = re.findall(r"[A-Za-z]+", remark)
    return "text" not in words and all(len(word) == 1 or canonical(word) is not None for word in words)


def _pass_separators(parser: Parser) -> list[str]:
    words = []
    while parser.kind in _SEPARATORS:
        if parser.kind == "words":
            words.append(parser.tokens[parser.here].value.strip())
        parser.here += 1
        if words and parser.kind == ":":
            parser.here += 1
    return words


def _holds_a_sign(parser: Parser) -> bool:
    return any(token.kind in RELATIONS for token in parser.tokens[parser.here :])


def _statement(parser: Parser) -> Reader:
    """Terms with equals signs between them, or a condition."""
    parts: list[Term | None] = []
    if parser.kind == "=":
        parts.append(None)
        _pass_equals(parser)
        if parser.kind in _SEPARATORS or parser.kind == "end":
            raise parser.unexpected()
    parts.append(error_name(parser, "=", "&") or (yield parser.sum()))
    _pass_columns(parser)
    if parser.kind in RELATIONS and parser.kind != "=":
        return (yield _condition(parser, parts))
    while parser.kind == "=":
        _pass_equals(parser)
        if parser.kind in _SEPARATORS or parser.kind == "end":
            break
        parts.append((yield parser.sum()))
        _pass_columns(parser)
    return Line(tuple(parts))


def _pass_equals(parser: Parser) -> None:
    while parser.kind in ("=", "&"):
        parser.here += 1


def _pass_columns(parser: Parser) -> None:
    while parser.kind == "&" and parser.tokens[parser.here + 1].kind in ("=", "&"):
        parser.here += 1


def _condition(parser: Parser, parts: list[Term | None]) -> Reader:
    left = parts[-1]
    found: list[Term] = []
    while parser.kind in RELATIONS:
        sign = parser.kind
        parser.here += 1
        right = yield parser.sum()
        assert left is not None
        found.append(relation(sign, left, right))
        left = right
    return Line((), conditions=(found[0] if len(found) == 1 else logic("and", *found),))
