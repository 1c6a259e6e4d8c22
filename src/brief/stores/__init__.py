"""The compiled dossier, in an SQLite file or on a server; the only package that contains SQL."""
