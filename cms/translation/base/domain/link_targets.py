"""Where the links of a translated text lead, after those of its source lead elsewhere."""

import json
from difflib import SequenceMatcher
from typing import Any

from bs4 import BeautifulSoup
from wagtail_localize.strings import extract_strings

from .segments import structure

_Attributes = dict[str, Any]
_Links = list[tuple[_Attributes, str]]


def with_new_targets(html: str, before: str, now: str) -> tuple[str, bool]:
    """Return rich text whose links lead where the source's with the same words on them do now.

    ``before`` and ``now`` are the source's text. The other value tells whether nothing else of
    it has changed that is no words.
    """
    old, new = _links(before), _links(now)
    targets, soup = _new_targets(old, new), BeautifulSoup(html, "html.parser")
    is_changed = False
    for link in soup.find_all("a"):
        if (target := targets.get(_key(link.attrs))) is not None:
            link.attrs, is_changed = dict(target), True
    is_whole = _template(before) == _template(now) and len(old) == len(new)
    return (str(soup) if is_changed else html), is_whole


def _template(html: str) -> str:
    return structure(extract_strings(html)[0])


def _links(html: str) -> _Links:
    found = BeautifulSoup(html, "html.parser").find_all("a")
    return [(dict(link.attrs), link.get_text()) for link in found]


def _key(attributes: _Attributes) -> str:
    return json.dumps(attributes, sort_keys=True)


def _new_targets(old: _Links, new: _Links) -> dict[str, _Attributes]:
    """Return the attributes of links that lead elsewhere now, by their former ones.

    Where two links that led to one place lead to two now, neither is known.
    """
    before, after = ([text for _attributes, text in links] for links in (old, new))
    found: dict[str, _Attributes] = {}
    unclear = set()
    for at, to, size in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        pairs = zip(old[at : at + size], new[to : to + size], strict=True)
        for (was, _words), (target, _same) in pairs:
            if found.setdefault(_key(was), target) != target:
                unclear.add(_key(was))
    changed = {was: target for was, target in found.items() if was != _key(target)}
    return {was: target for was, target in changed.items() if was not in unclear}
