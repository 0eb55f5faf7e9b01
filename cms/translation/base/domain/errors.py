"""Why a translation was not published or not started."""

from dataclasses import dataclass
from typing import Any

from wagtail.models import Locale


class TranslationError(Exception):
    """Base of the refusals that editors see as a message."""


class UntranslatedError(TranslationError):
    """Some segments hold the source's text: publishing would mix languages.

    ``missing`` are content paths, ``obj`` the translated object.
    """

    def __init__(self, obj: Any, missing: list[str]) -> None:
        super().__init__(f"{len(missing)} untranslated segments")
        self.obj = obj
        self.missing = missing


class InvalidTranslationError(TranslationError):
    """The translated texts do not fit, for example into a title of 255 characters.

    ``problems`` are sentences in the editor's language.
    """

    def __init__(self, obj: object, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.obj = obj
        self.problems = problems


class SourceChangedError(TranslationError):
    """The source was published with other texts since the draft was made."""


class SourceNotPublicError(TranslationError):
    """The source is a draft, private or gone; its text is not for translators yet."""


class SourceGoneError(SourceNotPublicError):
    """The source has been deleted: nobody can tell whether the translation still holds."""


class AliasError(TranslationError):
    """An alias would show the source's text at another language's address."""


class LocaleNotAllowedError(TranslationError):
    """The user may not work in this language."""

    def __init__(self, locale: Locale) -> None:
        super().__init__(locale.language_code)
        self.locale = locale


class OwnWorkError(TranslationError):
    """Nobody reviews what they translated or submitted themselves."""


class UnreviewedError(TranslationError):
    """Nobody has read this text, or a machine wrote some of it that no person took over.

    ``paths`` are the content paths of the machine's segments; empty where the whole draft waits
    for its review.
    """

    def __init__(self, obj: Any, paths: list[str]) -> None:
        super().__init__(f"{len(paths)} machine segments" if paths else "not reviewed")
        self.obj = obj
        self.paths = paths


class ConflictError(TranslationError):
    """Somebody else has changed the segment meanwhile; ``current`` is the SegmentRow as it is."""

    def __init__(self, current: Any) -> None:
        super().__init__(str(current.id))
        self.current = current


class InvalidTextError(TranslationError):
    """The text cannot stand in the place of its source; ``problem`` is a sentence saying why."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


class SegmentGoneError(TranslationError):
    """The source no longer has this segment."""


@dataclass(frozen=True, slots=True)
class Change:
    """A segment that is not as somebody saw it: its Polish, the translation then and now."""

    source: str
    before: str
    now: str
    is_new_source: bool = False


class ChangedSinceError(TranslationError):
    """The translation is not what the person had before them; ``changes`` says where.

    Without changes it is something else than text: a picture, a link, the step of its review, or
    a newer draft.
    """

    def __init__(self, changes: list[Change]) -> None:
        super().__init__(f"{len(changes)} segments changed")
        self.changes = changes
