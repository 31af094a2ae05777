"""Feeds."""
from django.contrib.syndication.views import Feed
class EditionFeed(Feed):
    pass
