"""“Did this help?”: the public form's endpoint and the editors' inbox."""
