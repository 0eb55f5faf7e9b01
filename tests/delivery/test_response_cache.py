"""Answers in memory in front of Django: fast, never stale, the same for everybody."""

import io
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect

from cms.core import content_version
from cms.core.content_version import current_version
from cms.core.content_version.shared_state import MAX_AGE
from cms.delivery.response_cache import Entry, ResponseCache, key_of, size
from tests.factories import ContentPageFactory

Answer = tuple[str, dict[str, str], bytes]


class Counted:
    """Django, counting how often it is asked."""

    def __init__(self) -> None:
        self.calls = 0
        self._handler = WSGIHandler()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        self.calls += 1
        return self._handler(environ, start_response)


class Overtaken(Counted):
    """Django, while something happens between its first answer and what is kept of it."""

    def __init__(self) -> None:
        super().__init__()
        self.meanwhile: list[Any] = []

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        answer = super().__call__(environ, start_response)
        while self.meanwhile:
            self.meanwhile.pop()()
        return answer


@pytest.fixture
def django() -> Counted:
    return Counted()


@pytest.fixture
def cache(django: Counted) -> ResponseCache:
    return ResponseCache(django)


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Forget the version that another test has left in memory."""
    content_version.forget()
    yield
    content_version.forget()


def environ(path: str, **extra: str) -> dict[str, Any]:
    path, _mark, query = path.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": f"/api/v2/{path}",
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "wsgi.input": io.BytesIO(),
        "wsgi.url_scheme": "http",
        **extra,
    }


def ask(application: Any, path: str, **extra: str) -> Answer:
    started: list[Any] = []
    answer = application(
        environ(path, **extra), lambda status, headers, *_rest: started.extend([status, headers])
    )
    body = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    return started[0], dict(started[1]), body


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
class TestAnswers:
    def test_second_answer_is_the_same_without_django(
        self, cache: ResponseCache, django: Counted
    ) -> None:
        page = ContentPageFactory()
        first = ask(cache, f"pages/{page.pk}/")
        with CaptureQueriesContext(connection) as queries:
            second = ask(cache, f"pages/{page.pk}/")
        assert second == first
        # The version is asked for again whenever 100 ms have gone by, on a busy machine at once.
        rest = [each for each in queries if "core_contentversion" not in each["sql"]]
        assert (django.calls, rest) == (1, [])

    def test_client_that_has_it_gets_304_from_memory(
        self, cache: ResponseCache, django: Counted
    ) -> None:
        page = ContentPageFactory()
        _status, headers, _body = ask(cache, f"pages/{page.pk}/")
        answer = ask(cache, f"pages/{page.pk}/", HTTP_IF_NONE_MATCH=headers["ETag"])
        kept = {name: headers[name] for name in ("ETag", "Cache-Control", "X-Content-Version")}
        assert (answer[0], answer[2], django.calls) == ("304 Not Modified", b"", 1)
        assert {name: answer[1][name] for name in kept} == kept
        assert "Content-Length" not in answer[1]

    def test_own_publication_shows_in_the_next_answer(
        self, cache: ResponseCache, django: Counted
    ) -> None:
        page = ContentPageFactory(title="Stary")
        ask(cache, f"pages/{page.pk}/")
        page.title = "Nowy"
        page.save_revision().publish()
        assert b'"title":"Nowy"' in ask(cache, f"pages/{page.pk}/")[2]
        assert django.calls == 2

    def test_an_answer_that_was_overtaken_is_not_kept(self) -> None:
        django = Overtaken()
        cache = ResponseCache(django)
        page, other = ContentPageFactory(title="Stary"), ContentPageFactory()

        def publish_and_read_elsewhere() -> None:
            page.title = "Nowy"
            page.save_revision().publish()
            ask(cache, f"pages/{other.pk}/")

        django.meanwhile.append(publish_and_read_elsewhere)
        assert b'"title":"Stary"' in ask(cache, f"pages/{page.pk}/")[2]
        assert b'"title":"Nowy"' in ask(cache, f"pages/{page.pk}/")[2]

    def test_a_publication_on_another_machine_shows_after_100_ms_at_most(
        self, cache: ResponseCache
    ) -> None:
        page = ContentPageFactory(title="Stary")
        ask(cache, f"pages/{page.pk}/")
        note = current_version.board().read()
        type(page).objects.filter(pk=page.pk).update(title="Nowy")
        current_version.board().write(note)  # As on a machine that did not commit it.
        time.sleep(MAX_AGE)
        assert b'"title":"Nowy"' in ask(cache, f"pages/{page.pk}/")[2]

    def test_answer_computed_before_a_publication_is_not_kept_for_the_version_after(
        self, django: Counted
    ) -> None:
        page = ContentPageFactory(title="Stary")

        def slow(environ: dict[str, Any], start_response: Any) -> Any:
            answer = django(environ, start_response)
            if django.calls == 1:
                type(page).objects.filter(pk=page.pk).update(title="Nowy")
            return answer

        cache = ResponseCache(slow)
        assert b'"title":"Stary"' in ask(cache, f"pages/{page.pk}/")[2]
        assert b'"title":"Nowy"' in ask(cache, f"pages/{page.pk}/")[2]

    @pytest.mark.parametrize(
        "path", ["pages/?search=praca", "pages/?order=random", "preview/?token=x", "pages/999/"]
    )
    def test_what_does_not_follow_from_the_content_is_not_kept(
        self, cache: ResponseCache, django: Counted, path: str
    ) -> None:
        ContentPageFactory()
        ask(cache, path)
        ask(cache, path)
        assert django.calls == 2

    def test_host_and_cookies_have_no_part_in_it(
        self, cache: ResponseCache, django: Counted
    ) -> None:
        page = ContentPageFactory()
        first = ask(cache, f"pages/{page.pk}/", HTTP_HOST="127.0.0.1", HTTP_COOKIE="sessionid=1")
        second = ask(
            cache,
            f"pages/{page.pk}/",
            HTTP_HOST="evil.example",
            HTTP_X_FORWARDED_HOST="evil.example",
        )
        assert (second, django.calls) == (first, 1)
        assert b"evil" not in first[2]

    def test_one_query_in_another_order_is_the_same_address(
        self, cache: ResponseCache, django: Counted
    ) -> None:
        ask(cache, "pages/?limit=1&offset=0")
        ask(cache, "pages/?offset=0&limit=1&_=123")
        ask(cache, "pages/?offset=0&limit=1&format=json", HTTP_ACCEPT="text/html")
        assert django.calls == 1

    @pytest.mark.parametrize(
        "path", ["pages/{}/?x={}", "redirects/{}/?x={}", "openapi.json?id={}&x={}"]
    )
    def test_parameters_that_are_passed_over_leave_nothing_in_memory(
        self, cache: ResponseCache, path: str
    ) -> None:
        redirect = Redirect.objects.create(old_path="/a", redirect_link="/pl/")
        pk = redirect.pk if path.startswith("redirects") else ContentPageFactory().pk
        for number in range(3):
            assert ask(cache, path.format(pk, number))[0] == "200 OK"
        assert len(cache._entries) == 0

    def test_a_format_that_is_refused_is_not_answered_from_memory(
        self, cache: ResponseCache
    ) -> None:
        ask(cache, "pages/?limit=1")
        assert ask(cache, "pages/?limit=1&format=xml")[0] == "400 Bad Request"

    def test_versions_of_other_changes_empty_it(self, cache: ResponseCache) -> None:
        ask(cache, "content-version/")
        Redirect.objects.create(old_path="/a", redirect_link="/pl/")
        ask(cache, "content-version/")
        assert len(cache._entries) == 1


@pytest.mark.parametrize(
    "extra",
    [
        {"REQUEST_METHOD": "POST"},
        {"REQUEST_METHOD": "HEAD"},
        {"PATH_INFO": "/admin/"},
        {"QUERY_STRING": "html_path=/uk/ж/".encode().decode("latin-1")},
        {"QUERY_STRING": "a=" + "x" * 2_000},
        {"QUERY_STRING": "&".join(f"a{number}=" for number in range(30))},
    ],
)
def test_these_requests_go_to_django(extra: dict[str, str]) -> None:
    assert key_of(environ("pages/") | extra) is None


def test_https_and_http_are_kept_apart() -> None:
    assert key_of(environ("pages/")) != key_of(environ("pages/", HTTP_X_FORWARDED_PROTO="https"))


def test_least_recently_used_goes_first(cache: ResponseCache) -> None:
    entry = Entry('"e"', [], b"x" * 100)
    cache = ResponseCache(WSGIHandler(), max_bytes=2 * size(entry))
    keys = [(f"/{number}", False, ()) for number in range(3)]
    for key in keys[:2]:
        cache._put(key, -1, entry)
    assert cache._get(keys[0], -1) == entry
    cache._put(keys[2], -1, entry)
    assert [cache._get(key, -1) for key in keys] == [entry, None, entry]
