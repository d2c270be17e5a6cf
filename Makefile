# `make` builds the guide into site/ and needs only Python 3.11+; `make help` lists the rest.
# The first run installs the environment into .venv from requirements.txt; later runs need no network.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python -m

# The date that outputs carry is the guide's, not the build's, so that the same text gives the same
# bytes. Set to 2026-11-21; move it on with a release.
SOURCE_DATE_EPOCH ?= 1795219200
export SOURCE_DATE_EPOCH
# Material prints a notice about MkDocs 2 on every run; we pin MkDocs 1 and have read it.
export NO_MKDOCS_2_WARNING := 1
export PYTHON

.DELETE_ON_ERROR:
.PHONY: all bench check clean environment fuzz help lock lock-compatibility \
  mutants screenshots serve system-for-build system-for-slow-tests system-for-tests test test-all words

all: environment ## build the website and the PDFs into site/ (the default)
	$(RUN) mkdocs build --strict

serve: environment ## preview at a local address while writing
	$(VENV)/bin/studyguide serve

check: environment ## report every mistake in docs/ without building
	$(VENV)/bin/studyguide check

test: environment system-for-tests $(VENV)-typescript/stamp ## lint, types and the quick tests: what CI runs
	$(RUN) ruff check
	$(RUN) ruff format --check
	$(RUN) mypy
	$(RUN) pytest -n 2 -m "not slow"

test-all: test system-for-slow-tests $(VENV)-readers/stamp $(VENV)-lowest/stamp $(VENV)-properdocs/stamp ## the same, and the slow tests
	$(RUN) pytest -n 2 -m slow

# Environments to build in besides .venv: the lowest versions allowed, and ProperDocs for MkDocs.
$(VENV)-%/stamp: tests/compatibility/%.txt pyproject.toml | system-for-build
	@$(PYTHON) -m venv --clear $(@D)
	@$(@D)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@$(@D)/bin/python -m pip install --quiet --disable-pip-version-check --no-index --no-build-isolation --no-deps -e .
	@cp $< $@

# TypeScript checks the types in the comments of our scripts, and the script for Google Forms against
# the interface that Google publishes; neither is shipped. Without Node the tests that ask it skip.
TYPESCRIPT := 6.0.3
APPS_SCRIPT := 2.0.13
$(VENV)-typescript/stamp: Makefile | system-for-tests
	@if command -v npm >/dev/null; then npm install --silent --prefix $(@D) --ignore-scripts --no-save \
	  --no-package-lock --no-audit --no-fund typescript@$(TYPESCRIPT) \
	  @types/google-apps-script@$(APPS_SCRIPT) && touch $@ || \
	  echo "studyguide: TypeScript could not be installed (the test that needs it is skipped)" >&2; fi

# Ace and a reading system judge the EPUBs in the slow tests, in the system's Chromium; without Node
# those tests skip by name.
$(VENV)-readers/stamp: Makefile | system-for-tests
	@if command -v npm >/dev/null; then npm install --silent --prefix $(@D) --ignore-scripts --no-save \
	  --no-package-lock --no-audit --no-fund @daisy/ace-cli@1.4.6 foliate-js@1.0.1 && touch $@ || \
	  echo "studyguide: Ace and foliate-js could not be installed (their tests are skipped)" >&2; fi

bench: environment $(VENV)-bench/requirements.txt ## measure the speed and write docs/authors/speed.md (20 minutes)
	$(VENV)-bench/bin/python -m tests.bench

$(VENV)-bench/requirements.txt: tests/bench/requirements.txt pyproject.toml
	@$(PYTHON) -m venv --clear $(VENV)-bench
	@$(VENV)-bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@$(VENV)-bench/bin/python -m pip install --quiet --disable-pip-version-check --no-index --no-build-isolation --no-deps -e .
	@cp $< $@

SEED ?= 1
MUTANTS ?= 2000
fuzz: environment ## break the guide in MUTANTS ways, drawn by SEED, and check what is said
	$(RUN) tests.mutation --count $(MUTANTS) --seed $(SEED)

