"""The test suite: quick password hashing, nothing else simplified."""

from .base import *

DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
DEMO_ALLOWED = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Tests make databases by the dozen, and none is shared between processes.
RUN_DIR = None
WARM_DICTIONARIES = False  # No threads beside the tests.
