"""How things of the CMS look to the public: explicit dicts, nothing else leaves."""
