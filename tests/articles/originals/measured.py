"""Imports addresses one after another in a process of its own, and says what each took.

python -m tests.articles.originals.measured HOST:PORT reads addresses, one a line, and answers each with a
line of JSON: headline or reason, seconds, seconds of the processor, and by how many megabytes the memory
grew at its peak.
"""

import json
import os
import sys
import time
from pathlib import Path


def megabytes(name):
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1]) / 1024
    raise LookupError(name)


def main():
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from django.conf import settings

    from articles.originals.detection import detected
    from articles.originals.extract import extract
    from articles.originals.failures import FetchError
    from articles.originals.fetch import fetch
    from articles.originals.piece import UnreadableError

    settings.NEWSROOM_FETCH_ALLOW = frozenset({sys.argv[1]})
    text = "The harbour was closed on Monday after the storm had torn two cranes from their rails. "
    # What is loaded once belongs to the process, not to the page.
    detected(text)
    extract(f"<html><body><h1>Warm</h1>{f'<p>{text}</p>' * 9}</body></html>")
    for line in sys.stdin:
        Path("/proc/self/clear_refs").write_text("5")
        before, started, worked = megabytes("VmRSS"), time.monotonic(), time.process_time()
        try:
            page = fetch(line.strip())
            piece = extract(page.content, page.url, page.content_type)
            said = {
                "headline": piece.headline,
                "text": "".join(block["html"] for block in piece.blocks)[-500:],
            }
        except (FetchError, UnreadableError) as error:
            said = {"reason": getattr(error, "reason", str(error)), "sentence": str(error)}
        said |= {"seconds": time.monotonic() - started, "processor": time.process_time() - worked}
        said |= {"megabytes": megabytes("VmHWM") - before}
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
