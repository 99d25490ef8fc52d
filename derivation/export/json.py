"""The data of a result, one JSON object."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from derivation.document import Document, Look


def write(document: Document, look: Look) -> Iterator[str]:
    yield line(document.record(), look.ascii) + "\n"


def line(record: Mapping[str, object], ascii: bool = False) -> str:
    """The record on one line.

    >>> line({"text": "ŷ"}), line({"text": "ŷ"}, ascii=True)
    ('{"text": "ŷ"}', '{"text": "\\\\u0177"}')
    """
    return json.dumps(record, ensure_ascii=ascii)
