"""How names look: Greek letters, hats, subscripts and the names of functions, on a terminal, in LaTeX and elsewhere."""

from __future__ import annotations

from typing import NamedTuple

GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ",
    "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "rho": "ρ", "sigma": "σ", "tau": "τ",
    "upsilon": "υ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "pi": "π",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ",
    "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip

ACCENTED = {
    "hat": dict(zip("aceghijosuwyzACEGHIJOSUWYZ", "âĉêĝĥîĵôŝûŵŷẑÂĈÊĜĤÎĴÔŜÛŴŶẐ", strict=True)),
    "tilde": dict(zip("anouvyANOUVY", "ãñõũṽỹÃÑÕŨṼỸ", strict=True)),
    "bar": dict(zip("aeiouyAEIOUY", "āēīōūȳĀĒĪŌŪȲ", strict=True)),
}
"""Letters with a mark above them that are one character; others are spelt out on a terminal."""

SUBSCRIPTS = dict(zip("0123456789+-aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))

SUPERSCRIPTS = dict(zip("0123456789+−-abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))

LATEX_FUNCTIONS = {
    "sin": r"\sin", "cos": r"\cos", "tan": r"\tan", "cot": r"\cot", "sec": r"\sec", "csc": r"\csc",
    "asin": r"\arcsin", "acos": r"\arccos", "atan": r"\arctan",
    "sinh": r"\sinh", "cosh": r"\cosh", "tanh": r"\tanh", "coth": r"\coth",
    "ln": r"\ln", "log": r"\log", "max": r"\max", "min": r"\min",
    "sigma": r"\sigma", "Phi": r"\Phi",
}  # fmt: skip
"""Functions that LaTeX has a command for; others are \\operatorname{…}, or a plain letter."""

UNICODE_FUNCTIONS = {
    "sigma": "σ",
    "Phi": "Φ",
    "phi": "φ",
    "gamma": "Γ",
    "zeta": "ζ",
    "asin": "arcsin",
    "acos": "arccos",
    "atan": "arctan",
}
"""Functions whose name on the terminal is not their name in plain text."""

POWERS_BEHIND_THE_NAME = frozenset(
    ["sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "sech", "csch", "ln"]
)
"""Functions whose square textbooks write sin²(x)."""


NEVER_CALLED = frozenset("abckmnpqrstxyz")
"""Letters that nobody takes for the name of a function: x(x + 1) is a product."""

DOTS = "…"
"""The name of what stands for parts that are left out of a sum or a product."""


class Name(NamedTuple):
    """A name taken apart: w_ij is w with the subscript ij, yhat_1 is a y with a hat and the subscript 1."""

    base: str
    accent: str
    subscript: str


ACCENTS = ("hat", "tilde", "bar", "vec", "dot")


def take_apart(name: str) -> Name:
    """A symbol's name as base, accent and subscript.

    >>> take_apart("yhat_1"), take_apart("what")
    (Name(base='y', accent='hat', subscript='1'), Name(base='w', accent='hat', subscript=''))
    """
    base, _, subscript = name.partition("_")
    if not base or not subscript:
        base, subscript = name, ""
    for accent in ACCENTS:
        letter = base.removesuffix(accent)
        if letter is not base and (len(letter) == 1 or letter in GREEK):
            return Name(letter, accent, subscript)
    return Name(base, "", subscript)


def unicode_name(name: str) -> str:
    """A symbol as a terminal shows it.

    >>> unicode_name("yhat"), unicode_name("x_1"), unicode_name("alpha"), unicode_name("learning_rate")
    ('ŷ', 'x₁', 'α', 'learning_rate')
    """
    base, accent, subscript = take_apart(name)
    letter = GREEK.get(base, base)
    if accent:
        letter = ACCENTED[accent].get(letter, letter + accent) if accent in ACCENTED else letter + accent
    if not subscript:
        return letter
    if len(letter) == 1 and all(sign in SUBSCRIPTS for sign in subscript):
        return letter + "".join(SUBSCRIPTS[sign] for sign in subscript)
    return f"{letter}_{subscript}"


def latex_name(name: str) -> str:
    r"""A symbol in LaTeX.

    >>> latex_name("yhat"), latex_name("w_ij"), latex_name("alpha_1"), latex_name("rate")
    ('\\hat{y}', 'w_{ij}', '\\alpha_{1}', '\\mathrm{rate}')
    """
    base, accent, subscript = take_apart(name)
    letter = latex_letter(base)
    if accent:
        letter = rf"\{accent}{{{letter}}}"
    return letter + (f"_{{{latex_subscript(subscript)}}}" if subscript else "")


def latex_subscript(subscript: str) -> str:
    return "\\" + subscript if subscript in GREEK else subscript.replace("_", r"\_")


def latex_letter(base: str) -> str:
    if base in GREEK:
        return "\\" + base
    if base == DOTS:
        return r"\cdots"
    return base if len(base) == 1 else rf"\mathrm{{{base}}}".replace("_", r"\_")


def latex_function(name: str) -> str:
    """The name of a function in LaTeX: a command, a letter, or an operator name."""
    known = LATEX_FUNCTIONS.get(name)
    if known is not None:
        return known
    base = take_apart(name).base
    return latex_name(name) if len(base) == 1 else rf"\operatorname{{{name}}}".replace("_", r"\_")


def unicode_function(name: str) -> str:
    known = UNICODE_FUNCTIONS.get(name)
    return known if known is not None else unicode_name(name)
