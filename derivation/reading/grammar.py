"""The grammar: sums of products of powers, read by a Pratt parser that keeps its own stack.

Every reading function is a generator that yields the readings it needs and returns a term, so nothing recurses and
nesting is bounded by `MAX_DEPTH` alone.
"""

from __future__ import annotations

from collections.abc import Callable

from derivation.limits import MAX_DEPTH
from derivation.reading.between_factors import (
    begins_a_remark,
    check_juxtaposition,
    dot_is_a_product,
    end_of_reach,
    goes_on_below,
    is_derivative_operator,
    note_division,
)
from derivation.reading.cursor import BRACKETS, RELATIONS, TERM_STARTS, Cursor
from derivation.reading.errors import Unreadable
from derivation.reading.exponents import read_exponent
from derivation.reading.numbers import number
from derivation.reading.readers import Reader
from derivation.reading.sizes import check_power
from derivation.reading.tokens import Token
from derivation.reading.unbraced import unbraced
from derivation.term import (
    ONE,
    E,
    Term,
    add,
    at,
    derivative,
    divide,
    function,
    multiply,
    negate,
    power,
    symbol,
)

_GOES_ON = frozenset(["^", "!", "'", "_", "(", "[", "{", "value bar"])

FORMS: dict[str, Callable[[Parser, Token], Reader]] = {}
"""The reader of every kind of token that begins a term; filled by the module `forms`."""


