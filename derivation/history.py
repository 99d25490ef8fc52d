"""What was practised and when it is due again, kept in one SQLite file.

Every line is stored when it is typed, in a transaction of its own, so that a crash loses at most the line being typed;
several processes may use the file at once.  When a skill comes up again is decided by FSRS, the free spaced repetition
scheduler (https://github.com/open-spaced-repetition/py-fsrs).
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

VERSION = 1
PATIENCE = 10.0
"""Seconds to wait while another process writes."""

SOON = timedelta(minutes=10)
"""What was not known comes up again after this time; what was, after days."""

TABLES = """
CREATE TABLE IF NOT EXISTS cards (skill TEXT PRIMARY KEY, card TEXT NOT NULL, due TEXT NOT NULL, reviews INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS runs (
    id INTEGER PRIMARY KEY, source TEXT NOT NULL, skill TEXT NOT NULL, formula TEXT NOT NULL, started TEXT NOT NULL,
    ended TEXT, outcome TEXT NOT NULL DEFAULT '', grade TEXT NOT NULL DEFAULT '', hints INTEGER NOT NULL DEFAULT 0,
    owner INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS lines (
    run INTEGER NOT NULL REFERENCES runs (id), number INTEGER NOT NULL, text TEXT NOT NULL, status TEXT NOT NULL,
    mistake TEXT NOT NULL DEFAULT '', PRIMARY KEY (run, number)
);
"""

Source = tuple[str, int, str]


class HistoryUnusable(Exception):
    """The file cannot be opened, or is no history; the message says why."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An exercise that was broken off: where it came from, and what was typed, each line with its status."""

    run: int
    source: Source
    formula: str
    lines: tuple[tuple[str, str], ...]
    hints: int


class Keeping(Protocol):
    """What practice asks of a history; `keeps` says whether anything is kept."""

    keeps: bool

    def due(self, now: datetime) -> list[str]: ...
    def reviews(self) -> dict[str, int]: ...
    def begin(self, source: Source, skill: str, formula: str, now: datetime) -> int: ...
    def line(self, run: int, text: str, status: str, mistake: str = "") -> None: ...
    def hint(self, run: int, depth: int) -> None: ...
    def finish(self, run: int, outcome: str, grade: str | None, now: datetime) -> datetime | None: ...
    def resume(self) -> Unfinished | None: ...
    def close(self) -> None: ...


def usual_place() -> Path:
    """The file in the folder that the platform has for the data of programs."""
    from platformdirs import user_data_path

    return user_data_path("derivation", appauthor=False) / "practice.sqlite3"


class History:
    """The history in a file; made where there is none.

    Raises HistoryUnusable where the file cannot be used.
    """

    keeps = True

    def __init__(self, file: Path) -> None:
        self.file = file
        try:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._base = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)
        except OSError as problem:
            raise HistoryUnusable(f"{file}: {problem.strerror}") from None
        except sqlite3.Error as problem:
            raise HistoryUnusable(f"{file}: {problem}") from None
        try:
            self._set_up()
        except sqlite3.Error as problem:
            self._base.close()
            raise HistoryUnusable(f"{file}: {problem}") from None
        except HistoryUnusable:
            self._base.close()
            raise

    def _set_up(self) -> None:
        self._base.execute("PRAGMA journal_mode = WAL")
        self._base.execute("PRAGMA synchronous = FULL")
        (version,) = self._base.execute("PRAGMA user_version").fetchone()
        if version > VERSION:
            raise sqlite3.DatabaseError("it was written by a newer version of this program")
        if version < VERSION:
            with self._transaction():
                for statement in TABLES.split(";"):
                    self._base.execute(statement)
                self._base.execute(f"PRAGMA user_version = {VERSION}")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All of it or nothing, one writer at a time."""
        try:
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._base.execute("ROLLBACK")
                raise
            self._base.execute("COMMIT")
        except sqlite3.Error as problem:
            raise HistoryUnusable(f"{self.file}: {problem}") from None

    # ------------------------------------------------------------------------------------------------------------- ask

    def due(self, now: datetime) -> list[str]:
        """The skills to be reviewed now, longest overdue first."""
        rows = self._base.execute("SELECT skill FROM cards WHERE due <= ? ORDER BY due, skill", (_text(now),))
        return [skill for (skill,) in rows]

    def reviews(self) -> dict[str, int]:
        """How often each skill was reviewed."""
        return dict(self._base.execute("SELECT skill, reviews FROM cards ORDER BY skill"))

    # ------------------------------------------------------------------------------------------------------------ tell

    def begin(self, source: Source, skill: str, formula: str, now: datetime) -> int:
        """A new exercise; its number."""
        row = (json.dumps(source), skill, formula, _text(now), os.getpid())
        with self._transaction():
            cursor = self._base.execute("INSERT INTO runs (source, skill, formula, started, owner) VALUES (?, ?, ?, ?, ?)", row)
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def line(self, run: int, text: str, status: str, mistake: str = "") -> None:
        """A line that was typed, and what it was found to be."""
        with self._transaction():
            self._base.execute(
                "INSERT INTO lines SELECT ?, coalesce(max(number), 0) + 1, ?, ?, ? FROM lines WHERE run = ?",
                (run, text, status, mistake, run),
            )

    def hint(self, run: int, depth: int) -> None:
        """A hint of this depth was given."""
        with self._transaction():
            self._base.execute("UPDATE runs SET hints = max(hints, ?) WHERE id = ?", (depth, run))

    def finish(self, run: int, outcome: str, grade: str | None, now: datetime) -> datetime | None:
        """The end of an exercise; when its skill is due again, or None where it was not graded."""
        with self._transaction():
            self._base.execute(
                "UPDATE runs SET ended = ?, outcome = ?, grade = ? WHERE id = ?", (_text(now), outcome, grade or "", run)
            )
            return self._review(run, grade, now) if grade else None

    def _review(self, run: int, grade: str, now: datetime) -> datetime:
        from fsrs import Card, Rating, Scheduler

        (skill,) = self._base.execute("SELECT skill FROM runs WHERE id = ?", (run,)).fetchone()
        known = self._base.execute("SELECT card FROM cards WHERE skill = ?", (skill,)).fetchone()
        card = Card.from_json(known[0]) if known else Card(card_id=run, due=now)
        ratings = {"again": Rating.Again, "hard": Rating.Hard, "good": Rating.Good}
        scheduler = Scheduler(learning_steps=[SOON], relearning_steps=[SOON], enable_fuzzing=False)
        card, _ = scheduler.review_card(card, ratings[grade], now)
        self._base.execute(
            "INSERT INTO cards VALUES (?, ?, ?, 1) ON CONFLICT (skill) DO UPDATE SET card = excluded.card, due = excluded.due, "
            "reviews = reviews + 1",
            (skill, card.to_json(), _text(card.due)),
        )
        return card.due

    # ---------------------------------------------------------------------------------------------------------- resume

    def resume(self) -> Unfinished | None:
        """The last exercise that was broken off, taken over from the process that had it; None where there is none."""
        with self._transaction():
            rows = self._base.execute(
                "SELECT id, ended, owner, source, formula, hints FROM runs ORDER BY id DESC LIMIT 20"
            ).fetchall()
            free = (row for row in rows if row[1] is not None or row[2] == os.getpid() or not _alive(row[2]))
            run, ended, _, source, formula, hints = next(free, (0, "", 0, "", "", 0))
            lines = self._base.execute("SELECT text, status FROM lines WHERE run = ? ORDER BY number", (run,)).fetchall()
            if ended is not None or not lines:
                return None
            self._base.execute("UPDATE runs SET owner = ? WHERE id = ?", (os.getpid(), run))
        topic, level, detail = json.loads(source)
        return Unfinished(run, (topic, level, detail), formula, tuple(lines), hints)

    def close(self) -> None:
        self._base.close()


class Forgetful:
    """A history that keeps nothing."""

    keeps = False

    def due(self, now: datetime) -> list[str]:
        return []

    def reviews(self) -> dict[str, int]:
        return {}

    def begin(self, source: Source, skill: str, formula: str, now: datetime) -> int:
        return 0

    def line(self, run: int, text: str, status: str, mistake: str = "") -> None:
        pass

    def hint(self, run: int, depth: int) -> None:
        pass

    def finish(self, run: int, outcome: str, grade: str | None, now: datetime) -> datetime | None:
        return None

    def resume(self) -> Unfinished | None:
        return None

    def close(self) -> None:
        pass


def _text(moment: datetime) -> str:
    """A moment as text that sorts by time."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _alive(process: int) -> bool:
    """Whether a process of this number runs on this machine; where that cannot be asked, it is taken to have ended."""
    if os.name != "posix":
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
