"""A LaTeX file for pdflatex: consecutive lines aligned at the equals sign, rules at the right, reasons between."""

from __future__ import annotations

import unicodedata
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
from derivation.export.spans import SUPERSCRIPTS, as_ascii, lowered
from derivation.notation import latex, printed_length, too_long
from derivation.term import Term, postorder

BEGIN = r"""\documentclass[11pt,fleqn]{article}
\usepackage[utf8]{inputenc}
\usepackage{amsmath,amssymb}
\usepackage{color,graphicx}
\IfFileExists{pict2e.sty}{\usepackage{pict2e}}{}
\usepackage[margin=25mm]{geometry}
\allowdisplaybreaks
\newcommand{\iflong}[3]{\sbox0{$\displaystyle #3$}\ifdim\wd0>#2\linewidth#1{#2\linewidth}{#3}\else\usebox0\fi}
\newcommand{\broken}[2]{\parbox[t]{#1}{\raggedright\binoppenalty=0\relpenalty=0\hangindent=1em\hangafter=1$\displaystyle #2$}}
\newcommand{\shrunk}[2]{\resizebox{#1}{!}{\usebox0}}
\setlength{\parindent}{0pt}
\setlength{\parskip}{0.5em}
\begin{document}
"""

END = "\\end{document}\n"

SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "|": r"\textbar{}",
    "<": r"\textless{}", ">": r"\textgreater{}", '"': "''",
    "✓": r"$\checkmark$", "✗": r"$\times$", "…": r"\dots{}", "′": "'",
}  # fmt: skip

SIGNS = {
    "≠": r"$\neq$",
    "≤": r"$\leq$",
    "≥": r"$\geq$",
    "√": r"$\surd$",
    "·": r"$\cdot$",
    "→": r"$\to$",
    "∞": r"$\infty$",
    "−": "$-$",
    "≈": r"$\approx$",
    "⇒": r"$\Rightarrow$",
    "∂": r"$\partial$",
    "∇": r"$\nabla$",
}

JOINERS = {"≠": r"\neq", "⇒": r"\Rightarrow"}

LONG, WIDE = 60, 100
"""Characters of a line that may be wider than the page, and of a part of it that may be too; a line is broken, or shrunk
where it cannot be broken."""

MARKS = {"": "", "given": "", "proved": r"\,\checkmark", "undecided": r"\,?", "wrong": r"\,\times", "unreadable": r"\,\dots"}


def write(document: Document, look: Look) -> Iterator[str]:
    """The whole file, block by block."""
    yield BEGIN
    waiting: list[Equation | Note] = []
    for block in document.blocks:
        if _belongs_in_display(block, waiting):
            waiting.append(block)  # type: ignore[arg-type]
            continue
        if waiting:
            yield display(waiting) + "\n"
            waiting = []
        if isinstance(block, Equation):
            waiting.append(block)
        else:
            yield written(block) + "\n"
    if waiting:
        yield display(waiting) + "\n"
    yield END


def _belongs_in_display(block: Block, waiting: list[Equation | Note]) -> bool:
    """Lines and the reasons between them go on in one display; a line that begins anew begins a new one."""
    if isinstance(block, Equation):
        return bool(waiting) and block.left is None and block.sign != ""
    return bool(waiting) and isinstance(block, Note) and block.kind in ("why", "where", "condition")


def display(blocks: list[Equation | Note]) -> str:
    """Lines aligned at their signs, with the reasons between them; what follows the last line stands below."""
    rows: list[str] = []
    reasons: list[str] = []
    for block in blocks:
        if isinstance(block, Note):
            reasons.append(_reason(block))
            continue
        if rows:
            rows[-1] += r" \\"
        if reasons:
            rows.append(rf"\intertext{{{_together(reasons)}}}")
            reasons = []
        rows.append(_row(block))
    below = [rf"{_together(reasons)}\par"] if reasons else []
    return "\n".join([r"\begin{align*}", *rows, r"\end{align*}", *below])


def _together(reasons: list[str]) -> str:
    return r"\newline ".join(reasons)


def _reason(block: Note) -> str:
    start = "needs " if block.kind == "condition" else ""
    return rf"\hspace*{{2em}}{{\small {start}{inline(block.text)}}}"


