"""The forms of workflows and steps refuse, in words, a workflow that nobody could finish."""

from collections.abc import Callable
from typing import Any, Final

from django.utils.translation import gettext as _
from wagtail.admin.forms.workflows import BaseTaskForm
from wagtail.admin.views.workflows import Create, Disable, Edit
from wagtail.models import Page, Task, Workflow

from cms.translation.review.domain import workflow_validation

_upstream_disable: Final = Disable.get_context_data
_upstream_clean: Final = BaseTaskForm.clean


def _checked(upstream: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    """Return ``is_valid`` of a view that also looks at who could decide what was chosen."""

    def is_valid(self: Any, form: Any) -> bool:
        if not upstream(self, form):
            return False
        found = workflow_validation.problems(_tasks(form), _pages(self))
        if found:
            self.produced_error_message = " ".join(found)
        return not found

    return is_valid


def _tasks(form: Any) -> list[Task]:
    kept = _kept(form.formsets["workflow_tasks"])
    return [each["task"].specific for each in kept if each.get("task")]


def _pages(view: Any) -> list[Page]:
    """Return the trees that are to follow the workflow; a switched off one has none."""
    formset = getattr(view, "pages_formset", None)
    return [each["page"] for each in _kept(formset) if each.get("page")] if formset else []


def _kept(formset: Any) -> list[dict[str, Any]]:
    return [form.cleaned_data for form in formset.forms if form not in formset.deleted_forms]


def _clean_step(self: BaseTaskForm) -> Any:
    """Refuse groups in which nobody is who could decide."""
    cleaned = _upstream_clean(self)
    groups = self.cleaned_data.get("groups")
    if groups is not None:
        name = self.cleaned_data.get("name") or self.instance.name
        if problem := workflow_validation.problem_of_groups(name, groups):
            self.add_error("groups", problem)
    return cleaned


def _with_successors(self: Disable, **kwargs: Any) -> dict[str, Any]:
    """Say in the question what the trees follow once the workflow is switched off."""
    context: dict[str, Any] = _upstream_disable(self, **kwargs)
    pages = Page.objects.filter(workflowpage__workflow=self.object)
    told = [_successor(page) for page in pages]
    context["warning_message"] = " ".join([context.get("warning_message", ""), *told]).strip()
    return context


def _successor(page: Page) -> str:
    """Say which workflow a tree falls back to, and whether anybody could finish it."""
    parent = page.get_parent()
    after: Workflow | None = parent.get_workflow() if parent else None
    if after is None:
        text = _("“%(page)s” then has no review: whoever may publish there publishes at once.")
        return text % {"page": page}
    text = _("“%(page)s” then follows the workflow “%(workflow)s”.")
    found = workflow_validation.problems(list(after.tasks.specific()), [page])
    return " ".join([text % {"page": page, "workflow": after}, *found])


def replace() -> None:
    """Put these in the places of Wagtail's; called once, when the application is ready."""
    Create.is_valid = _checked(Create.is_valid)
    Edit.is_valid = _checked(Edit.is_valid)
    BaseTaskForm.clean = _clean_step
    Disable.get_context_data = _with_successors
