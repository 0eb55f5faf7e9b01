"""Signing up, and the private link: see, change, withdraw, answer an offer."""

from typing import Any, Final
from uuid import uuid4

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from cms.core import access_tokens, content_version, locales, rate_limit
from cms.core.rate_limit import Limit
from cms.delivery.api.base import PublicView
from cms.delivery.api.components import declare, takes
from cms.delivery.api.idempotency import Answer, once
from cms.delivery.api.problems import InvalidParametersError, problem
from cms.delivery.api.request_bodies import SmallJSONParser, checked
from cms.delivery.api.responses import JSON, POLICY, PRIVATE
from cms.delivery.api.schema_decorators import downloads, reads, writes
from cms.delivery.documents.store import encode
from events.domain import certificates, ics, registrations
from events.domain.activity_cache import cached_activities
from events.domain.link_recovery import send_links
from events.domain.private_links import PURPOSE, private_url
from events.domain.serializers import position_of, represent_registration
from events.enums import COMING
from events.models import Group, Registration

from .activities import source_of
from .input_serializers import (
    ChangeSerializer,
    LostLinkSerializer,
    NewRegistrationSerializer,
    OfferSerializer,
    asked,
    emptied,
    missing,
    participants_in,
    unfit,
)
from .problem_responses import refusing
from .registration_json import (
    ChangedRegistrationJSON,
    LostLinkJSON,
    LostLinkSentJSON,
    NewRegistrationJSON,
    OfferAnswerJSON,
    RegistrationJSON,
    RegistrationReceivedJSON,
)

