"""Characters beyond ASCII: signs, Greek letters, letters with a hat, small raised digits, and look-alikes."""

from __future__ import annotations

from collections.abc import Callable

GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩϕϵϑϱϖςµ∆",
        str.split(
            "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi "
            "chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega phi epsilon theta rho pi sigma mu Delta"
        ),
        strict=True,
    )
)
"""Greek letters and their English names."""

GREEK_NAMES = frozenset(GREEK.values())

_SIGNS = {
    "×": "*", "·": "*", "⋅": "*", "∗": "*", "∙": "*", "•": "*", "⊙": "*", "⁎": "*", "✕": "*", "÷": "/", "∕": "/", "⁄": "/",
    "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "﹣": "-", "′": "'", "’": "'", "‘": "'", "ʹ": "'",
    "∣": "|", "❘": "|", "⟨": "(", "⟩": ")", "ˆ": "^", "，": ",", "‚": ",", "﹡": "*",
    "\u00a0": " ", "\u2009": " ", "\u200a": " ", "\u202f": " ", "\u2002": " ", "\u2003": " ", "\u2004": " ", "\u2005": " ",
    "\u2006": " ", "\u2007": " ", "\u2008": " ", "\u205f": " ", "\u3000": " ", "\u2061": " ", "\u2062": " ",
}  # fmt: skip
_SIGN_TABLE = {ord(sign): ascii_sign for sign, ascii_sign in _SIGNS.items()}

_INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0x2063, 0x2064, 0xFEFF, 0xAD, *range(0xFE00, 0xFE10)])

LOOKALIKES = dict(zip("асеорхуікАВЕКМНОРСТХУІј", "aceopxyikABEKMHOPCTXYIj", strict=True))
"""Cyrillic letters that look like Latin ones."""

RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱˣʸᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷᶻ", "0123456789+-=()nixyabcdefghjklmoprstuvwz", strict=True))
"""Small raised characters and what they raise."""

LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ₊₋", "0123456789aeoxhklmnpstijruv+-", strict=True))

FRACTIONS = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5),
    "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8), "⅐": (1, 7), "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip

ACCENTS = {"\u0302": "hat", "\u0303": "tilde", "\u0304": "bar", "\u0305": "bar", "\u0307": "dot"}
"""Marks above a letter and what they add to its name: ŷ is yhat."""


def simplified(text: str, note: Callable[[str], None]) -> tuple[str, list[int] | None]:
    """The text with signs in ASCII, wide and mathematical letters as plain ones, and nothing invisible.

    Returns the text and, if characters were left out, the index in the original of every one that is left.
    What changes a letter is said in a note.
    """
    places = None
    text = text.translate(_SIGN_TABLE)
    if not text.isascii():
        if any(ord(each) in _INVISIBLE for each in text):
            places = [index for index, each in enumerate(text) if ord(each) not in _INVISIBLE]
            text = "".join(text[index] for index in places)
            note("invisible characters in the text were left out")
        if any(
            0xFF00 < ord(each) < 0xFF5F or 0x1D400 <= ord(each) < 0x1D800 or each in LOOKALIKES or each in "ℎℯ" for each in text
        ):
            text = "".join(_plain(each, note) for each in text)
    return text, places


def _plain(character: str, note: Callable[[str], None]) -> str:
    if character in LOOKALIKES:
        note(f"the letter '{character}' is Cyrillic; it is read as the Latin {LOOKALIKES[character]}")
        return LOOKALIKES[character]
    if character == "ℎ" or 0xFF00 < ord(character) < 0xFF5F or 0x1D400 <= ord(character) < 0x1D800:
        from unicodedata import normalize

        plain = normalize("NFKC", character)
        if not 0x1D400 <= ord(character) < 0x1D800:
            note(f"'{character}' is read as {plain}")
        return plain
    return character


def accented(character: str) -> str | None:
    """The name of a letter with a mark above it (ŷ: yhat), or None for any other character."""
    from unicodedata import normalize

    decomposed = normalize("NFD", character)
    base, marks = decomposed[0], decomposed[1:]
    base = GREEK.get(base, base)
    if marks and all(mark in ACCENTS for mark in marks) and base.isascii():
        return base + "".join(ACCENTS[mark] for mark in marks)
    return None
