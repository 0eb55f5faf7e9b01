"""What a handler raises to say no."""

from django.utils.functional import Promise


class ItemRefusedError(Exception):
    """This item cannot be done, and trying again would not help.

    ``message`` is shown to the owner; a lazy one is put into their language.
    """

    def __init__(self, message: str | Promise) -> None:
        super().__init__("refused")
        self.message = message