HOUR: Final = 60 * 60
# Whatever was wrong with it: a room with one address may type wrong as often as it takes.
OF_TRYING: Final = Limit("sign-up.trying", 20 * settings.SIGN_UPS_AN_HOUR, HOUR)
OF_LOST: Final = Limit("registration.lost", settings.SIGN_UPS_AN_HOUR // 3 + 1, HOUR)
# A library's or a hostel's address signs up many families.
OF_CLIENT: Final = Limit("sign-up.client", settings.SIGN_UPS_AN_HOUR, HOUR)
OF_ACTIVITY: Final = Limit("sign-up.activity", 20 * settings.SIGN_UPS_AN_HOUR, HOUR)
OF_LINKS: Final = Limit("registration.client", 20 * settings.SIGN_UPS_AN_HOUR, HOUR)
SCOPE: Final = "events.registration"
# What is not part of a wish.
_APART: Final = frozenset({"group", "consent", "size", "again"})


class SignUpView(PublicView):
    """Sign up for a group of an activity."""

    parser_classes = (SmallJSONParser,)

    @writes(
        "activities_register",
        "registrations",
        takes(NewRegistrationJSON, NewRegistrationSerializer),
        declare(RegistrationReceivedJSON),
    )
    @refusing
    def post(self, request: Request, pk: int) -> HttpResponse:
        """Give a place, or one on the waiting list; confirm it by mail.

        Sent again with the same ``Idempotency-Key`` within a day, it is done once and answered the
        same.
        """
        client = rate_limit.client_of(request)
        rate_limit.check([(OF_TRYING, client)])
        body = request.data
        data = checked(request, NewRegistrationSerializer, body)
        group = _public_group(pk, data["group"])
        wish = _wish(data, group)
        taken = [(OF_CLIENT, client), (OF_ACTIVITY, str(pk))]
        is_again = data.pop("again")
        said = {**data, "again": True} if is_again else data

        def act() -> Answer:
            with rate_limit.taking(taken):
                return _sign_up(group, wish, is_again=is_again)

        return _received(once(request, SCOPE, said, act))


class LostLinkView(PublicView):
    """Private links that were lost."""

    parser_classes = (SmallJSONParser,)

    @writes(
        "registrations_link",
        "registrations",
        takes(LostLinkJSON, LostLinkSerializer),
        declare(LostLinkSentJSON),
        status=202,
    )
    def post(self, request: Request) -> HttpResponse:
        """Send the links of an address to it; the answer is the same if there are none."""
        body = request.data
        data = checked(request, LostLinkSerializer, body)
        client, target = rate_limit.client_of(request), rate_limit.digest(data["email"].lower())
        rate_limit.check([(OF_LOST, client), (OF_LOST, target)])
        send_links(data["email"], data["locale"])
        return _private(HttpResponse(encode({"sent": True}), status=202, content_type=JSON))


class RegistrationView(PublicView):
    """One registration, by its private link."""

    parser_classes = (SmallJSONParser,)

    @reads(
        "registrations_detail",
        "registrations",
        declare(RegistrationJSON),
        cached=False,
        may_be_missing=True,
    )
    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Return where the registration stands."""
        return _shown(_find(request, token))

    @writes(
        "registrations_change",
        "registrations",
        takes(ChangedRegistrationJSON, ChangeSerializer),
        declare(RegistrationJSON),
        status=200,
    )
    @refusing
    def patch(self, request: Request, token: str) -> HttpResponse:
        """Change the number of places, participants or what else was asked for.

        Participants are told apart by ``id``; a list of ``ages`` names nobody.
        """
        registration = _find(request, token)
        body = request.data
        questions = registration.group.questions
        data = checked(request, ChangeSerializer, body)
        people = participants_in(data, registration.group)
        known = registration.participants.values_list("age", flat=True)
        new = [age for age in data.get("ages", ()) if age not in known]
        _complain({**unfit(new, registration.group), **emptied(data, questions)})
        data = asked(data, questions)
        size, ages = data.pop("size", None), data.pop("ages", ())
        size = len(people) or len(ages) or size
        registrations.change(registration.pk, size=size, ages=ages, participants=people, **data)
        if people:
            certificates.issue(registration)  # It may have waited for their names.
        return _shown(_find(request, token))

    @writes("registrations_withdraw", "registrations", None, declare(RegistrationJSON), status=200)
    @refusing
    def delete(self, request: HttpRequest, token: str) -> HttpResponse:
        """Withdraw; doing it twice is doing it once."""
        registrations.withdraw(_find(request, token).pk)
        return _shown(_find(request, token))


class OfferView(PublicView):
    """The place that is offered to a registration."""

    parser_classes = (SmallJSONParser,)

    @writes(
        "registrations_offer",
        "registrations",
        takes(OfferAnswerJSON, OfferSerializer),
        declare(RegistrationJSON),
        status=200,
    )
    @refusing
    def post(self, request: Request, token: str) -> HttpResponse:
        """Take the offered places, or leave them to the next."""
        registration = _find(request, token)
        body = request.data
        accept = checked(request, OfferSerializer, body)["accept"]
        registrations.answer_offer(registration.pk, accept=accept)
        return _shown(_find(request, token))


class CertificateView(PublicView):
    """The certificate of attendance of a registration."""

    @downloads(
        "registrations_certificate",
        "registrations",
        "application/pdf",
        {"type": "string", "format": "binary"},
        parameters=[OpenApiParameter("locale", enum=list(locales.CODES))],
        cached=False,
    )
    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Return an accessible PDF of the certificates that were issued, a page each.

        ``locale`` is the language of the paper; without it, that of the registration.
        """
        found = _find(request, token)
        code = request.GET.get("locale", found.locale)
        if code not in locales.CODES:
            raise InvalidParametersError({"locale": _("There is no such language.")})
        try:
            pdf = certificates.paper(certificates.issued(found), code)
        except certificates.CertificateError:
            return problem(request, 503)
        if pdf is None:
            raise Http404
        response = HttpResponse(pdf, content_type="application/pdf")
        response.headers["Content-Disposition"] = 'attachment; filename="certificate.pdf"'
        return _private(response)


class RegistrationCalendarView(PublicView):
    """The dates of a registration, for its reader's calendar."""

    @downloads(
        "registrations_ics", "registrations", "text/calendar", {"type": "string"}, cached=False
    )
    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Return a calendar file to whoever has a place."""
        registration = _find(request, token)
        if registration.state not in COMING:
            raise Http404
        content = ics.calendar_of(registration)
        response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
        response.headers["Content-Disposition"] = 'attachment; filename="calendar.ics"'
        return _private(response)


def _public_group(activity_id: int, group_id: int) -> Group:
    """Return a group of a public activity. Raises ``Http404``."""
    version = content_version.current()
    known = cached_activities(locales.SOURCE, version)
    found = known.groups.get(group_id)
    if found is None or found.activity_id != source_of(activity_id, known, version):
        raise Http404
    return get_object_or_404(Group, pk=group_id)  # It may have been deleted this very moment.


def _wish(data: dict[str, Any], group: Group) -> registrations.RegistrationInput:
    """Return what is asked for. Raises ``InvalidParametersError`` for what the organiser misses."""
    people = participants_in(data, group)
    _complain(missing(data, group.questions))
    kept = asked(data, group.questions)
    ages = tuple(kept.pop("ages", ()))
    _complain(unfit(ages, group))
    size = len(people) or len(ages) or kept.get("size", 1)
    fields = {name: value for name, value in kept.items() if name not in _APART}
    return registrations.RegistrationInput(size=size, ages=ages, participants=people, **fields)


def _complain(errors: dict[str, Any]) -> None:
    if errors:
        raise InvalidParametersError(errors)


def _sign_up(group: Group, wish: registrations.RegistrationInput, *, is_again: bool) -> Answer:
    identity = uuid4()
    digest = access_tokens.digest(access_tokens.derive(PURPOSE, identity))
    registration = registrations.sign_up(
        group.pk, wish, registration_id=identity, token_digest=digest, is_again=is_again
    )
    content = {
        "state": registration.state,
        "size": registration.size,
        "position": position_of(registration),
    }
    return Answer(201, content, str(identity))


def _received(answer: Answer) -> HttpResponse:
    """Return what was answered the first time, with the link made again."""
    registration = Registration.objects.get(pk=answer.subject_id)
    # In the order of the document: a database may return the names in another one.
    said = {name: answer.content[name] for name in ("state", "size", "position")}
    value = {**said, "status_url": private_url(registration)}
    response = HttpResponse(encode(value), status=answer.status, content_type=JSON)
    return _private(response)


def _find(request: HttpRequest, token: str) -> Registration:
    """Return the registration of a private link. Raises ``Http404``, the same for all reasons."""
    rate_limit.check([(OF_LINKS, rate_limit.client_of(request))])
    if not access_tokens.is_token(token):
        raise Http404
    found = Registration.objects.select_related("group__activity")
    registration = found.filter(token_digest=access_tokens.digest(token)).first()
    if registration is None:
        raise Http404
    return registration


def _shown(registration: Registration) -> HttpResponse:
    response = HttpResponse(encode(represent_registration(registration)), content_type=JSON)
    return _private(response)


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = PRIVATE
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
