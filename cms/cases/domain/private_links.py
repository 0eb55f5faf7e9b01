"""The private link of a case."""

from django.conf import settings

from cms.cases.models import Case
from cms.core import access_tokens

from .case_types import case_type_of


def private_url(case: Case) -> str:
    """Return the address under which the sender sees the case."""
    kind = case_type_of(case.kind)
    return f"{settings.SITE_URL}/{case.locale}/{kind.path}/{token_of(case)}/"


def token_of(case: Case) -> str:
    """Return the token of the private link, a new one when its key is forgotten.

    Of a case whose texts are deleted it is one that leads nowhere, and stays so.
    """
    purpose = case_type_of(case.kind).purpose
    token = access_tokens.token_of(purpose, case.pk, case.token_digest)
    if token is None:
        token = access_tokens.derive(purpose, case.pk)
        if case.texts_deleted_at:
            return token
        case.token_digest = access_tokens.digest(token)
        case.save(update_fields=["token_digest"])
    return token


def find(token: str, kind: str) -> Case | None:
    """Return the case of a kind that a private link leads to, until its texts are deleted."""
    if not access_tokens.is_token(token):
        return None
    found = Case.objects.select_related("merged_into", "assignee")
    digest = access_tokens.digest(token)
    return found.filter(kind=kind, token_digest=digest, texts_deleted_at=None).first()
