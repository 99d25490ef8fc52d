"""What people type, and how it is read.  The right-hand sides are in plain notation, every product and bracket written out."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from derivation.context import Context
from derivation.notation import text
from derivation.reading import NoFormula, Unreadable, read, read_definition, read_equation, read_line
from derivation.term import X, symbol

PLAIN = [
    ("1/(1+e^-x)", "1/(1 + e^(-x))"),
    ("sigma(x)(1-sigma(x))", "sigma(x)*(1 - sigma(x))"),
    ("sin^2 x", "sin(x)^2"),
    ("2x e^-x", "2*x*e^(-x)"),
    ("-x^2", "-x^2"),
    ("2^-x^2", "2^(-x^2)"),
    ("e^x^2", "e^(x^2)"),
    ("a/b/c", "(a/b)/c"),
    ("a/b*c", "(a/b)*c"),
    ("a - -b", "a - (-b)"),
    ("a * -b c", "a*(-b)*c"),
    ("-a b", "-(a*b)"),
    ("(x+1)(x-1)/(x+2)", "((x + 1)*(x - 1))/(x + 2)"),
    ("x(x+1)", "x*(x + 1)"),
    ("learning_rate * grad", "learning_rate*grad"),
    ("x1 + z2 x_1", "x1 + z2*x_1"),
    ("exp(-x)^2", "(e^(-x))^2"),
    ("d/dx sin(x^2)", "d/dx(sin(x^2))"),
    ("d/dx (1+e^-x)^-1 * x", "d/dx((1 + e^(-x))^(-1))*x"),
    ("d/dx x^2 sin x + 1", "d/dx(x^2*sin(x)) + 1"),
    ("d^2/dx^2 sin x", "d^2/dx^2(sin(x))"),
    ("dy/dx", "d/dx(y)"),
    ("dE1/dw5", "d/dw5(E1)"),
    ("df(x)/dx", "d/dx(f(x))"),
    ("dgz/dx + 6/dxs", "d/dx(g*z) + 6/(d*x*s)"),
    ("9/dx(x^2)", "(9/(d*x))*x^2"),
    ("d/d(ln(x)) (x^2)", "d/d(ln(x))(x^2)"),
    ("d^2/d(k x)^2 (x^2)", "d^2/d(k*x)^2(x^2)"),
    ("y''", "d^2/dx^2(y)"),
    ("(f(g(x)))'", "d/dx(f(g(x)))"),
    ("f'(g(x)) g'(x)", "f'(g(x))*g'(x)"),
    ("tanh'(x)", "tanh'(x)"),
    ("||x|-1| |x|", "abs(abs(x) - 1)*abs(x)"),
    ("| x |^2/|x+1|", "abs(x)^2/abs(x + 1)"),
    ("n!", "factorial(n)"),
    ("max(0, x)", "max(0, x)"),
    ("x**2*exp(-x)/Abs(x)", "(x^2*e^(-x))/abs(x)"),
    ("np.exp(-x)/(1 + np.exp(-x))**2", "e^(-x)/(1 + e^(-x))^2"),
    ("Derivative(x**2, (x, 2))", "d^2/dx^2(x^2)"),
    ("Subs(u**2, u, x + 1)", "(u^2)|_(u = x + 1)"),
    ("Piecewise((x, (x > 0) & (x < 1)), (0, True))", "piecewise(x, x > 0 and x < 1; 0, otherwise)"),
    ("{1 if x > 0, 0 otherwise}", "piecewise(1, x > 0; 0, otherwise)"),
    ("{x^2, x > 0; -x, x <= 0}", "piecewise(x^2, x > 0; -x, x <= 0)"),
    ("lim_(h->0) (f(x+h)-f(x))/h + 1", "lim_(h->0) ((f(x + h) - f(x))/h + 1)"),
    ("lim h->0+ 1/h", "lim_(h->0+) 1/h"),
    ("1e-3 x", "10^(-3)*x"),
    ("Integral(e^-t, (t, 0, x))", "integral(e^(-t), t, 0, x)"),
    ("9*(t)|_(u = 1)", "9*((t)|_(u = 1))"),
    ("0.5^(8 + pi) 4^(4^4)", "0.5^(8 + pi)*4^(4^4)"),
]

UNICODE = [
    ("Σ_{k=1}^n x_k", "sum(x_k, k, 1, n)"),
    ("c^2 + d^2", "c^2 + d^2"),
    ("d^2/2 + d/dx(x) + d^2/dx^2(y)", "d^2/2 + d/dx(x) + d^2/dx^2(y)"),
    ("σ(x)(1−σ(x))", "sigma(x)*(1 - sigma(x))"),
    ("x²y³ + xⁿ", "x^2*y^3 + x^n"),
    ("√x + ∛(x+1)", "sqrt(x) + root(x + 1, 3)"),
    ("½x × 2 ÷ 3", "((1/2)*x*2)/3"),
    ("x·y ⋅ z ∗ w", "x*y*z*w"),
    ("ŷ − y", "yhat - y"),
    ("∂/∂ŷ [y·log(ŷ)]", "d/dyhat(y*ln(yhat))"),
    ("∂f/∂x", "d/dx(f)"),
    ("α x₁ + β", "alpha*x_1 + beta"),
    ("ℯ^x + π", "e^x + pi"),
    ("f′(x)", "f'(x)"),
    ("⌊x⌋", "floor(x)"),
    ("𝑥 + 1", "x + 1"),
]

LATEX = [
    (r"\frac12 x^2", "(1/2)*x^2"),
    (r"-\frac xy", "-(x/y)"),
    (r"\frac{e^x+e^{-x}}2", "(e^x + e^(-x))/2"),
    (r"\frac e4", "e/4"),
    ("1/(de^(-x))", "1/(d*e^(-x))"),
    (r"\sqrt2 x \sqrt[3]{x}", "sqrt(2)*x*root(x, 3)"),
    (r"\left(1+e^{-x}\right)^{-2} \left(-e^{-x}\right)", "(1 + e^(-x))^(-2)*(-e^(-x))"),
    (r"\big(1-\sigma(x)\big)", "1 - sigma(x)"),
    (r"\frac{d}{dx}\left(1+e^{-x}\right)^{-1}", "d/dx((1 + e^(-x))^(-1))"),
    (r"\frac{\mathrm{d}}{\mathrm{d}x} x^2", "d/dx(x^2)"),
    (r"\frac{d((1+e^{-x})^{-1})}{dx}", "d/dx((1 + e^(-x))^(-1))"),
    (r"\frac{d^2 y}{dx^2}", "d^2/dx^2(y)"),
    (r"\frac{\partial^2 f}{\partial x \partial y}", "d/dx(d/dy(f))"),
    (r"\frac{\partial}{\partial (\beta x)}\sigma(\beta x) \frac{\partial}{\partial \beta} \beta x", None),
    (r"\sigma^{\prime}(x)", "sigma'(x)"),
    (r"f^{(3)}(x)", "f'''(x)"),
    (r"\left(x^2\right)^\prime + y^{\prime\prime}", "d/dx(x^2) + d^2/dx^2(y)"),
    (r"\frac{{\rm d}y}{{\rm d}x} \cdot {\rm sech}^2 x", "d/dx(y)*sech(x)^2"),
    (r"\lim_{\Delta x \to 0} \frac{\Delta x}{x}", "lim_(Delta_x->0) Delta_x/x"),
    (r"\log_e x", "ln(x)"),
    (r"1 - \sigma^2(x)", "1 - sigma(x)^2"),
    (r"\left.\frac{1}{u}\right|_{u=1+e^{-x}}", "(1/u)|_(u = 1 + e^(-x))"),
    (r"\cos^{2}{\left(x \right)}", "cos(x)^2"),
    (r"\operatorname{sigmoid}(x) + \mathit{swish}(x, \beta)", "sigma(x) + swish(x, beta)"),
    (r"\text{erf}\left(\frac{1}{\sqrt{2}} \cdot x\right)", "erf((1/sqrt(2))*x)"),
    (r"w_{ij} x_j \hat{y}_i", "w_ij*x_j*yhat_i"),
    (r"\log_2 x + \log _{3}7^{x}", "log(x, 2) + log(7^x, 3)"),
    (r"\frac{\cancel{x} y}{\cancel{x}} \, \color{red}{x}", "((x*y)/x)*x"),
    (r"\underbrace{x^2}_{u} + {a \over b}", "x^2 + a/b"),
    (r"\lim_{h\to 0} 3h+6x+5", "lim_(h->0) (3*h + 6*x + 5)"),
    (
        r"\begin{cases} x, & \text{if } 0 \le x < 1 \\ 0, & \text{else} \end{cases}",
        "piecewise(x, 0 <= x and x < 1; 0, otherwise)",
    ),
    (
        r"\left\{ \begin{matrix*}[l] 1 & x > 0 \\ e^{x} & x <= 0, & k > 0 \\ \end{matrix*} \right.",
        "piecewise(1, x > 0; e^x, x <= 0 and k > 0)",
    ),
    (r"\left\lfloor x \right\rfloor", "floor(x)"),
    (r"\sum_{k=1}^{n} k x^{k-1} + 1", "sum(k*x^(k - 1), k, 1, n) + 1"),
    (r"\sum_{i=1}^{n} y_i \ln p_i + (1 - y_i) \ln(1 - p_i)", "sum(y_i*ln(p_i) + (1 - y_i)*ln(1 - p_i), i, 1, n)"),
    (r"\sum_{k=1}^{n} x_k - t \sum_{k=1}^{n} y_k", "sum(x_k, k, 1, n) - t*sum(y_k, k, 1, n)"),
    (r"{n \choose k} + \ln {n \choose k}", "binomial(n, k) + ln(binomial(n, k))"),
    (r"\theta^* + x^{*}", "theta_star + x_star"),
    (r"\frac {1}{5} (5 y - 1 5)", "(1/5)*(5*y - 15)"),
    (r"\ln 2 \cdot x^62^{x}", "ln(2)*x^6*2^x"),
    (r"$$\displaystyle \frac{1}{x}$$", "1/x"),
    (r"\frac d{dx} \sin x + \frac\partial{\partial x} x", "d/dx(sin(x)) + d/dx(x)"),
    (r"{d \over dx} x^2 + {dy \over dx}", "d/dx(x^2) + d/dx(y)"),
    (r"\frac{\text{d}}{\text{d}x}(x^2)", "d/dx(x^2)"),
    (r"\dv{x} x^2 + \dv{y}{x} + \pdv{L}{w}", "d/dx(x^2) + d/dx(y) + d/dw(L)"),
    (r"D_x[x^2] + D_x \sin x", "d/dx(x^2) + d/dx(sin(x))"),
    (r"\frac{d}{dx} . x^2 + \frac{d}{dx} \cdot x^3", "d/dx(x^2) + d/dx(x^3)"),
    (r"\frac{\mathrm{d}^{2} y}{\mathrm{~d} x^{2}}", "d^2/dx^2(y)"),
    (r"\map {\dfrac \d {\d x} } {\tanh x} + \map f x + \map \sin {2 x}", "d/dx(tanh(x)) + f(x) + sin(2*x)"),
    (r"\paren {x + 1} \size x + \size {x + 1}", "(x + 1)*abs(x) + abs(x + 1)"),
    (r"a^{[1]} + z^{[l]} + x^{(i)}", "a_1 + z_l + x_i"),
    (r"\lim_{\delta x \to 0} \frac{\delta x}{x}", "lim_(delta_x->0) delta_x/x"),
    (r"\sigma.\left(1-\sigma\right)", "sigma*(1 - sigma)"),
    (r"\Sigma^2 + \sigma^2", "Sigma^2 + sigma^2"),
    (r"\frac{\partial E}{\partial w} + \frac{dE}{dw}", None),
]

WITHOUT_BRACKETS = [
    ("sin x cos x", "sin(x)*cos(x)"),
    ("sin 2x cos x", "sin(2*x)*cos(x)"),
    ("sin 2(x+1)", "sin(2*(x + 1))"),
    ("sin x^2", "sin(x^2)"),
    ("ln sin x", "ln(sin(x))"),
    ("ln|x|", "ln(abs(x))"),
    (r"x^3\ln x(-\sin x)", "x^3*ln(x)*(-sin(x))"),
    (r"\cos x e^{\sin x}", "cos(x)*e^(sin(x))"),
    (r"\sin \frac{x}{2} \cos 2\sqrt x", "sin(x/2)*cos(2*sqrt(x))"),
    (r"\cot ^{-1}\sqrt{4-x^{2}}", "acot(sqrt(4 - x^2))"),
    ("(sin x)^{cos x}", "sin(x)^(cos(x))"),
    ("e^sin x", "e^(sin(x))"),
]


@pytest.mark.parametrize(("typed", "expected"), [*PLAIN, *UNICODE, *LATEX, *WITHOUT_BRACKETS])
def test_forms(typed: str, expected: str | None) -> None:
    term = read(typed).term
    if expected is not None:
        assert term is read(expected).term
        assert read(text(term)).term is term


SAID = [
    ("log x", "ln(x)", "natural"),
    ("log x / y", "ln(x)/y", "division"),
    ("sin^-1 x", "asin(x)", "inverse"),
    ("1/2x", "(1/2)*x", "left to right"),
    ("x^1/2", "(x^1)/2", "exponent"),
    ("e^-2x", "e^(-(2*x))", "exponent"),
    ("xy", "x*y", "x·y"),
    ("sinx cosx", "sin(x)*cos(x)", "sin x"),
    (r"\sinx", "sin(x)", r"\sin x"),
    ("frac{1}{2}", "1/2", r"\frac"),
    ("sin x y", "sin(x*y)", "factors"),
    ("a(b+c)", "a*(b + c)", "product"),
    ("f(1-f)", "f*(1 - f)", "product"),
    ("k(x)", "k(x)", "unknown function"),
    ("√2x", "sqrt(2)*x", "root"),
    ("2 . x", "2*x", "dot"),
    ("х**2", "x^2", "Cyrillic"),
    ("１+ｘ", "1 + x", "read as"),
    ("x\u200b+\u2060y", "x + y", "invisible"),
    (r"x^10 \cdot 2", "x^10*2", "exponent 10"),
]


@pytest.mark.parametrize(("typed", "expected", "word"), SAID)
def test_what_had_to_be_decided_is_said(typed: str, expected: str, word: str) -> None:
    reading = read(typed)
    assert reading.term is read(expected).term
    assert any(word in note for note in reading.notes)


def test_plain_formulas_need_no_remark() -> None:
    for typed in ("1/(1+e^-x)", r"\frac{1}{1+e^{-x}}", "x sin x", "f'(x)", "d/dx x^2"):
        assert read(typed).notes == ()


DECLARED = [
    ("th x", ("t", "h"), "t*h*x"),
    ("e x + E", ("e", "E"), "e*x + E"),
    ("beta(x+1) gamma", ("beta", "gamma"), "beta*(x + 1)*gamma"),
    ("ax + bx", ("a", "b"), "a*x + b*x"),
    ("N S(x + 1)", ("N", "S"), "N*S*(x + 1)"),
    ("d*x + c*d", ("c", "d"), "d*x + c*d"),
    ("f(x+1)", ("f",), "f*(x + 1)"),
    ("\\pi x", ("pi",), "pi*x"),
]


@pytest.mark.parametrize(("typed", "names", "expected"), DECLARED)
def test_declared_names_are_plain_symbols(typed: str, names: tuple[str, ...], expected: str) -> None:
    context = Context(parameters=tuple(symbol(name) for name in names))
    term = read(typed, context).term
    assert term is read(expected, context).term
    assert all(symbol(name) in term.free for name in names)


@pytest.mark.parametrize(
    ("typed", "names", "expected"),
    [
        ("2(ax+by)", ("a", "b", "y"), "2*(a*x + b*y)"),
        (r"\frac{2kq_1q_2}{x}", ("k", "q1", "q2"), "2*k*q_1*q_2/x"),
        ("2x by the rule", ("b", "y"), "2*x"),
    ],
)
def test_declared_letters_on_a_line(typed: str, names: tuple[str, ...], expected: str) -> None:
    line = read_line(typed, Context(parameters=tuple(symbol(name) for name in names)))
    assert [text(part) for part in line.parts if part] == [expected]


REFUSED = [
    ("{1 if}", 5, "condition"),
    ("", 0, "nothing"),
    ("x + ", 4, "missing"),
    ("∂_7 x", 0, "variable"),
    ("x + )", 4, "closes"),
    ("(x+1", 0, "never closed"),
    ("(x+1]", 4, "not closed by"),
    ("x=5", 1, "equation"),
    ("x > 5", 2, "condition"),
    ("x # remark", 2, "comment"),
    ("x\n+1", 1, "line"),
    ("2 3", 2, "operator"),
    ("1,5x", 1, "point"),
    ("x[i]", 1, "indexed"),
    ("90°", 2, "degrees"),
    ("5%", 1, "per cent"),
    ("sigmod(x)", 0, "did you mean sigmoid?"),
    ("sin(x, y)", 0, "argument"),
    ("sin", 0, "missing"),
    ("σ^-1(x)", 0, "inverse"),
    ("\\frac{1}{", 8, "never closed"),
    ("\\write18{x}", 0, "not known"),
    ("∑ x", 0, "write"),
    ("\\sum_i x_i", 0, "ends"),
    ("\\int x dx", 0, "not read"),
    ("Aİı", 2, "letter"),
    ("\x1b]0;x\x07", 0, "control"),
    ("True", 0, "programming"),
    ("Limit", 0, "write"),
    ("lambda x: x", 8, "cannot stand"),
    ("__import__('os').system('true')", 0, "underscore"),
    ("sin.eval.__func__", 4, "programming"),
    ("exec('x')", 0, "programming"),
    ("x.diff(x)", 1, "dot"),
    ("'a'*10", 0, "quotation"),
    ("[0 for i in range(9)]", 3, "programming"),
    ("test()", 0, "no function"),
    ("f()", 2, "argument"),
    ("1e999999999", 0, "digits"),
    ("9**9**9", 6, "digits"),
    ("2**2**40", 6, "large"),
    ("x**(1/10**400)", 13, "large"),
    ("factorial(10**6)*x", 0, "digits"),
    ("binomial(10**9, 5*10**8)", 0, "digits"),
    ("(x+1)**(10**5)", 13, "power of a sum"),
]


@pytest.mark.parametrize(("typed", "where", "word"), REFUSED)
def test_refused_with_the_place_and_a_reason(typed: str, where: int, word: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(typed)
    assert caught.value.where == where
    assert word in caught.value.expected
    said, shown, mark = caught.value.message().split("\n")
    assert said and mark.strip("^ ") == "" and not any(character < " " for character in shown)


@pytest.mark.parametrize(
    "typed",
    [
        "(" * 2500 + "x" + ")" * 2500,
        "-" * 2500 + "x",
        "sin(" * 2000 + "x" + ")" * 2000,
        r"\frac{1}{" * 2000 + "x" + "}" * 2000,
        "^".join("x" * 2500),
        "+".join("x" * 50_000),
        " " * 1_000_000 + "x",
    ],
)
def test_deep_and_long_text_is_read(typed: str) -> None:
    assert read(typed).term.free == {X}


@pytest.mark.parametrize(
    "typed",
    [
        "(" * 9_000,
        "-" * 10_000 + "x",
        "sin(" * 5_000 + "x" + ")" * 5_000,
        "1" * 100_000,
        "x/" * 9_000 + "x",
    ],
)
def test_deeper_and_longer_text_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        read(typed)


@pytest.mark.parametrize("limit", ["MAX_TERMS", "MAX_CHARACTERS"])
def test_the_length_of_a_text_has_a_bound(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"derivation.reading.tokens.{limit}", 1_000)
    with pytest.raises(Unreadable, match="1,000"):
        read("+".join("x" * 600))


LINES = [
    ("= 2x", ["", "2*x"]),
    (r"&= 2x \\", ["", "2*x"]),
    ("= 2x = x + x  # doubled", ["", "2*x", "x + x"]),
    (r"f'(x) &= \frac{d}{dx}\left[x^2\right] && \text{power rule} \\", ["f'(x)", "d/dx(x^2)"]),
    ("= 2x [chain rule]", ["", "2*x"]),
    ("= 2x, by the power rule", ["", "2*x"]),
    (r"= \cos x\ !", ["", "cos(x)"]),
    (r"\implies y\primeskip' = 2y\,.", ["d/dx(y)", "2*y"]),
    ("so y' = 2x", ["d/dx(y)", "2*x"]),
    (r"\fp(x) = \lim_{h\to0}\frac{f(x+h)-f(x)}{h}", ["f'(x)", "lim_(h->0) (f(x + h) - f(x))/h"]),
    (r"\ln (y) = \parbox{50pt}{$x\ln x$} \text{\small (apply $\ln$)}", ["ln(y)", "x*ln(x)"]),
    (r"f'(x) \stackrel{(1)}{=} 2x \tag{1}", ["f'(x)", "2*x"]),
    (r"\begin{aligned} y' &= 2x \end{aligned}", ["d/dx(y)", "2*x"]),
    (r"= 2x \qquad (\text{product rule})", ["", "2*x"]),
    ("2x =", ["2*x"]),
    ("(1) y' = 2x", ["d/dx(y)", "2*x"]),
    ("a. y' = 2x", ["d/dx(y)", "2*x"]),
    ("(ii) y' = 2x", ["d/dx(y)", "2*x"]),
    (r"{\frac{d}{dx}} x^2 = \frac{{d^2}y}{dx^2}", ["d/dx(x^2)", "d^2/dx^2(y)"]),
    (r"y = {b^y}{\ln}b", ["y", "b^y*ln(b)"]),
    (r"\sigma' = \sigma(1-\sigma)", ["d/dx(sigma)", "sigma*(1 - sigma)"]),
    (r"\boxed{y' = 2x}", ["d/dx(y)", "2*x"]),
    (r"\leadsto \ y' = 2x", ["d/dx(y)", "2*x"]),
    ("We get: y' = 2x", ["d/dx(y)", "2*x"]),
    ("= 2x   <-- power rule", ["", "2*x"]),
    ("= 2x   ← power rule", ["", "2*x"]),
    ("= 2x  (power rule: n x^(n-1))", ["", "2*x"]),
    (r"\lim_{h to 0} {h}/h = 1", ["lim_(h->0) h/h", "1"]),
    ("**y' = 2x**", ["d/dx(y)", "2*x"]),
    ("`y' = 2x`", ["d/dx(y)", "2*x"]),
    ("$` y' = 2x `$", ["d/dx(y)", "2*x"]),
    ('# " " = 2x #', ["", "2*x"]),
    ("y' = 2x   (2)", ["d/dx(y)", "2*x"]),
    ("= 2 cos x.(-sin x).3x^2", ["", "2*cos(x)*(-sin(x))*3*x^2"]),
    ("cosx(cos h - 1)", ["cos(x)*(cos(h) - 1)"]),
    (r"\partial_x (x^2)", ["d/dx(x^2)"]),
    ("#=(dy)/(dx)# by the chain rule", ["", "d/dx(y)"]),
    ("f`(x) = 2x", ["f'(x)", "2*x"]),
    ("==> y' = 2x", ["d/dx(y)", "2*x"]),
    ("#=> color(blue)((dy)/(dx) = 2x)#", ["d/dx(y)", "2*x"]),
    ("lim_(hrarr0) (cancel(h) x)/cancel(h)", ["lim_(h->0) (h*x)/h"]),
    ("= Lim h→0 (2x + h)", ["", "lim_(h->0) (2*x + h)"]),
    (r"{{dy} \over {dx}} = 2x", ["d/dx(y)", "2*x"]),
    (r"\frac{\delta L}{\delta x} = 2x", ["d/dx(L)", "2*x"]),
    (r"\frac{\delta y}{\delta x} = 2x + \delta x", ["delta*y/delta_x", "2*x + delta_x"]),
]

SENTENCES = [
    ("Put it all together: $y' = 2x$", ["y'", "2x"]),
    ("Hence, `y' = 2x`.", ["y'", "2x"]),
    (r"With \(u\) gone, \(y' = 2x\), which was asked for", ["y'", "2x"]),
    ("$y'$ $=$ $2x$ Power Rule of Section 3", ["y'", "2x"]),
    ("So the slope: y' = 2x", ["y'", "2x"]),
    ("=> `(x+1)xx(x-1)`", ["(x+1)*(x-1)"]),
    ("- $y' = 2x$", ["y'", "2x"]),
    ("y' = 2x ......(3)", ["y'", "2x"]),
    (r"f(x; k) = 2x", ["f(x)", "2x"]),
    (r"\ell(x \mid k) = 2x", ["l(x)", "2x"]),
    ("(dy)/dx = 2x", ["dy/dx", "2x"]),
    ("dy/(dx) = 2x", ["dy/dx", "2x"]),
    (r"\dfrac{d\sinh}{dx} = \cosh", ["d/dx(sinh(x))", "cosh(x)"]),
    (r"1 - \tanh^2 = 1/\cosh^2", ["1 - tanh(x)^2", "1/cosh(x)^2"]),
    (r"{\sec}^{2} x", ["sec(x)^2"]),
    ("Bcos(x)", ["B cos(x)"]),
    ("= cosxlim_(h->0) h", [None, "cos(x) lim_(h->0) h"]),
    (r"\begin{array}{ll} y' &= 2x \\", ["y'", "2x"]),
    (r"\text{net}_{k} = 2x", ["net_k", "2x"]),
    (r"\frac{d out_{k}}{d net_{k}}", ["d/dnet_k(out_k)"]),
    (r"\frac{\partial \text{Loss}}{\partial x} = 2x", ["d/dx(Loss)", "2x"]),
    (r"\text{if } y = x^2, \mathrm{then}\ y' = 2x", ["y", "x^2"]),
    (r"\sum_j x_j", ["sum(x_j, j, 1, last_j)"]),
    ("output/(output)", ["output/output"]),
    (r"\(y' =\) \(2x\) .... (4)", ["y'", "2x"]),
    ("y' = 2x. (since (x^2)' = 2x)", ["y'", "2x"]),
    ("### $y' = 2x$", ["y'", "2x"]),
    (r"\[\text{Multiply by } x:\] \[y' = 2x\]", ["y'", "2x"]),
    ("[tex]y' = 2x[/tex]", ["y'", "2x"]),
    ('f"(x) = 2x', ["f''(x)", "2x"]),
    (r"arc\ sin x", ["arcsin(x)"]),
    (r"\map {\frac \d {\d x}} x \cos x", ["d/dx(x) cos(x)"]),
    ("d/(d x) [x^2]", ["d/dx(x^2)"]),
    ("1/x + logx(1)", ["1/x + ln(x)*1"]),
    ("{x}^{2.} + 1", ["x^2 + 1"]),
    ("Gradient, y' = 2x", ["y'", "2x"]),
    ("y = x^2 donc y' = 2x", ["y", "x^2"]),
    ("y' = 2x (outer = square, inner = x)", ["y'", "2x"]),
    ("y' = 2x. Putting the value in gives", ["y'", "2x"]),
    ("The total cost C = 3x", ["C", "3x"]),
    ("4. **Cancel the factor $x$:** $y' = 2x$", ["y'", "2x"]),
    ("= lim 2x + h, as h ---> 0", [None, "lim_(h->0) (2x + h)"]),
    ("= lim (2x + h)/1 when h → 0", [None, "lim_(h->0) (2x + h)/1"]),
    ("#lim_(hto0) h#", ["lim_(h->0) h"]),
    ("#color(white)(y')=2x#", [None, "2x"]),
    ("| y' | = 2x |", ["y'", "2x"]),
    ("du_dx = 2x", ["du/dx", "2x"]),
    ("y_hat (1 - y_hat)", ["yhat*(1 - yhat)"]),
    (r"\hat{y}(1-x) + \hat{y}", ["yhat*(1-x) + yhat"]),
    (r"g(x, \dots, z)", ["g(x, z)"]),
    (r"\\(y' = 2x\\)", ["y'", "2x"]),
    ("lim h -- > 0 2h", ["lim_(h->0) 2h"]),
    ("= lna a^x", [None, "ln(a) a^x"]),
    ("= ln a a^x", [None, "ln(a a^x)"]),
    ("FOC: y' = 2x", ["y'", "2x"]),
    ("y'' = -2 < 0", ["y''", "-2"]),
    ("d/dx of x^2/(x+1)", ["d/dx(x^2/(x+1))"]),
    ("= cos2x (1 - h)", [None, "cos(2x) (1 - h)"]),
    ("= sinx hcosx", [None, "sin(x) h cos(x)"]),
    (r"= {\sin ^2}x", [None, "sin(x)^2"]),
    (r"= {{\sin}^2}(x + 1)", [None, "sin(x + 1)^2"]),
    (r"= \mathop {\lim }\limits_{h \to 0} 2h", [None, "lim_(h->0) 2h"]),
    ("= frac (x+1) (x-1)", [None, "(x+1)/(x-1)"]),
    ("= 2x[Derivative of x^2 = 2x]", [None, "2x"]),
    (r"\frac{dx/dt}{dy/dt}", ["(dx/dt)/(dy/dt)"]),
    (r"x \odot z", ["x*z"]),
    (r"(f^{-1})'(x) = 1/f'(f^{-1}(x))", ["f_inv'(x)", "1/f'(f_inv(x))"]),
    ("LHS = y'' + y = 0 = RHS", ["y'' + y", "0"]),
    ("so x = ±2", ["x", "2"]),
    (r"\nabla_x y = 2x", ["dy/dx", "2x"]),
    ("∇_x y = 2x", ["dy/dx", "2x"]),
    (r"\sen 2x", ["sin(2x)"]),
    (r"y' = 2x \tag*{$\square$}", ["y'", "2x"]),
    ("| u = x^2 | u' = 2x |", ["u", "x^2"]),
    ("**Step 3:** y' = 2x", ["y'", "2x"]),
    ("Choose u = 2x", ["u", "2x"]),
    ("-p_ip_j", ["-p_i*p_j"]),
    ("2x5^{x}", ["2*x*5^x"]),
    ("(1 + x). e^x = 2x", ["(1 + x)*e^x", "2x"]),
    ("- x. cos(x) = y + 1", ["-x*cos(x)", "y + 1"]),
    (r"y' = 2x, x \in (0, 1)", ["y'", "2x"]),
    (r"y' = 2x \quad \forall x \in \mathbb{R}", ["y'", "2x"]),
    ("y' = 2x for all x ∈ R", ["y'", "2x"]),
    ("- $y' = 2x$ (needs $x$)", ["y'", "2x"]),
    (r"\delta^{(2)} = 2x", ["delta_2", "2x"]),
    (r"a^{(L)} = 2x", ["a_L", "2x"]),
    (r"\sum_{k \neq i} x_k", ["sum(x_k, k, 1, last_k) - x_i"]),
    (r"\sum_{k=1, k \ne i}^{n} k x_k", ["sum(k*x_k, k, 1, n) - i*x_i"]),
]
"""Formulas in sentences and lists, and ways of typing that only their surroundings tell."""


@pytest.mark.parametrize(("typed", "parts"), [*LINES, *SENTENCES])
def test_lines(typed: str, parts: list[str]) -> None:
    read_parts = read_line(typed).parts
    assert read_parts == tuple(read(part).term if part else None for part in parts)


MENDED = [
    (r"\hat{y} 1 - \hat{y} ) x", "(yhat*1 - yhat)*x"),
    (r"\frac{(x+1}{x}", "(x + 1)/x"),
    (r"\frac{1}{1+e^{-x}", "1/(1 + e^(-x))"),
    ("((x+1)(x-1)", "(x + 1)*(x - 1)"),
    ("(x+1] x", "(x + 1)*x"),
]


@pytest.mark.parametrize(("typed", "expected"), MENDED)
def test_lost_brackets_are_put_back_aloud(typed: str, expected: str) -> None:
    line = read_line(typed)
    assert line.parts == (read(expected).term,)
    assert line.notes


def test_a_bracket_that_is_lost_before_an_equals_sign_is_put_there() -> None:
    assert [text(part) for part in read_line("y' = x(2 + (x-2) = x^2").parts if part] == ["d/dx(y)", "x*(2 + (x - 2))", "x^2"]


def test_a_loss_by_name_is_no_function_of_two_arguments() -> None:
    (part,) = read_line(r"\frac{\partial \text{MSE}}{\partial x}").parts
    assert part is not None
    assert text(part) == "d/dx(MSE)"


def test_a_word_before_the_variable_in_brackets_is_the_name_of_a_function() -> None:
    assert [text(part) for part in read_line("CE(x) = height(x)").parts if part] == ["CE(x)", "height(x)"]
    with pytest.raises(Unreadable):
        read_line("heigth(x + 1) = 2")


def test_an_operator_on_the_left_alone_is_about_the_function_of_the_page() -> None:
    (left, _) = read_line(r"\frac{d}{dx} = 2x").parts
    assert left is not None
    assert left.op == "derivative"


SECOND = [
    ("= 2 sec(x)!", "2*sec(x)"),
    ("= 2x cos(x^2)  d/dx(x^2) = 2x", "2*x*cos(x^2)"),
    ("(y')(x)", "d/dx(y)"),
    (r"= \frac{d}{dx} x \cdot \sin x", "d/dx(x*sin(x))"),
]


@pytest.mark.parametrize(("typed", "expected"), SECOND)
def test_the_less_usual_reading(typed: str, expected: str) -> None:
    otherwise = read_line(typed).otherwise
    assert otherwise is not None
    assert text(otherwise.parts[-1] or X) == expected


def test_a_line_may_end_with_an_equals_sign() -> None:
    assert [read_line(typed).open_ended for typed in ("y' =", "y' = 2x =", "y' = 2x")] == [True, True, False]


def test_a_line_may_hold_more_than_one_statement() -> None:
    line = read_line(r"u = x^2 \quad u' = 2x, \text{for } x > 0")
    assert [text(part) for part in line.parts if part] == ["u", "x^2"]
    assert [text(part) for part in line.more[0].parts if part] == ["d/dx(u)", "2*x"]
    assert [text(each) for each in line.conditions] == ["x > 0"]
    assert len(read_line("y' = 2 cos(2x). y'' = -4 sin(2x)").more) == 1
    assert len(read_line(r"y = \ln x \leftrightarrow x = e^y").more) == len(read_line("y = ln x <=> x = e^y").more) == 1


def test_words_alone_are_told_from_what_cannot_be_read() -> None:
    with pytest.raises(NoFormula):
        read_line("Now use the chain rule:")
    with pytest.raises(NoFormula):
        read_line("- Done.")
    with pytest.raises(NoFormula):
        read_line("Q.E.D.")
    with pytest.raises(NoFormula):
        read_line("**Gradient of the bias $b$**:")


@pytest.mark.parametrize("typed", ["", "# only words", "= ", "x + = 2"])
def test_lines_that_say_nothing(typed: str) -> None:
    with pytest.raises(Unreadable):
        read_line(typed)


DEFINITIONS = [
    (r"\sigma(u) = 1/(1+exp(-u))", "sigma", ("u",), "1/(1 + e^(-u))"),
    ("sigmoid(u) = 1/(1+exp(-u))", "sigma", ("u",), "1/(1 + e^(-u))"),
    (r"\hat{y} = \frac{1}{1+e^{-x}}", "yhat", (), "1/(1 + e^(-x))"),
    ("yhat = w*x", "yhat", (), "w*x"),
    ("f(x, k) = k x(1-x)", "f", ("x", "k"), "k*x*(1 - x)"),
    ("foo(u) = u^2", "foo", ("u",), "u^2"),
    ("y = x**Rational(2,3)", "y", (), "x^(2/3)"),
    ("E = m c^2", "E", (), "m*c^2"),
]


@pytest.mark.parametrize(("typed", "name", "parameters", "body"), DEFINITIONS)
def test_definitions(typed: str, name: str, parameters: tuple[str, ...], body: str) -> None:
    definition = read_definition(typed)
    assert (definition.name, definition.parameters) == (name, tuple(symbol(each) for each in parameters))
    assert definition.body is read(body).term


def test_definitions_decide_how_names_are_read() -> None:
    context = Context().define(read_definition("y = x^2"), read_definition("z(t) = t^2"), read_definition("sigma(u) = u"))
    assert text(read("y(1) + y(x) + z(x+1) + y'(x) + sigmoid(x)", context).term) == "y*1 + y + z(x + 1) + d/dx(y) + sigma(x)"


def test_equations() -> None:
    assert text(read_equation(r"x^2 + y^2 = 1").term) == "x^2 + y^2 = 1"
    assert text(read_equation("0 < x <= 1").term) == "0 < x and x <= 1"


PIECES = [
    *"xyfe123+-*/^()[]{}|,.=<>!'_& \\",
    "sin",
    "\\frac",
    "d/dx",
    "\\left(",
    "\\right)",
    "\\left.",
    "\\right|",
    "lim_",
    "π",
    "²",
    "ŷ",
    "\\text{if}",
]


@settings(max_examples=400, deadline=None)
@given(some.lists(some.sampled_from(PIECES), max_size=16).map("".join))
def test_any_text_is_read_or_refused(typed: str) -> None:
    for reader in (read, read_line, read_equation, read_definition):
        try:
            reader(typed)
        except Unreadable as error:
            assert error.message()
            assert 0 <= error.where <= len(typed)


@settings(max_examples=100, deadline=None)
@given(some.text(max_size=20))
def test_any_characters_are_read_or_refused(typed: str) -> None:
    try:
        read_line(typed)
    except Unreadable as error:
        assert not any(character < " " for character in error.message().replace("\n", ""))


LONG = [
    "x " + "-" * 60_000,
    "x" + " " * 60_000 + "y",
    "\\(" * 30_000,
    "color(white)(" * 5_000,
    "lim " * 20_000,
    "x (a=b) " * 9_000,
]


@pytest.mark.parametrize("typed", LONG, ids=range(len(LONG)))
def test_no_line_takes_long(typed: str) -> None:
    start = time.thread_time()
    with contextlib.suppress(Unreadable):
        read_line(typed)
    assert time.thread_time() - start < 10
