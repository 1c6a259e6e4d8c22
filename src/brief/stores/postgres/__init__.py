"""Compiled dossiers on a PostgreSQL server, with the same tables and queries as in SQLite."""
