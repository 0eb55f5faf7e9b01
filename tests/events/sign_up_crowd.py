"""A command that signs many people up for a group, each in a transaction of its own."""

import os
import sys

import django


def main(count: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.translation.notifications.settings")
    django.setup()
    from django.core.management import call_command

    from tests.factories.events import add_series, open_group, sign_up

    call_command("setup", verbosity=0)
    group = open_group(capacity=count // 2)
    add_series(group)
    for number in range(count):
        sign_up(group, locale=("pl", "en", "ru", "uk")[number % 4])


if __name__ == "__main__":
    main(int(sys.argv[1]))
