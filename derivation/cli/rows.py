"""Batches: JSON Lines in, one JSON object a row out, in order; a bad row loses nothing but itself."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import BinaryIO

from derivation import limits, memory
from derivation.cli import budget
from derivation.cli.errors import Refusal, TimeUp, reached

Record = Mapping[str, object]
Answer = Callable[[Record], Record]
CHUNK = 16
"""Lines that a process is given at a time."""
LONGEST = 8 * limits.MAX_CHARACTERS
"""Most bytes of one row."""
FORGOTTEN_EVERY = 1_000
"""After so many rows what was worked out before is forgotten, so that memory stays flat over a long batch."""
MOST_SKIPPED = 16
"""How many times so many bytes are skipped to find the end of a line that is too long."""


class NoRow(Exception):
    """A line that is not one JSON object."""


_rows = count(1)
"""The rows that this process has answered."""


def answer_all(file: str, answer: Answer, seconds: float, jobs: int = 1) -> None:
    """Write what `answer` makes of each row, or an object that says why there is nothing.

    Each row has the time budget for itself.  Refuses where not one line could be read.
    """
    readable = unreadable = 0
    with opened(file, seconds) as source:
        for record in answered(progress(lines(source), source), answer, seconds, jobs):
            known = record.pop("_row", True)
            readable, unreadable = readable + bool(known), unreadable + (not known)
            sys.stdout.write(json.dumps(record, ensure_ascii=not _unicode()) + "\n")
            sys.stdout.flush()
    if unreadable and not readable:
        raise Refusal('no line is a JSON object; a row looks like {"id": 1, "function": "sin(x)"}', "unreadable")


def answered(found: Iterator[bytes], answer: Answer, seconds: float, jobs: int) -> Iterator[dict[str, object]]:
    """The objects in the order of the lines, made by so many processes; only few lines are held at a time."""
    if jobs == 1:
        for line in found:
            yield one(line, answer, seconds)
        return
    from collections import deque
    from concurrent.futures import Future, ProcessPoolExecutor
    from itertools import islice

    waiting: deque[Future[list[dict[str, object]]]] = deque()
    with ProcessPoolExecutor(jobs) as workers:
        while chunk := list(islice(found, CHUNK)):
            waiting.append(workers.submit(several, chunk, answer, seconds))
            if len(waiting) > 3 * jobs:
                yield from waiting.popleft().result()
        for each in waiting:
            yield from each.result()


def several(chunk: list[bytes], answer: Answer, seconds: float) -> list[dict[str, object]]:
    """The objects for some lines."""
    return [one(line, answer, seconds) for line in chunk]


def progress(found: Iterator[bytes], source: BinaryIO) -> Iterator[bytes]:
    """The same lines; on a terminal that does not show the results, a bar says how far they are."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from found
        return
    from rich.console import Console
    from rich.progress import Progress

    total = _length(source)
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("rows", total=total)
        for line in found:
            yield line
            bar.advance(task, len(line))


def _length(source: BinaryIO) -> int | None:
    """How many bytes a file has; None for a pipe."""
    try:
        return os.fstat(source.fileno()).st_size or None
    except (OSError, ValueError):
        return None


def one(line: bytes, answer: Answer, seconds: float) -> dict[str, object]:
    """The object for one line."""
    try:
        row = parsed(line)
    except NoRow as problem:
        return {"id": None, "error": {"kind": "unreadable", "message": str(problem)}, "_row": False}
    found = {"id": row.get("id"), **guarded(lambda: answer(row), seconds)}
    if next(_rows) % FORGOTTEN_EVERY == 0:
        memory.forget()
    return found


def guarded(work: Callable[[], Record], seconds: float) -> Record:
    """What the work gives, or the error as data."""
    from derivation.cli.app import describe

    try:
        with budget.at_most(seconds):
            return work()
    except TimeUp as stopped:
        return {"error": {"kind": "time", "message": f"nothing was found within {seconds:g} seconds{reached(stopped)}"}}
    except Refusal as problem:
        return {"error": {"kind": problem.kind, "message": problem.message.split("\n")[0]}}
    except Exception as problem:
        return {"error": {"kind": "internal", "message": describe(problem)[1]}}


def parsed(line: bytes) -> Record:
    """The row on a line; raises NoRow."""
    if len(line) > LONGEST:
        raise NoRow(f"the line is longer than {LONGEST:,} bytes")
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        raise NoRow(f"not JSON: {' '.join(str(problem).split())[:120]}") from None
    if not isinstance(row, dict):
        raise NoRow("a row is one JSON object")
    return row


def opened(file: str, seconds: float) -> BinaryIO:
    """A file, or standard input for "-", as bytes; a named pipe that nobody writes to is waited for so many seconds."""
    if file == "-":
        return sys.stdin.buffer
    kind = os.stat(file).st_mode
    if stat.S_ISCHR(kind):  # such as /dev/zero, which has no end
        raise Refusal(f"{file} is not an ordinary file", "file")
    return _pipe(file, seconds) if stat.S_ISFIFO(kind) else open(file, "rb")


def _pipe(file: str, seconds: float) -> BinaryIO:
    import select

    pipe = os.fdopen(os.open(file, os.O_RDONLY | os.O_NONBLOCK), "rb")
    ready, _, _ = select.select([pipe], [], [], seconds)
    if not ready:
        pipe.close()
        raise Refusal(f"nobody wrote to {file} within {seconds:g} seconds", "file")
    os.set_blocking(pipe.fileno(), True)
    return pipe


def lines(source: BinaryIO) -> Iterator[bytes]:
    """The lines that are not blank; of one that is too long only the beginning is kept, and none comes after an endless one."""
    while line := source.readline(LONGEST + 1):
        whole = line
        skipped = 0
        while len(line) > LONGEST and not line.endswith(b"\n") and skipped < MOST_SKIPPED:
            line = source.readline(LONGEST + 1)
            skipped += 1
        if whole.strip():
            yield whole
        if skipped == MOST_SKIPPED:
            return


def text(row: Record, key: str, default: str) -> str:
    """A text of the row."""
    value = row.get(key)
    if value is None:
        return default
    if not isinstance(value, str):
        raise Refusal(f'"{key}" is a text', "usage")
    return value


def texts(row: Record, key: str) -> list[str]:
    """A list of texts of the row."""
    value = row.get(key)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise Refusal(f'"{key}" is a list of texts', "usage")
    return value


def _unicode() -> bool:
    return (sys.stdout.encoding or "ascii").lower().replace("-", "") == "utf8"
