"""Terms written out in every notation; what is printed reads back to the same term."""

from xml.etree import ElementTree

import pytest
import sympy
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from derivation.context import Context, Definition
from derivation.notation import break_picture, latex, mathml, name_parts, picture, sympy_text, text, unicode_line
from derivation.reading import Unreadable, read
from derivation.term import (
    INFINITY,
    ONE,
    OTHERWISE,
    PI,
    TWO,
    ZERO,
    E,
    Term,
    X,
    add,
    at,
    decimal,
    derivative,
    divide,
    function,
    integer,
    integral,
    limit,
    multiply,
    negate,
    part_at,
    piecewise,
    postorder,
    power,
    primed,
    relation,
    replace,
    series,
    subtract,
    symbol,
)

A, B, C, F, H, K, N, U = map(symbol, "abcfhknu")
DECAY = power(E, negate(X))
SIGMOID = divide(ONE, add(ONE, DECAY))
SIGMA = function("sigma", X)


# ---------------------------------------------------------------------------------------------------- plain text, LaTeX

WRITTEN = [
    (SIGMOID, "1/(1 + e^(-x))", r"\frac{1}{1 + e^{-x}}"),
    (power(add(ONE, DECAY), integer(-1)), "(1 + e^(-x))^(-1)", "(1 + e^{-x})^{-1}"),
    (multiply(SIGMA, subtract(ONE, SIGMA)), "sigma(x)*(1 - sigma(x))", r"\sigma(x)(1 - \sigma(x))"),
    (multiply(TWO, X, DECAY), "2*x*e^(-x)", "2 x e^{-x}"),
    (multiply(ONE, DECAY), "1*e^(-x)", r"1 \cdot e^{-x}"),
    (add(A, add(B, C)), "a + (b + c)", "a + (b + c)"),
    (add(add(A, B), C), "(a + b) + c", "(a + b) + c"),
    (subtract(A, add(B, C)), "a - (b + c)", "a - (b + c)"),
    (subtract(A, negate(B)), "a - (-b)", "a - (-b)"),
    (add(negate(A), B), "-a + b", "-a + b"),
    (negate(negate(X)), "-(-x)", "-(-x)"),
    (multiply(A, multiply(B, C)), "a*(b*c)", "a(b c)"),
    (multiply(negate(A), B), "(-a)*b", "(-a) b"),
    (negate(multiply(A, B)), "-a*b", "-a b"),
    (multiply(A, negate(B)), "a*(-b)", "a(-b)"),
    (divide(multiply(A, B), C), "a*b/c", r"\frac{a b}{c}"),
    (power(function("factorial", A), TWO), "factorial(a)^2", r"(a!)^{2}"),
    (function("factorial", subtract(A, ONE)), "factorial(a - 1)", "(a - 1)!"),
    (multiply(divide(A, B), C), "(a/b)*c", r"\frac{a}{b} c"),
    (multiply(A, divide(B, C)), "a*(b/c)", r"a \frac{b}{c}"),
    (divide(divide(A, B), C), "(a/b)/c", r"\frac{\frac{a}{b}}{c}"),
    (divide(A, divide(B, C)), "a/(b/c)", r"\frac{a}{\frac{b}{c}}"),
    (divide(A, multiply(B, C)), "a/(b*c)", r"\frac{a}{b c}"),
    (divide(negate(A), B), "(-a)/b", r"\frac{-a}{b}"),
    (negate(divide(A, B)), "-a/b", r"-\frac{a}{b}"),
    (power(power(X, TWO), integer(3)), "(x^2)^3", "(x^{2})^{3}"),
    (power(X, power(TWO, N)), "x^(2^n)", "x^{2^{n}}"),
    (power(negate(X), TWO), "(-x)^2", "(-x)^{2}"),
    (negate(power(X, TWO)), "-x^2", "-x^{2}"),
    (power(divide(X, TWO), TWO), "(x/2)^2", r"\left(\frac{x}{2}\right)^{2}"),
    (multiply(TWO, integer(3)), "2*3", r"2 \cdot 3"),
    (multiply(X, TWO), "x*2", r"x \cdot 2"),
    (multiply(F, add(X, ONE)), "f*(x + 1)", r"f \cdot (x + 1)"),
    (multiply(X, add(X, ONE)), "x*(x + 1)", "x(x + 1)"),
    (decimal("0.50"), "0.50", "0.50"),
    (power(function("sin", X), TWO), "sin(x)^2", r"\sin^{2}(x)"),
    (power(function("sin", X), integer(-1)), "sin(x)^(-1)", r"(\sin(x))^{-1}"),
    (function("asin", X), "asin(x)", r"\arcsin(x)"),
    (function("sqrt", add(ONE, X)), "sqrt(1 + x)", r"\sqrt{1 + x}"),
    (function("root", X, integer(3)), "root(x, 3)", r"\sqrt[3]{x}"),
    (function("log", X, TWO), "log(x, 2)", r"\log_{2}(x)"),
    (function("abs", X), "abs(x)", r"\left|x\right|"),
    (function("softplus", X), "softplus(x)", r"\operatorname{softplus}(x)"),
    (derivative(DECAY, X), "d/dx(e^(-x))", r"\frac{d}{dx}(e^{-x})"),
    (derivative(X, X, 2), "d^2/dx^2(x)", r"\frac{d^{2}}{dx^{2}}(x)"),
    (multiply(derivative(F, X), X), "d/dx(f)*x", r"\frac{df}{dx} x"),
    (primed("f", 2, X), "f''(x)", "f''(x)"),
    (at(power(U, TWO), U, ONE), "(u^2)|_(u = 1)", r"\left.(u^{2})\right|_{u=1}"),
    (limit(divide(ONE, H), H, ZERO, "+"), "lim_(h->0+) 1/h", r"\lim_{h \to 0^{+}} \frac{1}{h}"),
    (limit(divide(ONE, X), X, INFINITY), "lim_(x->infinity) 1/x", r"\lim_{x \to \infty} \frac{1}{x}"),
    (
        piecewise((X, relation(">=", X, ZERO)), (ZERO, OTHERWISE)),
        "piecewise(x, x >= 0; 0, otherwise)",
        r"\begin{cases} x & x \ge 0 \\ 0 & \text{otherwise} \end{cases}",
    ),
    (symbol("yhat"), "yhat", r"\hat{y}"),
    (symbol("x_1"), "x_1", "x_{1}"),
    (symbol("w_ij"), "w_ij", "w_{ij}"),
    (symbol("alpha"), "alpha", r"\alpha"),
    (relation("<=", X, ONE), "x <= 1", r"x \le 1"),
]


