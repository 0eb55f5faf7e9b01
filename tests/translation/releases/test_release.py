"""Languages of a page go live together: all of them, or none."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page
from wagtail_localize.models import Translation

from cms.background.jobs.runner import run_due
from cms.core.models import TranslationState
from cms.translation.base.domain import review_workflow, segment_store, translation_drafts
from cms.translation.base.domain.errors import SourceNotPublicError
from cms.translation.base.domain.segment_rows import segment_rows
from cms.translation.base.domain.version_tokens import page_mark
from cms.translation.releases.domain import draft_texts, lifecycle
from cms.translation.releases.domain.joint_publication import rehearse
from cms.translation.releases.domain.release_items import ReleaseRefusedError, latest
from cms.translation.releases.models import Release
from cms.users import roles
from cms.users.models import User
from tests.factories.pages import ContentPageFactory
from tests.factories.users import UserFactory
from tests.translation.base.translation_steps import (
    edit,
    fresh,
    locale,
    publish_in,
    start,
    translate,
)
from tests.translation.releases.release_helpers import press

pytestmark = pytest.mark.django_db
TARGETS = ("en", "ru", "uk")


def urgently(page: Page) -> dict[str, str]:
    """Return what the question sends."""
    return {"seen": page_mark(fresh(page))}


@pytest.fixture
def home() -> Page:
    return Page.objects.get(slug="pl", depth=2)


@pytest.fixture
def publisher() -> User:
    return UserFactory(role=roles.PUBLISHERS)


def targets(*codes: str) -> list[Any]:
    return [locale(code) for code in codes or TARGETS]


def prepared(page: Page, *codes: str) -> Page:
    """Translate ``page`` and have it reviewed without publishing it."""
    for code in codes or TARGETS:
        translation = start(page, code)
        translate(translation)
        reviewer = UserFactory(role=roles.language_reviewers(code))
        review_workflow.mark_reviewed(translation, user=reviewer)
    return page


def live(page: Page) -> list[str]:
    """Return the languages in which ``page`` is live."""
    found = Page.objects.filter(translation_key=page.translation_key, live=True)
    return sorted(found.values_list("locale__language_code", flat=True))


def test_all_languages_go_live_together(home: Page, publisher: User) -> None:
    page = prepared(ContentPageFactory(parent=home, title="Dom"))
    release = lifecycle.plan([page], targets(), user=publisher)
    assert live(page) == ["pl"]
    run_due()
    assert live(page) == ["en", "pl", "ru", "uk"]
    release.refresh_from_db()
    assert (release.state, release.problems) == ("done", [])


def test_only_chosen_languages_go_live(home: Page, publisher: User) -> None:
    page = prepared(ContentPageFactory(parent=home))
    lifecycle.plan([page], targets("uk"), user=publisher)
    run_due()
    assert live(page) == ["pl", "uk"]


def test_what_is_missing_is_listed_and_nothing_starts(home: Page, publisher: User) -> None:
    page = prepared(ContentPageFactory(parent=home), "en")
    translate(start(page, "ru"))
    with pytest.raises(ReleaseRefusedError) as refused:
        lifecycle.plan([page], targets(), user=publisher)
    named = [
        (cell.locale.language_code, type(cell.refusal).__name__) for cell in refused.value.cells
    ]
    assert named == [("ru", "UnreviewedError"), ("uk", "NotStartedError")]
    assert not Release.objects.exists()
    assert live(page) == ["pl"]


def test_looking_changes_nothing(home: Page, publisher: User) -> None:
    page = prepared(ContentPageFactory(parent=home))
    edited = fresh(page)
    edited.title = "Nowy"
    edited.save_revision()
    cells = rehearse(latest([fresh(page)]), targets(), user=publisher)
    assert [cell.refusal is None for cell in cells] == [True, False, False, False]
    assert (fresh(page).title, live(page)) == (page.title, ["pl"])


def test_a_failure_in_the_third_language_leaves_none_live(home: Page, publisher: User) -> None:
    page = prepared(ContentPageFactory(parent=home))
    at = timezone.now() + timedelta(hours=1)
    release = lifecycle.plan([page], targets(), user=publisher, at=at)
    page.get_translation(locale("uk")).delete()
    Release.objects.update(go_live_at=timezone.now())
    lifecycle.run_due()
    run_due()
    release.refresh_from_db()
    assert (release.state, live(page)) == ("failed", ["pl"])
    assert len(release.problems) == 1
    assert "Українська" in release.problems[0]


def test_the_owner_is_told_once_why_it_failed(home: Page, publisher: User) -> None:
    page = prepared(ContentPageFactory(parent=home), "en")
    at = timezone.now() + timedelta(hours=1)
    release = lifecycle.plan([page], targets("uk"), user=publisher, at=at)
    Release.objects.update(go_live_at=timezone.now())
    for _time in range(2):
        lifecycle.run_due()
        run_due()
    release.refresh_from_db()
    assert [message.to for message in mail.outbox] == [[publisher.email]]
    assert release.problems[0] in mail.outbox[0].body


def test_without_the_transaction_half_of_it_would_be_live(
    home: Page, publisher: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The guard switched off: this is what the tests above would see."""
    page = prepared(ContentPageFactory(parent=home), "en", "ru")
    undecorated = lifecycle.publish_together.__wrapped__  # type: ignore[attr-defined]  # Of atomic.
    with pytest.raises(ReleaseRefusedError):
        undecorated(latest([page]), targets(), user=publisher)
    assert live(page) == ["en", "pl", "ru"]


