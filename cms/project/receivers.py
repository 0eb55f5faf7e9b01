"""Roles whose rights begin at a page get them as soon as there is one."""

from django.contrib.auth.models import Group
from django.db.models.signals import post_save
from wagtail.models import Page

from .role_permissions import ROLES
from .site_setup import set_page_permissions


def connect() -> None:
    """Listen to new pages of the types that are a role's section."""
    for role in ROLES.values():
        if role.section:
            post_save.connect(_give_rights, sender=role.section, dispatch_uid=role.section)


def _give_rights(sender: type[Page], *, created: bool, raw: bool, **_kwargs: object) -> None:
    if not created or raw:
        return
    for name, role in ROLES.items():
        group = Group.objects.filter(name=name).first() if role.section else None
        if group and role.section == sender._meta.label:
            set_page_permissions(group, role)
