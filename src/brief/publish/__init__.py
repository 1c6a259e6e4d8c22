"""Builds the pages and scripts of an exported dossier: a Markdown vault or a web site."""
