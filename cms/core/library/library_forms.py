"""Forms of the library of pictures and documents: what is taken, and what replacing changes."""

from pathlib import PurePath
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.forms import ModelForm
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from .image_reencoding import (
    HEIF,
    BrokenPictureError,
    TooManyPixelsError,
    drawn_anew,
    kind_to_draw,
)
from .library_usage import live_uses

REDRAWN: Final = _(
    "Pictures of iPhones (HEIC) are kept as JPEG, greys of 16 bits as 8 bits, and the file that was"
    " sent is not kept: keep your original."
)


class PictureField(WagtailImageField):
    """A picture that was read to its last byte before it is kept; HEIC becomes JPEG."""

    def to_python(self, data: UploadedFile | None) -> UploadedFile | None:
        """Return the picture. Raises ``ValidationError`` for what cannot be read or is too large.

        An empty file, and one that is too long to be read, are left to Wagtail's own words.
        """
        if data and data.size and data.size <= self.max_upload_size:
            data = _readable(data)
        found: UploadedFile | None = super().to_python(data)
        return found


def _readable(file: UploadedFile) -> UploadedFile:
    file.seek(0)
    content = file.read()
    file.seek(0)
    try:
        kind = kind_to_draw(content)
        return _drawn(file, content, kind) if kind else file
    except TooManyPixelsError as error:
        raise ValidationError(_("This picture has more than 50 million pixels.")) from error
    except BrokenPictureError as error:
        raise ValidationError(_("This picture cannot be read.")) from error


def _drawn(file: UploadedFile, content: bytes, kind: str) -> UploadedFile:
    name, media_type = PurePath(file.name or "picture"), file.content_type or ""
    if kind == HEIF:
        name, media_type = name.with_suffix(".jpg"), "image/jpeg"
    return SimpleUploadedFile(name.name, drawn_anew(content, kind), media_type)


def _tell_uses(form: ModelForm) -> None:
    """Say at the field of the file which live pages a new file would change."""
    field = form.fields.get("file")
    uses = live_uses(form.instance) if field and form.instance.pk else []
    if field and uses:
        field.help_text = format_html(
            "{} <strong>{}</strong>",
            field.help_text,
            _("A new file changes at once what is live: %(titles)s.")
            % {"titles": ", ".join(map(str, uses))},
        )


class PictureForm(BaseImageForm):
    """A picture of the library; whoever adds one is told which are not kept as they are sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if stock := self.fields.get("file"):
            field = self.fields["file"] = PictureField(
                label=stock.label,
                required=stock.required,
                widget=stock.widget,
                max_length=stock.max_length,
            )
            field.help_text = format_lazy("{} {}", field.help_text, REDRAWN)
        _tell_uses(self)


class DocumentForm(BaseDocumentForm):
    """A document of the library."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _tell_uses(self)
