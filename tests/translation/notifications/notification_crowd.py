"""A command that tells many people urgent news, each in a transaction of its own."""

import os
import sys

import django


def main(count: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.translation.notifications.settings")
    django.setup()
    from django.core.management import call_command

    from cms.translation.notifications.enums import Kind
    from tests.factories.users import UserFactory
    from tests.translation.notifications.notification_helpers import tell_one

    call_command("setup", verbosity=0)
    for _number in range(count):
        tell_one(UserFactory(), Kind.FELL_BEHIND, is_urgent=True, count=1)


if __name__ == "__main__":
    main(int(sys.argv[1]))
