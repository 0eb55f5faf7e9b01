"""Terms of the term base: ``TermFactory(en="residence card", en_not="stay card")``."""

from typing import Any

import factory

from cms.core import locales
from cms.translation.base.enums import FormKind
from cms.translation.base.models import Term, TermForm


class TermFactory(factory.django.DjangoModelFactory):
    """A term; forms by language code, forbidden ones by the code and ``_not``."""

    class Meta:
        model = Term

    term = factory.Sequence(lambda number: f"termin {number}")

    @classmethod
    def _create(cls, model_class: type[Term], *args: Any, **fields: Any) -> Term:
        forms = [
            TermForm(language=code, kind=kind, text=text)
            for code in locales.TARGETS
            for suffix, kind in (("", FormKind.APPROVED), ("_not", FormKind.FORBIDDEN))
            if (text := fields.pop(f"{code}{suffix}", ""))
        ]
        term: Term = super()._create(model_class, *args, **fields)
        for form in forms:
            form.term = term
            form.save()
        return term
