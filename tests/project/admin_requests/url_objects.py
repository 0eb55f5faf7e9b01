"""Real objects for every argument that an address of the admin has."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Collection,
    Locale,
    Page,
    Site,
    UploadedFile,
    Workflow,
    WorkflowPage,
)
from wagtail_localize.models import Translation

from cms.background.jobs.enums import Status
from cms.background.jobs.models import Job
from cms.background.models import Batch, BatchItem
from cms.background.models.batch import ItemState
from cms.cases.domain import appointments, case_merge, files, linked_activities
from cms.cases.enums import CaseState, Meeting
from cms.cases.models import MessageTemplate
from cms.content.feedback.models import PageFeedback
from cms.content.pages.models import HomePage
from cms.content.stories.domain import picture_decisions, withdrawal
from cms.content.stories.models import Consent
from cms.core.publication import page_version_tokens
from cms.search.models import MissedQuery, Synonym
from cms.translation.base.domain import review_workflow
from cms.translation.base.domain.segment_rows import segment_rows, version
from cms.translation.base.domain.version_tokens import tokens
from cms.translation.files.models import Import
from cms.translation.releases.domain import lifecycle
from cms.translation.releases.models import Release
from cms.translation.review.models import LegalReviewTask
from cms.users import roles
from cms.users.models import User
from events.domain import calendar_imports, group_messages, registrations
from events.domain.attendance import record
from events.domain.occurrences import cancel_date
from events.enums import Kind, Party
from events.models import CalendarProposal, ExternalCalendar, Places, Registration
from tests.cases import file_samples
from tests.events.test_calendar_proposals import course, ics
from tests.factories import ContentPageFactory, ImageFactory, SectionPageFactory, UserFactory
from tests.factories.cases import COUNTY, new_case, worker
from tests.factories.documents import DocumentFactory
from tests.factories.events import (
    ActivityPageFactory,
    add_date,
    add_series,
    open_group,
    sign_up,
)
from tests.factories.stories import StoryPageFactory
from tests.factories.term_base import TermFactory
from tests.translation.base.objects import objects
from tests.translation.base.translation_steps import (
    edit,
    fresh,
    locale,
    publish_in,
    run_checks,
    start,
    submit,
    translate,
)

Values = dict[str, Any]


def world(translator: User, publisher: User) -> dict[str, Values]:
    """Return values by scene; what a scene has not is taken from the one without a name.

    Everything belongs to others than those who walk, but uploads: of a translation that of
    ``translator``, of files those of ``publisher``.
    """
    author = UserFactory(role=roles.AUTHORS)
    found = [
        _pages(author),
        _settings(),
        _library(publisher),
        _desk(),
        _events(),
        _tools(),
        _plans(),
    ]
    common = {name: value for values in found for name, value in values.items()}
    return {
        "": common | _upload(translator, common["translation_id"]),
        "review": _in_review(author),
        "target": _translated(),
        "pl": _snippets(objects("pl")),
        "target review": _translated_in_review(),
    }


def _pages(author: Any) -> Values:
    """A live page with a draft that somebody else wrote, below a section with a second page."""
    section = SectionPageFactory(title="Dział", slug="dzial")
    page = ContentPageFactory(title="Praca", parent=section)
    first = page.latest_revision_id
    draft = fresh(page)
    draft.lead = "Nowe zdanie."
    draft.save_revision(user=author)
    later = ContentPageFactory(title="Zaplanowana")
    planned = fresh(later).save_revision(
        user=author, approved_go_live_at=timezone.now() + timedelta(days=9)
    )
    ContentPageFactory(title="Druga", parent=section)
    drafted = ContentPageFactory(title="Pilna")
    changed = fresh(drafted)
    changed.lead = "Pilne zdanie."
    changed.save_revision(user=author)
    untranslated = ContentPageFactory(title="Nieprzetłumaczona")
    alias = page.create_alias(parent=section, update_slug="praca-obok")
    locked = ContentPageFactory(title="Zamknięta")
    holder = UserFactory(role=roles.PUBLISHERS)
    Page.objects.filter(pk=locked.pk).update(locked=True, locked_by=holder)
    return {
        "page_id": page.pk,
        "page_to_move_id": page.pk,
        "parent_page_id": section.pk,
        "destination_id": SectionPageFactory(title="Inny dział", slug="inny-dzial").pk,
        "wagtailadmin_api:pages.pk": page.pk,
        "alias": alias.pk,
        "locked": locked.pk,
        "revision_id": first,
        "newest": fresh(page).latest_revision_id,
        "mark": page_version_tokens.mark(fresh(page)),
        "planned": planned.pk,
        "planned_page": later.pk,
        "drafted": drafted.pk,
        "fresh": untranslated.pk,
        "fresh_key": untranslated.translation_key,
        "uk": locale("uk").pk,
        "root_collection": Collection.get_first_root_node().pk,
        "translator": UserFactory(role=roles.translators("uk")).pk,
        "content_type_app_name": "pages",
        "wagtailadmin_editing_sessions.app_label": "pages",
        "wagtailadmin_editing_sessions.model_name": "contentpage",
        "object_id": page.pk,
        "session_id": 1,
        "#0": page.pk,
        "#1": "live",
        "#2": "latest",
        "revision_id_a": "live",
        "revision_id_b": "latest",
        "content_type_model_name": "contentpage",
        "wagtailadmin_pages.app_label": "pages",
        "wagtailadmin_pages.model_name": "contentpage",
        "action_name": "publish",
    }


def _in_review(author: Any) -> Values:
    page = ContentPageFactory(title="W przeglądzie")
    draft = fresh(page)
    draft.lead = "Do przeczytania."
    draft.save_revision(user=author)
    draft.get_workflow().start(fresh(page), author)
    run_checks()
    return _of_review(fresh(page))


def _of_review(page: Any) -> Values:
    step = page.current_workflow_task_state
    return {
        "page_id": page.pk,
        "page_to_move_id": page.pk,
        "wagtailadmin_api:pages.pk": page.pk,
        "revision_id": page.revisions.order_by("pk")[0].pk,
        "task_state_id": step.pk,
        "task_id": step.task_id,
        "workflow_state_id": step.workflow_state_id,
        "action_name": "approve",
    }


def _translated() -> Values:
    source = ContentPageFactory(title="Mieszkanie")
    target = publish_in(source, "uk")
    first = fresh(target).latest_revision_id
    translation = start(source)
    draft = fresh(target)
    draft.save_revision(user=UserFactory(role=roles.translators("uk")))
    return {
        "page_id": target.pk,
        "page_to_move_id": target.pk,
        "wagtailadmin_api:pages.pk": target.pk,
        "parent_page_id": HomePage.objects.get(slug="uk").pk,
        "revision_id": first,
        "translation_id": translation.pk,
        "tokens": tokens(translation),
        "source": source.pk,
    }


def _translated_in_review() -> Values:
    source = ContentPageFactory(title="Zdrowie")
    translation = start(source)
    translate(translation)
    target = submit(translation)
    rows = segment_rows(translation)
    return _of_review(fresh(target)) | {
        "translation_id": translation.pk,
        "segment_id": rows[0].id,
        "tokens": tokens(translation),
        "pairs": [f"{row.id}:{version(row.text)}" for row in rows],
    }


def _settings() -> Values:
    person = UserFactory(role=roles.AUTHORS, first_name="Anna", last_name="Nowak")
    collection = Collection.get_first_root_node().add_child(name="Zbiór")
    workflow = Workflow.objects.create(name="Zapasowy")
    idle = Workflow.objects.create(name="Wyłączony", active=False)
    lawyers = LegalReviewTask.objects.get()
    off = LegalReviewTask.objects.create(name="Wyłączony etap", active=False)
    page = SectionPageFactory(title="Z własnym przeglądem", slug="wlasny")
    WorkflowPage.objects.create(page=page, workflow=workflow)
    redirect = Redirect.objects.create(
        old_path="/stary", redirect_link="https://example.org", is_permanent=True
    )
    return {
        "wagtailadmin_collections.pk": collection.pk,
        "collection_id": collection.pk,
        "wagtailadmin_workflows.pk": workflow.pk,
        "wagtailadmin_workflows.app_label": "gate",
        "wagtailadmin_workflows.model_name": "legalreviewtask",
        "idle": idle.pk,
        "step": lawyers.pk,
        "lawyers": Group.objects.get(name=roles.LEGAL_REVIEWERS).pk,
        "off": off.pk,
        "task_id": lawyers.pk,
        "page_pk": page.pk,
        "workflow_pk": workflow.pk,
        "redirect_id": redirect.pk,
        "wagtaillocales.pk": Locale.objects.get(language_code="ru").pk,
        "wagtailsites.pk": Site.objects.get().pk,
        "wagtailusers_users.pk": person.pk,
        "wagtailusers_groups.pk": Group.objects.create(name="Goście").pk,
        "app_name": "wagtailimages",
        "dead_job": Job.objects.create(name="releases.run", status=Status.DEAD).pk,
    }


def _library(uploader: User) -> Values:
    root = Collection.get_first_root_node()
    image, document = ImageFactory(collection=root), DocumentFactory(collection=root)
    kept = {
        model: UploadedFile.objects.create(
            for_content_type=ContentType.objects.get_for_model(type(file)),
            file=ContentFile(b"twelve bytes", name="plik.txt"),
            uploaded_by_user=uploader,
        ).pk
        for model, file in (("wagtailimages", image), ("wagtaildocs", document))
    }
    return {
        "image_id": image.pk,
        "document_id": document.pk,
        "doc_id": document.pk,
        "wagtailimages_chooser.pk": image.pk,
        "wagtaildocs_chooser.pk": document.pk,
        "wagtailadmin_api:images.pk": image.pk,
        "wagtailadmin_api:documents.pk": document.pk,
        "filter_spec": "width-100",
        "wagtailimages.uploaded_file_id": kept["wagtailimages"],
        "wagtaildocs.uploaded_file_id": kept["wagtaildocs"],
    }


def _desk() -> Values:
    case, by = new_case(), UserFactory(administrator=True)
    colleague = worker(COUNTY)
    joined, other, linked = new_case(), new_case(), new_case()
    case_merge.merge(joined.pk, into=other.pk, by=by)
    activity = open_group(name="Z").activity_id
    linked_activities.link(linked.pk, page_id=activity, by=by)
    begins = timezone.localtime().replace(hour=12) + timedelta(days=1)
    appointment = appointments.make(
        case.pk,
        by=by,
        meeting=Meeting.VISIT,
        starts_at=begins,
        ends_at=begins + timedelta(hours=1),
        place="",
    )
    page = ContentPageFactory(title="Oceniana")
    answer = PageFeedback.objects.create(
        page=page, translation_key=page.translation_key, locale="pl", helpful=True
    )
    return {
        "case_id": case.pk,
        "other_reference": other.reference,
        "case_kind": case.kind,
        "colleague": colleague.pk,
        "joined": joined.pk,
        "linked": linked.pk,
        "activity": activity,
        "assigned": new_case(assignee=colleague).pk,
        "accepted": new_case(state=CaseState.ACCEPTED).pk,
        "completed": new_case(state=CaseState.COMPLETED, closed_at=timezone.now()).pk,
        "appointment_id": appointment.pk,
        "file_id": files.take(file_samples.upload(file_samples.PDF), case=case).pk,
        "user_id": UserFactory(role=roles.SCHOOL_COORDINATORS).pk,
        "template_id": MessageTemplate.objects.create(name="A", kind=case.kind, text_pl="A").pk,
        "desk.page_id": activity,
        "file_format": "csv",
        "year": 2026,
        "form": "csv",
        "feedback.pk": answer.pk,
        "state": "handled",
        "COUNTY": COUNTY,
    }


def _events() -> Values:
    group = open_group(capacity=3)
    series = add_series(group)
    full = open_group(group.activity, name="D", capacity=2)
    sign_up(full)
    waiting, passed = sign_up(full, 2), sign_up(full, 2)
    past = add_date(full, timezone.now() - timedelta(days=1))
    cancelled = add_date(full, timezone.now() + timedelta(days=20))
    cancel_date(cancelled.pk, by=None)
    registrations.pass_over(passed.pk, by=None)
    registration = sign_up(group)
    texts = {"pl": {"subject": "Sala", "text": "Sala 5"}}
    message = group_messages.draft(group, states=["confirmed"], texts=texts, by=None)
    proposal = CalendarProposal.objects.create(
        occurrence=group.occurrences.get(), why="gone", proposed_at=timezone.now()
    )
    return {
        "events.page_id": group.activity_id,
        "group_id": group.pk,
        "waiting": waiting.pk,
        "next": _next_in_line().pk,
        "attended": _attended().pk,
        "passed": passed.pk,
        "past": past.pk,
        "cancelled": cancelled.pk,
        "other_group": open_group(group.activity, name="B").pk,
        "empty_group": open_group(group.activity, name="C").pk,
        "series_id": series.pk,
        "occurrence_id": group.occurrences.get().pk,
        "registration_id": registration.pk,
        "message_id": message.pk,
        "calendar_id": _calendar().pk,
        "proposal_id": proposal.pk,
        "decision": "confirm",
    }


def _calendar() -> ExternalCalendar:
    """Return a calendar of others, with an event that nobody has taken."""
    found = ExternalCalendar.objects.create(
        name="A", url="https://a.example", content=ics(course())
    )
    calendar_imports.read(found.pk)
    return found


def _next_in_line() -> Registration:
    """Return who waits for a place that is free, in a group that does not offer by itself."""
    group = open_group(name="E", capacity=1)
    sign_up(group)
    found = sign_up(group)
    Places.objects.filter(group=group).update(capacity=2)
    return found


def _attended() -> Registration:
    """Return somebody who was at the only date of a course that is over."""
    page = ActivityPageFactory(kind=Kind.POLISH_COURSE, party=Party.ADULT)
    group = open_group(page, level="A1", has_certificates=True)
    now = timezone.now()
    found = sign_up(group, now=now - timedelta(days=60), name="Olena Koval")
    date = add_date(group, now - timedelta(days=2))
    record(date.pk, {one.pk: True for one in found.participants.all()}, by=None)
    return found


def _upload(owner: User, translation_id: int) -> Values:
    """Return an upload that has been read and waits for its owner's word."""
    translation = Translation.objects.get(pk=translation_id)
    upload = Import.objects.create(owner=owner, name="a.po", translation=translation)
    file = upload.files.create(name="a.po", content=b"", translation=translation)
    return {"import_id": upload.pk, "exchange.file_id": file.pk}


