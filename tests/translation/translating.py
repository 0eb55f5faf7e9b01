"""What translators and editors do, in one call each: tests read as their stories."""

from typing import Any

from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.core.models import TranslationState
from cms.translation.domain import drafts, publication


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
    return drafts.start(fresh(source), locale(code))


def publish_in(source: Any, code: str = "uk") -> Any:
    """Translate ``source`` to the last segment and publish; return the live translation."""
    translation = start(source, code)
    translate(translation)
    return publication.publish(translation)


def edit(page: Page, **fields: Any) -> Page:
    """Change ``page`` as its author would, publish it and return it as the database has it."""
    page = fresh(page)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return fresh(page)


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
