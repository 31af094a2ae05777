"""What is published, and what it was made from."""

from articles.models.addresses import Address, Withdrawal
from articles.models.articles import Article, Status
from articles.models.clearances import Clearance, ClearanceDocument
from articles.models.error_reports import ErrorReport
from articles.models.front_page import Placement
from articles.models.imports import ImportDraft
from articles.models.originals import Original, Snapshot
from articles.models.outlets import Outlet, Permission
from articles.models.people import Credit, Person
from articles.models.pictures import Image, ImageUse, Rendition
from articles.models.record import Correction, Event
from articles.models.search import SearchEntry, WorkingEntry
from articles.models.sections import Section, Tag, TaggedArticle
from articles.models.versions import PublishedVersion, VersionCredit

__all__ = [
    "Address",
    "Article",
    "Clearance",
    "ClearanceDocument",
    "Correction",
    "Credit",
    "ErrorReport",
    "Event",
    "Image",
    "ImageUse",
    "ImportDraft",
    "Original",
    "Outlet",
    "Permission",
    "Person",
    "Placement",
    "PublishedVersion",
    "Rendition",
    "SearchEntry",
    "Section",
    "Snapshot",
    "Status",
    "Tag",
    "TaggedArticle",
    "VersionCredit",
    "Withdrawal",
    "WorkingEntry",
]
