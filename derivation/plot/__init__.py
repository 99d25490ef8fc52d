"""What to draw of a function and its derivative: the window, the pieces of the curves, the marks.  Data alone; the exports draw.

floats   terms as fast functions        places    where a curve may break     sampling  the pieces of a curve
window   which part of the plane        ticks     numbers along the axes      marks     the greatest slope, a tangent
"""

from derivation.plot.draw import NothingToDraw, Wish, draw, number
from derivation.plot.figure import Curve, Figure, Mark, Point, Tick, Window
from derivation.plot.ticks import short

__all__ = ["Curve", "Figure", "Mark", "NothingToDraw", "Point", "Tick", "Window", "Wish", "draw", "number", "short"]
