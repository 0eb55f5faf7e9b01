"""Notifications to accounts about translation work, and the mails that carry them."""
