"""What of a translation somebody had before them when they asked for something.

The page carries a token for each segment, so it is known which of them changed since, and how.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Page
from wagtail_localize.models import SegmentOverride, Translation

from cms.core.publication import page_version_tokens
from cms.translation.base.models import SourceChange
from cms.users.models import User

from . import states
from .errors import Change, ChangedSinceError
from .segment_rows import SegmentRow, segment_rows, version

# The place of what is no text among the tokens; segments have ids from 1 on.
_REST = 0


@dataclass(frozen=True, slots=True)
class VersionToken:
    """``texts`` are (version of the Polish text, translation) by segment id.

    ``rest`` stands for pictures, links and the step of review.
    """

    texts: dict[int, tuple[str, str]] = field(default_factory=dict)
    rest: str = ""


def token(row: SegmentRow) -> str:
    """Return what a page says of a segment that it shows."""
    return json.dumps([row.id, version(row.source), row.text], ensure_ascii=False)


def tokens(translation: Translation) -> list[str]:
    """Return what a page says of a whole translation that it shows."""
    return [*(token(row) for row in segment_rows(translation)), rest_token(translation)]


def rest_token(translation: Translation) -> str:
    """Return what a page says of what is no text."""
    return json.dumps([_REST, "", _rest(translation)])


def _rest(translation: Translation) -> str:
    target = states.target_of(translation)
    step = getattr(target, "current_workflow_task_state", None)
    copied = SourceChange.objects.filter(source=translation.source_id).first()
    overrides = SegmentOverride.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale_id
    ).order_by("context__path")
    values = list(overrides.values_list("context__path", "data_json"))
    return version(f"{step and step.pk}|{copied and copied.after_copied}|{values}")


def page_mark(page: Page) -> str:
    """Return what a question about a page says of it: its draft, its review and all its texts."""
    translation = states.translation_of(page)
    texts = tokens(translation) if translation is not None else []
    return version("|".join([page_version_tokens.mark(page), *texts]))


def parse(sent: Iterable[str]) -> VersionToken:
    """Return what a form says was seen; what no page of ours sent counts as not seen."""
    texts, rest = {}, ""
    for each in sent:
        try:
            pk, source, text = json.loads(each)
            if int(pk) == _REST:
                rest = str(text)
            else:
                texts[int(pk)] = str(source), str(text)
        except (ValueError, TypeError):
            continue
    return VersionToken(texts, rest)


def require(translation: Translation, seen: VersionToken | None, *, user: User) -> None:
    """Raise ChangedSinceError unless everything stands as it was seen.

    What ``user`` wrote since themselves they know. None is for code that shows nobody anything.
    Whoever calls this holds the translation's lock.
    """
    if seen is None:
        return
    changes = list(_changes(translation, seen, user))
    if changes or seen.rest != _rest(translation):
        raise ChangedSinceError(changes)


def _changes(translation: Translation, seen: VersionToken, user: User) -> Iterator[Change]:
    for row in segment_rows(translation):
        source, text = seen.texts.get(row.id, ("", ""))
        is_same_source = source == version(row.source)
        if is_same_source and (text == row.text or row.translated_by_id == user.pk):
            continue
        yield Change(row.source, text, row.text, is_new_source=not is_same_source)


def read_from(post: Any) -> VersionToken:
    """Return what the form of a request says was seen."""
    return parse(post.getlist("seen"))
