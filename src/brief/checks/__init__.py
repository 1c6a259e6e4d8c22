"""Checks find errors and doubtful entries in the records of a dossier. Each is a function in one of three lists."""

from brief.checks.run import doubts, doubts_about, errors, examine

__all__ = ["doubts", "doubts_about", "errors", "examine"]