def test_a_release_waits_for_its_time(home: Page, publisher: User) -> None:
    page = prepared(ContentPageFactory(parent=home))
    at = timezone.now() + timedelta(minutes=5)
    lifecycle.plan([page], targets(), user=publisher, at=at)
    lifecycle.run_due()
    run_due()
    assert live(page) == ["pl"]
    Release.objects.update(go_live_at=timezone.now())
    lifecycle.run_due()
    run_due()
    assert live(page) == ["en", "pl", "ru", "uk"]


def test_before_its_time_it_can_be_undone(home: Page, publisher: User) -> None:
    page = prepared(ContentPageFactory(parent=home))
    at = timezone.now() + timedelta(minutes=5)
    release = lifecycle.plan([page], targets(), user=publisher, at=at)
    lifecycle.cancel(release)
    Release.objects.update(go_live_at=timezone.now())
    lifecycle.run_due()
    run_due()
    release.refresh_from_db()
    assert (release.state, live(page)) == ("cancelled", ["pl"])
    with pytest.raises(lifecycle.TooLateError):
        lifecycle.cancel(release)


def test_the_text_that_was_chosen_is_published_not_a_later_one(home: Page, publisher: User) -> None:
    page = ContentPageFactory(parent=home, title="Dom")
    page.title = "Wybrany"
    page.save_revision()
    at = timezone.now() + timedelta(minutes=5)
    lifecycle.plan([fresh(page)], [], user=publisher, at=at)
    later = fresh(page).get_latest_revision_as_object()
    later.title = "Późniejszy"
    later.save_revision()
    Release.objects.update(go_live_at=timezone.now())
    lifecycle.run_due()
    run_due()
    assert fresh(page).title == "Wybrany"
    assert fresh(page).get_latest_revision_as_object().title == "Późniejszy"


def test_a_translation_that_is_current_stays_as_it_is(home: Page, publisher: User) -> None:
    page = ContentPageFactory(parent=home)
    target = publish_in(page, "uk")
    lifecycle.plan([page], targets("uk"), user=publisher)
    run_due()
    assert fresh(target).live_revision_id == target.live_revision_id


def test_who_may_not_publish_plans_nothing(home: Page) -> None:
    page = prepared(ContentPageFactory(parent=home))
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        lifecycle.plan([page], targets(), user=UserFactory(role=roles.AUTHORS))


def test_a_page_that_nobody_has_seen_is_translated_before_it_goes_out(
    home: Page, publisher: User
) -> None:
    page = ContentPageFactory(parent=home, title="Nowość")
    page.unpublish()
    fresh(page).save_revision()
    at = timezone.now() + timedelta(hours=1)
    release = lifecycle.plan([fresh(page)], targets("en", "uk"), user=publisher, at=at)
    assert lifecycle.prepare(release, user=publisher) == 1
    for code in ("en", "uk"):
        translation = Translation.objects.get(
            source__object_id=page.translation_key, target_locale=locale(code)
        )
        translate(translation)
        refusals = {cell.locale.language_code: cell.refusal for cell in lifecycle.look(release)}
        assert type(refusals[code]).__name__ == "UnreviewedError"
        reviewer = UserFactory(role=roles.language_reviewers(code))
        every = [row.id for row in segment_rows(translation)]
        segment_store.accept(translation, every, user=reviewer)
    assert live(page) == []
    lifecycle.release_now(release, user=publisher)
    run_due()
    release.refresh_from_db()
    assert release.problems == []
    assert live(page) == ["en", "pl", "uk"]
    states = TranslationState.objects.filter(translation_key=page.translation_key)
    assert {state.status for state in states} == {"current"}