mutants: environment ## break the code in 40 ways, drawn by SEED, and list what no unit test notices
	$(RUN) tests.mutants_of_code --count 40 --seed $(SEED)

POT := hooks/studyguide/words/words.pot
GATHER := extract --mapping pyproject.toml --keywords NC_:1c,2 --add-location file --sort-by-file \
  --no-wrap --omit-header
words: environment ## gather the texts of the program, and bring the catalogues up to date
	$(VENV)/bin/pybabel $(GATHER) --output-file $(POT) hooks/studyguide
	for folder in hooks/studyguide/words/*/words.po; do \
	  $(VENV)/bin/pybabel update --no-wrap --omit-header --no-fuzzy-matching --ignore-obsolete \
	    --input-file $(POT) --output-file $$folder --locale $$(basename $$(dirname $$folder)); done

screenshots: environment system-for-tests ## pictures of every page of site/, to look at, in screenshots/
	$(RUN) tests.whole.screenshots site screenshots

clean: ## remove outputs and caches (the environment stays: rm -rf .venv for that)
	rm -rf site site.* screenshots .studyguide .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find hooks tests -name __pycache__ -prune -exec rm -rf {} +

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-12s %s\n", $$1, $$2 }'

environment: $(VENV)/requirements.txt $(VENV)/pyproject.toml ## make or renew .venv

system-for-build:
	@.ci/system-packages python pango

system-for-tests: | system-for-build
	@.ci/system-packages --optional chromium poppler qpdf node

system-for-slow-tests: | system-for-build
	@.ci/system-packages --optional java

# The copies in .venv are stamps: they say what is installed, and comparing them keeps a file that
# was only touched (by a checkout, say) from asking for the network.
$(VENV)/requirements.txt: requirements.txt | system-for-build
	@cmp -s $< $@ || { \
	  echo "studyguide: installing the environment into $(VENV)"; \
	  $(PYTHON) -m venv --clear $(VENV) && \
	  $(RUN) pip install --quiet --disable-pip-version-check --require-hashes -r $<; }
	@cp $< $@

$(VENV)/pyproject.toml: pyproject.toml $(VENV)/requirements.txt
	@$(RUN) pip install --quiet --disable-pip-version-check --no-index --no-build-isolation --no-deps -e .
	@cp $< $@

# pip-tools lives apart, so that it is not itself in the lock. Run it on the oldest Python we take.
lock: | system-for-build ## resolve pyproject.toml into requirements.txt anew (network; Python 3.11)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11) and "lock with: make lock PYTHON=python3.11")'
	@test -x $(VENV)-lock/bin/pip-compile || { $(PYTHON) -m venv --clear $(VENV)-lock && \
	  $(VENV)-lock/bin/python -m pip install --quiet pip-tools==7.6.2; }
	CUSTOM_COMPILE_COMMAND="make lock" $(VENV)-lock/bin/pip-compile --quiet --upgrade --strip-extras \
	  --extra test --build-deps-for editable --allow-unsafe --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
	  --output-file requirements.txt pyproject.toml
	CUSTOM_COMPILE_COMMAND="make lock" $(VENV)-lock/bin/pip-compile --quiet --strip-extras \
	  --extra bench --build-deps-for editable --allow-unsafe --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --constraint requirements.txt \
	  --output-file tests/bench/requirements.txt pyproject.toml

# uv resolves to the lowest versions, which pip-tools cannot.
COMPILE = $(VENV)-lock/bin/uv pip compile --quiet --generate-hashes --no-strip-extras --no-annotate \
  --no-header --no-emit-index-url --no-emit-find-links --python-version 3.11 pyproject.toml
lock-compatibility: ## resolve tests/compatibility anew (network)
	@test -x $(VENV)-lock/bin/uv || { $(PYTHON) -m venv $(VENV)-lock && \
	  $(VENV)-lock/bin/python -m pip install --quiet 'uv>=0.13,<0.14'; }
	$(COMPILE) tests/compatibility/lowest.in --resolution lowest-direct \
	  --output-file tests/compatibility/lowest.txt
	$(COMPILE) tests/compatibility/properdocs.in --constraint requirements.txt \
	  --output-file tests/compatibility/properdocs.txt
