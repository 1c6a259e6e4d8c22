"""The Dossier protocol, and its views: as of a day, known by a day."""
