"""The rules of differentiation, one row each, in the order in which they are tried.

Every rule rewrites one derivative still to be done.  What it leaves to be done stands in its result as derivatives of
the parts, which whoever applies the rule works out next.
"""

from __future__ import annotations

from derivation.rule import Example, Rewrite, Rule, rule_of_lines
from derivation.rules import cases_and_integrals, logarithmic, same_base
from derivation.rules import differentiation_rewrites as rewrites


def _row(name: str, statement: str, why: str, rewrite: Rewrite, before: str, after: str, cost: float = 1.0) -> Rule:
    return Rule(name, statement, why, rewrite, (Example(before, after),), "differentiation", cost=cost)


RULES = (
    _row("constant rule", "d/dx(c) = 0", "{c} does not change with the variable.", rewrites.constant_rule, "d/dx(7)", "0", 0.2),
    _row(
        "derivative of the variable",
        "d/dx(x) = 1",
        "{x} grows as fast as itself.",
        rewrites.derivative_of_variable,
        "d/dx(x)",
        "1",
        0.2,
    ),
    _row(
        "power rule",
        "d/dx(x^n) = n*x^(n - 1)",
        "Bring the exponent {n} to the front and lower it by one.",
        rewrites.power_rule,
        "d/dx(x^3)",
        "3*x^2",
    ),
    _row(
        "exponential rule",
        "d/dx(a^x) = a^x*ln(a)",
        "An exponential keeps its form; a base other than e brings its logarithm.",
        rewrites.exponential_rule,
        "d/dx(2^x)",
        "2^x*ln(2)",
    ),
    _row(
        "sum rule",
        "d/dx(u + v) = d/dx(u) + d/dx(v)",
        "A sum is differentiated term by term.",
        rewrites.sum_rule,
        "d/dx(x^2 + sin(x))",
        "d/dx(x^2) + d/dx(sin(x))",
        0.5,
    ),
    _row(
        "constant factor rule",
        "d/dx(c*u) = c*d/dx(u)",
        "The constant factor {c} stays in front.",
        rewrites.constant_factor_rule,
        "d/dx(5*x^2)",
        "5*d/dx(x^2)",
        0.4,
    ),
    _row(
        "maximum by cases",
        "max(u, v) = piecewise(u, u >= v; v, otherwise)",
        "The larger of the two decides, so look at the two cases.",
        cases_and_integrals.maximum_by_cases,
        "d/dx(max(x, 1))",
        "d/dx(piecewise(x, x >= 1; 1, otherwise))",
        0.6,
    ),
    _row(
        "derivative of ln|u|",
        "d/dx(ln(abs(u))) = d/dx(u)/u",
        "On both sides of 0 the logarithm of |{u}| changes at the rate 1 over {u}.",
        rewrites.logarithm_of_absolute_value,
        "d/dx(ln(abs(x^2 - 1)))",
        "d/dx(x^2 - 1)/(x^2 - 1)",
    ),
    _row(
        "known derivative",
        "d/dx(f(x)) = f'(x)",
        "This is the derivative of a known function.",
        rewrites.known_derivative,
        "d/dx(sin(x))",
        "cos(x)",
    ),
    _row(
        "put the powers together",
        "d/dx(x^a*x^b) = d/dx(x^(a + b))",
        "Powers of {x} are multiplied by adding their exponents, and one power is easy to differentiate.",
        same_base.powers_together,
        "d/dx(x^2*sqrt(x))",
        "d/dx(x^(5/2))",
        0.5,
    ),
    _row(
        "fraction as a power",
        "d/dx(1/u) = d/dx(u^(-1))",
        "Dividing by {u} is multiplying by {v}, and powers are easy to differentiate.",
        rewrites.fraction_as_power,
        "d/dx(1/(1 + x))",
        "d/dx((1 + x)^(-1))",
        0.6,
    ),
    _row(
        "quotient rule",
        "d/dx(u/v) = (d/dx(u)*v - u*d/dx(v))/v^2",
        "Derivative of the top times the bottom, minus top times derivative of the bottom, over the bottom squared.",
        rewrites.quotient_rule,
        "d/dx(x/sin(x))",
        "(d/dx(x)*sin(x) - x*d/dx(sin(x)))/sin(x)^2",
    ),
    _row(
        "group the factors",
        "a*b*c*d = (a*b)*(c*d)",
        "A long product is split into two, so that the product rule needs two factors only.",
        rewrites.group_factors,
        "d/dx(x*sin(x)*ln(x)*e^x)",
        "d/dx((x*sin(x))*(ln(x)*e^x))",
        0.4,
    ),
    _row(
        "product rule",
        "d/dx(u*v) = d/dx(u)*v + u*d/dx(v)",
        "Each factor is differentiated in turn while the others stay.",
        rewrites.product_rule,
        "d/dx(x*sin(x))",
        "d/dx(x)*sin(x) + x*d/dx(sin(x))",
    ),
    _row(
        "take the logarithm apart",
        "d/dx(ln(u/v)) = d/dx(ln(abs(u)) - ln(abs(v)))",
        "The logarithm of a fraction is a difference, that of a product a sum, and these are easy to differentiate.",
        logarithmic.apart,
        "d/dx(ln(x/(1 - x)))",
        "d/dx(ln(abs(x)) - ln(abs(1 - x)))",
        0.6,
    ),
    _row(
        "chain rule",
        "d/dx(f(u)) = f'(u)*d/dx(u)",
        "Differentiate the outer function, keep {u} inside, and multiply by the derivative of {u}.",
        rewrites.chain_rule,
        "d/dx(sin(x^2))",
        "cos(x^2)*d/dx(x^2)",
    ),
    _row(
        "use the definition",
        "f(x) = its formula",
        "Write {f} out by its definition.",
        rewrites.use_definition,
        "d/dx(softsign(x))",
        "d/dx(x/(1 + abs(x)))",
        0.6,
    ),
    _row(
        "chain rule for several arguments",
        "d/dx(f(u, v)) = f_u*d/dx(u) + f_v*d/dx(v)",
        "Each argument contributes its own rate of change.",
        rewrites.several_arguments,
        "d/dx(root(x, x))",
        "(1/(x*root(x, x)^(x - 1)))*d/dx(x) - (root(x, x)*ln(x)/x^2)*d/dx(x)",
    ),
    _row(
        "power as an exponential",
        "u^v = e^(v*ln(u))",
        "Base and exponent both change, so write the power with base e.",
        rewrites.power_as_exponential,
        "d/dx(x^x)",
        "d/dx(e^(x*ln(x)))",
        0.8,
    ),
    _row(
        "derivative by pieces",
        "d/dx(piecewise(u, p; v, otherwise)) = piecewise(d/dx(u), p; d/dx(v), not p)",
        "Inside each region the piece that holds there is differentiated; the joints need a look of their own.",
        cases_and_integrals.derivative_by_pieces,
        "d/dx(piecewise(x^2, x > 0; 0, otherwise))",
        "piecewise(d/dx(x^2), x > 0; d/dx(0), x < 0)",
    ),
    _row(
        "fundamental theorem of calculus",
        "d/dx(integral(f(t), t, a, b)) = f(b)*d/dx(b) - f(a)*d/dx(a)",
        "The rate at which an area grows is the height at its moving end.",
        cases_and_integrals.fundamental_theorem,
        "d/dx(integral(sin(t), t, 0, x^2))",
        "sin(x^2)*d/dx(x^2) - sin(0)*d/dx(0)",
    ),
    _row(
        "Leibniz rule",
        "d/dx(integral(f(x, t), t, a, b)) = f(x, b)*d/dx(b) - f(x, a)*d/dx(a) + integral(d/dx(f(x, t)), t, a, b)",
        "The ends move, and what stands inside changes with {x} too: where that goes smoothly, it is differentiated inside.",
        cases_and_integrals.leibniz_rule,
        "d/dx(integral(e^(x*t), t, 0, x^2))",
        "e^(x*x^2)*d/dx(x^2) + integral(d/dx(e^(x*t)), t, 0, x^2)",
    ),
    _row(
        "sum rule for a long sum",
        "d/dx(sum(f(k), k, m, n)) = sum(d/dx(f(k)), k, m, n)",
        "A sum is differentiated term by term, each for its own {k}.",
        cases_and_integrals.under_the_sum,
        "d/dx(sum(x^k, k, 1, 9))",
        "sum(d/dx(x^k), k, 1, 9)",
    ),
    _row(
        "one summand of a sum",
        "d/dx_j(sum(f(x_k), k, m, n)) = d/dx_j(f(x_j))",
        "Of all summands only the one for {k} = {j} holds this name; the others do not change with it.",
        cases_and_integrals.one_summand,
        "d/dz_j(sum(e^z_k, k, 1, n))",
        "d/dz_j(e^z_j)",
    ),
    _row(
        "put the value in",
        "u|_(t = a)",
        "Put the value in before differentiating.",
        cases_and_integrals.put_value_in,
        "d/dx((t^2)|_(t = sin(x)))",
        "d/dx(sin(x)^2)",
        0.4,
    ),
)


