"""What the automatic checks look at."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from wagtail.models import Revision
from wagtail_localize.models import Translation

from cms.core import locales
from cms.translation.base.domain import translation_checks
from cms.translation.base.domain.segment_rows import SegmentRow, segment_rows
from cms.translation.base.domain.translation_checks import Finding as TextFinding


@dataclass(frozen=True)
class CheckTarget:
    """A draft as it would be published, and the translation it was made from, if it is one.

    Translated texts are looked at as they are now: approval makes a new draft of them.
    """

    instance: Any
    translation: Translation | None

    @classmethod
    def of(cls, revision: Revision) -> "CheckTarget":
        """Return what ``revision`` would publish."""
        instance = revision.as_object()
        return cls(instance, translation_of(instance))

    @property
    def language(self) -> str:
        """The code of the language it is written in."""
        code: str = self.instance.locale.language_code
        return code

    @cached_property
    def rows(self) -> list[SegmentRow]:
        """Its segments in reading order; none of a source."""
        return segment_rows(self.translation) if self.translation else []

    @cached_property
    def text_findings(self) -> list[TextFinding]:
        """Lost facts and wrong terms; none of a source."""
        return translation_checks.findings(self.translation) if self.translation else []


def translation_of(instance: Any) -> Translation | None:
    """Return the translation that ``instance`` is made from; None for sources and stopped ones."""
    if instance.locale.language_code == locales.SOURCE:
        return None
    return Translation.objects.filter(
        source__object_id=instance.translation_key, target_locale=instance.locale, enabled=True
    ).first()
