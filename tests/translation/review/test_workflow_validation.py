"""A workflow that nobody could finish is refused in words, wherever it is put together."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import (
    GroupApprovalTask,
    Locale,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.core import locales
from cms.translation.review.domain import blocked_workflows
from cms.translation.review.models import AutomaticChecksTask, LanguageReviewTask, LegalReviewTask
from cms.users import roles
from cms.users.models import User
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


def everybody() -> None:
    """Have somebody decide every step of every language."""
    for role in (roles.LEGAL_REVIEWERS, roles.PUBLISHERS):
        UserFactory(role=role)
    for code in roles.TRANSLATION_LOCALES:
        UserFactory(role=roles.language_reviewers(code))


def dashboard() -> str:
    found: str = administrator().get("/admin/").content.decode()
    return found


def last(role: str) -> User:
    found: User = User.objects.get(groups__name=role)
    return found


def remove_from_the_group(person: User) -> None:
    person.groups.clear()


def take_away_the_right(person: User) -> None:
    person.groups.get().page_permissions.all().delete()


LEAVING: dict[str, Callable[[User], object]] = {
    "closed": lambda person: person.close(),
    "deactivated": lambda person: User.objects.filter(pk=person.pk).update(is_active=False),
    "out of the group": remove_from_the_group,
    "without the right": take_away_the_right,
    "group deleted": lambda person: person.groups.get().delete(),
}


@pytest.mark.parametrize("way", LEAVING)
def test_when_the_last_reviewer_leaves_administrators_are_told(way: str) -> None:
    everybody()
    assert blocked_workflows.blocked() == []
    assert EMPTY not in dashboard()
    LEAVING[way](last(roles.language_reviewers("uk")))
    assert len(blocked_workflows.blocked()) == 1
    assert EMPTY in dashboard()


def test_the_question_before_closing_says_what_nobody_could_decide() -> None:
    everybody()
    person = last(roles.LEGAL_REVIEWERS)
    url = reverse("wagtailusers_users:delete", args=[person.pk])
    assert EMPTY in administrator().get(url).content.decode()
    UserFactory(role=roles.LEGAL_REVIEWERS)
    assert EMPTY not in administrator().get(url).content.decode()


def test_a_workflow_made_in_a_shell_is_told_too() -> None:
    everybody()
    task = GroupApprovalTask.objects.create(name="Nikt")
    workflow = Workflow.objects.create(name="Z powłoki")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.filter(page=home("pl")).update(workflow=workflow)
    assert ["Z powłoki" in each for each in blocked_workflows.blocked()] == [True]


def test_a_translation_needs_somebody_who_may_publish_in_its_language() -> None:
    """Polish publishers may approve the step, and the text would not go live all the same."""
    everybody()
    publication = GroupApprovalTask.objects.get(name="Publikacja")
    workflow = Workflow.objects.create(name="Tylko wydawcy")
    WorkflowTask.objects.create(workflow=workflow, task=publication, sort_order=0)
    WorkflowPage.objects.filter(page=home("uk")).update(workflow=workflow)
    assert len(blocked_workflows.blocked()) == 1
    last(roles.language_reviewers("uk")).groups.add(Group.objects.get(name=roles.PUBLISHERS))
    assert blocked_workflows.blocked() == []
    WorkflowPage.objects.filter(page=home("ru")).delete()
    is_saved, html = save([publication], [home("ru")])
    assert (is_saved, "nie może publikować w tym języku" in html) == (False, True)


def test_falling_back_to_what_stands_above_all_languages_is_told() -> None:
    everybody()
    stock = Workflow.objects.create(name="Moderators approval")
    moderators = GroupApprovalTask.objects.get(name="Publikacja")
    WorkflowTask.objects.create(workflow=stock, task=moderators, sort_order=0)
    root = Page.get_first_root_node()
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": stock})
    url = reverse("wagtailadmin_workflows:remove", args=[home("pl").pk])
    administrator().post(url)
    assert ["Moderators approval" in each for each in blocked_workflows.blocked()] == [True]
    assert "Moderators approval" in dashboard()


def test_a_tree_without_any_review_is_told() -> None:
    everybody()
    WorkflowPage.objects.all().delete()
    assert len(blocked_workflows.blocked()) == len(locales.CODES)


def test_setting_up_says_what_nobody_could_finish(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("setup")
    assert capsys.readouterr().err == "", "said to a new site, before it can have anybody"
    UserFactory()
    call_command("setup")
    assert capsys.readouterr().err.count("! ") == len(blocked_workflows.blocked()) > 0
    everybody()
    call_command("setup")
    assert capsys.readouterr().err == ""
