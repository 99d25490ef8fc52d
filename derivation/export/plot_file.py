"""Curves as PNG, SVG or PDF, drawn by Matplotlib, which is an optional extra."""

from __future__ import annotations

import io
from typing import Any

from derivation.export.plot_svg import short_words
from derivation.notation import latex, unicode_line
from derivation.plot import Curve, Figure
from derivation.term import Term

COLORS = {"function": "#307EC7", "derivative": "#9621E2", "tangent": "#D9730D"}
KINDS = ("png", "svg", "pdf")
DOTS_PER_INCH = 200
USUAL = (1600, 1000)
"""Width and height in pixels."""

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
        _draw(figure, sheet.add_subplot())
        out = io.BytesIO()
        sheet.savefig(out, format=kind, metadata=SAME_EVERY_TIME[kind])
    return out.getvalue()


def _draw(figure: Figure, axes: Any) -> None:
    _axes(figure, axes)
    for curve in figure.curves:
        _curve(curve, axes)
    for mark in (figure.maximum, figure.touching):
        if mark is not None and figure.window.contains(mark.point):
            axes.plot(*mark.point, "o", color=COLORS[mark.role], markersize=8, zorder=5)
    if figure.maximum is not None and figure.window.contains(figure.maximum.point):
        halo = {"facecolor": "white", "edgecolor": "none", "alpha": 0.75, "pad": 1}
        axes.annotate(
            short_words(figure), figure.maximum.point, xytext=(8, 8), textcoords="offset points", color=INK, bbox=halo, zorder=6
        )
    axes.legend(frameon=False, loc="best", fontsize=13)


def _axes(figure: Figure, axes: Any) -> None:
    """Axes through the origin, no box."""
    window = figure.window
    axes.set_xlim(window.left, window.right)
    axes.set_ylim(window.bottom, window.top)
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines["bottom"].set_position(("data", min(max(0.0, window.bottom), window.top)))
    axes.spines["left"].set_position(("data", min(max(0.0, window.left), window.right)))
    axes.spines[["bottom", "left"]].set_color(INK)
    axes.set_xticks([tick.place for tick in figure.across], [_minus(tick.label) for tick in figure.across])
    axes.set_yticks([tick.place for tick in figure.upwards], [_minus(tick.label) for tick in figure.upwards])
    axes.tick_params(colors=INK)
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set_bbox({"facecolor": "white", "edgecolor": "none", "alpha": 0.7, "pad": 0.8})
    for place in figure.poles:
        axes.axvline(place, color=INK, linewidth=0.8, linestyle=(0, (3, 5)), zorder=0)


def _minus(label: str) -> str:
    return label.replace("-", "−")


def _curve(curve: Curve, axes: Any) -> None:
    """The pieces as one line with gaps, and its circles."""
    across: list[float] = []
    upwards: list[float] = []
    for piece in curve.pieces:
        across += [*(x for x, _ in piece), float("nan")]
        upwards += [*(y for _, y in piece), float("nan")]
    color = COLORS[curve.role]
    line = "--" if curve.role == "tangent" else "-"
    order = 3 if curve.role == "function" else 2.5
    axes.plot(across, upwards, line, color=color, linewidth=2 if line == "--" else 3, label=_name(curve.label), zorder=order)
    for points, inside in ((curve.holes, "white"), (curve.dots, color)):
        if points:
            places = list(zip(*points, strict=True))
            axes.plot(*places, "o", color=color, markerfacecolor=inside, markeredgewidth=2, markersize=8, zorder=4)


def _name(label: Term) -> str:
    """The name in mathematical type where Matplotlib can set it."""
    from matplotlib.mathtext import MathTextParser

    words = f"${latex(label)}$"
    try:
        MathTextParser("path").parse(words)
    except ValueError:
        return unicode_line(label)
    return words
