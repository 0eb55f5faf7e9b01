"""The step that a machine decides: what it finds, what follows, what it shows."""

import json
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, TaskState, Workflow, WorkflowState, WorkflowTask
from wagtail_localize.models import StringTranslation

from cms.background.jobs.models import Job
from cms.translation.base.domain import review_workflow
from cms.translation.review.domain import check_runner
from cms.translation.review.enums import Problem
from cms.translation.review.models import AutomaticChecksTask, ChecksReport, LanguageReviewTask
from cms.translation.review.rules import registry
from cms.translation.review.rules.finding import Finding
from cms.users import roles
from tests.factories import ContentPageFactory, ImageFactory, UserFactory
from tests.factories.term_base import TermFactory
from tests.translation.base.translation_steps import (
    edit,
    fresh,
    run_checks,
    start,
    submit,
    translate,
)

pytestmark = pytest.mark.django_db


def complete(page: Any, code: str = "uk") -> Any:
    translation = start(page, code)
    translate(translation)
    return translation


def said(translation: Any, polish: str, text: str, **fields: Any) -> None:
    """Say ``text`` for the Polish text, whoever said something else."""
    found = StringTranslation.objects.filter(translation_of__data=polish)
    assert found.update(data=text, **fields) == 1


def found_in(translation: Any) -> list[tuple[Problem, str]]:
    report = ChecksReport.objects.get(
        task_state__workflow_state__object_id=str(translation.get_target_instance().pk)
    )
    return [(finding.problem, finding.detail) for finding in report.findings]


def step(page: Any) -> tuple[type, str]:
    """Return the step that the review of ``page`` is at, and how that stands."""
    task_state = page.workflow_states.latest("created_at").current_task_state
    return type(task_state.task.specific), task_state.status


def test_a_good_translation_goes_on_to_the_reviewers() -> None:
    page = submit(complete(ContentPageFactory()))
    assert step(page) == (LanguageReviewTask, TaskState.STATUS_IN_PROGRESS)
    assert ChecksReport.objects.get().findings == []


def test_until_the_worker_has_run_it_waits_and_nobody_can_decide() -> None:
    translation = complete(ContentPageFactory())
    review_workflow.submit(translation, user=UserFactory(role=roles.translators("uk")))
    page = translation.get_target_instance()
    admin = UserFactory(administrator=True)
    assert step(page) == (AutomaticChecksTask, TaskState.STATUS_IN_PROGRESS)
    assert page.current_workflow_task.get_actions(page, admin) == []
    job = Job.objects.get(name="gate.run_checks")
    assert job.args == {"task_state_id": page.current_workflow_task_state.pk}


def test_a_lost_telephone_number_sends_it_back() -> None:
    translation = complete(ContentPageFactory(lead="Zadzwoń: +48 123 456 789."))
    said(translation, "Zadzwoń: +48 123 456 789.", "Подзвоніть.")
    page = submit(translation)
    assert step(page) == (AutomaticChecksTask, TaskState.STATUS_REJECTED)
    assert page.current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert found_in(translation) == [(Problem.FACT_LOST, "48123456789")]


def test_terms_are_said_as_agreed() -> None:
    TermFactory(term="karta pobytu", uk="посвідка на проживання", uk_not="карта побиту")
    lead = "Karta pobytu jest ważna."
    translation = complete(ContentPageFactory(lead=lead))
    said(translation, lead, "Карта побиту дійсна.")
    submit(translation)
    detail = "карта побиту → посвідка на проживання"
    assert found_in(translation) == [(Problem.TERM_FORBIDDEN, detail)]


def test_what_only_a_machine_wrote_is_found() -> None:
    translation = complete(ContentPageFactory())
    machine = StringTranslation.TRANSLATION_TYPE_MACHINE
    lead = "Krótko o tym, co tu jest."
    said(translation, lead, "Коротко.", translation_type=machine, tool_name="Dummy")
    assert (Problem.MACHINE_ONLY, "Dummy") in problems(translation)


