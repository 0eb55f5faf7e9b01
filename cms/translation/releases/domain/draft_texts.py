"""Texts of a draft that its live page does not have yet, translated before they go out.

A translation belongs to a text and its place, not to what is stored of the source. So what is
written here is there when the source is published, and until then nothing changes for readers or
for the work on what they have.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import String, StringSegment, StringTranslation, TranslationContext
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue

from cms.translation.base.domain import permissions, segment_store
from cms.translation.base.domain.segment_rows import accepted, version
from cms.translation.base.models import Acceptance
from cms.users.models import User

KEY_LENGTH: Final = 16


@dataclass(frozen=True, slots=True)
class DraftText:
    """A text that the draft has and the live page has not.

    ``former_source`` and ``former_text`` are what stood in its place and how it was translated;
    ``version`` is of ``text``, for ``write``. ``typed`` is what somebody sent and was refused.
    """

    key: str
    path: str
    source: str
    former_source: str
    former_text: str
    found: StringTranslation | None
    typed: str | None = None

    @property
    def text(self) -> str:
        """The present translation; empty without one."""
        return self.found.data if self.found else ""

    @property
    def shown(self) -> str:
        """What stands in the field: what was typed, if it was refused."""
        return self.text if self.typed is None else self.typed

    @property
    def version(self) -> str:
        """What a writer says they saw."""
        return version(self.text)

    @property
    def is_accepted(self) -> bool:
        """Whether a reviewer has read it."""
        return self.found is not None and accepted(self.found) is not None


def texts(revision: Revision, locale: Locale) -> list[DraftText]:
    """Return the new texts of a draft in reading order; none where its page has no translations."""
    page: Any = revision.as_object()
    segments = StringSegment.objects.filter(source__object_id=page.translation_key)
    stored = list(segments.order_by("order").values_list("context__path", "string__data"))
    said = dict.fromkeys(
        (value.path, value.string.data)
        for value in extract_segments(page)
        if isinstance(value, StringSegmentValue)
    )
    gone = [place for place in stored if place not in said]
    known = _known(page, locale)
    rows = []
    for place in said.keys() - set(stored) if stored else ():
        former = next((each for each in gone if each[0] == place[0]), None)
        before = known.get(former) if former else None
        rows.append(
            DraftText(
                key=_key(page.translation_key, place),
                path=place[0],
                source=place[1],
                former_source=former[1] if former else "",
                former_text=before.data if before else "",
                found=known.get(place),
            )
        )
    order = {place: number for number, place in enumerate(said)}
    return sorted(rows, key=lambda row: order[row.path, row.source])


@transaction.atomic
def write(
    revision: Revision, locale: Locale, sent: Mapping[str, tuple[str, str]], *, user: User
) -> list[DraftText]:
    """Store translations by key: (text, version that was seen); return what others had changed.

    Those stay as they are. An empty text removes a translation. Raises PermissionDenied without
    rights in the language, InvalidTextError.
    """
    if not permissions.may_edit(user, locale):
        raise PermissionDenied
    conflicts = []
    for row in _locked(revision, locale):
        text, seen = sent.get(row.key, (row.text, row.version))
        if text == row.text or version(text) == seen:
            continue
        if seen != row.version:
            conflicts.append(replace(row, typed=text))
        else:
            _store(revision.as_object(), row, locale, text, user)
    return conflicts


@transaction.atomic
def accept(revision: Revision, locale: Locale, seen: Mapping[str, str], *, user: User) -> int:
    """Accept, as a reviewer, what others have translated; return how many texts that are.

    ``seen`` are the versions that the reviewer read, by key: a text of another version stays as it
    is. Raises PermissionDenied for users who do not publish in the language.
    """
    if not permissions.may_publish(user, locale):
        raise PermissionDenied
    ready = [
        row.found
        for row in _locked(revision, locale)
        if row.found
        and seen.get(row.key) == row.version
        and not row.is_accepted
        and not segment_store.is_own(row.found, user)
    ]
    for found in ready:
        Acceptance.objects.update_or_create(
            translation=found,
            defaults={"text": found.data, "accepted_by": user, "accepted_at": timezone.now()},
        )
    return len(ready)


def _key(translation_key: UUID, place: tuple[str, str]) -> str:
    """Return what a form calls a text: pages of one release may say the same in the same place."""
    said = "\x1f".join((str(translation_key), *place))
    return hashlib.sha256(said.encode()).hexdigest()[:KEY_LENGTH]


def _locked(revision: Revision, locale: Locale) -> list[DraftText]:
    """Return the new texts; whoever writes or accepts texts of this page comes after."""
    Page.objects.select_for_update().only("pk").get(pk=revision.object_id)
    return texts(revision, locale)


def _known(page: Any, locale: Locale) -> dict[tuple[str, str], StringTranslation]:
    found = StringTranslation.objects.filter(
        context__object_id=page.translation_key, locale=locale, has_error=False
    ).select_related("context", "translation_of", "acceptance")
    return {(each.context.path, each.translation_of.data): each for each in found}


def _store(page: Any, row: DraftText, locale: Locale, text: str, user: User) -> None:
    if not text.strip():
        StringTranslation.objects.filter(pk=row.found.pk if row.found else None).delete()
        return
    segment_store.refuse_invalid(row.source, text)
    context, _created = TranslationContext.objects.get_or_create(
        object_id=page.translation_key, path=row.path
    )
    context.get_field_path(page)
    StringTranslation.objects.update_or_create(
        translation_of=String.from_value(page.locale, StringValue(row.source)),
        context=context,
        locale=locale,
        defaults={
            "data": text,
            "translation_type": segment_store.MANUAL,
            "tool_name": "",
            "last_translated_by": user,
        },
    )
