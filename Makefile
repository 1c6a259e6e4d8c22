.PHONY: check test oldest lint docs

check: lint test

test:
	.venv/bin/pytest

oldest:
	.ci/oldest

docs:
	.venv/bin/pytest --update

lint:
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports
