"""The private link of a case."""

from django.conf import settings

from cms.core import secret_links
from cms.desk.models import Case

from .kinds import kind_of


def private_url(case: Case) -> str:
    """Return the address under which the sender sees the case."""
    kind = kind_of(case.kind)
    return f"{settings.SITE_URL}/{case.locale}/{kind.path}/{token_of(case)}/"


def token_of(case: Case) -> str:
    """Return the token of the private link, a new one when its key is forgotten.

    Of a case whose texts are deleted it is one that leads nowhere, and stays so.
    """
    purpose = kind_of(case.kind).purpose
    token = secret_links.token_of(purpose, case.pk, case.token_digest)
    if token is None:
        token = secret_links.derive(purpose, case.pk)
        if case.texts_deleted_at:
            return token
        case.token_digest = secret_links.digest(token)
        case.save(update_fields=["token_digest"])
    return token


def find(token: str, kind: str) -> Case | None:
    """Return the case of a kind that a private link leads to, until its texts are deleted."""
    if not secret_links.is_token(token):
        return None
    found = Case.objects.select_related("merged_into", "assignee")
    digest = secret_links.digest(token)
    return found.filter(kind=kind, token_digest=digest, texts_deleted_at=None).first()
