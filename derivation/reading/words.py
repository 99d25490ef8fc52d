"""What a run of letters means: a declared name, a function, a constant, or letters multiplied."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from derivation.context import Context
from derivation.reading.characters import GREEK_NAMES

Piece = tuple[str, str]
"""A kind of token and its value."""

CONSTANTS = {"e": "e", "E": "e", "pi": "pi", "Pi": "pi", "infinity": "infinity", "oo": "infinity", "inf": "infinity"}

BUILDERS = frozenset(
    str.split(
        "exp log log2 log10 log_2 log_10 lg lb cbrt root Rational Pow Derivative diff Subs Limit limit Piecewise "
        "piecewise lim Lim Sum sum Integral integral"
    )
)
"""Names of what is built in another way than as a function of its arguments."""

REFUSED = frozenset(
    str.split(
        "True False None import from class def return for while if else elif not with as try except yield await async "
        "global exec eval open print input exit quit globals locals getattr setattr lambdify sympify undefined nan zoo"
    )
)
"""Words of programming languages: they are never names."""

MODULES = frozenset(str.split("np numpy math torch tf jnp jax sp sympy mpmath scipy special"))
"""Names of libraries that stand in front of a function, as in np.exp(x)."""

_WHOLE = frozenset(str.split("net out err act acc vel cost loss obs avg tot pred"))
"""Names of several letters that are no products, unless all their letters are declared."""

_SHORT = frozenset(["th", "sh", "ch", "tg"])
"""Names of functions that are two letters multiplied where both are declared."""

_SYMBOLS_FIRST = frozenset(str.split("sigma gamma beta zeta phi Phi Si Ci Shi Chi Ei E1 li max min"))
"""Names of functions that are symbols where no bracket follows."""


_INDEXED_IN_A_ROW = re.compile(r"(?:[A-Za-z]_[a-z0-9]){2,}")
"""p_ip_j, a product."""


@cache
def _spellings() -> dict[str, str]:
    from derivation.catalogue import SPELLINGS

    return SPELLINGS


def canonical(word: str) -> str | None:
    """The name of the function that a word spells, or None.

    >>> canonical("sigmoid"), canonical("arctan"), canonical("nothing")
    ('sigma', 'atan', None)
    """
    known = _spellings()
    return known.get(word) or (known.get(word.lower()) if len(word) > 2 and word not in GREEK_NAMES else None)


def places(name: str) -> tuple[int, int]:
    """The least and the most arguments of a named function."""
    from derivation.catalogue import PLACES

    return PLACES.get(name, (1, 1_000))


def as_called(name: str) -> str:
    """How a named function of several arguments is called, for a message.

    >>> as_called("normal_cdf"), as_called("sin")
    (': normal_cdf(x, m, s)', '')
    """
    from derivation.catalogue import NAMES

    rows = NAMES.get(name, ())
    return f": {name}({', '.join(rows[0].arguments)})" if len(rows) == 1 and len(rows[0].arguments) > 1 else ""


class Vocabulary:
    """The names in force while one text is read."""

    def __init__(self, context: Context, declared: Iterable[str] = ()) -> None:
        definitions = context.definitions.values()
        self.variable = str(context.variable.value)
        self.plain = {self.variable, *(str(each.value) for each in context.parameters), *declared}
        self.named = {each.name for each in definitions if not each.parameters} - self.plain
        self.defined = {each.name for each in definitions if each.parameters} - self.plain
        self._letters = {each.name: {str(name.value) for name in each.body.free} for each in definitions if not each.parameters}

    def depends_on(self, name: str, letters: set[str]) -> bool:
        """Whether all of some letters stand in the formula of a name, directly or in that of another."""
        found: set[str] = set()
        waiting = [name]
        while waiting:
            new = self._letters.get(waiting.pop(), set()) - found
            found |= new
            waiting += new
        return bool(letters) and letters <= found

    def is_given(self, name: str) -> bool:
        """Whether a name is declared or defined."""
        return name in self.plain or name in self.named or name in self.defined

    def _other_hat(self, word: str) -> str:
        """y_hat for yhat, or yhat for y_hat, whichever is given; yhat where neither is; "" for other words."""
        letters = word.removesuffix("hat").removesuffix("_")
        if not word.endswith("hat") or not letters or canonical(word) is not None or (len(letters) > 1 and "_" not in word):
            return ""
        spellings = (f"{letters}_hat", f"{letters}hat")
        return next((each for each in spellings if self.is_given(each)), spellings[1])

    def role(self, word: str) -> Piece | None:
        """The kind and value of a whole word that has a meaning of its own."""
        if self.is_given(word):
            return "symbol", word
        if "hat" in word and (other := self._other_hat(word)):
            return "symbol", other
        if word in CONSTANTS:
            return "constant", CONSTANTS[word]
        if word in BUILDERS:
            return "builder", word
        letters = word in _SHORT and all(letter in self.plain for letter in word)
        name = None if letters or _is_amplitude(word) else canonical(word)
        if name is not None:
            return ("symbol", name) if name in self.plain or name in self.named else ("function", name)
        if word in GREEK_NAMES or len(word) == 1:
            return "symbol", word
        return None

    def split(self, word: str, called: bool, note: Callable[[str], None]) -> list[Piece] | str:
        """The pieces of a word; or, where it cannot be understood, a sentence that says why.

        word    letters, digits and underscores, beginning with a letter
        called  an opening bracket follows
        """
        role = self.role(word)
        if role is not None:
            return [role]
        if word in REFUSED:
            return f"'{word}' is a word of a programming language, not a part of a formula"
        pieces = self._pieces(word)
        if pieces is not None and (
            not called
            or pieces[-1][0] in ("function", "builder")
            or pieces[-1][1] in self.defined
            or self._all_declared(pieces)
            or self._is_bare_call(pieces)
        ):
            if not self._all_declared(pieces):
                note(f"'{word}' is read as {' '.join(value for _, value in pieces)}")
            return pieces
        if called and len(word) == 2 and word.islower() and word[1] in self.plain and canonical(word) is None:
            note(f"'{word}' is read as {word[0]}·{word[1]}")
            return [self.role(letter) or ("symbol", letter) for letter in word]
        if called and not _indexed_letter(word):
            return f"'{word}' is no function I know{_suggestion(word)}"
        return self._unknown(word, note)

    def _is_bare_call(self, pieces: list[Piece]) -> bool:
        """The cosx of cosx(cos h - 1): a function of the variable, and a factor behind it."""
        before = [piece for piece in pieces[:-1] if piece[0] != "number"][-1:]
        called = bool(before) and (before[0][0] == "function" or before[0][1] in ("log", "exp", "lg"))
        return called and pieces[-1] == ("symbol", self.variable)

    def _unknown(self, word: str, note: Callable[[str], None]) -> list[Piece] | str:
        if _INDEXED_IN_A_ROW.fullmatch(word):
            return [("symbol", word[start : start + 3]) for start in range(0, len(word), 3)]
        letters = word.rstrip("0123456789")
        if "_" in word or (letters.isalpha() and letters != word):
            return [("symbol", word)]
        if not word.isalpha():
            return f"'{word}' is neither a name nor a product; write its factors with * between them"
        if word in _WHOLE and not all(letter in self.plain for letter in word):
            return [("symbol", word)]
        if len(word) > 3 or word.isupper():
            note(f"'{word}' is read as one name")
            return [("symbol", word)]
        if word[0] != "d" or len(word) > 2 or "d" in self.plain:
            note(f"'{word}' is read as {'·'.join(word)}")
        return [self.role(letter) or ("symbol", letter) for letter in word]

    def _all_declared(self, pieces: list[Piece]) -> bool:
        return all(kind == "constant" or value in self.plain or value in self.named for kind, value in pieces)

    def _pieces(self, word: str) -> list[Piece] | None:
        """A word as declared names and functions run together, longest first: xsinx, bcos, sin2x."""
        pieces: list[Piece] = []
        start = 0
        while start < len(word):
            piece, end = self._longest(word, start, pieces)
            if piece is None:
                return None
            pieces.append(piece)
            start = end
        return pieces

    def _is_indexed_name(self, part: str) -> bool:
        """Whether a part is p_1 where p1 is declared."""
        joined = part.replace("_", "")
        return "_" in part[1:-1] and part[0] != "_" and (joined in self.plain or joined in self.named)

    def _longest(self, word: str, start: int, before: list[Piece]) -> tuple[Piece | None, int]:
        if word[start].isdigit():
            end = start + 1
            while end < len(word) and word[end].isdigit():
                end += 1
            return (("number", word[start:end]), end) if before and before[-1][0] in ("function", "builder") else (None, start)
        for end in range(min(len(word), start + 40), start, -1):
            part = word[start:end]
            if part in self.plain or part in self.named or part in self.defined or self._is_indexed_name(part):
                return ("symbol", part), end
            if len(part) > 1 and part in _run_together():
                return self.role(part), end
        if not start and _is_amplitude(word):
            return ("symbol", word[0]), 1
        if word[start] == "h" and any(word.startswith(name, start + 1) for name in ("sin", "cos", "tan")):
            return ("symbol", "h"), start + 1
        if word[start] == "e" or (start + 1 == len(word) and before and before[-1][0] in ("function", "builder", "number")):
            return self.role(word[start]), start + 1
        return None, start


@cache
def _run_together() -> frozenset[str]:
    """Names that are recognised inside a word, as in xsinx."""
    from derivation.catalogue.spellings import WITHOUT_BRACKETS

    spelt = {word for word, name in _spellings().items() if name in WITHOUT_BRACKETS and len(word) > 1 and word.islower()}
    return frozenset(spelt | {"exp", "lim", "log", "pi", "sqrt"} - {"th", "sh", "tg"})


def _is_amplitude(word: str) -> bool:
    """Acos(wt): a capital letter before the name of a function is a factor."""
    return word[0].isupper() and word[1:].islower() and word not in _spellings() and word[1:] in _run_together()


def _indexed_letter(word: str) -> bool:
    """x1, x_12, a_o1: a letter with an index, which may stand before a bracket."""
    return len(word.partition("_")[0].rstrip("0123456789")) == 1


def _suggestion(word: str) -> str:
    from difflib import get_close_matches

    close = [] if len(word) > 30 else get_close_matches(word, [*_spellings(), *BUILDERS], n=1, cutoff=0.75)
    return f"; did you mean {close[0]}?" if close else "; declare it as a parameter, or write * between factors"


def symbol_first(name: str) -> bool:
    """Whether the name of a function is a plain symbol where no bracket follows it."""
    return name in _SYMBOLS_FIRST
