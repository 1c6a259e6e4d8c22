"""The compiled dossier in one SQLite file, derived from the YAML; the only room that speaks SQL."""
