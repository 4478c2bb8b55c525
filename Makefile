# Each target makes what it needs: Python 3.11+, make and a package index are enough.
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt
CODE := models analyzer corpus api tests bench training
DATA ?= data
PORT ?= 8000

.PHONY: help serve test check format train docs clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "postmortem needs Python 3.11 or newer; found $$($(PYTHON) --version). Set PYTHON=..."; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.service: $(BIN)/python pyproject.toml constraints.txt
	$(PIP) --editable '.[service]'
	@touch $@

$(VENV)/.dev: $(BIN)/python pyproject.toml constraints.txt
	$(PIP) --editable '.[service,dev]'
	@touch $@ $(VENV)/.service

serve: $(VENV)/.service ## serve the API and the page at http://127.0.0.1:8000 (DATA=dir, PORT=number)
	$(BIN)/postmortem serve --data $(DATA) --port $(PORT)

test: check ## every check: format, lint, types, import rules, docs, tests
	$(BIN)/python -m pytest

check: $(VENV)/.dev
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m api.reference --check docs

format: $(VENV)/.dev ## format the code and mend what the linter can mend
	$(BIN)/ruff format $(CODE)
	$(BIN)/ruff check --fix $(CODE)

train: $(VENV)/.dev ## train the factor heads anew (the language pipeline: training/pipeline/README.md)
	$(BIN)/python -m training.factors.train

docs: $(VENV)/.dev ## write the reference in docs/ anew from the program
	$(BIN)/python -m api.reference docs

clean: ## remove the environment and the caches (the archive in data/ stays)
	rm -rf $(VENV) .pytest_cache .ruff_cache .mypy_cache .hypothesis .import_linter_cache
