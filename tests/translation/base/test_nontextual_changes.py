"""What needs no translator is live in every language at once; words wait for theirs."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import (
    SegmentOverride,
    StringTranslation,
    Translation,
    TranslationContext,
    TranslationSource,
)

from cms.content.pages.models import AlertBanner, FundingLine
from cms.core.publication import publication_conditions
from cms.core.publication.publication_conditions import PublicationRefusedError
from cms.translation.base.domain import review_workflow
from cms.translation.base.domain.left_values import left_values
from cms.translation.base.models import TranslationDraft
from cms.translation.dashboard.domain.summary_items import summary_items
from cms.users import roles
from tests.factories import ImageFactory
from tests.factories.bodies import ID
from tests.factories.pages import ContentPageFactory
from tests.factories.users import UserFactory
from tests.translation.base.translation_steps import (
    approve_step,
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


OTHER = {**CARD, "phone": "+48 000 000 002"}
MORE = block("rich_text", '<p data-block-key="b1">Nowy akapit</p>', 3)


def only_the_number_changed(target: Any) -> None:
    """Check that the other number is live in ``target``, and nothing else of it has changed."""
    assert live_body(target)[0][1]["phone"] == "+48 000 000 002"
    assert fresh(target).lead == "[uk] Stary wstęp do strony"


def test_new_words_do_not_hold_up_a_telephone_number(page: Page) -> None:
    target = publish_in(page, "uk")
    edit(page, body=[*body(OTHER), MORE])
    assert [kind for kind, _value in live_body(target)] == ["contact_card", "rich_text"]
    assert live_body(target)[0][1]["phone"] == "+48 000 000 002"
    assert state(page).status == "behind"


def test_nor_the_target_of_a_link_nor_the_order_of_blocks(page: Page) -> None:
    target = publish_in(page, "uk")
    edit(page, body=[MORE, *body(prose=PROSE.replace("stary", "nowy"))[::-1]])
    found = live_body(target)
    assert [kind for kind, _value in found] == ["rich_text", "contact_card"]
    assert "https://nowy.example.org/" in found[0][1]
    assert "[uk] <a " in found[0][1]


def test_nor_a_picture(page: Page) -> None:
    old, new = ImageFactory(), ImageFactory()
    shown = {"image": old.pk, "alt": "Opis", "caption": ""}
    page = edit(page, body=[block("image", shown, 4)])
    target = publish_in(page, "uk")
    edit(page, body=[block("image", {**shown, "image": new.pk}, 4), MORE])
    assert live_body(target) == [
        ("image", {"image": new.pk, "alt": "[uk] Opis", "caption": ""}),
    ]


def test_the_picture_of_a_stopped_snippet_follows() -> None:
    old, new = ImageFactory(), ImageFactory()
    line = FundingLine.objects.create(locale=locale("pl"), text="FAMI", emblem=old, live=True)
    target = publish_in(line, "uk")
    Translation.objects.update(enabled=False)
    line = fresh(line)
    line.emblem, line.text = new, "Sfinansowano z FAMI"
    line.save_revision().publish()
    assert (fresh(target).emblem, fresh(target).text) == (new, "[uk] FAMI")


def test_what_was_translated_after_it_is_current_again(page: Page) -> None:
    publish_in(page, "uk")
    edit(page, body=[*body(OTHER), MORE])
    target = publish_in(page, "uk")
    assert live_body(target)[0][1]["phone"] == "+48 000 000 002"
    assert state(page).status == "current"


def test_a_stopped_translation_takes_values_over(page: Page) -> None:
    target = publish_in(page, "uk")
    Translation.objects.update(enabled=False)
    edit(page, body=body(OTHER))
    only_the_number_changed(target)
    assert state(page).status == "current"


def test_so_does_one_that_was_edited_by_hand(page: Page) -> None:
    target = publish_in(page, "uk")
    Translation.objects.update(enabled=False)
    edit(target, lead="Власний вступ")
    edit(page, body=body(OTHER))
    assert live_body(target)[0][1]["phone"] == "+48 000 000 002"
    assert fresh(target).lead == "Власний вступ"
    assert state(page).status == "current"


def test_a_block_that_perhaps_gave_way_to_another_stays(page: Page) -> None:
    target = publish_in(page, "uk")
    edit(page, body=[*body(OTHER)[:1], MORE])
    assert [kind for kind, _value in live_body(target)] == ["contact_card", "rich_text"]
    assert live_body(target)[0][1]["phone"] == "+48 000 000 002"


def test_unread_words_are_not_swept_along(page: Page) -> None:
    target = publish_in(page, "uk")
    StringTranslation.objects.filter(data="[uk] Stary wstęp do strony").update(data="Непрочитане")
    edit(page, body=body({**CARD, "phone": "+48 000 000 002"}))
    assert live_body(target)[0][1]["phone"] == "+48 000 000 002"
    assert fresh(target).lead == "[uk] Stary wstęp do strony"
    assert StringTranslation.objects.filter(data="Непрочитане").count() == 1


def test_a_draft_stays_a_draft_and_takes_values_over(page: Page) -> None:
    target = publish_in(page, "uk")
    draft = fresh(target)
    draft.lead = "Чернетка"
    draft.save_revision(user=UserFactory(role=roles.translators("uk")))
    edit(page, body=body(OTHER))
    newest = fresh(target).get_latest_revision_as_object()
    assert newest.lead == "Чернетка"
    assert newest.body.get_prep_value()[0]["value"]["phone"] == "+48 000 000 002"
    only_the_number_changed(target)


def test_what_is_in_review_takes_values_over_and_stays_there(page: Page) -> None:
    target = publish_in(page, "uk")
    edit(page, lead="Nowy wstęp do strony")
    translation = start(page, "uk")
    translate(translation)
    submit(translation)
    reviewed = fresh(target).latest_revision_id
    edit(page, body=body(OTHER))
    only_the_number_changed(target)
    now = fresh(target)
    assert (now.latest_revision_id, now.has_unpublished_changes) == (reviewed, True)
    for _step in range(2):
        if review_workflow.running_task(fresh(target)) is not None:
            approve_step(target, UserFactory(role=roles.language_reviewers("uk")))
    assert live_body(target)[0][1]["phone"] == "+48 000 000 002"
    assert fresh(target).lead == "[uk] Nowy wstęp do strony"
    assert state(page).status == "current"


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


def test_what_could_not_follow_is_said_then_and_on_the_dashboard(page: Page) -> None:
    target = publish_in(page, "uk")
    Translation.objects.update(enabled=False)
    by_hand(target, "+48 000 000 009")
    draft = fresh(page)
    draft.body = body(OTHER)
    draft.save_revision()
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(UserFactory(administrator=True))
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = client.post(f"{url}?id={page.pk}&next=/admin/", shown_state.in_bulk(page), follow=True)
    told = [str(each) for each in answer.context["messages"]]
    assert any("Українська" in each and "Telefon" in each for each in told), told
    assert live_body(target)[0][1]["phone"] == "+48 000 000 009"
    assert state(page).status == "behind"
    assert texts_of_items(UserFactory(role=roles.PUBLISHERS))
    assert texts_of_items(UserFactory(role=roles.translators("uk")))
    assert not texts_of_items(UserFactory(role=roles.translators("en")))
    by_hand(target, "+48 000 000 002")
    assert not texts_of_items(UserFactory(role=roles.PUBLISHERS))


def test_a_text_that_was_never_published_by_anybody_is_told_as_well() -> None:
    """One that a program made live has no day of publication."""
    old, new = ImageFactory(), ImageFactory()
    line = FundingLine.objects.create(locale=locale("pl"), text="FAMI", emblem=old, live=True)
    start(line, "uk")
    target = line.get_translation(locale("uk"))
    type(target).objects.filter(pk=target.pk).update(live=True, emblem=ImageFactory())
    line = fresh(line)
    line.emblem = new
    line.save_revision().publish()
    assert fresh(target).last_published_at is None
    assert [each.target for each in left_values([locale("uk")])] == [target]


def by_hand(target: Any, phone: str) -> None:
    """Publish a number that the language has for itself."""
    raw = list(fresh(target).body.get_prep_value())
    raw[0]["value"]["phone"] = phone
    edit(target, body=raw)


def texts_of_items(user: Any) -> list[str]:
    """Return what the dashboard says of old numbers in Ukrainian."""
    found = [each.text for each in summary_items(user)]
    return [each for each in found if "Українська" in each and "elef" in each]


def test_what_may_not_be_published_is_said(page: Page) -> None:
    target = publish_in(page, "uk")

    def refuse(instance: Any) -> None:
        if instance.pk == target.pk:
            raise PublicationRefusedError("consent", "Brak zgody.")

    publication_conditions.register(refuse)
    try:
        edit(page, body=body(OTHER))
    finally:
        publication_conditions._checks.remove(refuse)
    assert live_body(target)[0][1]["phone"] == "+48 000 000 001"
    assert texts_of_items(UserFactory(role=roles.PUBLISHERS))


def test_a_value_that_a_language_has_for_itself_stays_without_a_word(page: Page) -> None:
    target = publish_in(page, "uk")
    source = TranslationSource.objects.get(object_id=page.translation_key)
    context = TranslationContext.objects.get(
        object=source.object_id, path=f"body.{ID.format(1)}.email"
    )
    SegmentOverride.objects.create(
        locale=locale("uk"), context=context, data_json='"uk@example.org"'
    )
    publish_in(page, "uk")
    edit(page, body=[*body({**OTHER, "email": "nowy@example.org"}), MORE])
    card = live_body(target)[0][1]
    assert (card["email"], card["phone"]) == ("uk@example.org", "+48 000 000 002")
    assert not texts_of_items(UserFactory(role=roles.PUBLISHERS))
