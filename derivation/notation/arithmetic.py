"""Drawing sums, products, fractions, powers and roots."""

from __future__ import annotations

from derivation.notation.boxes import Box, Piece, beside, overlaid, stacked
from derivation.notation.fold import ATOM, NEGATION, POWER, PREFIXED, PRODUCT, QUOTIENT, SUM
from derivation.notation.names import (
    DOTS,
    GREEK,
    NEVER_CALLED,
    POWERS_BEHIND_THE_NAME,
    SUPERSCRIPTS,
    take_apart,
    unicode_function,
)
from derivation.notation.style import DISPLAY, LINE, SCRIPT, Style, box_of, in_brackets, part
from derivation.term import ONE, Term

_NUMBERS = ("integer", "decimal")


def draw_sum(term: Term, boxes: list[Box], style: Style) -> Box:
    return beside([piece for segment in sum_segments(term, boxes, style) for piece in segment], SUM)


def sum_segments(term: Term, boxes: list[Box], style: Style) -> list[list[Piece]]:
    """Each summand with the sign before it."""
    space, sign = "" if style.mode == SCRIPT else " ", style.sign("−", "-")
    segments: list[list[Piece]] = [[part(0, boxes, NEGATION, style)]]
    for index in range(1, len(boxes)):
        if term.args[index].op == "negation":
            segments.append([space, (index, beside([sign + space, _without_sign(boxes[index])], NEGATION))])
        else:
            segments.append([f"{space}+{space}", part(index, boxes, QUOTIENT, style)])
    return segments


def _without_sign(box: Box) -> Box:
    """What stands behind the minus sign of a drawn negation; its own parts stay where they are."""
    row = box.rows[box.baseline]
    cut = 2 if row[1] == " " and row[2:3] in ("─", "-") else 1
    parts = tuple([(index, top, left - cut, inside) for index, top, left, inside in box.parts])
    return Box(tuple([row[cut:] for row in box.rows]), box.baseline, parts)


def draw_negation(term: Term, boxes: list[Box], style: Style) -> Box:
    body = part(0, boxes, QUOTIENT, style)
    box = box_of(body)
    wide = box.height > 1 and box.rows[box.baseline][0] in "─-"
    return beside([style.sign("−", "-") + " " * wide, body], NEGATION)


def draw_product(term: Term, boxes: list[Box], style: Style) -> Box:
    return beside([piece for segment in product_segments(term, boxes, style) for piece in segment], PRODUCT)


def product_segments(term: Term, boxes: list[Box], style: Style) -> list[list[Piece]]:
    """Each factor with the dot before it, if there is one."""
    factors = [part(index, boxes, PREFIXED, style) for index in range(len(boxes))]
    segments: list[list[Piece]] = [[factors[0]]]
    for index in range(1, len(factors)):
        between = _between(term.args[index - 1], term.args[index], box_of(factors[index - 1]), box_of(factors[index]), style)
        segments.append([between, factors[index]] if between else [factors[index]])
    return segments


def _between(left: Term, right: Term, before: Box, after: Box, style: Style) -> str:
    """What stands between two factors: nothing where a person writes nothing, else a dot."""
    dot = style.sign("·", "*")
    if _stands_tall(before) or _stands_tall(after):
        return f" {dot} "
    if DOTS in (left.value, right.value) or left is ONE:
        return dot
    if left.op in _NUMBERS and (_is_letter(right, style) or _begins_with_sum(right)):
        return ""
    if left.op == "symbol" and left.value in NEVER_CALLED and _begins_with_sum(right):
        return ""
    if left is right:
        return dot
    if _is_letter(left, style) and right.op != "constant" and _is_letter(right, style) and not _on_e(right) and before.flat:
        return ""
    return dot


def _stands_tall(box: Box) -> bool:
    """Whether a fraction bar stands on the baseline or a tall bracket around one."""
    return box.height > 1 and (box.baseline + 1 < box.height)


def _is_letter(term: Term, style: Style) -> bool:
    """A single letter, or a power of one."""
    if term.op == "power":
        term = term.args[0]
    if term.op == "constant":
        return len(str(term.value)) == 1 or not style.ascii
    if term.op != "symbol" or term.args:
        return False
    name = take_apart(str(term.value)).base
    return len(name) == 1 or (name in GREEK and not style.ascii)


def _begins_with_sum(term: Term) -> bool:
    """Whether it begins with a sum in brackets."""
    return term.op == "sum" or (term.op == "power" and term.args[0].op == "sum")


