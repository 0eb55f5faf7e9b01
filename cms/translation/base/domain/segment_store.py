"""Writing segments: the one way in, for people, machines and files.

Whoever writes passes the rights of the language, the conflict check and the checks of the text;
every write brings the state of the translation up to date in the same transaction.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.strings import StringValue, validate_translation_links

from cms.translation.base.models import Acceptance
from cms.translation.base.rules.limits import MAX_TEXT, TITLE_LENGTH
from cms.users.models import User

from . import permissions, states
from .errors import ConflictError, InvalidTextError, OwnWorkError, SegmentGoneError
from .segment_rows import Place, SegmentRow, accepted, segment_rows, version

MANUAL: Final = StringTranslation.TRANSLATION_TYPE_MANUAL
MACHINE: Final = StringTranslation.TRANSLATION_TYPE_MACHINE
_NUL: Final = "\x00"
_WRITTEN: Final = (
    "data",
    "translation_type",
    "tool_name",
    "last_translated_by",
    "updated_at",
    "has_error",
    "field_error",
)


@transaction.atomic
def write(
    translation: Translation,
    segment_id: int,
    text: str,
    *,
    user: User,
    expected: str | None = None,
    tool: str = "",
) -> SegmentRow:
    """Store the translation of one segment and return the segment as it is now.

    An empty ``text`` removes the translation. With ``tool`` it is a machine's work. ``expected``
    is ``version()`` of the text the writer saw. A person who writes what the machine had written
    takes it over; writing what a person had written changes nothing.

    Raises PermissionDenied for a user without rights in the language, SegmentGoneError,
    ConflictError when the text is another than ``expected``, InvalidTextError.
    """
    _require(permissions.may_edit(user, translation.target_locale))
    lock(translation)
    row = _find(translation, segment_id)
    if expected is not None and version(row.text) != expected:
        raise ConflictError(row)
    _store(translation, {segment_id: text}, user=user, tool=tool)
    return _find(translation, segment_id)


@transaction.atomic
def write_many(
    translation: Translation, texts: Mapping[int, str], *, user: User | None, tool: str = ""
) -> list[int]:
    """Store many segments by their ids; return the ids whose translation changed.

    A constant number of queries. ``user`` None is the system. A machine's work never takes the
    place of a person's. Raises like ``write``; then nothing is stored.
    """
    _require(user is None or permissions.may_edit(user, translation.target_locale))
    lock(translation)
    if tool:
        people = _written_by_people(translation, texts)
        texts = {pk: text for pk, text in texts.items() if pk not in people}
    return _store(translation, texts, user=user, tool=tool)


def _written_by_people(translation: Translation, segment_ids: Collection[int]) -> set[int]:
    found = _translations(translation, segment_ids)
    return {pk for pk, each in found.items() if each.translation_type != MACHINE and each.data}


@transaction.atomic
def accept(translation: Translation, segment_ids: Collection[int], *, user: User) -> list[int]:
    """Note that ``user`` read these segments and found them right; return which were accepted.

    What the user wrote themselves is left out, and what has no valid text; administrators may
    accept their own. Raises OwnWorkError if nothing but own work is left, PermissionDenied for
    users who do not publish in the language.
    """
    _require(permissions.may_publish(user, translation.target_locale))
    lock(translation)
    found = _translations(translation, segment_ids)
    ready = {
        pk: each
        for pk, each in found.items()
        if each.data.strip() and not each.has_error and accepted(each) is None
    }
    own = {pk for pk, each in ready.items() if is_own(each, user)}
    if own and len(own) == len(ready):
        raise OwnWorkError(str(translation))
    chosen = {pk: each for pk, each in ready.items() if pk not in own}
    _note_acceptance(chosen.values(), user)
    states.recompute_open(translation)
    return list(chosen)


def accept_unread(translation: Translation, *, user: User) -> None:
    """Accept, as ``user``, whatever translated segment nobody has accepted; four queries.

    Whoever calls this has made sure that there is no machine's and no own work among it.
    """
    segments = StringSegment.objects.filter(source=translation.source_id)
    found = _at(translation, {segment.pk: segment for segment in segments})
    unread = {each.pk: each for each in found.values() if accepted(each) is None}
    _note_acceptance((each for each in unread.values() if not each.has_error), user)


def is_own(found: StringTranslation, user: User) -> bool:
    """Tell whether ``user`` wrote this text, which they may then not judge."""
    is_person = found.translation_type != MACHINE
    return is_person and found.last_translated_by_id == user.pk and not user.is_superuser


def _note_acceptance(found: Iterable[StringTranslation], user: User) -> None:
    now = timezone.now()
    Acceptance.objects.bulk_create(
        [
            Acceptance(translation=each, text=each.data, accepted_by=user, accepted_at=now)
            for each in found
        ],
        update_conflicts=True,
        unique_fields=["translation"],
        update_fields=["text", "accepted_by", "accepted_at"],
    )


@transaction.atomic
def adopt(translation: Translation, segment_ids: Collection[int], *, user: User) -> list[int]:
    """Let ``user`` take over what a machine wrote as their own; return which they took.

    Raises PermissionDenied for a user without rights in the language.
    """
    _require(permissions.may_edit(user, translation.target_locale))
    lock(translation)
    found = _translations(translation, segment_ids)
    taken = {pk: each for pk, each in found.items() if each.translation_type == MACHINE}
    StringTranslation.objects.filter(pk__in=[each.pk for each in taken.values()]).update(
        translation_type=MANUAL, tool_name="", last_translated_by=user, updated_at=timezone.now()
    )
    Acceptance.objects.filter(translation__in=taken.values(), accepted_by=user).delete()
    states.recompute_open(translation)
    return list(taken)


@transaction.atomic
def withdraw_acceptance(
    translation: Translation, segment_ids: Collection[int], *, user: User
) -> list[int]:
    """Take acceptances back; return of which segments. Raises PermissionDenied."""
    _require(permissions.may_publish(user, translation.target_locale))
    lock(translation)
    found = _translations(translation, segment_ids)
    taken = {pk: each for pk, each in found.items() if accepted(each) is not None}
    Acceptance.objects.filter(translation__in=taken.values()).delete()
    states.recompute_open(translation)
    return list(taken)


def _require(is_allowed: bool) -> None:
    if not is_allowed:
        raise PermissionDenied


def lock(translation: Translation) -> None:
    """Let writers of one translation come one after another."""
    Translation.objects.select_for_update().only("pk").get(pk=translation.pk)


def _find(translation: Translation, segment_id: int) -> SegmentRow:
    for row in segment_rows(translation):
        if row.id == segment_id:
            return row
    raise SegmentGoneError(str(segment_id))


def _segments(translation: Translation, ids: Iterable[int]) -> dict[int, StringSegment]:
    """Return the segments by id. Raises SegmentGoneError if one is not the source's."""
    wanted = set(ids)
    segments = StringSegment.objects.filter(
        source=translation.source_id, pk__in=wanted
    ).select_related("string", "context")
    found = {segment.pk: segment for segment in segments}
    if gone := wanted - found.keys():
        raise SegmentGoneError(", ".join(map(str, sorted(gone))))
    return found


