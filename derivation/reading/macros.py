"""The LaTeX that is known: which commands are signs, names, spaces, wrappers or structure."""

from __future__ import annotations

SIGNS = {
    "cdot": "*", "times": "*", "ast": "*", "cdotp": "*", "bullet": "*", "div": "/", "over": "over",
    "le": "<=", "leq": "<=", "leqslant": "<=", "ge": ">=", "geq": ">=", "geqslant": ">=", "ne": "!=", "neq": "!=", "lt": "<", "gt": ">",
    "equiv": "=", "triangleq": "=", "coloneqq": "=", "doteq": "=", "to": "->", "rightarrow": "->", "longrightarrow": "->",
    "Rightarrow": "=>", "implies": "=>", "Longrightarrow": "=>", "iff": "=>", "Leftrightarrow": "=>", "Longleftrightarrow": "=>",
    "therefore": "=>", "lbrace": "\\{", "rbrace": "\\}", "{": "\\{", "}": "\\}", "lbrack": "[", "rbrack": "]", "lparen": "(", "rparen": ")",
    "vert": "|", "mid": "|", "lvert": "|", "rvert": "|", "prime": "'", "land": "and", "wedge": "and", "lor": "or", "vee": "or",
    "lfloor": "lfloor", "rfloor": "rfloor", "lceil": "lceil", "rceil": "rceil",
    "\\": "\\\\", "newline": "\\\\", "cr": "\\\\", "tabularnewline": "\\\\",
}  # fmt: skip
"""Commands that stand for a sign."""

SIDES = {"left": "left", "right": "right", "lvert": "left", "rvert": "right", "bigl": "left", "Bigl": "left", "biggl": "left", "Biggl": "left"} | {
    "bigr": "right", "Bigr": "right", "biggr": "right", "Biggr": "right"
}  # fmt: skip
"""Commands that say which side of a pair the next bracket is."""

SPACES = frozenset(
    [",", ";", ":", "!", ">", "quad", "qquad", "thinspace", "medspace", "thickspace", "enspace", "enskip", "negthinspace", "displaystyle", "textstyle", "scriptstyle", "scriptscriptstyle", "ds", "small", "large", "Large", "normalsize", "footnotesize", "scriptsize", "tiny", "limits", "nolimits", "nonumber", "notag", "primeskip", "mathstrut", "strut", "hfill", "noindent", "allowbreak", "nobreak", "break", "relax", "middle", "big", "Big", "bigg", "Bigg", "bigm", "Bigm", "rm", "it", "bf", "sf", "tt", "cal", "hline", "hfil", "centering", "mathclose", "mathopen"]
) | {" ", "\n", "\t", "/", "-", "(", ")", "[", "]", "@"}
"""Commands that change the look alone."""

DROPPED = frozenset(["color", "hspace", "vspace", "label", "tag", "ref", "eqref", "cite", "phantom", "hphantom", "vphantom", "parbox", "cancelto", "textcolor", "colorbox", "hspace*", "rule"])
"""Commands whose first argument is no mathematics; what follows it is read."""

WRAPPERS = frozenset(["cancel", "bcancel", "xcancel", "boxed", "fbox", "ensuremath", "underbrace", "overbrace", "underline", "mathop", "mathrel", "mathbin", "mathord", "smash", "mathcolor"])
"""Commands around mathematics that change the look alone."""

FONTS = frozenset(
    ["mathrm", "mathit", "mathbf", "mathsf", "mathtt", "mathcal", "mathbb", "mathfrak", "mathscr", "mathnormal", "operatorname", "operatorname*", "boldsymbol", "bm", "bf", "pmb", "up", "textnormal", "symbf", "symrm", "symit"]
)
"""Commands that set a name in another type."""

WORDS = frozenset(["text", "textrm", "textit", "textbf", "textsf", "texttt", "mbox", "hbox", "intertext", "shortintertext", "textup", "textsl", "emph"])
"""Commands around plain words."""

ACCENTS = {"hat": "hat", "widehat": "hat", "tilde": "tilde", "widetilde": "tilde", "bar": "bar", "overline": "bar", "vec": "vec", "dot": "dot"}
"""Marks above a letter and what they add to its name."""

TEXTBOOK = {"fp": ("f", "'"), "fpp": ("f", "''"), "yp": ("y", "'"), "ypp": ("y", "''"), "gp": ("g", "'"), "hp": ("h", "'")}
"""House macros of calculus textbooks: f' and y' under one name."""

NAMES = {
    "varepsilon": "epsilon", "vartheta": "theta", "varphi": "phi", "varrho": "rho", "varsigma": "sigma", "varpi": "pi", "ell": "l", "hslash": "h",
    "infty": "infinity", "e": "e", "arcsin": "asin", "arccos": "acos", "arctan": "atan",
}  # fmt: skip
"""Commands that stand for a name under another spelling."""

STRUCTURE = frozenset(["frac", "dfrac", "tfrac", "cfrac", "sqrt", "lim", "partial", "sum", "prod", "int", "begin", "end", "root", "binom", "stackrel", "overset", "underset", "operatorname"])
"""Commands that build something of their arguments."""

ALIGNED = frozenset(
    ["align", "align*", "aligned", "alignat", "alignat*", "alignedat", "gather", "gather*", "gathered", "equation", "equation*", "split", "eqnarray", "eqnarray*", "multline", "multline*", "displaymath", "math", "flalign", "flalign*"]
)
"""Environments around lines."""

CASES = frozenset(["cases", "dcases", "rcases", "cases*", "dcases*", "matrix", "matrix*", "array", "smallmatrix"])
"""Environments that list values and conditions."""

FRACTIONS = frozenset(["frac", "dfrac", "tfrac", "cfrac"])
