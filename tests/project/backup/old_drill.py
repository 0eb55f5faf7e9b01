"""A drill with an archive of an older version, in a process and on an empty database of its own.

Run as ``python -m tests.project.backup.old_drill ARCHIVE`` with DATABASE_URL and VAR_DIR set. The
copy is restored, a consent is withdrawn, a person erased and an account closed, and the same copy
is restored once more; prints what it found.
"""

import json
import sys
from io import StringIO
from typing import Any

import django

django.setup()

from django.apps import apps
from django.core.management import call_command
from django.db import OperationalError, ProgrammingError, connection, transaction
from wagtail.models import Page

from cms.background.models import LetterHold
from cms.cases.domain import personal_data
from cms.content.stories.domain import withdrawal
from cms.content.stories.models import Consent, StoryPage
from cms.users.models import User

PERSON = "anna.nowak@example.org"


def main(archive: str) -> dict[str, Any]:
    call_command("restore", archive, stdout=StringIO())
    brought = facts()
    administrator, leaving = User.objects.get(username="admin"), User.objects.get(username="autor")
    live = StoryPage.objects.live().order_by("pk").values_list("translation_key", flat=True)
    story = live[0]
    consent = Consent.objects.of(story).standing().filter(kind="data").get()
    withdrawal.withdraw(consent, user=administrator)
    personal_data.erase(PERSON, administrator)
    leaving.close(successor=administrator)
    connection.close()
    call_command("restore", archive, replace=True, stdout=StringIO())
    call_command("migrate", check_unapplied=True, stdout=StringIO())
    account = User.objects.get(pk=leaving.pk)
    return {
        "pages": brought["pages"],
        "same pages again": facts()["pages"] == brought["pages"],
        "notes naming the person": [brought["notes"], facts()["notes"]],
        "story is live": StoryPage.objects.live().filter(translation_key=story).exists(),
        "other stories are live": StoryPage.objects.live().exists(),
        "account": [account.email, account.is_active, account.closed_at is not None],
        "letters are held": LetterHold.objects.exists(),
        "tables that lack something": unreadable(),
    }


def unreadable() -> list[str]:
    """Return the models whose table, or a column of it, is not there."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        try:
            with transaction.atomic():
                list(model._base_manager.all()[:1])
        except (OperationalError, ProgrammingError):
            found.append(model._meta.label)
    return found


def facts() -> dict[str, int]:
    return {
        "pages": Page.objects.count(),
        "notes": Consent.objects.filter(note__contains=PERSON).count(),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1])))
