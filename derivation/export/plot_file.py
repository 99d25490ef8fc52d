"""Curves as PNG, SVG or PDF, drawn by Matplotlib, which is an optional extra."""

from __future__ import annotations

import io
import re
from typing import Any

from derivation.export.plot_room import beside, in_short, legend_place, name
from derivation.notation import latex
from derivation.plot import Curve, Figure, Mark

COLORS = {"function": "#307EC7", "derivative": "#9621E2", "tangent": "#D9730D"}
KINDS = ("png", "svg", "pdf")
DOTS_PER_INCH = 200
USUAL = (1600, 1000)
"""Width and height in pixels."""

MISSING = "drawing files needs Matplotlib: pip install 'derivation-walkthrough[plot]'  (or: pip install matplotlib)"

INK = "#33373d"

SAME_EVERY_TIME: dict[str, dict[str, None]] = {"svg": {"Date": None}, "pdf": {"CreationDate": None}, "png": {}}
"""What is left out of a file so that the same figure gives the same bytes."""


def write(figure: Figure, kind: str, width: int = 0, height: int = 0) -> bytes:
    """The picture as the bytes of a file; raises ImportError where Matplotlib is missing."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure as Sheet

    size = (width or USUAL[0]) / DOTS_PER_INCH, (height or USUAL[1]) / DOTS_PER_INCH
    with rc_context({"svg.hashsalt": "derivation", "font.size": 11, "axes.unicode_minus": True, "mathtext.fontset": "cm"}):
        sheet = Sheet(figsize=size, dpi=DOTS_PER_INCH, layout="constrained")
        _draw(figure, sheet.add_subplot(), USUAL[0] / DOTS_PER_INCH / size[0])
        out = io.BytesIO()
        sheet.savefig(out, format=kind, metadata=SAME_EVERY_TIME[kind])
    return out.getvalue()


def _draw(figure: Figure, axes: Any, larger: float) -> None:
    _axes(figure, axes)
    for curve in figure.curves:
        _curve(curve, axes, broken=figure.together and curve.role == "function")
    for mark in (figure.maximum, figure.touching):
        if mark is not None and figure.window.contains(mark.point):
            axes.plot(*mark.point, "o", color=COLORS[mark.role], markersize=8, zorder=5)
    if figure.maximum is not None and figure.window.contains(figure.maximum.point):
        _name_maximum(figure, figure.maximum, axes, larger)
    place = legend_place(figure, larger)
    where = {"loc": "upper left", "bbox_to_anchor": (place[0], 1 - place[1])} if place else {"loc": "outside upper left"}
    if place:
        axes.legend(frameon=False, fontsize=13, borderaxespad=0, borderpad=0, **where)
    else:
        axes.figure.legend(frameon=False, fontsize=13, ncols=3, **where)


def _name_maximum(figure: Figure, mark: Mark, axes: Any, larger: float) -> None:
    words = in_short(figure, mark)
    right, up = beside(figure, mark.point, len(words), larger)
    axes.annotate(
        words,
        mark.point,
        xytext=(8 if right else -8, 8 if up else -8),
        textcoords="offset points",
        horizontalalignment="left" if right else "right",
        verticalalignment="bottom" if up else "top",
        color=INK,
        path_effects=_halo(),
        zorder=6,
    )


def _halo() -> list[Any]:
    """White around letters that lie on a curve."""
    from matplotlib.patheffects import withStroke

    return [withStroke(linewidth=3, foreground="white", alpha=0.85)]


def _axes(figure: Figure, axes: Any) -> None:
    """Axes through the origin, no box."""
    window = figure.window
    axes.set_xlim(window.left, window.right)
    axes.set_ylim(window.bottom, window.top)
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines["bottom"].set_position(("data", min(max(0.0, window.bottom), window.top)))
    axes.spines["left"].set_position(("data", min(max(0.0, window.left), window.right)))
    axes.spines[["bottom", "left"]].set_color(INK)
    axes.spines[["bottom", "left"]].set_zorder(1)
    axes.set_axisbelow(False)
    axes.set_xticks([tick.place for tick in figure.across], [_minus(tick.label) for tick in figure.across])
    axes.set_yticks([tick.place for tick in figure.upwards], [_minus(tick.label) for tick in figure.upwards])
    axes.tick_params(colors=INK)
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set_path_effects(_halo())
    for place in figure.poles:
        axes.axvline(place, color=INK, linewidth=0.8, linestyle=(0, (3, 5)), zorder=0)


def _minus(label: str) -> str:
    return label.replace("-", "−")


def _curve(curve: Curve, axes: Any, broken: bool) -> None:
    """The pieces as one line with gaps, and its circles; a broken line lets the other curve be seen below it."""
    across: list[float] = []
    upwards: list[float] = []
    for piece in curve.pieces:
        across += [*(x for x, _ in piece), float("nan")]
        upwards += [*(y for _, y in piece), float("nan")]
    color = COLORS[curve.role]
    line = "--" if curve.role == "tangent" or broken else "-"
    order = 2.2 if curve.role == "function" else 2.1
    axes.plot(across, upwards, line, color=color, linewidth=2 if curve.role == "tangent" else 3, label=_name(curve), zorder=order)
    for points, inside in ((curve.holes, "white"), (curve.dots, color)):
        if points:
            places = list(zip(*points, strict=True))
            axes.plot(*places, "o", color=color, markerfacecolor=inside, markeredgewidth=2, markersize=8, zorder=4)


def _name(curve: Curve) -> str:
    """The name in mathematical type where Matplotlib can set it; brackets keep their size, which suits one line."""
    from matplotlib.mathtext import MathTextParser

    formula = re.sub(r"\\(left|right)(?![a-z])", "", latex(curve.label))
    if curve.about:
        formula = formula.replace(" = ", r" \approx ", 1)
    words = f"${formula}$"
    try:
        MathTextParser("path").parse(words)
    except ValueError:
        return name(curve)
    return f"tangent {words}" if curve.role == "tangent" else words
