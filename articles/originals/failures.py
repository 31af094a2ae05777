"""Why there is no article at an address: a word for programs and a sentence for people."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.timesince import timeuntil
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.originals.piece import Piece, UnreadableError

# Nobody who asks to be left alone for longer means it as an answer to this request.
LONGEST_WAIT = timedelta(days=30)


class Reason(TextChoices):
    """Each one tells what to do where something can be done."""

    ADDRESS = "address", gettext_lazy("This is not an address.")
    NOT_FOUND = "not_found", gettext_lazy("There is no page at this address (404).")
    GONE = "gone", gettext_lazy("The page is gone for good (410): the publisher has withdrawn it.")
    LEGAL = "legal", gettext_lazy("The page may not be shown for legal reasons (451).")
    FORBIDDEN = "forbidden", gettext_lazy("The server does not let us read this page.")
    ROBOTS = (
        "robots",
        gettext_lazy("The site asks programs not to read this page (robots.txt). A person may import it."),
    )
    TRY_LATER = "try_later", gettext_lazy("The server cannot answer at the moment. Try again later.")
    ODD_ANSWER = "odd_answer", gettext_lazy("The server answered in a way that holds no page.")
    REDIRECT_LOOP = "redirect_loop", gettext_lazy("The address sends us on and on to other addresses.")
    FORBIDDEN_TARGET = (
        "forbidden_target",
        gettext_lazy("This address, or the one it sends us on to, is not one of the public web."),
    )
    NOT_HTML = (
        "not_html",
        gettext_lazy("There is no web page at this address, but a file of another kind."),
    )
    EMPTY = "empty", gettext_lazy("The page is empty.")
    TOO_LARGE = "too_large", gettext_lazy("The page is larger than five megabytes.")
    TOO_SLOW = "too_slow", gettext_lazy("The server took longer than ten seconds.")
    NO_ANSWER = "no_answer", gettext_lazy("No server answers at this address.")
    NOT_HTTP = "not_http", gettext_lazy("What answers at this address is not a web server.")
    INCOMPLETE = "incomplete", gettext_lazy("The server broke off in the middle of the page.")
    BROKEN_COMPRESSION = (
        "broken_compression",
        gettext_lazy("The page is compressed in a way that cannot be read."),
    )
    NO_ARTICLE = (
        "no_article",
        gettext_lazy("There is no article on this page: no paragraph of text could be found."),
    )
    SOFT_404 = (
        "soft_404",
        gettext_lazy("The page says that there is no such page, although the server calls it found."),
    )
    PAYWALL = (
        "paywall",
        gettext_lazy(
            "The page shows the beginning of the article alone; the rest is for subscribers. If you may"
            " read it, paste the text."
        ),
    )
    COOKIE_WALL = (
        "cookie_wall",
        gettext_lazy(
            "The page shows a question about cookies instead of the article. Answer it in your browser"
            " and paste the text."
        ),
    )
    FRAMES = (
        "frames",
        gettext_lazy("The page only shows other pages in frames. Import the address of the page inside."),
    )
    SCRIPT = (
        "script",
        gettext_lazy("The page shows its text only in a browser that runs its programs. Paste the text."),
    )


_REASON_OF_STATUS = {
    HTTPStatus.NO_CONTENT: Reason.EMPTY,
    HTTPStatus.RESET_CONTENT: Reason.EMPTY,
    HTTPStatus.UNAUTHORIZED: Reason.FORBIDDEN,
    HTTPStatus.PAYMENT_REQUIRED: Reason.PAYWALL,
    HTTPStatus.FORBIDDEN: Reason.FORBIDDEN,
    HTTPStatus.NOT_FOUND: Reason.NOT_FOUND,
    HTTPStatus.REQUEST_TIMEOUT: Reason.TRY_LATER,
    HTTPStatus.GONE: Reason.GONE,
    HTTPStatus.TOO_EARLY: Reason.TRY_LATER,
    HTTPStatus.TOO_MANY_REQUESTS: Reason.TRY_LATER,
    HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS: Reason.LEGAL,
}


class FetchError(Exception):
    """No page came; as text it is a sentence for people.

    `retry_at` is the moment before which the server does not want to be asked again, if it said so.
    """

    def __init__(self, reason: Reason, message: str = "", *, retry_at: datetime | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_at = retry_at
        self._message = message

    @property
    def message(self) -> str:
        """Say it in the language of whoever reads it."""
        if self.retry_at is not None:
            # Half a minute more, because part of what the server asked for has passed already.
            wait = timeuntil(self.retry_at + timedelta(seconds=30), timezone.now())
            return _("The server cannot answer at the moment. It asks us to wait: %(time)s.") % {"time": wait}
        return self._message or str(self.reason.label)

    def __str__(self) -> str:
        return self.message


class NoArticleError(UnreadableError):
    """A page came, but no article is on it, or only a part of one."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.label)
        self.reason = reason

    def __str__(self) -> str:
        return str(self.reason.label)


class TeaserError(NoArticleError):
    """The page shows the beginning of an article, `piece`, and says that the rest is for subscribers."""

    def __init__(self, piece: Piece) -> None:
        super().__init__(Reason.PAYWALL)
        self.piece = piece


def failure_of(status: int, retry_after: str = "") -> FetchError:
    """Give what an answer other than 200 means, with the header Retry-After where it has one."""
    reason = _REASON_OF_STATUS.get(status, Reason.ODD_ANSWER)  # type: ignore[call-overload]
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        reason = Reason.TRY_LATER
    return FetchError(reason, retry_at=_moment(retry_after) if reason == Reason.TRY_LATER else None)


def _moment(retry_after: str) -> datetime | None:
    """Read seconds or a date (RFC 9110, 10.2.3); nonsense and the past say nothing."""
    now = timezone.now()
    text = retry_after.strip()
    if text.isascii() and text.isdigit() and len(text) < 10:
        moment = now + timedelta(seconds=int(text))
    else:
        try:
            moment = parsedate_to_datetime(text)
        except ValueError:
            return None
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment if now < moment <= now + LONGEST_WAIT else None
