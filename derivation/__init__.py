"""How a derivative is found by hand: step by step, proved, checked, and practised.

>>> import derivation
>>> derivation.show("tanh").self_form
1 - tanh(x)**2
"""

from __future__ import annotations

import sys
from types import ModuleType

TYPE_CHECKING = False  # as in `typing`, which takes longer to load than all of this: an interrupt should not meet it here
if TYPE_CHECKING:
    from typing import Any

    from derivation.api import check, discover, equal, plot, show, walk

__version__ = "0.1.0"
__all__ = ["__version__", "check", "discover", "equal", "plot", "show", "walk"]


class _Package(ModuleType):
    """`derivation.plot` is the function, also after the folder of that name was loaded."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in __all__ or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> Any:
    """The functions are loaded when the first of them is asked for, so that the commands start without them."""
    if name not in __all__:
        raise AttributeError(f"derivation has no {name}")
    from derivation import api

    return vars(api)[name]
