"""Who may do what with the services of points."""

import pytest
from django.contrib.auth.models import Group

from cms.users import roles

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "verbs"),
    [
        (roles.AUTHORS, {"add", "change"}),
        (roles.LEGAL_REVIEWERS, {"change"}),
        (roles.PUBLISHERS, {"add", "change", "delete", "publish"}),
        (roles.translators("uk"), {"change"}),
        (roles.language_reviewers("uk"), {"change", "publish"}),
        (roles.ADVISERS, set()),
    ],
)
def test_services_are_written_by_those_who_write_pages(role: str, verbs: set[str]) -> None:
    codenames = Group.objects.get(name=role).permissions.values_list("codename", flat=True)
    found = {name.removesuffix("_service") for name in codenames if name.endswith("_service")}
    assert found == verbs
