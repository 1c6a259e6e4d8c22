"""What is wrong or doubtful between the records of a dossier; a check is a function in one list."""

from brief.checks.run import run

__all__ = ["run"]
