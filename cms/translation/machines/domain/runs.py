"""Having a machine translate what nobody has translated yet, one page in one language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from anyascii import anyascii
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page, TranslatableMixin, get_translatable_models
from wagtail_localize.models import Translation

from cms.core import locales
from cms.translation.base.domain import segment_store, translation_drafts
from cms.translation.base.domain.errors import SegmentGoneError
from cms.translation.base.domain.segment_rows import SegmentRow, segment_rows
from cms.translation.base.domain.terms import entries
from cms.translation.base.enums import SegmentState
from cms.translation.machines.models import MachineChoice
from cms.translation.machines.rules.placeholder_protection import (
    KnownTerm,
    Question,
    needs_no_machine,
    question,
)
from cms.users.models import User

from . import machine_requests
from .providers import available
from .providers.base import Translator

SLUG: Final = "slug"
TITLE: Final = "title"
SLUG_LENGTH: Final = 255


class NoMachineError(Exception):
    """No machine is chosen for this language, or it is not configured here any more."""


class SourceGoneError(Exception):
    """There is nothing in the source language under this key any more."""


class StoppedError(Exception):
    """Somebody stopped this translation: its page is edited by hand."""


class NoAnswerError(Exception):
    """The machine gave none; ``message`` says why, empty where a person must decide first."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did: texts written, texts that need a person, why others were not asked."""

    written: int = 0
    closed: int = 0
    refusals: tuple[str | Promise, ...] = ()


def machine_of(locale: Locale) -> tuple[MachineChoice, Translator]:
    """Return the machine of ``locale``. Raises NoMachineError."""
    choice = MachineChoice.objects.select_related("locale").filter(locale=locale).first()
    machine = next(
        (found for key, found in available().items() if choice and key == choice.provider), None
    )
    if choice is None or machine is None:
        raise NoMachineError(locale.language_code)
    return choice, machine


def translate_source(key: UUID, locale: Locale, *, user: User | None, revise: bool) -> Outcome:
    """Translate the object of a translation key as ``translate`` does, starting it if need be.

    Raises SourceGoneError, SourceNotPublicError as ``drafts.start``, and as ``translate``.
    """
    machine_of(locale)  # Nothing is started that cannot be translated.
    return translate(
        translation_drafts.start(source_of(key), locale, user=user), user=user, revise=revise
    )


def source_of(key: UUID) -> TranslatableMixin:
    """Return the source of a translation key, page or snippet. Raises SourceGoneError."""
    for model in (Page, *get_translatable_models()):
        found: TranslatableMixin | None = model.objects.filter(
            translation_key=key, locale__language_code=locales.SOURCE
        ).first()
        if found is not None:
            return found
    raise SourceGoneError(str(key))


def translate(translation: Translation, *, user: User | None, revise: bool = False) -> Outcome:
    """Ask the language's machine for every missing text, and store its answers as machine work.

    ``revise``: also for texts whose source has changed. What a person wrote meanwhile stays. Call
    it outside of transactions; repeating it costs nothing. ``user`` must be allowed to write in
    the language, else PermissionDenied; None is the system. Raises NoMachineError, StoppedError,
    StillAskingError.
    """
    if not translation.enabled:
        raise StoppedError(str(translation))
    choice, machine = machine_of(translation.target_locale)
    open_states = {SegmentState.MISSING, *([SegmentState.NEEDS_REVISION] if revise else [])}
    rows = segment_rows(translation)
    wanted = [row for row in rows if row.state in open_states and row.path != SLUG]
    same = {row.id: row.source for row in wanted if needs_no_machine(row.source)}
    asked_rows = [row for row in wanted if row.id not in same]
    asked = machine_requests.ask(choice, machine, _questions(asked_rows, translation.target_locale))
    texts = same | {
        row.id: asked.texts[row.source] for row in asked_rows if row.source in asked.texts
    }
    texts |= _slug(rows, texts, open_states)
    written = (
        segment_store.write_many(translation, texts, user=user, tool=machine.name) if texts else []
    )
    return Outcome(len(written), asked.closed, tuple(asked.refusals))


def suggest(translation: Translation, segment_id: int) -> str:
    """Return what the language's machine says to one segment; nothing is stored as translation.

    The same text is charged once, whoever asks. Call it outside of transactions. Raises
    NoMachineError, NoAnswerError, StillAskingError, SegmentGoneError.
    """
    choice, machine = machine_of(translation.target_locale)
    rows = segment_rows(translation)
    row = next((row for row in rows if row.id == segment_id), None)
    if row is None:
        raise SegmentGoneError(str(segment_id))
    if row.path == SLUG:
        return _slug_of_title(rows)
    if needs_no_machine(row.source):
        return row.source
    asked = machine_requests.ask(choice, machine, _questions([row], translation.target_locale))
    if row.source not in asked.texts:
        raise NoAnswerError(asked.refusals[0] if asked.refusals else "")
    return asked.texts[row.source]


def _questions(rows: Iterable[SegmentRow], locale: Locale) -> list[Question]:
    known = [
        KnownTerm(entry.words, entry.approved[0])
        for entry in entries(locale.language_code)
        if entry.approved
    ]
    sources = dict.fromkeys(row.source for row in rows)
    return [question(source, locales.SOURCE, known) for source in sources]


def _slug(
    rows: Sequence[SegmentRow], texts: dict[int, str], open_states: set[SegmentState]
) -> dict[int, str]:
    """Return a slug made from the title's translation; no machine is asked for an address."""
    by_path = {row.path: row for row in rows}
    slug, title = by_path.get(SLUG), by_path.get(TITLE)
    if slug is None or title is None or slug.state not in open_states:
        return {}
    text = _as_slug(texts.get(title.id, title.text))
    return {slug.id: text} if text else {}


def _slug_of_title(rows: Sequence[SegmentRow]) -> str:
    """Return the slug of the title's translation. Raises NoAnswerError without one."""
    title = next((row.text for row in rows if row.path == TITLE), "")
    if not (text := _as_slug(title)):
        raise NoAnswerError(_("Translate the title first: the address is made from it."))
    return text


def _as_slug(text: str) -> str:
    return slugify(anyascii(text))[:SLUG_LENGTH]
