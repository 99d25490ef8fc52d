"""What stands around the formula of a line: comments, remarks in brackets, numbers of steps and of equations."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from itertools import pairwise

from derivation.reading.characters import GREEK_NAMES
from derivation.reading.words import BUILDERS, CONSTANTS, canonical

_COMMENT = r"(?s)(?<!\\)[#%].*|(?<!:)//.*|\s--\s.*|\s(?:<-+|←)\s.*|\s/\*.*"
_PLAIN_REMARK = r"\\text\w*\s*\{[^{}]*\}|(?:[A-Za-z][a-z'-]*[ ,]+)+[A-Za-z][a-z'-]+|[a-z]{6,}"
_LONG_REMARK = r"(?:(?:since|because|by|using|as|from|where|note|recall|apply|use|see)[\s,:]|[A-Za-z-]{3,}(?: [a-z-]{2,})+:).*"
_REMARK = rf"(?:\\left)?[\[(]\s*(?:{_PLAIN_REMARK}|{_LONG_REMARK})\s*(?:\\right)?[\])]\s*[.,;]?\s*$"
_LABEL = r"(?:(?<!\s)\s{2,}+|\\q?quad\s*)\(\d{1,2}[a-z]?\)\s*$"
"""The number of an equation at the end of its line."""

_QUESTION = r"\?\s*((?:\\[\])]|\$)*)\s*$"
"""The question mark of a line that asks whether it is right."""

_LEAD = r"\s*(?:(?:[A-Z]{2,5})\s*:(?![=:])\s*(?=[^\s:])|(?:[A-Za-z][a-z'-]*[ ,]+)*[A-Za-z][a-z'-]{2,}\s*:(?![=:])\s*(?=[^\s:]))"
"""Words in front of a colon: "Final answer:"."""

_LEADING_WORD = r"\s*(?P<word>[A-Z][a-z]{2,})\s+(?=[A-Za-z]\w?'{0,3}\s*(?:\([A-Za-z]\)\s*)?=)"
"""One word in front of what it names: "Choose u = x^2", "Area A = x^2"."""

_LEADING_WORDS = r"\s*[A-Za-z][a-z'-]+(?:,? +[a-z'-]{2,})+,?:?\s+(?=[^\s=(+*/^,.:-])"
"""Words in front of a formula, two at least: "The total cost C = 3q"."""

_LEAD_WITH_COMMA = r"\s*(?:[A-Za-z][a-z'-]*[ ]+)*[A-Za-z][a-z'-]{4,},\s*(?=[^\s,]+\s*=)"
"""Words in front of a comma and an equation: "Velocity, v = 2t"."""

_NUMBER = r"(?<!\s)\s++(?P<bracket>[\[(])(?P<number>\d{1,2})[\])]\s*$"
"""The number of an equation, if the next one has the next number: y = x^2 [1]"""

_DASH = r"\s*[-–]\s+(?=\S)"
_DOTTED_LABEL = r"(?<!\s)\s*+(?:(?<![-.·_…])[-.·_…]{3,}+|…)\s*+\(?(?:\d{1,2}|[ivx]{1,4}|[A-Z*])\)?\s*$"
"""The number of an equation behind dots or dashes: .....(2)"""

_REMARK_WITH_EQUATION = (
    r"\s*+\[(?=[A-Za-z]{4,} )[^\[\]]*=[^\[\]]*\]\s*$"
    r"|(?<!\s)\s++\((?:[^()]|\([^()]*\))*=(?:[^()]|\([^()]*\))*\)\s*[.,;]?\s*$"
)
"""An equation in brackets at the end: y' = 2x (as (x^2)' = 2x); it has no value that could be a factor."""

_NEXT_SENTENCE = r"(?<=[\w)\]}])\.\s+[A-Z][a-z]+(?:\s+[a-z]{2,}){2,}.*$"
"""A sentence behind a formula: y' = 2x. Putting the value in gives"""

_MEMBERSHIP = (
    r"(?:[,;.]|(?<!\s)\s*+\(|\\q?quad|\\[,;:]|\\text\w*\s*\{[^{}]*\}|\s(?:for|where|with)\b)+"
    r"(?:\s|\\q?quad|\\[,;:]|\\text\w*\s*\{[^{}]*\}|\\forall|∀|for all|for|where|with|all)*"
    r"\\?[A-Za-z]+\w*\s*(?:\\in(?![A-Za-z])|∈)[^=]*$"
)
"""Where a letter lies, at the end of a line: y' = 2x, x \\in \\mathbb{R}."""

_INSTRUCTION = (
    r"(?i)\s*(?:[-*•]\s+|\(?\d+[.)]\s+)?(?:(?:now|then|next|first|finally|so|we|and|let's|let us)[, ]+)*"
    r"(?:divid|multiply|factor|cancel|expand|rewrit|substitut|differentiat|simplif|combin|distribut|collect|rearrang|rationali[sz])"
    r"(?:e|es|ing|y|ying|ies|ling|s)?\s+[a-z]"
    r"|\s*(?:us|appl|tak|find)(?:e|es|ing|y|ying|ies|s)?\s+(?:the|a|an|both|product|chain|quotient|power|sum|log\w*|ln|natural)\s+[a-z]"
)
"""A verb that says what is done, and more words."""

