"""File formats: PO, XLIFF 2, inline codes, archives. Nothing here knows the database."""
