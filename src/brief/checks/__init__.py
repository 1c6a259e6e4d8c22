"""What is wrong or doubtful in the records of a dossier; a check is a function in one of three lists."""

from brief.checks.run import doubts, errors, examine

__all__ = ["doubts", "errors", "examine"]
