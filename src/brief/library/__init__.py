"""The library: an open dossier, its records and findings, and the reports as functions."""
