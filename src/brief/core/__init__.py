"""What every room shares: the model, dates, names, findings and the Dossier protocol."""
