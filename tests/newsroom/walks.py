"""Walking through the pages of a signed-in person, from link to link."""

import re
from collections import Counter, deque
from urllib.parse import urljoin, urlsplit

from lxml import html

# What ends a session, and the page that readers do not have yet.
NOT_FOLLOWED = re.compile(r"/logout/|/preview/")
MOST_OF_A_KIND = 2


def dead_links(client, start):
    """Follow every link from a page on, two of each kind; give those that lead nowhere and where they stand.

    Links are of one kind when their paths differ in numbers alone. Pages outside the admin are opened,
    and not walked through.
    """
    dead, seen, kinds = [], {start}, Counter()
    todo = deque([(start, "")])
    while todo:
        path, stands_on = todo.popleft()
        kind = re.sub(r"\d+", "N", urlsplit(path).path)
        kinds[kind] += 1
        if kinds[kind] > MOST_OF_A_KIND:
            continue
        response = client.get(path)
        if response.status_code >= 400:
            dead.append((path, stands_on, response.status_code))
        for link in _links(response, path):
            if link not in seen:
                seen.add(link)
                todo.append((link, path))
    return dead, kinds


def _links(response, path):
    if "Location" in response.headers:
        return _inside([response.headers["Location"]], path)
    is_page = response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming
    if not (is_page and path.startswith("/admin/")):
        return []
    return _inside(html.fromstring(response.content).xpath("//a/@href"), path)


def _inside(addresses, path):
    parts = [urlsplit(urljoin(path, address)) for address in addresses]
    return [
        f"{part.path}?{part.query}" if part.query else part.path
        for part in parts
        if not (part.scheme or part.netloc or NOT_FOLLOWED.search(part.path))
    ]
