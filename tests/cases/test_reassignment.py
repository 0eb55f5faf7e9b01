"""No case lies with somebody who no longer sees it, and none is seen by nobody in silence."""

import pytest
from django.test import Client
from django.urls import reverse

from cms.cases.domain import case_actions, reassignment
from cms.cases.domain.summary_items import summary_items
from cms.cases.models import Case
from tests.cases.case_histories import administrator
from tests.cases.recorded_effects import written
from tests.factories.cases import COUNTY, ELSEWHERE, new_case, worker
from tests.project.admin_requests.filled_forms import shown_at

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def test_who_loses_a_county_gives_its_cases_back(client: Client) -> None:
    holder, colleague = worker(COUNTY, ELSEWHERE), worker(COUNTY)
    case, kept = new_case(), new_case(county=ELSEWHERE)
    for one in (case, kept):
        case_actions.assign(one.pk, to=holder, by=holder)
    client.force_login(administrator())
    url = reverse("desk:remit", args=[holder.pk])
    client.post(url, {"counties": [ELSEWHERE], **shown_at(client, url)})
    assert Case.objects.get(pk=case.pk).assignee is None
    assert Case.objects.get(pk=kept.pk).assignee == holder
    assert [mail.to for mail in written("free")] == [colleague.email]
    last = case.events.last()
    assert last is not None
    assert (last.action, last.detail) == ("released", {"was": holder.pk})


def test_who_has_left_or_lost_the_role_gives_everything_back() -> None:
    gone, moved = worker(COUNTY), worker(COUNTY)
    for person in (gone, moved):
        case_actions.assign(new_case().pk, to=person, by=person)
    gone.is_active = False
    gone.save()
    moved.groups.clear()
    assert not Case.objects.filter(
        assignee=gone
    ).exists()  # Given back with the account's deactivation.
    assert reassignment.give_back() == 1
    assert reassignment.give_back() == 0
    assert not Case.objects.exclude(assignee=None).exists()


def test_cases_that_nobody_answers_for_are_on_the_administrators_pile() -> None:
    alone, _seen = new_case(county=ELSEWHERE), new_case()
    worker(COUNTY)
    assert list(reassignment.left_alone()) == [alone]
    counted = {step.url: step.count for step in summary_items(administrator())}
    assert counted[reverse("desk:remits")] == 1
    worker("*")
    assert not reassignment.left_alone().exists()