class Parser(Cursor):
    """Reads terms from the tokens of one text; `here` is the index of the next token."""

    # --------------------------------------------------------------------------------------------- sums and products

    def sum(self, ends: Callable[[], bool] | None = None) -> Reader:
        """Products with + and - between them, as far as a sign at which it `ends`."""
        summands: list[Term] = []
        while True:
            minus = self.signs()
            term = yield self.product()
            for _ in range(minus):
                term = negate(term)
            summands.append(term)
            if self.tokens[self.here].kind not in ("+", "-") or (ends and ends()):
                return add(*summands)
            self.here += self.tokens[self.here].kind == "+"

    def signs(self) -> int:
        """How many minus signs stand here; plus signs in front of a term say nothing."""
        start = self.here
        count = 0
        while (kind := self.tokens[self.here].kind) in ("+", "-"):
            count += kind == "-"
            self.here += 1
        if count > MAX_DEPTH:
            raise self.refuse(self.tokens[start], f"more than {MAX_DEPTH:,} signs stand in a row")
        return count

    def product(self, juxtaposed: bool = False) -> Reader:
        """Powers with *, / or nothing between them, from left to right; with `juxtaposed` it ends before a * sign."""
        factors: list[Term] = []
        term = self._leaf()
        factors.append(term if term is not None else (yield self.factor()))
        while True:
            token = self.tokens[self.here]
            kind = token.kind
            if kind == "*" and not juxtaposed:
                self.here += 1
                self._signs_of_plus()
                term = self._leaf()
                factors.append(term if term is not None else (yield self.factor()))
            elif kind == "/":
                self.here += 1
                below = self._leaf()
                below = below if below is not None else (yield self.factor())
                note_division(self)
                while goes_on_below(self) and self.second:
                    self.note("what is joined to a denominator is read as part of it: t/RC is t/(RC)")
                    below = multiply(below, (yield self.power()))
                factors = [divide(multiply(*factors), below)]
            elif kind in TERM_STARTS:
                if (juxtaposed and is_derivative_operator(self)) or begins_a_remark(self):
                    return multiply(*factors)
                check_juxtaposition(self, token)
                term = self._leaf()
                factors.append(term if term is not None else (yield self.factor()))
            elif kind == "value bar":
                factors = [(yield self._value_at(multiply(*factors)))]
            elif kind == "." and dot_is_a_product(self):
                self.here += 1
                self.note("the dot between factors is read as a product sign")
                factors.append((yield self.factor()))
            else:
                return multiply(*factors)

    def _signs_of_plus(self) -> None:
        while self.tokens[self.here].kind == "+":
            self.here += 1

    def _leaf(self) -> Term | None:
        """A number or constant that stands alone, read without ceremony."""
        token = self.tokens[self.here]
        if token.kind == "number":
            if self.tokens[self.here + 1].kind in ("^", "!", "'", "."):
                return None
            self.here += 1
            return number(token.value)
        if token.kind == "symbol" and token.value in self.vocabulary.plain and self.tokens[self.here + 1].kind not in _GOES_ON:
            self.here += 1
            return symbol(token.value)
        return None

    def reach(self, name: str, letter: str = "") -> Reader:
        """What lim and \\sum cover: up to another such sign, or, in the second reading, to the next plus or minus."""
        start = self.here
        if not self.second:
            term = yield self.sum(end_of_reach(self, letter))
            enclosed = self.tokens[start].kind in BRACKETS and self.partner[start] + 1 == self.here
            self.reads_otherwise = self.reads_otherwise or (term.op == "sum" and not enclosed)
            return term
        minus = self.signs()
        term = yield self.product()
        if self.kind in ("+", "-"):
            self.note(f"{name} is read as reaching to the next sign")
        for _ in range(minus):
            term = negate(term)
        return term

    # ---------------------------------------------------------------------------------------------- factors and powers

    def factor(self) -> Reader:
        """A power, with signs before it: the exponent of 2^-x, the second factor of 3*-x."""
        minus = self.signs()
        term = yield self.power()
        for _ in range(minus):
            term = negate(term)
        return term

    def power(self) -> Reader:
        """A term with what is written behind it: factorials, primes, exponents."""
        token = self.tokens[self.here]
        form = FORMS.get(token.kind)
        if form is None:
            raise self.unexpected()
        self.here += 1
        term = yield form(self, token)
        while True:
            kind = self.tokens[self.here].kind
            if kind == "^":
                orders = self.prime_exponent()
                if orders:
                    term = derivative(term, self.context.variable, orders)
                    continue
                exponent = yield read_exponent(self, term is E)
                self._note_fraction(exponent)
                return self._checked_power(term, exponent)
            if kind == "!":
                if self._is_exclamation():
                    return term
                self.here += 1
                term = function("factorial", term)
            elif kind == "'":
                term = self._primed(term)
            elif kind == "value bar" and self.tokens[self.here - 1].kind in (")", "]"):
                term = yield self._value_at(term)
            else:
                return term

    def _checked_power(self, base: Term, exponent: Term) -> Term:
        token = self.tokens[self.here - 1]
        check_power(base, exponent, lambda expected: self.refuse(token, expected))
        return power(base, exponent)

    def _note_fraction(self, exponent: Term) -> None:
        if (
            exponent is ONE
            and self.kind == "/"
            and self.tokens[self.here - 1].kind == self.tokens[self.here + 1].kind == "number"
        ):
            self.note("x^1/2 is read as (x^1)/2; write x^(1/2) for a fraction in the exponent")

    def _is_exclamation(self) -> bool:
        """The mark at the end of a sentence: cos x !"""
        token, following = self.tokens[self.here], self.tokens[self.here + 1]
        if following.kind not in ("end", ".", ",", "words") or not self.here:
            return False
        if token.spaced:
            return True
        self.reads_otherwise = self.reads_otherwise or self.scanner.prose
        return self.second

    def _primed(self, term: Term) -> Term:
        token = self.tokens[self.here]
        if term.op in ("integer", "decimal"):
            raise self.refuse(token, "a quotation mark is not part of a formula")
        return derivative(term, self.context.variable, self.primes())

    # --------------------------------------------------------------------------------------------------------- brackets

    def group(self) -> Reader:
        """The sum inside the bracket that opens here."""
        opening = self.here
        closing = self.partner[opening]
        self.here += 1
        term = yield self._whole()
        if self.scanner.prose and self.kind == "." and self.here + 1 == closing:
            self.here += 1
        if self.here != closing:
            raise self.stray()
        self.here += 1
        return term

    def _whole(self) -> Reader:
        """What fills a bracket: a sum, or two with \\over or \\choose between them."""
        term = yield self.sum()
        if self.kind not in ("over", "choose"):
            return term
        joined = self.kind
        self.here += 1
        below = yield self.sum()
        return divide(term, below) if joined == "over" else function("binomial", term, below)

    def stray(self) -> Unreadable:
        """The error where a bracket holds more than one term."""
        token = self.tokens[self.here]
        if token.kind in RELATIONS or token.kind == ",":
            return self.refuse(token, f"'{token.value}' cannot stand inside this bracket")
        return self.unexpected()

    def arguments(self) -> Reader:
        """The terms between the bracket that opens here and the one that closes it, as a list."""
        closing = self.partner[self.here]
        self.here += 1
        found: list[Term] = []
        if self.here == closing:
            raise self.refuse(self.tokens[closing], "an argument is missing between the brackets")
        while True:
            found.append((yield self._whole()))
            if self.kind == "words":
                raise self.unexpected()
            if self.here == closing:
                self.here += 1
                return found
            if self.kind != ",":
                raise self.stray()
            self.here += 1

    def argument(self) -> Reader:
        """The argument of a LaTeX command: a group, or, without braces, one digit or one letter."""
        token = self.tokens[self.here]
        if token.kind == "{":
            return (yield self.group())
        return unbraced(self) if token.kind in ("number", "symbol") else (yield self.power())

    def _value_at(self, body: Term) -> Reader:
        self.here += 1
        return (yield self.value_at(body))

    def value_at(self, body: Term) -> Reader:
        """Behind a bar: _{u = value}."""
        self.take("_", "write _{x=1} behind the bar")
        if self.kind not in BRACKETS:
            raise self.refuse(self.tokens[self.here], "write _{x=1} behind the bar")
        closing = self.partner[self.here]
        self.here += 1
        bound = yield self.power()
        if self.kind != "=" or bound.op != "symbol":
            raise self.refuse(self.tokens[self.here], "write _{x=1} behind the bar")
        self.here += 1
        value = yield self.sum()
        if self.here != closing:
            raise self.stray()
        self.here += 1
        return at(body, bound, value)
