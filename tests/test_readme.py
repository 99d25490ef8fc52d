"""What the README promises works as it stands there."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    """Every derivation command of the README that needs no file of the reader's."""
    blocks = re.findall(r"```(?:sh|console)\n(.*?)```", README, re.DOTALL)
    lines = [line.removeprefix("$ ").partition("  #")[0].strip() for block in blocks for line in block.splitlines()]
    lines += re.findall(r"`(derivation [^`]*)`", README)
    wanted = [line for line in lines if line.startswith("derivation ") and not re.search(r"homework|FILE", line)]
    return list(dict.fromkeys(wanted))


@pytest.mark.parametrize("command", commands())
def test_commands_of_the_readme_work(command: str, tmp_path: Path) -> None:
    words = shlex.split(command)[1:]
    done = subprocess.run([sys.executable, ROOT / "cli.py", *words], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == (1 if "--answer" in words else 0), done.stderr
    assert not done.stderr
    assert done.stdout.strip() or "-o" in words


def test_files_that_the_readme_links_to_are_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        if not target.startswith("http"):
            assert (ROOT / target).exists(), target


def test_make_targets_of_the_readme_are_there() -> None:
    targets = set(re.findall(r"\bmake ([a-z]+)", README))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert targets <= set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
