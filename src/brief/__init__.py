"""Briefings from a dossier of sourced facts."""

__version__ = "0.1.0"
