"""The editors' side of translations: guarded addresses, the list of work, the review bar."""
