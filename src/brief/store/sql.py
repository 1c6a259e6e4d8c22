"""Pieces of SQL that several questions share."""

from collections.abc import Sized


def marks(values: Sized) -> str:
    """A placeholder for each value, to stand within `IN (...)`."""
    return ", ".join("?" * len(values))
