"""Publish a new Polish page whose slug is the argument; prints its id as JSON."""

import json
import sys

import django

django.setup()

from tests.factories import ContentPageFactory

if __name__ == "__main__":
    page = ContentPageFactory(slug=sys.argv[1], show_in_menus=False)
    json.dump(page.pk, sys.stdout)
