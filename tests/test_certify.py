"""Certificates for Coq: how terms are written, what a file holds, and, where coqc is installed, what it accepts."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivation import functions
from derivation.cli import run
from derivation.context import Context, Definition
from derivation.derive import derive
from derivation.export.coq import Certificate, NotExpressible, certificate, checking
from derivation.export.coq.conditions import hypotheses, plain_relations
from derivation.export.coq.pieces import are_met, cases, resolved
from derivation.export.coq.reals import KEYWORDS, Writer, identifier
from derivation.notation import text
from derivation.reading import read, read_equation
from derivation.term import ONE, Term, X, function, symbol


def relation(words: str) -> Term:
    return read_equation(words).term


@cache
def certified(words: str) -> Certificate:
    """The certificate of a named function or of a formula in x."""
    named = functions.find(words)
    if named is None:
        return certificate(derive(read(words).term))
    body = named.formula if named.formula is not None else function(named.name, *named.parameters)
    constants = tuple(each for each in named.parameters if each is not named.variable)
    return certificate(derive(body, Context(named.variable, constants)), named)


WRITTEN = {
    "1/(1 + e^(-x))": "1 / (1 + exp (- x))",
    "a - b*c": "a - b * c",
    "-x^2": "- x ^ 2",
    "a/(b*c)": "a / (b * c)",
    "a/b*c": "a / b * c",
    "a*(b/c)": "a * (b / c)",
    "(1 + x)^(-2)": "/ (1 + x) ^ 2",
    "x^(-1)": "/ x",
    "x^n": "Rpower x n",
    "x^(3/2)": "Rpower x (3 / 2)",
    "2^x": "Rpower 2 x",
    "sin(x)^2": "sin x ^ 2",
    "ln(abs(x))": "ln (Rabs x)",
    "1.702*x": "851 / 500 * x",
    "pi*e": "PI * exp 1",
    "max(0, x)": "Rmax 0 x",
    "root(x, 3)": "Rpower x (1 / 3)",
    "piecewise(x, x > 0; -x, otherwise)": "if Rlt_dec 0 x then x else - x",
}


@pytest.mark.parametrize("words", WRITTEN)
def test_terms_are_written_as_coq_reads_them(words: str) -> None:
    term = read(words).term
    symbols = sorted({X, *term.free}, key=lambda each: str(each.value))
    assert Writer(Context(), symbols, Definition("f", (X,), ONE)).text(term) == WRITTEN[words]


@given(st.text(max_size=12))
def test_names_are_such_as_coq_allows(name: str) -> None:
    found = identifier(name)
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", found)
    assert found not in KEYWORDS


def test_two_symbols_never_share_a_name() -> None:
    names = [symbol("R"), symbol("R_"), symbol("w_ij"), symbol("w_{ij}")]
    assert len(set(Writer(Context(), names, Definition("f", (X,), ONE)).symbols.values())) == 4


def test_a_file_has_the_function_a_lemma_a_step_and_a_closing_theorem() -> None:
    made = certified("sigmoid")
    file = made.file
    assert "Definition sigma (x : R) : R := 1 / (1 + exp (- x))." in file
    assert made.theorems[-1].statement == "(x : R) :\n  is_derive (fun x => sigma x) x (sigma x * (1 - sigma x))"
    walk = derive(read("1/(1 + e^(-x))").term)
    last = [each.name for each in made.lemmas if each.name.startswith("line_")]
    assert last[-1] == f"line_{len(walk.steps)}"
    for step in walk.steps:
        assert step.rule in file
    assert file.endswith("Print Assumptions sigma_derivative.\n")


@pytest.mark.parametrize("words", ["sigmoid", "relu", "tanh", "logistic_curve", "self_power", "1/(1+e^(-k*x))"])
def test_a_file_admits_nothing_and_assumes_nothing(words: str) -> None:
    assert not re.search(r"\b(Axioms?|Parameters?|Conjecture|Admitted|admit|Variables?|Hypothes[ie]s)\b", certified(words).file)


def test_every_lemma_of_a_file_has_a_name_of_its_own() -> None:
    names = [each.name for each in certified("huber").lemmas]
    assert len(names) == len(set(names)) > 10


def test_conditions_are_hypotheses() -> None:
    assert "(H1 : 0 < x)" in certified("self_power").theorems[0].statement
    assert certified("sec").conditions == ["cos(x) != 0"]
    assert certified("acos").conditions == ["x > -1, x < 1"]
    assert certified("sigmoid").conditions == [""]


@pytest.mark.parametrize(
    ("lines", "given_", "found"),
    [
        ("1/x", "", "x != 0"),
        ("ln(x)/x", "", "x > 0"),
        ("ln(1 + e^x)/sqrt(1 + x^2)", "", ""),
        ("x^n", "", "x > 0"),
        ("1/x", "x > 0", "x > 0"),
        ("1/(1 - x) + ln(x)", "", "x != 1, x > 0"),
    ],
)
def test_what_a_line_needs(lines: str, given_: str, found: str) -> None:
    known = [relation(given_)] if given_ else []
    assert ", ".join(text(each) for each in hypotheses([read(lines).term], known)) == found


def test_at_the_border_of_its_domain_nothing_has_a_derivative() -> None:
    assert [text(each) for each in plain_relations(relation("abs(x) <= 1"), X)] == ["-1 < x", "x < 1"]
    assert [text(each) for each in plain_relations(relation("a >= 0"), X)] == ["a >= 0"]


def test_pieces_are_told_apart() -> None:
    line = read("max(0, x) + abs(x)").term
    found = cases([line], Context(), [])
    assert [text(resolved(line, case)) for case in found] == ["0 - x", "x + x"]
    assert len(certified("relu").theorems) == 2


def test_conditions_that_hold_nowhere_certify_nothing() -> None:
    assert are_met([relation("x > 0"), relation("x < 1")])
    assert not are_met([relation("x > 1"), relation("x < 0")])


@pytest.mark.parametrize(("words", "reason"), [("gamma", "gamma"), ("besselj", "besselj"), ("floor", "floor")])
def test_what_coq_has_no_word_for_is_said(words: str, reason: str) -> None:
    with pytest.raises(NotExpressible, match=reason):
        certified(words)


SAID = """Chars 0 - 9 [Print Assumptions f.] 0. secs (0.u,0.s)
Axioms:
ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
ClassicalDedekindReals.sig_forall_dec
  : forall P : nat -> Prop,
    {n : nat | ~ P n} + {forall n : nat, P n}
