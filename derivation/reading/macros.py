"""The LaTeX that is known: which commands are signs, names, spaces, wrappers or structure."""

from __future__ import annotations

SIGNS = {
    "cdot": "*", "times": "*", "ast": "*", "cdotp": "*", "bullet": "*", "odot": "*", "div": "/", "over": "over",
    "choose": "choose",
    "le": "<=", "leq": "<=", "leqslant": "<=", "ge": ">=", "geq": ">=", "geqslant": ">=", "ne": "!=", "neq": "!=",
    "lt": "<", "gt": ">",
    "equiv": "=", "triangleq": "=", "coloneqq": "=", "doteq": "=", "to": "->", "rightarrow": "->", "longrightarrow": "->",
    "Rightarrow": "=>", "implies": "=>", "Longrightarrow": "=>", "iff": "=>", "Leftrightarrow": "=>", "Longleftrightarrow": "=>",
    "leftrightarrow": "=>", "longleftrightarrow": "=>",
    "therefore": "=>", "because": "=>", "leadsto": "=>", "rightsquigarrow": "=>",
    "lbrace": "\\{", "rbrace": "\\}", "{": "\\{", "}": "\\}", "lbrack": "[", "rbrack": "]",
    "lparen": "(", "rparen": ")",
    "vert": "|", "mid": "|", "lvert": "|", "rvert": "|", "prime": "'", "land": "and", "wedge": "and", "lor": "or", "vee": "or",
    "lfloor": "lfloor", "rfloor": "rfloor", "lceil": "lceil", "rceil": "rceil",
    "\\": "\\\\", "newline": "\\\\", "cr": "\\\\", "tabularnewline": "\\\\",
}  # fmt: skip
"""Commands that stand for a sign."""

SIDES = {
    **dict.fromkeys(("left", "lvert", "bigl", "Bigl", "biggl", "Biggl"), "left"),
    **dict.fromkeys(("right", "rvert", "bigr", "Bigr", "biggr", "Biggr"), "right"),
}
"""Commands that say which side of a pair the next bracket is."""

SPACES = frozenset(
    str.split(
        ", ; : ! > quad qquad thinspace medspace thickspace enspace enskip negthinspace displaystyle textstyle "
        "scriptstyle scriptscriptstyle ds small large Large normalsize footnotesize scriptsize tiny limits nolimits "
        "nonumber notag primeskip mathstrut strut hfill noindent allowbreak nobreak break relax middle big Big bigg Bigg "
        "bigm Bigm rm it bf sf tt cal hline hfil checkmark blacksquare square Box cmark xmark qed qedhere qedsymbol centering "
        "mathclose mathopen "
    )
) | {" ", "\n", "\t", "/", "-", "(", ")", "[", "]", "@"}
"""Commands that change the look alone."""

DROPPED = frozenset(
    str.split(
        "color hspace hspace* vspace label tag tag* ref eqref cite phantom hphantom vphantom parbox cancelto textcolor "
        "colorbox rule"
    )
)
"""Commands whose first argument is no mathematics; what follows it is read."""

WRAPPERS = frozenset(
    str.split(
        "cancel bcancel xcancel boxed fbox ensuremath underbrace overbrace underline mathop mathrel mathbin mathord smash "
        "mathcolor paren"
    )
)
"""Commands around mathematics that change the look alone."""

FONTS = frozenset(
    str.split(
        "mathrm mathit mathbf mathsf mathtt mathcal mathbb mathfrak mathscr mathnormal operatorname operatorname* "
        "boldsymbol bm bf pmb up textnormal symbf symrm symit"
    )
)
"""Commands that set a name in another type."""

WORDS = frozenset(str.split("text textrm textit textbf textsf texttt mbox hbox intertext shortintertext textup textsl emph"))
"""Commands around plain words."""

ACCENTS = {
    "hat": "hat",
    "widehat": "hat",
    "tilde": "tilde",
    "widetilde": "tilde",
    "bar": "bar",
    "overline": "bar",
    "vec": "vec",
    "dot": "dot",
    "ddot": "ddot",
}
"""Marks above a letter and what they add to its name."""

DOTS = {"dot": "'", "ddot": "''"}
"""Newton's dots are primes where the name below them moves."""

TEXTBOOK = {"fp": ("f", "'"), "fpp": ("f", "''"), "yp": ("y", "'"), "ypp": ("y", "''"), "gp": ("g", "'"), "hp": ("h", "'")}
"""House macros of calculus textbooks: f' and y' under one name."""

NAMES = {
    "varepsilon": "epsilon", "vartheta": "theta", "varphi": "phi", "varrho": "rho", "varpi": "pi",
    "ell": "l", "hslash": "h",
    "infty": "infinity", "e": "e", "arcsin": "asin", "arccos": "acos", "arctan": "atan", "size": "abs",
}  # fmt: skip
"""Commands that stand for a name under another spelling."""

STRUCTURE = frozenset(
    str.split(
        "frac dfrac tfrac cfrac sqrt lim partial d dd sum prod int begin end root binom stackrel overset underset operatorname"
    )
)
"""Commands that build something of their arguments."""

ALIGNED = frozenset(
    str.split(
        "align align* aligned alignat alignat* alignedat gather gather* gathered equation equation* split eqnarray "
        "eqnarray* multline multline* displaymath math flalign flalign*"
    )
)
"""Environments around lines."""

CASES = frozenset(str.split("cases dcases rcases cases* dcases* matrix matrix* array smallmatrix"))
"""Environments that list values and conditions."""

FRACTIONS = frozenset(["frac", "dfrac", "tfrac", "cfrac"])

LOST_BACKSLASH = frozenset(["frac", "dfrac", "tfrac", "cdot", "times", "left", "right"])
"""Words that are commands with their backslash lost."""
