"""Reads YAML files into records and findings; the only reader of a dossier's files."""
