"""The sigmoid: its derivative step by step, and the file that LaTeX makes a page of.

python examples/sigmoid.py
"""

import derivation

walk = derivation.show("1/(1 + e^(-x))")
print(walk)

print("The same from Python:")
for step in walk.steps:
    print(f"  {step.rule:<34} {step.status}")
print("as SymPy has it:", walk.derivative)
print("in terms of itself:", walk.self_form)

print(derivation.discover("sigmoid"))
print(walk.write("latex").splitlines()[0])
