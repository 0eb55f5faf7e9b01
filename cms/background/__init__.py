"""Work outside requests: jobs, batches of many items, outgoing mail."""
