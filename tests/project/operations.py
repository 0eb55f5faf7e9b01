"""What changes the state of the whole product, one line each, over things that hang together."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any, Final, NamedTuple
from uuid import uuid4

from django.db import transaction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Collection, CollectionViewRestriction

from cms.cases.domain import case_actions, case_messages, linked_activities, personal_data
from cms.cases.enums import Outcome
from cms.content.points.domain import questions
from cms.content.stories.domain import withdrawal
from cms.content.stories.models import Consent
from cms.core.publication import page_version_tokens
from cms.search.domain import catch_up
from cms.search.models import Synonym
from cms.translation.base.domain import publication, states
from cms.translation.releases.domain.joint_publication import publish_together
from cms.translation.releases.domain.release_items import latest
from cms.users import roles
from events.domain import occurrences, registrations, retention
from events.models import Occurrence
from tests.factories import ContentPageFactory, ImageFactory, UserFactory
from tests.factories.bodies import body, link
from tests.factories.cases import COUNTY, new_case, worker
from tests.factories.events import ActivityPageFactory, add_series, open_group, sign_up
from tests.factories.pages import SectionPageFactory
from tests.factories.stories import StoryPageFactory
from tests.translation.base.translation_steps import fresh, publish_in, start, translate
from tests.translation.releases.release_helpers import drafted

World = Any
NEW: Final = "Nowy tytuł"


class Operation(NamedTuple):
    """``holds`` tells whether it is still true that it was done, whatever else was."""

    app: str
    act: Callable[[World], Any]
    holds: Callable[[World], bool]


def world() -> World:
    """Return pages, people and cases that refer to each other."""
    w: World = SimpleNamespace(publisher=UserFactory(role=roles.PUBLISHERS))
    w.image, w.email = ImageFactory(), f"osoba-{uuid4().hex[:8]}@example.org"
    w.section, w.other = SectionPageFactory(), SectionPageFactory()
    w.activity = ActivityPageFactory()
    picture = ("image", {"image": w.image.pk, "alt": "Opis", "caption": ""})
    text = body(picture, ("rich_text", link(w.activity, "Zajęcia")))
    w.page = ContentPageFactory(parent=w.section, body=text)
    w.below = ContentPageFactory(parent=w.section)
    w.story = StoryPageFactory(portrait=w.image, portrait_alt="Oksana")
    w.consent = Consent.objects.get(translation_key=w.story.translation_key, kind="data")
    for page in (w.page, w.below, w.story, w.activity):
        publish_in(page)
        drafted(page, title=NEW)
    w.translation = start(w.page)
    translate(w.translation)
    w.group = open_group(w.activity, capacity=2)
    add_series(w.group)
    w.date = Occurrence.objects.get(group=w.group)
    w.held, w.waits = sign_up(w.group, 2, email=w.email), sign_up(w.group)
    w.worker = worker(COUNTY)
    w.case = new_case(email=w.email)
    w.question = new_case(questions.NAME)
    return w


@transaction.atomic
def _publish(page: Any) -> None:
    """As the editor does: what somebody else has changed meanwhile is waited for."""
    page_version_tokens.lock(page)
    fresh(page).latest_revision.publish()


def _release(w: World) -> None:
    pages = [fresh(each) for each in (w.story, w.page, w.below, w.activity)]
    publish_together(latest(pages), [], user=w.publisher)


def _rename_section(w: World) -> None:
    section = fresh(w.section)
    section.slug = f"inny-{uuid4().hex[:8]}"
    section.save_revision().publish()


def _move_date(w: World) -> None:
    day = timedelta(days=1)
    occurrences.move_date(w.date.pk, w.date.starts_at + day, w.date.ends_at + day, by=None)


def _restrict_pictures(w: World) -> None:
    private = Collection.get_first_root_node().add_child(name="Wewnętrzna")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    w.image.collection = private
    w.image.save()


def _save_image(w: World) -> None:
    w.image.title = NEW
    w.image.save()


def _always(_world: World) -> bool:
    """Of what others may undo at once, or refuse."""
    return True


def _exists(found: Any) -> bool:
    return type(found).objects.filter(pk=found.pk).exists()


def _is_published(name: str) -> Callable[[World], bool]:
    return lambda w: not _exists(getattr(w, name)) or fresh(getattr(w, name)).title == NEW


OPERATIONS: Final = {
    "publish a page": Operation("pages", lambda w: _publish(w.page), _is_published("page")),
    "unpublish a page": Operation("pages", lambda w: fresh(w.page).unpublish(), _always),
    "move a section": Operation(
        "structure",
        lambda w: MovePageAction(fresh(w.section), fresh(w.other), "last-child").execute(),
        lambda w: not _exists(w.section) or fresh(w.section).is_child_of(fresh(w.other)),
    ),
    "delete a section": Operation(
        "structure",
        lambda w: DeletePageAction(fresh(w.section), user=None).execute(
            skip_permission_checks=True
        ),
        lambda w: not _exists(w.section) and not _exists(w.page),
    ),
    "rename a section": Operation(
        "structure",
        _rename_section,
        lambda w: not _exists(w.section) or fresh(w.section).slug.startswith("inny-"),
    ),
    "publish a story": Operation("stories", lambda w: _publish(w.story), _always),
    "withdraw a consent": Operation(
        "stories",
        lambda w: withdrawal.withdraw(w.consent, user=None),
        lambda w: not fresh(w.story).live,
    ),
    "run a release": Operation("releases", _release, _always),
    "publish a translation": Operation(
        "translation",
        lambda w: publication.publish(states.translation_of(w.translation.get_target_instance())),
        _always,
    ),
    "publish an activity": Operation(
        "events pages", lambda w: _publish(w.activity), _is_published("activity")
    ),
    "move a date": Operation(
        "events",
        _move_date,
        lambda w: Occurrence.objects.get(pk=w.date.pk).starts_at > w.date.starts_at,
    ),
    "cancel a group": Operation(
        "events",
        lambda w: registrations.cancel_group(w.group.pk, by=None),
        lambda w: type(w.group).objects.get(pk=w.group.pk).cancelled_at is not None,
    ),
    "sign up": Operation("events", lambda w: sign_up(w.group), _always),
    "give a place back": Operation(
        "events",
        lambda w: registrations.withdraw(w.held.pk),
        lambda w: type(w.held).objects.get(pk=w.held.pk).state == "withdrawn",
    ),
    "empty a sign-up": Operation(
        "events",
        lambda w: retention.anonymise(w.held),
        lambda w: type(w.held).objects.get(pk=w.held.pk).email == "",
    ),
    "erase a person": Operation(
        "cases",
        lambda w: personal_data.erase(w.email, None),
        lambda w: not personal_data.find(w.email).exists(),
    ),
    "close a case": Operation(
        "cases",
        lambda w: case_actions.complete(w.case.pk, by=w.worker, outcome=Outcome.HELPED),
        _always,
    ),
    "link an activity": Operation(
        "cases",
        lambda w: linked_activities.link(w.case.pk, page_id=w.activity.pk, by=w.worker),
        _always,
    ),
    "answer a question": Operation(
        "cases",
        lambda w: case_messages.write(w.question.pk, text="Tak.", by=w.worker),
        lambda w: case_messages.thread_of(w.question).exists(),
    ),
    "save a synonym": Operation(
        "search",
        lambda _w: Synonym.objects.create(language="pl", said=uuid4().hex[:8], meant="praca"),
        lambda _w: Synonym.objects.exists(),
    ),
    "index a page": Operation("search", lambda w: catch_up.index_page(w.page.pk), _always),
    "save a picture": Operation("library", _save_image, _always),
    "hide a picture": Operation("library", _restrict_pictures, _always),
}