@pytest.mark.parametrize(("term", "plain", "tex"), WRITTEN)
def test_text_and_latex(term: Term, plain: str, tex: str) -> None:
    assert text(term) == plain
    assert latex(term) == tex


@pytest.mark.parametrize("term", [row[0] for row in WRITTEN if row[0].op != "relation"])
def test_every_form_reads_back_to_the_same_term(term: Term) -> None:
    assert read(text(term)).term is term
    assert read(latex(term)).term is term


LEAVES = st.one_of(
    st.integers(0, 12).map(integer),
    st.sampled_from(["0.5", "3.25"]).map(decimal),
    st.sampled_from(["x", "k", "t", "alpha", "x_1", "w_ij", "yhat", "n", "theta_2", "g"]).map(symbol),
    st.sampled_from([E, PI]),
)
PLACES_OF_FUNCTIONS = st.sampled_from(["sin", "ln", "sqrt", "abs", "sigma", "f", "tanh", "asin", "softplus", "Phi", "gamma"])


def larger(part: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    parts = st.lists(part, min_size=2, max_size=4)
    fixed = st.sampled_from([TWO, negate(ONE), divide(ONE, TWO), symbol("n")])
    exponents = st.one_of(fixed, part.filter(lambda each: bool(each.free)))
    return st.one_of(
        parts.map(lambda each: add(*each)),
        parts.map(lambda each: multiply(*each)),
        st.builds(divide, part, part),
        st.builds(power, part, exponents),
        st.builds(negate, part),
        st.builds(function, PLACES_OF_FUNCTIONS, part),
        st.builds(lambda body, base: function("log", body, base), part, part),
        st.builds(primed, st.sampled_from(["f", "sigma"]), st.integers(1, 3), part),
        st.builds(derivative, part, st.sampled_from([X, symbol("t")]), st.sampled_from([1, 2])),
        st.builds(at, part, st.sampled_from([U, X]), part),
        st.builds(limit, part, st.just(H), part, st.sampled_from(["", "+", "-"])),
        st.builds(lambda one, two: piecewise((one, relation("<", one, two)), (two, OTHERWISE)), part, part),
    )


TERMS = st.recursive(LEAVES, larger, max_leaves=10)


def is_refused_for_its_size(term: Term) -> bool:
    """Whether a power in it is a number too large to be read at all."""
    return any(node.op == "power" and not node.args[1].free for node in postorder(term))


@settings(max_examples=300, deadline=None)
@example(function("gamma", divide(ZERO, ZERO)))
@given(TERMS)
def test_whatever_is_printed_reads_back(term: Term) -> None:
    assume(not any(node.value == "log" and node.args[1:] == (E,) for node in postorder(term)))  # log to the base e reads as ln
    for printed in (text(term), latex(term)):
        try:
            assert read(printed).term is term
        except Unreadable:
            assert is_refused_for_its_size(term)


def test_beside_a_parameter_e_the_number_is_written_with_a_capital() -> None:
    context = Context(parameters=(symbol("e"),))
    for term in (multiply(symbol("e"), DECAY), DECAY):
        assert read(text(term, context), context).term is term
        assert read(latex(term, context), context).term is term
    assert text(multiply(symbol("e"), DECAY)) == "e*E^(-x)"


# -------------------------------------------------------------------------------------------------------------- SymPy

FOR_SYMPY = [
    (DECAY, "exp(-x)"),
    (power(E, ONE), "exp(1)"),
    (decimal("0.5"), "(1/2)"),
    (power(X, divide(ONE, integer(3))), "x**(1/3)"),
    (function("ln", X), "log(x)"),
    (function("log", X, TWO), "log(x, 2)"),
    (function("abs", X), "Abs(x)"),
    (function("lambertw", X), "LambertW(x)"),
    (derivative(function("sin", X), X), "Derivative(sin(x), x)"),
    (derivative(X, X, 2), "Derivative(x, (x, 2))"),
    (primed("h", 1, X), "Derivative(Function('h')(x), x)"),
    (primed("h", 1, TWO), "Subs(Derivative(Function('h')(xi), xi), xi, 2)"),
    (at(power(U, TWO), U, X), "Subs(u**2, u, x)"),
    (limit(divide(X, H), H, ZERO), "Limit(x/h, h, 0, '+-')"),
    (limit(divide(X, H), H, ZERO, "+"), "Limit(x/h, h, 0, '+')"),
    (integral(U, U, ZERO, X), "Integral(u, (u, 0, x))"),
    (series(K, K, ONE, N), "Sum(k, (k, 1, n))"),
    (piecewise((X, relation("<=", X, ONE)), (ZERO, OTHERWISE)), "Piecewise((x, Le(x, 1)), (0, True))"),
    (symbol("lambda"), "Symbol('lambda')"),
    (symbol("S"), "Symbol('S')"),
]


@pytest.mark.parametrize(("term", "expected"), FOR_SYMPY)
def test_text_for_sympy(term: Term, expected: str) -> None:
    assert sympy_text(term) == expected
    sympy.sympify(expected, locals={"x": sympy.Symbol("x")})


def test_named_functions_are_written_out_for_sympy() -> None:
    logistic = Definition("s", (U,), divide(ONE, add(ONE, power(E, negate(U)))))
    context = Context().define(logistic)
    assert sympy_text(function("s", multiply(TWO, X)), context) == "1/(1 + exp(-2*x))"
    assert sympy_text(primed("s", 1, X), context) == "Derivative(1/(1 + exp(-x)), x)"


def test_an_abbreviation_is_written_out_only_under_a_derivative() -> None:
    g = symbol("g")
    context = Context().define(Definition("g", (), add(ONE, DECAY)))
    assert sympy_text(multiply(g, derivative(power(g, TWO), X)), context) == "g*Derivative((1 + exp(-x))**2, x)"
    assert sympy_text(derivative(power(g, TWO), g), context) == "Derivative(g**2, g)"


def test_declared_names_are_plain_symbols_for_sympy() -> None:
    names = ["S", "N", "E", "beta", "gamma"]
    parameters = tuple(symbol(name) for name in names)
    written = sympy_text(multiply(*parameters, E), Context(parameters=parameters))
    assert written == "S*N*E*beta*gamma*exp(1)"
    given = {name: sympy.Symbol(name) for name in names}
    assert sympy.sympify(written, locals=given).free_symbols == set(given.values())


SMOOTH = st.recursive(
    st.one_of(st.integers(1, 9).map(integer), st.just(X), st.just(decimal("0.25"))),
    lambda part: st.one_of(
        st.builds(add, part, part),
        st.builds(subtract, part, part),
        st.builds(multiply, part, part),
        st.builds(function, st.sampled_from(["sin", "atan", "tanh"]), part),
        st.builds(lambda base: power(base, TWO), part),
    ),
    max_leaves=6,
)


@settings(max_examples=40, deadline=None)
@given(SMOOTH)
def test_sympy_reads_the_plain_text_and_its_own_text_as_the_same(term: Term) -> None:
    x = sympy.Symbol("x")
    ours = sympy.sympify(sympy_text(term), locals={"x": x})
    plain = sympy.sympify(text(term).replace("^", "**"), locals={"x": x}, rational=True)
    assert ours == plain


# ------------------------------------------------------------------------------------------------------------- pictures

DRAWN = [
    (SIGMOID, ["   1   ", "───────", "1 + e⁻ˣ"]),
    (power(add(ONE, DECAY), integer(-1)), ["(1 + e⁻ˣ)⁻¹"]),
    (negate(multiply(power(add(ONE, DECAY), integer(-2)), negate(DECAY))), ["−(1 + e⁻ˣ)⁻²·(−e⁻ˣ)"]),
    (divide(DECAY, power(add(ONE, DECAY), TWO)), ["   e⁻ˣ    ", "──────────", "(1 + e⁻ˣ)²"]),
    (multiply(SIGMA, subtract(ONE, SIGMA)), ["σ(x)·(1 − σ(x))"]),
    (power(SIGMOID, TWO), ["⎛   1   ⎞²", "⎜───────⎟ ", "⎝1 + e⁻ˣ⎠ "]),
    (derivative(SIGMOID, X), ["d  ⎛   1   ⎞", "── ⎜───────⎟", "dx ⎝1 + e⁻ˣ⎠"]),
    (power(E, negate(divide(power(X, TWO), TWO))), [" −x²/2", "e     "]),
    (function("sqrt", add(ONE, power(X, TWO))), [" ______", "√1 + x²"]),
    (function("sqrt", divide(ONE, X)), ["    _", "   ╱1", "  ╱ ─", "╲╱  x"]),
    (function("root", X, integer(3)), ["³√x"]),
    (negate(divide(ONE, X)), ["  1", "− ─", "  x"]),
    (function("abs", divide(ONE, X)), ["│1│", "│─│", "│x│"]),
    (power(function("sin", X), TWO), ["sin²(x)"]),
    (multiply(integer(2), X, DECAY), ["2x·e⁻ˣ"]),
    (multiply(integer(2), divide(ONE, X)), ["    1", "2 · ─", "    x"]),
    (primed("f", 1, X), ["f′(x)"]),
    (at(power(U, TWO), U, ONE), ["u²│     ", "  │u = 1"]),
    (limit(divide(X, H), H, ZERO), ["    x", "lim ─", "h→0 h"]),
    (piecewise((X, relation(">=", X, ZERO)), (ZERO, OTHERWISE)), ["⎧ x  if x ≥ 0 ", "⎩ 0  otherwise"]),
    (symbol("yhat"), ["ŷ"]),
    (symbol("x_1"), ["x₁"]),
    (integral(power(U, TWO), U, ZERO, X), ["x      ", "⌠ u² du", "⌡      ", "0      "]),
]


@pytest.mark.parametrize(("term", "lines"), DRAWN)
def test_pictures(term: Term, lines: list[str]) -> None:
    assert list(picture(term).lines) == lines


IN_ASCII = [
    (SIGMOID, ["   1   ", "-------", "     -x", "1 + e  "]),
    (power(add(ONE, DECAY), TWO), ["      -x 2", "(1 + e  ) "]),
    (power(divide(ONE, X), TWO), ["/1\\2", "|-| ", "\\x/ "]),
    (function("sqrt", add(ONE, X)), ["  _____", "\\/1 + x"]),
]


@pytest.mark.parametrize(("term", "lines"), IN_ASCII)
def test_pictures_in_ascii(term: Term, lines: list[str]) -> None:
    assert list(picture(term, ascii=True).lines) == lines


@settings(max_examples=150, deadline=None)
@given(TERMS)
def test_every_picture_is_a_rectangle_and_every_part_is_inside_it(term: Term) -> None:
    for ascii_only in (False, True):
        drawn = picture(term, ascii=ascii_only)
        assert {len(line) for line in drawn.lines} == {drawn.width}
        assert 0 <= drawn.baseline < len(drawn.lines)
        assert not ascii_only or "".join(drawn.lines).isascii()
        for index in range(len(term.args)):
            place = drawn.place((index,))
            if place is not None:
                top, left, bottom, right = place
                assert 0 <= top < bottom <= len(drawn.lines) and 0 <= left < right <= drawn.width


@settings(max_examples=100, deadline=None)
@given(TERMS)
def test_the_place_of_a_part_shows_that_part(term: Term) -> None:
    drawn = picture(term)
    for index, part in enumerate(term.args):
        place = drawn.place((index,))
        if place is not None and part.op in ("quotient", "function") and term.op in ("sum", "product", "quotient", "negation"):
            top, left, bottom, right = place
            assert tuple(line[left:right] for line in drawn.lines[top:bottom]) == picture(part).lines


def test_the_marked_part_is_found() -> None:
    term = subtract(SIGMOID, power(SIGMOID, TWO))
    drawn = picture(term, mark=(1, 0))
    assert part_at(term, (1, 0)) is power(SIGMOID, TWO)
    assert drawn.marked is not None
    top, left, bottom, right = drawn.marked
    assert [line[left:right] for line in drawn.lines[top:bottom]] == ["⎛   1   ⎞²", "⎜───────⎟ ", "⎝1 + e⁻ˣ⎠ "]


@settings(max_examples=100, deadline=None)
@given(TERMS, st.integers(20, 60))
def test_broken_pictures_fit(term: Term, width: int) -> None:
    assert all(piece.width <= width for piece in break_picture(term, width))


def test_a_long_sum_is_broken_before_its_signs() -> None:
    term = relation("=", symbol("y"), add(*[power(X, integer(k)) for k in range(2, 14)]))
    rows = ["".join(piece.lines) for piece in break_picture(term, 40)]
    assert rows[0].startswith("y = x² + x³")
    assert all(row.strip().startswith("+") for row in rows[1:])
    assert len(rows) == 2


def test_one_line_for_margins() -> None:
    assert unicode_line(SIGMOID) == "1/(1 + e⁻ˣ)"
    assert unicode_line(power(E, negate(power(X, TWO)))) == "e^(−x²)"
    assert unicode_line(multiply(X, X)) == "x·x"
    assert unicode_line(SIGMOID, ascii=True) == "1/(1 + e^(-x))"


# --------------------------------------------------------------------------------------------------------------- MathML


@settings(max_examples=100, deadline=None)
@given(TERMS)
def test_mathml_is_well_formed(term: Term) -> None:
    root = ElementTree.fromstring(mathml(term))
    for element in root.iter():
        name = element.tag.partition("}")[2]
        assert name not in ("mfrac", "msup", "msub", "mroot", "munder", "mover") or len(element) == 2


@settings(max_examples=100, deadline=None)
@given(TERMS, st.data())
def test_mathml_marks_one_part_and_changes_no_other(term: Term, data: st.DataObject) -> None:
    path: tuple[int, ...] = ()
    part = term
    while part.args and data.draw(st.booleans()):
        path += (data.draw(st.integers(0, len(part.args) - 1)),)
        part = part.args[path[-1]]
    root = ElementTree.fromstring(mathml(term, mark=path))
    assert sum(each.get("class") == "changed" for each in root.iter()) == 1
    assert "".join(root.itertext()) == "".join(ElementTree.fromstring(mathml(term)).itertext())


# ----------------------------------------------------------------------------------------------------- depth and sharing


def nested(depth: int) -> Term:
    term = X
    for _ in range(depth):
        term = function("sin", term)
    return term


def test_deep_terms_are_printed() -> None:
    term = nested(10_000)
    assert len(text(term)) == 10_000 * 5 + 1
    assert latex(term).count(r"\sin") == 10_000
    assert sympy_text(term).count("sin") == 10_000


def test_a_small_part_may_stand_beside_a_large_one_that_holds_it() -> None:
    term = TWO
    for _ in range(500):
        term = power(add(ONE, term), TWO)
    assert text(term) == "(1 + " * 500 + "2" + ")^2" * 500


def put_back(term: Term, where: list[tuple[Term, Term]]) -> Term:
    values: dict[Term, Term] = {}
    for name, value in where:
        values[name] = replace(value, values)
    return replace(term, values)


def doubling(levels: int) -> Term:
    term = X
    for _ in range(levels):
        term = multiply(term, subtract(ONE, term))
    return term


LARGE = [nested(10_000), doubling(400), derivative(nested(3_000), X), multiply(*map(nested, range(1, 300)))]


@pytest.mark.parametrize("term", LARGE)
def test_named_parts_keep_what_is_printed_in_proportion(term: Term) -> None:
    where, (short,) = name_parts([term], 2_000)
    printed = [text(value) for _, value in where] + [text(short)]
    assert max(map(len, printed)) <= 2_100
    assert sum(map(len, printed)) <= 60 * len(postorder(term))
    assert put_back(short, where) is term


def test_each_named_part_is_in_terms_of_those_before_it() -> None:
    where, _ = name_parts([doubling(50), nested(500)], 400)
    known = {X}
    for name, value in where:
        assert value.free <= known
        known.add(name)


def test_short_expressions_keep_their_form() -> None:
    assert name_parts([SIGMOID], 2_000) == ([], [SIGMOID])


def test_names_in_use_are_not_taken() -> None:
    part = function("sin", multiply(symbol("u1"), function("cos", function("tan", X))))
    where, _ = name_parts([multiply(part, part, part)], 40)
    assert [text(name) for name, _ in where] == ["u2"]


def test_what_stands_under_a_short_derivative_is_left_written_out() -> None:
    part = function("sin", function("cos", function("tan", X)))
    where, (short,) = name_parts([multiply(part, derivative(part, X), part, part)], 60)
    assert text(short) == "u1*d/dx(sin(cos(tan(x))))*u1*u1"
    assert len(where) == 1
