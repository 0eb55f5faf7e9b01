"""The form that stories are written in."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm


class StoryForm(WagtailAdminPageForm):
    """Keeps a new story from being published at once: nobody can have consented to it yet.

    Later the kernel's gate is asked, which leaves the text as a draft; here there is no draft yet.
    """

    def clean(self) -> dict[str, Any]:
        """Add an error to a new story that is to be published."""
        cleaned: dict[str, Any] = super().clean()
        if self.instance.pk is None and self.data.get("action-publish"):
            self.add_error(
                None,
                _(
                    "Save the story as a draft first. Then record the person's consents in the "
                    "panel “Consents”, and publish."
                ),
            )
        return cleaned
