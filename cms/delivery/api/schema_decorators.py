"""What the API document says of an address: a thin layer over drf-spectacular."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, TypeVar

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema

from cms.core import locales

from .base import IGNORED, knows
from .idempotency import HEADER, MAX_KEY
from .json_schema import Schema, object_of, reference
from .problems import MEDIA_TYPE
from .responses import JSON

View = TypeVar("View", bound=Callable[..., Any])

LOCALE: Final[Schema] = {"type": "string", "enum": list(locales.CODES)}
PROBLEMS: Final[Mapping[int, str]] = {
    400: "A parameter is not valid.",
    404: "There is no such thing, or it is not public.",
    409: "Things are such that this cannot be done; the detail says why.",
    410: "It is not known any more: read everything anew.",
    413: "The body is too large.",
    415: "The body is not JSON.",
    422: "Something else was sent before with the same Idempotency-Key.",
    429: "Too many requests; Retry-After says how many seconds to wait.",
    503: "The database does not answer; try again soon.",
}
_OF_WRITES: Final = frozenset({409, 413, 415, 422, 429})
_VALIDATORS: Final = [
    OpenApiParameter(
        "ETag", str, OpenApiParameter.HEADER, response=[200, 304], description="A strong validator."
    ),
    OpenApiParameter(
        "X-Content-Version",
        int,
        OpenApiParameter.HEADER,
        response=[200, 304],
        description="The content version that the answer vouches for.",
    ),
]


def parameter(
    name: str, schema: Schema, description: str, *, required: bool = False
) -> OpenApiParameter:
    """Return a query parameter."""
    return OpenApiParameter(
        name, schema, OpenApiParameter.QUERY, required=required, description=description
    )


def reads(
    operation_id: str,
    tag: str,
    schema: Schema,
    *,
    parameters: Iterable[OpenApiParameter] = (),
    cached: bool = True,
    may_be_missing: bool = False,
    may_be_gone: bool = False,
    hidden: Iterable[str] = (),
) -> Callable[[View], View]:
    """Describe a read that answers JSON of ``schema``; ``cached``: it has validators.

    ``hidden`` are parameters that are taken and not described: their answers have other schemas.
    """
    responses: dict[Any, Any] = {(200, JSON): schema}
    if cached:
        responses[304] = OpenApiResponse(description="The client has it already.")
    return _described(
        operation_id,
        tag,
        parameters=[*parameters, *(_VALIDATORS if cached else [])],
        hidden=[*hidden, *(IGNORED if cached else ())],
        responses=responses | problems(may_be_missing=may_be_missing, may_be_gone=may_be_gone),
    )


def redirects(
    operation_id: str, tag: str, parameters: Iterable[OpenApiParameter]
) -> Callable[[View], View]:
    """Describe a read that redirects to another address of the API."""
    responses: dict[Any, Any] = {302: OpenApiResponse(description="The address of what was found.")}
    return _described(
        operation_id,
        tag,
        parameters=list(parameters),
        hidden=IGNORED,
        responses=responses | problems(may_be_missing=True),
    )


def downloads(
    operation_id: str,
    tag: str,
    media_type: str,
    schema: Schema,
    *,
    parameters: Iterable[OpenApiParameter] = (),
    cached: bool = True,
) -> Callable[[View], View]:
    """Describe a read that answers a file; ``cached``: it has validators of its own."""
    responses: dict[Any, Any] = {(200, media_type): schema}
    if cached:
        responses[304] = None
    return _described(
        operation_id,
        tag,
        parameters=list(parameters),
        hidden=IGNORED if cached else (),
        responses=responses | problems(may_be_missing=True),
    )


def _described(
    operation_id: str,
    tag: str,
    *,
    parameters: list[OpenApiParameter],
    hidden: Iterable[str],
    responses: Mapping[Any, Any],
) -> Callable[[View], View]:
    """Describe a read, and let the view refuse every parameter that is not described."""
    names = {known.name for known in parameters if known.location == OpenApiParameter.QUERY}
    describe = extend_schema(
        operation_id=operation_id, tags=[tag], parameters=parameters, responses=responses, auth=[]
    )

    def decorate(view: View) -> View:
        knows(view, names.union(hidden))
        return describe(view)

    return decorate


IDEMPOTENCY_KEY: Final = OpenApiParameter(
    HEADER,
    {"type": "string", "maxLength": MAX_KEY},
    OpenApiParameter.HEADER,
    description="The same for every attempt to send the same thing.",
)


def writes(
    operation_id: str,
    tag: str,
    body: Schema | None,
    schema: Schema,
    *,
    status: int = 201,
    others: Mapping[int, Schema] | None = None,
    form: Schema | None = None,
) -> Callable[[View], View]:
    """Describe a write of JSON to a thing that may be missing; by default it creates something.

    ``others`` are answers by status beside the usual one; ``form`` is the form that is taken as
    well as JSON, because files may come along.
    """
    responses: dict[Any, Any] = {(status, JSON): schema}
    responses |= {(code, JSON): other for code, other in (others or {}).items()}
    forms = {} if form is None else {"multipart/form-data": form}
    return extend_schema(
        operation_id=operation_id,
        tags=[tag],
        request=None if body is None else {JSON: body, **forms},
        parameters=[IDEMPOTENCY_KEY],
        responses=responses | problems(may_be_missing=True, is_write=True),
        auth=[],
    )


def problems(
    *, may_be_missing: bool, is_write: bool = False, may_be_gone: bool = False
) -> dict[tuple[int, str], OpenApiResponse]:
    """Return the responses that are problem documents."""
    absent = frozenset() if is_write else _OF_WRITES
    absent |= frozenset() if may_be_missing else {404}
    absent |= frozenset() if may_be_gone else {410}
    return {
        (status, MEDIA_TYPE): OpenApiResponse(reference("Problem"), description=text)
        for status, text in PROBLEMS.items()
        if status not in absent
    }


def list_of(item: Schema) -> Schema:
    """Return the schema of a list in Wagtail's conventions."""
    meta = object_of({"total_count": {"type": "integer", "minimum": 0}})
    return object_of({"meta": meta, "items": {"type": "array", "items": item}})
