"""How public content leaves the CMS: API, prepared documents, files, webhook to the frontend."""
