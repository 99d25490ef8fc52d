"""Logarithms, exponentials of logarithms, trigonometric and hyperbolic functions, and definitions by name."""

from __future__ import annotations

from collections.abc import Iterator

from derivation import functions
from derivation.context import Context
from derivation.matching import negated, pattern
from derivation.rule import Example, Match, Rule
from derivation.rules.shape import coefficient, factors, is_number, times
from derivation.term import ONE, E, Term, add, divide, function, integer, multiply, negate, number_of, power, replace, substitute


def _ln(term: Term) -> Term:
    return function("ln", term)


def _is_ln(term: Term) -> bool:
    return term.op == "function" and term.value == "ln" and len(term.args) == 1


def logarithm_law(term: Term, context: Context) -> Iterator[Match]:
    """ln of a product, quotient, power or root as a sum or multiple."""
    if not _is_ln(term):
        return
    inside = term.args[0]
    if inside.op == "product":
        yield Match(add(*(_ln(each) for each in factors(inside))), {"a": inside})
    elif inside.op == "quotient":
        above, below = inside.args
        yield Match(negate(_ln(below)) if above is ONE else add(_ln(above), negate(_ln(below))), {"a": inside})
    elif inside.op == "power" and inside.args[0] is not E:
        yield Match(multiply(inside.args[1], _ln(inside.args[0])), {"a": inside})
    elif inside.op == "function" and inside.value == "sqrt":
        yield Match(divide(_ln(inside.args[0]), integer(2)), {"a": inside})


def sum_of_logarithms(term: Term, context: Context) -> Iterator[Match]:
    """ln a + ln b = ln(a*b), with minus signs below the line and numbers in front as exponents."""
    if term.op != "sum":
        return
    above: list[Term] = []
    below: list[Term] = []
    rest: list[Term] = []
    for each in term.args:
        number, body = coefficient(each)
        if _is_ln(body) and number.denominator == 1:
            inside = body.args[0]
            raised = inside if abs(number) == 1 else power(inside, integer(abs(int(number))))
            (above if number > 0 else below).append(raised)
        else:
            rest.append(each)
    if len(above) + len(below) < 2:
        return
    upper = multiply(*above)
    yield Match(add(_ln(divide(upper, multiply(*below)) if below else upper), *rest), {"a": upper})


def exponential_of_logarithm(term: Term, context: Context) -> Iterator[Match]:
    """e^(ln u) = u, also e^(n*ln u) = u^n and e^(-ln u) = 1/u."""
    if term.op != "power" or term.args[0] is not E:
        return
    parts = factors(term.args[1].args[0] if term.args[1].op == "negation" else term.args[1])
    for each in parts:
        if _is_ln(each):
            rest = multiply(*(other for other in parts if other is not each))
            exponent = negate(rest) if term.args[1].op == "negation" else rest
            inside = each.args[0]
            yield Match(inside if exponent is ONE else power(inside, exponent), {"u": inside})
            return


def logarithm_of_exponential(term: Term, context: Context) -> Iterator[Match]:
    if _is_ln(term) and term.args[0].op == "power" and term.args[0].args[0] is E:
        yield Match(term.args[0].args[1], {"u": term.args[0].args[1]})
    elif _is_ln(term) and term.args[0] is E:
        yield Match(ONE, {"u": ONE})


def even_function(term: Term, context: Context) -> Iterator[Match]:
    if term.op == "function" and term.value in ("cos", "cosh", "sec", "sech", "abs") and len(term.args) == 1:
        number, rest = coefficient(term.args[0])
        if number < 0:
            yield Match(function(str(term.value), times(-number, rest)), {"u": times(-number, rest)})


ODD = ("sin", "tan", "cot", "csc", "sinh", "tanh", "coth", "csch", "asin", "atan", "asinh", "atanh", "erf", "sign")


def odd_function(term: Term, context: Context) -> Iterator[Match]:
    if term.op == "function" and term.value in ODD and len(term.args) == 1:
        number, rest = coefficient(term.args[0])
        if number < 0:
            yield Match(negate(function(str(term.value), times(-number, rest))), {"u": times(-number, rest)})


def double_angle(term: Term, context: Context) -> Iterator[Match]:
    """sin, cos, sinh, cosh of an even multiple by the half of it."""
    if term.op != "function" or len(term.args) != 1 or term.value not in DOUBLE:
        return
    number, rest = coefficient(term.args[0])
    if number.denominator == 1 and number % 2 == 0 and not is_number(term.args[0]):
        half = times(number / 2, rest)
        for made in DOUBLE[str(term.value)]:
            yield Match(replace(_read(made), {_read("u"): half}), {"u": half})


