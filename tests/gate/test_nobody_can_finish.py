"""A workflow that nobody could finish is refused in words, wherever it is put together."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Locale, Page, Task, Workflow, WorkflowPage

from cms.gate.models import AutomaticChecksTask, LanguageReviewTask, LegalReviewTask
from cms.users import roles
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
EMPTY = "Nikt nie mógłby rozstrzygnąć etapu"


def home(code: str) -> Page:
    found: Page = Page.objects.get(depth=2, locale=Locale.objects.get(language_code=code))
    return found


def administrator() -> Client:
    client = Client()
    client.force_login(UserFactory(administrator=True))
    return client


def formset(prefix: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    counts = {"TOTAL_FORMS": len(rows), "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0}
    body = {f"{prefix}-{name}": value for name, value in counts.items()}
    for number, row in enumerate(rows):
        body |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return body


def save(tasks: list[Task], pages: list[Page]) -> tuple[bool, str]:
    """Create a workflow as administrators do; return whether it is there, and what was said."""
    rows = [{"task": task.pk, "ORDER": at, "id": ""} for at, task in enumerate(tasks, 1)]
    body = {
        "name": "Nowy",
        **formset("workflow_tasks", rows),
        **formset("pages", [{"page": page.pk, "id": ""} for page in pages]),
    }
    answer = administrator().post(reverse("wagtailadmin_workflows:add"), body)
    return Workflow.objects.filter(name="Nowy").exists(), answer.content.decode()


def test_a_step_without_people_is_refused_until_somebody_is_there() -> None:
    lawyers = LegalReviewTask.objects.get()
    is_saved, html = save([lawyers], [])
    assert (is_saved, EMPTY in html) == (False, True)
    UserFactory(role=roles.LEGAL_REVIEWERS, is_active=False)
    assert not save([lawyers], [])[0]
    UserFactory(role=roles.LEGAL_REVIEWERS)
    assert save([lawyers], [])[0]


def test_the_language_of_the_tree_decides() -> None:
    WorkflowPage.objects.filter(page__in=[home("uk"), home("ru")]).delete()
    UserFactory(role=roles.language_reviewers("uk"))
    review = LanguageReviewTask.objects.get()
    is_saved, html = save([review], [home("ru")])
    assert (is_saved, EMPTY in html) == (False, True)
    assert save([review], [home("uk")])[0]


def test_machines_alone_finish_nothing() -> None:
    is_saved, html = save([AutomaticChecksTask.objects.first()], [])
    assert (is_saved, "nie rozstrzyga żadna osoba" in html) == (False, True)


def test_groups_without_people_are_refused_in_the_form_of_a_step() -> None:
    task = GroupApprovalTask.objects.get(name="Publikacja")
    UserFactory(role=roles.PUBLISHERS)
    empty = Group.objects.create(name="Pusta")
    url = reverse("wagtailadmin_workflows:edit_task", args=[task.pk])
    html = administrator().post(url, {"groups": [empty.pk]}).content.decode()
    assert EMPTY in html
    assert empty not in task.groups.all()


def test_the_question_before_switching_off_names_what_follows() -> None:
    stock = Workflow.objects.create(name="Zapasowy")
    root = Page.get_first_root_node()
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": stock})
    given = home("uk").get_workflow()
    url = reverse("wagtailadmin_workflows:disable", args=[given.pk])
    html = administrator().get(url).content.decode()
    assert "Zapasowy" in html
    assert "nie rozstrzyga żadna osoba" in html
