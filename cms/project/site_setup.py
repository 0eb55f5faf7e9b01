"""What every site needs before anybody writes: locales, homes, roles and workflows."""

from typing import Final

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
)

from cms.project import role_permissions as rights
from cms.project.home_pages import ensure_homes
from cms.project.workflows import ensure_workflow

_LIBRARY: Final = ("wagtailimages", "wagtaildocs")


@transaction.atomic
def run_setup() -> None:
    """Create whatever is missing of locales, home pages, groups, permissions and workflows.

    Idempotent: a second run changes nothing, and nothing that editors changed is overwritten,
    except that the rights of the product's own groups are put back.
    """
    homes = ensure_homes()
    _remove_unused_stock_groups()
    for name, role in rights.ROLES.items():
        group, _created = Group.objects.get_or_create(name=name)
        _set_model_permissions(group, role)
        set_page_permissions(group, role)
        _set_collection_permissions(group, role)
    for code, home in homes.items():
        ensure_workflow(code, home)


def _remove_unused_stock_groups() -> None:
    """Delete the groups that Wagtail's migrations create: their rights cross all languages."""
    Group.objects.filter(name__in=("Moderators", "Editors"), user__isnull=True).delete()


def _set_model_permissions(group: Group, role: rights.Role) -> None:
    wanted = {_permission(dotted) for dotted in (*rights.EVERYBODY, *role.models)}
    group.permissions.set(wanted)


def set_page_permissions(group: Group, role: rights.Role) -> None:
    """Give a group the rights of its role where the tree has what they are for, and no others."""
    wanted = {
        (root.pk, _permission(f"wagtailcore.{codename}_page").pk)
        for root in _roots(role)
        for codename in role.pages
    }
    kept = GroupPagePermission.objects.filter(group=group)
    kept.exclude(pk__in=[p.pk for p in kept if (p.page_id, p.permission_id) in wanted]).delete()
    for page_id, permission_id in wanted:
        GroupPagePermission.objects.get_or_create(
            group=group, page_id=page_id, permission_id=permission_id
        )


def _roots(role: rights.Role) -> list[Page]:
    in_language = Page.objects.filter(locale__language_code=role.locale)
    if role.section:
        return list(in_language.type(apps.get_model(role.section)))
    return list(in_language.filter(depth=2, slug=role.locale))


def _set_collection_permissions(group: Group, role: rights.Role) -> None:
    """Give a group the rights of its role on all files, and no others of that reach."""
    root = Collection.get_first_root_node()
    wanted = [_permission(dotted) for dotted in role.files]
    everywhere = GroupCollectionPermission.objects.filter(group=group, collection=root)
    everywhere.filter(permission__content_type__app_label__in=_LIBRARY).exclude(
        permission__in=wanted
    ).delete()
    for permission in wanted:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root, permission=permission
        )


def _permission(dotted: str) -> Permission:
    """Return the permission ``app.codename``. Raises ``Permission.DoesNotExist``."""
    app, _dot, codename = dotted.partition(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)
