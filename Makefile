# make run, make test, make lint, make bench, make words. The same by hand stands in README.md.

PYTHON ?= $(or $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done),python3)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run test test-postgresql lint words bench lock audit

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

# After requirements.txt or requirements-dev.txt changed: every library that they bring, in one version, known by its hash.
UV := uv==0.13.9
lock: $(BIN)/python
	@$(PIP) $(UV)
	@for file in requirements requirements-dev; do $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
		--no-annotate --no-header $$file.txt --output-file $$file.lock; done

# Is anything known against what we run on? Asks the advisories of PyPI, so it needs the internet.
audit: $(BIN)/python
	@$(PIP) pip-audit==2.10.1
	@$(BIN)/pip-audit --disable-pip --require-hashes -r requirements.lock

# After sentences changed: brings them into the Chinese catalogue, where they wait to be translated.
words: .venv/ready-dev
	@$(BIN)/pybabel --quiet extract --no-wrap --sort-by-file --omit-header -F babel.cfg -k lazy_gettext -k lazy_ngettext:1,2 -k lazy_pgettext:1c,2 -k NP_:1c,2 -o .venv/messages.pot .
	@$(BIN)/pybabel --quiet update --no-wrap --no-fuzzy-matching --ignore-obsolete -i .venv/messages.pot -d translations -l zh_Hans_CN

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Shangji needs Python 3.11 or newer, and $(PYTHON) is not. Install one, or name it: make $(or $(MAKECMDGOALS),run) PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { \
		echo "The virtual environment cannot be made. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }

.venv/ready: requirements.lock | $(BIN)/python
	@echo "Installing what Shangji runs on (requirements.lock) …"
	@$(PIP) --require-hashes -r requirements.lock
	@touch $@

.venv/ready-dev: requirements-dev.lock .venv/ready
	@echo "Installing what the checks need (requirements-dev.lock) …"
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@
