"""Functions in pieces, and the conditions that say which piece holds."""

from __future__ import annotations

from derivation.reading.cursor import RELATIONS
from derivation.reading.grammar import Parser
from derivation.reading.readers import Reader
from derivation.reading.tokens import Token
from derivation.term import OTHERWISE, Term, logic, piecewise, relation

_OTHERWISE = ("otherwise", "else", "true", "elsewhere", "sonst")
_ENDS_A_ROW = frozenset(["\\\\", "end"])
_BETWEEN = frozenset(["&", ",", "words", ";"])


def condition(parser: Parser, ampersand: bool = False) -> Reader:
    """Relations joined by and, or; `otherwise`, `True` and `else` always hold; with `ampersand`, & means and."""
    found: list[Term] = []
    joiner = "and"
    while True:
        found.append((yield _relations(parser)))
        if parser.kind not in ("and", "or") and not (ampersand and parser.kind == "&"):
            break
        joiner = "or" if parser.kind == "or" else "and"
        parser.here += 1
    return found[0] if len(found) == 1 else logic(joiner, *found)


def _relations(parser: Parser) -> Reader:
    """left < middle < right, each two of them a relation."""
    if parser.kind == "truth":
        parser.here += 1
        return OTHERWISE
    if parser.kind == "(" and _holds_a_relation(parser):
        parser.here += 1
        inside = yield condition(parser)
        parser.take(")", "the bracket around the condition is not closed")
        return inside
    chain: list[Term] = []
    left = yield parser.sum()
    while parser.kind in RELATIONS:
        sign = parser.kind
        parser.here += 1
        right = yield parser.sum()
        chain.append(relation(sign, left, right))
        left = right
    if not chain:
        raise parser.refuse(parser.tokens[parser.here], "a condition such as x > 0 is expected")
    return chain[0] if len(chain) == 1 else logic("and", *chain)


def _holds_a_relation(parser: Parser) -> bool:
    return _stands_inside(parser, RELATIONS | {"and", "or"})


def _stands_inside(parser: Parser, kinds: frozenset[str]) -> bool:
    """Whether one of these tokens stands in the bracket that opens here, and in no bracket within."""
    index, end = parser.here + 1, parser.partner[parser.here]
    while index < end:
        if parser.tokens[index].kind in kinds:
            return True
        index = parser.partner.get(index, index) + 1
    return False


def read_pieces(parser: Parser, token: Token) -> Reader:
    """Piecewise((value, condition), …) and piecewise(value, condition; …)."""
    if parser.kind != "(":
        raise parser.refuse(token, "write Piecewise((value, condition), (value, True))")
    closing = parser.partner[parser.here]
    parser.here += 1
    tuples = _is_tuple(parser)
    pieces: list[tuple[Term, Term]] = []
    while True:
        if tuples:
            parser.take("(", "a pair (value, condition) is expected")
        value = yield parser.sum()
        parser.take(",", "a comma and a condition are expected")
        pieces.append((value, (yield condition(parser, ampersand=True))))
        if tuples:
            parser.take(")", "the bracket of this pair is not closed here")
        if parser.here == closing:
            break
        parser.take("," if tuples else ";", "the next piece is expected")
    parser.here += 1
    return piecewise(*pieces)


def _is_tuple(parser: Parser) -> bool:
    return parser.kind == "(" and _stands_inside(parser, frozenset([","]))


def read_cases(parser: Parser, token: Token) -> Reader:
    """\\begin{cases} value & condition \\\\ … \\end{cases}"""
    closing = parser.partner[parser.here - 1]
    pieces: list[tuple[Term, Term]] = []
    while parser.here < closing:
        value = yield parser.sum()
        conditions: list[Term] = []
        while parser.kind not in _ENDS_A_ROW:
            found = yield _case_condition(parser)
            if found is not None:
                conditions.append(found)
        always = [each for each in conditions if each is OTHERWISE]
        if not conditions and parser.here < closing:
            raise parser.refuse(parser.tokens[parser.here], "the condition of this case is missing")
        joined = conditions[0] if len(conditions) == 1 else OTHERWISE if always or not conditions else logic("and", *conditions)
        pieces.append((value, joined))
        if parser.kind == "\\\\":
            parser.here += 1
    parser.here = closing + 1
    if not pieces:
        raise parser.refuse(token, "there is no case in these braces")
    return piecewise(*pieces)


def is_braced_cases(parser: Parser) -> bool:
    """Whether the brace that opens here holds cases: {1 if x > 0, 0 if x < 0} or {1, x > 0; 0, x < 0}."""
    return _stands_inside(parser, frozenset(["words", "truth"])) or (
        _stands_inside(parser, frozenset([";"])) and _stands_inside(parser, RELATIONS)
    )


def braced_cases(parser: Parser) -> Reader:
    """Cases in braces, one after the other, with semicolons between them, or commas where there is no semicolon."""
    closing = parser.partner[parser.here]
    ends_a_case = ";" if _stands_inside(parser, frozenset([";"])) else ","
    parser.here += 1
    pieces: list[tuple[Term, Term]] = []
    while parser.here < closing:
        value = yield parser.sum()
        if parser.kind == "," and ends_a_case != ",":
            parser.here += 1
        conditions: list[Term] = []
        behind_value = parser.here
        while parser.here < closing and parser.kind != ends_a_case:
            found = yield _case_condition(parser)
            if found is not None:
                conditions.append(found)
        if not conditions and (parser.here > behind_value or parser.here < closing):
            raise parser.refuse(parser.tokens[parser.here], "the condition of this case is missing")
        parser.here += parser.kind == ends_a_case
        pieces.append((value, logic("and", *conditions) if len(conditions) > 1 else conditions[0] if conditions else OTHERWISE))
    parser.here = closing + 1
    return piecewise(*pieces)


def _case_condition(parser: Parser) -> Reader:
    """The next condition of a row, or None for a separator or a word such as if."""
    token = parser.tokens[parser.here]
    if token.kind == "words" and token.value.strip(" .,").lower() in _OTHERWISE:
        parser.here += 1
        return OTHERWISE
    if token.kind in _BETWEEN or token.kind in ("and", "."):
        parser.here += 1
        return None
    return (yield condition(parser))
