"""Every row of the catalogue: it reads, its texts are unique, and its mathematics is checked by numbers of 30 digits."""

from __future__ import annotations

import itertools
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivation import functions
from derivation.catalogue import NAMES, PLACES, ROWS, SPELLINGS, TABLES, spellings
from derivation.context import Context, Definition
from derivation.functions import NamedFunction, find, recognise, unfold
from derivation.functions.recognise import shape
from derivation.notation import latex, text
from derivation.reading import read
from derivation.term import Term, X, add, divide, function, integer, multiply, postorder, power, primed, symbol

mpmath.mp.dps = 30

FUNCTIONS = functions.table()

# fmt: off
NATIVE: dict[tuple[str, int], Callable[..., object]] = {
    **{
        (name, 1): getattr(mpmath, name)
        for name in [
            *["sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan", "acot", "asec", "acsc", "sinh", "cosh", "tanh"],
            *["coth", "sech", "csch", "asinh", "acosh", "atanh", "acoth", "asech", "acsch", "ln", "sqrt", "sign", "floor"],
            *["erf", "erfc", "erfi", "erfinv", "gamma", "digamma", "zeta", "li", "fresnels", "fresnelc", "airyai", "airybi"],
            *["lambertw", "factorial", "ceil"],
        ]
    },
    **{
        (name, 2): getattr(mpmath, name)
        for name in ["besselj", "bessely", "besseli", "besselk", "beta", "binomial", "zeta", "expint"]
    },
    ("abs", 1): abs, ("Si", 1): mpmath.si, ("Ci", 1): mpmath.ci, ("Shi", 1): mpmath.shi, ("Chi", 1): mpmath.chi,
    ("Ei", 1): mpmath.ei, ("E1", 1): mpmath.e1, ("lngamma", 1): mpmath.loggamma, ("log", 2): mpmath.log,
    ("max", 2): max, ("min", 2): min, ("heaviside", 1): lambda x: mpmath.mpf(x > 0) if x else mpmath.mpf(1) / 2,
    ("root", 2): lambda x, n: -mpmath.root(-x, n) if x < 0 and n == 3 else mpmath.root(x, n) if n == int(n) else x ** (1 / n),
    ("erfcinv", 1): lambda x: mpmath.erfinv(1 - x), ("Phi", 1): mpmath.ncdf, ("phi", 1): mpmath.npdf,
    ("polygamma", 2): lambda n, x: mpmath.psi(int(n), x), ("uppergamma", 2): mpmath.gammainc,
    ("lowergamma", 2): lambda s, x: mpmath.gammainc(s, 0, x), ("lambertw", 2): lambda x, k: mpmath.lambertw(x, int(k)),
    ("airyaiprime", 1): lambda x: mpmath.airyai(x, derivative=1), ("airybiprime", 1): lambda x: mpmath.airybi(x, derivative=1),
    ("elliptic_k", 1): mpmath.ellipk, ("elliptic_e", 1): mpmath.ellipe, ("elliptic_e", 2): mpmath.ellipe,
    ("elliptic_f", 2): mpmath.ellipf,
    ("elliptic_pi", 3): mpmath.ellippi, ("elliptic_pi", 2): mpmath.ellippi, ("polylog", 2): mpmath.polylog,
}  
# fmt: on
"""Functions that mpmath knows by itself."""

# fmt: off
COMPARISONS: dict[str, Callable[[mpmath.mpf, mpmath.mpf], bool]] = {
    "=": lambda a, b: a == b, "!=": lambda a, b: a != b, "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,
}  
# fmt: on


class NotReal(Exception):
    """The term has no real value there."""


def value(term: Term, at: Mapping[Term, mpmath.mpf], native: bool = True) -> mpmath.mpf:
    """The value of a term; with native, functions that mpmath knows are its own, not our formulas."""
    match term.op:
        case "symbol":
            return at[term]
        case "integer" | "decimal":
            return mpmath.mpf(str(term.value))
        case "constant":
            return +{"e": mpmath.e, "pi": mpmath.pi, "infinity": mpmath.inf}[str(term.value)]
        case "piecewise":
            pieces = zip(term.args[::2], term.args[1::2], strict=True)
            live = (each for each, condition in pieces if holds(condition, at))
            piece = next(live, None)
            if piece is None:
                raise NotReal
            return value(piece, at, native)
        case "integral":
            body, bound, lower, upper = term.args
            return mpmath.quad(lambda t: value(body, {**at, bound: t}), [value(lower, at), value(upper, at)])
        case "function":
            return real(value_of_function(term, at, native))
    args = [value(each, at, native) for each in term.args]
    try:
        return real(ARITHMETIC[term.op](*args))
    except ZeroDivisionError as nothing:
        raise NotReal from nothing


