"""A command that puts a document into the storage; it prints its address on the CMS."""

import os
import sys

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.chaos.outage_settings")
    django.setup()
    from tests.factories.documents import DocumentFactory

    sys.stdout.write(DocumentFactory().url)


if __name__ == "__main__":
    main()
