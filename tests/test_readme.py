"""What the README promises works as it stands there."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The blocks of one language."""
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def commands() -> list[list[str]]:
    """The derivation commands of each block, and each that stands in a sentence."""
    lines = [[line.partition("  #")[0].strip() for line in block.splitlines()] for block in blocks("sh")]
    found = [[line for line in block if line.startswith("derivation ")] for block in lines]
    found += [[each] for each in dict.fromkeys(re.findall(r"`(derivation [^`]*)`", README))]
    return [block for block in found if block]


@pytest.mark.parametrize("block", commands(), ids=lambda block: block[0].removeprefix("derivation "))
def test_commands_of_the_readme_work(block: list[str], tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    home = {
        **os.environ,
        "HOME": str(tmp_path),
    }  # whatever a command keeps, it does not keep it in the home of who runs the tests
    for command in block:
        words = shlex.split(command)[1:]
        if words[0] == "certify":
            continue  # minutes of Coq, where it is installed at all; it has tests of its own
        program = [sys.executable, str(ROOT / "cli.py"), *words, *(["--no-history"] if words[0] == "practice" else [])]
        done = subprocess.run(program, input="", capture_output=True, encoding="utf-8", cwd=tmp_path, env=home, check=False)
        assert done.returncode == 0, done.stderr
        assert not done.stderr
        assert done.stdout.strip() or "-o" in words


def test_a_batch_is_read_from_standard_input() -> None:
    line = next(line for block in blocks("sh") for line in block.splitlines() if line.startswith("echo "))
    row, _, command = line.removeprefix("echo ").partition(" | ")
    program = [sys.executable, str(ROOT / "cli.py"), *shlex.split(command)[1:]]
    done = subprocess.run(program, input=shlex.split(row)[0], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.startswith('{"id": 1, "schema": "derivation.walkthrough/1"')


def test_the_lines_of_python_run(tmp_path: Path) -> None:
    (block,) = blocks("python")
    subprocess.run([sys.executable, "-c", block], cwd=tmp_path, check=True)
    assert (tmp_path / "relu.png").stat().st_size > 1000


def test_files_that_the_readme_links_to_are_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        if not target.startswith("http"):
            assert (ROOT / target).exists(), target


def test_make_targets_of_the_readme_are_there() -> None:
    targets = set(re.findall(r"\bmake ([a-z]+)", README))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert targets <= set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
