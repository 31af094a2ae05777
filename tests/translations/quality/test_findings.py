from django.utils import translation

from translations.quality import Unit, findings


def test_block_without_a_translation_must_be_mended():
    unit = Unit("The bridge opens today.", "  ", "en", "sv")

    with translation.override("en"):
        found = [(finding.code, finding.blocking, finding.message) for finding in findings(unit)]

    assert found == [
        ("empty", True, "Nothing is translated here. Translate it, or leave it out with a reason.")
    ]


def test_block_without_a_source_needs_no_translation():
    assert findings(Unit("", "", "en", "sv")) == []
