"""A command that makes a kind of support and somebody to be told; it prints the kind's key."""

import os
import sys

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.project.settings.test")
    django.setup()
    from wagtail.models import Locale

    from cms.cases.models import Remit
    from cms.core import locales
    from cms.users.models import User
    from school_support.models import SupportKind

    name, address = "koordynatorka", "koordynatorka@example.org"
    person = User.objects.create(username=name, email=address, is_superuser=True)
    Remit.objects.create(user=person, county="*")
    polish, _is_new = Locale.objects.get_or_create(language_code=locales.SOURCE)
    kind = SupportKind.objects.create(name="Asystent międzykulturowy", locale=polish)
    sys.stdout.write(str(kind.translation_key))


if __name__ == "__main__":
    main()
