# make run, make test, make lint, make bench, make words. The same by hand stands in README.md.

PYTHON ?= $(or $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done),python3)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run test test-postgresql lint words bench

run: .venv/ready
	@$(BIN)/flask migrate
	@exec $(BIN)/flask serve

test: .venv/ready-dev
	@$(BIN)/python -m pytest -n auto --dist worksteal

# The same on PostgreSQL, which is needed here: on a server of its own that is thrown away afterwards.
test-postgresql: .venv/ready-dev
	@.ci/postgresql $(BIN)/python -m pytest -n auto --dist worksteal $(TESTS)

# How fast it is: into docs/performance.md. Leave the machine alone meanwhile.
bench: .venv/ready-dev
	@$(BIN)/python -m bench --write $(SIZES)

lint: .venv/ready-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djlint --lint --quiet templates

# After sentences changed: brings them into the Chinese catalogue, where they wait to be translated.
words: .venv/ready-dev
	@$(BIN)/pybabel --quiet extract --no-wrap --sort-by-file --omit-header -F babel.cfg -k lazy_gettext -k lazy_ngettext:1,2 -k lazy_pgettext:1c,2 -k NP_:1c,2 -o .venv/messages.pot .
	@$(BIN)/pybabel --quiet update --no-wrap --no-fuzzy-matching --ignore-obsolete -i .venv/messages.pot -d translations -l zh_Hans_CN

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Shangji needs Python 3.11 or newer, and $(PYTHON) is not. Install one, or name it: make $(or $(MAKECMDGOALS),run) PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { \
		echo "The virtual environment cannot be made. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }

.venv/ready: requirements.txt | $(BIN)/python
	@echo "Installing what Shangji runs on (requirements.txt) …"
	@$(PIP) -r requirements.txt
	@touch $@

.venv/ready-dev: requirements-dev.txt .venv/ready
	@echo "Installing what the checks need (requirements-dev.txt) …"
	@$(PIP) -r requirements-dev.txt
	@touch $@
