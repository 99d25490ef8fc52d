"""Signs and English words that stand in formulas, and what each is for the reader: tables alone."""

from __future__ import annotations

PIECE_WORDS = {"True": "truth", "otherwise": "truth", "else": "truth", "and": "and", "or": "or"} | dict.fromkeys(
    ("if", "for", "when", "where"), "words"
)
"""Words between the pieces of a function, with the kind of token that they are."""

PROSE = frozenset(
    str.split(
        "so thus hence therefore then now and finally since because let where with by using from the this that which we "
        "get have is are of for if when or as rule chain product quotient power sum derivative inner outer function "
        "simplify simplified simplifying apply applying expand expanding factor factoring factorise cancel cancelling "
        "rewrite rewriting substitute substituting note recall also it its be can to both again after before definition "
        "identity multiply multiplying divide dividing add adding subtract term terms common numerator denominator step "
        "donc alors ainsi avec soit puis ce qui donne obtient daher somit folglich und mit dann wobei gilt wir erhalten "
        "luego entonces donde con sea quindi allora dunque dove sia logo onde com seja assim portanto "
        "set setting solve solving equate equating "
        "here answer first second gives yields obtain follows equals equal constant constants linearity qed"
    )
)
"""Words that people write around the formulas of a derivation."""

CONNECTIVES = frozenset(str.split("so thus hence therefore then now and since because let where if or but when for with"))
"""Words that join two statements, even where they are set like a name."""

SIGN_KINDS = {"**": "^", "==": "=", ":=": "=", "~": "", "$": "", ":": ":"}
"""Signs with more than one spelling; "" for those that say nothing."""

UNICODE_SIGNS = {
    "≤": "<=",
    "≥": ">=",
    "⩽": "<=",
    "⩾": ">=",
    "≠": "!=",
    "≡": "=",
    "→": "->",
    "⇒": "=>",
    "⟹": "=>",
    "⇔": "=>",
    "∴": "=>",
    "∧": "and",
    "∨": "or",
}
CORNERS = {"⌊": "lfloor", "⌋": "rfloor", "⌈": "lceil", "⌉": "rceil"}
ROOTS = {"√": "2", "∛": "3", "∜": "4"}
LETTER_LIKE = {
    "∂": ("d", ""), "∑": ("builder", "sum"), "ℯ": ("constant", "e"), "∞": ("constant", "infinity"),
    "″": ("'", "''"), "‴": ("'", "'''"),
}  # fmt: skip
"""Signs that stand for a token of another kind, with its value."""

HINTS = {
    "°": "degrees are not read; write x*pi/180",
    "%": "per cent is not read; write /100",
    "±": "a plus-or-minus sign stands for two formulas; write one of them",
    "∓": "a plus-or-minus sign stands for two formulas; write one of them",
    "#": "a comment is not part of a formula",
    '"': "quotation marks are not part of a formula",
    "≈": "an approximation proves nothing; write the exact value",
    "…": "dots leave something out; write every term",
    "∫": "integrals are not read",
    "∏": "products over an index are not read",
    "?": "a question mark is not part of a formula",
    "@": "the sign @ is not part of a formula",
    "`": "the sign ` is not part of a formula",
}
"""What to say of a sign that means nothing here."""
