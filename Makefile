# Each target makes .venv where there is none and installs what it needs, again whenever
# pyproject.toml changes. Another Python: make PYTHON=python3.13 demo

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# One stamp for the package alone, one for it with the tools of the dev group.
RUNTIME := $(VENV)/installed-runtime
DEV := $(VENV)/installed-dev
# One more than there are cores: some tests only wait.
WORKERS := $(shell echo $$(( $$(getconf _NPROCESSORS_ONLN) + 1 )))
# Errors only: setuptools has a warning for every editable install.
PIP := $(BIN)/python -m pip install -qq

.DEFAULT_GOAL := help
.PHONY: help demo test lint bench vendor

help: ## list these targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST)

demo: $(RUNTIME) ## load the shipped sample and show its timeline
	$(BIN)/claimline demo

test: $(DEV) ## run the tests on all cores
	$(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

lint: $(DEV) ## check style and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

bench: $(DEV) ## measure the ratios the project sets itself
	$(BIN)/python -m benchmarks

vendor: $(RUNTIME) ## fetch anew what pages need of other people's work
	$(BIN)/python -m claimline.web.vendor

$(RUNTIME): pyproject.toml | $(VENV)/ready
	@echo "installing claimline into $(VENV) …"
	@$(PIP) --editable .
	@touch $@

$(DEV): pyproject.toml | $(VENV)/ready
	@echo "installing claimline and its development tools into $(VENV) …"
	@$(PIP) --editable . --group dev --group tools
	@touch $(RUNTIME) $@

# An environment somebody else made is taken as it is; one without pip (a first try on a
# machine without ensurepip leaves that) is completed. --group needs pip 25.1.
$(VENV)/ready:
	@command -v $(PYTHON) >/dev/null || \
	  { echo "error: there is no $(PYTHON); install Python 3.11 or later, or name one: make PYTHON=/path/to/python" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "error: claimline needs Python 3.11 or later, and $(PYTHON) is $$($(PYTHON) -V 2>&1); name another: make PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "error: $(PYTHON) cannot make virtual environments; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv $(VENV)
	@$(PIP) --upgrade pip
	@touch $@
