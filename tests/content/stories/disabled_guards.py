"""The guard switched off, so that tests show what it is for."""

from collections.abc import Iterator
from contextlib import contextmanager

from cms.content.stories import receivers
from cms.content.stories.domain import consent_rules
from cms.content.stories.models import forms
from cms.core.publication import publication_conditions


@contextmanager
def no_guard() -> Iterator[None]:
    """Publish as Wagtail does when nobody asks for consents."""
    publication_conditions._checks.remove(consent_rules.refuse_without_consent)
    receivers.let_go()
    clean = forms.StoryForm.clean
    forms.StoryForm.clean = forms.WagtailAdminPageForm.clean
    try:
        yield
    finally:
        forms.StoryForm.clean = clean
        publication_conditions.register(consent_rules.refuse_without_consent)
        receivers.connect()
