# Two commands do everything: `make run` and `make test`. Both make .venv first when it is missing.
PYTHON ?= python3
BIN := .venv/bin
DEMO_PORT ?= 8080

.DELETE_ON_ERROR:
.PHONY: run test check lint types imports tests bench fuzz simulate lock clean help

help:
	@echo "make run    start Rasid with its demo newsroom: http://127.0.0.1:$(DEMO_PORT)"
	@echo "make test   lint, types, import contracts and every test (make check is the same)"
	@echo "make bench  measure side by side; peers that are not installed are left out"
	@echo "make simulate  ten thousand feeds that are turned inside out (CASES=10000)"
	@echo "make fuzz   read ten thousand broken pages"
	@echo "make lock   renew the lock files after a change of pyproject.toml"
	@echo "make clean  remove .venv and caches"

run: .venv/run-ready
	@$(BIN)/rasid run --demo --port $(DEMO_PORT)

test: check

check: lint types imports tests

lint: .venv/test-ready
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check . || { echo "some files are not formatted; run: $(BIN)/ruff format ."; exit 1; }

types: .venv/test-ready
	@$(BIN)/mypy --no-error-summary

imports: .venv/test-ready
	@out=$$($(BIN)/lint-imports --no-cache 2>&1) || { echo "$$out"; exit 1; }

tests: .venv/test-ready
	@$(BIN)/pytest

bench: .venv/test-ready
	@for script in bench/*.py; do $(BIN)/python $$script || exit 1; done

simulate: .venv/test-ready
	@RASID_CASES=$(or $(CASES),10000) $(BIN)/pytest tests/shells/test_feed_noise.py

.venv/made:
	@command -v $(PYTHON) >/dev/null || { echo "Python is missing: install Python 3.11 or newer, or say PYTHON=/path/to/python3 make …"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$$($(PYTHON) --version) is too old: Rasid needs Python 3.11 or newer (PYTHON=python3.12 make …)"; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Python cannot make .venv: install its venv module (Debian: apt install python3-venv)"; exit 1; }
	@touch $@

.venv/run-ready: .venv/made requirements.lock pyproject.toml
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock || { echo "The packages could not be installed: is the network to the package registry there?"; exit 1; }
	@$(BIN)/pip install -qq --disable-pip-version-check --no-deps -e .
	@touch $@

.venv/test-ready: .venv/run-ready requirements-dev.lock
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.lock || { echo "The test packages could not be installed: is the network to the package registry there?"; exit 1; }
	@touch $@

fuzz: .venv/test-ready
	@$(BIN)/python tests/rules/page_fuzz.py 0 10000 2>/dev/null && echo "10,000 broken pages read"

lock:
	@$(BIN)/pip install -qq --disable-pip-version-check uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:
	@rm -rf .venv .mypy_cache .ruff_cache .import_linter_cache .hypothesis