def _row(block: Equation) -> str:
    left = f"{latex(block.left)} " if block.left is not None else ""
    sign = JOINERS.get(block.sign, block.sign)
    margin = rf" && \text{{{words(block.margin)}}}{MARKS[block.status]}" if block.margin or MARKS[block.status] else ""
    body = latex(block.term)
    if too_long(block.term, LONG):
        how = r"\shrunk" if _in_one_piece(block.term) > WIDE else r"\broken"
        body = rf"\iflong{how}{{{'0.62' if block.margin else '0.85'}}}{{{body}}}"
    if not sign:
        return rf"& {body}{margin}"
    return rf"{left}&{sign} {body}{margin}"


def _in_one_piece(term: Term) -> int:
    """How long the longest part of a line is that LaTeX does not break.

    It breaks at signs, not in fractions nor in brackets around them.
    """
    if term.op in ("sum", "product", "negation", "relation"):
        inner = [each for each in term.args if each.op != "sum" or not any(part.op == "quotient" for part in postorder(each))]
        if len(inner) == len(term.args) or term.op != "product":
            return max(map(_in_one_piece, term.args))
    return max(map(printed_length, term.args)) if term.op == "quotient" else printed_length(term)


def words(text: str) -> str:
    r"""Words in which LaTeX finds no command.

    >>> words("50% of $x_1$")
    '50\\% of \\$x\\_1\\$'
    """
    found = SUPERSCRIPTS.sub(lambda raised: f"\0{lowered(raised.group())}\1", visible(text).replace("--", "-\2-"))
    found = (
        "".join(SPECIAL.get(each, each) for each in found)
        .replace("\0", r"\textsuperscript{")
        .replace("\1", "}")
        .replace("\2", "{}")
    )
    return found if found.isascii() else "".join(each if each.isascii() else _letter(each) for each in found)


def _letter(character: str) -> str:
    """A letter or sign beyond ASCII: Greek as mathematics, what else as it is spelt."""
    spelt = as_ascii(character)
    if unicodedata.name(character, "").startswith("GREEK") and spelt != "omicron":
        return rf"$\{spelt}$"
    return SIGNS.get(character) or words(spelt)


def inline(sentence: Sentence) -> str:
    """A sentence with its mathematics."""
    return "".join(_part(part) for part in sentence)


def _part(part: str | Term | Code) -> str:
    if isinstance(part, str):
        return words(part)
    if isinstance(part, Code):
        return rf"\texttt{{{words(part.text)}}}"
    return f"${latex(part)}$"


def written(block: Block) -> str:
    """Any block that is no equation."""
    return WRITTEN[type(block)](block)


def _heading(block: Heading) -> str:
    return rf"\{'sub' * (block.level - 1)}section*{{{inline(block.text)}}}"


def _paragraph(block: Paragraph | Note) -> str:
    return inline(block.text) + "\n"


def _line(block: Written) -> str:
    return rf"${MARKS[block.status] or chr(92) + 'cdot'}$\quad \texttt{{{words(block.text)}}}\hfill {words(block.margin)}" + "\n"


def _group(block: Group) -> str:
    inside = Document("", block.blocks)
    body = "".join(write(inside, Look())).removeprefix(BEGIN).removesuffix(END)
    summary = words(block.summary) + "\n" if block.summary else ""
    return f"\\begin{{quote}}\n{summary}{body}\\end{{quote}}"


def _columns(block: Columns) -> str:
    """One after the other: two columns of displayed mathematics do not fit on a page."""
    inside = Document("", tuple(part for column in block.columns for part in column))
    return "".join(write(inside, Look())).removeprefix(BEGIN).removesuffix(END)


def _table(block: Table) -> str:
    rows = [" & ".join(f"{inline(cell)}" for cell in row) + r" \\[0.5ex]" for row in block.rows]
    head = " & ".join(rf"\textbf{{{words(column)}}}" for column in block.columns) + r" \\ \hline"
    begin = rf"\begin{{tabular}}{{{'l' * len(block.columns)}}}"
    return "\n".join([begin, head, *rows, r"\end{tabular}"]) + "\n"


def _listing(block: Listing) -> str:
    return "\n\n".join(rf"\texttt{{{words(line)}}}" for line in block.text.splitlines())


def _plot(block: Plot) -> str:
    from derivation.export.plot_tex import picture

    return f"{picture(block.figure)}\n\n{words(block.caption)}\n"


WRITTEN: dict[type, Callable[[Any], str]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Note: _paragraph,
    Written: _line,
    Group: _group,
    Columns: _columns,
    Table: _table,
    Listing: _listing,
    Plot: _plot,
}
