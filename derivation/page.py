"""Finds the mathematics in a file as people keep it: LaTeX, Markdown, plain text, or the Markdown of a notebook.

What comes out are rows as the author set them: split where LaTeX breaks a row, their alignment marks and labels gone, each
with the place where it stood.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from derivation.limits import MAX_CHARACTERS


class NoPage(Exception):
    """A file that holds no page: too long, or a notebook that is none."""


@dataclass(frozen=True, slots=True)
class PageLine:
    """A row of mathematics found on a page.

    text    the row, without what only sets it
    line    the line of the file it begins on, counted from 1
    column  the column it begins at, counted from 1
    """

    text: str
    line: int = 1
    column: int = 1


KINDS = {".tex": "tex", ".md": "md", ".markdown": "md", ".txt": "txt", ".ipynb": "ipynb", ".rmd": "md", ".qmd": "md"}
"""The kind of a file by the end of its name."""

_ROWS = r"(?:align(?:ed|at|edat)?|gather(?:ed)?|equation|eqnarray|multline|split|flalign|displaymath|math|array)\*?"

_DISPLAY = re.compile(
    r"(?P<fence>^[ \t]*(?P<mark>```+|~~~+)[^\n]*\n(?P<fenced>.*?)^[ \t]*(?P=mark)[ \t]*$)"
    r"|(?P<dollars>\$\$(?P<in_dollars>.*?)\$\$)"
    r"|(?P<brackets>\\\[(?P<in_brackets>.*?)\\\])"
    rf"|(?P<rows>\\begin\{{(?P<name>{_ROWS})\}}(?P<in_rows>.*?)\\end\{{(?P=name)\}})"
    r"|(?P<inline>(?<![\\$])\$(?!\$)(?P<in_inline>(?:[^$\\]|\\.)+?)\$(?!\$))"
    r"|(?P<parens>\\\((?P<in_parens>.*?)\\\))",
    re.DOTALL | re.MULTILINE,
)
_EQALIGN = re.compile(r"\\(?:eqalign|eqalignno|displaylines|cases)\s*\{")
_TEX_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
_LABELS = re.compile(r"\\(?:label|tag|ref|eqref|vspace|hspace|rule|footnote)\*?(?:\[[^\]]*\])?\{[^{}]*\}(?:\{[^{}]*\})?")
_SETTING = re.compile(r"\\(?:nonumber|notag|noindent|displaystyle|allowbreak|hfill|break|newline|centering|Large|large|small)\b")
_INTERTEXT = re.compile(r"\\(?:short)?intertext\s*\{")
_ENVIRONMENT = re.compile(rf"\\(?:begin|end)\{{{_ROWS}\}}(?:\[[a-z]\]|\{{\d+\}}|\{{[lcr| ]+\}})?")
_PLAIN_TEX_BREAK = re.compile(r"\\cr(?![a-zA-Z])")
_OPTION = re.compile(r"\A\s*\[[tbc]\]")
_REMARK_CELL = re.compile(
    r"(?<!\\)&[ \t]*&?(?=[^&=]*\\(?:text|parbox|mbox))[^&]*\Z|(?<!\\)&[ \t]*&[^=]*\\(?:text|parbox|mbox).*\Z", re.DOTALL
)
_CODE = frozenset(["python", "py", "r", "bash", "sh", "json", "c", "cpp", "java", "js", "julia", "rust", "html", "yaml", "toml"])


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
        text = _TEX_COMMENT.sub(lambda found: " " * len(found.group()), text)
    regions = list(_regions(text))
    if any(display for _, _, display in regions):
        regions = [region for region in regions if region[2] or _alone(text, region)]
    if not regions:
        return list(_bare_lines(text))
    found: list[PageLine] = []
    for start, body, _ in regions:
        found += _rows(text, start, body)
    return found


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


# ------------------------------------------------------------------------------------------------------------ displays


def _regions(text: str) -> Iterator[tuple[int, str, bool]]:
    """Where mathematics begins, what it holds, and whether it is set apart from the text."""
    place = 0
    while True:
        found = _DISPLAY.search(text, place)
        plain = _EQALIGN.search(text, place)
        if plain and (found is None or plain.start() < found.start()):
            end = _closing(text, plain.end() - 1)
            yield plain.end(), text[plain.end() : end], True
            place = end
            continue
        if found is None:
            return
        place = max(found.end(), place + 1)
        region = _region(found)
        if region is not None:
            yield region


def _region(found: re.Match[str]) -> tuple[int, str, bool] | None:
    for group, display in (
        ("in_dollars", True),
        ("in_brackets", True),
        ("in_rows", True),
        ("in_inline", False),
        ("in_parens", False),
    ):
        if found.group(group) is not None:
            return found.start(group), found.group(group), display
    language = found.group("fence").split("\n", 1)[0].strip(" \t`~").lower()
    return None if language in _CODE else (found.start("fenced"), found.group("fenced"), True)


def _alone(text: str, region: tuple[int, str, bool]) -> bool:
    """Whether a formula in the text has a line to itself, at most behind a bullet or a few words, and says something."""
    start, body, _ = region
    before = text[text.rfind("\n", 0, start) + 1 : start]
    after = text[start + len(body) :].split("\n", 1)[0]
    return "=" in body and len(re.findall(r"[A-Za-z]{2,}", before)) <= 1 and not re.search(r"[A-Za-z]{2,}", after)


def _closing(text: str, start: int) -> int:
    """The place of the brace that closes the one at the start; the end of the text where none does."""
    depth = 0
    for place in range(start, len(text)):
        if text[place] == "\\":
            continue
        if text[place] in "{}" and text[place - 1] != "\\":
            depth += 1 if text[place] == "{" else -1
            if not depth:
                return place
    return len(text)


# ----------------------------------------------------------------------------------------------------------------- rows


def _rows(text: str, start: int, body: str) -> Iterator[PageLine]:
    """The rows of one display."""
    body = _blanked(_TEX_COMMENT.sub(lambda found: " " * len(found.group()), body))
    for offset, row in _split(body):
        for inner, line in _at_new_lines(row):
            found = _cleaned(line)
            if found and _says_something(found):
                place = start + offset + inner + len(line) - len(line.lstrip())
                yield _placed(text, place, found)


def _blanked(body: str) -> str:
    """What only sets a display replaced by as many spaces, so that places stay true; words between rows break them."""
    body = _PLAIN_TEX_BREAK.sub(r"\\\\ ", body)
    body = _OPTION.sub(lambda found: " " * len(found.group()), body)
    for pattern in (_LABELS, _SETTING, _ENVIRONMENT):
        body = pattern.sub(lambda found: " " * len(found.group()), body)
    while found := _INTERTEXT.search(body):
        end = min(_closing(body, found.end() - 1) + 1, len(body))
        body = body[: found.start()] + "\\\\" + " " * (end - found.start() - 2) + body[end:]
    return body


def _split(body: str) -> Iterator[tuple[int, str]]:
    """The body cut at every row break that stands outside of braces and inner environments."""
    depth = start = place = 0
    while place < len(body):
        if body.startswith("\\\\", place) and not depth:
            yield start, body[start:place]
            spacing = re.compile(r"\\\\\*?(?:\s*\[[-\d.]+\s*[a-z]{2}\])?").match(body, place)
            place = start = spacing.end() if spacing else place + 2
            continue
        if body.startswith("\\begin{", place):
            depth += 1
        elif body.startswith("\\end{", place):
            depth -= 1
        if body[place] == "\\":
            place += 2
            continue
        depth += {"{": 1, "}": -1}.get(body[place], 0)
        place += 1
    yield start, body[start:]


def _at_new_lines(row: str) -> Iterator[tuple[int, str]]:
    """A row cut again where a new line of the file begins with an equals sign, or where an empty line stands."""
    start = 0
    for found in re.finditer(r"\n(?=[ \t]*(?:&?[ \t]*=|\n))|\n(?=[^\n=]*[^\n=\\&{(,+*/-][ \t]*=[^\n]*)", row):
        piece = row[start : found.start()]
        if _balanced(piece):
            yield start, piece
            start = found.end()
    yield start, row[start:]


def _balanced(piece: str) -> bool:
    plain = re.sub(r"\\[{}]", "", piece)
    return (
        plain.count("{") == plain.count("}")
        and piece.count("\\begin") == piece.count("\\end")
        and plain.count("(") <= plain.count(")")
    )


def _cleaned(row: str) -> str:
    """A row on one line, its alignment marks gone; those of a table of cases stay."""
    row = _REMARK_CELL.sub("", row) if "\\begin" not in row else row
    if "\\begin" not in row and "matrix" not in row:
        row = re.sub(r"(?<!\\)&", " ", row)
    else:
        row = re.sub(r"(?<!\\)&\s*=", "=", row)
    return " ".join(row.split())


def _says_something(row: str) -> bool:
    """Whether a row holds more than words and arrows."""
    bare = re.sub(r"\\(?:text|mbox|mathrm|textbf|textit)\w*\s*\{(?:[^{}]|\{[^{}]*\})*\}", "", row)
    bare = re.sub(r"\\(?:Rightarrow|Longrightarrow|implies|quad|qquad|dots|ldots|vdots|cdots)\b|\\[,;:! ]", "", bare)
    return bool(re.search(r"[A-Za-z0-9]", bare))


def _placed(text: str, place: int, row: str) -> PageLine:
    line_start = text.rfind("\n", 0, place) + 1
    return PageLine(row, text.count("\n", 0, place) + 1, place - line_start + 1)


# ----------------------------------------------------------------------------------------------------------- bare lines

_BULLET = re.compile(r"^\s*(?:[-*+•]\s+(?=\S*[=(a-zA-Z])|\d+[.)]\s+|\(\d+\)\s+|>\s+|#+\s+)")
_LEADING_WORDS = re.compile(
    r"^(?:(?:so|then|hence|thus|therefore|now|and|we|get|have|since|note|first|next|finally|this|which|gives|is|that|by|the|"
    r"chain|product|quotient|power|sum|rule|using|use|simplify|simplifying|derivative|answer|solution|it|follows|with)\b[,:]?\s+)+",
    re.IGNORECASE,
)
_NAMES = frozenset(
    [
        "sin",
        "cos",
        "tan",
        "cot",
        "sec",
        "csc",
        "sinh",
        "cosh",
        "tanh",
        "coth",
        "sech",
        "csch",
        "arcsin",
        "arccos",
        "arctan",
        "asin",
        "acos",
        "atan",
        "exp",
        "log",
        "sqrt",
        "abs",
        "erf",
        "lim",
        "max",
        "min",
        "frac",
        "left",
        "right",
        "cdot",
        "times",
        "sigma",
        "alpha",
        "beta",
        "gamma",
        "theta",
        "lambda",
        "delta",
        "prime",
        "partial",
        "infty",
        "pi",
        "ln",
        "text",
        "sigmoid",
        "softplus",
        "relu",
        "gelu",
        "swish",
        "mish",
        "softsign",
        "sign",
        "let",
        "set",
        "where",
        "put",
        "for",
        "otherwise",
        "begin",
        "end",
        "cases",
        "big",
        "Big",
    ]
)


def _bare_lines(text: str) -> Iterator[PageLine]:
    """The lines of a page without any marks round its mathematics."""
    start = 0
    for raw in text.split("\n"):
        body = _BULLET.sub(lambda found: " " * len(found.group()), raw)
        words = _LEADING_WORDS.match(body.lstrip())
        lead = len(body) - len(body.lstrip()) + (words.end() if words else 0)
        row = _cleaned(body[lead:]).strip("`")
        if row and _looks_mathematical(row):
            yield _placed(text, start + lead, row)
        start += len(raw) + 1


def _looks_mathematical(row: str) -> bool:
    """Whether a bare line is a formula rather than a sentence.

    >>> _looks_mathematical("= 2x sin(x)"), _looks_mathematical("The last terms cancel each other.")
    (True, False)
    """
    if not _says_something(row) or not re.search(r"[=^*/+\-()'\d]|\\frac|\bd/d", row):
        return False
    before_comment = re.split(r"\s(?:#|--|//|%)|\s[\[(](?=[a-z]+ [a-z]+)", row)[0]
    words = [word for word in re.findall(r"[^\W\d_]{3,}", before_comment) if word not in _NAMES and word.lower() not in _NAMES]
    if "=" in row:
        return len(words) <= 2
    return not words or (len(words) == 1 and "(" in row)