ARITHMETIC: dict[str, Callable[..., object]] = {
    "sum": lambda *args: mpmath.fsum(args),
    "product": lambda *args: mpmath.fprod(args),
    "quotient": lambda a, b: a / b,
    "power": lambda a, b: a**b,
    "negation": lambda a: -a,
}


def value_of_function(term: Term, at: Mapping[Term, mpmath.mpf], native: bool) -> object:
    own = NATIVE.get((str(term.value), len(term.args)))
    named = find(str(term.value), len(term.args))
    if own is None or (not native and named is not None and named.formula is not None):
        written_out = functions.definition(term)
        assert written_out is not None, f"no value for {term}"
        return value(written_out, at, True)
    try:
        return own(*(value(each, at, native) for each in term.args))
    except (ZeroDivisionError, ValueError) as nothing:
        raise NotReal from nothing


def real(number: object) -> mpmath.mpf:
    number = mpmath.mpmathify(number)
    if not mpmath.isfinite(number) or abs(mpmath.im(number)) > 1e-20 * (1 + abs(number)):
        raise NotReal
    return mpmath.re(number)


def holds(condition: Term, at: Mapping[Term, mpmath.mpf]) -> bool:
    if condition.op == "truth":
        return True
    if condition.op == "logic":
        return (all if condition.value == "and" else any)(holds(each, at) for each in condition.args)
    left, right = (value(each, at) for each in condition.args)
    return COMPARISONS[str(condition.value)](left, right)


POINTS = [mpmath.mpf(n) / d for n, d in ((-7, 3), (-5, 4), (-1, 3), (-1, 7), (2, 7), (3, 5), (4, 3), (9, 4), (17, 5))]


def points(named: NamedFunction, wanted: int = 4) -> list[dict[Term, mpmath.mpf]]:
    """Points of the domain, the same ones every time."""
    chooser = random.Random(str(named))
    whole = {symbol("n"), symbol("k")} if named.name in ("polygamma", "lambertw") else set()
    found: list[dict[Term, mpmath.mpf]] = []
    for _ in range(2000):
        at = {
            each: mpmath.mpf(chooser.choice((-1, 1, 2))) if each in whole else chooser.choice(POINTS) for each in named.parameters
        }
        if len(found) < wanted and all(holds(each, at) for each in (*named.domain, *named.differentiable)) and at not in found:
            found.append(at)
    return found


def near(left: mpmath.mpf, right: mpmath.mpf, digits: int = 20) -> bool:
    return abs(left - right) <= mpmath.mpf(10) ** -digits * (1 + abs(left))


def itself(named: NamedFunction) -> Term:
    return function(named.name, *named.parameters)


READ_BY_THEIR_FORMULA = {"exp", "cbrt", "log2", "log10"}
"""These are read as e^x, root(x, 3), log(x, 2) and log(x, 10); no term carries the name."""


def as_read(named: NamedFunction) -> Term | None:
    return named.formula if named.name in READ_BY_THEIR_FORMULA else itself(named)


def called(named: NamedFunction) -> str:
    return repr(named)


by_row = pytest.mark.parametrize("named", FUNCTIONS, ids=called)


# ------------------------------------------------------------------------------------------------------------ the texts


@by_row
def test_every_text_of_a_row_reads(named: NamedFunction) -> None:
    own = set(named.parameters)
    for each in (named.formula, *named.forms, *named.derivatives, *named.domain, *named.differentiable, named.integral):
        assert each is None or each.free <= own
    assert named.variable in own
    assert named.met.endswith(".") and not named.met.startswith(" ")


def test_nearly_every_function_comes_with_its_derivative() -> None:
    assert {each.name for each in FUNCTIONS if each.derivative is None} == {
        "dirac",
        "dirichlet_eta",
        "elliptic_pi",
        "hyper",
        "zeta",
    }


def test_there_are_many() -> None:
    assert len(ROWS) > 300 and len(functions.names()) > 300
    assert sum(len(table) for table in TABLES.values()) == len(ROWS)


def test_a_name_and_a_number_of_arguments_mean_one_row() -> None:
    calls = Counter(
        (row.name, places) for row in ROWS for places in range(len(row.arguments) - len(row.defaults), len(row.arguments) + 1)
    )
    assert [call for call, times in calls.items() if times > 1] == []


