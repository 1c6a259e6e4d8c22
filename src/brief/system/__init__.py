"""Access to the operating system: writing files, finding programs, package resources."""

UNFINISHED = ".brief-unfinished"
"""The hidden folder in a dossier that has a committed but incomplete change of several files."""