def _translations(
    translation: Translation, segment_ids: Collection[int]
) -> dict[int, StringTranslation]:
    """Return the present translations of segments by the segments' ids."""
    return _at(translation, _segments(translation, segment_ids))


def _at(
    translation: Translation, segments: Mapping[int, StringSegment]
) -> dict[int, StringTranslation]:
    known = {
        (found.context_id, found.translation_of_id): found
        for found in StringTranslation.objects.filter(
            context__object_id=translation.source.object_id, locale=translation.target_locale_id
        ).select_related("acceptance")
    }
    places = {pk: _place(segment) for pk, segment in segments.items()}
    return {pk: known[place] for pk, place in places.items() if place in known}


def _place(segment: StringSegment) -> Place:
    return segment.context_id, segment.string_id


def _store(
    translation: Translation, texts: Mapping[int, str], *, user: User | None, tool: str
) -> list[int]:
    """Create, change and delete translations; return the segments that changed."""
    segments = _segments(translation, texts)
    present = _at(translation, segments)
    for pk, text in texts.items():
        if text:
            refuse_invalid(segments[pk].string.data, text)
    changed = {
        pk: text
        for pk, text in texts.items()
        if _is_change(present.get(pk), text, is_machine=bool(tool))
    }
    removed = [present[pk].pk for pk, text in changed.items() if not text]
    StringTranslation.objects.filter(pk__in=removed).delete()
    _drop_acceptances({present[pk]: text for pk, text in changed.items() if pk in present}, user)
    written = {pk: text for pk, text in changed.items() if text}
    StringTranslation.objects.bulk_create(
        [
            _translation(translation, segments[pk], text, user=user, tool=tool)
            for pk, text in written.items()
        ],
        update_conflicts=True,
        unique_fields=["locale", "translation_of", "context"],
        update_fields=_WRITTEN,
    )
    _show_title(translation, segments, changed)
    if changed:
        states.recompute_open(translation)
    return list(changed)


def _drop_acceptances(written: Mapping[StringTranslation, str], user: User | None) -> None:
    """Drop what was accepted of another text, and what ``user`` accepted and now stands for."""
    others = [found for found, text in written.items() if found.data != text]
    stale = Q(translation__in=others) | Q(translation__in=list(written), accepted_by=user)
    Acceptance.objects.filter(stale if user else Q(translation__in=others)).delete()


def _is_change(present: StringTranslation | None, text: str, *, is_machine: bool) -> bool:
    if present is None:
        return bool(text)
    if present.data != text or present.has_error:
        return True
    return present.translation_type == MACHINE and not is_machine


def refuse_invalid(source: str, text: str) -> None:
    """Raise InvalidTextError for a text that wagtail-localize could not put into the page."""
    if _NUL in text or not text.strip():
        raise InvalidTextError(_("This text cannot be stored."))
    if len(text) > MAX_TEXT:
        raise InvalidTextError(_("The text is too long."))
    try:
        StringValue.from_translated_html(text)
        validate_translation_links(source, text)
    except ValueError as error:
        raise InvalidTextError(str(error.args[0])) from error
    except RecursionError as error:  # Some hundred tags, one within the other.
        raise InvalidTextError(_("This text cannot be stored.")) from error


def _translation(
    translation: Translation, segment: StringSegment, text: str, *, user: User | None, tool: str
) -> StringTranslation:
    return StringTranslation(
        translation_of=segment.string,
        context=segment.context,
        locale=translation.target_locale,
        data=text,
        translation_type=MACHINE if tool else MANUAL,
        tool_name=tool,
        last_translated_by=user,
        updated_at=timezone.now(),
    )


def _show_title(
    translation: Translation, segments: Mapping[int, StringSegment], changed: Mapping[int, str]
) -> None:
    """Show a translated title in the page tree, as wagtail-localize does for one at a time."""
    for pk, text in changed.items():
        if segments[pk].context.path == "title" and text:
            Page.objects.filter(
                translation_key=translation.source.object_id, locale=translation.target_locale_id
            ).update(draft_title=text[:TITLE_LENGTH])