class TestNewTexts:
    """A live page's next text is translated before it goes out, and nothing shows it until then."""

    @pytest.fixture
    def page(self, home: Page) -> Page:
        page = ContentPageFactory(parent=home, title="Dom", lead="Stary wstęp do strony")
        publish_in(page, "uk")
        page = fresh(page)
        page.lead = "Nowy wstęp do strony"
        page.save_revision()
        return fresh(page)

    @pytest.fixture
    def release(self, page: Page, publisher: User) -> Release:
        at = timezone.now() + timedelta(hours=1)
        return lifecycle.plan([page], targets("uk"), user=publisher, at=at)

    def client_of(self, role: str) -> Client:
        client = Client()
        client.force_login(UserFactory(role=role))
        return client

    def write(self, release: Release, text: str) -> Client:
        """Write ``text`` as a translator would, for the only new text."""
        client = self.client_of(roles.translators("uk"))
        address = reverse("releases:texts", args=[release.pk, "uk"])
        ((_page, rows),) = client.get(address).context["pages"]
        ((key, seen),) = [(row.key, row.version) for row in rows]
        client.post(address, {f"text-{key}": text, f"seen-{key}": seen})
        return client

    def test_it_goes_live_with_its_translation(
        self, page: Page, release: Release, publisher: User
    ) -> None:
        self.write(release, "Новий вступ")
        states = TranslationState.objects.filter(translation_key=page.translation_key)
        assert [state.status for state in states] == ["current"]
        with pytest.raises(ReleaseRefusedError):
            lifecycle.release_now(release, user=publisher)
        reviewer = self.client_of(roles.language_reviewers("uk"))
        self.accept(release, reviewer)
        lifecycle.release_now(release, user=publisher)
        run_due()
        release.refresh_from_db()
        assert release.problems == []
        target = page.get_translation(locale("uk")).specific
        assert (fresh(page).lead, target.lead) == ("Nowy wstęp do strony", "Новий вступ")
        assert [state.status for state in states.all()] == ["current"]

    def test_the_former_text_and_its_translation_stand_beside_it(self, release: Release) -> None:
        revision = release.pages.get().revision
        assert revision is not None
        (row,) = draft_texts.texts(revision, locale("uk"))
        assert (row.source, row.former_source, row.former_text) == (
            "Nowy wstęp do strony",
            "Stary wstęp do strony",
            "[uk] Stary wstęp do strony",
        )

    def test_what_somebody_else_wrote_meanwhile_stays(self, release: Release) -> None:
        client = self.client_of(roles.translators("uk"))
        address = reverse("releases:texts", args=[release.pk, "uk"])
        ((_page, (row,)),) = client.get(address).context["pages"]
        self.write(release, "Перший")
        client.post(address, {f"text-{row.key}": "Другий", f"seen-{row.key}": row.version})
        ((_page, (row,)),) = client.get(address).context["pages"]
        assert row.text == "Перший"

    def test_nobody_accepts_their_own(self, release: Release) -> None:
        reviewer = self.client_of(roles.language_reviewers("uk"))
        address = reverse("releases:texts", args=[release.pk, "uk"])
        ((_page, (row,)),) = reviewer.get(address).context["pages"]
        reviewer.post(address, {f"text-{row.key}": "Моє", f"seen-{row.key}": row.version})
        self.accept(release, reviewer)
        ((_page, (row,)),) = reviewer.get(address).context["pages"]
        assert (row.text, row.is_accepted) == ("Моє", False)

    def accept(self, release: Release, reviewer: Client, **sent: str) -> Any:
        """Accept what the page shows, or ``sent``, as a browser does."""
        address = reverse("releases:texts", args=[release.pk, "uk"])
        ((_page, (row,)),) = reviewer.get(address).context["pages"]
        shown = {f"text-{row.key}": row.text, f"seen-{row.key}": row.version}
        return reviewer.post(address, {"accept": "1", **(sent or shown)})

    def test_what_was_written_after_it_was_read_is_not_accepted(self, release: Release) -> None:
        self.write(release, "Перший")
        reviewer = self.client_of(roles.language_reviewers("uk"))
        address = reverse("releases:texts", args=[release.pk, "uk"])
        ((_page, (row,)),) = reviewer.get(address).context["pages"]
        self.write(release, "Другий")
        read = {f"text-{row.key}": row.text, f"seen-{row.key}": row.version}
        self.accept(release, reviewer, **read)
        self.accept(release, reviewer, nothing="seen")
        ((_page, (row,)),) = reviewer.get(address).context["pages"]
        assert (row.text, row.is_accepted) == ("Другий", False)

    def test_what_is_typed_beside_an_acceptance_is_kept(self, release: Release) -> None:
        self.write(release, "Перший")
        reviewer = self.client_of(roles.language_reviewers("uk"))
        address = reverse("releases:texts", args=[release.pk, "uk"])
        ((_page, (row,)),) = reviewer.get(address).context["pages"]
        typed = {f"text-{row.key}": "Кращий", f"seen-{row.key}": row.version}
        self.accept(release, reviewer, **typed)
        ((_page, (row,)),) = reviewer.get(address).context["pages"]
        assert (row.text, row.is_accepted) == ("Кращий", False)

    @pytest.mark.parametrize("typed", ["Другий", "a\x00b"])
    def test_what_is_refused_stays_in_its_field(self, release: Release, typed: str) -> None:
        client = self.client_of(roles.translators("uk"))
        address = reverse("releases:texts", args=[release.pk, "uk"])
        ((_page, (row,)),) = client.get(address).context["pages"]
        self.write(release, "Перший")
        answer = client.post(address, {f"text-{row.key}": typed, f"seen-{row.key}": row.version})
        ((_page, (row,)),) = answer.context["pages"]
        assert (answer.status_code, row.typed, row.text) == (409, typed, "Перший")

    def test_translators_of_another_language_are_refused(self, release: Release) -> None:
        address = reverse("releases:texts", args=[release.pk, "uk"])
        assert self.client_of(roles.translators("ru")).get(address).status_code == 403
        assert self.client_of(roles.translators("ru")).post(address).status_code == 403


