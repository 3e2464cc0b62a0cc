# make manual   environment, system packages where this account may install them, site and PDFs
# make test     everything that is tested; make test-fast leaves out browsers, sites, books and what takes long
# make offline  the site as a folder and a zip that open without network or server, in offline/
# make shots    pictures of every kind of page, in both palettes, in .cache/shots/
# make serve    the site on this machine, following each change
# make check    the program's own rules: format, lint, types, layers, spelling
# make lock     the exact versions in requirements*.lock with the hashes of their files, from pyproject.toml
# make audit    what is known to be vulnerable among them (asks the advisories of PyPI)

PYTHON ?= $(shell for v in 3.11 3.12 3.13; do p=$$(command -v python$$v) && $$p -c '' 2>/dev/null && echo $$p && break; done || echo python3)
IDENTITY := import sys; print(sys.version, sys.base_prefix)
BIN := .venv/bin
# A worker for each processor, each file of tests to one of them, in the order of tests/conftest.py.
PYTEST = $(BIN)/pytest -n logical --dist loadfile --no-loadscope-reorder
# The locks are whole: nothing is resolved, and nothing is installed that they have no hash of.
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --no-deps
# All hashes of all files, for each Python that we support: one version of each package for all.
COMPILE := $(BIN)/uv pip compile --quiet --no-header --generate-hashes --universal --fork-strategy fewest --python-version 3.11.2
PRINT_PACKAGES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
TEST_PACKAGES := git chromium poppler-utils libatomic1 hunspell hunspell-pt-pt hunspell-en-gb default-jre-headless
# Without it the tests open pages in Chromium itself, which takes twice as long.
QUICK_PACKAGES := chromium-headless-shell

.PHONY: edit manual print-packages site test test-fast offline shots serve check format lock audit bench bench-flows bench-hostile clean FORCE

manual: .venv/ready print-packages
	$(BIN)/claim-manual build

print-packages:
	@tools/system-packages.sh want $(PRINT_PACKAGES)

test: .venv/ready-dev print-packages
	@tools/system-packages.sh need $(TEST_PACKAGES)
	@tools/system-packages.sh want $(QUICK_PACKAGES)
	$(PYTEST) $(PYTEST_ARGS)

test-fast: .venv/ready-dev
	$(PYTEST) -m "not slow and not browser" $(PYTEST_ARGS)

offline: .venv/ready
	$(BIN)/claim-manual build --offline

shots: .venv/ready-dev
	@tools/system-packages.sh need chromium
	$(BIN)/claim-manual build --no-pdf
	$(BIN)/python tools/shots.py site .cache/shots

edit: .venv/ready
	$(BIN)/claim-manual edit

serve: .venv/ready
	$(BIN)/claim-manual serve

check: .venv/ready-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/codespell
	$(BIN)/pip check --disable-pip-version-check
	$(BIN)/claim-manual schema --check
	$(BIN)/claim-manual format --check
	$(BIN)/claim-manual check

format: .venv/ready-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/ready-dev
	$(BIN)/python benchmarks/run.py

bench-flows: .venv/ready-dev
	$(BIN)/python benchmarks/flows.py

bench-hostile: .venv/ready-dev
	$(BIN)/python benchmarks/hostile.py

lock: .venv/ready-supply
	$(COMPILE) --upgrade --group build --output-file requirements.lock pyproject.toml
	$(COMPILE) --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml
	$(COMPILE) --group supply --constraint requirements-dev.lock --output-file requirements-supply.lock

audit: .venv/ready-supply
	$(BIN)/pip-audit --strict --disable-pip --require-hashes $(addprefix --requirement=,$(wildcard requirements*.lock))

# Made anew where it was made with another Python.
.venv/pip: FORCE
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || { echo "claim-manual: Python 3.11, 3.12 or 3.13 is needed; $(PYTHON) is another" >&2; exit 1; }
	@if [ ! -e $@ ] || [ "$$($(PYTHON) -c '$(IDENTITY)')" != "$$($(BIN)/python -c '$(IDENTITY)')" ]; then \
	  { $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || tools/system-packages.sh need python3-venv; } && \
	  echo $(PYTHON) -m venv --clear .venv && $(PYTHON) -m venv --clear .venv && touch $@; \
	fi

.venv/ready: .venv/pip requirements.lock pyproject.toml
	$(PIP) --require-hashes --requirement requirements.lock
	$(PIP) --no-build-isolation --editable .
	@touch $@

# What has no wheel is built with what is locked, not with what an index has today.
.venv/ready-dev: .venv/ready requirements-dev.lock
	$(PIP) --no-build-isolation --use-pep517 --require-hashes --requirement requirements-dev.lock
	@touch $@

.venv/ready-supply: .venv/ready requirements-supply.lock
	$(PIP) --require-hashes --requirement requirements-supply.lock
	@touch $@

clean:
	rm -rf site offline offline.zip .cache dist