_LIMIT_IN_WORDS = r"\s*As\s[^=]*?(?:\\to|\\rightarrow|->|→)[^=]*\b(?:tends? to|approach(?:es)?|goes to)\s+(?=[^\s=][^=]*$)"
"""The words of "As h -> 0 this tends to 2x"."""

_RESULT = r"=|:|\b(?:gives?|get|yields?|to|obtain|is|becomes?|answer)\b|\\Rightarrow|\\implies|=>|⇒"

_SIDE_BY_NAME = r"(?:L\.?\s?H\.?\s?S|R\.?\s?H\.?\s?S)\b\.?"
_SIDE_AT_THE_START = rf"\s*(?:(?:\\text|\\mathrm)\s*\{{\s*)?{_SIDE_BY_NAME}\s*\}}?\s*&?\s*[:=]"
_SIDE_AT_THE_END = rf"=\s*&?\s*(?:(?:\\text|\\mathrm)\s*\{{\s*)?{_SIDE_BY_NAME}\s*\}}?\s*[.,]?\s*$"
"""LHS = and = RHS, which only say which side it is."""

_EITHER_SIGN = r"(?<![A-Za-z])(?P<left>[a-z]\s*=)\s*(?:±|\\pm(?![A-Za-z]))\s*(?P<right>[^=,;]+?)[\s.]*$"
"""x = ±2 at the end of a line, two values."""

_LONGEST_REMARK = 300
_LETTERED = r"(?:\(?(?:[a-h]|i{1,3}|iv|v)\)|(?:[a-h]|i{1,3}|iv|v)\.)\s+(?=[A-Za-z\\{$][^=]*=)"
_NUMBERING = rf"\s*(?:\(?\d+[.)]\s+|\(\d+\)\s+|[a-h]\)\s+|{_LETTERED}|[Ss]tep\s+\d+[:.)]\s*|[*•]\s+)(?=.*\S)"
"""1. (2) c) (iv) and Step 3: in front of a line; a letter with a dot or in brackets only before an equation."""


def without_remarks(text: str) -> tuple[str, str]:
    """A line with spaces in place of what is no part of its formula, and the words that were there.

    >>> without_remarks("1. y' = 2x  # power rule")
    ("   y' = 2x  ", 'power rule')
    """
    body, comment = _without_words(_compiled(r"\bis:(?=\s)").sub(" = ", text))
    for pattern in (_SIDE_AT_THE_START, _SIDE_AT_THE_END) if "H" in body and "S" in body else ():
        body = _compiled(pattern).sub(lambda found: " " * len(found[0]), body, count=1)
    if "±" in body or "\\pm" in body:
        body = _compiled(_EITHER_SIGN).sub(r"\g<left> \g<right>, \g<left> -(\g<right>)", body)
    limit = _compiled(_LIMIT_IN_WORDS).match(body) if body.lstrip().startswith("As ") else None
    if limit:
        body = " " * limit.end() + body[limit.end() :]
    body = _compiled(_QUESTION).sub(r" \1", _compiled(_LABEL).sub("", body))
    numbering = _compiled(_NUMBERING).match(body)
    if numbering:
        body = " " * numbering.end() + body[numbering.end() :]
    sentence = _compiled(_LEADING_WORD).match(body) or _compiled(_LEADING_WORDS).match(body)
    if sentence and _are_plain_words(sentence.group()):
        body = " " * sentence.end() + body[sentence.end() :]
    lead = _compiled(_LEAD).match(body) or _compiled(_LEAD_WITH_COMMA).match(body)
    if lead and lead.group().strip(" ,:") not in GREEK_NAMES and not _is_mathematics(f"({lead.group()})"):
        body = " " * lead.end() + body[lead.end() :]
    return body, comment


def without_label(text: str) -> str:
    """A line without the number of an equation behind dots or dashes.

    >>> without_label("y = x^2 .....(1)")
    'y = x^2'
    """
    return _compiled(_DOTTED_LABEL).sub("", text)


def is_one_word(text: str) -> bool:
    """Whether a line is one word with a capital letter, such as Done or Solved, or speaks of a form with empty brackets.

    >>> is_one_word("- Completed."), is_one_word("Y = 2")
    (True, False)
    """
    words = r"[-–*\s]*+(?:[A-Z][a-z]{3,}|Q\.?\s?E\.?\s?D\.?)[.!:\s]*"
    return _compiled(words).fullmatch(text) is not None or ("=" not in text and _compiled(r"\(\s*\)").search(text) is not None)


