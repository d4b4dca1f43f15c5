# make run, make test: each sets up what it needs first. Without make, see README.md.

.DEFAULT_GOAL := help
.PHONY: help run test lint format bench demo
IN_VENV := .venv/bin/python

help: ## Show what make can do
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' Makefile

run: .venv/installed ## Start the app on http://localhost:8501; the first time with a sample portfolio
	@exec $(IN_VENV) -m cxdash serve

test: .venv/installed-for-development ## Check everything: layout, lint, imports, types, tests on both databases and in a browser
	@exec $(IN_VENV) -m tests

lint: .venv/installed-for-development ## Check everything but the tests; takes seconds
	@exec $(IN_VENV) -m tests --only format lint imports types

format: .venv/installed-for-development ## Lay out the code and mend what ruff can mend
	@$(IN_VENV) -m ruff check --fix-only .
	@$(IN_VENV) -m ruff format .

bench: .venv/installed-for-development ## Print the performance ratios of one run as a line of JSON
	@exec $(IN_VENV) -m benchmarks

demo: .venv/installed ## Import the sample portfolio into an empty database
	@exec $(IN_VENV) -m cxdash demo

# The stamps are newer than the requirements they stand for, so that a second start installs nothing.

.venv/installed: requirements.txt | $(IN_VENV)
	@echo "Installing what the app runs on ..." >&2
	@$(IN_VENV) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/installed-for-development: requirements.txt requirements-dev.txt | $(IN_VENV)
	@echo "Installing what the app runs on and what checks it ..." >&2
	@$(IN_VENV) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ .venv/installed

# A name on the path may be a shell around a Python that is not installed, so each is asked for its version.
# Debian ships ensurepip, which a new environment gets its pip from, as a package of its own.
$(IN_VENV):
	@for python in python3.11 python3 python; do \
	    if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	    echo "cxdash needs Python 3.11 or newer and found neither python3.11 nor such a python3. Install it" >&2; \
	    echo "(Debian: apt-get install python3.11 python3.11-venv; others: https://www.python.org) and try again." >&2; \
	    exit 1; \
	fi; \
	if ! $$found -c 'import ensurepip, venv' 2>/dev/null; then \
	    package=$$($$found -c 'import sys; print(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")'); \
	    echo "$$found cannot make a virtual environment: it lacks ensurepip. Install it" >&2; \
	    echo "(Debian and Ubuntu: apt-get install $$package) and try again." >&2; \
	    exit 1; \
	fi; \
	echo "Making .venv with $$($$found --version) ..." >&2; \
	$$found -m venv .venv