DOUBLE = {
    "sin": ("2*sin(u)*cos(u)",),
    "cos": ("cos(u)^2 - sin(u)^2", "1 - 2*sin(u)^2", "2*cos(u)^2 - 1"),
    "sinh": ("2*sinh(u)*cosh(u)",),
    "cosh": ("cosh(u)^2 + sinh(u)^2", "1 + 2*sinh(u)^2", "2*cosh(u)^2 - 1"),
    "tan": ("2*tan(u)/(1 - tan(u)^2)",),
    "tanh": ("2*tanh(u)/(1 + tanh(u)^2)",),
}


def _read(text: str) -> Term:
    from derivation.reading import read

    return read(text).term


ELEMENTARY = {
    "tan": ("sin(u)/cos(u)",),
    "cot": ("cos(u)/sin(u)",),
    "sec": ("1/cos(u)",),
    "csc": ("1/sin(u)",),
    "tanh": ("sinh(u)/cosh(u)",),
    "coth": ("cosh(u)/sinh(u)",),
    "sech": ("1/cosh(u)",),
    "csch": ("1/sinh(u)",),
    "sinh": ("(e^u - e^(-u))/2",),
    "cosh": ("(e^u + e^(-u))/2",),
}


def quotient_definition(term: Term, context: Context) -> Iterator[Match]:
    """tan, cot, sec, csc by sine and cosine; the hyperbolic functions likewise, and those by exponentials."""
    if term.op == "function" and term.value in ELEMENTARY and len(term.args) == 1:
        for made in ELEMENTARY[str(term.value)]:
            yield Match(replace(_read(made), {_read("u"): term.args[0]}), {"u": term.args[0], "f": term})


def use_definition(term: Term, context: Context) -> Iterator[Match]:
    """A name written out: those of the context first, then the table of named functions."""
    if term.op == "symbol" and str(term.value) in context.definitions:
        definition = context.definitions[str(term.value)]
        if not definition.parameters and definition.body is not term:
            yield Match(definition.body, {"f": term})
    elif term.op == "function" and (known := context.definitions.get(str(term.value))) is not None:
        if len(known.parameters) == len(term.args):
            values = {p: a for p, a in zip(known.parameters, term.args, strict=True) if p is not a}
            yield Match(substitute(known.body, values) if values else known.body, {"f": term})
    elif term.op == "function" and term.value not in ELEMENTARY:
        formula = functions.definition(term, context)
        if formula is not None:
            yield Match(formula, {"f": term})


def power_as_exponential(term: Term, context: Context) -> Iterator[Match]:
    if term.op == "power" and term.args[0] is not E and number_of(term.args[1]) is None:
        base, exponent = term.args
        yield Match(power(E, multiply(exponent, _ln(base))), {"a": base, "n": exponent})


