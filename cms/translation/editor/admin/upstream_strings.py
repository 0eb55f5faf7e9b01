"""The address by which wagtail-localize's own editor stores one text, answered by our store.

Upstream writes the row itself: without limits of length, checks of the text, or a look at what
somebody else has written meanwhile.
"""

from http import HTTPStatus

from rest_framework.authentication import SessionAuthentication
from rest_framework.decorators import api_view, authentication_classes, permission_classes
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.views.edit_translation import StringTranslationSerializer

from cms.translation.base.admin.error_messages import explain
from cms.translation.base.domain import segment_store
from cms.translation.base.domain.errors import ConflictError, SegmentGoneError, TranslationError
from cms.translation.base.domain.segment_rows import version
from cms.users.current_user import current_user

from .translation_lookup import find_translation

_STATUS = {ConflictError: HTTPStatus.CONFLICT, SegmentGoneError: HTTPStatus.NOT_FOUND}


@api_view(["PUT", "DELETE"])
@permission_classes([IsAuthenticated])
@authentication_classes([SessionAuthentication])
def edit_string(request: Request, translation_id: int, string_segment_id: int) -> Response:
    """Store (``value``) or remove the text of a segment; answer as upstream does.

    Upstream's script does not say which text it has shown, so nobody else's is replaced without
    ``seen``, its ``version``: 409. A text that cannot be stored is 400, ``detail`` says why.
    """
    translation = find_translation(translation_id)
    present = _present(translation, string_segment_id)
    text = str(request.data.get("value", "")) if request.method == "PUT" else ""
    if request.method == "DELETE" and present is None:
        return Response(status=HTTPStatus.NOT_FOUND)
    user = current_user(request)
    is_others = present is not None and present.last_translated_by_id != user.pk
    own = version(present.data if present else "")
    seen = str(request.data.get("seen", "")) if is_others else own
    try:
        segment_store.write(translation, string_segment_id, text, user=user, expected=seen)
    except TranslationError as refusal:
        status = _STATUS.get(type(refusal), HTTPStatus.BAD_REQUEST)
        return Response({"detail": explain(refusal)}, status=status)
    stored = _present(translation, string_segment_id) or present
    context = {"translation_source": translation.source}
    body = StringTranslationSerializer(stored, context=context).data
    return Response(body, status=HTTPStatus.OK if present else HTTPStatus.CREATED)


def _present(translation: Translation, segment_id: int) -> StringTranslation | None:
    segment = StringSegment.objects.filter(source=translation.source_id, pk=segment_id).first()
    if segment is None:
        return None
    found = StringTranslation.objects.filter(
        translation_of_id=segment.string_id,
        context_id=segment.context_id,
        locale=translation.target_locale_id,
    )
    return found.first()
