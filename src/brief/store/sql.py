"""Pieces of SQL that several questions share."""

from collections.abc import Sized

from brief.core.model import KINDS

KIND_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}
"""The kinds of records, as the tables of names and links know them."""


def marks(values: Sized) -> str:
    """A placeholder for each value, to stand within `IN (...)`."""
    return ", ".join("?" * len(values))
