"""What senders do with their case by its private link, for every case type."""
