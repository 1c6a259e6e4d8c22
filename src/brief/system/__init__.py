"""Access to the operating system: writing files, finding programs, package resources."""

UNFINISHED = ".brief-unfinished"
"""The hidden folder in a dossier with a change of several files that is decided and not complete."""
