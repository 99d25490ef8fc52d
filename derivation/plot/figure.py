"""What is drawn, as plain data: curves in pieces, circles, marks, the window and its ticks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from derivation.term import Term

Point = tuple[float, float]
Role = Literal["function", "derivative", "tangent"]


@dataclass(frozen=True, slots=True)
class Window:
    """The part of the plane that is shown."""

    left: float
    right: float
    bottom: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    def contains(self, point: Point) -> bool:
        return self.left <= point[0] <= self.right and self.bottom <= point[1] <= self.top


@dataclass(frozen=True, slots=True)
class Curve:
    """One curve, already cut to the window.

    role    what it is: the function, its derivative or a tangent
    label   what the legend says
    pieces  each is drawn without lifting the pen
    holes   points that the curve runs up to and does not have: open circles
    dots    points that it has at a jump: filled circles
    about   the numbers in the label are rounded
    """

    role: Role
    label: Term
    pieces: tuple[tuple[Point, ...], ...]
    holes: tuple[Point, ...] = ()
    dots: tuple[Point, ...] = ()
    about: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    place: float
    label: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A point with a name.

    role   the curve it lies on
    point  where it is drawn
    place  the value of the variable there: exact where `exact`, else rounded
    value  the value of the curve there, likewise
    """

    role: Role
    point: Point
    place: Term
    value: Term
    exact_place: bool
    exact_value: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """All that a drawing needs to know.

    drawn       the function, with numbers for its parameters
    variable    what runs along the horizontal axis
    curves      the function first
    poles       where a curve leaves through top or bottom for good
    maximum     the greatest value of the derivative in the window, None where there is none
    touching    where the tangent touches, None without a tangent
    together    the derivative lies on the function
    notes       sentences for the reader
    columns     how wide the terminal's picture is to be, in characters; 0 for what suits the page
    rows        how high, likewise
    """

    drawn: Term
    variable: Term
    window: Window
    curves: tuple[Curve, ...]
    poles: tuple[float, ...]
    across: tuple[Tick, ...]
    upwards: tuple[Tick, ...]
    maximum: Mark | None = None
    touching: Mark | None = None
    together: bool = False
    notes: tuple[str, ...] = ()
    columns: int = 0
    rows: int = 0
