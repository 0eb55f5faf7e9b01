"""A command that tries failed jobs again, as the button on their list does; it prints how many."""

import os
import sys

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.chaos.outage_settings")
    django.setup()
    from cms.background.jobs import states
    from cms.background.jobs.models import Job

    chosen = Job.objects.filter(states.RETRYABLE).values_list("pk", flat=True)
    sys.stdout.write(str(len(states.retry(list(chosen)))))


if __name__ == "__main__":
    main()
