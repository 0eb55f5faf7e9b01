"""A command that opens groups of an activity; it prints the activity's id and theirs."""

import json
import os
import sys
from datetime import timedelta

import django


def main(count: int, capacity: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.project.settings.test")
    django.setup()
    from django.utils import timezone

    from tests.factories.events import ActivityPageFactory, add_date, open_group

    activity = ActivityPageFactory()
    groups = [open_group(activity, capacity=capacity) for _number in range(count)]
    for group in groups:
        add_date(group, timezone.now() + timedelta(days=9))
    sys.stdout.write(json.dumps([activity.pk, [group.pk for group in groups]]))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
