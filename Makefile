# One entry point for people and for CI: `make run`, `make test`, `make check`.

PYTHON ?= python3
BIN := .venv/bin
# Stamps carry the checksum of what they were made from, so nothing is fetched twice
# (and nothing at all without a network) while the lock files stay the same.
checksum = $(firstword $(shell cat $(1) 2>/dev/null | cksum))
VENV := .venv/installed-$(call checksum,requirements-dev.txt)

LOCK := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet

.PHONY: venv lock clean

venv: $(VENV)

$(VENV): requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed.")'
	test -x $(BIN)/python || $(PYTHON) -m venv --clear .venv
	@# uv's own lines of the lock, hashes included, are enough for pip to bring it
	sed -n '/^uv==/,/^ *#/p' requirements-dev.txt > .venv/uv.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .venv/uv.txt
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements-dev.txt \
	  || $(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	rm -f .venv/installed-*
	touch $@

# The development list holds the other one, so it is solved first and the other follows it.
lock: $(VENV)
	$(BIN)/uv pip compile $(LOCK) $(UPGRADE) requirements-dev.in -o requirements-dev.txt
	$(BIN)/uv pip compile $(LOCK) --constraint requirements-dev.txt requirements.in -o requirements.txt

clean:
	rm -rf .venv node_modules static/govuk staticfiles var .mypy_cache .pytest_cache .ruff_cache
