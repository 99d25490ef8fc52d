"""What is kept of practice: after a crash, by two processes at once, and where nothing can be kept."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from derivation.history import VERSION, Forgetful, History, HistoryUnusable, Unfinished, usual_place

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ROOT = Path(__file__).parent.parent
SOURCE = ("chain", 2, "7/0")


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with closing(History(tmp_path / "data" / "practice.sqlite3")) as found:
        yield found


def resumed(file: Path) -> Unfinished | None:
    """What another start of the program would go on with."""
    with closing(History(file)) as history:
        return history.resume()


def done(history: History, skill: str, grade: str | None, now: datetime = NOW) -> datetime | None:
    """One exercise from beginning to end."""
    run = history.begin(SOURCE, skill, "sin(x^2)", now)
    return history.finish(run, "solved", grade, now)


@pytest.mark.parametrize(
    ("grade", "earliest", "latest"),
    [
        ("good", timedelta(days=1), timedelta(days=5)),
        ("hard", timedelta(minutes=10), timedelta(days=2)),
        ("again", timedelta(minutes=5), timedelta(hours=1)),
    ],
)
def test_the_better_it_went_the_later_it_comes_up_again(
    history: History, grade: str, earliest: timedelta, latest: timedelta
) -> None:
    due = done(history, "chain 2", grade)
    assert due is not None
    assert earliest <= due - NOW <= latest


def test_intervals_grow_with_every_good_review(history: History) -> None:
    now, waits = NOW, []
    for _ in range(4):
        due = done(history, "chain 2", "good", now)
        assert due is not None
        waits.append(due - now)
        now = due
    assert waits == sorted(waits)
    assert waits[-1] > 3 * waits[0]
    assert history.reviews() == {"chain 2": 4}


def test_what_is_due_longest_overdue_first(history: History) -> None:
    done(history, "late", "again", NOW - timedelta(days=1))
    done(history, "soon", "again", NOW)
    done(history, "known", "good", NOW)
    assert history.due(NOW) == ["late"]
    assert history.due(NOW + timedelta(hours=1)) == ["late", "soon"]
    assert history.due(NOW + timedelta(days=30)) == ["late", "soon", "known"]


def test_what_was_not_graded_is_not_scheduled(history: History) -> None:
    assert done(history, "chain 2", None) is None
    assert history.due(NOW + timedelta(days=900)) == []


def test_an_exercise_that_was_broken_off_goes_on(history: History) -> None:
    run = history.begin(SOURCE, "chain 2", "sin(x^2)", NOW)
    history.line(run, "cos(x^2)", "wrong", "inner derivative forgotten")
    history.line(run, "cos(x^2) d/dx(x^2)", "right")
    history.hint(run, 2)
    history.close()
    found = resumed(history.file)
    assert found is not None
    assert (found.run, found.source, found.formula, found.hints) == (run, SOURCE, "sin(x^2)", 2)
    assert found.lines == (("cos(x^2)", "wrong"), ("cos(x^2) d/dx(x^2)", "right"))


def test_a_finished_or_untouched_exercise_does_not_go_on(history: History) -> None:
    assert history.resume() is None
    history.begin(SOURCE, "chain 2", "sin(x^2)", NOW)
    assert history.resume() is None
    done(history, "chain 2", "good")
    assert history.resume() is None


CRASH = """
import os, signal, sys
from datetime import datetime, timezone
from pathlib import Path
from derivation.history import History
history = History(Path(sys.argv[1]))
run = history.begin(("chain", 2, "7/0"), "chain 2", "sin(x^2)", datetime.now(timezone.utc))
for number in range(3):
    history.line(run, f"line {number}", "right")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name != "posix", reason="needs a signal that cannot be caught")
def test_a_crash_loses_no_line_that_was_typed(tmp_path: Path) -> None:
    file = tmp_path / "practice.sqlite3"
    ended = subprocess.run([sys.executable, "-c", CRASH, str(file)], cwd=ROOT, check=False)
    assert ended.returncode == -signal.SIGKILL
    found = resumed(file)
    assert found is not None
    assert [line for line, _ in found.lines] == ["line 0", "line 1", "line 2"]


WRITER = """
import sys
from datetime import datetime, timezone
from pathlib import Path
from derivation.history import History
history = History(Path(sys.argv[1]))
for number in range(20):
    run = history.begin(("", 0, "tan"), sys.argv[2], "tan(x)", datetime.now(timezone.utc))
    history.line(run, "1 + tan(x)^2", "solved")
    history.finish(run, "solved", "good", datetime.now(timezone.utc))
"""


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    file = tmp_path / "new" / "practice.sqlite3"
    skills = ("tan", "tan", "sin")
    running = [subprocess.Popen([sys.executable, "-c", WRITER, str(file), skill], cwd=ROOT) for skill in skills]
    assert [each.wait(120) for each in running] == [0, 0, 0]
    with closing(History(file)) as history:
        assert history.reviews() == {"tan": 40, "sin": 20}
    base = sqlite3.connect(file)
    assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert base.execute("SELECT count(*), count(DISTINCT run) FROM lines").fetchone() == (60, 60)
    base.close()


def test_what_another_process_has_before_it_is_left_to_it(history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    run = history.begin(SOURCE, "chain 2", "sin(x^2)", NOW)
    history.line(run, "2x", "wrong")
    monkeypatch.setattr("os.getpid", lambda: os.getppid())
    assert history.resume() is None


@pytest.mark.parametrize(
    "content", [b"this is no database at all, whatever its name may say", b"SQLite format 3\x00" + b"\xff" * 90]
)
def test_a_file_that_is_no_history_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "practice.sqlite3"
    file.write_bytes(content)
    with pytest.raises(HistoryUnusable, match="practice"):
        History(file)
    assert file.read_bytes() == content


def test_a_file_of_a_newer_version_is_refused(history: History) -> None:
    history.close()
    base = sqlite3.connect(history.file)
    base.execute(f"PRAGMA user_version = {VERSION + 1}")
    base.close()
    with pytest.raises(HistoryUnusable, match="newer"):
        History(history.file)


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(HistoryUnusable):
        History(tmp_path / "data" / "practice.sqlite3")


def test_the_usual_place_is_in_the_folder_for_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert usual_place().name == "practice.sqlite3"
    if sys.platform == "linux":
        assert usual_place() == tmp_path / "derivation" / "practice.sqlite3"


def test_a_forgetful_history_knows_nothing() -> None:
    history = Forgetful()
    run = history.begin(SOURCE, "chain 2", "sin(x^2)", NOW)
    history.line(run, "2x", "wrong")
    assert history.finish(run, "solved", "good", NOW) is None
    assert (history.due(NOW), history.reviews(), history.resume()) == ([], {}, None)
