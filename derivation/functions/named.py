"""The named functions as terms; a row of the catalogue is read when its function is first needed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property

from derivation.catalogue import NAMES, ROWS, SPELLINGS
from derivation.catalogue.row import Row
from derivation.context import Context, Definition
from derivation.memory import remembered
from derivation.reading import read, read_equation
from derivation.term import Term, at, derivative, fresh_symbol, integral, logic, postorder, rebuild, substitute, symbol

_NO_CONTEXT = Context()


class NamedFunction:
    """A row of the catalogue whose texts are read when they are asked for.

    >>> find("softplus").formula is read("ln(1 + e^x)").term
    True
    """

    def __init__(self, row: Row) -> None:
        self.row = row
        self.name, self.listed, self.met = row.name, row.listed, row.met
        self.parameters = tuple(symbol(each) for each in row.arguments)
        self.variable = symbol(row.variable)

    def __repr__(self) -> str:
        return f"<{self.signature}>"

    @property
    def signature(self) -> str:
        """The name with its arguments, as one may type it: 'swish(x, beta)'."""
        return f"{self.listed}({', '.join(self.row.arguments)})"

    def _read(self, text: str) -> Term:
        return read(text, Context(self.variable, self.parameters)).term

    def _relations(self, texts: str) -> tuple[Term, ...]:
        return tuple(self._condition(text.split(" or ")) for text in texts.split(", ") if text)

    def _condition(self, choices: list[str]) -> Term:
        context = Context(self.variable, self.parameters)
        read_ones = [read_equation(text, context).term for text in choices]
        return logic("or", *read_ones) if len(read_ones) > 1 else read_ones[0]

    @cached_property
    def formula(self) -> Term | None:
        """What it stands for, in its parameters; None for a function that is not made of simpler ones."""
        return self._read(self.row.formula) if self.row.formula else None

    @cached_property
    def forms(self) -> tuple[Term, ...]:
        """Other ways to write it."""
        return tuple(self._read(text) for text in self.row.forms)

    @cached_property
    def integral(self) -> Term | None:
        """The function as an area under a curve, where it is one."""
        parts = [self._read(text) for text in self.row.integral]
        return integral(parts[0], symbol("t"), *parts[1:]) if parts else None

    @cached_property
    def derivatives(self) -> tuple[Term | None, ...]:
        """Its derivative by each parameter, None where the catalogue has none."""
        texts = (self.row.derivatives.get(each) for each in self.row.arguments)
        return tuple(self._read(text) if text else None for text in texts)

    @property
    def derivative(self) -> Term | None:
        """Its derivative by its variable, None where the catalogue has none."""
        return self.derivatives[self.parameters.index(self.variable)]

    @cached_property
    def domain(self) -> tuple[Term, ...]:
        """Where it is defined: relations that hold together; none for all real numbers."""
        return self._relations(self.row.domain)

    @cached_property
    def differentiable(self) -> tuple[Term, ...]:
        """Where its derivative exists, so far as the derivative does not tell by itself."""
        return self._relations(self.row.differentiable)

    @cached_property
    def defaults(self) -> tuple[Term | None, ...]:
        """What each parameter is where a call leaves it out."""
        return tuple(self._read(self.row.defaults[each]) if each in self.row.defaults else None for each in self.row.arguments)

    def values(self, arguments: Sequence[Term]) -> dict[Term, Term] | None:
        """The parameters and what a call puts in their place, or None where the number of arguments does not fit."""
        left_out = self.defaults[len(arguments) :]
        if len(arguments) > len(self.parameters) or None in left_out:
            return None
        given = (*arguments, *left_out)
        return {
            parameter: value
            for parameter, value in zip(self.parameters, given, strict=True)
            if value is not None and parameter is not value
        }


@cache
def _named(row_number: int) -> NamedFunction:
    return NamedFunction(ROWS[row_number])


@remembered(4_000)
def find(name: str, places: int | None = None) -> NamedFunction | None:
    """The function of that name, in any spelling; of several with that name the one with so many arguments.

    >>> find("arctan").name, find("swish", 2).parameters, find("no such function")
    ('atan', (symbol('x'), symbol('beta')), None)
    >>> find("Michaelis-Menten").name
    'michaelis_menten'
    """
    meant = SPELLINGS.get(name) or SPELLINGS.get(_plain(name), name)
    rows = NAMES.get(meant, ()) if places is None else (*NAMES.get(name, ()), *NAMES.get(meant, ()))
    for row in rows:
        if places is None or len(row.arguments) - len(row.defaults) <= places <= len(row.arguments):
            return _named(ROWS.index(row))
    return None


def _plain(name: str) -> str:
    """A name of several letters in lower case, its words joined."""
    return "_".join(name.lower().replace("-", " ").split()) if len(name) > 2 else name


def names() -> list[str]:
    """The name of every function, as lists show it, in the order of the alphabet."""
    return sorted({row.listed for row in ROWS}, key=lambda name: (name.casefold(), name))


def table() -> list[NamedFunction]:
    """Every function, in the order of the alphabet; those of one name by the number of their arguments."""
    return [_named(k) for k in sorted(range(len(ROWS)), key=lambda k: (ROWS[k].listed.casefold(), ROWS[k].listed, k))]


def suggest(word: str) -> str | None:
    """The spelling that was most likely meant, or None where nothing is close.

    >>> suggest("sigmod"), suggest("Tanh"), suggest("qqqqqq")
    ('sigmoid', 'tanh', None)
    """
    from difflib import get_close_matches

    spellings: dict[str, str] = {}
    for spelling in (*names(), *sorted(SPELLINGS, key=lambda each: (each != each.lower(), each))):
        spellings.setdefault(spelling.casefold(), spelling)
    meant = word.casefold()
    close = get_close_matches(meant, spellings, n=8, cutoff=0.7)
    return spellings[min(close, key=lambda each: (_slips(meant, each), abs(len(each) - len(meant))))] if close else None


def _slips(left: str, right: str) -> int:
    """How far two words are from each other: 2 for a letter left out, added or swapped with its neighbour, 3 for another letter.

    Optimal string alignment.
    """
    before, last = list[int](), list(range(0, 2 * len(right) + 1, 2))
    for i, letter in enumerate(left, 1):
        row = [2 * i]
        for k, other in enumerate(right, 1):
            row.append(min(last[k] + 2, row[-1] + 2, last[k - 1] + 3 * (letter != other)))
            if i > 1 and k > 1 and letter == right[k - 2] and other == left[i - 2]:
                row[-1] = min(row[-1], before[k - 2] + 2)
        before, last = last, row
    return last[-1]


def definition(term: Term, context: Context = _NO_CONTEXT) -> Term | None:
    """A function written out by what it stands for, one level deep; None where there is nothing to write out.

    The definitions of the context come before the catalogue.

    >>> definition(read("mish(2*x)").term) is read("(2*x)*tanh(softplus(2*x))").term
    True
    """
    if term.op != "function":
        return None
    name = str(term.value)
    given = context.definitions.get(name)
    if given is not None:
        fits = given.parameters and len(given.parameters) == len(term.args)
        return substitute(given.body, dict(zip(given.parameters, term.args, strict=True))) if fits else None
    found = formula_of(name, len(term.args))
    return substitute(found.body, dict(zip(found.parameters, term.args, strict=True))) if found is not None else None


@remembered(1_000)
def formula_of(name: str, places: int) -> Definition | None:
    """What a function of the catalogue stands for when it is called with so many arguments, or None.

    >>> formula_of("elu", 1).body is read("piecewise(x, x > 0; 1*(e^x - 1), otherwise)").term
    True
    """
    found = find(name, places) if name in NAMES else None
    if found is None or found.formula is None:
        return None
    parameters = found.parameters[:places]
    return Definition(name, parameters, substitute(found.formula, found.values(parameters) or {}))


def derivative_fact(name: str, arguments: Sequence[Term], index: int = 0) -> Term | None:
    """The derivative of a function by one of its arguments, taken at these arguments; None where none is known by heart.

    name   the name that terms carry
    index  the place of the argument

    Where the catalogue holds neither a derivative nor a formula, SymPy's table of special functions is asked.

    >>> derivative_fact("sin", (read("2*x").term,)) is read("cos(2*x)").term
    True
    """
    if name not in NAMES:
        return None
    found = find(name, len(arguments))
    values = found.values(arguments) if found is not None and index < len(found.parameters) else None
    if found is not None and values is not None:
        fact = found.derivatives[index]
        if found.row.by_heart and fact is not None:
            return substitute(fact, values)
        if found.formula is not None or not found.row.by_heart:
            return None
    return _fact_of_sympy(name, tuple(arguments), index)


@remembered(1_000)
def _fact_of_sympy(name: str, arguments: tuple[Term, ...], index: int) -> Term | None:
    from derivation import meaning

    return meaning.derivative_fact(name, arguments, index)


def differentiable(name: str, arguments: Sequence[Term]) -> tuple[Term, ...]:
    """The relations under which a function has a derivative at these arguments, so far as the derivative does not tell.

    >>> differentiable("sign", (read("x - 1").term,)) == (read_equation("x - 1 != 0").term,)
    True
    """
    found = find(name, len(arguments)) if name in NAMES else None
    values = found.values(arguments) if found is not None else None
    if found is None or values is None:
        return ()
    return tuple(substitute(each, values) for each in found.differentiable)


def unfold(term: Term, context: Context = _NO_CONTEXT, keep: frozenset[str] = frozenset()) -> Term:
    """Every named function written out, to the bottom, but for those to keep; f'(u) of such a function too.

    The definitions of the context come before the catalogue; one that leads back to itself stays as it is.

    >>> unfold(read("swish(x)").term) is read("x*(1/(1 + e^(-x)))").term
    True
    """
    bodies: dict[tuple[str, int], Definition | None] = {}
    done: dict[Term, Term] = {}
    nodes = postorder(term)
    if not any(node.op in ("function", "primed") for node in nodes):
        return term
    for node in nodes:
        new = rebuild(node, tuple(done[arg] for arg in node.args)) if node.args else node
        if node.op in ("function", "primed"):
            new = _written_out(new, context, keep, bodies)
        done[node] = new
    return done[term]


def _written_out(node: Term, context: Context, keep: frozenset[str], bodies: dict[tuple[str, int], Definition | None]) -> Term:
    name, order = node.value if isinstance(node.value, tuple) else (node.value, 0)
    if name in keep:
        return node
    key = (str(name), len(node.args))
    if key not in bodies:
        bodies[key] = _body(*key, context, keep)
    body = bodies[key]
    if body is None:
        return node
    if not order:
        return substitute(body.body, dict(zip(body.parameters, node.args, strict=True)))
    bound = fresh_symbol("u", node.free | body.body.free)
    inner = derivative(substitute(body.body, {body.parameters[0]: bound}), bound, int(order))
    return at(inner, bound, node.args[0])


def _body(name: str, places: int, context: Context, keep: frozenset[str]) -> Definition | None:
    """What a function of so many arguments stands for, itself written out to the bottom."""
    given = context.definitions.get(name)
    if given is not None:
        if len(given.parameters) != places or not places:
            return None
        return Definition(name, given.parameters, unfold(given.body, context, keep | {name}))
    found = formula_of(name, places)
    if found is None:
        return None
    return Definition(name, found.parameters, unfold(found.body, _NO_CONTEXT, keep | {name}))
