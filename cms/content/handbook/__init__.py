"""The handbook for practitioners: parts, chapters, legal basis, audiences, glossary."""
