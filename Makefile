# The two commands are `make run` and `make test`; `make` alone lists all of them.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
ARGS ?=
export HOST PORT

local := deploy/local
bin := .venv/bin
# What a tool of lint sees as settings: it starts Django, and needs no secret of anybody.
django := env NEWSROOM_DEBUG=True NEWSROOM_DEMO=False NEWSROOM_SECRET_KEY=lint DATABASE_URL=sqlite://:memory: REDIS_URL=

.DEFAULT_GOAL := help
.PHONY: help run test lint format messages environment clean

help:  ## List the commands
	@sed -n 's/^\([a-z]*\):.*  ## /\1\t/p' Makefile | expand -t 12

run:  ## Start the site and its worker (PORT=8000, HOST=127.0.0.1); Ctrl-C ends both
	@$(PYTHON) $(local)/run.py

test:  ## Run every test: SQLite, PostgreSQL with Redis, browser (ARGS="tests/articles -k x": those alone, on SQLite)
	@$(PYTHON) $(local)/rounds.py $(ARGS)

lint: environment  ## Check style, types, imports, templates, migrations, locks, the compose file
	$(bin)/python -m ruff check .
	$(bin)/python -m ruff format --check .
	$(django) $(bin)/python -m mypy
	$(bin)/lint-imports
	find templates -name '*.html' | xargs --no-run-if-empty $(bin)/djade --check
	$(django) $(bin)/python manage.py makemigrations --check --dry-run
	$(bin)/python -m check_jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	$(bin)/python $(local)/checks.py

format: environment  ## Put Python and templates into the house's shape
	$(bin)/python -m ruff check --fix --exit-zero .
	$(bin)/python -m ruff format .
	find templates -name '*.html' | xargs --no-run-if-empty $(bin)/djade

messages: environment  ## Bring locale/*/LC_MESSAGES/django.po up to date with the source
	$(bin)/python $(local)/messages.py update

environment:
	@$(PYTHON) $(local)/environment.py development

clean:  ## Remove what the tools leave behind; .venv and var/ with your data stay
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
