"""What a run would do, before anybody starts it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Sum
from django.db.models.functions import Length
from django.utils import timezone
from wagtail.models import DraftStateMixin, Locale, Page, get_translatable_models
from wagtail_localize.models import StringSegment

from cms.background.batches import Args
from cms.core import locales
from cms.translation.base.domain.translation_progress import counts
from cms.translation.machines.models import MachineChoice

from . import usage_ledger
from .providers import available
from .providers.base import Translator
from .runs import SLUG

# The kind of batch that a run is.
KIND: Final = "machine_translation.run"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a machine would do in one language.

    ``missing`` and ``needs_revision`` are texts; ``characters`` is at most what would be sent of
    the missing ones; ``unknown`` are sources never given to translators, whose texts nobody has
    counted. ``left`` are the characters left this month, None without a limit.
    """

    locale: Locale
    machine: Translator | None
    keys: tuple[UUID, ...]
    revision_keys: tuple[UUID, ...]
    missing: int
    needs_revision: int
    unknown: int
    characters: int
    left: int | None

    @property
    def has_work(self) -> bool:
        """Tell whether anything would be asked."""
        return bool(self.keys or self.revision_keys)

    @property
    def is_beyond_budget(self) -> bool:
        """Tell whether the budget might end in the middle."""
        return self.left is not None and self.characters > self.left

    def items(self, *, revise: bool) -> list[tuple[str, Args]]:
        """Return the items of a batch: a source in this language each."""
        code = self.locale.language_code
        keys = dict.fromkeys([*self.keys, *(self.revision_keys if revise else ())])
        return [
            (f"{key.hex}:{code}", {"key": key.hex, "locale": code, "revise": int(revise)})
            for key in keys
        ]


def all_sources() -> list[UUID]:
    """Return the translation keys of every live source: pages in tree order, then snippets."""
    pages = Page.objects.filter(live=True, depth__gt=1, locale__language_code=locales.SOURCE)
    found = list(pages.order_by("path").values_list("translation_key", flat=True))
    for model in get_translatable_models():
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page):
            snippets = model.objects.filter(live=True, locale__language_code=locales.SOURCE)
            found += snippets.order_by("pk").values_list("translation_key", flat=True)
    return found


def plans(targets: Sequence[Locale], keys: Collection[UUID]) -> list[Plan]:
    """Return what machines would do with the sources of ``keys`` in each language."""
    known = counts(targets, keys=keys)
    choices = {
        choice.locale_id: choice for choice in MachineChoice.objects.select_related("locale")
    }
    machines = available()
    found = []
    for locale in targets:
        choice = choices.get(locale.pk)
        mine = {key: known.get((key, locale.pk)) for key in keys}
        counted = {key: count for key, count in mine.items() if count is not None}
        found.append(
            Plan(
                locale=locale,
                machine={str(name): each for name, each in machines.items()}.get(
                    choice.provider if choice else ""
                ),
                keys=tuple(key for key, count in mine.items() if not count or count.missing),
                revision_keys=tuple(key for key, each in counted.items() if each.needs_revision),
                missing=sum(count.missing for count in counted.values()),
                needs_revision=sum(count.needs_revision for count in counted.values()),
                unknown=len(mine) - len(counted),
                characters=_characters(locale, counted),
                left=usage_ledger.left(choice, timezone.now()) if choice else None,
            )
        )
    return found


def _characters(locale: Locale, keys: Iterable[UUID]) -> int:
    """Return the length of the untranslated texts, each once; their markup counts as well."""
    texts = (
        StringSegment.objects.filter(source__object__in=list(keys))
        .exclude(context__path=SLUG)
        .annotate_translation(locale)
        .filter(translation__isnull=True)
        .values("string_id", length=Length("string__data"))
        .distinct()
    )
    return texts.aggregate(sum=Sum("length"))["sum"] or 0
