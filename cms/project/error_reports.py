"""What a report about a fault may say to a service outside: where it happened, and nothing of whom.

Exceptions quote what people typed, frames hold it, addresses are private links: a report keeps the
kinds of the exceptions, the places in our code and the pattern of the address, and loses the rest.
"""

from typing import Any, Final

_EVENT: Final = (
    *("event_id", "timestamp", "platform", "level", "logger", "release", "environment"),
    *("server_name", "sdk", "modules", "fingerprint", "contexts", "transaction"),
)
_EXCEPTION: Final = ("type", "module", "mechanism")
_FRAME: Final = (
    *("filename", "abs_path", "module", "function", "lineno", "in_app"),
    *("pre_context", "context_line", "post_context"),
)
_CONTEXTS: Final = ("runtime", "trace")


def options() -> dict[str, Any]:
    """Return the arguments of ``sentry_sdk.init``: errors only, without local variables."""
    return {
        "send_default_pii": False,
        "max_request_body_size": "never",
        "include_local_variables": False,
        "max_breadcrumbs": 0,
        "traces_sample_rate": None,
        "auto_session_tracking": False,
        "before_send": without_people,
    }


def without_people(event: dict[str, Any], _hint: object) -> dict[str, Any]:
    """Return the event with what is listed here and nothing else."""
    kept = _only(event, _EVENT)
    if "contexts" in kept:
        kept["contexts"] = _only(kept["contexts"], _CONTEXTS)
    if "logentry" in event:
        # Without its arguments: the sentence stands in our code.
        kept["logentry"] = {"message": event["logentry"].get("message", "")}
    if "request" in event:
        kept["request"] = _only(event["request"], ("method",))
    values = event.get("exception", {}).get("values", [])
    if values:
        kept["exception"] = {"values": [_exception(value) for value in values]}
    return kept


def _exception(value: dict[str, Any]) -> dict[str, Any]:
    frames = (value.get("stacktrace") or {}).get("frames", [])
    kept = _only(value, _EXCEPTION)
    if "mechanism" in kept:
        kept["mechanism"] = _only(kept["mechanism"], ("type", "handled"))
    return {**kept, "stacktrace": {"frames": [_only(frame, _FRAME) for frame in frames]}}


def _only(whole: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: whole[name] for name in names if name in whole}
