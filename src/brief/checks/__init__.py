"""Checks find errors and doubtful entries in the records of a dossier. Each is a function in one of three lists."""

from brief.checks.run import doubts, errors, examine, twins

__all__ = ["doubts", "errors", "examine", "twins"]
