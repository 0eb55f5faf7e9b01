"""The demo's navigation, footer, funding line and alert, in one language at a time."""

from typing import Any

from cms.content.pages.models import AlertBanner, Footer, FundingLine, Navigation

from .bodies import Raw, References, list_items
from .content_files import Text

SiteChromeObject = Navigation | Footer | FundingLine | AlertBanner


def unsaved(text: Text, references: References) -> dict[str, SiteChromeObject]:
    """Return the site chrome's objects in one language by name, not saved."""
    return {
        "navigation": Navigation(items=_links("navigation", text["navigation"], references)),
        "footer": Footer(
            text=text["footer_text_html"], columns=_columns(text["footer_columns"], references)
        ),
        "funding": FundingLine(text=text["funding_text"]),
        **{
            f"alert-{index}": _alert(alert, references)
            for index, alert in enumerate(text["alerts"])
        },
    }


def _alert(alert: dict[str, Any], references: References) -> AlertBanner:
    return AlertBanner(
        level=alert["level"],
        title=alert["title"],
        text=references.html(alert["html"]),
        page_id=references.pages[alert["page"]] if alert.get("page") else None,
    )


def _links(place: str, keys: list[str], references: References) -> list[Raw]:
    """Return link blocks that show each page's own title."""
    values = [_link({"page": key}, references) for key in keys]
    return [
        {"type": "link", "value": value, "id": item["id"]}
        for value, item in zip(values, list_items(values, place), strict=True)
    ]


def _columns(columns: list[dict[str, Any]], references: References) -> list[Raw]:
    """Return the footer's columns as raw stream JSON with stable ids."""
    values = [
        {
            "title": column["title"],
            "links": list_items(
                [_link(link, references) for link in column["links"]], f"footer/{index}"
            ),
        }
        for index, column in enumerate(columns)
    ]
    return [
        {"type": "column", "value": value, "id": item["id"]}
        for value, item in zip(values, list_items(values, "footer"), strict=True)
    ]


def _link(link: dict[str, str], references: References) -> Raw:
    page = references.pages[link["page"]] if link.get("page") else None
    return {"label": link.get("label", ""), "page": page, "url": link.get("url", "")}
