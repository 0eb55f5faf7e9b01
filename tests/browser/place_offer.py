"""Run inside a product: the full course's first person withdraws, the next one is offered it."""

import json
import sys

import django

django.setup()

from events.domain import registrations  # noqa: E402  Django is set up first.
from events.enums import RegistrationState  # noqa: E402  As above.
from events.models import Registration  # noqa: E402  As above.

full = Registration.objects.filter(state=RegistrationState.WAITING).order_by("group", "number")
waiting = full.filter(group__is_moderated=False).first()
assert waiting is not None
Registration.objects.filter(pk=waiting.pk).update(locale="en")
confirmed = Registration.objects.filter(
    group=waiting.group, state=RegistrationState.CONFIRMED
).first()
assert confirmed is not None
registrations.withdraw(confirmed.pk)
json.dump({"email": waiting.email}, sys.stdout)
