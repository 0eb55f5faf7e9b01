"""Print a token for a draft of a page, made so many minutes ago; a token lives 15 minutes."""

import json
import sys
import time
from unittest import mock

import django

django.setup()

from wagtail.models import Page  # noqa: E402  Models exist only after setup.

from cms.core.previews import create_token  # noqa: E402  After setup.
from cms.users.models import User  # noqa: E402  After setup.


def token(page_id: int, lead: str, minutes: int) -> str:
    draft = Page.objects.get(pk=page_id).specific
    draft.lead = lead
    then = time.time() - 60 * minutes
    with mock.patch("django.core.signing.time.time", return_value=then):
        return create_token(draft, User.objects.get(username="autor").pk)


if __name__ == "__main__":
    json.dump(token(int(sys.argv[1]), sys.argv[2], int(sys.argv[3])), sys.stdout)
