"""A dossier and a question to a document; pure, one file a report."""
