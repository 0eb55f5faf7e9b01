"""One restore drill, in a process of its own on a database of its own; prints what it found.

Run as ``python -m tests.project.backup.drill FOLDER`` with DATABASE_URL and VAR_DIR set, on a
database that has been set up. The steps are those of an operator.
"""

import json
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from cms.background import outbox
from cms.background.jobs import runner
from cms.background.jobs.models import Job
from cms.background.models import Letter, LetterHold
from cms.background.outbox import delivery_hold
from cms.cases.domain import files, personal_data
from cms.cases.models import Case
from cms.content.stories.domain import withdrawal
from cms.content.stories.models import Consent, StoryPage
from cms.core import content_version
from cms.core.erasure_ledger import STORAGE as LEDGER
from cms.project.backup.archive import names_in
from cms.project.backup.databases import the_database
from cms.users.models import User
from tests.cases import file_samples
from tests.factories import ContentPageFactory, ImageFactory, UserFactory
from tests.factories.cases import new_case
from tests.factories.stories import StoryPageFactory


@outbox.letter("tests.drill")
def composed(subject_id: str) -> outbox.Mail:
    """Return a letter to nobody who exists."""
    address = f"{subject_id}@example.org"
    return outbox.Mail(to=address, language="pl", subject="Próba", paragraphs=["Treść"])


def main(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = {}
    call_command("setup")
    picture = ImageFactory(title="Portret")
    told = StoryPageFactory(title="Wycofana", portrait=picture, portrait_alt="Kobieta")
    StoryPageFactory(title="Zostaje")
    portrait = picture.get_rendition("fill-90x90").file.name
    case = new_case(email="Anna.Nowak@Example.org")
    paper = files.take(file_samples.upload(file_samples.PDF), case=case).content.name
    plan = default_storage.save("documents/plan.txt", ContentFile(b"Plan"))
    leaving = UserFactory(username="odchodzi", first_name="Ewa", email="ewa@example.org")
    outbox.post("tests.drill", subject_id="przed")
    version = content_version.read()
    archive = folder / "site.tar"
    call_command("backup", str(archive))

    consent = Consent.objects.filter(translation_key=told.translation_key, kind="data").first()
    withdrawal.withdraw(consent, user=UserFactory(administrator=True))
    personal_data.erase(" anna.nowak@example.org", UserFactory(administrator=True))
    successor = UserFactory(username="po-kopii")
    leaving.close(successor=successor)
    ContentPageFactory(title="Po kopii")
    default_storage.delete(picture.file.name)
    default_storage.delete(plan)

    found["refused"] = refusal(archive)
    found["damaged"] = damaged(archive, folder)
    stood = standing()
    found["unknown"] = refused_by_the_ledger(archive)
    found["untouched by it"] = standing() == stood
    found["no place"] = refused_by_the_storage(archive, picture.file.name)
    found["untouched by that"] = standing() == stood
    found["untouched"] = titles("Po kopii")
    connection.close()
    call_command("restore", str(archive), replace=True, stdout=StringIO())

    found["live"] = sorted(StoryPage.objects.live().values_list("title", flat=True))
    found["after the copy"] = titles("Po kopii")
    found["person"] = Case.objects.filter(pk=case.pk).values_list("email", "contact_name").get()
    account = User.objects.get(pk=leaving.pk)
    found["account"] = [account.first_name, account.email, account.is_active]
    back = {name: default_storage.exists(name) for name in (picture.file.name, plan)}
    found["what is missing is back"] = all(back.values())
    found["what was taken away is back"] = [
        name for name in (portrait, paper) if default_storage.exists(name)
    ]
    found["version is new"] = content_version.read() > version + 1000
    found.update(held())
    return found


def refusal(archive: Path) -> str:
    """Return why a restore over a site is refused."""
    try:
        call_command("restore", str(archive))
    except CommandError as error:
        return str(error)
    return ""


def standing() -> tuple[list[str], bool, list[tuple[str, str]]]:
    """Return the names of all files, whether a second database is there, and the users."""
    users = User.objects.order_by("pk").values_list("username", "first_name")
    return sorted(names_in(default_storage)), is_staged(), list(users)


def is_staged() -> bool:
    staging = the_database().staging
    if connection.vendor == "sqlite":
        return Path(staging).exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [staging])
        return cursor.fetchone() is not None


def refused_by_the_ledger(archive: Path) -> str:
    """Return what is said when another version has written into the ledger."""
    entry = {"kind": "of.another.version", "at": timezone.now().isoformat(), "facts": {}}
    content = ContentFile(json.dumps(entry).encode())
    name = storages[LEDGER].save(f"{timezone.now():%Y%m%dT%H%M%S%fZ}-0.json", content)
    try:
        call_command("restore", str(archive), replace=True)
    except CommandError as error:
        return str(error)
    finally:
        storages[LEDGER].delete(name)
    return ""


def refused_by_the_storage(archive: Path, picture: str) -> str:
    """Return what is said when a file is where the folder of pictures should be."""
    folder = Path(default_storage.path(picture)).parent
    folder.rename(folder.with_suffix(".aside"))
    folder.touch()
    try:
        call_command("restore", str(archive), replace=True)
    except CommandError as error:
        return str(error).split(":")[0]
    finally:
        folder.unlink()
        folder.with_suffix(".aside").rename(folder)
    return ""


def damaged(archive: Path, folder: Path) -> str:
    """Return why an archive with one byte changed is refused."""
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 0xFF
    copy = folder / "damaged.tar"
    copy.write_bytes(content)
    try:
        call_command("restore", str(copy), replace=True)
    except CommandError as error:
        return str(error).split(":")[0]
    return ""


def titles(title: str) -> int:
    from wagtail.models import Page

    return Page.objects.filter(title=title).count()


def held() -> dict[str, Any]:
    """Return what became of letters from before and after the copy, held and then released."""
    outbox.post("tests.drill", subject_id="po")
    work()
    waiting = states()
    tried = delivery_hold.release(drop_uncertain=True)
    work()
    return {
        "held": waiting,
        "tried again": tried,
        "released": states(),
        "holds": LetterHold.objects.count(),
    }


def work() -> None:
    """Run the jobs that send letters, as a worker does."""
    for job in Job.objects.filter(name="core.send_letter"):
        runner.run(str(job.pk))


def states() -> list[str]:
    letter = {one.subject_id: one.state for one in Letter.objects.filter(kind="tests.drill")}
    return [letter["przed"], letter["po"]]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]))))
