# make demo: install, then open the demo archive.   make test: all that the checks of this project ask for.
# Only python3 (3.11 or newer, with venv) and make are needed; nothing is installed outside .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
CODE := assistant bench ingest vectorstore ui tests

.PHONY: demo test torture bench bench-check lint format typecheck clean

demo: $(VENV)/.installed
	@echo "[3/3] Mở kho báo cáo mẫu…"
	@$(BIN)/hoibaocao demo

test: lint typecheck
	$(BIN)/python -m pytest --cov --cov-report=term

# What is too long for every change, at its full size.
torture: $(VENV)/.installed-dev
	HOIBAOCAO_TORTURE=1 $(BIN)/python -m pytest -s tests/torture tests/ingest/hostile tests/ui/test_hostile_browser.py

# Beside its peers, and up to 10,000 passages; `make bench GROW="--size 100000"` or GROW=--million goes on.
bench: $(VENV)/.installed-bench
	$(BIN)/python -m bench run $(RUN)
	$(BIN)/python -m bench grow $(GROW)

bench-check:
	$(BIN)/python -m bench check

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

typecheck: $(VENV)/.installed-dev
	$(BIN)/mypy

# torch first and by itself: a build without CUDA that is already there, or that pip is pointed to, then satisfies the rest.
$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	@echo "[2/3] Cài đặt thư viện (lần đầu mất vài phút)…"
	$(PIP) install -c constraints.txt torch==2.13.0
	$(PIP) install -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) install -c constraints.txt torch==2.13.0
	$(PIP) install -c constraints.txt -e ".[dev]"
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-bench: $(VENV)/.installed-dev
	$(PIP) install -c constraints.txt -e ".[bench]"
	@touch $@

$(BIN)/python:
	@echo "[1/3] Tạo môi trường Python trong $(VENV)…"
	@command -v $(PYTHON) >/dev/null || { echo "Không thấy $(PYTHON). Hãy cài Python 3.11 trở lên (Debian, Ubuntu: apt install python3 python3-venv)." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Cần Python 3.11 trở lên; $(PYTHON) ở đây là bản $$($(PYTHON) -V). Chỉ bản khác: make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python này thiếu mô-đun venv. Debian, Ubuntu: apt install python3-venv." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

clean:
	rm -rf build dist *.egg-info .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +
