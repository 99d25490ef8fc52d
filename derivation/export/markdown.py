"""Markdown with mathematics between dollar signs, as GitHub and Obsidian show it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from derivation.document import (
    Block,
    Code,
    Columns,
    Document,
    Equation,
    Group,
    Heading,
    Listing,
    Look,
    Note,
    Paragraph,
    Plot,
    Sentence,
    Table,
    Written,
    visible,
)
from derivation.export.latex import JOINERS
from derivation.export.spans import MARKS
from derivation.notation import latex
from derivation.term import Term

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|$~])")


def write(document: Document, look: Look) -> Iterator[str]:
    """The page as Markdown, one block at a time."""
    for block in document.blocks:
        found = shown(block, look.keep) if isinstance(block, Plot) and look.keep is not None else lines(block)
        yield "\n".join(found) + "\n\n"


def lines(block: Block) -> list[str]:
    """The lines of one block."""
    return LINES[type(block)](block)


def escaped(words: str) -> str:
    r"""Words in which nothing is taken for markup.

    >>> escaped("a_b <i>")
    'a\\_b \\<i\\>'
    """
    return SPECIAL.sub(r"\\\1", visible(words))


def inline(sentence: Sentence) -> str:
    """A sentence with its mathematics."""
    return "".join(_part(part) for part in sentence)


def _part(part: str | Term | Code) -> str:
    if isinstance(part, str):
        return escaped(part)
    if isinstance(part, Code):
        fence = "``" if "`" in part.text else "`"
        return f"{fence}{visible(part.text)}{fence}"
    return f"${latex(part)}$"


def _heading(block: Heading) -> list[str]:
    return [f"{'#' * (block.level + 1)} {inline(block.text)}"]


def _paragraph(block: Paragraph) -> list[str]:
    return [inline(block.text)]


def _note(block: Note) -> list[str]:
    words = inline(block.text)
    if block.kind == "condition":
        return [f"*needs* {words}"]
    if block.kind == "warning":
        return [f"> **Note:** {words}"]
    return [f"**{words}**" if block.kind == "result" and "$" not in words else words]


def _equation(block: Equation) -> list[str]:
    left = f"{latex(block.left)} " if block.left is not None else ""
    sign = f"{JOINERS.get(block.sign, block.sign)} " if block.sign else ""
    found = ["$$", f"{left}{sign}{latex(block.term)}", "$$"]
    margin = " ".join(part for part in (escaped(block.margin), MARKS[block.status]) if part)
    return [*found, "", f"*{margin}*" if block.margin else margin] if margin else found


def _written(block: Written) -> list[str]:
    margin = f" {escaped(block.margin)}" if block.margin else ""
    fence = "``" if "`" in block.text else "`"
    return [f"{MARKS[block.status] or '·'} {fence}{visible(block.text)}{fence}{margin}"]


def _group(block: Group) -> list[str]:
    found = [escaped(block.summary), ""] if block.summary else []
    for each in block.blocks:
        found += [*lines(each), ""]
    return [f"> {line}".rstrip() for line in found[:-1]]


def _columns(block: Columns) -> list[str]:
    """One after the other: Markdown has no columns of displayed mathematics."""
    return [line for column in block.columns for part in column for line in (*lines(part), "")][:-1]


def _table(block: Table) -> list[str]:
    rows = [
        f"| {' | '.join(cell.replace('|', chr(92) + 'vert ') if '$' in cell else cell for cell in map(inline, row))} |"
        for row in block.rows
    ]
    return [f"| {' | '.join(block.columns)} |", "|" + " --- |" * len(block.columns), *rows]


def _listing(block: Listing) -> list[str]:
    return ["```text", *(visible(line) for line in block.text.splitlines()), "```"]


def shown(block: Plot, keep: Callable[[str], str]) -> list[str]:
    """A picture in a file beside the page: neither GitHub nor Obsidian shows one that stands inside."""
    from derivation.export.plot_svg import description, file

    caption = ["", f"*{escaped(block.caption)}*"] if block.caption else []
    return [f"![{escaped(description(block.figure, block.caption))}]({keep(file(block.figure, block.caption))})", *caption]


def _plot(block: Plot) -> list[str]:
    """In words, where there is no file to put the picture beside."""
    from derivation.export.plot_svg import description

    return [f"*{escaped(description(block.figure, block.caption))}*"]


LINES: dict[type, Callable[[Any], list[str]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Note: _note,
    Equation: _equation,
    Written: _written,
    Group: _group,
    Columns: _columns,
    Table: _table,
    Listing: _listing,
    Plot: _plot,
}
