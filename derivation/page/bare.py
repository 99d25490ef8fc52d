"""Lines of mathematics without any marks round them, told from sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivation.page.lines import PageLine, cleaned, placed, says_something

_BULLET = re.compile(r"^\s*(?:[-*+•]\s+(?=\S*[=(a-zA-Z])|\d+[.)]\s+|\(\d+\)\s+|>\s+|#+\s+)")
_LEADING_WORDS = re.compile(
    r"^(?:(?:so|then|hence|thus|therefore|now|and|we|get|have|since|note|first|next|finally|this|which|gives|is|that|by|the|"
    r"chain|product|quotient|power|sum|rule|using|use|simplify|simplifying|derivative|answer|solution|it|follows|with)\b[,:]?\s+)+",
    re.IGNORECASE,
)
_SCRIPTS = r"\u0400-\u052f\u0590-\u06ff\u0900-\u0dff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_OTHER_SCRIPT = re.compile(rf"[{_SCRIPTS}]{{2,}}")
_BETWEEN_SCRIPTS = re.compile(rf"[^{_SCRIPTS}\u3000-\u303f\uff00-\uffef]+")
_SENTENCE_END = re.compile(r"(?<=[\w)\]}])\.[ \t]+(?=[A-Z][a-z]+\b|[^\s=]{1,12}\s*=)")
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


def bare_lines(text: str) -> Iterator[PageLine]:
    """The lines of a page without any marks round its mathematics."""
    start = 0
    for raw, behind in _sentences(text):
        body = _BULLET.sub(lambda found: " " * len(found.group()), _without_other_scripts(raw))
        words = _LEADING_WORDS.match(body.lstrip())
        lead = len(body) - len(body.lstrip()) + (words.end() if words else 0)
        row = cleaned(body[lead:]).strip("`")
        if row and looks_mathematical(row):
            yield placed(text, start + lead, row)
        start += len(raw) + behind


def _without_other_scripts(line: str) -> str:
    """A line with spaces for the words around its last formula that are written in other scripts: 结果：y' = 2x"""
    if line.isascii() or not _OTHER_SCRIPT.search(line):
        return line
    pieces = [(found.start(), found.group()) for found in _BETWEEN_SCRIPTS.finditer(line)]
    start, piece = next(((start, piece) for start, piece in reversed(pieces) if "=" in piece), (0, ""))
    return " " * start + piece


def _sentences(text: str) -> Iterator[tuple[str, int]]:
    """The lines of a page, cut where a sentence ends and another begins: ln y = x ln x. Differentiating: ...

    Each with the number of characters behind it that belong to none.
    """
    for line in text.split("\n"):
        place = 0
        for end in _SENTENCE_END.finditer(line):
            if re.fullmatch(r"\s*(?:\d+|[a-z])", line[place : end.start()]):
                continue  # the number of a line
            yield line[place : end.start()], end.end() - end.start()
            place = end.end()
        yield line[place:], 1


def looks_mathematical(row: str) -> bool:
    """Whether a bare line is a formula rather than a sentence.

    >>> looks_mathematical("= 2x sin(x)"), looks_mathematical("The last terms cancel each other.")
    (True, False)
    """
    if not says_something(row) or not re.search(r"[=^*/+\-()'\d]|\\frac|\bd/d", row):
        return False
    before_comment = re.split(r"\s(?:#|--|//|%)|\s[\[(](?=[a-z]+ [a-z]+)", row)[0]
    words = [word for word in re.findall(r"[^\W\d_]{3,}", before_comment) if word not in _NAMES and word.lower() not in _NAMES]
    if "=" in row:
        return len(words) <= 2 or not re.search(r"[^\W\d_]{3,}[ ,]+[^\W\d_]{2,}(?![\w(^])", before_comment)
    return not words or (len(words) == 1 and "(" in row)
