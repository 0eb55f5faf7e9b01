"""What happens to translations, for those who act on it; sent inside the transaction.

- ``fell_behind``: translation_key (UUID), locale, segments (int: how many wait), urgent (bool).
  A live translation no longer says what its source says; once a change of the source.
- ``submitted``, ``approved``: translation, user (None for the system).
- ``sent_back``: translation, user, comment.
- ``assigned``: assignment.
- ``legal_validity_ending``: translation_key, on (date), recipients_group (a group's name).
"""

from typing import Final

from django.dispatch import Signal

fell_behind: Final = Signal()
submitted: Final = Signal()
approved: Final = Signal()
sent_back: Final = Signal()
assigned: Final = Signal()
legal_validity_ending: Final = Signal()
