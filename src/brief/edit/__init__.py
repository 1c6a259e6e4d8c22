"""Edits of a dossier's files: text in, text out. The only writer of YAML."""
