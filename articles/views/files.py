"""Picture files. A web server in front may take `/media/` over (`docs/how-to/run-in-production.md`)."""

from __future__ import annotations

import re

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from articles.views.openness import open_to_others

# The names that `articles.models.pictures` gives, and nothing else that may lie in the storage.
NAME = re.compile(r"(?:pictures|renditions)/[0-9a-f]{16,24}(?:-\d{1,5})?\.(?P<format>jpeg|png|webp|avif)")
FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def picture_file(request: HttpRequest, name: str) -> FileResponse:
    """Hand out one picture; its name is never used again for another."""
    known = NAME.fullmatch(name)
    if known is None or not default_storage.exists(name):
        raise Http404
    response = FileResponse(default_storage.open(name), content_type=f"image/{known['format']}")
    response["Cache-Control"] = FOR_EVER
    response["X-Content-Type-Options"] = "nosniff"
    open_to_others(response)
    return response
