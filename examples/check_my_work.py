"""Hand derivations checked line by line: a LaTeX page, a Markdown page, and lines typed here.

python examples/check_my_work.py
"""

from pathlib import Path

import derivation

HERE = Path(__file__).parent

for name in ("hand_derivation.tex", "hand_derivation.md"):
    report = derivation.check((HERE / name).read_text(encoding="utf-8"))
    print(f"{name}: {report.verdict}")
    print(report)

report = derivation.check(["2x sin(x)"], of="x^2 sin(x)")
wrong = report.lines[report.first_wrong_line]
print(wrong.mistake.why)
print("It should be", wrong.repair)