def is_heading(text: str, names: Collection[str]) -> bool:
    r"""Whether a line is made of words alone, one of them long, and ends with a colon or is set in bold.

    names  what is declared: such a word is a part of a formula

    >>> is_heading("**Gradient w.r.t. the output**", ()), is_heading("rate time:", ("rate", "time")), is_heading("2x:", ())
    (True, False, False)
    """
    bare = _compiled(r"\$[^$=]*\$").sub(" ", text)
    if not _compiled(r"\s*+(?:[-*>•]\s+|\(?\d+[.)]\s+)?(?:\*\*.*\*\*\s*:?|.*:)\s*").fullmatch(bare):
        return False
    words = _compiled(r"[^\W\d_][\w'’.-]*").findall(bare)
    rest = _compiled(r"[^\W\d_][\w'’.-]*|[\s*:,;()>•-]|\d+[.)]").sub("", bare)
    longest = max(words, key=len, default="")
    return not rest and len(longest) >= 4 and _are_plain_words(" ".join(words)) and not any(word in names for word in words)


def is_instruction(text: str) -> bool:
    """Whether a line says what is done next, and makes no claim.

    >>> is_instruction("Divide top and bottom by e^x"), is_instruction("Simplify to get 2x"), is_instruction("Multiply: 2x")
    (True, False, False)
    """
    found = _compiled(_INSTRUCTION).match(text)
    return found is not None and not _compiled(_RESULT).search(text)


def with_plain_marks(text: str) -> str:
    r"""A line with \\( and \\), as Markdown has them escaped, as \( and \), and with arrows in one piece.

    >>> with_plain_marks(r"\\(y' = 2x\\)"), with_plain_marks("lim h -- > 0 h")
    (" \\(y' = 2x \\)", 'lim h   -> 0 h')
    """
    if "\\\\" in text:
        text = _compiled(r"\\\\([()])").sub(r" \\\1", text)
    if " >" in text:
        text = _compiled(r"(?<=\s)-{1,3}\s>(?=\s)").sub(lambda found: "->".rjust(len(found[0])), text)
    return text


def without_numbers(texts: Sequence[str]) -> list[str]:
    """The lines of a page without the numbers of its equations, where these stand at the ends of lines and count up.

    >>> without_numbers(["y = x^2 [1]", "y' = 2x [2]"]), without_numbers(["y' = (x) (2)", "y'' = 2"])
    (['y = x^2', "y' = 2x"], ["y' = (x) (2)", "y'' = 2"])
    """
    texts = _without_bullets(texts)
    found = {index: each for index, text in enumerate(texts) if (each := _compiled(_NUMBER).search(text))}
    numbers = [int(each["number"]) for each in found.values()]
    furthest = 1 if len(numbers) == 2 else 3
    counted = all(before < after <= before + furthest for before, after in pairwise(numbers))
    if len(numbers) < 2 or not counted or len({each["bracket"] for each in found.values()}) > 1:
        return list(texts)
    return [text[: found[index].start()] if index in found else text for index, text in enumerate(texts)]


def _without_bullets(texts: Sequence[str]) -> list[str]:
    """The lines with spaces for the dashes in front of them, where all are equations and all have one."""
    dashes = [_compiled(_DASH).match(text) for text in texts]
    if len(dashes) > 1 and all(dashes) and all("=" in text for text in texts):
        return [" " * dash.end() + text[dash.end() :] for dash, text in zip(dashes, texts, strict=True) if dash]
    return list(texts)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _without_words(text: str) -> tuple[str, str]:
    """The line without the words at its end, and those."""
    words = []
    patterns = (_COMMENT, _REMARK, _REMARK_WITH_EQUATION, _NEXT_SENTENCE)
    for pattern in (_MEMBERSHIP, *patterns) if "\\in" in text or "∈" in text else patterns:
        found = _compiled(pattern).search(text, 0 if pattern is _COMMENT else max(0, len(text) - _LONGEST_REMARK))
        if (
            found
            and (pattern is _COMMENT or _ends_a_term(text[: found.start()]))
            and (pattern in (_MEMBERSHIP, _REMARK_WITH_EQUATION, _NEXT_SENTENCE) or not _is_mathematics(found.group()))
        ):
            words.append(found.group().strip(" #%/-"))
            text = text[: found.start()]
    return text, " ".join(reversed(words))


def _are_plain_words(words: str) -> bool:
    """Whether none of some words is the name of a function, of a letter, or a differential."""
    found = re.findall(r"[A-Za-z]+", words)
    return not any(canonical(word) or word in GREEK_NAMES or word in BUILDERS or word in CONSTANTS for word in found) and not any(
        len(word) == 2 and word[0] == "d" and word != "de" for word in found
    )


def _ends_a_term(before: str) -> bool:
    """Whether a remark may follow: in ( ... )/(height) the bracket is a part of the formula."""
    return bool(before.strip()) and before.rstrip()[-1] not in "+-*/^=("


def _is_mathematics(remark: str) -> bool:
    """Whether words in brackets at the end of a line are names of functions, as in (sin x cos x)."""
    if remark[0] not in "([\\":
        return False
    words = re.findall(r"[A-Za-z]+", remark)
    return "text" not in words and all(len(word) == 1 or canonical(word) is not None for word in words)
