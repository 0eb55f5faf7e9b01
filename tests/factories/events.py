"""Activities with groups, dates and people who signed up, made the way the product makes them."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone
from wagtail.models import Page

from cms.core import access_tokens
from cms.users.models import User
from events.domain import occurrences, registrations
from events.domain.private_links import PURPOSE
from events.enums import Kind, Party
from events.models import (
    ActivityIndexPage,
    ActivityPage,
    Group,
    Occurrence,
    Registration,
    Series,
)
from tests.factories.pages import PageFactory


class ActivityIndexPageFactory(PageFactory):
    """The list of activities below the Polish home."""

    class Meta:
        model = ActivityIndexPage

    title = "Zajęcia i kursy"
    slug = "activities"


class ActivityPageFactory(PageFactory):
    """An activity for children; makes the list of activities if there is none."""

    class Meta:
        model = ActivityPage

    kind = Kind.CHILDREN
    party = Party.CHILDREN
    organiser = "Dom Sąsiedzki"
    email = "dom@example.org"

    @classmethod
    def _create(
        cls, model_class: type[Page], *_args: Any, parent: Page | None = None, **fields: Any
    ) -> Page:
        parent = parent or ActivityIndexPage.objects.filter(locale__language_code="pl").first()
        made: Page = super()._create(
            model_class, parent=parent or ActivityIndexPageFactory(), **fields
        )
        return made


def open_group(activity: ActivityPage | None = None, *, capacity: int = 12, **fields: Any) -> Group:
    """Return a group with its places, open for sign-up, without dates."""
    values = {"name": "A", **fields}
    return registrations.open_group(
        activity or ActivityPageFactory(), capacity=capacity, by=None, **values
    )


def add_series(
    group: Group,
    day: date | None = None,
    starts: time = time(17, 30),
    minutes: int = 90,
    rule: str = "",
    *,
    skips_public_holidays: bool = True,
) -> Series:
    """Return a series with its dates made; without a ``day`` a single one in two weeks."""
    series = Series.objects.create(
        group=group,
        day=day or timezone.localdate() + timedelta(weeks=2),
        starts=starts,
        minutes=minutes,
        rule=rule,
        skips_public_holidays=skips_public_holidays,
    )
    occurrences.apply_series(group.pk)
    return series


def add_date(group: Group, starts_at: datetime, minutes: int = 90) -> Occurrence:
    """Return a date of a group that belongs to no series."""
    return Occurrence.objects.create(
        group=group,
        original_start=starts_at,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
    )


def sign_up(
    group: Group,
    size: int = 1,
    *,
    now: datetime | None = None,
    by: User | None = None,
    **wish: Any,
) -> Registration:
    """Return somebody's registration; :func:`token_of` is their private link's token."""
    identity = uuid4()
    values = {"locale": "pl", "email": f"osoba-{identity.hex[:8]}@example.org", **wish}
    return registrations.sign_up(
        group.pk,
        registrations.RegistrationInput(size=size, **values),
        registration_id=identity,
        token_digest=access_tokens.digest(access_tokens.derive(PURPOSE, identity)),
        now=now,
        by=by,
    )


def token_of(registration: Registration) -> str:
    """Return the token of a registration's private link."""
    return access_tokens.derive(PURPOSE, registration.pk)
