"""Who answers for which counties, and the texts that the desk sends often."""

import pytest
from django.test import Client
from django.urls import reverse

from cms.cases.domain.permissions import counties_of
from cms.cases.models import MessageTemplate
from cms.users import roles
from tests.factories.cases import COUNTY, ELSEWHERE, worker
from tests.factories.users import UserFactory
from tests.project.admin_requests.filled_forms import form_at, opened, shown_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    """Return the browser of an administrator."""
    client.force_login(UserFactory(is_superuser=True))
    return client


def test_an_administrator_says_who_answers_for_which_counties(desk: Client) -> None:
    person = worker(COUNTY)
    url = reverse("desk:remit", args=[person.pk])
    assert desk.get(url).context["form"].initial["counties"] == [COUNTY]
    desk.post(url, {"counties": [ELSEWHERE], **shown_at(desk, url)})
    assert counties_of(person) == {ELSEWHERE}
    desk.post(url, {"everywhere": "on", "counties": [COUNTY], **shown_at(desk, url)})
    assert counties_of(person) == {"*"}
    desk.post(url, {"counties": ["nowhere"], **shown_at(desk, url)})
    assert counties_of(person) == {"*"}
    desk.post(url, shown_at(desk, url))
    assert counties_of(person) == set()
    outsider = UserFactory(role=roles.AUTHORS)
    assert desk.get(reverse("desk:remit", args=[outsider.pk])).status_code == 404


def test_counties_that_nobody_answers_for_are_named(desk: Client) -> None:
    person = worker(COUNTY)
    gaps = dict(desk.get(reverse("desk:remits")).context["gaps"])
    every = {len(counties) for counties in gaps.values()}
    assert max(every) - min(every) == 1
    person.remits.update(county="*")
    gaps = dict(desk.get(reverse("desk:remits")).context["gaps"])
    assert sorted(len(counties) > 0 for counties in gaps.values()) == [False, True]


def test_templates_are_written_changed_and_deleted(desk: Client) -> None:
    add = reverse("desk:template_add")
    desk.post(add, {"name": "Wizyta", "text_uk": "Вітаємо, {reference}!"})
    found = MessageTemplate.objects.get()
    assert (found.name, found.kind, found.text_uk) == ("Wizyta", "", "Вітаємо, {reference}!")
    url = reverse("desk:template", args=[found.pk])
    desk.post(url, {"name": "Termin", "text_en": "{about}", **shown_at(desk, url)})
    found.refresh_from_db()
    assert (found.name, found.text_uk, found.text_en) == ("Termin", "", "{about}")
    assert "Termin" in desk.get(reverse("desk:templates")).content.decode()
    gone = reverse("desk:template_delete", args=[found.pk])
    desk.get(gone)
    assert MessageTemplate.objects.count() == 1
    desk.post(gone)
    assert MessageTemplate.objects.count() == 0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{name}",
        "{",
        "{}",
        "{reference.pk}",
        "}",
        "{about:>99999999}",
        "{about!r}",
        "{about:{about}}",
    ],
)
def test_templates_that_nothing_can_fill_are_refused(desk: Client, text: str) -> None:
    answer = desk.post(reverse("desk:template_add"), {"name": "x", "text_pl": text})
    assert list(answer.context["form"].errors) == ["text_pl"]
    assert MessageTemplate.objects.count() == 0


def test_what_somebody_else_has_saved_meanwhile_is_not_overwritten(desk: Client) -> None:
    person, text = worker(COUNTY), MessageTemplate.objects.create(name="Wizyta", text_pl="Stary")
    for name, row, change, after in (
        ("remit", person, {"counties": []}, lambda: counties_of(person)),
        ("template", text, {"text_pl": "Mój"}, lambda: MessageTemplate.objects.get().text_pl),
    ):
        url = reverse(f"desk:{name}", args=[row.pk])
        body = {**opened(desk, url), **change}
        person.remits.update(county=ELSEWHERE)
        MessageTemplate.objects.update(text_pl=f"Nowy {name}")
        answer = desk.post(url, body)
        assert answer.context["form"].non_field_errors()
        assert after() in ({ELSEWHERE}, "Nowy template")
        again = {**form_at(answer.content.decode(), url), **change}
        assert desk.post(url, again).status_code == 302
        assert after() in (set(), "Mój")


def test_templates_are_changed_by_whoever_works_on_their_kind(client: Client) -> None:
    for kind in ("", "school_support", "question"):
        MessageTemplate.objects.create(name=f"of {kind}", kind=kind, text_pl="Dzień dobry")
    client.force_login(worker("*", role=roles.ADVISERS))
    listed = [one.name for one, *_rest in client.get(reverse("desk:templates")).context["lines"]]
    assert listed == ["of question"]
    for name in ("of ", "of school_support"):
        template = MessageTemplate.objects.get(name=name)
        for view in ("template", "template_delete"):
            url = reverse(f"desk:{view}", args=[template.pk])
            assert (client.get(url).status_code, client.post(url).status_code) == (404, 404)
    assert MessageTemplate.objects.count() == 3
    client.post(reverse("desk:template_add"), {"name": "all", "kind": "", "text_pl": "Dzień dobry"})
    assert not MessageTemplate.objects.filter(name="all").exists()
    own = MessageTemplate.objects.get(name="of question")
    client.post(reverse("desk:template_delete", args=[own.pk]))
    assert not MessageTemplate.objects.filter(pk=own.pk).exists()
