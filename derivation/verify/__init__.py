"""A derivation by hand, checked line by line: the verdict on each line, the mistake in a wrong one, and its repair."""

from __future__ import annotations

from derivation.verify.answers import check_answer, check_row, context_of, explain
from derivation.verify.judge import Page, check
from derivation.verify.report import LineVerdict, Mistake, Report

__all__ = ["LineVerdict", "Mistake", "Page", "Report", "check", "check_answer", "check_row", "context_of", "explain"]
