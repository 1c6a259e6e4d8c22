.PHONY: check test oldest lint docs pictures

check: lint test

test:
	.venv/bin/pytest

oldest:
	.ci/oldest

docs:
	.venv/bin/pytest --update

pictures:
	.venv/bin/python docs/generate_pictures.py

lint:
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports
