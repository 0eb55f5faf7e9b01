"""``python -m tests.bench.load PAGES``: bring each locale to that many pages, the home included."""

import sys

import django
from django.core.management import call_command


def main(per_locale: int) -> None:
    """Migrate, set up the locales' homes, add pages and files, prepare the documents."""
    django.setup()
    from wagtail.models import Locale, Page

    from tests.bench.files import files
    from tests.bench.tree import grow

    call_command("migrate", verbosity=0)
    call_command("setup", verbosity=0)
    present = Page.objects.filter(depth__gt=1, locale=Locale.get_default()).count()
    targets = files()
    for locale in Locale.objects.all():
        grow(locale, present, per_locale, targets)


if __name__ == "__main__":
    main(int(sys.argv[1]))
