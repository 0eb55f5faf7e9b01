"""A command that fills a site with pages and submits them all for translation, as its publisher.

It prints the seconds that the longest request took: of submitting, or of watching.
"""

import os
import sys
import time

import django

LOCALES = ("en", "ru", "uk")


def main(count: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.chaos.settings")
    django.setup()
    from django.core.management import call_command
    from django.test import Client
    from django.urls import reverse
    from wagtail.models import Page

    from cms.users import roles
    from tests.factories.pages import ContentPageFactory
    from tests.factories.users import UserFactory

    call_command("setup", verbosity=0)
    home = Page.objects.get(slug="pl", depth=2)
    pages = [ContentPageFactory(parent=home) for _number in range(count)]
    client = Client()
    client.force_login(UserFactory(role=roles.PUBLISHERS))
    started = time.monotonic()
    data = {"ids": [page.pk for page in pages], "locales": LOCALES}
    progress = client.post(reverse("releases:submit"), data)["Location"]
    submitted = time.monotonic()
    client.get(progress)
    sys.stdout.write(str(max(submitted - started, time.monotonic() - submitted)))


if __name__ == "__main__":
    main(int(sys.argv[1]))