Axioms:
mine : 0 = 1
Chars 10 - 19 [Print Assumptions g.] 0. secs (0.u,0.s)
"""


def test_what_a_proof_rests_on_is_read_off() -> None:
    assert checking.axioms(SAID) - checking.AXIOMS == {"mine"}
    assert checking.axioms("Closed under the global context") == frozenset()


def test_the_lemma_at_a_place_is_named() -> None:
    file = certified("sigmoid").file
    place = len(file[: file.index("Lemma line_7")].encode()) + 30
    assert checking.about(file, place) == "line_7 (Line 7: negative exponent)"


@pytest.mark.parametrize(
    "words", ["certify sigmoid", "certify", "certify sigmod", "show besselj --format coq", "list --format coq"]
)
def test_what_cannot_be_done_is_one_line(words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    code = run(words.split())
    said = capsys.readouterr()
    assert code == (2 if words in ("certify", "certify sigmod") else 3)
    assert not said.out
    assert said.err.count("\n") == 1


def test_only_what_is_certified_throughout_ends_in_0(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(checking, "coqc", lambda: "coqc")
    monkeypatch.setattr(checking, "run", lambda program, file, seconds: (True, "Closed under the global context", 0))
    assert run(["certify", "sigmoid", "tanh"]) == 0
    assert "2 certified, 0 not certified, 0 not expressible" in capsys.readouterr().out
    assert run(["certify", "sigmoid", "besselj"]) == 3


def _wrong_step(file: str) -> str:
    return file.replace("exp (- x) / (1 + exp (- x)) ^ 2.", "exp (- x) / (1 + exp (- x)) ^ 3.", 1)


def _an_axiom(file: str) -> str:
    theorem = file.index("Theorem")
    end = file.index("Qed.", theorem)
    return f"{file[:theorem]}Axiom mine : 0 = 1.\n{file[theorem:end].replace('exact', 'pose proof mine; exact')}{file[end:]}"


@pytest.mark.skipif(shutil.which("coqc") is None, reason="needs coqc")
@pytest.mark.parametrize(
    ("change", "reason"),
    [(str, ""), (_wrong_step, "line_7"), (_an_axiom, "mine")],
    ids=["as it is", "another step", "an axiom"],
)
def test_coq_accepts_the_sigmoid_and_nothing_else(
    change: Callable[[str], str], reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    through = checking.run
    monkeypatch.setattr(checking, "run", lambda program, file, seconds: through(program, change(file), seconds))
    named = functions.find("sigmoid")
    assert named is not None
    outcome = checking.certify_function(named)
    assert outcome.status == ("not certified" if reason else "certified")
    assert reason in outcome.reason
