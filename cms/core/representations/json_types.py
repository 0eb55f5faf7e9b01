"""Strings of the public JSON that mean more than text; type checkers see plain ``str``."""

from dataclasses import dataclass, field
from typing import Annotated, Any

from cms.core import locales


@dataclass(frozen=True, slots=True)
class Format:
    """JSON Schema keywords of a value; with a ``component`` name it is described once."""

    keywords: dict[str, Any] = field(hash=False)
    component: str = ""


LocaleCode = Annotated[str, Format({"type": "string", "enum": list(locales.CODES)}, "LocaleCode")]
# Without it, what is sent is refused.
Agreed = Annotated[bool, Format({"type": "boolean", "const": True})]
Url = Annotated[str, Format({"type": "string", "format": "uri"})]
Moment = Annotated[str, Format({"type": "string", "format": "date-time"})]
Day = Annotated[str, Format({"type": "string", "format": "date"})]
Html = Annotated[str, Format({"type": "string", "contentMediaType": "text/html"})]
