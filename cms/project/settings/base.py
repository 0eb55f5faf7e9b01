"""Settings shared by every environment.

Each value that differs between deployments is read from the environment (12-factor); README lists
them all, and ``tests/architecture/test_settings_documented.py`` keeps that list complete.
"""

from datetime import time, timedelta
from pathlib import Path
from typing import Any

import environ

from cms.core.time_zone import WARSAW
from cms.project.storage import ledger_storage_for, storage_for

from .logging import *

BASE_DIR = Path(__file__).resolve().parents[3]
env = environ.Env()
# Everything the CMS writes when no other place is configured: database, files, mail, logs.
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))
# What the processes of this machine share while they run; None: each knows it for itself.
RUN_DIR: Path | None = VAR_DIR / "run"

# --- Addresses ---------------------------------------------------------------------------------
CMS_PORT = env.int("CMS_PORT", 8000)
FRONTEND_PORT = env.int("FRONTEND_PORT", 4321)
SITE_URL = env.str("SITE_URL", f"http://127.0.0.1:{FRONTEND_PORT}").rstrip("/")
CMS_URL = env.str("CMS_URL", f"http://127.0.0.1:{CMS_PORT}").rstrip("/")
# Every frontend process that is told of a new content version; one per machine.
FRONTEND_URLS = env.list("FRONTEND_URLS", default=[SITE_URL])
WAGTAILADMIN_BASE_URL = CMS_URL
WAGTAILAPI_BASE_URL = CMS_URL

# --- Applications ------------------------------------------------------------------------------
INSTALLED_APPS = [
    "cms.project",
    "cms.demo",
    "cms.content.editorial",
    "cms.content.feedback",
    "cms.content.handbook",
    "cms.content.pages",
    "cms.content.points",
    "cms.content.practices",
    "cms.content.stories",
    "cms.translation.dashboard",
    "cms.translation.files",
    "cms.translation.review",
    "cms.translation.machines",
    "cms.translation.notifications",
    "cms.translation.releases",
    "cms.translation.editor",
    "cms.translation.base",
    "events",
    "school_support",
    "cms.cases",
    "cms.search",
    "cms.delivery",
    "cms.core",
    "cms.background",
    "cms.background.jobs",
    "cms.users",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail_headless_preview",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.api.v2",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_q",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # First, so that redirects and refusals of the others have a policy too.
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.core.middleware.AnonymousApiMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.core.middleware.EditorsLocaleMiddleware",
    "cms.core.middleware.TrailingSlashMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cms.cases.admin.idle_logout.IdleLogoutMiddleware",
    "cms.content.editorial.admin.session_expiry.KeepUnsavedInputMiddleware",
    "cms.content.editorial.admin.malformed_forms.UnreadableFormMiddleware",
    "cms.content.editorial.admin.return_address.ReturnAddressMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.translation.base.admin.permission_middleware.TranslationPermissionMiddleware",
    "axes.middleware.AxesMiddleware",
]

CSRF_FAILURE_VIEW = "cms.content.editorial.admin.session_expiry.csrf_failure"

ROOT_URLCONF = "cms.project.urls"
WSGI_APPLICATION = "cms.project.wsgi.application"
AUTH_USER_MODEL = "users.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Database ----------------------------------------------------------------------------------
DATABASE_URL = env.str("DATABASE_URL", f"sqlite:///{VAR_DIR / 'db.sqlite3'}")
DATABASES = {"default": env.db_url_config(DATABASE_URL)}
# Opening a connection costs more than most of what is asked over it, on SQLite as well.
DATABASES["default"]["CONN_MAX_AGE"] = 60
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Without these, concurrent writers fail with "database is locked"; a system check guards them.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

REDIS_URL = env.str("REDIS_URL", "")
LOCAL_CACHE = "django.core.cache.backends.locmem.LocMemCache"
CACHES: dict[str, dict[str, Any]] = {
    # Wagtail and Django use this one without a guard, so it never depends on another machine.
    "default": {"BACKEND": LOCAL_CACHE, "LOCATION": "default"},
    # Only cms.core.rate_limit uses this one, and goes on when Redis is away.
    "rate_limits": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        # A Redis that hangs must not hold a reader's request.
        "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},
    }
    if REDIS_URL
    else {
        "BACKEND": LOCAL_CACHE,
        "LOCATION": "rate_limits",
        "OPTIONS": {"MAX_ENTRIES": 10_000},  # Else a few hundred clients push out what is counted.
    },
}

