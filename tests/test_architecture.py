"""The house rules that a machine can keep: imports point one way, and nothing loads SymPy before it must."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "derivation"

LAYERS = [
    "term limits clock catalogue memory floats", "context", "reading", "notation", "meaning", "functions", "equality", "rule",
    "matching", "rules", "walkthrough", "search", "discover", "joints one_fraction lines", "regions", "plan",
    "implicit", "methods naming", "derive inverse nth parametric", "gradient",
    "page verify replay", "history practice", "plot", "document", "present", "export", "stepper", "cli", "api",
]  # fmt: skip
"""Each may import what stands before it, and what stands in its own place."""

HEIGHT = {name: height for height, layer in enumerate(LAYERS) for name in layer.split()}
MODULES = sorted(PACKAGE.rglob("*.py"))

LATE = {("notation", "functions"), ("meaning", "functions")}
"""Imports against the direction, inside a function: what goes to SymPy has named functions written out."""

MAY_IMPORT_SYMPY = {"meaning"}


def part_of(path: Path) -> str:
    """The part of the package that a file belongs to; "" for the package itself."""
    name = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if name in ("__init__", "__main__") else name


def imports(path: Path) -> list[tuple[str, bool]]:
    """Every module imported, and whether it is imported when the file is loaded."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {id(node) for each in ast.walk(tree) if isinstance(each, ast.FunctionDef) for node in ast.walk(each)}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, id(node) not in inside) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            whole = node.module or ""
            found += [
                (f"{whole}.{alias.name}" if whole == "derivation" else whole, id(node) not in inside) for alias in node.names
            ]
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    here = part_of(path)
    if not here:
        return
    for module, at_once in imports(path):
        if module.startswith("derivation."):
            there = module.split(".")[1]
            if not at_once and (here, there) in LATE:
                continue
            assert HEIGHT[there] <= HEIGHT[here], f"{here} stands below {there} and must not import it"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_bridge_knows_sympy_and_it_waits(path: Path) -> None:
    for module, at_once in imports(path):
        if module.split(".")[0] in ("sympy", "mpmath"):
            assert part_of(path) in MAY_IMPORT_SYMPY
            assert not at_once


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_text_is_never_run_as_a_program(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not called & {"eval", "exec", "compile", "__import__"}


CLOCKS = {"thread_time": {"clock"}, "monotonic": {"clock"}, "perf_counter": {"api", "cli", "export"}}
"""Who may read which clock: the engine counts computing only; how long a result took is told, and decides nothing."""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_the_engine_reads_one_clock(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    read = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "time"}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            read |= {each.name for each in node.names}
    read &= {"monotonic", "perf_counter", "process_time", "thread_time", "time"}
    assert not [name for name in sorted(read) if part_of(path) not in CLOCKS.get(name, ())]


def test_the_page_on_the_architecture_names_every_part() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    parts = {part_of(path) for path in MODULES} - {""}
    assert parts == set(HEIGHT)
    assert not [part for part in sorted(parts) if f"`{part}`" not in page]


HEAVY = ("sympy", "mpmath", "pydantic", "numpy", "matplotlib", "rich", "pygments")

QUICK = [
    ["--help"],
    ["list"],
    ["rules"],
    ["show", "sigmoid"],
    ["show", "x^2*sin(x)", "--format", "json"],
    ["equal", "(x+1)^2", "x^2+2*x+1"],
]


@pytest.mark.parametrize("arguments", QUICK, ids=" ".join)
def test_nothing_heavy_is_loaded_on_the_way_to_the_screen(arguments: list[str]) -> None:
    program = (
        "import sys; from derivation.cli import run; code = run(sys.argv[1:]);"
        f"print(code, [name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.stderr.splitlines()[-1] == "0 []"
