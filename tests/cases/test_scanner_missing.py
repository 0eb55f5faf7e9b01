"""The desk says that files are not looked through while no scanner is set up."""

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from cms.users import roles
from tests.factories.cases import worker

pytestmark = pytest.mark.django_db
SAID = "are not checked for viruses"


@pytest.mark.parametrize("role", [roles.SCHOOL_COORDINATORS, roles.ADVISERS])
@pytest.mark.parametrize(("address", "is_said"), [("", True), ("tcp://127.0.0.1:3310", False)])
def test_whoever_opens_files_knows(client: Client, role: str, address: str, is_said: bool) -> None:
    client.force_login(worker("*", role=role))
    with override_settings(CLAMAV_URL=address):
        text = client.get(reverse("desk:inbox")).content.decode()
    assert (SAID in text) is is_said
