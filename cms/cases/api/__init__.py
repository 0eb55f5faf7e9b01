"""What senders do with their case by its private link, whatever kind it is of."""
