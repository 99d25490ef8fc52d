"""Mutation testing of the checking core: one small change at a time to the program itself; the tests must notice it.

Every function of a module is changed in place, in a process of its own that runs the tests of that module that come to
the changed line and ends at the first failure.  What no test notices is told: either the change makes no difference, or
a test is missing.
"""

from __future__ import annotations

import ast
import copy
import importlib
import json
import os
import random
import sys
import time
import types
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent

REPLAY, EQUALITY, WALKTHROUGH = (
    ["tests/test_replay.py", "tests/test_replay_pages.py", "derivation/replay"],
    ["tests/test_equality.py", "tests/test_equality_bounds.py", "tests/test_equality_values.py", "derivation/equality"],
    ["tests/test_walkthrough.py", "derivation/walkthrough.py"],
)


def _modules() -> Iterator[tuple[str, list[str]]]:
    for package, tests in (("replay", REPLAY), ("equality", EQUALITY)):
        for file in sorted((ROOT / "derivation" / package).glob("*.py")):
            yield f"derivation.{package}.{file.stem}".removesuffix(".__init__"), tests
    yield "derivation.walkthrough", WALKTHROUGH


TESTS = dict(_modules())
"""The modules that decide, and the tests that each must not get past."""

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


@dataclass(frozen=True)
class Mutant:
    """One change: the function, the lines of the changed part and of the statement around it, and what was changed.

    around  the definition of the module that holds the function
    """

    module: str
    function: str
    lines: range
    statement: range
    what: str
    old: ast.AST
    new: ast.AST
    around: ast.stmt

    def code(self) -> types.CodeType | None:
        """The code of the function with the change, which is taken back at once."""
        whole = ast.Module([self.around], [])
        _Exchange(self.old, ast.copy_location(self.new, self.old)).visit(whole)
        compiled = compile(ast.fix_missing_locations(whole), "<mutant>", "exec", annotations.compiler_flag)
        _Exchange(self.new, self.old).visit(whole)
        return _code_of(compiled, self.function.split("."))


def mutants(module: str, source: str) -> Iterator[Mutant]:
    """Every change to the functions of a module, but that zip is strict: nothing hangs on it where lengths are the same.

    >>> source = "def low(a, b):\\n    return a if a < b else b"
    >>> [(each.function, each.what) for each in mutants("m", source)]
    [('low', 'if True'), ('low', 'if False'), ('low', 'Lt swapped')]
    """
    tree, guards = ast.parse(source), set[ast.AST]()
    for around in tree.body:
        for name, function in _functions([around], ""):
            for statement in function.body:
                for node in ast.walk(statement):
                    if isinstance(node, ast.keyword) and node.arg == "strict":
                        guards.add(node.value)
                    for what, new in changed(node) if node not in guards else ():
                        yield Mutant(module, name, _lines(node), _lines(statement), what, node, new, around)


def _lines(node: ast.AST) -> range:
    """The lines of an expression, or of what a statement asks before its body."""
    last = node.test if isinstance(node, ast.If) else node
    return range(getattr(node, "lineno", 0), getattr(last, "end_lineno", 0) + 1)


def _functions(body: list[ast.stmt], inside: str) -> Iterator[tuple[str, ast.FunctionDef]]:
    for each in body:
        if isinstance(each, ast.FunctionDef):
            yield inside + each.name, each
        elif isinstance(each, ast.ClassDef):
            yield from _functions(each.body, f"{inside}{each.name}.")


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
    """The function of a name, without what was put around it: a property, a class method, a memory."""
    found: object = module
    for part in name.split("."):
        found = vars(found).get(part)  # type: ignore[arg-type]
        for around in ("fget", "__func__", "__wrapped__"):
            found = getattr(found, around, None) or found
    return found if isinstance(found, types.FunctionType) else None


def chosen(count: int, dice: random.Random, modules: list[str]) -> tuple[list[Mutant], Counter[str]]:
    """So many mutants, spread evenly over the modules, and how many there could be of each."""
    found: dict[str, list[Mutant]] = {}
    for name in modules:
        source = Path(str(importlib.import_module(name).__file__)).read_text(encoding="utf-8")
        found[name] = list(mutants(name, source))
        dice.shuffle(found[name])
    each = max(1, count // len(modules))
    mixed = [mutant for candidates in found.values() for mutant in candidates[:each]]
    dice.shuffle(mixed)
    return mixed, Counter({name: len(candidates) for name, candidates in found.items()})


def run(count: int, seed: int, seconds: float, modules: list[str], workers: int = 2) -> dict[str, object]:
    """The changes that no test noticed, and per module how many were noticed; what is not begun in time is left out.

    seconds  for the mutants; to see first which tests reach what takes a minute or two more
    """
    from campaign.noticing import Tests, with_tests

    trials, possible = chosen(count, random.Random(seed), modules)
    files = {name: str(importlib.import_module(name).__file__) for name in modules}
    noticed, missed = Counter[str](), Counter[str]()
    survived: list[str] = []

    def work(tests: Tests) -> None:
        end = time.monotonic() + seconds
        running: dict[int, Mutant] = {}

        def await_one() -> None:
            child, status = os.wait()
            mutant = running.pop(child)
            (noticed if status else missed)[mutant.module] += 1
            if not status:
                survived.append(_told(mutant, files[mutant.module]))
                print(survived[-1], file=sys.stderr, flush=True)

        for mutant in trials:
            function, code = _function(sys.modules[mutant.module], mutant.function), mutant.code()
            if code is None or function is None or len(code.co_freevars) != len(function.__code__.co_freevars):
                continue
            if time.monotonic() > end:
                break
            picked = tests.reaching(files[mutant.module], mutant.lines, mutant.statement, TESTS[mutant.module])
            running[tests.start(function, code, picked)] = mutant
            if len(running) >= workers:
                await_one()
        while running:
            await_one()

    with_tests([ROOT / each for each in sorted({each for name in modules for each in TESTS[name]})], files.values(), work)
    told = {name: f"{noticed[name]} of {noticed[name] + missed[name]} noticed, {possible[name]} possible" for name in modules}
    outcome = {"mutants": (noticed + missed).total(), "noticed": noticed.total(), "not noticed": missed.total()}
    return {"seed": seed, **outcome, "modules": told, "list": sorted(survived)}


def _told(mutant: Mutant, file: str) -> str:
    line = Path(file).read_text(encoding="utf-8").splitlines()[mutant.lines[0] - 1].strip()
    return f"{mutant.module} line {mutant.lines[0]}, {mutant.function}: {mutant.what} in {line}"


def main() -> int:
    """Print the outcome; how many mutants, how many seconds, a seed and names of modules may be given as arguments."""
    numbers = [int(each) for each in sys.argv[1:4]]
    count, seconds, seed = [*numbers, *(450, 3_600, 20240117)[len(numbers) :]]
    modules = [name for name in TESTS if not sys.argv[4:] or name.split(".", 1)[1] in sys.argv[4:]]
    print(json.dumps(run(count, seed, seconds, modules), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
