"""Who gets a place, who waits, who is offered the next one."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cms.background.models import Letter
from events.domain import occurrences, registrations
from events.domain.attendance import record
from events.enums import Action, EndReason, RegistrationState, SignUpState
from events.models import Group, Places, Registration
from tests.factories import UserFactory
from tests.factories.events import add_date, open_group, sign_up

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
S = RegistrationState


def states(group: Group) -> list[str]:
    return list(
        Registration.objects.filter(group=group).order_by("number").values_list("state", flat=True)
    )


def taken(group: Group) -> int:
    return Places.objects.get(pk=group.pk).taken


def kinds() -> list[str]:
    return [letter.kind.removeprefix("events.") for letter in Letter.objects.order_by("created_at")]


def test_the_thirteenth_waits() -> None:
    group = open_group(capacity=12)
    for _each in range(13):
        sign_up(group)
    assert states(group) == [S.CONFIRMED] * 12 + [S.WAITING]
    assert (taken(group), kinds()[-2:]) == (12, ["confirmation", "waiting"])


def test_a_family_takes_all_its_places_or_waits_and_nobody_overtakes_it() -> None:
    group = open_group(capacity=5)
    sign_up(group, 3)
    sign_up(group, 3)
    sign_up(group, 1)
    assert states(group) == [S.CONFIRMED, S.WAITING, S.WAITING]
    assert taken(group) == 3


def test_a_freed_place_is_offered_in_order_and_held() -> None:
    group = open_group(capacity=2)
    first, _second, third, _fourth = [sign_up(group) for _each in range(4)]
    registrations.withdraw(first.pk)
    assert states(group) == [S.WITHDRAWN, S.CONFIRMED, S.OFFERED, S.WAITING]
    third.refresh_from_db()
    assert third.offered_until is not None
    assert third.offered_until - timezone.now() > timedelta(hours=47)
    assert taken(group) == 2


def test_an_offer_that_nobody_answers_goes_to_the_next() -> None:
    group = open_group(capacity=1)
    first, second, third = [sign_up(group) for _each in range(3)]
    registrations.withdraw(first.pk)
    late = timezone.now() + timedelta(hours=61)
    assert registrations.expire_offers(late) == 1
    second.refresh_from_db()
    assert (second.state, second.end_reason) == (S.WITHDRAWN, EndReason.EXPIRED)
    third.refresh_from_db()
    assert third.state == S.OFFERED
    assert registrations.expire_offers(late) == 0


def test_accepting_twice_is_accepting_once() -> None:
    group = open_group(capacity=1)
    first, second = sign_up(group), sign_up(group)
    registrations.withdraw(first.pk)
    for _each in range(2):
        assert registrations.answer_offer(second.pk, accept=True).state == S.CONFIRMED
    assert (taken(group), kinds().count("confirmation")) == (1, 2)


def test_who_declines_leaves_the_place_to_the_next() -> None:
    group = open_group(capacity=1)
    first, second, third = [sign_up(group) for _each in range(3)]
    registrations.withdraw(first.pk)
    registrations.answer_offer(second.pk, accept=False)
    third.refresh_from_db()
    assert third.state == S.OFFERED
    with pytest.raises(registrations.OfferGoneError) as gone:
        registrations.answer_offer(second.pk, accept=True)
    assert gone.value.kind == "answered"


def test_an_answer_that_comes_too_late_takes_no_place() -> None:
    group = open_group(capacity=1)
    first, second = sign_up(group), sign_up(group)
    registrations.withdraw(first.pk)
    late = timezone.now() + timedelta(hours=61)
    with pytest.raises(registrations.OfferGoneError) as gone:
        registrations.answer_offer(second.pk, accept=True, now=late)
    assert gone.value.kind == "expired"
    second.refresh_from_db()
    assert second.state == S.OFFERED


def test_an_offer_is_over_at_the_very_moment_it_ends() -> None:
    group = open_group(capacity=1)
    first, second = sign_up(group), sign_up(group)
    registrations.withdraw(first.pk)
    second.refresh_from_db()
    ends = second.offered_until
    assert ends is not None
    with pytest.raises(registrations.OfferGoneError) as gone:
        registrations.answer_offer(second.pk, accept=True, now=ends)
    assert gone.value.kind == "expired"
    assert registrations.expire_offers(ends) == 1


def test_who_waits_has_no_offer_to_answer() -> None:
    group = open_group(capacity=1)
    sign_up(group)
    waiting = sign_up(group)
    with pytest.raises(registrations.OfferGoneError) as gone:
        registrations.answer_offer(waiting.pk, accept=True)
    assert gone.value.kind == "none"


def test_withdrawing_twice_frees_the_places_once() -> None:
    group = open_group(capacity=4)
    one = sign_up(group, 2)
    sign_up(group)
    for _each in range(2):
        registrations.withdraw(one.pk)
    assert (taken(group), kinds().count("withdrawn")) == (1, 1)


@pytest.mark.parametrize("size", [0, 5])
def test_the_size_of_a_registration_has_limits(size: int) -> None:
    with pytest.raises(registrations.WrongSizeError) as refused:
        sign_up(open_group(capacity=30, max_party=4), size)
    assert refused.value.most == 4


def test_nobody_signs_up_outside_the_window() -> None:
    now = timezone.now()
    hour = timedelta(hours=1)
    cases = {
        SignUpState.NOT_YET: open_group(opens_at=now + hour),
        SignUpState.CLOSED: open_group(closes_at=now - hour),
        SignUpState.CANCELLED: open_group(cancelled_at=now),
        SignUpState.HIDDEN: open_group(is_public=False),
    }
    for state, group in cases.items():
        with pytest.raises(registrations.SignUpClosedError) as closed:
            sign_up(group)
        assert closed.value.state == state
    assert not Registration.objects.exists()


def test_sign_up_ends_when_the_first_date_begins_and_the_group_with_its_last() -> None:
    group, now = open_group(), timezone.now()
    add_date(group, now - timedelta(hours=1), minutes=30)
    with pytest.raises(registrations.SignUpClosedError) as closed:
        sign_up(group)
    assert closed.value.state == SignUpState.OVER
    add_date(group, now + timedelta(days=7))
    with pytest.raises(registrations.SignUpClosedError) as closed:
        sign_up(group)
    assert closed.value.state == SignUpState.CLOSED


def test_a_moderated_group_confirms_nobody_by_itself() -> None:
    group, organiser = open_group(capacity=2, is_moderated=True), UserFactory()
    first, second = sign_up(group), sign_up(group)
    assert states(group) == [S.WAITING, S.WAITING]
    registrations.promote(second.pk, by=organiser, offer=False)
    registrations.withdraw(first.pk)
    assert (states(group), taken(group)) == ([S.WITHDRAWN, S.CONFIRMED], 1)


def test_more_places_are_offered_at_once_and_fewer_take_nobodys_place() -> None:
    group, organiser = open_group(capacity=2), UserFactory()
    one, *_others = [sign_up(group) for _each in range(4)]
    registrations.resize(group.pk, 3, by=organiser)
    assert states(group) == [S.CONFIRMED, S.CONFIRMED, S.OFFERED, S.WAITING]
    assert registrations.resize(group.pk, 1, by=organiser) == 3
    registrations.withdraw(one.pk)
    assert states(group) == [S.WITHDRAWN, S.CONFIRMED, S.OFFERED, S.WAITING]
    row = Places.objects.get(group=group)
    assert (row.capacity, row.taken, row.wanted) == (2, 2, 1)
    registrations.withdraw(_others[0].pk)
    row.refresh_from_db()
    assert (row.capacity, row.taken, row.wanted) == (1, 1, None)
    registrations.withdraw(_others[1].pk)
    assert states(group)[3] == S.OFFERED


def test_capacity_can_be_lowered_and_raised_again_while_people_wait() -> None:
    group = open_group(capacity=2)
    for _each in range(3):
        sign_up(group)
    registrations.resize(group.pk, 1, by=None)
    registrations.resize(group.pk, 2, by=None)
    row = Places.objects.get(group=group)
    assert (row.capacity, row.wanted) == (2, None)
    registrations.resize(group.pk, 1, by=None)
    registrations.resize(group.pk, 3, by=None)
    assert states(group) == [S.CONFIRMED, S.CONFIRMED, S.OFFERED]


def test_smaller_registrations_go_first_only_once_the_organiser_says_so() -> None:
    group, organiser = open_group(capacity=3), UserFactory()
    one = sign_up(group)
    sign_up(group, 2)
    family, single = sign_up(group, 3), sign_up(group)
    registrations.withdraw(one.pk)
    registrations.pass_over(family.pk, by=organiser)
    assert states(group)[2:] == [S.WAITING, S.OFFERED]
    line = group.log.filter(action=Action.PASSED_OVER).get()
    assert (line.registration, line.by) == (family, organiser)
    registrations.withdraw(single.pk)
    assert sign_up(group).state == S.CONFIRMED
    assert registrations.availability_of([group.pk])[group.pk].is_full
    registrations.resize(group.pk, 6, by=organiser)
    family.refresh_from_db()
    assert (family.state, family.is_passed_over) == (S.OFFERED, False)


def test_whoever_fits_is_not_passed_over_and_can_be_waited_for_again() -> None:
    group = open_group(capacity=2)
    one, _two = sign_up(group), sign_up(group)
    family = sign_up(group, 2)
    registrations.withdraw(one.pk)
    registrations.pass_over(family.pk, by=None)
    registrations.hold_for(family.pk, by=None)
    assert sign_up(group).state == S.WAITING
    with pytest.raises(registrations.NotPossibleError):
        registrations.pass_over(_two.pk, by=None)


def test_a_waiting_party_that_grows_goes_to_the_end_and_one_that_shrinks_stays() -> None:
    group = open_group(capacity=3)
    holder = sign_up(group, 3)
    first, second = sign_up(group, 2), sign_up(group, 2)
    registrations.change(first.pk, size=1)
    assert Registration.objects.get(pk=first.pk).number < second.number
    registrations.change(first.pk, size=2)
    assert Registration.objects.get(pk=first.pk).number > second.number
    registrations.change(holder.pk, size=1)
    assert [one.state for one in (Registration.objects.get(pk=k.pk) for k in (first, second))] == [
        S.WAITING,
        S.OFFERED,
    ]


def test_an_unpublished_activity_offers_nothing_until_it_is_published_again() -> None:
    group = open_group(capacity=1)
    one, two = sign_up(group), sign_up(group)
    group.activity.unpublish()
    registrations.withdraw(one.pk)
    registrations.offer_waiting()
    assert states(group) == [S.WITHDRAWN, S.WAITING]
    group.activity.get_latest_revision_as_object().save_revision().publish()
    registrations.offer_waiting()
    two.refresh_from_db()
    assert two.state == S.OFFERED


def test_an_offer_ends_with_the_date_also_one_that_was_moved() -> None:
    now = timezone.now()
    group = open_group(capacity=1)
    date = add_date(group, now + timedelta(days=20))
    one, two = sign_up(group), sign_up(group)
    registrations.withdraw(one.pk)
    soon = now + timedelta(hours=2)
    occurrences.move_date(date.pk, soon, soon + timedelta(hours=1), by=None)
    registrations.expire_offers()
    two.refresh_from_db()
    assert two.offered_until == soon
    begun = now - timedelta(minutes=5)
    occurrences.move_date(date.pk, begun, begun + timedelta(hours=1), by=None)
    with pytest.raises(registrations.OfferGoneError):
        registrations.answer_offer(two.pk, accept=True)
    registrations.expire_offers(timezone.now())
    two.refresh_from_db()
    assert two.state == S.WITHDRAWN


def test_free_places_wait_for_a_family_until_the_organiser_decides() -> None:
    group, organiser = open_group(capacity=3), UserFactory()
    one = sign_up(group)
    sign_up(group, 2)
    family, single = sign_up(group, 3), sign_up(group, 1)
    registrations.withdraw(one.pk)
    assert states(group)[2:] == [S.WAITING, S.WAITING]
    with pytest.raises(registrations.NoRoomError):
        registrations.promote(family.pk, by=organiser, offer=True)
    registrations.promote(single.pk, by=organiser, offer=True)
    single.refresh_from_db()
    assert (single.state, taken(group)) == (S.OFFERED, 3)
    assert group.log.first().by == organiser


def test_who_is_put_back_stands_at_the_end() -> None:
    group, organiser = open_group(capacity=1), UserFactory()
    first, second = sign_up(group), sign_up(group)
    registrations.put_back(first.pk, by=organiser)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (S.WAITING, S.OFFERED)
    assert first.number > second.number


def test_moving_takes_the_place_along_if_there_is_one() -> None:
    old, new, organiser = open_group(capacity=1), open_group(capacity=1), UserFactory()
    first, waiting, second = sign_up(old), sign_up(old), sign_up(new)
    registrations.withdraw(second.pk)
    registrations.move(first.pk, new.pk, by=organiser)
    first.refresh_from_db()
    waiting.refresh_from_db()
    assert (first.group, first.state, waiting.state) == (new, S.CONFIRMED, S.OFFERED)
    registrations.move(waiting.pk, new.pk, by=organiser)
    waiting.refresh_from_db()
    assert (waiting.state, taken(old), taken(new)) == (S.WAITING, 0, 1)


def test_who_waited_is_offered_what_is_free_in_the_other_group() -> None:
    old, new, organiser = open_group(capacity=1), open_group(capacity=2), UserFactory()
    sign_up(old)
    moved = registrations.move(sign_up(old).pk, new.pk, by=organiser)
    assert (moved.group, moved.state, taken(new)) == (new, S.OFFERED, 1)


def test_who_moves_takes_no_offer_and_no_passing_over_along() -> None:
    old, new = open_group(capacity=2), open_group(capacity=1)
    sign_up(new)
    first, _second = sign_up(old), sign_up(old)
    offered, family = sign_up(old), sign_up(old, 2)
    registrations.withdraw(first.pk)
    registrations.pass_over(family.pk, by=None)
    for one in (offered, family):
        moved = registrations.move(one.pk, new.pk, by=None)
        assert (moved.state, moved.offered_until, moved.is_passed_over) == (S.WAITING, None, False)


def test_nobody_is_moved_into_a_cancelled_group() -> None:
    old, new = open_group(), open_group()
    one = sign_up(old)
    registrations.cancel_group(new.pk, by=None)
    with pytest.raises(registrations.NotPossibleError):
        registrations.move(one.pk, new.pk, by=None)
    assert (states(old), taken(old), taken(new)) == ([S.CONFIRMED], 1, 0)


def test_fewer_places_are_always_possible() -> None:
    group, organiser = open_group(capacity=6, max_party=2), UserFactory()
    family = sign_up(group, 5, by=organiser)
    assert registrations.change(family.pk, size=4).size == 4
    registrations.resize(group.pk, 4, by=organiser)
    offered = sign_up(group, 2)
    registrations.change(family.pk, size=2)
    assert registrations.change(offered.pk, size=1).state == S.OFFERED
    assert taken(group) == 3


def test_where_the_organiser_decides_nobody_takes_more() -> None:
    group = open_group(capacity=4, is_moderated=True)
    one = sign_up(group)
    registrations.promote(one.pk, by=None, offer=False)
    with pytest.raises(registrations.NoRoomError):
        registrations.change(one.pk, size=2)
    assert taken(group) == 1


def test_once_it_is_over_and_attendance_was_noted_a_registration_stays() -> None:
    group = open_group(capacity=2)
    date = add_date(group, timezone.now() - timedelta(days=2))
    one = sign_up(group, now=timezone.now() - timedelta(days=9))
    record(date.pk, {one.participants.get().pk: True}, by=None)
    for act in (
        lambda: registrations.withdraw(one.pk),
        lambda: registrations.promote(one.pk, by=None, offer=False),
        lambda: registrations.put_back(one.pk, by=None),
        lambda: registrations.change(one.pk, size=2),
        lambda: registrations.move(one.pk, open_group().pk, by=None),
    ):
        with pytest.raises(registrations.NotPossibleError):
            act()
    assert (states(group), taken(group)) == ([S.CONFIRMED], 1)


def test_fewer_places_free_some_and_more_need_room() -> None:
    group = open_group(capacity=4)
    family = sign_up(group, 3, ages=(7, 9, 11))
    registrations.change(family.pk, size=4)
    sign_up(group)
    changed = registrations.change(family.pk, size=2, ages=(9, 11))
    assert [one.age for one in changed.participants.all()] == [9, 11]
    assert states(group) == [S.CONFIRMED, S.OFFERED]
    with pytest.raises(registrations.NoRoomError):
        registrations.change(family.pk, size=4)
    assert taken(group) == 3


def test_cancelling_a_group_ends_everything_and_tells_everybody() -> None:
    group, organiser = open_group(capacity=2), UserFactory()
    date = add_date(group, timezone.now() + timedelta(days=3))
    for _each in range(3):
        sign_up(group)
    registrations.cancel_group(group.pk, by=organiser)
    registrations.cancel_group(group.pk, by=organiser)
    date.refresh_from_db()
    assert (states(group), taken(group)) == ([S.WITHDRAWN] * 3, 0)
    assert (date.state, date.sequence, kinds().count("cancelled")) == ("cancelled", 1, 3)


def test_the_log_says_what_happened_and_adds_up() -> None:
    group = open_group(capacity=2)
    one = sign_up(group, 2)
    sign_up(group)
    registrations.withdraw(one.pk)
    log = [(line.action, line.taken) for line in reversed(group.log.all())]
    assert log == [
        (Action.RESIZED, 0),
        (Action.SIGNED_UP, 2),
        (Action.SIGNED_UP, 2),
        (Action.ENDED, 0),
        (Action.OFFERED, 1),
    ]


def test_no_offers_once_the_last_date_has_begun() -> None:
    group = open_group(capacity=1, closes_at=datetime(2100, 1, 1, tzinfo=UTC))
    add_date(group, timezone.now() - timedelta(minutes=5))
    first, second = sign_up(group), sign_up(group)
    registrations.withdraw(first.pk)
    second.refresh_from_db()
    assert second.state == S.WAITING


def test_the_standing_of_groups_takes_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    group = open_group(capacity=3)
    for size in (3, 1, 3):
        sign_up(group, size)
    with django_assert_num_queries(1):
        standing = registrations.availability_of([group.pk])[group.pk]
    assert (standing.capacity, standing.free, standing.waiting) == (3, 0, 4)