def test_a_spelling_means_one_function() -> None:
    meanings = Counter(
        spelling
        for rows in NAMES.values()
        for spelling in {each for row in rows for each in (row.name, row.listed, *row.spellings)}
    )
    assert [spelling for spelling, times in meanings.items() if times > 1] == []
    clashes = {
        (spelling, row.name, spellings.SPELLINGS[spelling])
        for row in ROWS
        for spelling in (row.name, row.listed, *row.spellings)
        if spellings.SPELLINGS.get(spelling, row.name) != row.name
    }
    assert clashes == {("log", "log", "ln")}  # of one number it is ln, of two it is log
    assert all(name in NAMES for name in SPELLINGS.values())


def test_no_function_is_spelt_two_ways_in_two_places() -> None:
    for row in ROWS:
        least, most = PLACES[row.name]
        assert least <= len(row.arguments) - len(row.defaults) and len(row.arguments) <= most


@by_row
def test_text_and_latex_read_back(named: NamedFunction) -> None:
    context = Context(named.variable, named.parameters)
    for each in (as_read(named), named.formula, named.derivative):
        if each is not None:
            assert read(text(each), context).term is each
            assert read(latex(each), context).term is each


@by_row
def test_every_spelling_is_read(named: NamedFunction) -> None:
    inside = ", ".join(named.row.arguments)
    for spelling in (named.listed, *named.row.spellings):
        assert read(f"{spelling}({inside})", Context(named.variable, named.parameters)).term is as_read(named)


# ------------------------------------------------------------------------------------------------------ the mathematics


@by_row
def test_the_formula_is_real_in_the_domain_and_all_forms_agree(named: NamedFunction) -> None:
    if named.formula is None and (named.name, len(named.parameters)) not in NATIVE:
        pytest.skip("no value of its own")
    assert points(named, 1)
    for at in points(named):
        want = value(itself(named), at)
        for each in (named.formula, *named.forms):
            if each is not None and not (named.name == "acot" and at[X] < 0):
                assert near(want, value(each, at)), (each, at)


@pytest.mark.parametrize("named", [each for each in FUNCTIONS if each.integral is not None], ids=called)
def test_the_area_is_the_function(named: NamedFunction) -> None:
    assert named.integral is not None
    for at in points(named, 2):
        assert near(value(itself(named), at), value(named.integral, at), 8)


FACTS = [(named, k) for named in FUNCTIONS for k, fact in enumerate(named.derivatives) if fact is not None]


@pytest.mark.parametrize(("named", "index"), FACTS, ids=lambda each: repr(each))
def test_every_derivative_agrees_with_the_numbers(named: NamedFunction, index: int) -> None:
    fact, by = named.derivatives[index], named.parameters[index]
    assert fact is not None
    checked = 0
    for at in points(named, 3):
        try:
            got = value(fact, at)
            want = mpmath.diff(lambda moved, at=at: value(itself(named), {**at, by: moved}), at[by])
        except NotReal:
            continue
        assert near(want, got, 10), at
        checked += 1
    assert checked


def outside(named: NamedFunction) -> Iterator[dict[Term, mpmath.mpf]]:
    """Points where the variable alone is outside the domain."""
    for at in points(named, 2):
        for x in POINTS:
            moved = {**at, named.variable: x}
            if not all(holds(each, moved) for each in named.domain):
                yield moved


BOUNDED = ["ln", "asin", "acos", "acosh", "atanh", "sec", "tan", "csc", "cot", "sqrt", "logit", "bce", "nll", "log1p", "xlogx"]


@pytest.mark.parametrize("name", BOUNDED)
def test_outside_its_domain_a_function_has_no_real_value(name: str) -> None:
    named = find(name)
    assert named is not None
    for at in itertools.islice(outside(named), 6):
        with pytest.raises(NotReal):
            value(itself(named), at)


# --------------------------------------------------------------------------------------------------------- the functions


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("sigmoid", "sigma"),
        ("σ", None),
        ("arctan", "atan"),
        ("SiLU", "swish"),
        ("ReLU", "relu"),
        ("binary cross-entropy", "bce"),
        ("MSE", "mse"),
        ("F", None),
        ("nothing at all", None),
    ],
)
def test_find(name: str, canonical: str | None) -> None:
    found = find(name)
    assert (found.name if found else None) == canonical


