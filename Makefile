# `make` alone lists the targets.

DEBIAN_PACKAGES = chromium git libdevel-nytprof-perl libpython3-dev \
  libsqlite3-dev python3 python3-venv zlib1g-dev
TEST_REQUIREMENTS = Tests/requirements.txt
VENV = .build/test-venv
SWIFTLET = .build/release/swiftlet
PYTHON = python3
FUZZ_SECONDS = 60
# Each batch of functions has a seed of its own: the next number.
FUZZ_SEED := $(shell date +%s)
FORMATTED = Package.swift Sources Tests
TEST_LOG = .build/test.log
ARRAY_FUNCTIONS = $(shell echo bench/functions/array*.py | tr ' ' :)
ARRAY_KERNELS = .build/array-kernels

SHELL = /bin/bash
.SHELLFLAGS = -o pipefail -c

.DEFAULT_GOAL := help
.PHONY: help setup build test demo bench overhead calibration verdicts \
  accuracy programs arrays compat regrtest day fuzz corpus fuzz-recordings \
  format lint clean

help: ## Lists the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) \
	  | sed -E 's/:[^#]*## /\t/' | awk -F'\t' '{printf "  %-15s %s\n", $$1, $$2}'

setup: ## Installs what is missing from Debian, or says how
	@missing=; for package in $(DEBIAN_PACKAGES); do \
	  dpkg-query -W -f '$${Status}' $$package 2>/dev/null \
	    | grep -q 'ok installed' || missing="$$missing $$package"; \
	done; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ]; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
	    apt-get install -y -qq --no-install-recommends $$missing; \
	else \
	  echo "Missing Debian packages; install them with:" >&2; \
	  echo "  sudo apt-get install$$missing" >&2; exit 1; \
	fi
	@command -v swift >/dev/null || { \
	  echo "No Swift compiler on PATH: install Swift 6.3" \
	    "from swift.org/install" >&2; exit 1; }

build: setup ## Builds .build/release/swiftlet and what it preloads
	swift build -c release --product SwiftletRecorder
	swift build -c release --product swiftlet

demo: build ## Profiles, advises on and proves a sample, start to end
	$(SWIFTLET) run Samples/rolling-score/main.py
	$(SWIFTLET) prove Samples/rolling-score/main.py

test: setup lint $(VENV)/ready ## Builds and runs every test
	swift build --build-tests
	@SWIFTLET_TEST_PYTHON=$(CURDIR)/$(VENV)/bin/python \
	  swift test --skip-build 2>&1 | tee $(TEST_LOG) \
	  || { echo "What failed:"; grep -A 4 '^✘' $(TEST_LOG); exit 1; }

bench: build ## Measures overhead and kernels beside other tools
	python3 bench/bench.py --swiftlet $(SWIFTLET)
	python3 bench/calibration.py --swiftlet $(SWIFTLET)
	python3 bench/verdicts.py --swiftlet $(SWIFTLET)

overhead: build ## Measures what profilers cost pyperformance's benchmarks
	python3 bench/overhead_toggled.py --swiftlet $(SWIFTLET)
	python3 bench/overhead_suite.py --swiftlet $(SWIFTLET)

calibration: build ## Holds predicted speedups against proved ones
	python3 bench/calibration.py --swiftlet $(SWIFTLET) \
	  --document docs/CALIBRATION.md

verdicts: build ## Holds the advice against scripts that people labelled
	python3 bench/verdicts.py --swiftlet $(SWIFTLET)

accuracy: build ## Holds profiles against programs with known shares
	python3 bench/accuracy.py --swiftlet $(SWIFTLET) \
	  --document docs/ACCURACY.md

programs: build ## Proves pyperformance's programs, and writes docs/PROGRAMS.md
	python3 bench/programs.py --swiftlet $(SWIFTLET) \
	  --write docs/PROGRAMS.md

arrays: setup $(VENV)/ready ## Times functions over NumPy arrays beside Numba
	swift build --build-tests
	rm -rf $(ARRAY_KERNELS)
	SWIFTLET_TEST_PYTHON=$(CURDIR)/$(VENV)/bin/python \
	  SWIFTLET_CORPUS=$(ARRAY_FUNCTIONS) \
	  SWIFTLET_KEPT_KERNELS=$(ARRAY_KERNELS) \
	  swift test --skip-build --filter ConformanceTests/files
	python3 bench/array_functions.py $(ARRAY_KERNELS)

compat: build ## Runs pyperformance's pure-Python benchmarks under profile
	python3 bench/compat.py --swiftlet $(SWIFTLET)

regrtest: build ## Runs CPython's own tests under profile
	python3 bench/regrtest.py --swiftlet $(SWIFTLET) --python $(PYTHON)

day: setup ## Feeds a day of samples at 1 kHz, and holds their memory to 64 MB
	swift build --build-tests
	SWIFTLET_SAMPLES=86400000 swift test --skip-build --filter BoundedTests

fuzz: setup ## Compares random functions for FUZZ_SECONDS, from FUZZ_SEED on
	swift build --build-tests
	SWIFTLET_FUZZ_SECONDS=$(FUZZ_SECONDS) SWIFTLET_FUZZ_SEED=$(FUZZ_SEED) \
	  swift test --skip-build --filter FuzzTests

corpus: setup ## Translates the functions of FILES (a:b), and compares them
	swift build --build-tests
	SWIFTLET_CORPUS=$(FILES) swift test --skip-build \
	  --filter ConformanceTests/files

fuzz-recordings: setup ## Reads hostile recordings for FUZZ_SECONDS
	SWIFTLET_FUZZER=1 swift build --build-path .build/fuzzer \
	  --product RecordingFuzzer -Xswiftc -sanitize=fuzzer,address \
	  -Xswiftc -use-ld=lld
	mkdir -p .build/fuzzer/corpus
	.build/fuzzer/debug/RecordingFuzzer .build/fuzzer/corpus \
	  Tests/RecordingFuzzer/Seeds -max_total_time=$(FUZZ_SECONDS) \
	  -rss_limit_mb=1024 -timeout=10 -max_len=65536

format: ## Formats the Swift sources in place
	swift format --in-place --parallel --recursive $(FORMATTED)

lint: ## Checks the format of the Swift sources
	swift format lint --strict --parallel --recursive $(FORMATTED)

clean: ## Removes what was built
	rm -rf .build

# The interpreter, with packages, that tests run scripts under.
$(VENV)/ready: $(TEST_REQUIREMENTS)
	python3 -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check \
	  -r $(TEST_REQUIREMENTS)
	touch $@
