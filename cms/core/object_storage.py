"""Files in a private bucket of an S3-compatible service."""

from typing import Any
from urllib.parse import urljoin

from botocore.config import Config
from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage


class PrivateS3Storage(S3Storage):
    """No address of a file leads to the bucket: our views decide who may see what."""

    def get_default_settings(self) -> dict[str, Any]:
        """Return django-storages' own, but nothing public and nothing overwritten."""
        found: dict[str, Any] = super().get_default_settings()
        return found | {"default_acl": None, "file_overwrite": False, "signature_version": "s3v4"}

    def __init__(self, **options: Any) -> None:
        style = options.get("addressing_style") or "path"
        client = Config(
            s3={"addressing_style": style},
            signature_version="s3v4",
            connect_timeout=5,
            read_timeout=30,
            # Services other than Amazon's do not know the newer checksums.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        super().__init__(**{"client_config": client, **options})

    def url(self, name: str, *_ignored: object, **_options: object) -> str:
        """Return the file's address below ``MEDIA_URL``, as local files have it."""
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name).lstrip("/"))
