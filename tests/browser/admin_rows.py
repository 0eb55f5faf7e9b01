"""One row at least for every list of the admin, made in a running product's database.

Run as ``python -m tests.browser.admin_rows`` with the product's VAR_DIR; prints JSON with an object
for each argument that addresses of the admin take, by ``namespace:argument`` or ``argument``.
"""

import json
import sys
from datetime import timedelta
from typing import Any

import django

Objects = dict[str, int | str]


def main() -> None:
    """Make the rows and write whom addresses may name."""
    django.setup()
    sys.stdout.write(json.dumps({**_texts(), **_activities(), **_cases(), **_editing()}))


def _user(name: str) -> Any:
    from django.contrib.auth import get_user_model

    return get_user_model().objects.get(username=name)


def _page(path: str) -> Any:
    from wagtail.models import Page

    return Page.objects.get(url_path=path).specific


def _texts() -> Objects:
    """A minor edit, a release, and what is worked on by machines and by files."""
    from django.utils import timezone
    from wagtail.models import Locale
    from wagtail_localize.models import Translation, TranslationSource

    from cms.background.models import Batch
    from cms.translation.base.domain.segment_rows import segment_rows
    from cms.translation.base.models import MinorChange, MinorEdit
    from cms.translation.files.models import Export, Import, ImportedFile
    from cms.translation.releases.domain import lifecycle

    page, admin = _page("/pl/poradniki/zdrowie/"), _user("admin")
    source = TranslationSource.objects.get_for_instance(page)
    edit = MinorEdit.objects.create(source=source, made_by=admin, made_at=timezone.now())
    old, new = source.stringsegment_set.order_by("order")[:2]
    MinorChange.objects.create(edit=edit, context=new.context, old=old.string, new=new.string)
    locale = Locale.objects.get(language_code="uk")
    translation = Translation.objects.filter(source=source, target_locale=locale).first()
    page.lead = f"{page.lead} Zadzwoń, zanim przyjdziesz."  # A text for the release to wait for.
    page.save_revision()
    made = lifecycle.plan([page], [locale], user=admin, at=timezone.now() + timedelta(days=2))
    batch = Batch.objects.create(kind="exchange.export", owner=admin, total=3)
    sent = Export.objects.create(
        owner=admin, locale=locale, file_format="po", expected=3, batch=batch
    )
    taken = Import.objects.create(owner=admin, name="tlumaczenia-z-biura.po", batch=batch)
    file = ImportedFile.objects.create(
        upload=taken, name="zdrowie.po", content=b"", translation=translation
    )
    return {
        "revision_id": page.save_revision().pk,
        "edit_id": edit.pk,
        "release_id": made.pk,
        "locale_code": "uk",
        "batch_id": batch.pk,
        "export_id": sent.pk,
        "import_id": taken.pk,
        "exchange:file_id": file.pk,
        "translation_id": translation.pk,
        "segment_id": segment_rows(translation)[0].id,
        "string_segment_id": segment_rows(translation)[0].id,
        "page_id": page.pk,
        "task_state_id": _sent_back(),
        "key": str(page.translation_key),
        "kind": "csv",
        "file_format": "csv",
    }


def _sent_back() -> int:
    """Submit a page whose picture nobody has described; return the step that looks at it."""
    draft = _page("/pl/poradniki/mieszkanie/")
    picture = {"type": "image", "value": {"image": _image(), "alt": "", "caption": ""}}
    draft.body = [*draft.body.raw_data, picture]
    draft.save_revision(user=_user("autor"))
    state = draft.get_workflow().start(draft, _user("autor"))
    return int(state.current_task_state_id)


def _image() -> int:
    from wagtail.images import get_image_model

    return int(get_image_model().objects.earliest("pk").pk)


