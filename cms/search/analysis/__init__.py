"""Words as the index knows them: one way to read texts and queries, without any database."""
