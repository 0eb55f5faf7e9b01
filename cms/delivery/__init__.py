"""How public content leaves the CMS: documents, the API, files, and word to the frontends."""
