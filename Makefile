# Every target does all the set-up it needs, from Python ≥ 3.11 and make alone.
# The folder may have any name: nothing here uses its path.

PYTHON ?= python3
PY     := .venv/bin/python
READY  := .venv/.ready
DEV    := .venv/.dev
CLUSTER := .venv/.cluster
BUILT  := motcua/doors/shared/static/built/.built
LOOK   := $(shell find assets -type f 2>/dev/null)
PIP    := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes

.PHONY: demo test suite test-cluster run check bench reset powercut build lock wheel clean
.DELETE_ON_ERROR:

demo: $(READY) $(BUILT)  ## the whole system with an invented commune, on this machine
	@exec $(PY) -m motcua.site.command demo $(if $(PORT),--port $(PORT))

reset: $(READY) $(BUILT)  ## the demo as it was at first, running or not
	@exec $(PY) -m motcua.site.command demo --reset --stop

run: $(READY) $(BUILT)  ## the system with an empty database of its own
	@exec $(PY) -m motcua.site.command serve

build: $(BUILT)  ## styles, scripts and typefaces

test:  ## everything CI runs; what does not wait for anything else, side by side
	@$(MAKE) --no-print-directory --jobs=2 check suite

suite: $(DEV) $(BUILT) machine
	PYTHONDONTWRITEBYTECODE= $(PY) -m pytest -n 3 --dist loadfile --no-loadscope-reorder

test-cluster: $(CLUSTER)  ## lists matched on Spark as on one machine (Java 17, 2 GB, minutes)
	@command -v java >/dev/null || \
	    { echo "Thiếu Java 17. Debian: apt-get install openjdk-17-jre-headless"; exit 1; }
	$(PY) -m pytest --timeout=900 tests/clerks/matching/on_spark.py

check: $(DEV)  ## what needs no database: style, types, the contracts of the layers
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) -c "from importlinter.cli import lint_imports_command; lint_imports_command()"

bench: $(DEV) $(BUILT)  ## figures, each beside its peer's or its limit
	$(PY) -m bench

powercut: $(DEV) $(BUILT)  ## what a cut of the power loses: nothing, and the control must lose (root)
	$(PY) -m bench.powercut

lock: $(DEV)  ## new lock files after a change of dependencies in pyproject.toml
	sh .ci/lock

wheel: $(DEV) $(BUILT)
	$(PY) -m build --wheel --no-isolation

clean:  ## everything made here but the data in var/
	rm -rf .venv node_modules build dist motcua/doors/shared/static/built motcua/bridges/fonts
	rm -rf .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find motcua tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "Cần Python 3.11 trở lên. Ví dụ: make demo PYTHON=python3.12"; exit 1; }
	@[ -x $(PY) ] || $(PYTHON) -m venv .venv || \
	    { rm -rf .venv; echo "Thiếu mô-đun venv. Debian: apt-get install python3-venv"; exit 1; }
	@echo "Cài các gói Python (lần đầu khoảng một phút) …"
	@$(PIP) -r requirements.txt
	@touch $@

$(DEV): requirements-dev.txt $(READY)
	@echo "Cài các công cụ kiểm tra …"
	@$(PIP) -r requirements-dev.txt
	@touch $@

$(CLUSTER): requirements-cluster.txt $(DEV)
	@echo "Cài Spark (vài trăm MB) …"
	@$(PIP) -r requirements-cluster.txt
	@touch $@

$(BUILT): $(LOOK) package.json package-lock.json | $(READY)
	@sh .ci/assets
	@touch $@

.PHONY: machine
machine:
	@sh .ci/machine

help:
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed 's/:.*## /\t/'
