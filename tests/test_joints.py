"""Where pieces meet: jumps, corners, and joints that are none."""

import pytest

from derivation.context import Context
from derivation.joints import joints, told
from derivation.notation import text
from derivation.reading import read

JOINTS = [
    # function                                  point   left    right   continuous  smooth
    ("abs(x)",                                  "0",    "-1",   "1",    True,       False),
    ("max(0, x)",                               "0",    "0",    "1",    True,       False),
    ("sign(x)",                                 "0",    "0",    "0",    False,      False),
    ("piecewise(x^2, x > 0; 0, otherwise)",     "0",    "0",    "0",    True,       True),
    ("piecewise(x, x > 0; e^x - 1, otherwise)", "0",    "1",    "1",    True,       True),
    ("abs(2*x - 3)",                            "3/2",  "-2",   "2",    True,       False),
    ("x/(1 + abs(x))",                          "0",    "1",    "1",    True,       True),
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


def test_a_smooth_function_has_none() -> None:
    assert joints(read("x^2*sin(x)").term, Context()) == []


def test_a_root_of_a_kink_has_no_finite_slope() -> None:
    assert told(read("sqrt(abs(x))").term, Context()) == ("not differentiable at x = 0: the slope grows without bound there",)
