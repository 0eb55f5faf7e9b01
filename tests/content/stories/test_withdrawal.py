"""A withdrawn consent takes a story from the public at once, out of warm caches too."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.background.jobs.models import Job
from cms.background.jobs.runner import run_due
from cms.content.stories import tasks
from cms.content.stories.domain import withdrawal
from cms.content.stories.models import Consent, HiddenPicture, StoryPage
from cms.core import content_version
from cms.core.content_version import VersionedCache
from cms.core.publication.publication_conditions import PublicationRefusedError
from cms.core.representations import visibility
from cms.delivery.models import PreparedDocument
from cms.users.models import User
from tests.content.stories.warm_site import Site, addresses, picture_addresses, telling
from tests.factories import ContentPageFactory, ImageFactory, UserFactory
from tests.factories.bodies import body
from tests.factories.stories import ConsentFactory, StoryPageFactory
from tests.factories.translations import translated
from tests.translation.base.translation_steps import fresh

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

CANARY = "kanarek"


@pytest.fixture(autouse=True)
def fresh_version(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Forget what another test has left in memory: versions start again with each database."""
    monkeypatch.setattr(visibility, "_known", VersionedCache())
    content_version.forget()
    yield
    content_version.forget()


@pytest.fixture
def publisher() -> User:
    return UserFactory(administrator=True)


def portrait() -> Any:
    return ImageFactory(title=CANARY)


def told(**fields: Any) -> Any:
    """Return a live story with a portrait, in Polish and Ukrainian, full of canaries."""
    fields = {"title": CANARY, "slug": CANARY, "person": CANARY, "quote": CANARY, **fields}
    story = StoryPageFactory(portrait=portrait(), portrait_alt="Kobieta", **fields)
    translated(story, "uk", title=CANARY, slug=f"{CANARY}-uk")
    run_due()
    return fresh(story)


def take(story: Any, kind: str, user: User) -> None:
    withdrawal.withdraw(Consent.objects.of(story.translation_key).get(kind=kind), user=user)


def live_versions(story: Any) -> int:
    found: int = StoryPage.objects.filter(translation_key=story.translation_key).live().count()
    return found


def is_hidden(image: Any) -> bool:
    return HiddenPicture.objects.filter(image=image).exists()


@pytest.mark.parametrize("kind", ["data", "image"])
def test_it_is_gone_from_everywhere_with_caches_warm(kind: str, publisher: User) -> None:
    story, site = told(), Site()
    asked = addresses(story, story.portrait)
    pictures = picture_addresses(site, story)
    before = [site.get(address).status for address in pictures]
    assert before == [200] * len(pictures)
    assert len(telling(site, asked, CANARY)) > 12
    take(story, kind, publisher)
    assert telling(site, asked, CANARY) == []
    assert [site.get(address).status for address in pictures] == [404] * len(pictures)
    assert site.get(f"/api/v2/pages/{story.pk}/").status == 404
    assert live_versions(story) == 0


def test_what_browsers_keep_of_a_portrait_is_asked_for_again_and_refused(publisher: User) -> None:
    story, site = told(), Site()
    address = picture_addresses(site, story)[0]
    kept = site.get(address).headers
    assert kept["Cache-Control"] == "public, max-age=30, must-revalidate"
    unchanged = site.get(address, HTTP_IF_NONE_MATCH=kept["ETag"])
    assert (unchanged.status, unchanged.body) == (304, b"")
    assert unchanged.headers["Cache-Control"] == kept["Cache-Control"]
    take(story, "data", publisher)
    assert site.get(address, HTTP_IF_NONE_MATCH=kept["ETag"]).status == 404


