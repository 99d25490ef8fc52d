"""A line of a derivation, as people write it: statements with equals signs, and the words around them."""

from __future__ import annotations

from typing import NamedTuple

from derivation.context import Context
from derivation.reading.cursor import RELATIONS
from derivation.reading.derivatives import error_name
from derivation.reading.errors import NoFormula, Unreadable
from derivation.reading.formulas import checked
from derivation.reading.grammar import Parser
from derivation.reading.markup import with_inverses, without_conditioning, without_markup
from derivation.reading.prose import without_prose
from derivation.reading.readers import Reader, run
from derivation.reading.remarks import is_heading, is_instruction, is_one_word, with_plain_marks, without_label, without_remarks
from derivation.term import Term, logic, relation

_NO_CONTEXT = Context()


class Line(NamedTuple):
    """A line of a derivation that was read.

    parts       the terms between its equals signs; the first is None where the line begins with one
    notes       what had to be decided to read it, one sentence each
    comment     words at its end
    conditions  relations at its end, such as x > 0
    more        further statements on the same line, behind a comma, a word or an arrow
    open_ended  the line ends with an equals sign, and the next one goes on from it
    otherwise   the line in its less usual reading, where it has two: t/RC as t/(RC), lim a + b as (lim a) + b
    """

    parts: tuple[Term | None, ...]
    notes: tuple[str, ...] = ()
    comment: str = ""
    conditions: tuple[Term, ...] = ()
    more: tuple[Line, ...] = ()
    open_ended: bool = False
    otherwise: Line | None = None


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
    if is_one_word(text) or is_instruction(text) or (text.rstrip()[-1:] in (":", "*") and is_heading(text, _names_of(context))):
        raise NoFormula(text, 0, "there is no formula on this line")
    plain = without_conditioning(without_markup(without_prose(without_label(with_plain_marks(text)))))
    plain = with_inverses(plain, {str(each.value) for each in context.parameters})
    body, comment = without_remarks(plain)
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
        if parser.kind not in _SEPARATORS and parser.kind != "end" and parser.here != parser.remark:
            raise parser.unexpected()
    if not statements or not any(statement.parts for statement in statements):
        words_alone = bool(text.strip()) and ("=" not in text or text.lstrip().startswith(("# ", "% ", "// ")))
        raise (NoFormula if words_alone else Unreadable)(text, 0, "there is no formula on this line")
    return _joined(statements, tuple(parser.notes), " ".join(words), text), parser.reads_otherwise


def _names_of(context: Context) -> frozenset[str]:
    return frozenset([*context.definitions, *(str(each.value) for each in (context.variable, *context.parameters))])


def _joined(statements: list[Line], notes: tuple[str, ...], comment: str, text: str) -> Line:
    """One line of several statements; those that are conditions alone restrict the first."""
    equations = [statement for statement in statements if statement.parts]
    conditions = tuple(each for statement in statements for each in statement.conditions)
    for statement in equations:
        for part in statement.parts:
            if part is not None:
                checked(part, text)
    return Line(equations[0].parts, notes, comment, conditions, tuple(equations[1:]), equations[-1].open_ended)


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
    if parser.kind in RELATIONS:
        parser.note(f"what the sign '{parser.kind}' says is not judged")
        yield _condition(parser, [parts[-1]])
    return Line(tuple(parts), open_ended=parser.tokens[parser.here - 1].kind == "=" and parser.kind == "end")


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
