"""A school coordinator at the desk, for tests of its pages."""

from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from cms.cases.models import Remit
from cms.users import roles
from tests.factories.users import UserFactory


def coordinator(*counties: str) -> Client:
    """Return the browser of somebody who answers for some counties and reads English."""
    account = UserFactory(role=roles.SCHOOL_COORDINATORS)
    UserProfile.objects.create(user=account, preferred_language="en")
    for county in counties:
        Remit.objects.create(user=account, county=county)
    return browser_of(account)


def browser_of(account: object) -> Client:
    client = Client()
    client.force_login(account)  # type: ignore[arg-type]  # What the factory makes is an account.
    return client


def address(name: str, *args: object) -> str:
    return reverse(f"school_support:{name}", args=args)