def test_other_pictures_may_be_kept_for_ever() -> None:
    image, site = ImageFactory(), Site()
    address = f"/api/v2/images/{image.pk}/?fields=*"
    url = site.get(address).body.decode().partition('"download_url":"')[2].partition('"')[0]
    assert site.get(url).headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_validator_is_no_signature() -> None:
    story, site = told(), Site()
    address = picture_addresses(site, story)[0]
    etag = site.get(address).headers["ETag"]
    parts = address.split("/")
    forged = "/".join([*parts[:4], "x" * len(parts[4]), *parts[5:]])
    assert site.get(forged, HTTP_IF_NONE_MATCH=etag).status == 403


def test_files_of_all_sizes_are_deleted(publisher: User) -> None:
    story, site = told(), Site()
    for address in picture_addresses(site, story):
        site.get(address)
    names = [rendition.file.name for rendition in story.portrait.renditions.all()]
    assert len(names) > 2
    take(story, "image", publisher)
    assert [name for name in names if default_storage.exists(name)] == []
    assert story.portrait.renditions.count() == 0


def test_nothing_that_was_prepared_stays_in_the_database(publisher: User) -> None:
    story, site = told(), Site()
    telling(site, addresses(story, story.portrait), CANARY)
    ids = [page.pk for page in story.get_translations(inclusive=True)]
    assert PreparedDocument.objects.filter(page_id__in=ids).exists()
    take(story, "data", publisher)
    assert PreparedDocument.objects.filter(page_id__in=ids).count() == 0


def test_scheduled_publications_are_cancelled(publisher: User) -> None:
    story = StoryPageFactory(draft=True)
    due = timezone.now() + timedelta(minutes=1)
    Revision.objects.filter(pk=story.latest_revision_id).update(approved_go_live_at=due)
    take(story, "data", publisher)
    assert fresh(story).scheduled_revision is None


def test_who_withdrew_and_when_is_on_record_without_a_name(publisher: User) -> None:
    story = told()
    take(story, "data", publisher)
    record = Consent.objects.of(story.translation_key).get(kind="data")
    assert (record.withdrawn_on, record.withdrawn_by) == (timezone.localdate(), publisher)
    payloads = [str(args) for args in Job.objects.values_list("args", flat=True)]
    assert [payload for payload in payloads if CANARY in payload] == []


def test_all_records_of_the_kind_are_withdrawn_and_the_other_kind_stays(publisher: User) -> None:
    story = told()
    ConsentFactory(translation_key=story.translation_key, kind="image")
    record = Consent.objects.of(story.translation_key).filter(kind="image").first()
    withdrawal.withdraw(record, user=publisher)
    in_force = Consent.objects.of(story.translation_key).in_force()
    assert [consent.kind for consent in in_force] == ["data"]


def test_withdrawing_twice_changes_nothing(publisher: User) -> None:
    story = told()
    take(story, "data", publisher)
    before = Consent.objects.of(story.translation_key).get(kind="data").withdrawn_on
    version = content_version.read()
    take(story, "data", publisher)
    record = Consent.objects.of(story.translation_key).get(kind="data")
    assert (record.withdrawn_on, content_version.read()) == (before, version)


def test_a_story_without_pictures_stays_when_only_the_likeness_is_withdrawn(
    publisher: User,
) -> None:
    story = StoryPageFactory()
    take(story, "image", publisher)
    assert fresh(story).live is True


def test_a_portrait_goes_from_other_pages_as_well(publisher: User) -> None:
    story, site = told(), Site()
    other = ContentPageFactory(body=body(("image", _block(story.portrait))))
    run_due()
    address = f"/api/v2/pages/{other.pk}/"
    assert telling(site, [address], "image/avif") == [address]
    take(story, "image", publisher)
    assert telling(site, [address], "image/avif") == []


def test_a_picture_of_the_text_stays_where_another_page_needs_it(publisher: User) -> None:
    shared, own = ImageFactory(), ImageFactory()
    ContentPageFactory(body=body(("image", _block(shared))))
    story = StoryPageFactory(body=body(("image", _block(shared)), ("image", _block(own))))
    run_due()
    take(story, "image", publisher)
    assert (is_hidden(shared), is_hidden(own)) == (False, True)


