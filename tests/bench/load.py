"""``python -m tests.bench.load PAGES``: bring each locale to that many pages, the home included."""

import sys
from typing import Final

import django
from django.core.management import call_command

PREPARED_TOGETHER: Final = 50


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
    if present == 1:  # Searches are measured on the first pages only.
        call_command("update_index", verbosity=0)
    prepare()


def prepare() -> None:
    """Prepare the documents of all pages by the product's own function."""
    from wagtail.models import Locale, Page

    from cms.delivery.documents.lookup import prepare

    ids = list(
        Page.objects.filter(depth__gt=1, locale=Locale.get_default()).values_list("pk", flat=True)
    )
    for start in range(0, len(ids), PREPARED_TOGETHER):
        prepare(ids[start : start + PREPARED_TOGETHER])


if __name__ == "__main__":
    main(int(sys.argv[1]))
