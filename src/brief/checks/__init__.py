"""What is wrong or doubtful in the records of a dossier; a check is a function in one of two lists."""

from brief.checks.run import examine, run

__all__ = ["examine", "run"]
