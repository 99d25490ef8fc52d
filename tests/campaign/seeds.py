"""The same bytes whatever PYTHONHASHSEED is."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent

CALLS = [
    (["show", "sigmoid"], ""),
    (["show", "tanh", "--format", "json"], ""),
    (["show", "x^2*sin(k*x)/(a + ln(x))", "--detail", "full"], ""),
    (["show", "max(x, 0)*e^x", "--format", "latex"], ""),
    (["check", "--of", "x^2 sin(x)", "-"], "2x sin(x) + x^2 sin(x)\n"),
    (["check", "-", "--format", "json"], "(x+1)^2\nx^2 + 2x + 1\nx^2 + 1\n"),
    (["equal", "acos(7823207/7823209)", "0"], ""),
    (["equal", "1 - tanh(x)^2", "sech(x)^2"], ""),
]


def run(seeds: int, calls: int) -> dict[str, object]:
    """So many of the calls under each seed; which of them gave different bytes."""
    different = []
    for arguments, typed in CALLS[:calls]:
        digests = {_digest(arguments, typed, str(seed)) for seed in range(seeds)}
        if len(digests) > 1:
            different.append(" ".join(arguments))
    return {"seeds": seeds, "calls": min(calls, len(CALLS)), "different": different}


def _digest(arguments: list[str], typed: str, seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "NO_COLOR": "1", "COLUMNS": "80"}
    call = [sys.executable, "-m", "derivation", *arguments]
    done = subprocess.run(call, input=typed.encode(), capture_output=True, env=environment, cwd=ROOT, check=False)
    output = re.sub(rb'"seconds": [0-9.e-]+', b"", done.stdout)
    return hashlib.sha256(output + bytes([done.returncode])).hexdigest()