def test_what_is_not_translated_and_what_has_changed_are_told_apart() -> None:
    page = ContentPageFactory(lead="Stary tekst.")
    translation = complete(page)
    edit(page, lead="Nowy tekst.")
    StringTranslation.objects.filter(context__path="title").delete()
    translation.refresh_from_db()
    assert set(problems(translation)) == {
        (Problem.NEEDS_REVISION, ""),
        (Problem.UNTRANSLATED, ""),
    }


def problems(translation: Any) -> list[tuple[Problem, str]]:
    """Return what the checks find in a translation that nobody may submit yet."""
    from cms.translation.review.domain.check_target import CheckTarget

    subject = CheckTarget(translation.get_target_instance(), translation)
    found = [each for check in registry.chosen(registry.names()) for each in check.look(subject)]
    return [(each.problem, each.detail) for each in found]


def body(alt: str, image: int) -> str:
    picture = {"image": image, "alt": alt, "caption": ""}
    return json.dumps([{"type": "image", "value": picture, "id": "p" * 8}])


def polish_review(page: Any, user: Any = None) -> Any:
    """Send a Polish draft on its way, as far as it gets without people."""
    page = fresh(page)
    page.get_workflow().start(page, user or UserFactory(role=roles.AUTHORS))
    run_checks()
    return fresh(page)


@pytest.mark.parametrize(
    ("alt", "found"),
    [
        ("Dom z ogrodem", []),
        ("", [(Problem.NO_ALT_TEXT, "Dom")]),
        ("IMG_1234.JPG", [(Problem.FILE_NAME_AS_ALT_TEXT, "IMG_1234.JPG")]),
    ],
)
def test_pictures_are_described(alt: str, found: list[Any]) -> None:
    image = ImageFactory(title="Dom").pk
    page = ContentPageFactory(draft=True, body=body(alt, image))
    polish_review(page)
    report = ChecksReport.objects.get()
    assert [(each.problem, each.detail) for each in report.findings] == found


def test_links_lead_to_what_readers_see() -> None:
    live, hidden = ContentPageFactory(), ContentPageFactory(draft=True, title="Szkic")
    gone = Page.objects.order_by("pk").last().pk + 1_000
    links = "".join(f'<a linktype="page" id="{pk}">tu</a> ' for pk in (live.pk, hidden.pk, gone))
    text = {"type": "rich_text", "value": f"<p>{links}</p>", "id": "r" * 8}
    page = ContentPageFactory(draft=True, body=json.dumps([text]))
    polish_review(page)
    assert [(each.problem, each.detail) for each in ChecksReport.objects.get().findings] == [
        (Problem.LINK_TO_HIDDEN, "Szkic"),
        (Problem.LINK_TO_NOTHING, f"#{gone}"),
    ]


def test_a_check_that_fails_lets_nothing_through(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_subject: Any) -> list[Finding]:
        Page.objects.get(pk=0)
        return []

    monkeypatch.setitem(registry._checks, "links", registry.Check("links", "Links", broken))
    polish_review(ContentPageFactory(draft=True))
    assert ChecksReport.objects.get().findings == [Finding(Problem.NOT_CHECKED, detail="Links")]


def test_only_the_chosen_checks_run() -> None:
    AutomaticChecksTask.objects.update(checks=["links"])
    translation = complete(ContentPageFactory(lead="Masz na to 30 dni."))
    said(translation, "Masz na to 30 dni.", "Маєте 3 дні.")
    assert step(submit(translation))[0] is LanguageReviewTask


def test_deciding_twice_changes_nothing() -> None:
    page = submit(complete(ContentPageFactory()))
    before = list(TaskState.objects.values())
    for task_state in TaskState.objects.filter(task__in=AutomaticChecksTask.objects.all()):
        check_runner.decide(task_state.pk)
    assert (list(TaskState.objects.values()), page.live) == (before, False)


