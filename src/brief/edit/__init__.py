"""Edits the texts of a dossier's files; the only writer of YAML."""
