"""What is sent to addresses of the admin: bodies with which a request succeeds."""

import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.translation.base.domain.segment_rows import segment_rows, version
from cms.translation.base.domain.version_tokens import page_mark
from tests.factories.images import ImageFactory
from tests.translation.base import shown_state
from tests.translation.base.translation_steps import fresh

Values = Mapping[str, Any]
Fields = Mapping[str, Any]
SOON: Final = (timezone.localdate() + timedelta(days=30)).isoformat()
RICH: Final = json.dumps(
    {
        "blocks": [
            {
                "key": "a",
                "text": "Zdanie.",
                "type": "unstyled",
                "depth": 0,
                "inlineStyleRanges": [],
                "entityRanges": [],
            }
        ],
        "entityMap": {},
    }
)
PERSON: Final = {
    "username": "nowa",
    "email": "nowa@example.org",
    "first_name": "N",
    "last_name": "N",
    "password1": "długie i rzadkie hasło 1",
    "password2": "długie i rzadkie hasło 1",
}
GROUP: Final = {"name": "B", "capacity": 12, "is_public": "on", "languages": "pl", "max_party": 3}
DAYS: Final = {
    "day": SOON,
    "starts": "17:30",
    "ends": "19:00",
    "days_later": 0,
    "repeat": "once",
    "interval": 1,
    "end": "count",
    "count": 1,
}
SNIPPET: Final = {
    "handbook_audience": {"name": "Nowe"},
    "handbook_glossaryterm": {"term": "Nowe", "definition": RICH},
    "pages_alertbanner": {"title": "Nowe"},
    "pages_footer": {"text": RICH, "columns-count": 0},
    "pages_fundingline": {"text": "Nowe"},
    "pages_navigation": {"items-count": 0},
    "points_service": {"name": "Nowe"},
    "school_support_supportkind": {"name": "Nowe", "order": 3},
}


def page(**fields: Any) -> Fields:
    counts = {"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0, "body-count": 0}
    return {"title": "Nowa", "slug": "nowa", "lead": "Zdanie.", **counts, **fields}


def text_file() -> SimpleUploadedFile:
    return SimpleUploadedFile("plik.txt", b"twelve bytes")


def picture() -> SimpleUploadedFile:
    made = ImageFactory.build()
    return SimpleUploadedFile("obraz.jpg", made.file.read(), "image/jpeg")


def seen(values: Values) -> str:
    """Return what a question says was shown of the page."""
    return f"?seen={page_mark(fresh(Page.objects.get(pk=values['page_id']).specific))}"


def read_by_api(action: str) -> Callable[[Values], Fields]:
    """Return what a program says that it has read before it does ``action``."""
    return lambda values: shown_state.by_api(
        Page.objects.get(pk=values["page_id"]).specific, action
    )


def workflow(values: Values) -> Fields:
    return {
        "name": "Nowy",
        "workflow_tasks-TOTAL_FORMS": 1,
        "workflow_tasks-INITIAL_FORMS": 0,
        "workflow_tasks-0-task": values["step"],
        "workflow_tasks-0-ORDER": 1,
        "workflow_tasks-0-id": "",
        "pages-TOTAL_FORMS": 0,
        "pages-INITIAL_FORMS": 0,
    }


def renamed(prefix: str, values: Values) -> Fields:
    return {f"{prefix}-title": "Inny", f"{prefix}-collection": values["root_collection"]}


def chosen_file(kind: str, file: SimpleUploadedFile, values: Values) -> Fields:
    sent = {"title": "N", "file": file, "collection": values["root_collection"]}
    return {f"{kind}-chooser-upload-{name}": value for name, value in sent.items()}


def terms_file() -> SimpleUploadedFile:
    return SimpleUploadedFile("a.csv", b"term,note,language,kind,text\nwiza,,en,,visa\n")


def term(_values: Values) -> Fields:
    return {"term": "inne"}


def synonym(_values: Values) -> Fields:
    return {"language": "uk", "said": "прописка", "meant": "реєстрація"}


def consent(values: Values) -> Fields:
    return {"story": values["story"], "kind": "image", "given_on": "2026-01-02"}


def calendar() -> SimpleUploadedFile:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR", ""]
    return SimpleUploadedFile("a.ics", "\r\n".join(lines).encode())


def text(values: Values) -> Fields:
    """Return another translation of a text, with the version that it is to replace."""
    translation = Translation.objects.get(pk=values["translation_id"])
    rows = {row.id: row.text for row in segment_rows(translation)}
    return {"value": "Текст", "seen": version(rows[values["string_segment_id"]])}


def po() -> SimpleUploadedFile:
    return SimpleUploadedFile("a.po", b'msgid ""\nmsgstr ""\n')
