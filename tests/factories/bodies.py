"""Bodies as raw StreamField data, with ids that stay the same."""

from typing import Any

from wagtail.blocks import StreamValue
from wagtail.models import Page

from cms.content.pages.models import ContentPage

ID = "00000000-0000-4000-8000-{:012d}"


def body(*blocks: tuple[str, Any], first_id: int = 1) -> StreamValue:
    """Return a body of (type, raw value) pairs, with ids that count up from ``first_id``."""
    raw = [
        {"type": name, "value": value, "id": ID.format(first_id + position)}
        for position, (name, value) in enumerate(blocks)
    ]
    stream_block = ContentPage._meta.get_field("body").stream_block
    return StreamValue(stream_block, raw, is_lazy=True)


def items(*values: Any) -> list[dict[str, Any]]:
    """Return the raw value of a list block."""
    return [
        {"type": "item", "value": value, "id": ID.format(900 + position)}
        for position, value in enumerate(values)
    ]


def link(page: Page, text: str) -> str:
    """Return rich text with a link to a page."""
    return f'<p><a linktype="page" id="{page.pk}">{text}</a></p>'


def every_block(*, image: Any, document: Any, page: Page, times: int = 1) -> StreamValue:
    """Return a body with every family, each of them ``times`` times."""
    prose = link(page, "Dalej")
    titled = items({"title": "Raz", "text": prose}, {"title": "Dwa", "text": "<p>Dwa</p>"})
    families = [
        ("heading", {"text": "Zażółć gęślą jaźń", "level": "3"}),
        ("rich_text", f'{prose}<p><a linktype="document" id="{document.pk}">Plik</a></p>'),
        ("image", {"image": image.pk, "alt": "Opis", "caption": "Podpis"}),
        ("callout", {"tone": "tip", "title": "Rada", "text": prose}),
        ("steps", {"title": "Kroki", "items": titled}),
        ("checklist", {"title": "Weź ze sobą", "items": items("paszport", "zdjęcie")}),
        ("accordion", {"title": "Pytania", "items": titled}),
        (
            "table",
            {
                "caption": "Opłaty",
                "table": {
                    "data": [["", "Kwota"], ["Wniosek", None]],
                    "table_header_choice": "both",
                    "first_row_is_table_header": True,
                    "first_col_is_header": True,
                },
            },
        ),
        (
            "contact_card",
            {
                "name": "Punkt informacyjny",
                "role": "",
                "phone": "+48 000 000 000",
                "email": "punkt@example.org",
                "address": "ul. Przykładowa 1",
                "hours": "8-16",
                "url": "https://example.org/",
            },
        ),
        ("document", {"document": document.pk, "title": "Formularz", "description": "Do druku"}),
        (
            "video",
            {
                "title": "Film",
                "url": "https://youtu.be/abcdefghijk",
                "poster": image.pk,
                "transcript": prose,
            },
        ),
        ("quote", {"text": "Warto było.", "attribution": "Anna", "role": "uczestniczka"}),
        ("related_pages", {"title": "Zobacz też", "pages": items(page.pk)}),
        ("feature", {"label": "Warto", "page": page.pk}),
    ]
    return body(*(family for _ in range(times) for family in families))
