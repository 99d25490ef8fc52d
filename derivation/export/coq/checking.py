"""What Coq says of a certificate: coqc is run on it, in a folder of its own, within a time limit."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from dataclasses import dataclass
from functools import partial
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from derivation.context import Context
from derivation.derive import CannotDifferentiate, derive
from derivation.export.coq.certificate import Certificate, certificate
from derivation.export.coq.reals import NotExpressible
from derivation.functions import NamedFunction
from derivation.term import function
from derivation.walkthrough import Walkthrough

SECONDS = 20.0
"""How much computing coqc may do for one function; a busy machine does not count against it."""

PATIENCE = 10
"""How many times as long it may take on the clock."""

AXIOMS = frozenset(
    (
        "ClassicalDedekindReals.sig_not_dec",
        "ClassicalDedekindReals.sig_forall_dec",
        "FunctionalExtensionality.functional_extensionality_dep",
        "Classical_Prop.classic",
    )
)
"""What the real numbers of Coq's own library rest on; a certificate may rest on nothing else."""

Status = Literal["certified", "not certified", "not expressible"]


class NoCoq(Exception):
    """There is no coqc on this machine."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one function.

    name         what it is called
    status       "certified" only where coqc accepted the whole file and it rests on Coq's own axioms alone
    reason       which line was not accepted, or what Coq has no word for
    certificate  the file, where there is one
    seconds      what coqc took
    """

    name: str
    status: Status
    reason: str = ""
    certificate: Certificate | None = None
    seconds: float = 0.0


def coqc() -> str:
    """The compiler of Coq; raises NoCoq."""
    found = shutil.which("coqc")
    if found is None:
        raise NoCoq("coqc is not installed; on Debian: apt-get install coq libcoq-coquelicot")
    return found


def certify_function(named: NamedFunction, seconds: float = SECONDS) -> Outcome:
    """A function of the catalogue through Coq."""
    body = named.formula if named.formula is not None else function(named.name, *named.parameters)
    constants = tuple(each for each in named.parameters if each is not named.variable)
    try:
        walk = derive(body, Context(named.variable, constants))
    except CannotDifferentiate as problem:
        return Outcome(named.signature, "not expressible", str(problem))
    return check(walk, named.signature, seconds, named)


def check(walk: Walkthrough, name: str, seconds: float = SECONDS, named: NamedFunction | None = None) -> Outcome:
    """A walkthrough through Coq; raises NoCoq."""
    program = coqc()
    try:
        made = certificate(walk, named)
    except NotExpressible as problem:
        return Outcome(name, "not expressible", problem.reason)
    started = time.perf_counter()
    accepted, answer, place = run(program, made.file, seconds)
    taken = time.perf_counter() - started
    reason = "" if accepted else f"{about(made.file, place)}: {answer}"
    if accepted and not axioms(answer) <= AXIOMS:
        accepted, reason = False, f"it rests on {', '.join(sorted(axioms(answer) - AXIOMS))}"
    if accepted and "Axioms:" not in answer and "Closed under the global context" not in answer:
        accepted, reason = False, "coqc does not say what it rests on"
    return Outcome(name, "certified" if accepted else "not certified", reason, made, taken)


def run(program: str, text: str, seconds: float) -> tuple[bool, str, int]:
    """Whether coqc accepts a file; what it printed, or why not in a few words; and the character where it stopped."""
    with TemporaryDirectory(prefix="derivation-") as folder:
        (Path(folder) / "certificate.v").write_text(text, encoding="utf-8")
        try:
            done = subprocess.run(
                [program, "-q", "-w", "none", "-time", "certificate.v"],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=seconds * PATIENCE,
                preexec_fn=partial(_limit_computing, seconds),
                check=False,
            )
        except subprocess.TimeoutExpired as late:
            heard = late.stdout.decode(errors="replace") if isinstance(late.stdout, bytes) else late.stdout or ""
            return False, f"no answer within {seconds * PATIENCE:g} seconds on the clock", last_place(heard)
    if done.returncode == 0:
        return True, done.stdout, len(text)
    if done.returncode < 0:
        return False, f"no answer within {seconds:g} seconds", last_place(done.stdout)
    return False, first_complaint(done.stderr), last_place(done.stdout)


def _limit_computing(seconds: float) -> None:
    """Only so much processor time for this process."""
    import resource

    whole = max(1, ceil(seconds))
    resource.setrlimit(resource.RLIMIT_CPU, (whole, whole))


def last_place(heard: str) -> int:
    """The end of the last sentence that coqc -time tells of.

    >>> last_place("Chars 0 - 9 [Proof.] 0. secs (0.u,0.s)")
    9
    """
    ends = re.findall(r"^Chars \d+ - (\d+) ", heard, re.MULTILINE)
    return int(ends[-1]) if ends else 0


def first_complaint(words: str) -> str:
    """What coqc complains of, without the place and the goal."""
    _, _, rest = words.partition("Error:")
    return " ".join(rest.split())[:120].rstrip(".") or "coqc does not accept it"


def about(text: str, place: int) -> str:
    """Which lemma of a certificate stands at a character, in the words of the remark above it."""
    before = text.encode()[: place + 1].decode(errors="replace")
    found = re.findall(r"^\(\* (.*) \*\)\n(?:Lemma|Theorem) (\w+)", before, re.MULTILINE)
    return f"{found[-1][1]} ({found[-1][0].rstrip('.')})" if found else "the beginning"


def axioms(answer: str) -> frozenset[str]:
    """The names under "Axioms:" in what Print Assumptions says."""
    _, _, listed = answer.partition("Axioms:")
    return frozenset(re.findall(r"^([A-Za-z_][\w.']*)(?= *:|$)", listed, re.MULTILINE)) - {"Chars", "Axioms"}
