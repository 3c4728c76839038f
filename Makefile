# One entry point for people and for CI: `make run`, `make test`, `make check`.

PYTHON ?= python3
BIN := .venv/bin
PY := $(BIN)/python

# Tests run on this many cores at once, each with servers of its own. (`make test CORES=0`: in one
# process, as servers of your own in DATABASE_URL and REDIS_URL need it.)
CORES ?= auto

# Stamps carry the checksum of what they were made from, so nothing is fetched twice
# (and nothing at all without a network) while the lock files stay the same.
checksum = $(firstword $(shell cat $(1) 2>/dev/null | cksum))
VENV := .venv/installed-$(call checksum,requirements-dev.txt)
MODULES := node_modules/.installed-$(call checksum,package-lock.json)
ASSETS := static/govuk/.built-$(call checksum,package-lock.json ogp_tracker/assets.py)

LOCK := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet
# Checks read the settings as production would have them, and talk to no server.
PRODUCTION := SITE_URL=https://tracker.example.org ALLOWED_HOSTS=tracker.example.org DEBUG=0 \
  DEMONSTRATION=0 TRACKER_TODAY= EMAIL_URL=consolemail://
NOWHERE := SECRET_KEY=unused DATABASE_URL=postgres://localhost/unused REDIS_URL=redis://localhost

.PHONY: run manage test faults check check-style check-types check-django format lock clean venv assets catalogues messages

run: $(VENV) $(ASSETS) catalogues
	@$(PY) -m ogp_tracker.local.runner

# `make manage ARGS=shell`: one of Django's commands on the running demonstration.
manage: $(VENV)
	@test -f var/demonstration.env || { echo 'Start the demonstration first: make run'; exit 1; }
	@. var/demonstration.env && $(PY) manage.py $(ARGS)

test: $(VENV) $(ASSETS) catalogues
	$(PY) -m pytest --numprocesses $(CORES) --dist worksteal $(ARGS)

# The promises in full: one line each, and a status that is not 0 if any is broken.
# `make faults ONLY="P6 P7"` tries some.
faults: $(VENV) $(ASSETS) catalogues
	@FAULTS=1 $(PY) -m pytest --no-header -q -r f $(ARGS) \
	  $(if $(ONLY),$(ONLY:P%=tests/promises/test_p%_*.py),tests/promises)

# `make -k check` goes on after a fault, to show all of them.
check: check-style check-types check-django

check-style: $(VENV)
	$(BIN)/ruff check --quiet --output-format concise
	$(BIN)/ruff format --check --quiet --output-format concise
	$(BIN)/djlint --lint --quiet templates

check-types: $(VENV)
	$(NOWHERE) $(PRODUCTION) $(PY) -m mypy

check-django: $(VENV)
	$(PRODUCTION) $(PY) -m ogp_tracker.local.services sh -e -c \
	  '$(PY) manage.py makemigrations --check --dry-run; $(PY) manage.py check --deploy --fail-level WARNING'

format: $(VENV)
	$(BIN)/ruff check --fix --quiet || true
	$(BIN)/ruff format

# The development list holds the other one, so it is solved first and the other follows it.
# `make lock UPGRADE=--upgrade` moves everything to the newest versions that fit.
lock: $(VENV)
	$(BIN)/uv pip compile $(LOCK) $(UPGRADE) requirements-dev.in -o requirements-dev.txt
	$(BIN)/uv pip compile $(LOCK) --constraint requirements-dev.txt requirements.in -o requirements.txt

clean:
	test ! -L var/outside || rm -rf "$$(readlink var/outside)"
	rm -rf .venv node_modules static/govuk var .mypy_cache .pytest_cache .ruff_cache .hypothesis \
	  ogp_tracker/locale/*/LC_MESSAGES/*.mo ogp_tracker/locale/*/LC_MESSAGES/*.stamp

venv: $(VENV)
assets: $(ASSETS) catalogues

# What pages read of the translations; nothing is written when they are fresh.
catalogues: $(VENV)
	@$(PY) -m ogp_tracker.languages.catalogues

# After texts of pages changed: adds them to ogp_tracker/locale/, where somebody translates them.
messages: $(VENV)
	@$(PY) -m ogp_tracker.languages.messages

$(VENV): requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; PYTHON= names one." if sys.version_info < (3, 11) else 0)'
	test -x $(PY) || $(PYTHON) -m venv --clear .venv
	@# uv's own lines of the lock, hashes included, are enough for pip to bring it
	sed -n '/^uv==/,/^ *#/p' requirements-dev.txt > .venv/uv.txt
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r .venv/uv.txt
	$(BIN)/uv pip sync --quiet --python $(PY) --require-hashes requirements-dev.txt \
	  || $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	rm -f .venv/installed-*
	touch $@

# Node.js is only needed here; the wheel brings one where the machine has none.
$(MODULES): package-lock.json | $(VENV)
	PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --no-progress --loglevel=error
	touch $@

$(ASSETS): $(MODULES)
	$(PY) -m ogp_tracker.assets
	rm -f static/govuk/.built-*
	touch $@
