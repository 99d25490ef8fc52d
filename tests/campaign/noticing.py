"""Which tests reach which lines of the core, and whether any of them notices a change: every trial in a process of its own.

The tests run once, unchanged, to see which lines each reaches and how long it takes.  A change is then shown to those
that reach its line, the shortest first; the first that fails ends the trial.  A test that never comes to a line cannot
notice what was changed there, so nothing is lost by leaving it out.
"""

from __future__ import annotations

import os
import resource
import time
import types
from collections.abc import Callable, Iterable
from pathlib import Path

import coverage
import pytest

from derivation.memory import forget

MOST_MEMORY = 4 * 2**30
"""Bytes that a trial may use."""


class Tests:
    """The tests of one pytest session: `seconds` that each takes, and `reach`, those that come to a line of a file."""

    def __init__(self, session: pytest.Session, watched: Iterable[str]) -> None:
        self.items = {item.nodeid: item for item in session.items}
        self.names = {item: {**item.dtest.globs} for item in session.items if isinstance(item, pytest.DoctestItem) and item.dtest}
        self.seconds: dict[str, float] = {}
        self.reach: dict[str, dict[int, set[str]]] = {}
        self.failed: list[str] = []
        session.config.pluginmanager.register(self)
        self._measure(list(watched))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)

    def _run(self, name: str) -> None:
        item = self.items[name]
        if item in self.names:
            item.dtest.globs.update(self.names[item])  # type: ignore[attr-defined]  # a doctest empties them when it ends
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)

    def _measure(self, watched: list[str]) -> None:
        """Run every test, from nothing remembered: what an earlier one worked out would hide the way to it."""
        seen = coverage.Coverage(data_file=None, include=watched)
        for name in self.items:
            forget()
            begun = time.process_time()
            seen.start()
            seen.switch_context(name)
            self._run(name)
            seen.stop()
            self.seconds[name] = time.process_time() - begun
        forget()
        for file in watched:
            self.reach[file] = {line: set(names) for line, names in seen.get_data().contexts_by_lineno(file).items()}

    def reaching(self, file: str, lines: Iterable[int], within: Iterable[int], own: list[str]) -> list[str]:
        """The tests in `own` files that come to one of the lines, the shortest first; or near it where no line is told."""
        reach = self.reach[file]
        found = set[str]().union(*(reach.get(line, ()) for line in lines))
        found = found or set[str]().union(*(reach.get(line, ()) for line in within))
        return sorted([name for name in found if name.startswith(tuple(own))], key=lambda name: (self.seconds[name], name))

    def start(self, function: types.FunctionType, code: types.CodeType, chosen: list[str]) -> int:
        """The process in which the tests meet the changed code; it ends with 0 only if all of them pass."""
        child = os.fork()
        if child == 0:
            try:
                resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
                resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
                quiet = os.open(os.devnull, os.O_WRONLY)
                os.dup2(quiet, 1)
                os.dup2(quiet, 2)
                function.__code__ = code
                for name in chosen:
                    allowed = int(time.process_time() + 5 + 10 * self.seconds[name])
                    resource.setrlimit(resource.RLIMIT_CPU, (allowed, resource.RLIM_INFINITY))
                    self._run(name)
                    if self.failed:
                        os._exit(1)
                os._exit(0)
            except BaseException:
                os._exit(99)
        return child


class _Loop:
    """In place of the loop that would run the tests."""

    def __init__(self, watched: Iterable[str], work: Callable[[Tests], None]) -> None:
        self.watched, self.work = watched, work

    def pytest_configure(self) -> None:
        """The same examples in every trial, and none made smaller once it has failed."""
        from hypothesis import Phase, settings

        settings.register_profile("trial", phases=[Phase.explicit, Phase.generate], derandomize=True)
        settings.load_profile("trial")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        tests = Tests(session, self.watched)
        if tests.failed:
            raise SystemExit(f"these fail without any change: {', '.join(tests.failed[:5])}")
        self.work(tests)
        return True


def with_tests(places: Iterable[Path], watched: Iterable[str], work: Callable[[Tests], None]) -> None:
    """Collect the tests of these files and folders once, see what they reach, and do the work."""
    options = ["-q", "-s", "-p", "no:cacheprovider", "-p", "no:xdist", "-o", "addopts=", "--doctest-modules"]
    pytest.main([*options, *map(str, places)], plugins=[_Loop(watched, work)])
