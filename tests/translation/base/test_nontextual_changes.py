"""What needs no translator is live in every language at once; words wait for theirs."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from cms.content.pages.models import AlertBanner
from cms.translation.base.domain import review_workflow
from cms.translation.base.models import TranslationDraft
from cms.users import roles
from tests.factories.bodies import ID
from tests.factories.pages import ContentPageFactory
from tests.factories.users import UserFactory
from tests.translation.base.translation_steps import (
    edit,
    fresh,
    locale,
    publish_in,
    start,
    state,
    submit,
    translate,
)

from . import shown_state

pytestmark = pytest.mark.django_db

CARD = {
    "name": "Punkt informacyjny",
    "role": "",
    "phone": "+48 000 000 001",
    "email": "stary@example.org",
    "address": "",
    "hours": "",
    "url": "",
}
PROSE = '<p data-block-key="a1"><a href="https://stary.example.org/">Wzór wniosku</a></p>'


def block(kind: str, value: Any, number: int) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": ID.format(number)}


def body(card: dict[str, Any] = CARD, prose: str = PROSE) -> list[dict[str, Any]]:
    return [block("contact_card", card, 1), block("rich_text", prose, 2)]


@pytest.fixture
def page() -> Page:
    page = ContentPageFactory(title="Dom", lead="Stary wstęp do strony")
    return edit(page, body=body())


def live_body(target: Any) -> list[tuple[str, Any]]:
    return [(each["type"], each["value"]) for each in fresh(target).body.get_prep_value()]


def test_a_telephone_number_is_live_in_all_languages(page: Page) -> None:
    targets = [publish_in(page, code) for code in ("en", "uk")]
    edit(page, body=body({**CARD, "phone": "+48 000 000 002"}))
    phones = [live_body(each)[0][1]["phone"] for each in targets]
    assert phones == ["+48 000 000 002"] * 2
    assert [state(page, code).status for code in ("en", "uk")] == ["current", "current"]


def test_so_is_the_target_of_a_link(page: Page) -> None:
    target = publish_in(page, "uk")
    edit(page, body=body(prose=PROSE.replace("stary", "nowy")))
    assert "https://nowy.example.org/" in live_body(target)[1][1]
    assert "[uk] <a " in live_body(target)[1][1]
    assert state(page).status == "current"


def test_so_are_the_order_and_the_end_of_blocks(page: Page) -> None:
    target = publish_in(page, "uk")
    edit(page, body=body()[::-1])
    assert [kind for kind, _value in live_body(target)] == ["rich_text", "contact_card"]
    edit(page, body=body()[:1])
    assert [kind for kind, _value in live_body(target)] == ["contact_card"]
    assert state(page).status == "current"


def test_words_that_changed_as_well_stay_behind(page: Page) -> None:
    target = publish_in(page, "uk")
    edit(page, lead="Nowy wstęp do strony", body=body({**CARD, "phone": "+48 000 000 002"}))
    assert live_body(target)[0][1]["phone"] == "+48 000 000 002"
    assert fresh(target).lead == "[uk] Stary wstęp do strony"
    assert state(page).status == "behind"


def test_new_words_hold_up_the_shape_they_stand_in(page: Page) -> None:
    target = publish_in(page, "uk")
    more = block("rich_text", '<p data-block-key="b1">Nowy akapit</p>', 3)
    edit(page, body=[*body({**CARD, "phone": "+48 000 000 002"}), more])
    assert live_body(target)[0][1]["phone"] == "+48 000 000 001"
    assert state(page).status == "behind"


def test_unread_words_are_not_swept_along(page: Page) -> None:
    target = publish_in(page, "uk")
    StringTranslation.objects.filter(data="[uk] Stary wstęp do strony").update(data="Непрочитане")
    edit(page, body=body({**CARD, "phone": "+48 000 000 002"}))
    assert live_body(target)[0][1]["phone"] == "+48 000 000 002"
    assert fresh(target).lead == "[uk] Stary wstęp do strony"
    assert StringTranslation.objects.filter(data="Непрочитане").count() == 1


def test_a_draft_stays_a_draft(page: Page) -> None:
    target = publish_in(page, "uk")
    draft = fresh(target)
    draft.lead = "Чернетка"
    draft.save_revision(user=UserFactory(role=roles.translators("uk")))
    edit(page, body=body({**CARD, "phone": "+48 000 000 002"}))
    assert fresh(target).get_latest_revision_as_object().lead == "Чернетка"
    assert fresh(target).lead == "[uk] Stary wstęp do strony"


def test_what_is_in_review_waits_for_its_reviewers(page: Page) -> None:
    target = publish_in(page, "uk")
    edit(page, lead="Nowy wstęp do strony")
    translation = start(page, "uk")
    translate(translation)
    submit(translation)
    edit(page, body=body({**CARD, "phone": "+48 000 000 002"}))
    assert review_workflow.running_task(fresh(target)) is not None
    assert live_body(target)[0][1]["phone"] == "+48 000 000 001"


def test_whoever_read_the_words_has_read_them(page: Page) -> None:
    target = publish_in(page, "uk")
    reviewer = UserFactory(role=roles.language_reviewers("uk"))
    before = TranslationDraft.objects.get(revision=target.live_revision)
    TranslationDraft.objects.filter(pk=before.pk).update(reviewed_by=reviewer)
    edit(page, body=body({**CARD, "phone": "+48 000 000 002"}))
    after = TranslationDraft.objects.get(revision=fresh(target).live_revision)
    assert (after.reviewed_by, after.reviewed_at) == (reviewer, before.reviewed_at)
    assert after.pk != before.pk


def test_back_and_forth_is_true_each_time(page: Page) -> None:
    target = publish_in(page, "uk")
    for phone in ("+48 000 000 002", "+48 000 000 001"):
        edit(page, body=body({**CARD, "phone": phone}))
        assert (live_body(target)[0][1]["phone"], state(page).status) == (phone, "current")
    edit(page, lead="Nowy wstęp do strony")
    edit(page, lead="Stary wstęp do strony")
    assert state(page).status == "current"


def test_an_alert_follows_as_well() -> None:
    alert = AlertBanner.objects.create(
        locale=locale("pl"),
        title="Awaria",
        text='<p data-block-key="a1"><a href="https://stary.example.org/">Więcej</a></p>',
        live=True,
    )
    target = publish_in(alert, "uk")
    alert = fresh(alert)
    alert.text = alert.text.replace("stary", "nowy")
    alert.save_revision().publish()
    assert "https://nowy.example.org/" in fresh(target).text
    assert state(alert).status == "current"


def test_it_is_said_at_that_moment(page: Page) -> None:
    publish_in(page, "uk")
    draft = fresh(page)
    draft.body = body({**CARD, "phone": "+48 000 000 002"})
    draft.save_revision()
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(UserFactory(administrator=True))
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = client.post(f"{url}?id={page.pk}&next=/admin/", shown_state.in_bulk(page), follow=True)
    told = [str(each) for each in answer.context["messages"]]
    assert any("jest już widoczne w językach: Українська." in each for each in told), told
