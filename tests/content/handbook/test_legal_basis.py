"""What a legal basis must say."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cms.content.handbook.models import LegalBasis

COMPLETE = {"act": "Ustawa", "provisions": "art. 5", "url": "https://isap.sejm.gov.pl/"}


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"valid_from": date(2026, 3, 1), "valid_until": date(2026, 3, 1)}, []),
        ({"valid_from": date(2026, 3, 2), "valid_until": date(2026, 3, 1)}, ["valid_until"]),
        ({"url": "javascript:alert(1)"}, ["url"]),
        ({"act": ""}, ["act"]),
    ],
)
def test_a_legal_basis_has_an_act_a_safe_address_and_an_end_after_its_beginning(
    changes: dict[str, Any], fields: list[str]
) -> None:
    basis, refused = LegalBasis(**{**COMPLETE, **changes}), []
    try:
        basis.full_clean(exclude={"page"})
    except ValidationError as refusal:
        refused = list(refusal.message_dict)
    assert refused == fields
