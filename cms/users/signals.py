"""What happens to accounts, for those who hold work of theirs; sent inside the transaction.

``account_closing``: account, successor (an account or None), by (an account or None). Whoever
keeps work that waits for a person hands it to ``successor`` if they may do it, else to nobody.
"""

from typing import Final

from django.dispatch import Signal

account_closing: Final = Signal()
