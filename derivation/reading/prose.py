"""Sentences with formulas in them: "Substitute back: $y' = 2x$", "Hence, `y' = 2x`"."""

from __future__ import annotations

import re
from functools import cache

_MARKED = (
    r"\$\$.+?\$\$|\$(?!\$).+?\$|\\\((?:(?!\\\().){1,9000}?\\\)|\\\[(?:(?!\\\[).){1,9000}?\\\]|`[^`]+`|##?[^#]*[-+=^(/][^#]*##?"
)
"""A formula with what LaTeX, Markdown or AsciiMath puts around it."""

_BETWEEN = r"[\s=,.;&]*|\s*(?:=>|->|⇒|→|∴|\+|-|\*|•|#{1,6}|\(?\d+[.)])\s*"
"""What may stand between two marked parts of one formula, or before the first."""

_SENTENCE = r"[\w\s,.;:()'’\"“”!?–—*-]*[^\W\d_]{2}[\w\s,.;:()'’\"“”!?–—*-]*"
_RELATION = r"=|\\equiv|\\Rightarrow|\\implies"
_ASCII_TIMES = r"(?<![A-Za-z])xx(?![A-Za-z])|(?<=[A-Za-z0-9)}])cdot(?![A-Za-z])"
"""Product signs of AsciiMath, which stands between backticks or number signs."""

_HEADING = r"\s*#{1,6}\s+(?=\$|\\[\[(]|`)"
_BULLETS = frozenset("-*+•")
_MARKERS = ("$", "`", "#", "\\(", "\\[")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def without_prose(text: str) -> str:
    r"""A line with spaces in place of the words around its marked formulas.

    A formula that is only mentioned in a sentence about an equation goes with the words; two equations are parted by a
    semicolon. A line that is not made of words and marked formulas alone stays as it is.

    >>> without_prose("Then $y' = 2x$.").strip(), without_prose("Let u = x^2, then $y' = 2u$")
    ("$y' = 2x$.", "Let u = x^2, then $y' = 2u$")
    >>> " ".join(without_prose("With $u$ put back: $y' = 2x$ and $y'' = 2$").split())
    "$y' = 2x$; $y'' = 2$"
    """
    if not any(marker in text for marker in _MARKERS):
        return text
    heading = _compiled(_HEADING).match(text)
    marked = list(_compiled(_MARKED).finditer(text, heading.end() if heading else 0))
    if not marked:
        return text
    groups: list[list[int]] = []
    start = 0
    parted = True
    for found in marked:
        between = text[start : found.start()]
        if not _compiled(_BETWEEN).fullmatch(between):
            if between.strip(" *") != ":" and not _compiled(_SENTENCE).fullmatch(between):
                return text
            parted = True
        if parted:
            groups.append([found.start(), found.end()])
        else:
            groups[-1][1] = found.end()
        start, parted = found.end(), found.group().rstrip("$`#\\)] ").endswith(":")
    after = text[start:]
    ends_in_words = not _compiled(_BETWEEN).fullmatch(after)
    if ends_in_words and after.strip(" .,") != ")" and not _compiled(_SENTENCE).fullmatch(after):
        return text
    return _joined(text, groups, ends_in_words)


def _joined(text: str, groups: list[list[int]], ends_in_words: bool) -> str:
    """The formulas of a line at their places; those that are only mentioned go if there is an equation."""
    equations = [group for group in groups if _compiled(_RELATION).search(text, *group)]
    if not equations and len(groups) > 1:
        return _unmarked(text)
    kept = equations or groups
    leads = text[: kept[0][0]] if kept[0] is groups[0] else ""
    body = leads if _compiled(_BETWEEN).fullmatch(leads) and leads.strip() not in _BULLETS and "#" not in leads else ""
    body = body.ljust(kept[0][0])
    for number, (start, end) in enumerate(kept):
        body += _unmarked(text[start:end])
        if number + 1 < len(kept):
            body += ";".ljust(kept[number + 1][0] - end)
    return body if ends_in_words or kept[-1] is not groups[-1] else body + text[kept[-1][1] :]


def _unmarked(formula: str) -> str:
    """A formula without backticks and number signs, and with the product sign that AsciiMath writes xx."""
    if "`" not in formula and "#" not in formula:
        return formula
    plain = formula.replace("`", " ").replace("#", " ")
    return _compiled(_ASCII_TIMES).sub(lambda found: "*".ljust(len(found[0])), plain)