def test_find_by_the_number_of_arguments() -> None:
    one, two = find("swish"), find("swish", 2)
    assert one is not None and two is not None
    assert one.parameters == (X,) and two.parameters == (X, symbol("beta"))
    assert find("swish", 3) is None


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("sigmod", "sigmoid"),
        ("SIGMOID", "sigmoid"),
        ("tahn", "tanh"),
        ("sofplus", "softplus"),
        ("gellu", "gelu"),
        ("zzzzz", None),
    ],
)
def test_did_you_mean(word: str, meant: str | None) -> None:
    assert functions.suggest(word) == meant


def test_names_are_in_order() -> None:
    found = functions.names()
    assert "sigmoid" in found and "sigma" not in found
    assert [each.casefold() for each in found] == sorted(each.casefold() for each in found)
    assert [each.listed for each in FUNCTIONS if each.listed != ""] == sorted(
        (each.listed for each in FUNCTIONS), key=lambda name: (name.casefold(), name)
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("sigma(x)", "1/(1 + e^(-x))"),
        ("swish(x, 2)", "x*(1/(1 + e^(-(2*x))))"),
        ("elu(x)", "piecewise(x, x > 0; 1*(e^x - 1), otherwise)"),
        ("elu(x, 3)", "piecewise(x, x > 0; 3*(e^x - 1), otherwise)"),
        ("sin(softplus(x^2))", "sin(ln(1 + e^(x^2)))"),
        ("sin(x) + besselj(2, x)", "sin(x) + besselj(2, x)"),
    ],
)
def test_unfold(before: str, after: str) -> None:
    assert unfold(read(before).term) is read(after).term


def test_unfold_keeps_what_it_is_told_to_keep() -> None:
    term = read("x*tanh(softplus(x))").term
    assert unfold(read("mish(x)").term, keep=frozenset({"tanh", "softplus"})) is term


def test_definitions_of_the_context_come_first() -> None:
    u = symbol("u")
    context = Context().define(Definition("sigma", (u,), read("tanh(u)").term), Definition("f", (u,), read("sigma(u)^2").term))
    assert unfold(read("f(x)", context).term, context, keep=frozenset({"tanh"})) is read("tanh(x)^2").term
    assert functions.definition(read("f(x)", context).term, context) is read("sigma(x)^2").term


def test_a_definition_that_leads_back_to_itself_ends() -> None:
    u = symbol("u")
    f, g = (function(name, u) for name in "fg")
    context = Context().define(Definition("f", (u,), g), Definition("g", (u,), f))
    assert unfold(function("f", X), context) is function("f", X)


def test_a_derivative_of_a_named_function_is_written_out() -> None:
    assert str(unfold(primed("sigma", 1, X)).op) == "at"


def test_unfold_works_on_the_graph_not_on_the_tree() -> None:
    term = X
    for _ in range(3_000):
        term = function("softplus", term)
    assert len(postorder(unfold(term, Context()))) < 13_000


@pytest.mark.parametrize(
    ("name", "arguments", "index", "fact"),
    [
        ("sin", "2*x", 0, "cos(2*x)"),
        ("uppergamma", "3; x^2", 1, "-(x^2)^(3 - 1)*e^(-x^2)"),
        ("polylog", "1; x", 1, "polylog(1 - 1, x)/x"),
        ("sigma", "k*x", 0, "sigma(k*x)*(1 - sigma(k*x))"),
    ],
)
def test_derivative_fact(name: str, arguments: str, index: int, fact: str) -> None:
    terms = tuple(read(each).term for each in arguments.split(";"))
    assert functions.derivative_fact(name, terms, index) is read(fact).term


@pytest.mark.parametrize(("name", "index"), [("elliptic_pi", 0), ("elliptic_pi", 2)])
def test_what_the_catalogue_lacks_is_asked_of_sympy(name: str, index: int) -> None:
    places = tuple(symbol(letter) for letter in "nhm")
    at = dict(zip(places, (mpmath.mpf(1) / 5, mpmath.mpf(2) / 3, mpmath.mpf(3) / 7), strict=True))
    fact = functions.derivative_fact(name, places, index)
    assert fact is not None
    want = mpmath.diff(lambda moved: value(function(name, *places), {**at, places[index]: moved}), at[places[index]])
    assert near(want, value(fact, at), 10)


@pytest.mark.parametrize(("name", "places", "index"), [("besselj", 2, 0), ("zeta", 1, 0), ("dirac", 1, 0), ("hyper", 3, 2)])
def test_what_nobody_knows_in_closed_form(name: str, places: int, index: int) -> None:
    assert functions.derivative_fact(name, tuple(symbol(letter) for letter in "abc"[:places]), index) is None


