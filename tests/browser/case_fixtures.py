"""A request that has come a long way, and a question, as their senders see them."""

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import uuid4

if TYPE_CHECKING:
    from cms.cases.models import Case

SITUATION = "Siedmioro uczniów przyjechało we wrześniu.\n\nCzego próbowaliśmy, piszemy niżej."


def paths() -> dict[str, str]:
    """Make both; return the paths of their private pages, and of forms, without a locale."""
    from cms.cases.domain.case_creation import Contact
    from cms.content.points.domain.questions import ask
    from cms.content.points.models import InformationPoint

    point = InformationPoint.objects.filter(live=True, locale__language_code="pl").earliest("pk")
    contact = Contact(email="pytanie@example.org")
    question = ask(point.pk, locale="pl", text="Czy?", contact=contact, case_id=uuid4())
    request = _request()
    _work_on(request)
    return {
        "case": _path(request),
        "question": _path(question),
        "ask": f"/ask/?point={point.pk}",
        "draft": _draft(),
    }


def _draft() -> str:
    """Fill in a form with something wrong on it; return the path of its pages."""
    from school_support.domain import request_drafts
    from school_support.models import School, SupportKind

    draft = request_drafts.start("pl", uuid4())
    kind = str(SupportKind.objects.earliest("pk").translation_key)
    rows = [{"language": "uk", "band": "1-3", "level": "A0", "count": count} for count in "70"]
    for step, typed in {
        "school": {"rspo": School.objects.earliest("rspo").rspo},
        "pupils": {"groups": rows},
        "support": {"kinds": [kind], "situation": "Piszcie na adres anna@example.org."},
    }.items():
        request_drafts.put(draft, step, typed)
    return urlsplit(request_drafts.resume_url(draft)).path.removeprefix("/pl")


def _path(case: "Case") -> str:
    from cms.cases.domain.private_links import private_url

    return urlsplit(private_url(case)).path.removeprefix("/pl")


def _request() -> "Case":
    from school_support.domain.submission import send_request
    from school_support.models import School, SupportKind

    kind = SupportKind.objects.earliest("pk")
    asked = {
        "school": {"rspo": School.objects.earliest("rspo").rspo},
        "contact": {"name": "Anna Przykładowa", "email": "szkola@example.org"},
        "pupils": {"groups": [{"language": "uk", "band": "1-3", "level": "A0", "count": 7}]},
        "support": {"kinds": [str(kind.translation_key)], "situation": SITUATION},
        "tried": {"tried": "Dwie godziny tygodniowo."},
    }
    return send_request(asked, locale="pl", case_id=uuid4())


def _work_on(case: "Case") -> None:
    """Complete it, with everything on the way that its page can show."""
    from django.contrib.auth import get_user_model
    from django.utils import timezone

    from cms.cases.domain import appointments, case_actions, case_messages, linked_activities
    from cms.cases.domain.read_markers import EVERYTHING
    from cms.cases.enums import Meeting, Outcome
    from events.models import ActivityPage

    by = get_user_model().objects.get(username="koordynator")
    page = ActivityPage.objects.filter(live=True, locale__language_code="pl").earliest("pk")
    case_actions.start(case.pk, by=by)
    case_messages.write(
        case.pk, text="Czy wszyscy są w jednej klasie?\nProszę też o plan.", by=by, seen=EVERYTHING
    )
    case_messages.hear(case.pk, text="Tak, w klasie 1a.")
    for meeting, place in (
        (Meeting.VISIT, "Poznań, ul. Przykładowa 1"),
        (Meeting.ONLINE, "https://example.org/a"),
    ):
        starts = timezone.now() + timedelta(days=5)
        ends = starts + timedelta(hours=1)
        made = appointments.make(
            case.pk, by=by, meeting=meeting, starts_at=starts, ends_at=ends, place=place
        )
    appointments.cancel(made.pk, by=by)
    linked_activities.link(case.pk, page_id=page.pk, by=by)
    case_actions.complete(
        case.pk, by=by, outcome=Outcome.HELPED, message="Udało się.", seen=EVERYTHING
    )