def _on_e(term: Term) -> bool:
    return term.op == "power" and term.args[0].op == "constant"


def draw_quotient(term: Term, boxes: list[Box], style: Style) -> Box:
    if style.mode != DISPLAY:
        return beside([part(0, boxes, PRODUCT, style), "/", part(1, boxes, POWER, style)], QUOTIENT)
    above, below = boxes
    nested = any(box.height > 1 and box.rows[box.baseline].strip()[:1] in ("─", "-") for box in boxes)
    bar = style.sign("─", "-") * (max(above.width, below.width) + 2 * nested)
    return stacked([(0, above), bar, (1, below)], 1, PREFIXED)


def draw_power(term: Term, boxes: list[Box], style: Style) -> Box:
    base, exponent = boxes
    small = superscript(exponent, style)
    if small is not None and _behind_the_name(term):
        return _power_behind_the_name(base, small, len(unicode_function(str(term.args[0].value))))
    lower = part(0, boxes, ATOM, style)
    if small is not None and (box_of(lower).flat or style.mode == LINE):
        return beside([lower, (1, small)], POWER)
    if style.mode == LINE:
        bare = exponent.level == ATOM and not term.args[1].args
        return beside([lower, "^", (1, exponent) if bare else in_brackets((1, exponent), style)], POWER)
    return raised(lower, (1, exponent if small is None else small))


def raised(lower: Piece, exponent: Piece) -> Box:
    """An exponent at the upper right: above a single row, else beside the top of the base."""
    base, upper = box_of(lower), box_of(exponent)
    top = upper.height - 1 if base.height > 1 else upper.height
    return overlaid([(lower, top, 0), (exponent, 0, base.width)], top + base.baseline, POWER)


def superscript(box: Box, style: Style) -> Box | None:
    """The drawing in small raised characters, or None where they do not exist."""
    if style.ascii or not box.flat or box.width > 5 or not all(sign in SUPERSCRIPTS for sign in box.rows[0]):
        return None
    return Box(("".join([SUPERSCRIPTS[sign] for sign in box.rows[0]]),), 0, box.parts, ATOM)


def _behind_the_name(term: Term) -> bool:
    base, exponent = term.args
    return base.op == "function" and base.value in POWERS_BEHIND_THE_NAME and exponent.op == "integer" and len(base.args) == 1


def _power_behind_the_name(base: Box, small: Box, name: int) -> Box:
    gap = " " * small.width
    between = [small.rows[0] if number == base.baseline else gap for number in range(base.height)]
    rows = tuple([row[:name] + middle + row[name:] for row, middle in zip(base.rows, between, strict=True)])
    shifted = tuple([(index, top, left + small.width, inside) for index, top, left, inside in base.parts])
    whole = Box(rows, base.baseline, shifted)
    return Box(rows, base.baseline, ((0, 0, 0, whole), (1, base.baseline, name, small)), POWER)


def draw_root(index: Piece | None, boxes: list[Box], style: Style) -> Box:
    """A square root, or one with an index: drawn over the body, or before it on one line."""
    body = boxes[0]
    short = body.level == ATOM and body.flat and body.width == 1
    if (style.mode != DISPLAY or short) and not style.ascii:
        sign: list[Piece] = [index, "√"] if index is not None else ["√"]
        return beside([*sign, part(0, boxes, ATOM, style)], POWER)
    if style.mode != DISPLAY:
        return beside(["sqrt(", (0, body), ")"] if index is None else ["root(", (0, body), ", ", index, ")"])
    free = 0 if body.flat and not style.ascii else body.height
    shift = 0 if index is None else max(0, box_of(index).width - free)
    pieces: list[tuple[Piece, int, int]] = [(_radical(body, style), 0, shift)]
    lead = 1 if body.flat and not style.ascii else body.height + 1
    pieces.append(((0, body), 1, shift + lead))
    if index is not None:
        pieces.append((index, 1 if body.flat and not style.ascii else body.height - 1, 0))
    return overlaid(pieces, 1 + body.baseline, POWER)


def _radical(body: Box, style: Style) -> Box:
    """The sign with its bar, the space under it left empty."""
    if body.flat and not style.ascii:
        return Box((" " + "_" * body.width, "√" + " " * body.width))
    falling, rising = style.sign("╲", "\\"), style.sign("╱", "/")
    height, width = body.height, body.width + body.height + 1
    rows = [" " * (height + 1) + "_" * body.width]
    rows += [(" " * (height - row) + rising).ljust(width) for row in range(height - 1)]
    rows.append((falling + rising).ljust(width))
    return Box(tuple(rows))
