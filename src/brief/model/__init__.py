"""The records of a dossier, their fields, dates and names."""
