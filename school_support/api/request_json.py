"""The JSON of a request and of its draft."""

from typing import Annotated, Any, Literal, NotRequired, TypedDict

from cms.cases.api.case_json import CaseFileJSON, CaseReceivedJSON
from cms.core.representations.json_types import Agreed, Format, LocaleCode, Moment, Url
from school_support.enums import PUPIL_LANGUAGES

BandCode = Literal["preschool", "1-3", "4-6", "7-8", "secondary"]
LevelCode = Literal["A0", "A1", "A2", "B1+"]
LanguageCode = Annotated[
    str, Format({"type": "string", "enum": list(PUPIL_LANGUAGES)}, "PupilLanguageCode")
]
StepName = Literal["school", "contact", "pupils", "support", "tried", "files", "consent", "check"]
Count = Annotated[int, Format({"type": "integer", "minimum": 1, "maximum": 999})]
Key = Annotated[str, Format({"type": "string", "format": "uuid"})]
# As typed: also what is wrong is kept, to be mended.
Typed = Annotated[dict[str, Any], Format({"type": "object", "additionalProperties": True}, "Typed")]
FieldErrors = Annotated[
    dict[str, list[str]],
    Format(
        {
            "type": "object",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
        "FieldErrors",
    ),
]
StepErrors = Annotated[
    dict[str, dict[str, list[str]]],
    Format(
        {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "additionalProperties": {"type": "array", "items": {"type": "string"}},
            },
        },
        "StepErrors",
    ),
]


class SchoolAnswerJSON(TypedDict):
    """A school by its number in the register, or name, town and county of one not in it."""

    rspo: NotRequired[str]
    name: NotRequired[str]
    town: NotRequired[str]
    county: NotRequired[str]


class ContactAnswerJSON(TypedDict):
    """Who can be asked at the school."""

    name: str
    role: NotRequired[str]
    email: str
    phone: NotRequired[str]


class PupilGroupJSON(TypedDict):
    """How many pupils speak a language, in a band of classes, at a level of Polish."""

    language: LanguageCode
    band: BandCode
    level: LevelCode
    count: Count


class PupilsAnswerJSON(TypedDict):
    """For whom it is: numbers, never names."""

    groups: list[PupilGroupJSON]


class SupportAnswerJSON(TypedDict):
    """What is asked for: keys of kinds of support, and the situation in words."""

    kinds: list[Key]
    situation: NotRequired[str]


class TriedAnswerJSON(TypedDict):
    """What the school has tried."""

    tried: NotRequired[str]


class ConsentAnswerJSON(TypedDict):
    """That the information clause was read."""

    consent: Agreed


class NewRequestJSON(TypedDict):
    """A request, all pages of the form at once."""

    locale: LocaleCode
    school: SchoolAnswerJSON
    contact: ContactAnswerJSON
    pupils: PupilsAnswerJSON
    support: SupportAnswerJSON
    tried: NotRequired[TriedAnswerJSON]
    consent: ConsentAnswerJSON


class NewDraftJSON(TypedDict):
    """The language of the form."""

    locale: LocaleCode


class DraftStartedJSON(TypedDict):
    """``resume_url`` is private: the way back to what was typed."""

    resume_url: Url


class DraftSchoolJSON(TypedDict):
    """The school that was chosen from the register."""

    rspo: str
    name: str
    street: str
    postcode: str
    town: str


class StepJSON(TypedDict):
    """A page of the form. Skipped: it is not asked for. ``version`` is for ``If-Match``."""

    step: StepName
    state: Literal["empty", "wrong", "done", "skipped"]
    version: str


class DraftWarningJSON(TypedDict):
    """Something in a text that looks like a child's personal data."""

    field: str
    kind: Literal["pesel", "phone", "email", "name"]
    excerpt: str


class DraftJSON(TypedDict):
    """A request that is still being written: what was typed, and what is wrong with it."""

    locale: LocaleCode
    changed_at: Moment
    expires_at: Moment
    answers: Typed
    school: DraftSchoolJSON | None
    files: list[CaseFileJSON]
    steps: list[StepJSON]
    errors: StepErrors
    warnings: list[DraftWarningJSON]
    sent: CaseReceivedJSON | None


class SentJSON(TypedDict):
    """A mail is on its way."""

    sent: bool
