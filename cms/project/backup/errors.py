"""What stops a backup or a restore, in words for the person at the console."""


class BackupError(Exception):
    """Nothing was changed; the text says why and what to do."""
