"""Whether two mail addresses are the same, however they were typed.

People paste blanks, zero-width characters and capitals; a domain may stand in letters or in its
ASCII form (RFC 5891). Providers of mail treat the part before the at sign without regard to case.
"""

import unicodedata


def normalised(address: str) -> str:
    """Return an address as it is compared; empty for nothing."""
    folded = unicodedata.normalize("NFKC", address)
    kept = "".join(sign for sign in folded if unicodedata.category(sign) not in {"Cf", "Cc"})
    local, at, domain = "".join(kept.split()).casefold().rpartition("@")
    try:
        ascii_domain = domain.encode("idna").decode()
    except UnicodeError:
        ascii_domain = domain
    return f"{local}{at}{ascii_domain}"
