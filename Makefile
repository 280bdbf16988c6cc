# Two commands to know: `make demo` and `make test`. Each does all the set-up it needs.

PYTHON := .venv/bin/python
STATE ?= .demo
PORT_BASE ?= 8440
PYTEST_OPTIONS ?= -n 2 --dist loadscope

.PHONY: demo demo-reset setup tools setup-tests test check lint bench pins help

help:
	@echo "make demo        start a whole territory on this machine (Ctrl-C stops it)"
	@echo "make demo-reset  forget the demonstration: the next one starts anew"
	@echo "make setup       only prepare .venv, so that .venv/bin/cercle exists"
	@echo "make test        run every test, after installing what they need"
	@echo "make check       style, types, floors (ruff, mypy, import-linter)"
	@echo "make lint        style only"
	@echo "make bench       measure Cercle beside its peers"
	@echo "make pins        compile requirements*.in into hashed requirements*.txt"

setup:
	@deploy/setup/environment.sh

tools: setup
	@deploy/setup/environment.sh tests

setup-tests: tools
	@deploy/setup/debian.sh
	@$(PYTHON) tests/real/js/install.py

demo: setup
	@exec .venv/bin/cercle demo --state $(STATE) --port-base $(PORT_BASE)

demo-reset:
	@deploy/setup/reset.sh $(STATE)

test: setup-tests
	@$(PYTHON) -m pytest $(PYTEST_OPTIONS)

check: lint
	@$(PYTHON) -m mypy
	@.venv/bin/lint-imports

lint: tools
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .

bench: setup-tests
	@$(PYTHON) -m tests.bench
	@$(PYTHON) -m tests.bench.directory
	@$(PYTHON) -m tests.bench.pages
	@$(PYTHON) -m tests.bench.circles
	@$(PYTHON) -m tests.bench.mail

pins:
	@deploy/setup/pins.sh
