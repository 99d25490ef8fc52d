"""Drawing every kind of term: one walk, children before parents."""

from __future__ import annotations

from collections.abc import Callable

from derivation.notation.arithmetic import (
    draw_negation,
    draw_power,
    draw_product,
    draw_quotient,
    draw_root,
    draw_sum,
    superscript,
)
from derivation.notation.boxes import Box, Piece, beside, enclosed, overlaid, stacked
from derivation.notation.fold import ATOM, CONDITION, LOOSE, POWER, PREFIXED, QUOTIENT, RELATION, SUM, name_and_order
from derivation.notation.names import DOTS, GREEK, SUBSCRIPTS, SUPERSCRIPTS, unicode_function, unicode_name
from derivation.notation.style import DISPLAY, LINE, SCRIPT, Style, in_brackets, part
from derivation.term import Term

Drawer = Callable[[Term, list[Box], Style], Box]


def draw(term: Term, style: Style) -> Box:
    """The term drawn in the style; every distinct part once."""
    done: dict[tuple[Term, int], Box] = {}
    stack = [(term, style.mode)]
    while stack:
        node, mode = stack[-1]
        if (node, mode) in done:
            stack.pop()
            continue
        wanted = [(arg, child_mode(node, index, mode)) for index, arg in enumerate(node.args)]
        waiting = [each for each in wanted if each not in done]
        if waiting:
            stack += waiting
        else:
            done[node, mode] = DRAWERS[node.op](node, [done[each] for each in wanted], Style(mode, style.ascii))
            stack.pop()
    return done[term, style.mode]


def child_mode(node: Term, index: int, mode: int) -> int:
    """How a child is drawn where its parent is drawn in this mode."""
    if node.op == "power":
        return mode if index == 0 or mode == LINE else SCRIPT
    if node.op in _LOWERED and index >= 1:
        return LINE
    if node.op == "function" and index == 1 and node.value in ("root", "log"):
        return LINE
    return mode


_LOWERED = frozenset(["derivative", "at", "limit", "integral", "series"])


def _number(term: Term, boxes: list[Box], style: Style) -> Box:
    return Box((str(term.value),))


def _symbol(term: Term, boxes: list[Box], style: Style) -> Box:
    name = str(term.value) if style.ascii else unicode_name(str(term.value))
    if name == DOTS:
        name = style.sign(DOTS, "...")
    return beside([name, "[", *_listed(boxes), "]"]) if boxes else Box((name,))


def _constant(term: Term, boxes: list[Box], style: Style) -> Box:
    name = str(term.value)
    return Box((name if style.ascii else {"infinity": "∞"}.get(name) or GREEK.get(name, name),))


def _listed(boxes: list[Box]) -> list[Piece]:
    pieces: list[Piece] = []
    for index, box in enumerate(boxes):
        pieces += [", ", (index, box)] if index else [(index, box)]
    return pieces


def _function(term: Term, boxes: list[Box], style: Style) -> Box:
    name = str(term.value)
    if name == "sqrt" and len(boxes) == 1:
        return draw_root(None, boxes, style)
    if name == "root" and len(boxes) == 2 and (superscript(boxes[1], style) is not None or style.ascii):
        return draw_root((1, superscript(boxes[1], style) or boxes[1]), boxes, style)
    if name == "abs" and len(boxes) == 1:
        return enclosed("|", (0, boxes[0]), "|", style.ascii)
    if name in ("floor", "ceil") and len(boxes) == 1 and not style.ascii:
        return enclosed("⌊" if name == "floor" else "⌈", (0, boxes[0]), "⌋" if name == "floor" else "⌉", False)
    if name == "factorial" and len(boxes) == 1:
        return beside([part(0, boxes, ATOM, style), "!"], POWER)
    if name == "log" and len(boxes) == 2:
        return _logarithm(boxes, style)
    shown = name if style.ascii else unicode_function(name)
    return beside([shown, in_brackets(beside(_listed(boxes)), style)]) if boxes else Box((shown + "()",))


def _logarithm(boxes: list[Box], style: Style) -> Box:
    base = boxes[1]
    if not style.ascii and base.flat and all(sign in SUBSCRIPTS for sign in base.rows[0]):
        small = Box(("".join([SUBSCRIPTS[sign] for sign in base.rows[0]]),), 0, base.parts)
        return beside(["log", (1, small), in_brackets((0, boxes[0]), style)])
    return beside(["log_", part(1, boxes, ATOM, style), in_brackets((0, boxes[0]), style)])


_PRIMES = ["", "′", "″", "‴", "⁗"]


def _primed(term: Term, boxes: list[Box], style: Style) -> Box:
    name, order = name_and_order(term)
    shown = name if style.ascii else unicode_function(name)
    primes = "'" * order if style.ascii else _PRIMES[order] if order < len(_PRIMES) else "′" * order
    return beside([shown + primes, in_brackets((0, boxes[0]), style)])


def _derivative(term: Term, boxes: list[Box], style: Style) -> Box:
    order = "" if term.value == 1 else str(term.value)
    small = "".join([SUPERSCRIPTS.get(sign, "") for sign in order])
    raised = order and f"^{order}" if style.ascii or len(small) < len(order) else small
    above: list[Piece] = [f"d{raised}"]
    below: list[Piece] = ["d", (1, boxes[1]), raised]
    if term.args[0].op == "symbol":
        above.append((0, boxes[0]))
    if style.mode == DISPLAY:
        top, bottom = beside(above), beside(below)
        operator = stacked([top, style.sign("─", "-") * max(top.width, bottom.width), bottom], 1)
    else:
        operator = beside([*above, "/", *below])
    if term.args[0].op == "symbol":
        return operator.at_level(PREFIXED if style.mode == DISPLAY else QUOTIENT)
    return beside([operator, " " * (style.mode == DISPLAY), in_brackets((0, boxes[0]), style)], PREFIXED)


