"""A body with every family of blocks, and the same body as our imaginary translator leaves it."""

from typing import Any, Final

from tests.translation.base.translation_steps import in_language

TABLE: Final = {
    "first_row_is_table_header": True,
    "first_col_is_header": False,
    "table_header_choice": "row",
    "table_caption": "",
    "cell": [],
    "mergeCells": [],
}


def source_body(image: int, document: int, page: int) -> list[dict[str, Any]]:
    """Return the raw body in Polish; the arguments are ids of what is chosen in it."""
    return _body("", image, document, page)


def translated_body(code: str, image: int, document: int, page: int) -> list[dict[str, Any]]:
    """Return what the body must be in ``code``: texts translated, all the rest as it was."""
    return _body(code, image, document, page)


def _body(code: str, image: int, document: int, page: int) -> list[dict[str, Any]]:
    def text(polish: str) -> str:
        return in_language(code, polish) if code and polish else polish

    def prose(polish: str) -> str:
        return f'<p data-block-key="p0000">{text(polish)}</p>'

    def item(key: str, value: Any) -> dict[str, Any]:
        return {"type": "item", "id": f"00000000-0000-4000-8000-{key:0>12}", "value": value}

    def step(key: str) -> dict[str, Any]:
        return item(key, {"title": text(f"Krok {key}"), "text": prose(f"Opis {key}.")})

    steps = [step("71"), step("72")]
    values: dict[str, Any] = {
        "heading": {"text": text("Dom"), "level": "3"},
        "rich_text": (
            f'<p data-block-key="r0000">{text("Zadzwoń.")}</p>'
            f'<p data-block-key="r0001">{text("Napisz.")}</p>'
        ),
        "image": {"image": image, "alt": text("Dom z ogrodem"), "caption": text("Nasz dom")},
        "callout": {"tone": "urgent", "title": text("Uwaga"), "text": prose("Nie podpisuj.")},
        "steps": {"title": text("Po kolei"), "items": steps},
        "checklist": {
            "title": text("Weź ze sobą"),
            "items": [item("81", text("paszport")), item("82", text("zdjęcie"))],
        },
        "accordion": {"title": text("Pytania"), "items": steps},
        "table": {
            "caption": text("Godziny"),
            "table": {**TABLE, "data": [[text("Dzień"), text("Godziny")], [text("środa"), ""]]},
        },
        "contact_card": {
            "name": text("Anna Nowak"),
            "role": text("doradczyni"),
            "phone": "+48 123 456 789",
            "email": "anna@example.org",
            "address": text("ul. Długa 1"),
            "hours": text("9–17"),
            "url": "https://example.org/anna",
        },
        "document": {"document": document, "title": text("Wniosek"), "description": ""},
        "video": {
            "title": text("Film"),
            "url": "https://vimeo.com/123456789",
            "poster": image,
            "transcript": prose("Anna mówi: dzień dobry."),
        },
        "quote": {"text": text("Dziękuję!"), "attribution": text("Olena"), "role": ""},
        "related_pages": {"title": text("Zobacz też"), "pages": [item("91", page)]},
        "feature": {"label": text("Warto"), "page": page},
        "information_point": {"point": page},
    }
    return [
        {"type": name, "id": f"00000000-0000-4000-9000-{number:012}", "value": value}
        for number, (name, value) in enumerate(values.items())
    ]