RULES = (
    Rule(
        "e^(ln u) = u",
        "e^(ln(u)) = u",
        "Exponential and logarithm undo each other.",
        exponential_of_logarithm,
        (Example("e^(ln(x))", "x"), Example("e^(2*ln(x))", "x^2"), Example("e^x", None)),
        reverse="u = e^(ln u)",
        cost=0.5,
        reverse_cost=1.0,
    ),
    Rule(
        "ln(e^u) = u",
        "ln(e^u) = u",
        "Logarithm and exponential undo each other.",
        logarithm_of_exponential,
        (Example("ln(e^x)", "x"), Example("ln(x)", None)),
        reverse="u = ln(e^u)",
        cost=0.5,
        reverse_cost=1.5,
    ),
    Rule(
        "logarithm law",
        "ln(a*b) = ln(a) + ln(b), ln(a/b) = ln(a) - ln(b), ln(a^n) = n*ln(a)",
        "A logarithm turns products into sums and exponents into factors.",
        logarithm_law,
        (
            Example("ln(x*y)", "ln(x) + ln(y)"),
            Example("ln(1/x)", "-ln(x)"),
            Example("ln(x^3)", "3*ln(x)"),
            Example("ln(sqrt(x))", "ln(x)/2"),
            Example("ln(x + y)", None),
        ),
        reverse="logarithm law (backwards)",
        reverse_why="A sum of logarithms is the logarithm of a product, a multiple that of a power.",
        cost=0.8,
        reverse_cost=0.8,
    ),
    Rule(
        "sum of logarithms",
        "ln(a) + ln(b) = ln(a*b), ln(a) - ln(b) = ln(a/b)",
        "A sum of logarithms is the logarithm of the product, a difference that of the quotient.",
        sum_of_logarithms,
        (Example("ln(x) + ln(y)", "ln(x*y)"), Example("ln(x) - ln(y)", "ln(x/y)"), Example("ln(x) + y", None)),
        reverse="split the logarithm",
        reverse_why="The logarithm of a product is the sum of the logarithms, that of a quotient the difference.",
        cost=0.7,
        reverse_cost=0.7,
    ),
    Rule(
        "power with base e",
        "a^n = e^(n*ln(a))",
        "Any power can be written with base e.",
        power_as_exponential,
        (Example("x^n", "e^(n*ln(x))"), Example("x^2", None)),
        reverse="e^(n*ln u) = u^n",
        reverse_why="Exponential and logarithm undo each other.",
        cost=1.0,
        reverse_cost=0.6,
    ),
    Rule(
        "sin^2 + cos^2 = 1",
        "sin(u)^2 + cos(u)^2 = 1",
        "This is the theorem of Pythagoras in the unit circle.",
        pattern("sin(u)^2 + cos(u)^2", "1"),
        (Example("sin(x)^2 + cos(x)^2", "1"), Example("sin(x)^2 - cos(x)^2", None)),
        reverse="1 = sin^2 + cos^2",
        cost=0.8,
        reverse_cost=1.2,
    ),
    Rule(
        "1 - sin^2 = cos^2",
        "1 - sin(u)^2 = cos(u)^2",
        "This is the theorem of Pythagoras in the unit circle.",
        pattern("1 - sin(u)^2", "cos(u)^2"),
        (Example("1 - sin(x)^2", "cos(x)^2"), Example("1 + sin(x)^2", None)),
        reverse="cos^2 = 1 - sin^2",
        cost=0.8,
    ),
    Rule(
        "1 - cos^2 = sin^2",
        "1 - cos(u)^2 = sin(u)^2",
        "This is the theorem of Pythagoras in the unit circle.",
        pattern("1 - cos(u)^2", "sin(u)^2"),
        (Example("1 - cos(x)^2", "sin(x)^2"), Example("1 + cos(x)^2", None)),
        reverse="sin^2 = 1 - cos^2",
        cost=0.8,
    ),
    Rule(
        "cos^2 - 1 = -sin^2",
        "cos(u)^2 - 1 = -sin(u)^2",
        "This is the theorem of Pythagoras in the unit circle.",
        negated(pattern("1 - cos(u)^2", "sin(u)^2")),
        (Example("cos(x)^2 - 1", "-sin(x)^2"), Example("1 - cos(x)^2", None)),
        reverse="-sin^2 = cos^2 - 1",
        cost=0.9,
    ),
    Rule(
        "1 + tan^2 = sec^2",
        "1 + tan(u)^2 = sec(u)^2",
        "Divide sin^2 + cos^2 = 1 by cos^2.",
        pattern("1 + tan(u)^2", "sec(u)^2"),
        (Example("1 + tan(x)^2", "sec(x)^2"), Example("1 - tan(x)^2", None)),
        reverse="sec^2 = 1 + tan^2",
        cost=0.9,
        reverse_cost=0.9,
    ),
    Rule(
        "1 + cot^2 = csc^2",
        "1 + cot(u)^2 = csc(u)^2",
        "Divide sin^2 + cos^2 = 1 by sin^2.",
        pattern("1 + cot(u)^2", "csc(u)^2"),
        (Example("1 + cot(x)^2", "csc(x)^2"), Example("1 - cot(x)^2", None)),
        reverse="csc^2 = 1 + cot^2",
        cost=0.9,
        reverse_cost=0.9,
    ),
    Rule(
        "cosh^2 - sinh^2 = 1",
        "cosh(u)^2 - sinh(u)^2 = 1",
        "This is the theorem of Pythagoras for the hyperbola.",
        pattern("cosh(u)^2 - sinh(u)^2", "1"),
        (Example("cosh(x)^2 - sinh(x)^2", "1"), Example("cosh(x)^2 + sinh(x)^2", None)),
        reverse="1 = cosh^2 - sinh^2",
        cost=0.8,
        reverse_cost=1.2,
    ),
    Rule(
        "sinh^2 - cosh^2 = -1",
        "sinh(u)^2 - cosh(u)^2 = -1",
        "This is the theorem of Pythagoras for the hyperbola.",
        pattern("sinh(u)^2 - cosh(u)^2", "-1"),
        (Example("sinh(x)^2 - cosh(x)^2", "-1"), Example("cosh(x)^2 - sinh(x)^2", None)),
        reverse="-1 = sinh^2 - cosh^2",
        cost=0.8,
        reverse_cost=1.2,
    ),
    Rule(
        "1 + sinh^2 = cosh^2",
        "1 + sinh(u)^2 = cosh(u)^2",
        "This is the theorem of Pythagoras for the hyperbola.",
        pattern("1 + sinh(u)^2", "cosh(u)^2"),
        (Example("1 + sinh(x)^2", "cosh(x)^2"), Example("1 - sinh(x)^2", None)),
        reverse="cosh^2 = 1 + sinh^2",
        cost=0.8,
    ),
    Rule(
        "cosh^2 - 1 = sinh^2",
        "cosh(u)^2 - 1 = sinh(u)^2",
        "This is the theorem of Pythagoras for the hyperbola.",
        pattern("cosh(u)^2 - 1", "sinh(u)^2"),
        (Example("cosh(x)^2 - 1", "sinh(x)^2"), Example("cosh(x)^2 + 1", None)),
        reverse="sinh^2 = cosh^2 - 1",
        cost=0.8,
    ),
    Rule(
        "1 - tanh^2 = sech^2",
        "1 - tanh(u)^2 = sech(u)^2",
        "Divide cosh^2 - sinh^2 = 1 by cosh^2.",
        pattern("1 - tanh(u)^2", "sech(u)^2"),
        (Example("1 - tanh(x)^2", "sech(x)^2"), Example("1 + tanh(x)^2", None)),
        reverse="sech^2 = 1 - tanh^2",
        cost=0.9,
        reverse_cost=0.9,
    ),
    Rule(
        "cos^2 = 1 - sin^2",
        "cos(u)^2 = 1 - sin(u)^2",
        "This is the theorem of Pythagoras in the unit circle.",
        pattern("cos(u)^2", "1 - sin(u)^2"),
        (Example("cos(x)^2", "1 - sin(x)^2"), Example("cos(x)", None)),
        reverse="1 - sin^2 = cos^2",
        cost=1.0,
        reverse_cost=0.8,
    ),
    Rule(
        "sin^2 = 1 - cos^2",
        "sin(u)^2 = 1 - cos(u)^2",
        "This is the theorem of Pythagoras in the unit circle.",
        pattern("sin(u)^2", "1 - cos(u)^2"),
        (Example("sin(x)^2", "1 - cos(x)^2"), Example("sin(x)", None)),
        reverse="1 - cos^2 = sin^2",
        cost=1.0,
        reverse_cost=0.8,
    ),
    Rule(
        "cosh^2 = 1 + sinh^2",
        "cosh(u)^2 = 1 + sinh(u)^2",
        "This is the theorem of Pythagoras for the hyperbola.",
        pattern("cosh(u)^2", "1 + sinh(u)^2"),
        (Example("cosh(x)^2", "1 + sinh(x)^2"), Example("cosh(x)", None)),
        reverse="1 + sinh^2 = cosh^2",
        cost=1.0,
        reverse_cost=0.8,
    ),
    Rule(
        "sinh^2 = cosh^2 - 1",
        "sinh(u)^2 = cosh(u)^2 - 1",
        "This is the theorem of Pythagoras for the hyperbola.",
        pattern("sinh(u)^2", "cosh(u)^2 - 1"),
        (Example("sinh(x)^2", "cosh(x)^2 - 1"), Example("sinh(x)", None)),
        reverse="cosh^2 - 1 = sinh^2",
        cost=1.0,
        reverse_cost=0.8,
    ),
    Rule(
        "tan^2 = sec^2 - 1",
        "tan(u)^2 = sec(u)^2 - 1",
        "This is the theorem of Pythagoras in the unit circle, divided by cos^2.",
        pattern("tan(u)^2", "sec(u)^2 - 1"),
        (Example("tan(x)^2", "sec(x)^2 - 1"), Example("tan(x)", None)),
        reverse="sec^2 - 1 = tan^2",
        cost=1.0,
        reverse_cost=0.8,
    ),
    Rule(
        "sec^2 = 1 + tan^2",
        "sec(u)^2 = 1 + tan(u)^2",
        "Divide sin^2 + cos^2 = 1 by cos^2.",
        pattern("sec(u)^2", "1 + tan(u)^2"),
        (Example("sec(x)^2", "1 + tan(x)^2"), Example("sec(x)", None)),
        reverse="1 + tan^2 = sec^2",
        cost=0.9,
        reverse_cost=0.9,
    ),
    Rule(
        "csc^2 = 1 + cot^2",
        "csc(u)^2 = 1 + cot(u)^2",
        "Divide sin^2 + cos^2 = 1 by sin^2.",
        pattern("csc(u)^2", "1 + cot(u)^2"),
        (Example("csc(x)^2", "1 + cot(x)^2"), Example("csc(x)", None)),
        reverse="1 + cot^2 = csc^2",
        cost=0.9,
        reverse_cost=0.9,
    ),
    Rule(
        "sech^2 = 1 - tanh^2",
        "sech(u)^2 = 1 - tanh(u)^2",
        "Divide cosh^2 - sinh^2 = 1 by cosh^2.",
        pattern("sech(u)^2", "1 - tanh(u)^2"),
        (Example("sech(x)^2", "1 - tanh(x)^2"), Example("sech(x)", None)),
        reverse="1 - tanh^2 = sech^2",
        cost=0.9,
        reverse_cost=0.9,
    ),
    Rule(
        "double angle",
        "sin(2*u) = 2*sin(u)*cos(u), cos(2*u) = cos(u)^2 - sin(u)^2",
        "The double angle in terms of the single one.",
        double_angle,
        (
            Example("sin(2*x)", "2*sin(x)*cos(x)"),
            Example("cos(2*x)", "cos(x)^2 - sin(x)^2"),
            Example("sin(x)", None),
        ),
        reverse="double angle",
        cost=0.9,
        reverse_cost=0.9,
    ),
    Rule(
        "sum of angles",
        "sin(a + b) = sin(a)*cos(b) + cos(a)*sin(b)",
        "The sine of a sum.",
        pattern("sin(a + b)", "sin(a)*cos(b) + cos(a)*sin(b)"),
        (Example("sin(x + y)", "sin(x)*cos(y) + cos(x)*sin(y)"), Example("sin(x)", None)),
        reverse="sum of angles",
        cost=1.0,
    ),
    Rule(
        "cosine of a sum",
        "cos(a + b) = cos(a)*cos(b) - sin(a)*sin(b)",
        "The cosine of a sum.",
        pattern("cos(a + b)", "cos(a)*cos(b) - sin(a)*sin(b)"),
        (Example("cos(x + y)", "cos(x)*cos(y) - sin(x)*sin(y)"), Example("cos(x)", None)),
        reverse="cosine of a sum",
        cost=1.0,
    ),
    Rule(
        "even function",
        "cos(-u) = cos(u), cosh(-u) = cosh(u)",
        "An even function does not see the sign.",
        even_function,
        (Example("cos(-x)", "cos(x)"), Example("cos(x)", None)),
        reverse="even function",
        cost=0.4,
        reverse_cost=0.6,
    ),
    Rule(
        "odd function",
        "sin(-u) = -sin(u), tanh(-u) = -tanh(u)",
        "An odd function passes the sign on.",
        odd_function,
        (Example("sin(-x)", "-sin(x)"), Example("sin(x)", None)),
        reverse="odd function",
        cost=0.4,
        reverse_cost=0.6,
    ),
    Rule(
        "definition of the function",
        "tan(u) = sin(u)/cos(u), sec(u) = 1/cos(u), tanh(u) = sinh(u)/cosh(u), ...",
        "This is how the function is defined.",
        quotient_definition,
        (Example("tan(x)", "sin(x)/cos(x)"), Example("cosh(x)", "(e^x + e^(-x))/2"), Example("sin(x)", None)),
        reverse="recognise",
        reverse_why="This is {f}, written out.",
        cost=0.6,
        reverse_cost=0.6,
    ),
    Rule(
        "write out",
        "f(x) = its formula",
        "{f} is only a name for this.",
        use_definition,
        (Example("softplus(x)", "ln(1 + e^x)"), Example("sin(x)", None)),
        reverse="recognise",
        reverse_why="This is {f}, written out.",
        cost=0.6,
        reverse_cost=0.6,
    ),
)
