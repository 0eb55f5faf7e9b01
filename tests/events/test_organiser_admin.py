"""The desk: what organisers see, and what their buttons do."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cms.background.models import Letter
from events.domain import registrations
from events.domain.activity_overview import activity_lines
from events.domain.registrations import availability
from events.domain.roster import board
from events.enums import Kind, Party
from events.models import ActivityPage, Group, PlaceEvent, Registration
from tests.events.organiser_client import at_desk, context, desk, said, save_at
from tests.factories.events import ActivityPageFactory, add_date, add_series, open_group, sign_up
from tests.project.admin_requests.filled_forms import form_at

pytestmark = pytest.mark.django_db


def titles(**query: str) -> list[str]:
    return [line.page.title for line in context(at_desk(), "desk", **query)["lines"]]


def some_activities() -> None:
    soon, later = timezone.now() + timedelta(days=2), timezone.now() + timedelta(days=9)
    add_date(open_group(ActivityPageFactory(title="Later")), later)
    add_date(open_group(ActivityPageFactory(title="Soon", kind=Kind.OTHER)), soon)
    add_date(open_group(ActivityPageFactory(title="Over")), timezone.now() - timedelta(days=9))
    ActivityPageFactory(title="Without dates", live=False)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["Without dates", "Soon", "Later"]),
        ({"when": "over"}, ["Over"]),
        ({"when": "all", "q": "ove"}, ["Over"]),
        ({"kind": "other"}, ["Soon"]),
        ({"q": "\0"}, ["Without dates", "Soon", "Later"]),
        ({"kind": "unheard-of", "p": "99"}, ["Without dates", "Soon", "Later"]),
    ],
)
def test_activities_come_by_their_next_date(query: dict[str, str], expected: list[str]) -> None:
    some_activities()
    assert titles(**query) == expected


@pytest.mark.parametrize("count", [1, 3])
def test_the_numbers_of_all_activities_take_four_queries(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _each in range(count):
        group = open_group(capacity=5)
        add_series(group)
        sign_up(group, 2)
        sign_up(group, 4)
    pages = list(ActivityPage.objects.all())
    with django_assert_num_queries(4):
        lines = activity_lines(pages, timezone.now())
        shown = {(each.coming, each.waiting, each.free) for line in lines for each in line.groups}
    assert shown == {(2, 4, 3)}


def test_the_board_says_who_comes_and_in_which_order_others_wait() -> None:
    group = open_group(capacity=3)
    add_series(group)
    confirmed, first, second = sign_up(group, 2), sign_up(group, 3), sign_up(group, 1)
    gone = sign_up(group, 1)
    registrations.withdraw(gone.pk)
    board = context(at_desk(), "group", group.pk)["board"]
    shown = [[each.pk for each in each_list] for each_list in (board.coming, board.waiting)]
    assert shown == [[confirmed.pk], [first.pk, second.pk]]
    assert [each.pk for each in board.left] == [gone.pk]
    assert board.blocking == first
    assert board.sign_up == "open"
    assert [event.action for event in board.latest][:1] == ["ended"]


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"is_public": False}, "hidden"),
        ({"opens_at": timezone.now() + timedelta(days=1)}, "not_yet"),
        ({"closes_at": timezone.now() - timedelta(days=1)}, "closed"),
        ({}, "open"),
    ],
)
def test_the_board_says_whether_one_may_sign_up(fields: dict[str, Any], state: str) -> None:
    group = open_group(**fields)
    add_series(group)
    assert context(at_desk(), "group", group.pk)["board"].sign_up == state


@pytest.mark.parametrize("count", [1, 3])
def test_the_board_takes_six_queries_however_many_people(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    group = open_group(capacity=2)
    add_series(group)
    for _each in range(count):
        sign_up(group, 2, ages=(7, 9))
    with django_assert_num_queries(6):
        shown = board(group, timezone.now())
        for event in shown.latest:
            str(event.registration)
        ages = [one.age for each in shown.coming for one in each.participants.all()]
    assert ages == [7, 9]


def waiting() -> Registration:
    """Return who waits because somebody before them needs more than the one place that is free."""
    group = open_group(capacity=3)
    add_series(group)
    sign_up(group, 2)
    sign_up(group, 3)
    return sign_up(group, 1)


@pytest.mark.parametrize(
    ("decisions", "state"),
    [(["confirm"], "confirmed"), (["offer"], "offered")],
)
def test_a_button_decides_about_somebody(decisions: list[str], state: str) -> None:
    person, client = waiting(), at_desk()
    for decision in decisions:
        client.post(desk("person_decide", person.pk, decision))
    person.refresh_from_db()
    assert person.state == state
    assert PlaceEvent.objects.filter(registration=person, by__isnull=False).count() == len(
        decisions
    )


@pytest.mark.parametrize(
    ("address", "before", "after", "kind"),
    [
        ("person_put_back", "confirmed", "waiting", "events.returned"),
        ("person_pass_over", "waiting", "waiting", None),
    ],
)
def test_what_takes_somebody_their_turn_asks_first_and_is_told_truly(
    address: str, before: str, after: str, kind: str | None
) -> None:
    waiting()
    person, client = Registration.objects.get(state=before, size__gt=1), at_desk()
    Letter.objects.all().delete()
    client.get(desk(address, person.pk))
    person.refresh_from_db()
    assert (person.state, Letter.objects.count()) == (before, 0)
    client.post(desk(address, person.pk))
    person.refresh_from_db()
    assert person.state == after
    of_person = Letter.objects.filter(subject_id__startswith=str(person.pk))
    assert [letter.kind for letter in of_person] == ([kind] if kind else [])


def test_what_is_not_possible_is_said_in_words() -> None:
    person = waiting()
    (first,) = Registration.objects.filter(group=person.group, size=3)
    answer = at_desk().post(desk("person_decide", first.pk, "confirm"))
    assert said(answer) == ["There are not enough free places for this registration."]
    first.refresh_from_db()
    assert first.state == "waiting"


def test_an_unheard_of_decision_is_not_found() -> None:
    assert at_desk().post(desk("person_decide", waiting().pk, "sack")).status_code == 404


@pytest.mark.parametrize(
    ("wanted", "capacity", "words"),
    [
        ("5", 5, "There are 5 places now; there were 3."),
        (
            "1",
            2,
            (
                "2 places are taken, and nobody loses them. "
                "Places that people give back go to nobody until there are 1."
            ),
        ),
    ],
)
def test_places_are_added_and_taken_away_unless_they_are_taken(
    wanted: str, capacity: int, words: str
) -> None:
    group = waiting().group
    answer = save_at(desk("group_resize", group.pk), {"capacity": wanted})
    assert said(answer) == [words]
    assert availability.availability_of([group.pk])[group.pk].capacity == capacity


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        ("many", "Write a number of places."),
        ("", "Write a number of places."),
        ("9999", "Ensure this value is less than or equal to 5000."),
    ],
)
def test_a_refused_number_of_places_stays_in_its_field(wanted: str, why: str) -> None:
    group = waiting().group
    answer = save_at(desk("group_resize", group.pk), {"capacity": wanted})
    assert why in answer.content.decode()
    assert form_at(answer.content.decode(), desk("group_resize", group.pk))["capacity"] == [wanted]
    assert availability.availability_of([group.pk])[group.pk].capacity == 3


def test_taking_off_asks_first() -> None:
    group = open_group(capacity=1)
    add_series(group)
    person, client = sign_up(group), at_desk()
    client.get(desk("person_take_off", person.pk))
    person.refresh_from_db()
    assert person.state == "confirmed"
    client.post(desk("person_take_off", person.pk))
    person.refresh_from_db()
    assert (person.state, person.end_reason) == ("withdrawn", "organiser")


def test_somebody_moves_only_to_a_group_of_the_same_activity() -> None:
    here, elsewhere = open_group(capacity=2), open_group(capacity=2)
    sister = open_group(here.activity, capacity=2, name="B")
    person, client = sign_up_in(here), at_desk()
    client.post(desk("person_move", person.pk), {"group": elsewhere.pk})
    person.refresh_from_db()
    assert person.group == here
    client.post(desk("person_move", person.pk), {"group": sister.pk})
    person.refresh_from_db()
    assert (person.group, person.state) == (sister, "confirmed")


def sign_up_in(group: Group) -> Registration:
    add_series(group)
    return sign_up(group)


def call(group: Group, **fields: Any) -> list[str]:
    """Sign somebody up who calls; return what the desk says."""
    values = {"name": "Olena", "phone": "+48 000 000 000", "locale": "uk", "consent": "on"}
    return said(at_desk().post(desk("person_add", group.pk), {**values, **fields}))


def test_who_calls_is_signed_up_by_the_same_rules() -> None:
    group = open_group(capacity=2, questions=["name", "ages"])
    add_series(group)
    assert call(group, size="2", ages="7, 9") == ["Signed up as #1: confirmed."]
    assert call(group, size="1") == ["Signed up as #2: waiting."]
    person = Registration.objects.get(number=1)
    ages = list(person.participants.values_list("age", flat=True))
    assert (person.name, person.locale, ages) == ("Olena", "uk", [7, 9])


@pytest.mark.parametrize(
    "fields",
    [{"consent": ""}, {"ages": "seven"}, {"ages": "7, 8, 9"}, {"size": "0"}, {"locale": "de"}],
)
def test_a_wrong_form_signs_nobody_up(fields: dict[str, str]) -> None:
    group = open_group(capacity=5, questions=["name", "ages"])
    add_series(group)
    assert call(group, **{"size": "2", **fields}) == []
    assert Registration.objects.count() == 0


def test_what_the_group_does_not_ask_is_not_asked_on_the_phone_either() -> None:
    group = open_group(ActivityPageFactory(party=Party.ADULT), questions=["level"])
    form = context(at_desk(), "person_add", group.pk)["form"]
    assert list(form.fields) == ["email", "phone", "level", "locale", "consent"]


def test_what_somebody_said_is_changed_for_them_and_the_log_says_by_whom() -> None:
    group = open_group(capacity=3, questions=["name", "ages"], is_moderated=True)
    add_series(group)
    call(group, size="2", ages="7, 9")
    person = Registration.objects.get()
    seven, nine = person.participants.all()
    form = context(at_desk(), "person_change", person.pk)["form"]
    assert (form[f"age-{seven.pk}"].value(), form["more"].value()) == (7, 0)
    ages_now = {f"age-{seven.pk}": "8", f"leaves-{seven.pk}": "on", f"age-{nine.pk}": "10"}
    said_now = {**ages_now, "more": "2", "name": "Olena K.", "locale": "pl"}
    save_at(desk("person_change", person.pk), said_now)
    person.refresh_from_db()
    first, *new = person.participants.all()
    assert (first.pk, first.age, [one.age for one in new]) == (nine.pk, 10, [None, None])
    assert (person.size, person.name, person.phone) == (3, "Olena K.", "")
    assert PlaceEvent.objects.filter(action="changed", by__isnull=False, taken=3).count() == 1
    assert said(save_at(desk("person_change", person.pk), said_now)) == []
    assert Registration.objects.get().participants.count() == 3
    ages_now = {f"age-{one.pk}": "10" for one in (first, *new)}
    more = {"name": "Olena K.", "locale": "pl", "more": "1", **ages_now}
    answer = save_at(desk("person_change", person.pk), more)
    assert said(answer) == ["One registration may take 3 places at most."]
