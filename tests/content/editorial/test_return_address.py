"""What was done leads back to an address of this site, whatever a form says."""

from typing import Final
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from tests.factories import ContentPageFactory, UserFactory
from tests.project.admin_requests.filled_forms import form_at

pytestmark = pytest.mark.django_db
NOWHERE: Final = ["nowhere", "https://example.org/", "//example.org", "javascript:alert(1)", "²"]


@pytest.fixture
def editor() -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(UserFactory(administrator=True))
    return client


@pytest.mark.parametrize("sent", NOWHERE)
@pytest.mark.parametrize("act", ["delete", "copy", "unpublish", "revisions_unschedule"])
def test_what_is_no_address_of_ours_leads_where_the_view_would(
    editor: Client, act: str, sent: str
) -> None:
    page = ContentPageFactory()
    args = [page.pk]
    if act == "revisions_unschedule":
        revision = page.save_revision(approved_go_live_at=timezone.now())
        args.append(revision.pk)
    url = reverse(f"wagtailadmin_pages:{act}", args=args)
    body = {**form_at(editor.get(url).content.decode(), url), "new_slug": "kopia", "next": sent}
    answer = editor.post(url, body)
    assert answer.status_code == 302
    target = urlsplit(answer.headers["Location"])
    assert (target.netloc, target.path.startswith("/admin/")) == ("", True)


def test_a_filtered_list_is_come_back_to(editor: Client) -> None:
    page, back = ContentPageFactory(), f"{reverse('wagtailadmin_reports:site_history')}?p=2"
    url = reverse("wagtailadmin_pages:delete", args=[page.pk])
    body = form_at(editor.get(f"{url}?next={back}").content.decode(), url)
    assert editor.post(f"{url}?next={back}", body).headers["Location"] == back
    assert not Page.objects.filter(pk=page.pk).exists()
