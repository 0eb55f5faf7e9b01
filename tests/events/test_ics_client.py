"""The feed as a real client shows it: khal reads what the API says, through changes and clocks."""

import subprocess
import sys
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from events.domain import occurrences
from events.models import Group
from tests.factories.events import ActivityPageFactory, add_series, open_group

pytestmark = pytest.mark.django_db
WARSAW = ZoneInfo("Europe/Warsaw")
KHAL = Path(sys.executable).with_name("khal")
CONFIGURATION = """
[calendars]
[[feed]]
path = {folder}
[locale]
local_timezone = Europe/Warsaw
default_timezone = Europe/Warsaw
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal.db
"""


@pytest.fixture
def group() -> Group:
    """Mondays at 17:30 around both changes of the clocks in 2027."""
    group = open_group(ActivityPageFactory(title="Kurs", slug="kurs"), name="A")
    for first in (date(2027, 3, 22), date(2027, 10, 25)):
        rule = "FREQ=WEEKLY;COUNT=3"
        add_series(group, first, time(17, 30), rule=rule, skips_public_holidays=False)
    return group


def shown_by_khal(client: Client, group: Group, folder: Path) -> list[str]:
    """Return what khal lists: day, hour and status of each event of 2027."""
    folder.mkdir()
    feed = client.get("/api/v2/activities.ics", {"activity": group.activity_id})
    for number, event in enumerate(feed.content.decode().split("BEGIN:VEVENT")[1:]):
        head = feed.content.decode().split("BEGIN:VEVENT")[0]
        text = f"{head}BEGIN:VEVENT{event.split('END:VEVENT')[0]}END:VEVENT\r\nEND:VCALENDAR\r\n"
        (folder / f"{number}.ics").write_text(text)
    (folder / "config").write_text(CONFIGURATION.format(folder=folder))
    command = [KHAL, "-c", folder / "config", "list", "--day-format", "", "--format"]
    form = "{start-date} {start-time} {status}"
    done = subprocess.run(
        [*command, form, "2027-01-01", "365d"], capture_output=True, text=True, check=True
    )
    return sorted(" ".join(line.split()) for line in done.stdout.splitlines() if line.strip())


def said_by_the_api(client: Client, group: Group) -> list[str]:
    found = client.get(f"/api/v2/activities/{group.activity_id}/").json()
    words = {"planned": "CONFIRMED", "moved": "CONFIRMED", "cancelled": "CANCELLED"}
    return sorted(
        f"{datetime.fromisoformat(one['starts_at']).astimezone(WARSAW):%Y-%m-%d %H:%M} "
        f"{words[one['state']]}"
        for one in found["groups"][0]["dates"]
    )


def test_a_real_client_shows_what_the_page_shows(
    client: Client, group: Group, tmp_path: Path
) -> None:
    before = shown_by_khal(client, group, tmp_path / "before")
    assert before == said_by_the_api(client, group)
    assert [line[11:16] for line in before] == ["17:30"] * 6
    off, moved = list(group.occurrences.order_by("starts_at"))[1:3]
    occurrences.cancel_date(off.pk, by=None)
    later = moved.starts_at.replace(hour=18)
    occurrences.move_date(moved.pk, later, later.replace(hour=19), by=None)
    after = shown_by_khal(client, group, tmp_path / "after")
    assert after == said_by_the_api(client, group)
    assert after[1:3] == ["2027-03-29 17:30 CANCELLED", "2027-04-05 20:30 CONFIRMED"]


def test_a_cancelled_date_keeps_its_uid_with_a_higher_sequence(
    client: Client, group: Group
) -> None:
    first = group.occurrences.order_by("starts_at").first()
    assert first is not None
    query = {"date": str(first.uid), "locale": "uk"}
    before = client.get("/api/v2/activities.ics", query).content.decode()
    occurrences.cancel_date(first.pk, by=None)
    after = client.get("/api/v2/activities.ics", query).content.decode()
    assert f"UID:{first.uid}@" in before
    assert f"UID:{first.uid}@" in after
    assert _marks(before) == ("SEQUENCE:0", "STATUS:CONFIRMED")
    assert _marks(after) == ("SEQUENCE:1", "STATUS:CANCELLED")


def _marks(text: str) -> tuple[str, ...]:
    lines = text.splitlines()
    return tuple(
        next(line for line in lines if line.startswith(name)) for name in ("SEQUENCE", "STATUS")
    )
