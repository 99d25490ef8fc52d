"""The picture of a long formula: from points that stand side by side, without a search for what happens between them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from derivation.plot.figure import Curve, Role, Window
from derivation.plot.height import POINTS, places, upwards
from derivation.plot.line import Line
from derivation.plot.sampling import clipped
from derivation.term import Term, postorder

LONG = 1_000
"""Of a formula of more distinct parts zeros, breaks and turns are not looked for: that takes thousands of its values."""

TOLD = f"The formula is long: it is drawn from {POINTS} points, and what happens between them is not looked for."


def is_long(lines: Sequence[Line]) -> bool:
    """Whether so many values as a whole picture takes would take too long to work out."""
    return any(len(postorder(line.term)) > LONG for line in lines)


def window(lines: Sequence[Line], left: float, right: float) -> Window:
    """The height of what is found between two ends."""
    low, high = upwards(lines, left, right, [[] for _ in lines], [], crowded=False)
    return Window(left, right, low, high)


def curve(line: Line, role: Role, label: Term, window: Window) -> Curve:
    """The points joined, parted where there is no value."""
    strokes: list[list[tuple[float, float]]] = [[]]
    for x in places(window.left, window.right):
        y = line.quick(x)
        if math.isfinite(y):
            strokes[-1].append((x, y))
        elif strokes[-1]:
            strokes.append([])
    parts = [part for stroke in strokes for part in clipped(stroke, window)]
    return Curve(role, label, tuple(parts), (), ())
