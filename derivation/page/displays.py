"""Mathematics that is marked as such: displays, environments, fenced blocks, and formulas inside the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivation.page.lines import PageLine, Region, cleaned, placed, says_something

_ROWS = r"(?:align(?:ed|at|edat)?|gather(?:ed)?|equation|eqnarray|multline|split|flalign|displaymath|math|array)\*?"

_DISPLAY = re.compile(
    r"(?P<fence>^[ \t]*(?P<mark>```+|~~~+)[^\n]*\n(?P<fenced>.{0,12000}?)^[ \t]*(?P=mark)[ \t]*$)"
    r"|(?P<dollars>\$\$(?P<in_dollars>.{0,100000}?)\$\$)"
    r"|(?P<brackets>\\\[(?P<in_brackets>(?:(?!(?<!\\)\\\[).){0,12000}?)\\\])"
    rf"|(?P<rows>\\begin\{{(?P<name>{_ROWS})\}}(?P<in_rows>(?:(?!\\begin\{{(?P=name)\}}).){{0,60000}}?)\\end\{{(?P=name)\}})"
    r"|(?P<inline>(?<![\\$])\$(?!\$)(?P<in_inline>(?:[^$\\]|\\.){1,3000}?)\$(?!\$))"
    r"|(?P<parens>\\\((?P<in_parens>(?:(?!\\\().){0,3000}?)\\\))",
    re.DOTALL | re.MULTILINE,
)
_EQALIGN = re.compile(r"\\(?:eqalign|eqalignno|displaylines|cases)\s*\{")
TEX_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
_LABELS = re.compile(r"\\(?:label|tag|ref|eqref|vspace|hspace|rule|footnote)\*?(?:\[[^\]]*\])?\{[^{}]*\}(?:\{[^{}]*\})?")
_DIRECTIVE = re.compile(r"^[ \t]*:[a-z-]+:.*$", re.MULTILINE)
_SETTING = re.compile(r"\\(?:nonumber|notag|noindent|displaystyle|allowbreak|hfill|break|newline|centering|Large|large|small)\b")
_INTERTEXT = re.compile(r"\\(?:short)?intertext\s*\{")
_ENVIRONMENT = re.compile(rf"\\(?:begin|end)\{{{_ROWS}\}}(?:\[[a-z]\]|\{{\d+\}}|\{{[lcr| ]+\}})?")
_PLAIN_TEX_BREAK = re.compile(r"\\cr(?![a-zA-Z])")
_TYPED_TWICE = re.compile(r"\\\\\\\\|\\\\(?=[{}|,;:!_])")
_BREAK_OF_TWO = re.compile(r"(?<!\\)\\\\(?=\s|\Z)")
_IN_BRACKETS = re.compile(r"\$?[ \t]*[(\[].*[)\]][ \t.]*")
_OPTION = re.compile(r"\A\s*\[[tbc]\]")
_CODE = frozenset(["python", "py", "r", "bash", "sh", "json", "c", "cpp", "java", "js", "julia", "rust", "html", "yaml", "toml"])


# ------------------------------------------------------------------------------------------------------------ displays


def regions(text: str) -> Iterator[Region]:
    """Where mathematics begins, what it holds, and whether it is set apart from the text."""
    place = 0
    plain = _EQALIGN.search(text)
    while True:
        found = _DISPLAY.search(text, place)
        while plain and plain.start() < place:
            plain = _EQALIGN.search(text, plain.end())
        if plain and (found is None or plain.start() < found.start()):
            end = _closing(text, plain.end() - 1)
            yield plain.end(), text[plain.end() : end], True
            place = max(end, plain.end())
            continue
        if found is None:
            return
        place = max(found.end(), place + 1)
        region = _region(found)
        if region is not None:
            yield region


def _region(found: re.Match[str]) -> Region | None:
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


def alone(text: str, region: Region) -> bool:
    """Whether a formula in the text has a line to itself, at most behind a bullet or a few words, and says something."""
    before, after = _around(text, region)
    words_before, is_bare = len(re.findall(r"[A-Za-z]{2,}", before)), not re.search(r"[A-Za-z]{2,}", after)
    return "=" in region[1] and (words_before <= 1 if is_bare else not words_before and _IN_BRACKETS.fullmatch(after) is not None)


def is_mentioned(text: str, region: Region) -> bool:
    """Whether what is marked as a display stands inside a sentence and says nothing: the derivative of $$f$$ is wanted."""
    before, after = _around(text, region)
    in_sentence = re.search(r"[A-Za-z]{2,}", before.rstrip("$\\[( ")) and re.match(r"[A-Za-z]{2,}", after.lstrip("$\\]) "))
    return "=" not in region[1] and "\n" not in region[1] and bool(in_sentence)


def _around(text: str, region: Region) -> tuple[str, str]:
    """What stands before a formula and after it, on the lines where it begins and ends."""
    start, body, _ = region
    stop = text.find("\n", start + len(body))
    return text[text.rfind("\n", 0, start) + 1 : start], text[start + len(body) : stop if stop >= 0 else len(text)]


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


def rows(text: str, start: int, body: str) -> Iterator[PageLine]:
    """The rows of one display."""
    body = _blanked(_as_tex(TEX_COMMENT.sub(lambda found: " " * len(found.group()), body)))
    for offset, row in _split(body):
        for inner, line in _at_new_lines(row):
            found = cleaned(line)
            if found and says_something(found):
                place = start + offset + inner + len(line) - len(line.lstrip())
                yield placed(text, place, found)


def _as_tex(body: str) -> str:
    """A display whose every backslash before a sign was typed twice, for Markdown takes one away: its rows end in four."""
    if "\\\\\\\\" not in body or _BREAK_OF_TWO.search(body):
        return body
    return _TYPED_TWICE.sub(lambda found: found[0][len(found[0]) // 2 :].rjust(len(found[0])), body)


def _blanked(body: str) -> str:
    """What only sets a display replaced by as many spaces, so that places stay true; words between rows break them."""
    body = _PLAIN_TEX_BREAK.sub(r"\\\\ ", body)
    body = _OPTION.sub(lambda found: " " * len(found.group()), body)
    for pattern in (_DIRECTIVE, _LABELS, _SETTING, _ENVIRONMENT):
        body = pattern.sub(lambda found: " " * len(found.group()), body)
    while found := _EQALIGN.search(body):
        end = _closing(body, found.end() - 1)
        body = body[: found.start()] + " " * len(found[0]) + body[found.end() : end] + " " + body[end + 1 :]
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
    """A row cut again where a new line of the file begins with an equals sign, or where an empty line stands.

    A left side alone goes with the equals sign on the line below it.
    """
    start = 0
    for found in re.finditer(r"\n(?=[ \t]*(?P<goes_on>&?[ \t]*=)|[ \t]*\n)|\n(?=[^\n=]*[^\n=\\&{(,+*/-][ \t]*=[^\n]*)", row):
        piece = row[start : found.start()]
        if _balanced(piece) and not (found["goes_on"] and "=" not in piece):
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
