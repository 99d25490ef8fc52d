"""Lines made to fool a verifier, and results that other programs are known to get wrong."""

from __future__ import annotations

from derivation.context import Context
from derivation.equality import compare
from derivation.reading import read
from derivation.term import symbol

FALSE = [
    ("x", "x + sin(pi*x)"),
    ("x", "x + (x-5)*(x-4)*(x-3)*(x-2)*(x-1)*x*(x+1)*(x+2)*(x+3)*(x+4)*(x+5)"),
    ("x", "x + 10^(-30)"),
    ("x", "x + 10^(-200)"),
    ("x", "x + e^(-10^6*(x - 37)^2)"),
    ("sqrt(x^2)", "x"),
    ("atan(x) + atan(1/x)", "pi/2"),
    ("e^(pi*sqrt(163))", "262537412640768744"),
    ("cos(x) + sqrt(sin(x)^2)", "sqrt(2)*sin(x + pi/4)"),
    ("x^3/3 + 5", "x^2"),
    ("e^1000*x", "e^1000*x + 1"),
    ("(1 + x/9999)^9999", "e^x"),
    ("acos(7823207/7823209)", "0"),
    ("root(x^3, 3)", "abs(x)"),
    ("(x^2)^(1/2)", "x"),
    ("sqrt(x^4)", "-x^2"),
    ("abs(x)", "x"),
    ("max(x, 0)", "x"),
    ("sign(x)", "1"),
    ("floor(x)", "x - 1/2"),
    ("asin(sin(x))", "x"),
    ("ln(e^x + 1)", "x"),
    ("d/dx(abs(x))", "1"),
    ("d/dx(max(x, 0))", "1"),
    ("piecewise(0, a < b; 1, otherwise)", "piecewise(0, a < b + 1; 1, otherwise)"),
    ("(0.1 + 0.2)*x", "0.3*x + 10^(-17)*x"),
]

TRUE = [
    ("sin(x)^2 + cos(x)^2", "1"),
    ("(x^2 - 1)/(x - 1)", "x + 1"),
    ("abs(x)", "sqrt(x^2)"),
    ("-cos(15*pi/7) - 3*cos(17*pi/7) + 3*sin(pi/14) + cos(pi/7)", "0"),
    ("(0.1 + 0.2)*x - 0.3*x", "0"),
    ("x/x", "1"),
    ("tan(x)*cot(x)", "1"),
    ("root(x^3, 3)", "x"),
    ("ln(x^2)", "2*ln(abs(x))"),
    ("ln(x^2)", "2*ln(x)"),
    ("ln(x^2)", "2*ln(x)*(x/abs(x))"),
    ("sqrt(x)*sqrt(y)", "sqrt(x*y)"),
]
"""Equal wherever both sides have a value; some only there, which must be said."""

CONDITIONAL = [
    ("(x^2 - 1)/(x - 1)", "x + 1"),
    ("x/x", "1"),
    ("tan(x)*cot(x)", "1"),
    ("ln(x^2)", "2*ln(x)"),
    ("ln(x^2)", "2*ln(x)*(x/abs(x))"),
]


def run() -> dict[str, object]:
    """No false line is called equal, no true line different, and what restricts is told."""
    context = Context(parameters=(symbol("a"), symbol("b")))
    verdicts = {pair: compare(*(read(each, context).term for each in pair), context) for pair in (*FALSE, *TRUE)}
    fooled = [pair for pair in FALSE if verdicts[pair].status == "equal"]
    refuted = [pair for pair in TRUE if verdicts[pair].status == "different"]
    silent = [pair for pair in CONDITIONAL if verdicts[pair].status == "equal" and not verdicts[pair].conditions]
    proved = sum(verdicts[pair].status == "equal" for pair in TRUE)
    found = sum(verdicts[pair].status == "different" for pair in FALSE)
    return {
        "false lines": len(FALSE),
        "refuted with a point": found,
        "fooled": fooled,
        "true lines": len(TRUE),
        "proved": proved,
        "refuted": refuted,
        "conditions not told": silent,
    }
