"""Sums: \\sum_{k=1}^{n}, \\sum_k, and \\sum_{k \\neq i}, which leaves one value out."""

from __future__ import annotations

from derivation.reading.grammar import Parser
from derivation.reading.readers import Reader
from derivation.reading.tokens import Token
from derivation.term import ONE, Term, add, negate, replace, series, symbol


def sum_sign(parser: Parser, token: Token) -> Reader:
    """\\sum_{k=1}^{n} and the rest of the sum."""
    parser.here += 1
    braced = parser.here in parser.partner
    closing = parser.partner.get(parser.here, parser.here)
    parser.here += braced
    bound = yield parser.power()
    has_end = parser.tokens[closing + 1].kind == "^"
    if bound.op == "symbol" and parser.scanner.prose and not has_end:
        if parser.here == closing + (not braced):
            return (yield sum_without_ends(parser, bound, closing + 1))
        if parser.kind == "!=":
            left_out = yield _left_out(parser, token, closing)
            return _without(left_out, (yield sum_without_ends(parser, bound, closing + 1)))
    if bound.op != "symbol" or parser.kind != "=":
        raise parser.refuse(token, NEEDS_ENDS)
    parser.here += 1
    first = yield parser.sum()
    left_out = yield _left_out_behind_comma(parser, token, bound, closing)
    if parser.here != closing or not has_end:
        raise parser.refuse(token, NEEDS_ENDS)
    parser.here = closing + 2
    last = yield parser.argument()
    return _without(left_out, series((yield parser.reach("the sum sign", str(bound.value))), bound, first, last))


NEEDS_ENDS = "a sum needs its ends: \\sum_{k=1}^{n}"


def sum_without_ends(parser: Parser, bound: Term, behind: int) -> Reader:
    """\\sum_i x_i, which goes as far as there are values."""
    parser.here = behind
    parser.note(f"the sum over {bound.value} is read as going from 1 as far as there are values")
    return series((yield parser.reach("the sum sign", str(bound.value))), bound, ONE, symbol(f"last_{bound.value}"))


def _left_out_behind_comma(parser: Parser, token: Token, bound: Term, closing: int) -> Reader:
    """The i of \\sum_{k=1, k \\neq i}, or None."""
    if parser.kind != "," or not parser.scanner.prose:
        return None
    parser.here += 1
    if (yield parser.power()) is not bound or parser.kind != "!=":
        raise parser.refuse(token, NEEDS_ENDS)
    return (yield _left_out(parser, token, closing))


def _left_out(parser: Parser, token: Token, closing: int) -> Reader:
    parser.here += 1
    left_out = yield parser.power()
    if parser.here != closing or left_out.op not in ("symbol", "integer"):
        raise parser.refuse(token, NEEDS_ENDS)
    return left_out


def _without(left_out: Term | None, whole: Term) -> Term:
    """A sum without one of its summands, as the whole sum less that summand."""
    if left_out is None:
        return whole
    body, bound = whole.args[:2]
    ending = f"_{bound.value}"
    indexed = {
        name: symbol(f"{str(name.value).removesuffix(ending)}_{left_out.value}")
        for name in body.free
        if str(name.value).endswith(ending)
    }
    return add(whole, negate(replace(body, {bound: left_out, **indexed})))
