"""“Minor: translations stay current”: a comma in Polish is no work for three translators."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.core import locales
from cms.core.models import TranslationState
from cms.translation.models import Acceptance, FormerString, SourceChange, TranslationDraft
from cms.users.models import User

from . import rights, states

_declaration: Final[ContextVar["Declaration | None"]] = ContextVar("minor_edit", default=None)
LOG_ACTION: Final = "translation.minor_edit"


@dataclass(slots=True)
class Declaration:
    """Somebody says that what they publish now is minor; ``carried`` counts what that kept."""

    user: User
    carried: int = 0


@contextmanager
def declared(declaration: Declaration) -> Iterator[Declaration]:
    """Have sources that are published inside the block marked as minor edits, at once."""
    token = _declaration.set(declaration)
    try:
        yield declaration
    finally:
        _declaration.reset(token)


def note_change(instance: Any) -> None:
    """Keep the translations of a changed source current, if its edit was declared minor."""
    declaration = _declaration.get()
    if declaration is not None:
        declaration.carried += mark_minor(instance, user=declaration.user)


@transaction.atomic
def mark_minor(instance: Any, *, user: User) -> int:
    """Declare that the last published change of a source changed no meaning.

    Returns how many translated segments were carried over. Effects, in order: what translated the
    former strings translates the new ones as well, with its author and its acceptance;
    translations that were current stay so, unless addresses, pictures or the structure changed
    too; an entry in Wagtail's log. Raises PermissionDenied for a user who may not publish the
    source.
    """
    if instance.locale.language_code != locales.SOURCE or not rights.may_publish(
        user, instance.locale
    ):
        raise PermissionDenied
    change = SourceChange.objects.filter(source__object_id=instance.translation_key).first()
    if change is None:
        return 0
    carried = _carry_over(change)
    if change.before_copied == change.after_copied:
        _keep_current(change)
    states.recompute(instance.translation_key)
    log(instance=instance, action=LOG_ACTION, user=user, data={"segments": carried})
    return carried


def _carry_over(change: SourceChange) -> int:
    """Copy the translations of the strings that the change replaced to the new ones."""
    source: TranslationSource = change.source
    changed = list(
        FormerString.objects.filter(context__object_id=source.object_id, source_digest=change.after)
    )
    old = StringTranslation.objects.filter(
        context__object_id=source.object_id, has_error=False
    ).select_related("acceptance", "context")
    known = {(each.locale_id, each.context_id, each.translation_of_id): each for each in old}
    count = 0
    for locale_id in {place[0] for place in known}:
        for former in changed:
            found = known.get((locale_id, former.context_id, former.former_id))
            if found and (locale_id, former.context_id, former.string_id) not in known:
                count += _copy(found, former.string_id)
    return count


def _copy(found: StringTranslation, string_id: int) -> int:
    """Let a translation translate another string too; what has lost a link of it cannot."""
    acceptance = getattr(found, "acceptance", None)
    copy = StringTranslation.objects.create(
        translation_of_id=string_id,
        context=found.context,
        locale_id=found.locale_id,
        data=found.data,
        translation_type=found.translation_type,
        tool_name=found.tool_name,
        last_translated_by_id=found.last_translated_by_id,
    )
    if copy.has_error:
        copy.delete()
        return 0
    if acceptance is not None and acceptance.text == found.data:
        Acceptance.objects.create(
            translation=copy,
            text=copy.data,
            accepted_by_id=acceptance.accepted_by_id,
            accepted_at=acceptance.accepted_at,
        )
    return 1


def _keep_current(change: SourceChange) -> None:
    """Let what was made from the text before count as made from the text now."""
    key = change.source.object_id
    TranslationState.objects.filter(translation_key=key, source_digest=change.before).update(
        source_digest=change.after
    )
    for translation in Translation.objects.filter(source=change.source):
        target = states.target_of(translation)
        if target is not None:
            TranslationDraft.objects.filter(
                revision__in=target.revisions.values("pk"), source_digest=change.before
            ).update(source_digest=change.after)
