"""Other packages' tasks become jobs that carry references, and run from them."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django_tasks import task_backends
from django_tasks.base import TaskResultStatus
from django_tasks.exceptions import InvalidTaskError
from wagtail.contrib.frontend_cache.tasks import purge_urls_from_cache_task
from wagtail.images.tasks import set_image_focal_point_task
from wagtail.models import Locale, Page, ReferenceIndex
from wagtail.tasks import delete_file_from_storage_task, update_reference_index_task
from wagtail_localize.operations import translate_page_subtree
from wagtail_localize.synctree import PageIndex, synchronize_tree
from wagtail_localize.tasks import background

from cms.background.jobs import tasks
from cms.background.jobs.bridges import object_references
from cms.background.jobs.enums import Effect, Status
from cms.background.jobs.models import Job
from cms.background.jobs.payload import PayloadError
from cms.background.jobs.registry import handler
from cms.background.jobs.runner import run_due
from tests.factories.images import ImageFactory
from tests.factories.users import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture(autouse=True)
def nothing_waits(db: None) -> None:
    Job.objects.all().delete()


def waiting(name: str) -> list[dict]:
    return list(Job.objects.filter(name=name).order_by("created_at").values_list("args", flat=True))


def test_saving_adds_one_job_a_task_and_both_indexes_are_kept_up() -> None:
    home = Page.objects.filter(depth=2).first().specific
    home.hero_image, home.hero_alt = ImageFactory(), "Red"
    ReferenceIndex.objects.all().delete()
    Job.objects.all().delete()
    home.save()
    home.save()
    args = ["pages", "homepage", str(home.pk)]
    assert waiting("jobs.task") == [
        {"task": "modelsearch.tasks.insert_or_update_object_task", "args": args, "kwargs": {}},
        {"task": "wagtail.tasks.update_reference_index_task", "args": args, "kwargs": {}},
    ]
    run_due()
    assert {job.status for job in Job.objects.filter(name="jobs.task")} == {Status.DONE}
    found = ReferenceIndex.get_references_for_object(home).values_list("model_path", flat=True)
    assert list(found) == ["hero_image"]


def test_a_task_for_an_object_that_is_gone_is_done() -> None:
    update_reference_index_task.enqueue("users", "user", "999999")
    run_due()
    assert Job.objects.get(name="jobs.task").status == Status.DONE


def test_a_storage_is_passed_by_its_alias_never_with_its_settings(tmp_path: Path) -> None:
    name = default_storage.save("to delete.txt", ContentFile(b"x"))
    result = delete_file_from_storage_task.enqueue(default_storage.deconstruct(), name)
    assert waiting("jobs.task")[0]["args"] == [{"__storage__": "default"}, name]
    assert (result.status, result.id) == (TaskResultStatus.READY, str(Job.objects.get().pk))
    run_due()
    assert not default_storage.exists(name)


def test_every_task_of_wagtail_is_taken() -> None:
    set_image_focal_point_task.enqueue("wagtailimages", "image", "1")
    purge_urls_from_cache_task.enqueue(["https://example.org/pl/"], None, None)
    run_due()
    assert [job.status for job in Job.objects.all()] == [Status.DONE, Status.DONE]


def test_what_a_job_cannot_carry_is_refused() -> None:
    with pytest.raises(PayloadError):
        purge_urls_from_cache_task.enqueue([object()])
    with pytest.raises(PayloadError, match="unsaved"):
        background.enqueue(synchronize_tree, [Locale(), Locale()], {})
    with pytest.raises(InvalidTaskError, match="no context"):
        task_backends["default"].task_class(func=with_context, takes_context=True)


def with_context(context: object) -> None:
    """Ask for what a job does not give."""


def test_a_subtree_is_translated_from_ids_and_no_account_stands_in_the_job() -> None:
    user = UserFactory(administrator=True)
    home = Page.objects.get(depth=2, locale__language_code="pl")
    locales = list(Locale.objects.filter(language_code__in=["en", "uk"]).order_by("pk"))
    background.enqueue(translate_page_subtree, [home.pk, locales, Components([]), user], {})
    assert waiting("jobs.localize") == [
        {
            "function": "wagtail_localize.operations.translate_page_subtree",
            "args": [
                home.pk,
                [{"__model__": "wagtailcore.locale", "pk": locale.pk} for locale in locales],
                None,
                {"__model__": "users.user", "pk": user.pk},
            ],
            "kwargs": {},
        }
    ]
    decoded = object_references.decode(waiting("jobs.localize")[0]["args"])
    assert decoded == [home.pk, locales, None, user]
    run_due()
    assert Job.objects.get(name="jobs.localize").status == Status.DONE


def test_forms_of_components_cannot_be_passed() -> None:
    with pytest.raises(PayloadError, match="not Components"):
        background.enqueue(translate_page_subtree, [1, [], Components([object()]), None], {})


class Components:
    """Stands for wagtail-localize's manager of forms."""

    def __init__(self, components: list[object]) -> None:
        self.components = components


def test_trees_are_synchronised_without_the_index_that_saves_time() -> None:
    polish, english = (Locale.objects.get(language_code=code) for code in ("pl", "en"))
    index = PageIndex.from_database()
    background.enqueue(synchronize_tree, args=[polish, english], kwargs={"page_index": index})
    assert waiting("jobs.localize")[0]["kwargs"] == {}
    run_due()
    assert Job.objects.get(name="jobs.localize").status == Status.DONE


def test_a_job_runs_nothing_but_tasks() -> None:
    with pytest.raises(TypeError, match="is not a task"):
        tasks.run_task(task="os.getcwd", args=[], kwargs={}, job_key="")
    with pytest.raises(TypeError, match="is not wagtail-localize"):
        tasks.run_localize(function="os.getcwd", args=[], kwargs={}, job_key="")
    assert handler("jobs.task").effect is Effect.OUTSIDE
