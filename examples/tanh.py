"""tanh, from a SymPy expression to SymPy expressions.

python examples/tanh.py
"""

import sympy

import derivation

x = sympy.Symbol("x", real=True)
f = (sympy.exp(x) - sympy.exp(-x)) / (sympy.exp(x) + sympy.exp(-x))

walk = derivation.show(f)
print(walk)

difference = sympy.diff(f, x) - walk.derivative
print("SymPy's own derivative less this one:", sympy.simplify(difference))
print("1 - tanh² = sech²?", derivation.equal("1 - tanh(x)^2", "sech(x)^2").status)
print("tanh = x?", derivation.equal("tanh(x)", x).counterexample)