def test_nothing_is_known_of_an_unknown_function() -> None:
    assert functions.derivative_fact("f", (X,)) is None
    assert functions.definition(function("f", X)) is None
    assert functions.derivative_fact("gelu_tanh", (X,)) is None


def test_what_nobody_knows_by_heart_is_worked_out_from_its_formula() -> None:
    gompertz = find("gompertz")
    assert gompertz is not None and gompertz.derivative is not None
    assert functions.derivative_fact("gompertz", gompertz.parameters) is None


@pytest.mark.parametrize(
    ("formula", "name"),
    [
        ("1/(1 + e^(-x))", "sigma(x)"),
        ("1/(e^(-k*x) + 1)", "sigma(k*x)"),
        ("(1 + e^(-x))^(-1)", "sigma(x)"),
        ("e^x/(1 + e^x)", "sigma(x)"),
        ("1/(1 + e^x)", "sigma(-x)"),
        ("1/(1 + e^(-(x - m)))", "sigma(x - m)"),
        ("x/(1 + e^(-x))", "swish(x)"),
        ("2*x*sigma(2*x)", "swish(2*x)"),
        ("ln(e^(x^2) + 1)", "softplus(x^2)"),
        ("(e^x - e^(-x))/(e^x + e^(-x))", "tanh(x)"),
        ("max(x, 0)", "relu(x)"),
        ("ln(sqrt(x^2 + 1) + x)", "asinh(x)"),
        ("x^2 + 1", None),
        ("sigma(x)", None),
        ("1/(1 + e^(-2))", None),
        ("1/(1 + 2^(-x))", None),
        ("2/(1 + e^(-x))", None),
    ],
)
def test_recognise(formula: str, name: str | None) -> None:
    assert recognise(read(formula).term) is (read(name).term if name else None)


@pytest.mark.parametrize("named", [each for each in FUNCTIONS if each.row.by_sight], ids=called)
def test_a_function_known_by_sight_is_recognised_in_all_its_forms(named: NamedFunction) -> None:
    for form in (named.formula, *named.forms):
        assert form is not None
        seen = recognise(form)
        assert seen is not None
        assert seen is itself(named)


def test_a_name_that_is_defined_anew_is_not_recognised() -> None:
    context = Context().define(Definition("sigma", (X,), read("tanh(x)").term))
    assert recognise(read("1/(1 + e^(-x))").term, context) is None


ARGUMENTS = st.recursive(
    st.sampled_from([X, symbol("k"), integer(2), integer(3)]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: add(*parts)),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: multiply(*parts)),
        st.tuples(inner, inner).map(lambda pair: divide(*pair)),
        inner.map(lambda each: power(each, integer(2))),
        inner.map(lambda each: function("sin", each)),
    ),
    max_leaves=4,
)


@settings(max_examples=60, deadline=None)
@given(ARGUMENTS, st.sampled_from([each for each in FUNCTIONS if each.row.by_sight]))
def test_what_is_written_out_is_recognised_again(argument: Term, named: NamedFunction) -> None:
    written_out = functions.definition(function(named.name, argument))
    assert written_out is not None
    seen = recognise(written_out)
    if argument.free:
        assert seen is not None
        again = functions.definition(seen)
        assert again is not None and shape(again) == shape(written_out)


@settings(max_examples=60, deadline=None)
@given(st.lists(ARGUMENTS, min_size=2, max_size=4), st.randoms())
def test_the_order_of_summands_and_factors_does_not_change_the_shape(parts: list[Term], chooser: random.Random) -> None:
    other = chooser.sample(parts, len(parts))
    assert shape(add(*parts)) == shape(add(*other))
    assert shape(multiply(*parts)) == shape(multiply(*other))


@settings(max_examples=40, deadline=None)
@given(ARGUMENTS, st.sampled_from(FUNCTIONS))
def test_what_is_written_out_has_nothing_left_to_write_out(argument: Term, named: NamedFunction) -> None:
    written_out = unfold(function(named.name, argument, *named.parameters[1:]))
    assert unfold(written_out) is written_out


def test_importing_reads_no_row_and_no_sympy() -> None:
    program = (
        "import sys; from derivation import functions; from derivation.functions import named;"
        "functions.find('tanh').formula;"
        "print('sympy' in sys.modules, named._named.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "1"]
