"""Equality of terms over the real numbers: `compare`, and what it rests on.

decide    the verdict            refute     counterexamples by balls        balls, primitives   values of terms
field     the kernel field       named, conversion, exponentials, angles    how terms become elements of it
signs     which signs are sure   factors, bounds                            what an element is a product of
plain     derivatives and limits worked out, by a differentiator of its own (differentiate, slopes)
"""

from derivation.equality.balls import NoValue, Outside, TooWide, evaluate
from derivation.equality.decide import Verdict, compare
from derivation.equality.differentiate import NoDerivative, differentiate
from derivation.equality.field import KernelField
from derivation.equality.kernels import Kernel, NotConvertible, TooLarge
from derivation.equality.making import make_field
from derivation.equality.order import same_up_to_order
from derivation.equality.plain import plain
from derivation.equality.refute import Counterexample

__all__ = [
    "Counterexample",
    "Kernel",
    "KernelField",
    "NoDerivative",
    "NoValue",
    "NotConvertible",
    "Outside",
    "TooLarge",
    "TooWide",
    "Verdict",
    "compare",
    "differentiate",
    "evaluate",
    "make_field",
    "plain",
    "same_up_to_order",
]