def test_put_right_and_submitted_again_it_is_checked_anew() -> None:
    translation = complete(ContentPageFactory(lead="Masz na to 30 dni."))
    said(translation, "Masz na to 30 dni.", "Маєте 3 дні.")
    submit(translation)
    said(translation, "Masz na to 30 dni.", "Маєте 30 днів.")
    assert step(submit(translation))[0] is LanguageReviewTask


def checks_alone(code: str) -> None:
    """Leave nothing of the workflow of a language but the checks."""
    workflow = Workflow.objects.get(workflow_pages__page__slug=code)
    WorkflowTask.objects.filter(
        workflow=workflow, task__in=LanguageReviewTask.objects.all()
    ).delete()


def test_checks_alone_publish_no_translation() -> None:
    checks_alone("uk")
    translation = complete(ContentPageFactory())
    page = submit(translation)
    assert (page.live, found_in(translation)) == (False, [(Problem.NOT_REVIEWED, "")])


def test_after_a_person_the_checks_may_come_last() -> None:
    workflow = Workflow.objects.get(workflow_pages__page__slug="uk")
    for order, task in enumerate(reversed(workflow.tasks.all())):
        WorkflowTask.objects.filter(workflow=workflow, task=task).update(sort_order=order)
    translation = complete(ContentPageFactory())
    submit(translation)
    reviewer = UserFactory(role=roles.language_reviewers("uk"))
    review_workflow.approve(translation, user=reviewer)
    assert not translation.get_target_instance().live
    run_checks()
    assert translation.get_target_instance().live


def test_the_comment_is_in_the_language_of_who_submitted() -> None:
    from wagtail.users.models import UserProfile

    translator = UserFactory(role=roles.translators("uk"))
    UserProfile.objects.create(user=translator, preferred_language="en")
    translation = complete(ContentPageFactory(lead="Masz na to 30 dni."))
    said(translation, "Masz na to 30 dni.", "Маєте 3 дні.")
    page = submit(translation, user=translator)
    comment = page.current_workflow_state.current_task_state.comment
    assert comment == (
        "The automatic checks found 1 problem:\n"
        "– Missing in the translation: 30 dni („Masz na to 30 dni.”)"
    )


def test_the_report_and_the_editor_show_what_was_found(client: Client) -> None:
    translation = complete(ContentPageFactory(lead="Masz na to 30 dni."))
    said(translation, "Masz na to 30 dni.", "Маєте 3 дні.")
    page = submit(translation)
    client.force_login(UserFactory(role=roles.translators("uk")))
    url = reverse("gate:checks", args=[page.current_workflow_state.current_task_state.pk])
    assert '<mark class="gate__detail">30 dni</mark>' in client.get(url).content.decode()


def test_an_administrator_puts_the_step_into_a_workflow(client: Client) -> None:
    client.force_login(UserFactory(administrator=True))
    url = reverse("wagtailadmin_workflows:add_task", args=["gate", "automaticcheckstask"])
    form = client.get(url).content.decode()
    assert [form.count(f'value="{name}"') for name in registry.names()] == [1] * 6
    client.post(url, {"name": "Tylko odsyłacze", "checks": ["links"]})
    assert AutomaticChecksTask.objects.get(name="Tylko odsyłacze").checks == ["links"]


def test_a_second_set_up_leaves_reviews_as_they_are() -> None:
    submit(complete(ContentPageFactory()))
    before = list(TaskState.objects.values())
    call_command("setup")
    assert list(TaskState.objects.values()) == before


def test_the_working_view_says_why_it_was_sent_back(client: Client) -> None:
    translation = complete(ContentPageFactory(lead="Masz na to 30 dni."))
    said(translation, "Masz na to 30 dni.", "Маєте 3 дні.")
    page = submit(translation)
    comment = page.current_workflow_state.current_task_state.comment
    client.force_login(UserFactory(role=roles.translators("uk")))
    url = reverse("workbench:edit", args=[translation.pk])
    assert comment.splitlines()[1] in client.get(url).content.decode()
    said(translation, "Masz na to 30 dni.", "Маєте 30 днів.")
    submit(translation)
    assert comment.splitlines()[1] not in client.get(url).content.decode()
