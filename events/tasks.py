"""Deadlines, reminders and retention, in the background."""

from typing import Final

from cms.background.jobs.api import Effect, job, periodic

from .domain import (
    calendar_imports,
    certificates,
    organiser_notifications,
    registrations,
    reminders,
    retention,
)

MINUTE: Final = 60
DAY: Final = 24 * 60 * MINUTE


@periodic("events.expire_offers", seconds=MINUTE)
def expire_offers() -> None:
    """Offer on what nobody took in time, and what became free unseen."""
    registrations.expire_offers()
    registrations.offer_waiting()


@periodic("events.remind", seconds=5 * MINUTE)
def remind() -> None:
    """Remind people of the dates to come."""
    reminders.remind()


@periodic("events.tell_organisers", seconds=5 * MINUTE)
def tell_organisers() -> None:
    """Tell organisers of sign-ups, withdrawals and free places, as they have chosen."""
    organiser_notifications.tell_organisers()


@periodic("events.issue_certificates", seconds=60 * MINUTE)
def issue_certificates() -> None:
    """Issue the certificates of groups that are over, and tell their people."""
    certificates.issue_due()


@periodic("events.refresh_calendars", seconds=60 * MINUTE)
def refresh_calendars() -> None:
    """Have the calendars asked that are followed, each once a day."""
    calendar_imports.refresh_followed()


@job(calendar_imports.ASK, effect=Effect.OUTSIDE, is_bulk=True)
def ask_calendar(*, calendar_id: int, job_key: str) -> None:
    """Ask one followed calendar, and take what is new."""
    del job_key
    calendar_imports.follow(calendar_id)


@job(calendar_imports.TAKE, effect=Effect.OUTSIDE, is_bulk=True)
def take_calendar(*, calendar_id: int, after: str, job_key: str) -> None:
    """Go on with taking a calendar's events."""
    del job_key
    calendar_imports.take_on(calendar_id, after)


@job(calendar_imports.READ, effect=Effect.OUTSIDE, is_bulk=True)
def read_calendar(*, calendar_id: int, job_key: str) -> None:
    """Read what a calendar holds, in a process of its own."""
    del job_key
    calendar_imports.read(calendar_id)


@periodic("events.anonymise", seconds=DAY)
def anonymise() -> None:
    """Empty personal data that has been kept long enough."""
    retention.anonymise_due()
