"""Finds the mathematics in a file as people keep it: LaTeX, Markdown, plain text, or the Markdown of a notebook.

What comes out are rows as the author set them: split where LaTeX breaks a row, their alignment marks and labels gone, each
with the place where it stood.
"""

from __future__ import annotations

import json
import re

from derivation.limits import MAX_CHARACTERS
from derivation.page.bare import bare_lines
from derivation.page.displays import TEX_COMMENT, alone, is_mentioned, regions, rows
from derivation.page.explained import explained_in_words, is_idle
from derivation.page.lines import NoPage, PageLine, Region

__all__ = ["KINDS", "NoPage", "PageLine", "find_lines"]


KINDS = {".tex": "tex", ".md": "md", ".markdown": "md", ".txt": "txt", ".ipynb": "ipynb", ".rmd": "md", ".qmd": "md"}
"""The kind of a file by the end of its name."""

_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)


def find_lines(text: str, kind: str = "") -> list[PageLine]:
    """The rows of mathematics on a page, from top to bottom.

    text  the whole file
    kind  tex, md, txt or ipynb; "" looks at the text itself

    Raises NoPage for a text beyond `limits.MAX_CHARACTERS` and for a notebook that is none.

    >>> [row.text for row in find_lines("So $$f'(x) = 2x + 0 \\\\\\\\ = 2x$$ at last.", "md")]
    ["f'(x) = 2x + 0", '= 2x']
    """
    if len(text) > MAX_CHARACTERS:
        raise NoPage(f"the page is longer than {MAX_CHARACTERS:,} characters")
    kind = kind or _guess(text)
    if kind == "ipynb":
        text, kind = _markdown_of(text), "md"
    if kind == "tex":
        text = TEX_COMMENT.sub(lambda found: " " * len(found.group()), text)
    if kind == "md":
        text = _QUOTED.sub(lambda found: " " * len(found.group()), text)
    every = list(regions(text))
    chosen = _chosen(text, every)
    found = [row for start, body, _ in chosen for row in rows(text, start, body)]
    if not any(display for _, _, display in every):
        found += bare_lines(_without(text, every))
    return sorted(found, key=lambda row: (row.line, row.column))


def _without(text: str, found: list[Region]) -> str:
    """The text with spaces for the lines on which formulas are marked."""
    marked = {text.count("\n", 0, start) + k for start, body, _ in found for k in range(body.count("\n") + 1)}
    return "\n".join(" " * len(line) if number in marked else line for number, line in enumerate(text.split("\n")))


def _chosen(text: str, found: list[Region]) -> list[Region]:
    """The formulas that make up the derivation: displays, those alone on their lines, and what the words explain of them."""
    apart = {
        region
        for region in found
        if (alone(text, region) and not is_idle(region, found) if not region[2] else not is_mentioned(text, region))
    }
    if len(apart) > 1 or any(display for _, _, display in apart):
        said = explained_in_words(text, [(start, body, (start, body, display) in apart) for start, body, display in found])
        return [region for region in found if region in apart or region in said]
    equations = [region for region in found if "=" in region[1] and not is_idle(region, found)]
    return equations or found


def _guess(text: str) -> str:
    head = text.lstrip()[:1]
    if head == "{" and '"cells"' in text:
        return "ipynb"
    return "tex" if "\\begin{document}" in text or "\\documentclass" in text else "md"


def _markdown_of(text: str) -> str:
    """The Markdown cells of a notebook, one below the other."""
    try:
        cells = json.loads(text)["cells"]
        parts = [cell["source"] for cell in cells if cell.get("cell_type") == "markdown"]
        return "\n\n".join(part if isinstance(part, str) else "".join(part) for part in parts)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise NoPage("this is no notebook: its cells cannot be found") from problem
