"""“Minor: translations stay current”: a comma in Polish is no work for three translators.

Whoever publishes is shown each text before and after, and picks those that say the same. A text can
be picked only where both are nearly the same, in the same place (``rules.minor``). What translated
the old text then translates the new one, as a text that nobody has accepted yet.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail_localize.models import String, StringTranslation, TranslationSource

from cms.core import locales
from cms.translation.base.models import FormerString, MinorChange, MinorEdit, SourceChange
from cms.users.models import User

from . import outdated, permissions, states
from .source_diff import Change, key_of

_declaration: Final[ContextVar["Declaration | None"]] = ContextVar("minor_edit", default=None)
LOG_ACTION: Final = "translation.minor_edit"
LOG_UNDONE: Final = "translation.minor_edit_undone"


@dataclass(slots=True)
class Declaration:
    """Somebody says of ``picked`` changes, which they saw, that they change no meaning.

    ``carried`` counts the translated texts that this kept.
    """

    user: User
    picked: frozenset[str]
    carried: int = 0


def declare(user: User, shown: list[Change], picked: set[str]) -> Declaration:
    """Return the declaration of those changes that may be minor, whatever else was asked for."""
    offered = {change.key for change in shown if change.is_offered}
    return Declaration(user, frozenset(offered & picked))


@contextmanager
def declared(declaration: Declaration) -> Iterator[Declaration]:
    """Have sources that are published inside the block marked as minor edits, at once."""
    token = _declaration.set(declaration)
    try:
        yield declaration
    finally:
        _declaration.reset(token)


def note_change(instance: Any) -> None:
    """Carry the translations of a changed source over, as far as its edit was declared minor."""
    declaration = _declaration.get()
    if declaration is not None:
        declaration.carried += mark_minor(instance, declaration)


@transaction.atomic
def mark_minor(instance: Any, declaration: Declaration) -> int:
    """Note what of the last published change of a source changed no meaning.

    Returns how many translated segments were carried over. Effects, in order: the ``MinorEdit``
    with its changes; what translated the former strings translates the new ones as well, by its
    author, accepted by nobody; the states; an entry in Wagtail's log. Translations that were
    current stay so if everything that changed was picked. Raises PermissionDenied for a user who
    may not publish the source.
    """
    user = declaration.user
    if instance.locale.language_code != locales.SOURCE:
        raise PermissionDenied
    _require(user, instance.locale)
    change = SourceChange.objects.filter(source__object_id=instance.translation_key).first()
    picked = _picked(change, declaration.picked) if change else []
    if change is None or not picked:
        return 0
    edit = MinorEdit.objects.create(source=change.source, made_by=user, made_at=timezone.now())
    carried = sum(_carry(edit, former) for former in picked)
    states.recompute(instance.translation_key)
    log(instance=instance, action=LOG_ACTION, user=user, data={"segments": carried})
    return carried


def _require(user: User, locale: Any) -> None:
    if not permissions.may_publish(user, locale):
        raise PermissionDenied


def _picked(change: SourceChange, keys: frozenset[str]) -> list[FormerString]:
    """Return the strings that the change replaced and that were picked."""
    changed = FormerString.objects.filter(
        context__object_id=change.source.object_id, source_digest=change.after
    ).select_related("context", "string", "former")
    return [
        each
        for each in changed
        if key_of(each.context.path, each.former.data, each.string.data) in keys
    ]


def _carry(edit: MinorEdit, former: FormerString) -> int:
    """Let each translation of the former string translate the new one, where nothing does yet."""
    place = {"context_id": former.context_id, "has_error": False}
    old = StringTranslation.objects.filter(translation_of_id=former.former_id, **place)
    known = set(
        StringTranslation.objects.filter(
            context_id=former.context_id, translation_of_id=former.string_id
        ).values_list("locale_id", flat=True)
    )
    carried = {
        str(found.locale_id): found.data
        for found in old.exclude(locale__in=known)
        if _copy(found, former.string)
    }
    MinorChange.objects.create(
        edit=edit,
        context_id=former.context_id,
        old_id=former.former_id,
        new_id=former.string_id,
        carried=carried,
    )
    return len(carried)


def _copy(found: StringTranslation, string: String) -> bool:
    """Let a translation translate another string too; what has lost a link of it cannot."""
    copy = StringTranslation.objects.create(
        translation_of=string,
        context=found.context,
        locale_id=found.locale_id,
        data=found.data,
        translation_type=found.translation_type,
        tool_name=found.tool_name,
        last_translated_by_id=found.last_translated_by_id,
    )
    if copy.has_error:
        copy.delete()
    return not copy.has_error


@transaction.atomic
def undo(edit: MinorEdit, *, user: User) -> bool:
    """Take a minor edit back; return whether it still counted.

    What was carried over goes, unless somebody has written or accepted it since; the translations
    are behind again, which is told. The row stays, and a second entry in Wagtail's log. Raises
    PermissionDenied for a user who may not publish the source.
    """
    source: TranslationSource = edit.source
    _require(user, source.locale)
    still = MinorEdit.objects.filter(pk=edit.pk, undone_at=None)
    if not still.update(undone_by=user, undone_at=timezone.now()):
        return False
    for change in edit.changes.all():
        _drop_carried(change)
    states.recompute(source.object_id)
    outdated.announce(source.object_id)
    model = source.specific_content_type.model_class()
    instance = model.objects.filter(translation_key=source.object_id, locale=source.locale).first()
    if instance is not None:
        log(instance=instance, action=LOG_UNDONE, user=user)
    return True


def _drop_carried(change: MinorChange) -> None:
    for locale_id, text in change.carried.items():
        StringTranslation.objects.filter(
            context_id=change.context_id,
            translation_of_id=change.new_id,
            locale_id=locale_id,
            data=text,
            acceptance=None,
        ).delete()
