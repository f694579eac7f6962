# One file lists the tasks. A newcomer needs two of them: `make run` and `make test`.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help install install-dev assets run test test-engines test-web test-browser test-slow test-spark lint bench lock clean browser

help:  ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | awk -F '\t' '{printf "  make %-14s %s\n", $$1, $$2}'

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.main: requirements/main.txt pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements/main.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.main
	$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

var/assets/.ready: package-lock.json package.json $(VENV)/.main
	$(BIN)/python -m yuanheng.web.site.assets
	@touch $@

install: $(VENV)/.main var/assets/.ready  ## set up everything the product runs on

install-dev: install $(VENV)/.dev  ## and what its tests and checks need

run: install  ## start the product with the demo zone; prints the address and the demo passwords
	$(BIN)/yuanheng serve --demo

# Chromium for the browser tests: installed where we may, else found; the tests name the package when there is none.
browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	{ [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >/dev/null; } || \
	echo "no chromium found and none could be installed: apt-get install chromium fonts-noto-cjk"

test: install-dev browser lint  ## everything CI runs: checks, engines, site on a real PostgreSQL, a real browser
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not slow"

test-slow: install-dev browser  ## the suites that take long: a killed server and worker, the whole demo of policies
	$(BIN)/python -m pytest -m slow

test-engines: install-dev  ## the engines' tests alone
	$(BIN)/python -m pytest yuanheng/engines yuanheng/demo

test-web: install-dev  ## the site's tests without the browser
	$(BIN)/python -m pytest yuanheng/web -m "not browser"

test-browser: install-dev browser  ## the browser tests alone
	$(BIN)/python -m pytest -m browser

.venv-spark/.ready: requirements/spark.txt pyproject.toml
	$(PYTHON) -m venv .venv-spark
	.venv-spark/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements/spark.txt
	.venv-spark/bin/python -m pip --disable-pip-version-check --quiet install --no-deps --no-build-isolation --editable .
	@touch $@

test-spark: .venv-spark/.ready  ## the same grades on Apache Spark, in an environment of its own (needs Java 17)
	.venv-spark/bin/python -m pytest --noconftest -m spark yuanheng/engines/scoring/tests/test_spark.py

lint: install-dev  ## style, types of the engines, and who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: install-dev  ## time us against the alternatives; prints the ratios
	$(BIN)/python -m benchmarks

lock:  ## compile requirements/*.in anew (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q requirements/dev.in -o requirements/dev.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q requirements/main.in -c requirements/dev.txt -o requirements/main.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q requirements/spark.in -o requirements/spark.txt

clean:  ## remove what was built; the database under var/ too
	rm -rf $(VENV) .venv-spark var node_modules build *.egg-info
