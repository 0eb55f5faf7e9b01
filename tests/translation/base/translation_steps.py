"""What translators and editors do, in one call each: tests read as their stories."""

from typing import Any

from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.background.jobs import runner
from cms.background.jobs.models import Job
from cms.core import locales
from cms.core.models import TranslationState
from cms.translation.base.domain import publication, review_workflow, translation_drafts
from cms.translation.base.domain.states import translation_of
from cms.translation.base.domain.version_tokens import tokens
from cms.translation.review.models import LegalReviewTask
from cms.translation.review.models.automatic_checks import RUN_CHECKS
from cms.users import roles
from cms.users.models import User
from tests.factories import UserFactory


def locale(code: str) -> Locale:
    return Locale.objects.get(language_code=code)


def in_language(code: str, text: str, path: str = "") -> str:
    """Return the text our imaginary translator writes: ``[uk] Dom``, or ``uk-dom`` for a slug."""
    return f"{code}-{text}" if path == "slug" else f"[{code}] {text}"


def translate(translation: Translation, *, paths: set[str] | None = None) -> None:
    """Translate every segment that has no translation yet, or only those at ``paths``."""
    code = translation.target_locale.language_code
    segments = StringSegment.objects.filter(source=translation.source)
    for segment in segments.select_related("string", "context"):
        if paths is None or segment.context.path in paths:
            StringTranslation.objects.get_or_create(
                translation_of=segment.string,
                context=segment.context,
                locale=translation.target_locale,
                defaults={"data": in_language(code, segment.string.data, segment.context.path)},
            )


def start(source: Any, code: str = "uk") -> Translation:
    return translation_drafts.start(fresh(source), locale(code))


def publish_in(source: Any, code: str = "uk") -> Any:
    """Translate ``source`` to the last segment and publish; return the live translation."""
    translation = start(source, code)
    translate(translation)
    return publication.publish(translation)


def run_checks() -> None:
    """Do what the worker does about automatic checks, and nothing else of what waits for it."""
    for pk in Job.objects.filter(name=RUN_CHECKS, finished_at=None).values_list("pk", flat=True):
        runner.run(str(pk))


def submit(translation: Translation, *, user: User | None = None) -> Any:
    """Submit a translation and let the worker check it; return its page or snippet."""
    code = translation.target_locale.language_code
    review_workflow.submit(translation, user=user or UserFactory(role=roles.translators(code)))
    run_checks()
    return translation.get_target_instance()


def approve_step(page: Page, user: User) -> None:
    """Approve the step that ``page`` is in; a lawyer says until when it holds."""
    task_state = fresh(page).current_workflow_task_state
    task = task_state.task.specific
    is_legal = isinstance(task, LegalReviewTask)
    answers = {"valid_until": "2999-01-01", "comment": ""} if is_legal else {}
    task.on_action(task_state, user, "approve", **answers)


def asking(target: Any, action: str, **answers: str) -> dict[str, Any]:
    """Return what the page of a translation sends that shows ``target`` as it stands now."""
    translation = translation_of(target)
    return {"action": action, "seen": tokens(translation) if translation else [], **answers}


def edit(page: Page, **fields: Any) -> Page:
    """Change ``page`` by hand, publish it and return it as the database has it.

    A translation is published by a reviewer of its language, who did not write it.
    """
    page = fresh(page)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish(user=reviewer_of(page))
    return fresh(page)


def reviewer_of(page: Page) -> User | None:
    """Return somebody who may publish a translation; nobody for a source."""
    code = page.locale.language_code
    is_source = code == locales.SOURCE
    return None if is_source else UserFactory(role=roles.language_reviewers(code))


def fresh(instance: Any) -> Any:
    """Return ``instance`` as the database has it now, as its own type."""
    found = type(instance).objects.get(pk=instance.pk)
    return found.specific if isinstance(found, Page) else found


def state(source: Any, code: str = "uk") -> TranslationState:
    return TranslationState.objects.get(
        translation_key=source.translation_key, locale__language_code=code
    )


def row(instance: Any) -> dict[str, Any]:
    """Return every column of ``instance`` and of its parents' tables but the draft's own."""
    draft_only = {
        "draft_title",
        "has_unpublished_changes",
        "latest_revision_created_at",
        "latest_revision_id",
    }
    found = fresh(instance)
    return {
        field.attname: field.value_from_object(found)
        for field in found._meta.concrete_fields
        if field.attname not in draft_only
    }
