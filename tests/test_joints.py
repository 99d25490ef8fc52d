"""Where pieces meet: jumps, corners, and joints that are none."""

import pytest

from derivation.context import Context
from derivation.derive import derive
from derivation.joints import joints, told
from derivation.notation import text
from derivation.reading import read
from derivation.regions import by_regions

JOINTS = [
    # function                                  point   left    right   continuous  smooth
    ("abs(x)",                                  "0",    "-1",   "1",    True,       False),
    ("max(0, x)",                               "0",    "0",    "1",    True,       False),
    ("sign(x)",                                 "0",    "0",    "0",    False,      False),
    ("piecewise(x^2, x > 0; 0, otherwise)",     "0",    "0",    "0",    True,       True),
    ("piecewise(x, x > 0; e^x - 1, otherwise)", "0",    "1",    "1",    True,       True),
    ("abs(2*x - 3)",                            "3/2",  "-2",   "2",    True,       False),
    ("x/(1 + abs(x))",                          "0",    "1",    "1",    True,       True),
    # a case for a single point counts
    ("piecewise(x^2, x != 1; 3, x = 1)",        "1",    "2",    "2",    False,      False),
    # x^2 keeps sin(1/x) near 0, so the difference quotient goes to 0
    ("piecewise(x^2*sin(1/x), x != 0; 0, x = 0)",     "0", "0",  "0",    True,       True),
    ("piecewise((x - 2)^3*atan(1/(x - 2)), x > 2; 0, otherwise)", "2", "0", "0", True, True),
]  # fmt: skip


@pytest.mark.parametrize(("formula", "point", "left", "right", "continuous", "smooth"), JOINTS)
def test_a_joint_has_a_slope_on_each_side(
    formula: str, point: str, left: str, right: str, continuous: bool, smooth: bool
) -> None:
    (joint,) = joints(read(formula).term, Context())
    assert joint.left is not None
    assert joint.right is not None
    assert (str(joint.point), text(joint.left), text(joint.right)) == (point, left, right)
    assert (joint.continuous, joint.smooth) == (continuous, smooth)


def test_every_rational_zero_of_a_polynomial_is_a_joint() -> None:
    assert [joint.point for joint in joints(read("abs(x^3 - 4*x)").term, Context())] == [-2, 0, 2]


def test_a_case_for_single_points_has_no_derivative_of_its_own() -> None:
    walk = derive(read("piecewise(sin(x)/x, x != 0; 1, x = 0)").term)
    assert walk.proved and text(walk.end) == "piecewise((x*cos(x) - sin(x))/x^2, x != 0)"
    assert joints(read("piecewise(x*sin(1/x), x != 0; 0, otherwise)").term, Context()) == []


def test_a_smooth_function_has_none() -> None:
    assert joints(read("x^2*sin(x)").term, Context()) == []


def test_a_root_of_a_kink_has_no_finite_slope() -> None:
    assert told(read("sqrt(abs(x))").term, Context()) == ("not differentiable at x = 0: the slope grows without bound there",)


REGIONS = {
    "max(-1, min(1, x))": "piecewise(-1, x <= -1; x, x > -1 and x <= 1; 1, x > 1)",
    "min(max(0, x), 6)": "piecewise(0, x <= 0; x, x > 0 and x <= 6; 6, x > 6)",
    "max(0, max(x, -1))": "piecewise(0, x <= 0; x, x > 0)",
}


@pytest.mark.parametrize(("formula", "regions"), REGIONS.items())
def test_nested_cases_are_told_from_left_to_right(formula: str, regions: str) -> None:
    body = read(formula).term
    found = by_regions(body, Context())
    assert found is not None
    assert text(found) == regions
    walk = derive(body, target="raw")
    assert walk.steps[0].rule == "by regions"
    assert walk.proved


@pytest.mark.parametrize("formula", ["max(0, x)", "max(a, min(1, x))", "max(0, min(1, sin(x)))", "x^2"])
def test_what_has_no_such_regions_keeps_its_cases(formula: str) -> None:
    assert by_regions(read(formula).term, Context()) is None
