# undoc: `make demo` shows it at work, `make test` checks it. Both set up .venv first, where that is not done yet.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.undoc-ready
DEMO := build/demo
# What scores, and texts with known answers, where a checkout has them beside it.
SCORE ?= ../shared/evaluate/score.py
ANSWERS ?= ../shared/official ../shared/real
SAMPLE := $(firstword $(wildcard samples/report-blank-lines.txt) $(sort $(wildcard samples/*.txt)))
NAME := $(basename $(notdir $(SAMPLE)))
FRESH_ENOUGH := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))

.PHONY: help demo test browser pythons crash docs lint audit types schema evaluate bench fuzz clean

help: ## these lines
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# Made anew only when what is to be installed changes.
$(READY): pyproject.toml
	@if [ ! -x $(BIN)/python ] || ! $(BIN)/python -c '$(FRESH_ENOUGH)' 2>/dev/null; then \
	  for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
	    if $$python -c '$(FRESH_ENOUGH)' >/dev/null 2>&1; then found=$$python; break; fi; \
	  done; \
	  if [ -z "$$found" ]; then \
	    echo "undoc needs Python 3.11 or later with its venv module (on Debian and Ubuntu: apt install python3-venv);" >&2; \
	    echo "none of python3, python3.11 … python3.14 is one. Name yours: make PYTHON=/path/to/python3 $(MAKECMDGOALS)" >&2; \
	    exit 1; \
	  fi; \
	  echo "setting up $(VENV) with $$($$found --version)"; \
	  $$found -m venv --clear $(VENV); \
	fi
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(READY) ## parse a sample to JSON and Akoma Ntoso and show what was found
	@mkdir -p $(DEMO)
	@$(BIN)/undoc parse $(SAMPLE) -o $(DEMO)/$(NAME).json
	@$(BIN)/undoc parse $(SAMPLE) -o $(DEMO)/$(NAME).xml
	@$(BIN)/undoc parse $(SAMPLE) -o $(DEMO)/$(NAME).html
	@$(BIN)/undoc inspect $(SAMPLE)
	@echo
	@$(BIN)/undoc validate $(DEMO)/$(NAME).xml $(DEMO)/$(NAME).json
	@echo
	@echo "The damaged text:  $(SAMPLE)"
	@echo "as JSON:           $(DEMO)/$(NAME).json"
	@echo "as Akoma Ntoso:    $(DEMO)/$(NAME).xml"
	@echo "as a page:         $(DEMO)/$(NAME).html"
	@echo "Next:              $(BIN)/undoc --help"

test: $(READY) ## all tests
	@$(BIN)/python -m pytest -q -n auto

browser: $(READY) ## fetch what the tests in a browser need; without it they are skipped
	@tests/browser/install $(BIN)/python

pythons: ## undoc in every Python of this machine, for the tests that take all of them
	@tests/determinism/install

crash: $(READY) ## kill undoc at a hundred random moments, and look at what it leaves
	@UNDOC_MOMENTS=100 $(BIN)/python -m pytest -q -n auto tests/crash

docs: $(READY) ## the documentation as a site, build/site/index.html
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[docs]'
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet
	@echo "build/site/index.html"

lint: $(READY) ## style and format
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

audit: $(READY) ## ask whether what is installed has known vulnerabilities
	@$(BIN)/python -m venv build/audit
	@build/audit/bin/python -m pip install --quiet --disable-pip-version-check 'pip-audit>=2.7' || echo "audit: pip-audit cannot be installed" >&2
	@.ci/audit $$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))') build/audit/bin/pip-audit

types: $(READY) ## types
	@$(BIN)/mypy

schema: $(READY) ## write schemas/document.schema.json from the models
	@$(BIN)/python -m undoc.schemas

evaluate: $(READY) ## score against known answers, in damaged versions of our own documents and in folders given
	@if [ ! -f "$(SCORE)" ]; then \
	  echo "nothing at $(SCORE); name what scores: make evaluate SCORE=score.py ANSWERS='FOLDER…'" >&2; exit 2; \
	fi
	@$(BIN)/python evaluation/run.py --score $(SCORE) $(wildcard $(ANSWERS))

MINUTES ?= 5

fuzz: $(READY) ## damaged documents and guided runs over every reader: make fuzz MINUTES=5
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[fuzz]' \
	  || echo "atheris cannot be installed here; guided runs are left out" >&2
	@cd tests && ../$(BIN)/python -m fuzz --minutes $(MINUTES) $(FUZZ)

bench: $(READY) ## times as ratios, side by side; KEEP=--keep puts them into the README
	@$(BIN)/python benchmarks/run.py $(KEEP)

clean: ## remove what was made here
	@rm -rf build dist $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find undoc tests benchmarks schemas -name __pycache__ -type d -prune -exec rm -rf {} +
