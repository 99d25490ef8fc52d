"""What to draw of a function and its derivative: the window, the pieces of the curves, the marks.  Data alone; the exports draw.

floats, line  terms as fast functions       places    where a curve may break      breaking  what happens there
window        from where to where           height    from which height to which   sampling  the pieces of a curve
ticks         numbers along the axes        marks     the greatest slope, a tangent
"""

from derivation.plot.draw import NothingToDraw, Wish, draw, number
from derivation.plot.figure import Curve, Figure, Mark, Point, Tick, Window
from derivation.plot.ticks import short

__all__ = ["Curve", "Figure", "Mark", "NothingToDraw", "Point", "Tick", "Window", "Wish", "draw", "number", "short"]
