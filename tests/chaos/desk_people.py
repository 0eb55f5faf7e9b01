"""A command that makes a kind of support and a coordinator; it prints the kind's key."""

import os
import sys

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.project.settings.test")
    django.setup()
    from django.contrib.auth.models import Group

    from cms.core import locales
    from cms.desk.models import Remit
    from cms.users import roles
    from cms.users.models import User
    from school_support.models import SupportKind

    person = User.objects.create(username="koordynatorka", email="koordynatorka@example.org")
    person.groups.add(Group.objects.get(name=roles.SCHOOL_COORDINATORS))
    Remit.objects.create(user=person, county="*")
    kind = SupportKind.objects.create(name="Asystent międzykulturowy", locale=locales.source())
    sys.stdout.write(str(kind.translation_key))


if __name__ == "__main__":
    main()
