"""Other people's formats: a dossier as pages among which one walks by links."""
