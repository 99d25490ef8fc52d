"""What exercises are made of: rows of text with holes in braces, by topic and level.

A hole takes one value in an exercise, however often it stands there; holes of one kind take different values.
"""

from __future__ import annotations

from typing import NamedTuple


class Topic(NamedTuple):
    """One subject: its title, and its patterns by level, 1 to 3.

    task  what is asked: "derivative", "self" (in terms of the function itself) or "mistake" (find the wrong line)
    """

    title: str
    levels: tuple[tuple[str, ...], ...]
    task: str = "derivative"


VALUES: dict[str, tuple[str, ...]] = {
    "a": ("2", "3", "4", "5", "6", "7"),
    "n": ("2", "3", "4", "5"),
    "root": ("1/3", "2/3", "3/2", "4/3", "5/2"),
    "base": ("2", "3", "5", "10"),
    "heart": ("sin(x)", "cos(x)", "e^x", "ln(x)"),
    "wave": ("sin", "cos"),
    "outer": ("sin", "cos", "tan", "ln", "sqrt"),
    "line": ("{a1}*x + {a2}", "{a1}*x - {a2}", "{a2} - {a1}*x"),
    "square": ("x^2 + {a1}", "x^2 - {a1}*x", "{a1}*x^2 + {a2}", "x^2 + {a1}*x + {a2}"),
    "poly": ("x^3 - {a1}*x", "x^2 + {a1}*x - {a2}", "{a1}*x^3 + {a2}"),
    "inner": ("{a1}*x + {a2}", "x^2 + {a1}", "e^x + {a1}", "x^3 - {a1}"),
}
"""Kind of hole: what it may become.  The kind is the name of the hole without its number."""

TOPICS: dict[str, Topic] = {
    "power": Topic(
        "powers and sums",
        (
            ("{a}*x^{n}", "x^{n1} + {a}*x", "{a1}*x^{n} - {a2}*x + {a3}"),
            ("{a1}*x^{n1} - {a2}*x^{n2} + {a3}", "{a}/x^{n}", "x^{n} + {a}/x", "{a1}*sqrt(x) + {a2}*x"),
            ("{a}*x^({root})", "({a1}*x^{n} - {a2})/x", "{a}/sqrt(x) - x^({root})", "(x^{n1} + {a})/x^{n2}"),
        ),
    ),
    "product": Topic(
        "the product rule",
        (
            ("x^{n}*{heart}", "x*{heart}", "{heart1}*{heart2}"),
            ("({line})*{heart}", "({square})*{heart}", "x^{n}*({line})*{heart}"),
            ("x^{n}*{wave}({a}*x)", "({poly})*e^({a3}*x)", "x*{heart1}*{heart2}", "sqrt(x)*{wave}({a}*x)"),
        ),
    ),
    "quotient": Topic(
        "the quotient rule",
        (
            ("x/({a1}*x + {a2})", "{heart}/x", "x^{n}/(x + {a})"),
            ("({line})/({square})", "{heart}/x^{n}", "({a1}*x + {a2})/({a3}*x - {a4})"),
            ("({square})/({a3} + e^x)", "{wave}(x)/({a} + {wave}(x))", "({a1} + ln(x))/({a2}*x)", "x/sqrt(x^2 + {a})"),
        ),
    ),
    "chain": Topic(
        "the chain rule",
        (
            ("({line})^{n}", "{wave}({a}*x)", "e^({a}*x)", "({square})^{n}"),
            ("{outer}({square})", "e^({a}*x - x^2)", "{wave}(x)^{n}", "1/({line})^{n}", "sqrt({line})"),
            ("{wave}(x^{n1})^{n2}", "e^({wave}({a}*x))", "ln({a} + {wave}(x)^2)", "sqrt({a1} + e^({a2}*x))"),
        ),
    ),
    "exponential": Topic(
        "exponentials and logarithms",
        (
            ("{a1}*e^x + {a2}*x", "e^({a}*x)", "ln({a}*x)", "{base}^x"),
            ("x^{n}*e^(-x)", "ln({square})", "e^({a}*x)*ln(x)", "{base}^({a}*x + 1)", "ln(x)/x"),
            ("ln({a} + e^x)", "e^(-x^2/{a})", "ln(ln(x))", "x^x", "(e^x - e^(-x))/{a}"),
        ),
    ),
    "trigonometric": Topic(
        "trigonometric functions",
        (
            ("{a1}*sin(x) + {a2}*cos(x)", "{wave}({a}*x)", "x + tan(x)"),
            ("x*{wave}({a}*x)", "{wave}(x)^{n}", "tan({a}*x)", "sin({a1}*x)*cos({a2}*x)"),
            ("{wave}(x)/({a} + {wave}(x)^2)", "{wave}({wave}(x))", "atan({a}*x)", "sqrt({a} + {wave}(x))", "x^{n}*tan(x)"),
        ),
    ),
    "activation": Topic(
        "activation functions",
        (
            ("sigmoid", "softplus", "softsign"),
            ("tanh", "swish", "logsigmoid", "gaussian"),
            ("mish", "tanhshrink", "gelu", "1/(1 + e^(-{a}*x))", "ln(1 + e^({a}*x))"),
        ),
    ),
    "self": Topic(
        "the derivative in terms of the function itself",
        (
            ("e^({a}*x)", "1/x", "1/(x + {a})", "{a}^x"),
            ("1/(1 + e^(-x))", "tan(x)", "{a}*e^(-x)", "1/(1 + e^(-{a}*x))"),
            ("tanh", "sqrt(x^2 + {a})", "e^(-x^2/{a})", "e^x/(1 + e^x)", "1/({a} + e^x)"),
        ),
        "self",
    ),
    "mistake": Topic(
        "find the mistake",
        (
            ("{a1}*x^{n} - {a2}*x + {a3}", "({line})^{n}", "x^{n}*{heart}", "e^({a}*x)"),
            ("({square})^{n}", "{wave}(x)/x^{n}", "x^{n}*{wave}({a}*x)", "1/({square})"),
            ("e^({a1}*x)/({a2} + x^2)", "x*e^(-x^2)", "ln({a} + {wave}(x)^2)", "({line})/({square})"),
        ),
        "mistake",
    ),
}
"""Name, as it is typed: the topic.  The order is the one in which they are best learnt."""

LEVELS = 3
