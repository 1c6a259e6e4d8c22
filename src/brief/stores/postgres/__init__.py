"""Compiled dossiers on a PostgreSQL server: the same tables and questions as in SQLite."""
