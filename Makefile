# normgraph: `make explore` shows the graph, `make test` checks it.
# Needs Python 3.11 or later and make; everything else is installed into .venv.

.DEFAULT_GOAL := help
SHELL := /bin/sh
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ADDRESS ?= 127.0.0.1
PORT ?= 8501
PYTEST_ARGS ?=
# Processes that share the tests; each holds the graph in memory, about a gigabyte.
WORKERS ?= 2
UV := uv==0.13.8

INSTALLED := $(VENV)/.installed
CLIENTS := tests/clients/node_modules

##@ Use
.PHONY: explore
explore: $(INSTALLED) ## build the graph if it is not up to date and open the explorer
	@echo "The explorer will be at http://$(ADDRESS):$(PORT) (stop it with Ctrl+C)"
	@$(BIN)/normgraph explore --host $(ADDRESS) --port $(PORT)

.PHONY: build
build: $(INSTALLED) ## compile the tables and the ontology into the graph
	@$(BIN)/normgraph build

##@ Check
.PHONY: test
test: $(INSTALLED) ## run every test; those that lack Chromium, Java or reference data say so
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile $(PYTEST_ARGS)

.PHONY: test-fast
test-fast: $(INSTALLED) ## run the tests that need under a minute in all
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile -m "not (slow or browser or reasoner or wheel)" $(PYTEST_ARGS)

.PHONY: clients
clients: $(CLIENTS)/.package-lock.json ## install the SPARQL clients of others that tests run on Node

.PHONY: engines
engines: $(INSTALLED) ## ask every query of the library at Oxigraph's server and at Virtuoso
	@NORMGRAPH_SWEEP=all $(BIN)/python -m pytest -n $(WORKERS) tests/test_remote_engines.py $(PYTEST_ARGS)

.PHONY: lint
lint: $(INSTALLED) ## check style, format and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

.PHONY: bench
bench: $(INSTALLED) ## measure build, opening and queries beside rdflib's own store
	@$(BIN)/python -m benchmarks

##@ Maintain
.PHONY: wheel
wheel: $(INSTALLED) ## build the wheel into dist/
	@$(BIN)/python -m build --wheel --no-isolation --outdir dist .

.PHONY: frontend
frontend: ## build the editor's script from frontend/ anew; needs Node.js with npm
	@cd frontend && npm ci --ignore-scripts --silent && npm run --silent build

.PHONY: lock
lock: $(VENV)/pyvenv.cfg ## renew requirements.lock from pyproject.toml
	@$(BIN)/python -m pip install --quiet "$(UV)"
	@$(BIN)/uv --no-config pip compile pyproject.toml --all-extras --upgrade --quiet \
		--universal --python-version 3.11 --fork-strategy fewest \
		--generate-hashes --no-header --no-annotate --output-file requirements.lock

.PHONY: clean
clean: ## remove the environment, the built graph and every other built file
	rm -rf $(VENV) $(CLIENTS) .normgraph dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: help
help: ## show this list
	@awk 'BEGIN { FS = ":.*## " } \
		/^##@/ { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# ---------------------------------------------------------------------------------------

$(VENV)/pyvenv.cfg:
	@command -v $(PYTHON) >/dev/null || { \
		echo "normgraph needs Python 3.11 or later, and '$(PYTHON)' was not found." >&2; \
		echo "Install it, or name another: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "normgraph needs Python 3.11 or later; $(PYTHON) is `$(PYTHON) -V 2>&1`." >&2; \
		echo "Name a newer one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { \
		echo "This Python cannot make environments; on Debian or Ubuntu:" >&2; \
		echo "  apt-get install python3-venv" >&2; exit 1; }
	@echo "Making the environment $(VENV) ..."
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(INSTALLED): $(VENV)/pyvenv.cfg requirements.lock pyproject.toml
	@echo "Installing what requirements.lock pins (a few minutes the first time) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--no-deps --no-build-isolation --editable .
	@touch $@

# Scripts of packages are not run: these need none.
$(CLIENTS)/.package-lock.json: tests/clients/package-lock.json
	@command -v npm >/dev/null || { echo "npm was not found: install Node.js 20 or later." >&2; exit 1; }
	@npm ci --prefix tests/clients --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
