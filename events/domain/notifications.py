"""Have people told by mail what happened to their registration."""

from cms.background.outbox import post
from events.enums import LetterKind
from events.models import Registration


def tell(
    registration: Registration, kind: LetterKind, *, about: int | str | None = None, key: str = ""
) -> bool:
    """Post a letter in the caller's transaction; False if there is no address or it was posted.

    ``about`` is the id of a date or of a message, or what else the letter's writer cannot read
    any more: see :mod:`events.domain.letters`. ``key``: what is told twice is one letter.
    """
    if not registration.email:
        return False
    subject = f"{registration.pk}" if about is None else f"{registration.pk}:{about}"
    return post(f"events.{kind}", subject_id=subject, key=key)