# --- Languages ---------------------------------------------------------------------------------
# The source language comes first. Names stand in their own script, as a reader looks for them.
LANGUAGE_CODE = "pl"
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES = [
    ("pl", "Polski"),
    ("en", "English"),
    ("ru", "Русский"),
    ("uk", "Українська"),
]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
# The second one holds what Wagtail itself leaves untranslated.
LOCALE_PATHS = [BASE_DIR / "cms" / "locale", BASE_DIR / "cms" / "locale" / "of_wagtail"]
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
TIME_ZONE = WARSAW.key
USE_TZ = True

# --- Files -------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(VAR_DIR / "static")))
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
# Pictures and documents: below MEDIA_ROOT, or in a private bucket that all machines share.
STORAGES = {
    "default": storage_for(env.str("STORAGE_URL", "")),
    # What was erased or withdrawn, to be done again after a restore; not part of any backup.
    "erasure_ledger": ledger_storage_for(
        env.str("ERASURE_LEDGER_URL", ""), VAR_DIR / "erasure-ledger"
    ),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# --- Mail --------------------------------------------------------------------------------------
EMAIL_CONFIG = env.email_url("EMAIL_URL", default=f"filemail:///{VAR_DIR / 'mail'}")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Wspólna Sprawa <no-reply@example.org>")
EMAIL_TIMEOUT = 20  # Seconds: a mail server that hangs must not outlast the worker's patience.
# When the day's digest of notices goes out, by Warsaw's clocks.
NOTICES_DIGEST_AT = time.fromisoformat(env.str("NOTICES_DIGEST_AT", "07:00"))

# --- Wagtail -----------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Wspólna Sprawa"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "odt", "ods", "csv", "txt", "rtf", "epub"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.core.library.library_forms.DocumentForm"
# HEIC and HEIF are kept as JPEG.
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "heif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.core.library.library_forms.PictureForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []  # Downloads only: nothing opens in our origin.
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # No third party learns who edits here.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_COMMENTS_ENABLED = True
WAGTAILREDIRECTS_AUTO_CREATE = False  # cms.core.redirects does it, and says why.
WAGTAILADMIN_LOGIN_URL = "/admin/login/"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "cms.content.editorial.admin.login.EditorsPasswordResetForm"  # noqa: S105  The name of a class.
WAGTAILADMIN_USER_LOGIN_FORM = "cms.content.editorial.admin.login.EditorsLoginForm"
WAGTAIL_HEADLESS_PREVIEW = {
    "CLIENT_URLS": {"default": f"{SITE_URL}/preview"},
    "SERVE_BASE_URL": SITE_URL,
}

# --- wagtail-localize; cms.translation.base.domain.localize_patches guards the rest -------------
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True

# --- Machine translation; which machine serves which language is chosen in the admin -------------
DEEPL_AUTH_KEY = env.str("DEEPL_AUTH_KEY", "")
# Only where a gateway of your own stands in front of DeepL.
DEEPL_URL = env.str("DEEPL_URL", "").rstrip("/")
LIBRETRANSLATE_URL = env.str("LIBRETRANSLATE_URL", "").rstrip("/")
LIBRETRANSLATE_API_KEY = env.str("LIBRETRANSLATE_API_KEY", "")
# A machine that translates nothing, to try the way of a text; development turns it on.
MACHINE_TRANSLATION_DUMMY = False

# --- Feedback ------------------------------------------------------------------------------------
# What readers wrote about a page is deleted after so many days; their yes or no is kept.
SIGN_UPS_AN_HOUR = env.int("SIGN_UPS_AN_HOUR", 60)
ACTIVITY_PERSONAL_DATA_DAYS = env.int("ACTIVITY_PERSONAL_DATA_DAYS", 90)
FEEDBACK_COMMENT_DAYS = env.int("FEEDBACK_COMMENT_DAYS", 365)

# --- Cases ---------------------------------------------------------------------------------------
CASE_REFERENCE_PREFIX = env.str("CASE_REFERENCE_PREFIX", "WS")
# What people may call who cannot use a form just now; shown with the word to be patient.
# Letters about cases name it as well, with the address at which the office reads answers to them.
CONTACT_PHONE = env.str("CONTACT_PHONE", "")
CONTACT_EMAIL = env.str("CONTACT_EMAIL", "")
# How many requests, questions and messages are taken from one address in an hour.
CASES_AN_HOUR = env.int("CASES_AN_HOUR", 60)
# Personal data goes so many days after a case was closed; an unsent request after its last change.
CASE_CONTACT_DAYS = env.int("CASE_CONTACT_DAYS", 180)
CASE_TEXT_DAYS = env.int("CASE_TEXT_DAYS", 365)
# An open case in which nothing happens for so long is closed by itself.
CASE_IDLE_DAYS = env.int("CASE_IDLE_DAYS", 365)
REQUEST_DRAFT_DAYS = env.int("REQUEST_DRAFT_DAYS", 30)
# tcp://host:3310 of a clamd, by which files are checked for viruses.
CLAMAV_URL = env.str("CLAMAV_URL", "")

# --- Background work ---------------------------------------------------------------------------
# django-q2 on the same database, so that a job exists exactly when the transaction that adds it
# does. cms.background.jobs.checks refuses values that lose or repeat work; its name salts jobs.
Q_CLUSTER: dict[str, Any] = {
    "name": "cms",
    "orm": "default",
    "broker_class": "cms.background.jobs.broker.Broker",
    "workers": 2,
    "queue_limit": 2,
    "bulk": 1,
    "poll": 0.05,
    "timeout": 60,
    "retry": 300,
    "max_attempts": 8,
    "ack_failures": False,
    "catch_up": False,
    "scheduler": False,
    "save_limit": -1,
    "recycle": 200,
}
# Wagtail's own tasks and wagtail-localize's run as jobs of ours.
TASKS = {"default": {"BACKEND": "cms.background.jobs.bridges.wagtail_tasks.JobsBackend"}}
WAGTAILLOCALIZE_JOBS = {"BACKEND": "cms.background.jobs.bridges.localize.JobsBackend"}
# The worker group is restarted when it has shown no life for so long.
WORKER_STALE_SECONDS = env.int("WORKER_STALE_SECONDS", 20)

# --- Editors' work -------------------------------------------------------------------------------
# A page that nobody has checked for so many days is due for review.
REVIEW_AFTER_DAYS = env.int("REVIEW_AFTER_DAYS", 180)
# Read the dictionaries of inflected forms before the first translator of a process needs them.
WARM_DICTIONARIES = True

# --- What pages of the CMS may load --------------------------------------------------------------
# Wagtail's admin still has inline scripts and styles; everything else is our own origin's. Answers
# of the API and files set stricter policies themselves.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'", "'unsafe-inline'"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "frame-src": ["'self'", SITE_URL],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    }
}

