"""A page to be shown, before any format: headings, sentences with mathematics inside, equations, tables, plots.

Formats know these blocks and nothing else, so a new format is one file and a new kind of result needs none.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from derivation.term import Path, Term

if TYPE_CHECKING:
    from derivation.plot import Figure


class Code(NamedTuple):
    """Text to be typed or read exactly as it stands, inside a sentence."""

    text: str


Sentence = tuple[str | Term | Code, ...]
"""Words and mathematics, one after the other."""

Status = Literal["", "given", "proved", "undecided", "wrong", "unreadable"]
NoteKind = Literal["reading", "why", "where", "condition", "remark", "warning", "mistake", "result"]


class Heading(NamedTuple):
    text: Sentence
    level: int = 1


class Paragraph(NamedTuple):
    text: Sentence


class Note(NamedTuple):
    """A sentence beside the mathematics; the kind says what it is there for."""

    kind: NoteKind
    text: Sentence


class Equation(NamedTuple):
    """One line of a derivation.

    term    what stands on it
    sign    what joins it to the line above; "" on the first line
    left    what stands before the sign, if anything
    margin  the rule, at the right
    status  what is known about its following from the line above
    mark    the path to the part that changed; None where all of it did
    """

    term: Term
    sign: str = "="
    left: Term | None = None
    margin: str = ""
    status: Status = ""
    mark: Path | None = None


class Written(NamedTuple):
    """A line in the reader's own words, with a remark in the margin; `wrong` is the part that is, as (start, end)."""

    text: str
    status: Status
    margin: str = ""
    wrong: tuple[int, int] | None = None


class Group(NamedTuple):
    """Lines that belong under the line above: how something inside it was worked out."""

    summary: str
    blocks: tuple[Block, ...]


class Columns(NamedTuple):
    """Pages in miniature that belong side by side; where there is no room, one follows the other."""

    columns: tuple[tuple[Block, ...], ...]


class Table(NamedTuple):
    columns: tuple[str, ...]
    rows: tuple[tuple[Sentence, ...], ...]


class Listing(NamedTuple):
    """Lines to be shown exactly as they stand."""

    text: str


class Plot(NamedTuple):
    """A picture of curves; `figure` is what derivation.plot makes."""

    figure: Figure
    caption: str = ""


Block = Heading | Paragraph | Note | Equation | Written | Group | Columns | Table | Listing | Plot


class Document(NamedTuple):
    """What a format turns into text.

    title   plain words
    blocks  in order; may be made while they are read, so that the first are on screen before the last are known
    record  makes the data of the result, for formats that write data rather than a page
    source  the result that is shown
    """

    title: str
    blocks: Iterable[Block]
    record: Callable[[], Mapping[str, object]] = dict
    source: object = None


class Look(NamedTuple):
    """How a page is to look.

    width  in characters
    ascii  only characters that every console has
    color  with escape sequences for color
    latex  the LaTeX of every equation beside it
    keep   takes a picture, as SVG, that goes into a file beside the page, and says its address; None where there can be none
    """

    width: int = 80
    ascii: bool = False
    color: bool = False
    latex: bool = False
    keep: Callable[[str], str] | None = None


def visible(text: str) -> str:
    r"""The text with what a terminal would obey rather than show made visible.

    >>> visible("a\x1b[2Jb")
    'a\\x1b[2Jb'
    """
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() or each == " " else _escaped(each) for each in text)


def _escaped(character: str) -> str:
    if unicodedata.category(character) == "Zs":
        return " "
    return character.encode("unicode_escape").decode("ascii")
