"""Terms as real expressions of Coq: what `Reals` and Coquelicot read, named functions by definitions of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from derivation import functions
from derivation.context import Context, Definition
from derivation.export import Unwritable
from derivation.notation.fold import Printed, fold
from derivation.term import E, Term, number_of

LOOSE, SUM, PRODUCT, MINUS, POWER, APPLIED, ATOM = 200, 50, 40, 35, 30, 10, 0
"""Coq's levels, the tighter the smaller."""

PRIMITIVES = {
    "sin": "sin", "cos": "cos", "tan": "tan", "sinh": "sinh", "cosh": "cosh", "tanh": "tanh", "atan": "atan", "asin": "asin",
    "acos": "acos", "ln": "ln", "sqrt": "sqrt", "abs": "Rabs", "max": "Rmax", "min": "Rmin", "sign": "sign",
    "erf": "erf", "erfi": "erfi", "fresnels": "fresnels", "fresnelc": "fresnelc", "acot": "acot",
}  # fmt: skip
"""What Coq calls the functions that it has itself, and those that prelude.v defines."""

KEYWORDS = frozenset([
    "as", "at", "cofix", "do", "else", "end", "exists", "fix", "for", "forall", "fun", "if", "in", "let", "match", "mod",
    "of", "Prop", "return", "Set", "SProp", "then", "Type", "using", "where", "with", "R", "S", "O", "I", "N", "Z", "Q", "C",
    "D", "PI", "INR", "IZR", "exp", "ln", "sin", "cos", "tan", "sinh", "cosh", "tanh", "atan", "asin", "acos", "sqrt", "pow",
    "Rabs", "Rmax", "Rmin", "Rpower", "plus", "minus", "mult", "opp", "one", "zero", "scal", "sign", "is_derive", "certify",
    "erf", "erfi", "fresnels", "fresnelc", "acot", "RInt",
])  # fmt: skip
"""Names that mean something in a certificate already."""


