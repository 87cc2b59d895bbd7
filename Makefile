# The only entry: `make` lists what there is.
PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv
export UV_PYTHON_DOWNLOADS := never
# an office network often has certificates of its own
export UV_SYSTEM_CERTS := true
export PYTHONUTF8 := 1
DEMO ?= demo
PORT ?= 8000
PYTEST_ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help demo serve test check fix accept bench peers fonts docs lock clean

help: ## list the targets
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: .venv/.run ## build a fictional province, load it, write the check-up of its demo court
	@echo "building the made-up courts (虚构) in $(DEMO)/store …"
	@rm -rf $(DEMO)
	@mkdir -p $(DEMO)
	$(BIN)/shuzhu --store $(DEMO)/store demo
	$(BIN)/shuzhu --store $(DEMO)/store checkup --court 虚0213 --period 2020H1 -o $(DEMO)
	@echo
	@echo "the check-up (虚构): $(abspath $(DEMO))/checkup-虚0213-2020H1.html"
	@echo "ask more:           $(BIN)/shuzhu --store $(DEMO)/store explain CX03 --court 虚0213 --period 2020"
	@echo "open the cockpit:   make serve   (then http://127.0.0.1:$(PORT)/)"

serve: .venv/.run .venv/.scripts ## open the cockpit on the demo at http://127.0.0.1:8000/ (PORT=…)
	@test -d $(DEMO)/store || $(MAKE) --no-print-directory demo
	$(BIN)/shuzhu --store $(DEMO)/store serve --court 虚0213 --port $(PORT) --unlocked

test: .venv/.dev .venv/.scripts ## set up, then check and run every test
	@$(MAKE) --no-print-directory check
	@# a Spark of its own process: its virtual machine does not start beside what the other tests have loaded
	$(BIN)/pytest -m spark $(PYTEST_ARGS) || [ $$? -eq 5 ]
	$(BIN)/pytest -n 2 --dist loadfile -m "not spark" $(PYTEST_ARGS)

check: .venv/.dev ## formatting, lint, types, the import contract, the catalogue
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/shuzhu --store $(DEMO)/none catalogue check

fix: .venv/.dev ## format, and mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

accept: .venv/.dev ## rewrite golden files and generated pages; then read the diff
	SHUZHU_ACCEPT=1 $(BIN)/pytest tests/test_golden.py tests/test_docs.py || true
	git diff --stat

bench: .venv/.dev ## benchmarks: ratios, and failure past their limits
	$(BIN)/python benchmarks/indicators.py
	$(BIN)/python benchmarks/indices.py
	$(BIN)/python benchmarks/judgments.py
	$(BIN)/python benchmarks/judgments.py --speed
	$(BIN)/python benchmarks/alerts.py
	$(BIN)/python benchmarks/effects.py
	$(BIN)/python benchmarks/reports.py
	$(BIN)/python benchmarks/search.py
	$(BIN)/python benchmarks/web.py
	$(BIN)/python benchmarks/linkage.py
	$(BIN)/python benchmarks/similar.py

peers: ## install what benchmarks are compared with, where Debian has it
	apt-get install -y --no-install-recommends r-cran-surveillance

FONTS := .venv/share/shuzhu/fonts

fonts: $(FONTS)/.got ## fetch the free fonts of official documents (仿宋 黑体 楷体 宋体) from Debian, for PDF

$(FONTS)/.got:
	@mkdir -p $(FONTS) && chmod a+rwx $(FONTS)
	cd $(FONTS) && { apt-get download -qq texlive-lang-chinese || { apt-get update -qq && apt-get download -qq texlive-lang-chinese; }; }
	cd $(FONTS) && dpkg-deb -x texlive-lang-chinese_*.deb unpacked
	mv $(FONTS)/unpacked/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/*.otf $(FONTS)/
	rm -rf $(FONTS)/unpacked $(FONTS)/*.deb
	@touch $@

docs: .venv/.dev ## the manual, built strictly into site/
	$(BIN)/python docs/generate.py
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo "built: site/index.html"

lock: .venv/.dev ## refresh the hashed requirement locks
	$(UV) pip compile -q pyproject.toml --group build --generate-hashes --no-emit-index-url --no-header \
		--universal --python-version 3.11 -o requirements.txt
	$(UV) pip compile -q pyproject.toml --group build --group dev --extra spark --generate-hashes \
		--no-emit-index-url --no-header --universal --python-version 3.11 -c requirements.txt -o requirements-dev.txt

clean: ## remove the environment and everything made
	rm -rf .venv site $(DEMO) node_modules src/shuzhu/web/built

.venv/bin/uv:
	@echo "making the environment .venv …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

.venv/.run: requirements.txt pyproject.toml | .venv/bin/uv
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements.txt
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.scripts: package-lock.json $(wildcard src/shuzhu/web/scripts/*.js) | .venv/bin/uv
	@if command -v npm >/dev/null; then echo "building the cockpit's scripts …"; npm ci --silent && npm run --silent build; \
		else echo "npm is not there: the cockpit is served without scripts"; fi
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.run
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.txt
	@touch $@
