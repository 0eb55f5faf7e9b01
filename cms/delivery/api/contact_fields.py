"""Fields of forms for phone numbers and mail addresses, as forgiving as people paste them."""

from typing import Any

from rest_framework import serializers

from cms.core import contacts
from cms.core.phone_fields import WRITTEN


class PhoneField(serializers.CharField):
    """A phone number, an extension included; blank where nobody has to give one."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": contacts.LONGEST_PHONE, **options})
        self.validators.append(WRITTEN)

    def run_validation(self, data: object = serializers.empty) -> object:
        """Return the number as it is kept. Raises ``ValidationError``."""
        return super().run_validation(contacts.as_phone(data) if isinstance(data, str) else data)


class AddressField(serializers.EmailField):
    """A mail address, its domain in ASCII."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 254, **options})

    def run_validation(self, data: object = serializers.empty) -> object:
        """Return the address as it is kept. Raises ``ValidationError``."""
        return super().run_validation(contacts.as_address(data) if isinstance(data, str) else data)
