# make demo   the sigmoid, derived        make test   run the tests
# make setup  an environment in .venv     make check  format, lint, types, tests
# make campaign  a hundred thousand mutants, uses of rules and more, seeded; takes half an hour
# make coverage  every statement of the checking core is reached by its tests, or this fails; takes two minutes
# make mutation  small changes to the checking core, one at a time, which its tests must notice; takes a quarter of an hour
# make certify  docs/certified.md, by Coq 8.16 with Coquelicot (Debian: coq libcoq-coquelicot); takes a quarter of an hour

PYTHON ?= python3
ENVIRONMENT := .venv
BIN := $(ENVIRONMENT)/bin
READY := $(ENVIRONMENT)/.ready
WORKERS ?= 2

.PHONY: demo setup test check format bench docs campaign coverage mutation certify clean help
.DEFAULT_GOAL := help

help:
	@sed -n 's/^# //p' Makefile

demo: $(READY)
	@$(BIN)/derivation show sigmoid

setup: $(READY)

# Made once, and again when the project's dependencies change; compiled here because not every machine keeps what it compiles.
$(READY): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11 ...")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(ENVIRONMENT)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	$(BIN)/python -m compileall -q derivation
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

campaign: $(READY)
	PYTHONPATH=tests $(BIN)/python -m campaign

CORE_TESTS := $(addprefix tests/test_,equality.py equality_bounds.py equality_values.py replay.py replay_pages.py walkthrough.py)
CORE := derivation/equality derivation/replay derivation/walkthrough.py

coverage: $(READY)
	$(BIN)/python -m coverage run -m pytest $(CORE_TESTS) $(CORE)
	$(BIN)/python -m coverage report

mutation: $(READY)
	PYTHONPATH=tests $(BIN)/python -m campaign.mutation

docs: $(READY)
	$(BIN)/python -m docs

certify: $(READY)
	$(BIN)/derivation certify --all --format markdown --output docs/certified.md --force || test $$? = 3

clean:
	rm -rf $(ENVIRONMENT) .coverage .mypy_cache .ruff_cache .pytest_cache build dist *.egg-info
