"""What a browser would send: the form that a page shows, as it is filled in already."""

from typing import Any, Final

from bs4 import BeautifulSoup, Tag
from django.test import Client

from cms.core.stale_forms import NAME

NOT_SENT: Final = frozenset({"submit", "button", "reset", "image", "file"})
Body = dict[str, list[str]]


def form_at(html: str, path: str) -> Body:
    """Return the fields of the largest form on a page that posts to ``path`` or to the page."""
    soup = BeautifulSoup(html, "html.parser")
    forms = [_fields(form) for form in soup.find_all("form") if _leads_to(form, path)]
    return max(forms, key=len, default={})


def opened(client: Client, url: str) -> Body:
    """Return what a browser would send of the form that a page shows."""
    return form_at(client.get(url).content.decode(), url)


def shown_at(client: Client, url: str) -> Body:
    """Return what a page says that its form showed, for those who send the rest themselves."""
    return {NAME: opened(client, url)[NAME]}


def _leads_to(form: Tag, path: str) -> bool:
    action = str(form.get("action") or "").partition("?")[0]
    return str(form.get("method", "")).lower() == "post" and action in {"", path}


def _fields(form: Tag) -> Body:
    found: Body = {}
    for field in form.find_all(["input", "select", "textarea"]):
        name = str(field.get("name") or "")
        if name and name != "csrfmiddlewaretoken" and not field.has_attr("disabled"):
            found.setdefault(name, []).extend(_values(field))
    return {name: values for name, values in found.items() if values}


def _values(field: Tag) -> list[str]:
    if field.name == "textarea":
        return [field.get_text().removeprefix("\n")]
    if field.name == "select":
        return _chosen(field)
    kind = str(field.get("type") or "text")
    if kind in NOT_SENT or (kind in {"checkbox", "radio"} and not field.has_attr("checked")):
        return []
    return [str(field.get("value", "on" if kind == "checkbox" else ""))]


def _chosen(select: Tag) -> list[str]:
    options: list[Any] = select.find_all("option")
    chosen = [option for option in options if option.has_attr("selected")]
    if not chosen and options and not select.has_attr("multiple"):
        chosen = options[:1]
    return [str(option.get("value", option.get_text())) for option in chosen]
