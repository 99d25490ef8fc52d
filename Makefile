# make demo   the sigmoid, derived        make test   run the tests
# make setup  an environment in .venv     make check  format, lint, types, tests

PYTHON ?= python3
ENVIRONMENT := .venv
BIN := $(ENVIRONMENT)/bin
READY := $(ENVIRONMENT)/.ready
WORKERS ?= 2

.PHONY: demo setup test check format bench docs clean help
.DEFAULT_GOAL := help

help:
	@sed -n 's/^# //p' Makefile

demo: $(READY)
	@$(BIN)/derivation show sigmoid

setup: $(READY)

# Made once, and again when the project's dependencies change.
$(READY): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11 ...")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(ENVIRONMENT)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $(READY)

test: $(READY)
	$(BIN)/python -m pytest -n $(WORKERS)

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(MAKE) --no-print-directory test

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(READY)
	$(BIN)/python -m benchmarks

docs: $(READY)
	$(BIN)/python -m docs

clean:
	rm -rf $(ENVIRONMENT) .mypy_cache .ruff_cache .pytest_cache build dist *.egg-info
