"""What happens to accounts, for those who hold work of theirs; sent inside the transaction.

``account_leaving``: account, successor (an account or None), by (an account or None). Somebody can
no longer log in, because the account is closed or deactivated: whoever keeps work that waits for a
person hands it to ``successor`` if they may do it, else to nobody.

``account_flag_changed``: account, flag, held. ``is_active``, ``is_staff`` or ``is_superuser`` was
given (``held``) or taken away, otherwise than by closing.

``account_closing``: the same. Whatever else says who it was is to be forgotten.
"""

from typing import Final

from django.dispatch import Signal

account_leaving: Final = Signal()
account_flag_changed: Final = Signal()
account_closing: Final = Signal()
