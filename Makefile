# Every command people use; CI calls the same ones. `make help` lists them.
# Each installs what it needs: Python packages by uv, Node from a wheel, frontend packages by npm.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
.PHONY: help up dev test test-next check api bench chaos format image lock messages clean python3.11

# The Python underneath any active environment, by its own path: .venv/bin comes first on PATH below.
FIND_PYTHON := import sys; sys.version_info < (3, 11) and sys.exit(1); print(getattr(sys, "_base_executable", sys.executable))
PYTHON := $(shell for p in python3 python3.13 python3.12 python3.11; do "$$p" -c '$(FIND_PYTHON)' 2>/dev/null && break; done)
INSTALL = $(PYTHON) -m cms.project.launcher.install
BIN := .venv/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)
export ASTRO_TELEMETRY_DISABLED := 1
# Python keeps what it compiled, whatever the shell says: without, each of the site's processes, which
# `make up` and the tests start by the dozen, compiles 2,000 modules anew (5 of 8 seconds).
export PYTHONDONTWRITEBYTECODE :=

help: ## list the commands
	@sed -n 's/^\([a-z0-9-]*\): .*## \(.*\)/\1\t\2/p' Makefile | expand -t 12

python3.11:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install it, or say make PYTHON=/path/to/python3."; exit 1; }

up: python3.11 ## start the site on this machine: CMS, worker, frontend, demo content
	@$(INSTALL) frontend
	@exec $(BIN)/python -m cms.project.launcher.up

dev: python3.11 ## the same from the sources, following every change; INSPECT=1 lets a debugger into the frontend
	@$(INSTALL) node
	@exec $(BIN)/python -m cms.project.launcher.dev $(if $(INSPECT),--inspect)

PYTEST = $(BIN)/pytest --quiet
PARALLEL = --numprocesses 2 -m "not browser and not chaos"
# On PostgreSQL runs what can differ there: CONTRIBUTING.md says what bears the mark.
ON_POSTGRESQL = --numprocesses 2 -m "postgresql and not browser and not chaos"
# Some take hours.
LONG = -m chaos --override-ini faulthandler_timeout=0

# In a session of their own beside the browser's, so that they end with it; what they say comes after.
FRONTEND_TESTS = npm --prefix frontend run --silent check && npm --prefix frontend test --silent

test: python3.11 ## all tests: frontend, SQLite, PostgreSQL, browser
	@$(INSTALL) frontend postgresql chromium redis caddy gettext
	@status=0; run() { echo; echo "== $$1"; shift; "$$@" || status=1; }; \
	run "Python on SQLite" env -u DATABASE_URL $(PYTEST) $(PARALLEL); \
	run "Python on PostgreSQL" $(BIN)/python -m tests.postgres -- $(PYTEST) $(ON_POSTGRESQL); \
	said=$$(mktemp); setsid sh -c "$(FRONTEND_TESTS)" >$$said 2>&1 & frontend=$$!; \
	trap 'kill -- -$$frontend 2>/dev/null; rm -f $$said' EXIT; trap 'exit 130' INT TERM; \
	run "Browser" $(PYTEST) --numprocesses 2 -m browser tests/browser; \
	run "Frontend: types and unit tests" wait $$frontend; \
	cat $$said; exit $$status

test-next: python3.11 ## the Python tests under the coming Wagtail
	@$(INSTALL) next
	@.venv-next/bin/python -m pytest --quiet $(PARALLEL) --ignore tests/architecture

check: python3.11 ## the fast part, of Python and frontend: format, lint, types, contracts, migrations, texts, API document
	@$(INSTALL) node
	@exec $(BIN)/python -m cms.project.launcher.check

api: python3.11 ## write the API document, and the frontend's types from it
	@$(INSTALL) node
	@$(BIN)/python manage.py openapi
	@npm --prefix frontend run --silent types

bench: python3.11 ## compare with stock Wagtail: CPU per request, SQL counts, ratios
	@$(INSTALL) frontend postgresql chromium lighthouse
	@exec $(BIN)/python -m tests.bench

chaos: python3.11 ## the long fault and load tests, on SQLite and on a PostgreSQL started for them
	@$(INSTALL) frontend postgresql chromium redis caddy
	@env -u DATABASE_URL $(PYTEST) $(LONG)
	@$(BIN)/python -m tests.postgres -- $(PYTEST) $(LONG)

image: python3.11 ## build the container images with buildah and start in them what compose.yaml starts
	@if command -v buildah >/dev/null; then $(INSTALL) postgresql python && BASE="$(BASE)" $(BIN)/python -m tests.image; \
	else echo "Skipped: buildah is missing (Debian: apt-get install buildah)."; fi

format: python3.11 ## rewrite the sources in the agreed format, Python and frontend
	@$(INSTALL) node
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format --quiet .
	@npm --prefix frontend run --silent format

lock: python3.11 ## solve the dependencies anew: three lock files, with hashes and no addresses
	@$(INSTALL) lock python
	@for folder in frontend tests/bench/phone; do (cd $$folder && npm install --package-lock-only --no-audit --no-fund) || exit 1; done

messages: python3.11 ## collect the texts to translate into the gettext catalogues
	@$(INSTALL) python gettext
	@$(BIN)/python manage.py makemessages --no-obsolete -l pl -l ru -l uk --ignore 'frontend/*' --ignore 'tests/*' --ignore '.*'

clean: ## remove what was installed and built; var/ (data) stays
	rm -rf .tools .venv .venv-next frontend/node_modules frontend/dist frontend/.astro \
		.mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
