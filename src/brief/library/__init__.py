"""The library: a dossier that is opened, its records and findings, and the reports as functions."""
