"""Reports: pure functions that turn a dossier and a question into a document, one module per report."""
