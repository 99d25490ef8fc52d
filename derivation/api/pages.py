"""Results that show themselves: on the terminal as text, in a notebook as a page."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from derivation import limits
from derivation.document import Document, Look, Plot
from derivation.notation import latex, too_long
from derivation.term import Term

if TYPE_CHECKING:
    from derivation.walkthrough import Step

STYLE = """
.derivation .line { display: flex; align-items: center; gap: 1em; padding: .3em 0; }
.derivation .maths { flex: 1 1 auto; overflow: auto hidden; padding: .3em 0; } .derivation .sign { flex: 0 0 1.2em; }
.derivation .margin { opacity: .75; } .derivation .note { margin: 0 0 .2em 2.2em; opacity: .85; }
.derivation .note.result { font-weight: bold; margin-left: 0; } .derivation .note.reading { margin-left: 0; }
.derivation details { margin-left: 2em; } .derivation math { font-size: 1.15em; }
.derivation mark { background: none; text-decoration: underline 2px; }
.derivation .changed { border-bottom: 2px solid #8a55b0; }
.derivation .mark.wrong, .derivation .note.mistake { color: #c5362b; } .derivation .mark.proved { color: #2c8a40; }
"""
"""The look of a page inside a notebook; every rule stays inside it, so that nothing else changes."""


class Shown:
    """What can be shown as a page."""

    def document(self) -> Document:
        """The page before any format."""
        raise NotImplementedError

    def __str__(self) -> str:
        return self.write().rstrip("\n")

    def __repr__(self) -> str:
        return str(self)

    def write(self, format: str = "terminal", file: str | Path | None = None) -> str:
        """The page in any format of `derivation show --format`; with `file` also written there, as UTF-8, pictures beside it."""
        from derivation.export import FORMATS, load
        from derivation.export.pictures import Beside

        if format not in FORMATS:
            raise ValueError(f"there is no format {format!r}; there are {', '.join(FORMATS)}")
        if file is None:
            return "".join(load(format).write(self.document(), Look()))
        beside = Beside(Path(file))
        text = "".join(load(format).write(self.document(), Look(keep=beside.keep)))
        for path, content in {**beside.kept, Path(file): text}.items():
            path.write_text(content, encoding="utf-8")
        return text

    def _repr_html_(self) -> str:
        from derivation.export.html import UNSEEN, element

        blocks = list(self.document().blocks)
        style = STYLE + UNSEEN
        if any(isinstance(block, Plot) for block in blocks):
            from derivation.export import plot_svg

            style += plot_svg.STYLE
        body = "\n".join(element(block) for block in blocks)
        return f'<div class="derivation"><style>{style}</style>\n{body}\n</div>'


def displayed(start: Term, steps: Iterable[Step], sign: str = "", other: Term | None = None) -> str | None:
    """Lines as one LaTeX display, rules at the right; None where they are too long to be read."""
    from derivation.export.latex import words

    lines = [start, *(step.after for step in steps), *([] if other is None else [other])]
    if any(too_long(line, limits.SCREEN_CHARACTERS) for line in lines):
        return None
    if other is not None:
        return f"$$ {latex(start)}{sign}{latex(other)} $$"
    rows = [f"& {latex(start)}", *(rf"&= {latex(step.after)} && \text{{{words(step.rule)}}}" for step in steps)]
    return "$$ \\begin{aligned}\n" + " \\\\\n".join(rows) + "\n\\end{aligned} $$"
