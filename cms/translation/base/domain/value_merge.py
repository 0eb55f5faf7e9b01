"""Which values of a translation change with its source's, while its texts stay as they are.

A merge of three: what the source said before and says now, and what the translation says. A value
that is the source's former one becomes the present one. One that the language has for itself stays.
Blocks keep their places by their ids, links by what stands on them.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, get_translatable_fields

from .link_targets import with_new_targets
from .synchronised_fields import without_texts

_TEXTS: Final = (blocks.CharBlock, blocks.TextBlock, blocks.BlockQuoteBlock)
_Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: as wagtail-localize names it, and by the names of field and blocks."""

    path: str
    names: str

    def inside(self, path: str, name: str) -> "Place":
        """Return a place within this one."""
        return Place(f"{self.path}.{path}", f"{self.names}.{name}")


@dataclass(slots=True)
class ValueMerge:
    """A change of a source of ``model``, and what became of it in one text after ``into``.

    ``own`` are the paths at which the language has a value of its own. ``taken`` and ``left`` are
    the places that changed and that did not, ``is_whole`` whether nothing else of it is no words.
    """

    model: Any
    former: Mapping[str, Any]
    now: Mapping[str, Any]
    locale: Locale
    own: frozenset[str] = frozenset()
    taken: list[Place] = field(default_factory=list)
    left: list[Place] = field(default_factory=list)
    is_whole: bool = True

    def into(self, content: Mapping[str, Any]) -> _Content:
        """Return a translation's fields with the values that the source has now."""
        merged = as_json(content)
        for each in get_translatable_fields(self.model):
            found = each.get_field(self.model)
            name, place = found.name, Place(found.name, found.name)
            states = [content.get(name) for content in (self.former, self.now, merged)]
            if isinstance(found, StreamField):
                raw = [json.loads(state or "[]") for state in states]
                merged[name] = json.dumps(self._stream(found.stream_block, place, *raw))
            elif isinstance(found, RichTextField):
                before, now, here = states
                merged[name] = self._links(place, before, now, here)
            elif isinstance(each, SynchronizedField) and name in merged:
                before, now, here = states
                merged[name] = self._value(place, before, now, here)
        return merged

    def _block(self, block: Any, place: Place, before: Any, now: Any, here: Any) -> Any:
        if before == now or isinstance(block, _TEXTS):
            return here
        if isinstance(block, (blocks.BaseStreamBlock, blocks.ListBlock)):
            return self._stream(block, place, before or [], now or [], here or [])
        if isinstance(block, blocks.BaseStructBlock):
            return self._struct(block, place, before or {}, now or {}, here or {})
        if isinstance(block, blocks.RichTextBlock):
            return self._links(place, before, now, here)
        if hasattr(block, "get_translatable_segments"):
            self.is_whole &= without_texts(block, before) == without_texts(block, now)
            return here
        before, now = self._in_language(block, before, now)
        return self._value(place, before, now, here)

    def _struct(self, block: Any, place: Place, before: Any, now: Any, here: Any) -> Any:
        return {
            **here,
            **{
                name: self._block(
                    child, place.inside(name, name), before.get(name), now.get(name), here[name]
                )
                for name, child in block.child_blocks.items()
                if name in here
            },
        }

    def _stream(self, block: Any, place: Place, before: Any, now: Any, here: Any) -> Any:
        if not all(isinstance(each, dict) and "id" in each for each in (*before, *now, *here)):
            self.is_whole &= before == now  # From before items had ids.
            return here
        old, new = ({each["id"]: each for each in state} for state in (before, now))
        kept = self._in_order(place, old, new, self._without_ended(place, old, new, here))
        for each in kept:
            pk, kind = each["id"], each["type"]
            child = getattr(block, "child_block", None) or block.child_blocks.get(kind)
            if pk in old and pk in new and child is not None:
                where = place.inside(pk, kind)
                values = old[pk]["value"], new[pk]["value"], each["value"]
                each["value"] = self._block(child, where, *values)
        return kept

    def _without_ended(self, place: Place, old: Any, new: Any, here: Any) -> Any:
        """Drop what the source has ended; not where other blocks came, perhaps in its place."""
        is_added = bool(new.keys() - old.keys() - {each["id"] for each in here})
        self.is_whole &= not is_added
        ended = [each for each in here if each["id"] in old.keys() - new.keys()]
        if not ended:
            return here
        everywhere = json.dumps(self.now, cls=DjangoJSONEncoder)
        if is_added or any(each["id"] in everywhere for each in ended):
            self._leave(*(place.inside(each["id"], each["type"]) for each in ended))
            return here
        self.taken.append(place)
        return [each for each in here if each not in ended]

    def _in_order(self, place: Place, old: Any, new: Any, here: Any) -> Any:
        """Put blocks in the source's order; what only the language has keeps its place."""
        shared = [each["id"] for each in here if each["id"] in old.keys() & new.keys()]
        if sorted(shared, key=list(old).index) == sorted(shared, key=list(new).index):
            return here
        self.taken.append(place)
        by_id = {each["id"]: each for each in here}
        ordered = iter(sorted(shared, key=list(new).index))
        return [by_id[next(ordered)] if each["id"] in shared else each for each in here]

    def _in_language(self, block: Any, *values: Any) -> Any:
        """Return a source's snippets as they are in the language; None where they are not."""
        model = block.target_model if isinstance(block, blocks.ChooserBlock) else Page
        if not issubclass(model, TranslatableMixin) or issubclass(model, Page):
            return values
        rows = model.objects.filter(pk__in=[each for each in values if each])
        keys = dict(rows.values_list("pk", "translation_key"))
        found = model.objects.filter(locale=self.locale, translation_key__in=keys.values())
        known = dict(found.values_list("translation_key", "pk"))
        return [known.get(keys.get(each)) for each in values]

    def _value(self, place: Place, before: Any, now: Any, here: Any) -> Any:
        if now in (here, before) or place.path in self.own:
            return here
        if here != before:
            self._leave(place)
            return here
        self.taken.append(place)
        return now

    def _links(self, place: Place, before: Any, now: Any, here: Any) -> Any:
        """Give links the targets that the source's have now; their words may wait."""
        if before == now:
            return here
        html, is_whole = with_new_targets(here or "", before or "", now or "")
        self.is_whole &= is_whole
        if html == here:
            return here
        self.taken.append(place)
        return html

    def _leave(self, *places: Place) -> None:
        self.left.extend(places)
        self.is_whole = False


def has_changed_values(model: Any, former: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Tell whether fields differ that hold more than text."""
    found = [
        (each.get_field(model), isinstance(each, SynchronizedField))
        for each in get_translatable_fields(model)
    ]
    return any(
        former.get(one.name) != now.get(one.name)
        for one, is_copied in found
        if is_copied or isinstance(one, (StreamField, RichTextField))
    )


def as_json(content: Mapping[str, Any]) -> _Content:
    """Return the fields of a page or snippet as a revision keeps them."""
    found: _Content = json.loads(json.dumps(content, cls=DjangoJSONEncoder))
    return found