def _tools() -> Values:
    by = UserFactory(administrator=True)
    story = StoryPageFactory()
    consent = Consent.objects.filter(translation_key=story.translation_key).first()
    batch = Batch.objects.create(kind="board.assign", owner=by, total=1)
    running = Batch.objects.create(kind="board.assign", owner=by, total=1)
    BatchItem.objects.create(batch=running, key="a", due_at=timezone.now())
    BatchItem.objects.create(batch=batch, key="a", state=ItemState.FAILED, due_at=timezone.now())
    values = objects("uk")
    return {
        **_snippets(values),
        "story": story.pk,
        "consents.pk": consent.pk,
        "consent_id": consent.pk,
        "synonyms.pk": Synonym.objects.create(language="uk", said="слово", meant="термін").pk,
        "search_missed.pk": MissedQuery.objects.create(
            digest="0" * 64, language="uk", text="слово", askers=3, last_on=timezone.localdate()
        ).pk,
        "terms.pk": TermFactory(en="residence card").pk,
        "kind": "csv",
        "batch_id": batch.pk,
        "running": running.pk,
        "withdrawn": _withdrawn(by).pk,
        "pictures_seen": picture_decisions.digest(picture_decisions.used(story.translation_key)),
        "translation_id": values["translation"],
        "translation_source_id": values["translation_source"],
        "segment_id": values["segment"],
        "string_segment_id": values["segment"],
        "overridable_segment_id": values["override"],
        "edit_id": values["minor_edit"],
        "release_id": values["release"],
        "locale_code": "uk",
        "key": values["key"],
        "export_id": values["export"],
        "exchange.file_format": "po",
        "board.file_format": "csv",
    }


