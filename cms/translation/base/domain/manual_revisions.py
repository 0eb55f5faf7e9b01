"""Revisions that were not made of segments: edited by hand, reverted, saved by another program."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import models
from wagtail.models import Revision, TranslatableMixin
from wagtail_localize.models import TranslationSource

from cms.core import locales
from cms.translation.base.models import TranslationDraft

from .segment_origins import Digests, Origins, SourceText, Writers, by_hand, digests_of

_is_from_segments: Final[ContextVar[bool]] = ContextVar("is_from_segments", default=False)


@contextmanager
def made_from_segments() -> Iterator[None]:
    """Note nothing of revisions that are saved inside: their maker knows their segments."""
    token = _is_from_segments.set(True)
    try:
        yield
    finally:
        _is_from_segments.reset(token)


def note(revision: Revision) -> None:
    """Note where the texts of a translated object's revision come from, and whose they are.

    Effects: its ``TranslationDraft``. A revision that is written over with another text loses
    what was known of the former one, its review included.
    """
    if _is_from_segments.get():
        return
    target = revision.as_object()
    source = _source_of(target)
    if source is None:
        return
    texts = digests_of(target)
    before = TranslationDraft.objects.filter(revision=revision).first()
    if before is None or not _says(before.origins, texts):
        _write(revision, texts, SourceText(source))


def _source_of(target: Any) -> TranslationSource | None:
    if not isinstance(target, TranslatableMixin) or target.locale.language_code == locales.SOURCE:
        return None
    return TranslationSource.objects.filter(
        object_id=target.translation_key, locale__language_code=locales.SOURCE
    ).first()


def _says(origins: Origins, texts: Digests) -> bool:
    return {path: set(found) for path, found in origins.items()} == {
        path: set(found) for path, found in texts.items()
    }


def _write(revision: Revision, texts: Digests, source: SourceText) -> None:
    past = _Past.of(revision, source)
    unread = past.unread(texts)
    writers = {revision.user_id} if revision.user_id else set()
    TranslationDraft.objects.update_or_create(
        revision=revision,
        defaults={
            "origins": by_hand(texts, past.origins(source.strings), source.strings),
            "writers": _writers(texts, past, revision.user_id),
            "source_digest": "",
            "missing": [],
            "machine": sorted({path for draft, path in unread if path in draft.machine}),
            "authors": sorted(writers.union(*(draft.authors for draft, _path in unread))),
            "reviewed_by": None,
            "reviewed_at": None,
            "by_system": False,
        },
    )


def _writers(texts: Digests, past: "_Past", user_id: int | None) -> Writers:
    """Return who wrote each text: who had it first, else who saved this."""
    found: Writers = {}
    for path, digests in texts.items():
        by_text = {each: past.writer(path, each, user_id) for each in digests}
        found[path] = {each: writer for each, writer in by_text.items() if writer is not None}
    return found


@dataclass(slots=True)
class _Past:
    """What the earlier revisions of an object said, newest first: (draft, origins)."""

    drafts: list[tuple[TranslationDraft, Origins]] = field(default_factory=list)

    @classmethod
    def of(cls, revision: Revision, source: SourceText) -> "_Past":
        earlier: models.QuerySet[Revision] = (
            Revision.objects.filter(
                base_content_type_id=revision.base_content_type_id, object_id=revision.object_id
            )
            .exclude(pk=revision.pk)
            .select_related("translation_draft")
            .defer("content")
            .order_by("-created_at", "-pk")
        )
        return cls([_known(each, source) for each in earlier])

    def origins(self, now: Digests) -> dict[tuple[str, str], list[str]]:
        """Return the origins of every text so far: for what stands there now, or the newest."""
        found: dict[tuple[str, str], list[str]] = {}
        for _draft, origins in self.drafts:
            for path, texts in origins.items():
                for text, claims in texts.items():
                    best = found.setdefault((path, text), claims)
                    if not set(best) & set(now.get(path, [])):
                        present = [each for each in claims if each in now.get(path, [])]
                        found[path, text] = present or best
        return found

    def writer(self, path: str, text: str, user_id: int | None) -> int | None:
        """Return who wrote a text of ours; ``user_id`` where no revision had it before.

        Of revisions from before writers were kept, who saved it first is taken for its writer.
        """
        having = [draft for draft, origins in self.drafts if text in origins.get(path, {})]
        for draft in having:
            if text in draft.writers.get(path, {}):
                writer: int = draft.writers[path][text]
                return writer
        return having[-1].revision.user_id if having else user_id

    def unread(self, texts: Digests) -> Iterator[tuple[TranslationDraft, str]]:
        """Yield the draft that each text comes from, where nobody has read it, and its path."""
        for path, digests in texts.items():
            for text in digests:
                having = [d for d, origins in self.drafts if text in origins.get(path, {})]
                if having and not any(draft.is_read for draft in having):
                    yield having[0], path


def _known(revision: Revision, source: SourceText) -> tuple[TranslationDraft, Origins]:
    """Return what is known of a revision; of one from before origins were kept, what can be."""
    draft = getattr(revision, "translation_draft", None) or TranslationDraft(revision=revision)
    if draft.origins:
        return draft, draft.origins
    is_present = bool(draft.source_digest) and draft.source_digest == source.digests[0]
    return draft, {
        path: {text: source.strings.get(path, []) if is_present else ["unknown"] for text in found}
        for path, found in digests_of(revision.as_object()).items()
    }
