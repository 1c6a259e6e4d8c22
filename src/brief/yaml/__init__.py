"""YAML files to records and findings; the only reader of a dossier's files."""