# --- Region -----------------------------------------------------------------------------------
# Names, counties and outline of the region that the site is about; see cms/delivery/region.
REGION_FILE = env.str("REGION_FILE", str(BASE_DIR / "cms/delivery/region/data/wielkopolskie.json"))

# --- Secrets -----------------------------------------------------------------------------------
SECRET_KEY = env.str("SECRET_KEY", "development-only-secret-key")
REVALIDATE_SECRET = env.str("REVALIDATE_SECRET", "development-only-revalidate-secret")

# --- Log-ins -----------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
# Ten failures of one account, or from one address, close it for a quarter of an hour.
AXES_FAILURE_LIMIT = 10
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # Else somebody keeps others out for good.
AXES_RESET_ON_SUCCESS = True
AXES_HANDLER = "cms.core.accounts.login_throttle.ThrottleHandler"
AXES_CACHE = "rate_limits"
AXES_CLIENT_IP_CALLABLE = "cms.core.accounts.login_throttle.client_network"
AXES_LOCKOUT_CALLABLE = "cms.core.accounts.login_throttle.refuse"
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
_PASSWORDS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_PASSWORDS}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_PASSWORDS}.UserAttributeSimilarityValidator"},
    {
        "NAME": f"{_PASSWORDS}.CommonPasswordValidator"
    },  # 20,000 of those that were found in breaches.
    {"NAME": f"{_PASSWORDS}.NumericPasswordValidator"},
]
# The demo's accounts have a password that everybody knows.
DEMO_ALLOWED = False

# --- REST --------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    # For Wagtail's API of its own admin, whose views over files name none; our API knows nobody.
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "UNAUTHENTICATED_USER": None,
    "EXCEPTION_HANDLER": "cms.delivery.api.problems.exception_handler",
    "URL_FORMAT_OVERRIDE": None,
    "NUM_PROXIES": env.int("NUM_PROXIES", 0),
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Wspólna Sprawa",
    "DESCRIPTION": (
        "Public content of the site, and the forms that stand on it. Nothing needs an account:"
        " what is private has a secret address."
    ),
    "LICENSE": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    "VERSION": "2",
    "OAS_VERSION": "3.1.0",
    "SERVERS": [{"url": "/", "description": "The site that this document comes from."}],
    "SERVE_INCLUDE_SCHEMA": False,
    "PREPROCESSING_HOOKS": ["cms.delivery.api.openapi.only_the_api"],
    "POSTPROCESSING_HOOKS": ["cms.delivery.api.openapi.add_components"],
    # The page's own files, not a third party's.
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

SILENCED_SYSTEM_CHECKS: list[str] = []