def test_what_readers_have_is_not_given_out_as_a_draft(home: Page, publisher: User) -> None:
    page = ContentPageFactory(parent=home)
    with pytest.raises(SourceNotPublicError):
        translation_drafts.start_ahead(page.save_revision(), locale("uk"), user=publisher)


class TestUrgent:
    """Polish first, and a notice on what is behind."""

    def states(self, page: Page) -> dict[str, tuple[str, bool]]:
        found = TranslationState.objects.filter(translation_key=page.translation_key)
        return {
            state.locale.language_code: (state.status, state.urgent)
            for state in found.select_related("locale")
        }

    def changed(self, home: Page) -> Page:
        page = ContentPageFactory(parent=home, title="Dom")
        for code in ("en", "uk"):
            publish_in(page, code)
        page = fresh(page)
        page.title = "Zamknięte"
        page.save_revision()
        return page

    def client_of(self, user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    def test_polish_is_live_and_the_others_say_so(self, home: Page, publisher: User) -> None:
        page = self.changed(home)
        address = reverse("releases:urgent", args=[page.pk])
        client = self.client_of(publisher)
        assert client.get(address).status_code == 200
        assert client.post(address, urgently(page)).status_code == 302
        assert fresh(page).title == "Zamknięte"
        assert self.states(page) == {"en": ("behind", True), "uk": ("behind", True)}
        document = client.get(f"/api/v2/pages/{page.pk}/").json()
        urgent = {code: each["urgent"] for code, each in document["meta"]["translations"].items()}
        assert urgent == {"pl": False, "en": True, "ru": False, "uk": True}

    def test_the_notice_goes_when_the_translation_comes(self, home: Page, publisher: User) -> None:
        page = self.changed(home)
        url = reverse("releases:urgent", args=[page.pk])
        self.client_of(publisher).post(url, urgently(page))
        publish_in(page, "uk")
        assert self.states(page) == {"en": ("behind", True), "uk": ("current", False)}
        edit(page, title="Otwarte")
        assert self.states(page) == {"en": ("behind", True), "uk": ("behind", False)}

    def test_an_author_may_not(self, home: Page) -> None:
        page = self.changed(home)
        author = self.client_of(UserFactory(role=roles.AUTHORS))
        url = reverse("releases:urgent", args=[page.pk])
        assert author.post(url, urgently(page)).status_code == 403
        assert fresh(page).title == "Dom"


class TestPages:
    """Releases in the admin."""

    @pytest.fixture
    def client(self, publisher: User) -> Client:
        client = Client(headers={"Accept-Language": "en"})
        client.force_login(publisher)
        return client

    def test_a_release_by_the_form(self, home: Page, client: Client) -> None:
        page = prepared(ContentPageFactory(parent=home))
        address = f"{reverse('releases:add')}?page={page.pk}"
        assert client.get(address).status_code == 200
        chosen = [locale(code).pk for code in TARGETS]
        answer = client.post(address, {"locales": chosen, "go_live_at": ""})
        release = Release.objects.get()
        assert answer["Location"] == reverse("releases:detail", args=[release.pk])
        assert client.get(answer["Location"]).status_code == 200
        run_due()
        assert live(page) == ["en", "pl", "ru", "uk"]
        for name, args in (("detail", [release.pk]), ("index", [])):
            assert client.get(reverse(f"releases:{name}", args=args)).status_code == 200

    def test_what_is_missing_is_told_on_the_form(self, home: Page, client: Client) -> None:
        page = prepared(ContentPageFactory(parent=home), "en")
        address = f"{reverse('releases:add')}?page={page.pk}"
        answer = client.post(address, {"locales": [locale("uk").pk], "go_live_at": ""})
        assert answer.status_code == 409
        refused = answer.context["refused"]
        assert [(row["name"], len(row["missing"])) for row in refused] == [("Українська", 1)]
        assert not Release.objects.exists()

    def test_a_time_is_warsaws(self, home: Page, client: Client) -> None:
        page = prepared(ContentPageFactory(parent=home))
        address = f"{reverse('releases:add')}?page={page.pk}"
        client.post(address, {"locales": [], "go_live_at": "2099-07-01 09:00"})
        assert Release.objects.get().go_live_at.isoformat() == "2099-07-01T07:00:00+00:00"

    def test_a_time_that_has_passed_is_refused(self, home: Page, client: Client) -> None:
        page = prepared(ContentPageFactory(parent=home))
        answer = client.post(
            f"{reverse('releases:add')}?page={page.pk}", {"go_live_at": "2001-07-01 09:00"}
        )
        assert list(answer.context["form"].errors) == ["go_live_at"]

    def test_cancel_and_release_now_by_the_buttons(
        self, home: Page, client: Client, publisher: User
    ) -> None:
        page = prepared(ContentPageFactory(parent=home))
        at = timezone.now() + timedelta(hours=1)
        first, second = (
            lifecycle.plan([page], targets("uk"), user=publisher, at=at) for _n in range(2)
        )
        press(client, "cancel", first)
        press(client, "run_now", second)
        run_due()
        assert list(Release.objects.order_by("pk").values_list("state", flat=True)) == [
            "cancelled",
            "done",
        ]
        assert live(page) == ["pl", "uk"]

    @pytest.mark.parametrize("role", [roles.AUTHORS, roles.translators("uk")])
    def test_others_are_refused(self, home: Page, publisher: User, role: str) -> None:
        page = prepared(ContentPageFactory(parent=home))
        at = timezone.now() + timedelta(hours=1)
        release = lifecycle.plan([page], targets("uk"), user=publisher, at=at)
        other = Client()
        other.force_login(UserFactory(role=role))
        for name in ("cancel", "run_now", "prepare"):
            assert other.post(reverse(f"releases:{name}", args=[release.pk])).status_code == 403
        assert other.get(f"{reverse('releases:add')}?page={page.pk}").status_code == 403
        release.refresh_from_db()
        assert release.state == "planned"


def test_who_may_publish_a_part_of_it_does_not_manage_it(home: Page, publisher: User) -> None:
    one, other = ContentPageFactory(parent=home), ContentPageFactory(parent=home)
    at = timezone.now() + timedelta(hours=1)
    group, user = Group.objects.create(name="Jedna strona"), UserFactory()
    user.groups.add(group)
    right = Permission.objects.get(codename="publish_page")
    GroupPagePermission.objects.create(group=group, page=one, permission=right)
    user = User.objects.get(pk=user.pk)
    assert lifecycle.may_manage(lifecycle.plan([one], [], user=publisher, at=at), user)
    both = lifecycle.plan([one, other], [], user=publisher, at=at)
    assert not lifecycle.may_manage(both, user)
    assert lifecycle.may_manage(both, publisher)
