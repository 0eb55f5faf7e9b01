"""The kernel's part in Wagtail's admin."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.models import Page

from cms.core.accounts.account_closure import close_account, say_what_waits_now
from cms.core.publication.publication_conditions import PublicationRefusedError
from cms.core.publication.stale_confirmation import refuse_changed, refuse_changed_of_many
from cms.users.models import User

from .publication import publication_conditions


@hooks.register("before_publish_page")
def ask_before_publishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Keep what the editor wrote as a draft, and say why it is not published."""
    try:
        publication_conditions.ask(page)
    except PublicationRefusedError as refusal:
        messages.error(request, str(refusal.message))
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("before_delete_page", order=-20)
def delete_what_was_shown(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Ask again where the page, a translation or what is below has changed since."""
    return refuse_changed(request, [page], below=True) if request.method == "POST" else None


@hooks.register("before_move_page", order=-20)
def move_what_was_shown(request: HttpRequest, page: Page, to: Page) -> HttpResponse | None:
    """The same for moving: what is below gets another address.

    Whoever may not move it there is refused by Wagtail, which asks that after this hook.
    """
    may = page.permissions_for_user(request.user).can_move_to(to)
    return refuse_changed(request, [page], below=True) if request.method == "POST" and may else None


@hooks.register("before_bulk_action", order=-20)
def do_to_many_what_was_shown(
    request: HttpRequest,
    action_type: str,
    objects: list[Any],
    action: BulkAction,
) -> HttpResponse | None:
    """The same for many at once: all of them or none."""
    if action_type not in {"unpublish", "delete", "move"}:
        return None
    below = action_type in {"delete", "move"} or bool(request.POST.get("include_descendants"))
    return refuse_changed_of_many(request, objects, action, below=below)


@hooks.register("before_delete_user")
def close_instead_of_deleting(request: HttpRequest, account: User) -> HttpResponse:
    """Accounts are closed: who did what is never lost."""
    return close_account(request, account)


@hooks.register("after_edit_user")
def say_what_deactivating_meant(request: HttpRequest, account: User) -> None:
    """Unticking "active" hands work over as closing does, to nobody in particular."""
    say_what_waits_now(request, account)


@hooks.register("after_bulk_action")
def say_what_deactivating_many_meant(
    request: HttpRequest, action_type: str, objects: list[User], _action: object
) -> None:
    """The same for many accounts at once."""
    if action_type == "set_active_state":
        for account in User.objects.filter(pk__in=[each.pk for each in objects]):
            say_what_waits_now(request, account)


@hooks.register("insert_global_admin_css")
def lists_on_narrow_screens() -> str:
    """Let every list fit the screen it is on."""
    return format_html('<link rel="stylesheet" href="{}">', versioned_static("core/lists.css"))


@hooks.register("insert_global_admin_js")
def heads_of_lists() -> str:
    """Give cells the heads of their columns, and wide tables a box that scrolls."""
    return format_html(
        '<script type="module" src="{}"></script>', versioned_static("core/lists.js")
    )