def _activities() -> Objects:
    """People in every state, an answered letter to all, and a calendar of others."""
    from events.models import Group, GroupMessage
    from tests.factories.events import sign_up

    group = Group.objects.get(name="7–10")
    person = sign_up(group, ages=(8,), name="Najdłuższe-Nazwisko Konstantynopolitańska")
    date = group.occurrences.earliest("starts_at")
    message = GroupMessage.objects.create(
        group=group, texts={"pl": {"subject": "Zmiana sali", "text": "Od jutra sala 12."}}
    )
    return {
        "events:page_id": group.activity_id,
        "group_id": group.pk,
        "registration_id": str(person.pk),
        "decision": "withdraw",
        "year": 2026,
        "form": "csv",
        "occurrence_id": date.pk,
        "series_id": group.series.earliest("pk").pk,
        "message_id": message.pk,
        **_calendar(),
    }


def _calendar() -> Objects:
    from django.utils import timezone

    from events.domain import calendar_imports
    from events.models import CalendarProposal, ExternalCalendar, Group, ImportedEvent

    name = "Wydarzenia biblioteki miejskiej"
    calendar = ExternalCalendar.objects.create(name=name, content=CALENDAR)
    calendar_imports.read(calendar.pk)
    group = Group.objects.get(name="7–10")
    event = ImportedEvent.objects.create(
        calendar=calendar, uid="two", group=group, digest="0", read_at=timezone.now()
    )
    proposal = CalendarProposal.objects.create(
        event=event,
        occurrence=group.occurrences.latest("starts_at"),
        why=CalendarProposal.Why.CANCELLED,
        proposed_at=timezone.now(),
    )
    return {"calendar_id": calendar.pk, "proposal_id": proposal.pk}


CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:one
SUMMARY:Czytanie
DTSTART:20300105T100000Z
DTEND:20300105T110000Z
END:VEVENT
END:VCALENDAR
"""


def _cases() -> Objects:
    """A request that nobody has, and one worked on, with its appointment."""
    from cms.cases.models import Appointment, Case, MessageTemplate

    from . import case_fixtures

    case_fixtures.paths()
    template = MessageTemplate.objects.create(name="Prosimy o czas", text_pl="Prosimy o czas.")
    appointment = Appointment.objects.latest("starts_at")
    return {
        "case_id": str(Case.objects.earliest("received_at").pk),
        "cases:file_id": str(appointment.pk),  # No file: it has no form.
        "template_id": template.pk,
        "appointment_id": str(appointment.pk),
        "user_id": _user("koordynator").pk,
    }


def _editing() -> Objects:
    """What reports list: comments, links, missed searches, failed jobs, what a lawyer has read."""
    from django.utils import timezone
    from wagtail.models import Locale

    from cms.background.jobs.models import Job
    from cms.content.editorial.models import BrokenLink
    from cms.content.feedback.models import PageFeedback
    from cms.content.stories.models import Consent
    from cms.search.models import MissedQuery
    from cms.translation.notifications.models import Notice
    from cms.translation.review.models import LegalValidity

    page, now = _page("/pl/poradniki/praca/"), timezone.now()
    BrokenLink.objects.create(
        page=page, target=f"https://example.org/{'a' * 90}", fault="not_found", first_seen_at=now
    )
    PageFeedback.objects.create(
        page=page,
        translation_key=page.translation_key,
        locale="uk",
        helpful=False,
        comment="Не знайшла, де подати заяву. Дуже довгий коментар про все на цій сторінці.",
    )
    MissedQuery.objects.create(
        digest="0" * 64, language="uk", text="ґщжєї" * 12, askers=12, last_on=timezone.localdate()
    )
    Job.objects.create(name="editorial.check_links", status="failed", last_error="TimeoutError")
    Notice.objects.create(
        recipient=_user("admin"),
        kind="fell_behind",
        key="behind",
        translation_key=page.translation_key,
        locale=Locale.objects.get(language_code="uk"),
        is_urgent=True,
        delivery="digest",
        created_at=now,
    )
    LegalValidity.objects.update_or_create(
        translation_key=page.translation_key,
        locale=page.locale,
        defaults={
            "valid_until": now.date() + timedelta(days=5),
            "checked_at": now,
            "in_force": True,
            "checked_by": _user("prawnik"),
        },
    )
    return {"gate:page_id": page.pk, "consent_id": Consent.objects.earliest("pk").pk}


if __name__ == "__main__":
    main()