def _at(term: Term, boxes: list[Box], style: Style) -> Box:
    if style.mode != DISPLAY:
        return beside([in_brackets((0, boxes[0]), style), "|_(", (1, boxes[1]), " = ", (2, boxes[2]), ")"], PREFIXED)
    body = beside([part(0, boxes, QUOTIENT, style)])
    bar = Box((style.sign("│", "|"),) * (body.height + 1))
    below = beside([(1, boxes[1]), " = ", (2, boxes[2])])
    return overlaid([(body, 0, 0), (bar, 0, body.width), (below, body.height, body.width + 1)], body.baseline, PREFIXED)


def _limit(term: Term, boxes: list[Box], style: Style) -> Box:
    side = str(term.value)
    towards: list[Piece] = [
        (1, boxes[1]),
        style.sign("→", "->"),
        (2, boxes[2]),
        side if style.ascii else SUPERSCRIPTS.get(side, ""),
    ]
    body = part(0, boxes, QUOTIENT, style)
    if style.mode != DISPLAY:
        return beside(["lim_(", *towards, ") ", body], LOOSE)
    return beside([stacked(["lim", beside(towards)], 0), " ", body], LOOSE)


def _integral(term: Term, boxes: list[Box], style: Style) -> Box:
    if style.mode != DISPLAY or style.ascii:
        return _called("integral")(term, boxes, style)
    height = max(2, boxes[0].height)
    sign = Box(("⌠", *["⎮"] * (height - 2), "⌡"), min(boxes[0].baseline, height - 1))
    ends = stacked([(3, boxes[3]), sign, (2, boxes[2])], 1)
    return beside([ends, " ", part(0, boxes, QUOTIENT, style), " d", (1, boxes[1])], LOOSE)


def _series(term: Term, boxes: list[Box], style: Style) -> Box:
    if style.mode != DISPLAY or style.ascii:
        return _called("sum")(term, boxes, style)
    ends = stacked([(3, boxes[3]), "∑", beside([(1, boxes[1]), "=", (2, boxes[2])])], 1)
    return beside([ends, " ", part(0, boxes, QUOTIENT, style)], LOOSE)


def _called(name: str) -> Drawer:
    return lambda term, boxes, style: beside([name, in_brackets(beside(_listed(boxes)), style)])


def _piecewise(term: Term, boxes: list[Box], style: Style) -> Box:
    if style.mode != DISPLAY:
        pieces = [piece for index, box in enumerate(boxes) for piece in ([", ", "; "][index % 2 == 0], (index, box))]
        return beside(["piecewise(", *pieces[1:], ")"])
    width = max([box.width for box in boxes[::2]])
    rows: list[Piece] = []
    for index in range(0, len(boxes), 2):
        joint = "  if " if term.args[index + 1].op != "truth" else "  "
        gap = " " * (width - boxes[index].width)
        rows.append(beside([(index, boxes[index]), gap + joint, (index + 1, boxes[index + 1])]))
    return _behind_a_brace(rows, style)


def _behind_a_brace(rows: list[Piece], style: Style) -> Box:
    boxes = [row for row in rows if isinstance(row, Box)]
    width = max([box.width for box in boxes])
    flush: list[Piece] = [beside([box, " " * (width - box.width)]) for box in boxes]
    body = stacked(flush, 0)
    height, middle = body.height, (body.height - 1) // 2
    top, filler, point, foot = ("/", "|", "<", "\\") if style.ascii else ("⎧", "⎪", "⎨", "⎩")
    signs = [top, *[filler] * (height - 2), foot] if height > 1 else ["{"]
    if height > 2:
        signs[middle] = point
    return beside([Box(tuple(signs), middle), " ", Box(body.rows, middle, body.parts)], LOOSE)


_SIGNS = {"!=": "≠", "<=": "≤", ">=": "≥"}


def _relation(term: Term, boxes: list[Box], style: Style) -> Box:
    return beside([piece for segment in relation_segments(term, boxes, style) for piece in segment], RELATION)


def relation_segments(term: Term, boxes: list[Box], style: Style) -> list[list[Piece]]:
    """The left side, and the right side with the sign before it."""
    sign = str(term.value) if style.ascii else _SIGNS.get(str(term.value), str(term.value))
    left, right = (
        (k, box) if box.level >= SUM or box.level == LOOSE else in_brackets((k, box), style) for k, box in enumerate(boxes)
    )
    return [[left], [f" {sign} ", right]]


def _logic(term: Term, boxes: list[Box], style: Style) -> Box:
    pieces: list[Piece] = []
    for index in range(len(boxes)):
        pieces += [f" {term.value} "] * (index > 0) + [part(index, boxes, RELATION, style)]
    return beside(pieces, CONDITION)


DRAWERS: dict[str, Drawer] = {
    "integer": _number,
    "decimal": _number,
    "symbol": _symbol,
    "constant": _constant,
    "sum": draw_sum,
    "product": draw_product,
    "quotient": draw_quotient,
    "power": draw_power,
    "negation": draw_negation,
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
    "truth": lambda term, boxes, style: Box(("otherwise",)),
}
