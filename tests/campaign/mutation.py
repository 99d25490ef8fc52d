"""Mutation testing of the checking core: one small change at a time to the program itself; the tests must notice it.

Every function of a module is changed in place, in a process of its own that runs the tests of that module and ends at
the first failure.  What no test notices is told: either the change makes no difference, or a test is missing.
"""

from __future__ import annotations

import ast
import copy
import importlib
import json
import os
import random
import resource
import sys
import time
import types
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent

REPLAY, EQUALITY = "test_replay.py test_replay_pages.py", "test_equality.py test_equality_bounds.py"

TESTS = {
    **{
        f"derivation.replay.{part}": REPLAY
        for part in str.split("chains check curve_lines equations inverses reader rule_use saved self_form several shape")
    },
    "derivation.walkthrough": "test_walkthrough.py",
    **{
        f"derivation.equality.{part}": EQUALITY
        for part in [
            "borders",
            "bounds",
            "case_conditions",
            "cases",
            "conditions",
            "constant",
            "decide",
            "exact",
            "factors",
            "field",
            "intervals",
            "kernels",
            "named",
            "nowhere",
            "signs",
            "told",
            "whole_exponents",
        ]
    },
}
"""The modules that decide, and the tests that each must not get past."""

SECONDS = 180
"""Longest computing time for one mutant, several times that of the tests; one that runs longer counts as noticed."""

SWAPPED: dict[type, type] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.And: ast.Or,
    ast.Or: ast.And,
}


def changed(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """A node with one thing changed, in each of the ways that fit."""
    if isinstance(node, ast.Compare):
        for place, sign in enumerate(node.ops):
            if type(sign) in SWAPPED:
                new = copy.deepcopy(node)
                new.ops[place] = SWAPPED[type(sign)]()
                yield f"{type(sign).__name__} swapped", new
    elif isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in SWAPPED:
        new_node = copy.deepcopy(node)
        new_node.op = SWAPPED[type(node.op)]()
        yield f"{type(node.op).__name__} swapped", new_node
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield f"{type(node.op).__name__} dropped", node.operand
    elif isinstance(node, ast.If | ast.IfExp):
        for value in (True, False):
            new_if = copy.deepcopy(node)
            new_if.test = ast.Constant(value)
            yield f"if {value}", new_if
    elif isinstance(node, ast.Raise | ast.Continue | ast.Break | ast.AugAssign):
        yield f"{type(node).__name__} dropped", ast.Pass()
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield "call dropped", ast.Pass()
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool | int):
        yield "constant", ast.Constant(not node.value if isinstance(node.value, bool) else node.value + 1)


def mutants(source: str) -> Iterator[tuple[str, int, str, types.CodeType]]:
    """Qualified name of a function, line, what was changed, and the code of the function with that change."""
    tree = ast.parse(source)
    for name, function in _functions(tree.body, ""):
        for statement in function.body:
            for node in ast.walk(statement):
                for what, new in changed(node):
                    mutated = _Exchange(node, ast.copy_location(new, node)).visit(copy_but(tree, node))
                    code = compile(ast.fix_missing_locations(mutated), "<mutant>", "exec")
                    found = _code_of(code, name.split("."))
                    if found is not None:
                        yield name, getattr(node, "lineno", 0), what, found


def _functions(body: list[ast.stmt], inside: str) -> Iterator[tuple[str, ast.FunctionDef]]:
    for each in body:
        if isinstance(each, ast.FunctionDef):
            yield inside + each.name, each
        elif isinstance(each, ast.ClassDef):
            yield from _functions(each.body, f"{inside}{each.name}.")


def copy_but(tree: ast.Module, kept: ast.AST) -> ast.Module:
    """A copy in which one node is the same object, so that it can be found."""
    return copy.deepcopy(tree, {id(kept): kept})


class _Exchange(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self.new if node is self.old else self.generic_visit(node)


def _code_of(code: types.CodeType, path: list[str]) -> types.CodeType | None:
    for each in code.co_consts:
        if isinstance(each, types.CodeType) and each.co_name == path[0]:
            return each if len(path) == 1 else _code_of(each, path[1:])
    return None


def _function(module: types.ModuleType, name: str) -> types.FunctionType | None:
    found: object = module
    for part in name.split("."):
        found = vars(found).get(part)  # type: ignore[arg-type]
        found = getattr(found, "fget", None) or getattr(found, "__func__", None) or found
    return found if isinstance(found, types.FunctionType) else None


def noticed(function: types.FunctionType, code: types.CodeType, tests: str) -> bool:
    """Whether the tests fail, or do not end, with the changed code."""
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        try:
            import pytest

            function.__code__ = code
            options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-o", "addopts="]
            os._exit(int(pytest.main([*options, *(str(ROOT / "tests" / each) for each in tests.split())])))
        except BaseException:
            os._exit(99)
    return os.waitpid(child, 0)[1] != 0


def run(count: int, seed: int, seconds: float = 3_600) -> dict[str, object]:
    """So many mutants, spread evenly over the modules, and which of them no test noticed."""
    dice = random.Random(seed)
    sys.path.insert(0, str(ROOT / "tests"))
    killed, survived = 0, []
    end = time.monotonic() + seconds
    told: dict[str, str] = {}
    for name, tests in TESTS.items():
        module = importlib.import_module(name)
        candidates = list(mutants(Path(str(module.__file__)).read_text(encoding="utf-8")))
        dice.shuffle(candidates)
        mine = [0, 0]
        for qualified, line, what, code in candidates[: max(1, count // len(TESTS))]:
            function = _function(module, qualified)
            if function is None or len(code.co_freevars) != len(function.__code__.co_freevars) or time.monotonic() > end:
                continue
            dead = noticed(function, code, tests)
            mine[not dead] += 1
            if not dead:
                survived.append(f"{name} line {line}, {qualified}: {what}")
        killed += mine[0]
        told[name] = f"{mine[0]} of {sum(mine)} noticed, {len(candidates)} possible"
    return {"mutants": killed + len(survived), "noticed": killed, "not noticed": len(survived), "modules": told, "list": survived}


def main() -> int:
    """Print the outcome; how many mutants and how many seconds may be given as arguments."""
    numbers = [int(each) for each in sys.argv[1:3]]
    count, seconds = [*numbers, *(240, 3_600)[len(numbers) :]]
    print(json.dumps(run(count, 20240117, seconds), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
