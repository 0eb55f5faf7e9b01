"""The private link of a registration."""

from django.conf import settings

from cms.core import access_tokens
from events.models import Registration

PURPOSE = "registration"


def private_url(registration: Registration) -> str:
    """Return the address under which people see and change their registration."""
    return f"{settings.SITE_URL}/{registration.locale}/registration/{_token(registration)}/"


def _token(registration: Registration) -> str:
    token = access_tokens.token_of(PURPOSE, registration.pk, registration.token_digest)
    if token is None:  # The secret key it was made with is forgotten: the old link has ended.
        token = access_tokens.derive(PURPOSE, registration.pk)
        registration.token_digest = access_tokens.digest(token)
        registration.save(update_fields=["token_digest"])
    return token
