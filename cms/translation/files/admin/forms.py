"""What people fill in to send files out and take them back."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from cms.core import locales
from cms.translation.files.enums import FileFormat
from cms.translation.files.rules.uploads import MAX_UPLOAD


class ExportForm(forms.Form):
    """A language, a format and what to put in."""

    locale = forms.ChoiceField(label=_("Language"), widget=forms.RadioSelect)
    file_format = forms.ChoiceField(
        label=_("Format"), choices=FileFormat, initial=FileFormat.XLIFF, widget=forms.RadioSelect
    )
    unfinished = forms.BooleanField(
        label=_("Only pages with texts to translate"), required=False, initial=True
    )
    begin = forms.BooleanField(
        label=_("Also pages that nobody has begun to translate"),
        required=False,
        help_text=_("Their translations are begun by this."),
    )

    def __init__(self, *args: Any, targets: list[Locale], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = [locale.language_code for locale in targets]
        locale: Any = self.fields["locale"]
        locale.choices = [(code, locales.NAMES[code]) for code in codes]
        locale.initial = codes[0] if codes else None


class ImportForm(forms.Form):
    """One PO or XLIFF file, or a zip of them."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("PO, XLIFF 2, or a zip of them; at most 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".po,.xlf,.xliff,.zip"}),
        allow_empty_file=True,
    )

    def clean_file(self) -> UploadedFile:
        """Raise ``ValidationError`` for a file that is too large to be read."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MAX_UPLOAD:
            raise forms.ValidationError(_("The file is larger than 20 MB."))
        return file
