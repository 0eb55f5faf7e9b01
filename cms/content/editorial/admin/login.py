"""Logging in and out, and asking for a new password, in every language of the admin."""

from typing import Any, Final

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import Throttled
from wagtail.admin.forms.auth import LoginForm, PasswordResetForm
from wagtail.admin.views.account import LogoutView

from cms.core import rate_limit
from cms.core.rate_limit import Limit

HOUR: Final = 60 * 60
# Letters by which somebody may choose a new password.
OF_ADDRESS: Final = Limit("password-reset-of-address", 3, HOUR)
OF_CLIENT: Final = Limit("password-reset", 10, HOUR)
TOO_OFTEN: Final = _(
    "It was tried too often to log in with this name or from this address. Please wait for "
    "15 minutes; the right password opens nothing before."
)


class EditorsLoginForm(LoginForm):
    """Wagtail's form; its password field has no label to translate."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("User name")
        self.fields["password"].label = _("Password")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)

    def clean(self) -> dict[str, Any]:
        """Check name and password; say when it was tried too often for either to be looked at."""
        try:
            return dict(super().clean())
        except ValidationError:
            if getattr(self.request, "axes_locked_out", False):
                raise ValidationError(TOO_OFTEN, code="too_often") from None
            raise


class EditorsPasswordResetForm(PasswordResetForm):
    """Wagtail's form; it sends only so many letters, and tells nobody when it sends none."""

    def save(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        """Send the letters, unless too many were asked for."""
        address = rate_limit.digest(self.cleaned_data["email"].strip().casefold())
        try:
            rate_limit.check([(OF_ADDRESS, address), (OF_CLIENT, rate_limit.client_of(request))])
        except Throttled:
            return
        super().save(*args, request=request, **kwargs)


class EditorsLogoutView(LogoutView):
    """Wagtail's view; its answer to anything but POST ended the session as well."""

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase | HttpResponse:
        """Log out by POST only: a link or a picture on another site logs nobody out."""
        if request.method == "POST":
            found: HttpResponseBase | HttpResponse = super().dispatch(request, *args, **kwargs)
            return found
        if request.method == "GET":
            return redirect("wagtailadmin_home")
        return HttpResponseNotAllowed(["POST"])
