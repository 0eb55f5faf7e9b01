"""Items of the admin's menus that only some people see."""

from collections.abc import Callable

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem

from cms.users.models import AnyUser


class PermittedMenuItem(MenuItem):
    """Shown to the users for whom ``shown_to`` says yes."""

    def __init__(
        self,
        label: object,
        url: str,
        *,
        shown_to: Callable[[AnyUser], bool],
        **options: object,
    ) -> None:
        super().__init__(label, url, **options)
        self.shown_to = shown_to

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether the user of ``request`` sees the item."""
        return self.shown_to(request.user)