def test_a_portrait_of_an_older_version_goes_too(publisher: User) -> None:
    story = told()
    older = story.portrait
    story.portrait = ImageFactory()
    story.save_revision().publish()
    take(story, "image", publisher)
    assert (is_hidden(older), is_hidden(fresh(story).portrait)) == (True, True)


def test_a_new_consent_gives_the_picture_back_and_lets_the_story_out(publisher: User) -> None:
    story, site = told(), Site()
    collection, pictures = story.portrait.collection, picture_addresses(site, story)
    take(story, "data", publisher)
    take(story, "image", publisher)
    ConsentFactory(translation_key=story.translation_key, kind="data")
    assert is_hidden(story.portrait)
    with pytest.raises(PublicationRefusedError):
        fresh(story).latest_revision.publish()
    ConsentFactory(translation_key=story.translation_key, kind="image")
    fresh(story).latest_revision.publish()
    assert (fresh(story.portrait).collection, is_hidden(story.portrait)) == (collection, False)
    assert site.get(pictures[0]).status == 200
    assert site.get(f"/api/v2/pages/{story.pk}/").status == 200


def test_a_picture_that_another_story_lost_does_not_come_back(publisher: User) -> None:
    story = told()
    other = StoryPageFactory(portrait=story.portrait, portrait_alt="Kobieta")
    take(story, "image", publisher)
    take(other, "image", publisher)
    ConsentFactory(translation_key=other.translation_key, kind="image")
    assert is_hidden(story.portrait)


def test_a_portrait_that_nobody_consented_to_is_in_no_list_of_pictures() -> None:
    story = StoryPageFactory(draft=True, consents=())
    story.portrait = image = portrait()
    story.portrait_alt = "Kobieta"
    story.save_revision()
    assert telling(Site(), ["/api/v2/images/?fields=*"], CANARY) == []
    for kind in ("data", "image"):
        ConsentFactory(translation_key=story.translation_key, kind=kind)
    assert is_hidden(image) is False


def test_drafting_a_story_takes_no_picture_from_other_pages() -> None:
    image = ImageFactory()
    ContentPageFactory(body=body(("image", _block(image))))
    run_due()
    StoryPageFactory(draft=True, consents=(), portrait=image, portrait_alt="Kobieta")
    assert is_hidden(image) is False


def test_a_copy_takes_no_picture_from_the_story_it_was_made_of() -> None:
    story = StoryPageFactory(draft=True, portrait=ImageFactory(), portrait_alt="Kobieta")
    story.copy(update_attrs={"slug": "kopia"}, keep_live=False)
    assert is_hidden(story.portrait) is False


def sweep() -> None:
    tasks.find_lapsed()
    run_due()


def test_a_story_goes_when_its_consent_has_run_out_and_not_before() -> None:
    story = told()
    today = timezone.localdate()
    Consent.objects.filter(kind="data").update(valid_until=today)
    sweep()
    assert live_versions(story) == 2
    Consent.objects.filter(kind="data").update(valid_until=today - timedelta(days=1))
    sweep()
    assert (live_versions(story), is_hidden(story.portrait)) == (0, True)


def test_nothing_changes_while_every_consent_is_in_force() -> None:
    told()
    version = content_version.read()
    sweep()
    sweep()
    assert content_version.read() == version


def test_a_story_that_slipped_past_every_guard_is_taken_down() -> None:
    story = StoryPageFactory(draft=True, consents=())
    Page.objects.filter(pk=story.pk).update(live=True)
    sweep()
    assert fresh(story).live is False


def test_a_portrait_that_somebody_moved_by_hand_is_hidden_again(publisher: User) -> None:
    story = told()
    take(story, "image", publisher)
    image = fresh(story.portrait)
    hidden_in = image.collection
    image.collection = hidden_in.get_parent()
    image.save()
    sweep()
    assert fresh(image).collection == hidden_in


def _block(image: Any) -> dict[str, Any]:
    return {"image": image.pk, "alt": "Kobieta", "caption": ""}