WORK_OUT = rule_of_lines(
    "work out the derivatives",
    "d/dx(u) = u'",
    "The derivatives that are left are worked out one by one.",
)
NAME_INNER = rule_of_lines(
    "function of a function",
    "f(g(x)), g(x) = u",
    "Call the inner function {g} = {u}; then this is {f}, taken at u = {g}.",
)
PUT_BACK = rule_of_lines("put the inner function back", "g = g(x)", "Write {u} for {g} again.", cost=0.3)
ONCE_MORE = rule_of_lines(
    "differentiate again",
    "d^2/dx^2(u) = d/dx(d/dx(u))",
    "The second derivative is the derivative of the derivative.",
)
BY_ALGEBRA = rule_of_lines(
    "algebra",
    "a = b",
    "Both sides are equal; the steps between were not found, but the equality is proved.",
    cost=1.0,
    kind="algebra",
)
IN_TERMS = rule_of_lines(
    "in terms of the function",
    "f^(n) = F(f)",
    "The same, written with the function itself; the equality is proved.",
    cost=1.0,
    kind="algebra",
)
BY_REGIONS = rule_of_lines(
    "by regions",
    "max(a, min(b, x)) = a below, x between, b above",
    "Look where each of the cases holds, from left to right.",
    cost=0.6,
)

PLAN = (BY_REGIONS, WORK_OUT, NAME_INNER, PUT_BACK, ONCE_MORE, BY_ALGEBRA, IN_TERMS)