def _snippets(values: Values) -> Values:
    """Return each kind's id and newest revision under the namespaces of its addresses."""
    found: Values = {}
    for name, value in values.items():
        what, _space, kind = name.partition(" ")
        if what in {"snippet", "snippet_revision"}:
            argument = "pk" if what == "snippet" else "revision_id"
            found[f"wagtailsnippets_{kind}.{argument}"] = value
            found[f"wagtailsnippetchoosers_{kind}.{argument}"] = value
    return found


def _plans() -> Values:
    """A release of a draft, one that is ready, and a revision that is a minor edit."""
    by, at = UserFactory(administrator=True), timezone.now() + timedelta(days=1)
    draft, ready = ContentPageFactory(title="Szkic", draft=True), ContentPageFactory(title="Gotowa")
    late = _late(by)
    changed = ContentPageFactory(title="Drobna", lead="Zdanie o pracy i domu.")
    publish_in(changed, "uk")
    newer = fresh(changed)
    newer.lead = "Zdanie o pracy i o domu."
    minor = newer.save_revision(user=by)
    return {
        "draft_release": lifecycle.plan([draft], [locale("uk")], user=by, at=at).pk,
        "fired_release": _fired(by).pk,
        "ready_release": lifecycle.plan([ready], [], user=by, at=at).pk,
        "minor": minor.pk,
        "late": late.pk,
        "late_live": fresh(late).live_revision_id,
    }


def _late(by: User) -> Any:
    """Return a live page whose Ukrainian translation is behind, and ready to be published."""
    page = ContentPageFactory(title="Spóźniona")
    publish_in(page, "uk")
    edit(page, lead="Nowe, przetłumaczone zdanie.")
    translation = start(page)
    translate(translation)
    review_workflow.mark_reviewed(translation, user=by)
    return page


def _withdrawn(by: User) -> Consent:
    """Return a record of a consent that has been withdrawn."""
    story = StoryPageFactory()
    found = Consent.objects.of(story.translation_key).first()
    withdrawal.withdraw(found, user=by)
    return found


def _fired(by: User) -> Release:
    """Return a release that is done."""
    page = ContentPageFactory(title="Wydana")
    draft = fresh(page)
    draft.lead = "Wydane zdanie."
    draft.save_revision(user=by)
    found = lifecycle.plan([draft], [], user=by)
    lifecycle.carry_out(found.pk, explain=lambda cells, _owner: [str(cells)])
    return found
