"""Where editors find the consents: in the menu, and in the editor of a story."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks, permissions
from wagtail.log_actions import LogActionRegistry

from .admin.consent_panel import ConsentPanel
from .admin.consent_register import ConsentViewSet
from .admin.corrections import decide, take_back, void
from .admin.permissions import policy
from .admin.withdrawal import withdraw
from .domain import corrections, picture_decisions, withdrawal
from .models import Consent, StoryPage

# Here, because models know nothing of the admin; the editor is built when it is first opened.
StoryPage.content_panels = [
    *StoryPage.content_panels[:1],
    ConsentPanel(heading=_("Consents"), icon="success"),
    *StoryPage.content_panels[1:],
]

if hasattr(permissions, "register_permission_policy"):  # Wagtail 8 asks here, 7.4 the register.
    permissions.register_permission_policy(Consent, policy)


@hooks.register("register_admin_viewset")
def register_viewset() -> ConsentViewSet:
    """Return the register of consents."""
    return ConsentViewSet()


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Return the addresses of the withdrawal and of corrections."""
    return [
        path("consents/<int:consent_id>/withdraw/", withdraw, name="stories_withdraw"),
        path("consents/<int:consent_id>/void/", void, name="stories_void"),
        path("consents/<int:consent_id>/take-back/", take_back, name="stories_take_back"),
        path("consents/<int:consent_id>/pictures/", decide, name="stories_pictures"),
    ]


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    """Let the rights be given to groups."""
    return Permission.objects.filter(
        content_type__app_label="stories",
        codename__in=["view_consent", "add_consent", "withdraw_consent"],
    )


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """Give the log words for a withdrawal and for corrections."""
    actions.register_action(withdrawal.WITHDRAW, _("Withdraw consent"), _("Consent withdrawn"))
    actions.register_action(
        corrections.VOID, _("Mark consent as a mistake"), _("Consent marked as recorded by mistake")
    )
    actions.register_action(
        corrections.TAKE_BACK,
        _("Take a withdrawal back"),
        _("Withdrawal taken back: it was a mistake"),
    )
    actions.register_action(
        picture_decisions.DECIDE,
        _("Decide about a picture"),
        _("Decided whether the picture shows somebody"),
    )