class NotExpressible(Unwritable):
    """Coq's libraries have no word for a part; `reason` says for which."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def identifier(name: str) -> str:
    """A name as Coq allows it.

    >>> identifier("x"), identifier("R"), identifier("w_{ij}"), identifier("log-cosh")
    ('x', 'R_', 'w_ij', 'log_cosh')
    """
    kept = "".join(each if (each.isascii() and each.isalnum()) or each == "_" else " " for each in name)
    plain = "_".join(kept.replace("_ ", "_").split()) or "name"
    if not plain[0].isalpha():
        plain = f"n{plain}"
    return f"{plain}_" if plain in KEYWORDS else plain


class Writer:
    """Writes terms in one certificate and remembers which named functions they call.

    context  the definitions in force
    main     the function the certificate is about, as a definition; calls of it are written by its name
    """

    def __init__(self, context: Context, symbols: Iterable[Term], main: Definition) -> None:
        self.context, self.main = context, main
        self.taken: set[str] = set()
        self.symbols: dict[Term, str] = {each: self._fresh(identifier(str(each.value))) for each in symbols}
        self.called: dict[tuple[str, int], tuple[str, Definition]] = {}
        self.name = self._fresh(identifier(main.name))
        self.called[main.name, len(main.parameters)] = (self.name, main)
        self.kept: dict[Term, Printed] = {}

    def _fresh(self, wish: str) -> str:
        name, number = wish, 2
        while name in self.taken:
            name, number = f"{wish}_{number}", number + 1
        self.taken.add(name)
        return name

    def text(self, term: Term) -> str:
        """The term as Coq reads it; raises NotExpressible."""
        return self.printed(term).text

    def side(self, term: Term) -> str:
        """The term as it stands beside an equals sign."""
        return _within(self.printed(term), SUM)

    def printed(self, term: Term) -> Printed:
        return fold(term, self._write, self.kept)

    def _write(self, term: Term, parts: list[Printed]) -> Printed:
        if term.op == "function":
            return self._function(term, parts)
        if term.op == "piecewise":
            return self._cases(term, parts)
        if term.op == "sum":
            return self._sum(term, parts)
        if term.op == "symbol":
            return self._symbol(term)
        if term.op not in _WRITERS:
            raise NotExpressible(_WORDS.get(term.op, f"{term.op} in it"))
        return _WRITERS[term.op](term, parts)

    def _sum(self, term: Term, parts: list[Printed]) -> Printed:
        pieces = [_within(parts[0], SUM)]
        for summand, part in zip(term.args[1:], parts[1:], strict=True):
            if summand.op == "negation":
                pieces += ["-", _within(self.printed(summand.args[0]), SUM - 1)]
            else:
                pieces += ["+", _within(part, SUM - 1)]
        return Printed(" ".join(pieces), SUM)

    def _symbol(self, term: Term) -> Printed:
        if term not in self.symbols:
            raise NotExpressible(f"the symbol {term.value} in it is bound nowhere")
        return Printed(self.symbols[term], ATOM)

    def _cases(self, term: Term, parts: list[Printed]) -> Printed:
        """Values and conditions as one choice inside the other; where nothing else is left, the last value."""
        text = parts[-2].text
        for number in range(len(parts) - 4, -1, -2):
            text = _choice(term.args[number + 1], parts[number].text, text, self)
        return Printed(text, LOOSE)

    def _function(self, term: Term, parts: list[Printed]) -> Printed:
        name = str(term.value)
        arguments = " ".join(_within(part, ATOM) for part in parts)
        key = (name, len(parts))
        if name in ("max", "min") and len(parts) != 2:
            raise NotExpressible(f"{name} of {len(parts)} numbers stands in it")
        if name in PRIMITIVES and key not in self.called:
            return Printed(f"{PRIMITIVES[name]} {arguments}", APPLIED)
        if name == "root":
            return Printed(f"Rpower {_within(parts[0], ATOM)} (1 / {_within(parts[1], PRODUCT - 1)})", APPLIED)
        called, meant = self.definition(name, len(parts))
        if len(meant.parameters) > len(parts):
            return Printed(self._with_the_rest(called, meant, parts), APPLIED)
        return Printed(f"{called} {arguments}", APPLIED)

    def _with_the_rest(self, called: str, meant: Definition, parts: list[Printed]) -> str:
        """A call of f(x) where f has parameters besides: they stand for themselves."""
        given = _within(parts[0], ATOM)
        variable = self.context.variable
        return " ".join([called, *(given if each is variable else self.symbols[each] for each in meant.parameters)])

    def definition(self, name: str, places: int) -> tuple[str, Definition]:
        """The Coq name of a function and what it stands for; raises NotExpressible where it has no formula."""
        found = self.called.get((name, places))
        if found is None:
            body = self.context.definitions.get(name)
            meant = body if body is not None and len(body.parameters) == places else functions.formula_of(name, places)
            if meant is None:
                raise NotExpressible(f"Coq's libraries have no {name}")
            if meant.body is self.main.body and meant.parameters == (self.context.variable,):
                found = self.called[name, places] = (self.name, self.main)
                return found
            self.text_of_body(meant)
            found = self.called[name, places] = (self._fresh(identifier(name)), meant)
        return found

    def text_of_body(self, definition: Definition) -> tuple[list[str], str]:
        """The parameters of a definition and its body."""
        outer, kept = self.symbols, self.kept
        self.symbols = {**outer, **{each: identifier(str(each.value)) for each in definition.parameters}}
        self.kept = {}
        try:
            return [self.symbols[each] for each in definition.parameters], self.text(definition.body)
        finally:
            self.symbols, self.kept = outer, kept


_WORDS = {
    "integral": "an integral stands in it", "series": "a sum over a range stands in it",
    "limit": "a limit stands in it", "derivative": "a derivative still to be done stands in it",
}  # fmt: skip


def _within(part: Printed, level: int) -> str:
    """The part as it stands where Coq expects something of that level."""
    return part.text if part.level <= level else f"({part.text})"


def _choice(condition: Term, value: str, otherwise: str, writer: Writer) -> str:
    """One value where a condition holds, and what is written already where it does not."""
    if condition.op == "truth":
        return value
    if condition.op == "logic":
        text = value if condition.value == "and" else otherwise
        for each in reversed(condition.args):
            text = _choice(each, text, otherwise, writer) if condition.value == "and" else _choice(each, value, text, writer)
        return text
    left, right = (_within(writer.printed(each), ATOM) for each in condition.args)
    sign = str(condition.value)
    if sign in (">", ">="):
        left, right = right, left
    if sign == "!=":
        value, otherwise = otherwise, value
    return f"if {DECISIONS[sign]} {left} {right} then {value} else {otherwise}"


DECISIONS = {"<": "Rlt_dec", ">": "Rlt_dec", "<=": "Rle_dec", ">=": "Rle_dec", "=": "Req_EM_T", "!=": "Req_EM_T"}


def _number(term: Term, parts: list[Printed]) -> Printed:
    exact = Fraction(str(term.value))
    if exact.denominator == 1:
        return Printed(str(exact), ATOM)
    return Printed(f"{exact.numerator} / {exact.denominator}", PRODUCT)


def _constant(term: Term, parts: list[Printed]) -> Printed:
    if term.value == "pi":
        return Printed("PI", ATOM)
    if term.value == "e":
        return Printed("exp 1", APPLIED)
    raise NotExpressible(f"{term.value} is no real number")


def _product(term: Term, parts: list[Printed]) -> Printed:
    return Printed(" * ".join([_within(parts[0], PRODUCT), *(_within(part, PRODUCT - 1) for part in parts[1:])]), PRODUCT)


def _quotient(term: Term, parts: list[Printed]) -> Printed:
    return Printed(f"{_within(parts[0], PRODUCT)} / {_within(parts[1], PRODUCT - 1)}", PRODUCT)


def _negation(term: Term, parts: list[Printed]) -> Printed:
    return Printed(f"- {_within(parts[0], MINUS - 1)}", MINUS)


def whole_exponent(power: Term) -> int | None:
    """The exponent of a power that Coq can write as repeated multiplication."""
    number = number_of(power.args[1])
    return int(number) if number is not None and number.denominator == 1 and abs(number) <= 1_000 else None


def _power(term: Term, parts: list[Printed]) -> Printed:
    base, exponent = parts
    number = whole_exponent(term)
    if term.args[0] is E:
        return Printed(f"exp {_within(exponent, ATOM)}", APPLIED)
    if number is None:
        return Printed(f"Rpower {_within(base, ATOM)} {_within(exponent, ATOM)}", APPLIED)
    if number >= 0:
        return Printed(f"{_within(base, APPLIED)} ^ {number}", POWER)
    inside = f"{_within(base, APPLIED)} ^ {-number}" if number < -1 else _within(base, POWER)
    return Printed(f"/ {inside}", MINUS)


def _relation(term: Term, parts: list[Printed]) -> Printed:
    left, right = (part.text for part in parts)
    sign = str(term.value)
    if sign in (">", ">="):
        left, right, sign = right, left, {">": "<", ">=": "<="}[sign]
    return Printed(f"{left} {'<>' if sign == '!=' else sign} {right}", 70)


def _logic(term: Term, parts: list[Printed]) -> Printed:
    return Printed({"or": r" \/ ", "and": r" /\ "}[str(term.value)].join(_within(part, 70) for part in parts), 80)


_WRITERS: dict[str, Callable[[Term, list[Printed]], Printed]] = {
    "integer": _number,
    "decimal": _number,
    "constant": _constant,
    "product": _product,
    "quotient": _quotient,
    "negation": _negation,
    "power": _power,
    "relation": _relation,
    "logic": _logic,
    "truth": lambda term, parts: Printed("True", ATOM),
}
