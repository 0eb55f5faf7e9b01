"""The images and the compose file: what they promise that no linter asks for."""

import re
from fnmatch import fnmatch

from cms.project.launcher.paths import ROOT
from tests.architecture.repository import known_files
from tests.image.compose import command, services

DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE = (ROOT / "compose.yaml").read_text()
VARIABLE = re.compile(r"\$\{(\w+)(:[?-][^}]*)?\}")
# What a site may leave out; everything else must be said, above all secrets.
OPTIONAL = {
    "SENTRY_DSN": ":-",
    "SECURITY_CONTACT": ":-",
    "STORAGE_URL": ":-",
    "ERASURE_LEDGER_URL": ":-",
    "FRONTEND_URLS": ":-http://frontend:4321",
    "FRONTEND_UPSTREAMS": ":-frontend:4321",
    "FRONTEND_CACHE_MB": ":-64",
    "PAGES_MB": ":-256",
    "WEB_UPSTREAMS": ":-web:8000",
    "CMS_DIRECT_URL": ":-http://web:8000",
    "IMAGE_ORIGINS": ":-",
    "REVALIDATE_POLL_SECONDS": ":-5",
    "NOTICES_DIGEST_AT": ":-07:00",
    "REVIEW_AFTER_DAYS": ":-180",
    "CASE_REFERENCE_PREFIX": ":-WS",
    "CASES_AN_HOUR": ":-60",
    "SIGN_UPS_AN_HOUR": ":-60",
    "CASE_CONTACT_DAYS": ":-180",
    "CASE_TEXT_DAYS": ":-365",
    "CASE_IDLE_DAYS": ":-365",
    "CONTACT_EMAIL": ":-",
    "CONTACT_PHONE": ":-",
    "REQUEST_DRAFT_DAYS": ":-30",
    "ACTIVITY_PERSONAL_DATA_DAYS": ":-90",
    "FEEDBACK_COMMENT_DAYS": ":-365",
    "CLAMAV_URL": ":-",
    "WORKER_STALE_SECONDS": ":-20",
    "LOG_LEVEL": ":-INFO",
    "DEEPL_AUTH_KEY": ":-",
    "DEEPL_URL": ":-",
    "LIBRETRANSLATE_URL": ":-",
    "LIBRETRANSLATE_API_KEY": ":-",
}
NEW_SYNTAX = re.compile(r"<<|COPY.*--(?:link|exclude)|RUN.*--mount|# syntax")


def stages() -> dict[str, str]:
    """Return each stage's text by its name."""
    parts = re.split(r"^FROM (\S+) AS (\S+)$", DOCKERFILE, flags=re.MULTILINE)
    return dict(zip(parts[2::3], parts[3::3], strict=True))


def test_the_images_need_no_newer_builder_than_debian_has() -> None:
    assert NEW_SYNTAX.findall(DOCKERFILE) == []


def test_both_images_run_without_root_and_say_how_they_are() -> None:
    for name in ("cms", "frontend"):
        stage = stages()[name]
        assert stage.rindex("USER 10001:10001") < stage.rindex("HEALTHCHECK") < stage.rindex("CMD")


def test_the_last_stages_run_nothing_and_take_only_results() -> None:
    for name in ("cms", "frontend"):
        lines = stages()[name].splitlines()
        assert [line for line in lines if line.startswith("RUN")] == []
        assert [
            line for line in lines if line.startswith(("COPY", "ADD")) and "--from" not in line
        ] == []
    assert "apt-get" not in stages()["runtime"]


def test_packages_come_by_hash_from_the_lock() -> None:
    assert re.search(
        r"--require-hashes --requirement pyproject.toml --constraint requirements.lock",
        stages()["packages"],
    )


def test_compose_starts_all_of_it() -> None:
    assert set(services()) == {"database", "redis", "prepare", "web", "worker", "frontend", "caddy"}
    keeps = {name: service.get("volumes", []) for name, service in services().items()}
    assert keeps["database"] == ["database:/var/lib/postgresql/data"]
    files = ["media:/var/lib/cms/media", "erasure-ledger:/var/lib/cms/erasure-ledger"]
    assert keeps["web"] == keeps["worker"] == files


def test_images_and_compose_start_web_and_frontend_alike() -> None:
    for stage, service in (("cms", "web"), ("frontend", "frontend")):
        words = re.findall(r'"([^"]+)"', stages()[stage].rsplit("\nCMD ", 1)[1])
        assert words == command(service)


def test_nothing_that_must_be_said_has_a_default() -> None:
    found = {name: rule for name, rule in VARIABLE.findall(COMPOSE) if rule != ":?"}
    assert found == OPTIONAL
    secrets = {"SECRET_KEY", "REVALIDATE_SECRET", "POSTGRES_PASSWORD", "REDIS_PASSWORD"}
    assert secrets <= {name for name, _rule in VARIABLE.findall(COMPOSE)}


def test_only_who_counts_reaches_redis_and_by_a_password() -> None:
    networks = {name: service.get("networks", []) for name, service in services().items()}
    reach = {name for name, known in networks.items() if "counts" in known}
    assert reach == {"redis", "prepare", "web", "worker"}
    assert networks["redis"] == ["counts"]
    assert "requirepass" in command("redis")[-1]
    assert "://:${REDIS_PASSWORD:?}@" in services()["web"]["environment"]["REDIS_URL"]


def test_the_proxy_replaces_what_visitors_claim() -> None:
    caddy = (ROOT / "deploy" / "Caddyfile").read_text()
    assert "header_up X-Forwarded-For {remote_host}" in caddy
    assert "header_up X-Forwarded-Proto {scheme}" in caddy
    assert caddy.count("reverse_proxy") == caddy.count("import from_here") == 2
    assert "trusted_proxies" not in caddy


def test_everything_the_images_copy_is_sent_to_the_builder() -> None:
    ignore = (ROOT / ".dockerignore").read_text().splitlines()
    sent = {line[1:] for line in ignore if line.startswith("!")}
    own = [
        word
        for line in DOCKERFILE.splitlines()
        if line.startswith("COPY") and "--from" not in line
        for word in line.split()[1:-1]
    ]
    assert ignore[1] == "*"
    assert {word.split("/")[0] for word in own} == sent
    hidden = [line for line in ignore if line.startswith("**/")]
    assert not [path for path in known_files() for rule in hidden if fnmatch(str(path), rule)]


def test_the_proxy_has_memory_for_several_of_the_largest_bodies_and_an_end() -> None:
    """It keeps bodies in memory and knows no limit for all of them together."""
    caddy = services()["caddy"]
    assert caddy["mem_limit"] == caddy["memswap_limit"] == "1g"
    (largest,) = re.findall(r"request_buffers (\d+)MB", (ROOT / "deploy/Caddyfile").read_text())
    said = re.sub(r"\s+", " ", (ROOT / "README.md").read_text())
    assert f"up to {largest} MB each" in said
    assert "1 GB, nine of the largest at once" in said
    assert 1000 // int(largest) == 9
