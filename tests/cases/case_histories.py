"""Cases that went all the way, with everything in them that people write."""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from django.apps import apps
from django.core import serializers
from django.utils import timezone

from cms.cases.domain import appointments, case_actions, case_messages, files
from cms.cases.domain.read_markers import EVERYTHING
from cms.cases.enums import Meeting, Outcome
from cms.cases.models import Case
from cms.users.models import User
from school_support.domain.submission import send_request
from tests.factories.users import UserFactory

from . import file_samples

# Stands in whatever somebody wrote: nothing of it may be left.
SAID: Final = "Tajne"
EMAIL: Final = f"{SAID}@example.org"
ANSWERS: Final[dict[str, Any]] = {
    "school": {"name": "Szkoła Podstawowa nr 1", "town": "Poznań", "county": "3064"},
    "contact": {"name": f"Ola {SAID}", "role": SAID, "email": EMAIL, "phone": "+48 61 000 00 00"},
    "pupils": {"groups": [{"language": "uk", "band": "4-6", "level": "A1", "count": 3}]},
    "support": {"kinds": [str(uuid4())], "situation": SAID},
    "tried": {"tried": SAID},
}
_HOLDING: Final = ("desk", "school_support", "points", "core", "jobs")


def administrator() -> User:
    """Return somebody who may do everything."""
    if not User.objects.filter(username="root").exists():
        UserFactory(username="root", administrator=True, first_name="Ewa")
    return User.objects.get(username="root")


def asked(email: str = EMAIL) -> Case:
    """Return a request that has just come in, with a file."""
    answers = {**ANSWERS, "contact": {**ANSWERS["contact"], "email": email}}
    case = send_request(answers, locale="uk", case_id=uuid4())
    files.take(file_samples.upload(file_samples.PDF, f"{SAID}.pdf"), case=case)
    return case


def worked_on(email: str = EMAIL) -> Case:
    """Return a request with messages both ways, a note, files and an appointment."""
    case, somebody = asked(email), administrator()
    case_actions.start(case.pk, by=somebody, message=f"{SAID}: już działamy")
    with files.taking([file_samples.upload(file_samples.TEXT, f"{SAID}.txt")], case) as kept:
        case_messages.hear(case.pk, text=SAID, file_ids=[file.pk for file in kept])
    case_messages.note(case.pk, text=SAID, by=somebody)
    begins = timezone.now() + timedelta(days=1)
    appointments.make(
        case.pk,
        by=somebody,
        meeting=Meeting.VISIT,
        starts_at=begins,
        ends_at=begins + timedelta(hours=1),
        place=SAID,
    )
    return case


def closed(days: int, email: str = EMAIL, now: datetime | None = None) -> Case:
    """Return a request that was completed and rated so many days ago."""
    case = worked_on(email)
    case_actions.complete(case.pk, by=administrator(), outcome=Outcome.HELPED, seen=EVERYTHING)
    case_actions.rate(case.pk, stars=4, comment=SAID)
    when = (now or timezone.now()) - timedelta(days=days)
    Case.objects.filter(pk=case.pk).update(closed_at=when)
    case.messages.update(created_at=when)
    case.refresh_from_db()
    return case


def everything_stored() -> str:
    """Return all rows of what has to do with cases, as JSON."""
    models = [model for label in _HOLDING for model in apps.get_app_config(label).get_models()]
    rows = (row for model in models for row in model._default_manager.all())
    return serializers.serialize("json", rows, ensure_ascii=False)
