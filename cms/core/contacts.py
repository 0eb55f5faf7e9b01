"""Phone numbers and mail addresses as people paste them, in the form in which they are kept.

What is copied from phones and pages brings blanks that do not break, marks of writing direction,
hyphens of other kinds and signs without width; none of them is seen, and none is meant.
"""

import re
import unicodedata
from typing import Final

_HYPHENS: Final = re.compile("[\u2010-\u2015\u2212\u00ad]")
_PREFIX: Final = re.compile(r"^(?:tel|phone|тел)[.:\s]*", re.IGNORECASE)
_EXTENSION: Final = re.compile(
    r"[\s,;(]{0,5}(?:wewnętrzny|wewn|wew|extension|ext|добавочный|доб|внутр|вн|додатковий|дод|x|#)"
    r"[.:\s]{0,5}(\d{1,6})\)?$",
    re.IGNORECASE,
)
# With an extension as Polish organisers write it.
PHONE: Final = re.compile(r"^\+?[0-9 ()-]{6,20}(?: wew\. \d{1,6})?$")
# Of an office or a help line, which may be short as 112.
PUBLISHED_PHONE: Final = re.compile(r"^\+?[0-9 ()-]{3,24}(?: wew\. \d{1,6})?$")
LONGEST_PHONE: Final = 40
# A mail address in running text.
WRITTEN_ADDRESS: Final = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")


def seen(text: str) -> str:
    """Return what can be seen of a text, with ordinary blanks and hyphens."""
    hyphened = _HYPHENS.sub("-", text.replace("\u00ad", ""))
    folded = unicodedata.normalize("NFKC", hyphened)
    kept = "".join(sign for sign in folded if unicodedata.category(sign) != "Cf")
    return re.sub(r"[^\S\r\n]+", " ", kept).strip()


def as_phone(text: str) -> str:
    """Return a phone number as it is kept: “tel. +48.61.000.00.00 ext 12” with “wew. 12”."""
    number = _PREFIX.sub("", seen(text))
    extension = _EXTENSION.search(number)
    if extension:
        number = number[: extension.start()]
    number = re.sub(r"[./ ]+", " ", number).strip()
    return f"{number} wew. {extension.group(1)}" if extension else number


def as_address(text: str) -> str:
    """Return a mail address as it is kept: its domain in ASCII and small letters (RFC 5891)."""
    address = re.sub(r"^mailto:", "", seen(text), flags=re.IGNORECASE)
    local, at, domain = address.rpartition("@")
    try:
        return f"{local}{at}{domain.lower().encode('idna').decode()}"
    except UnicodeError:
        return address


def dialled(phone: str) -> str:
    """Return the address of a phone number as it is kept, its extension included (RFC 3966)."""
    number, _wew, extension = phone.partition(" wew. ")
    digits = re.sub(r"[^\d+]", "", number)
    return f"tel:{digits};ext={extension}" if extension else f"tel:{digits}"
