"""Bring locale/*/LC_MESSAGES/django.po up to date with the source, check them, compile them.

Babel does the work, because `msgfmt` is not on a fresh machine. Nothing is guessed: a sentence
that changed has no translation until somebody writes one, and a sentence that went away is kept
below as obsolete. A second run changes nothing: no dates, no line numbers, no paths of a machine.
"""

import argparse
import ast
import io
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "locale"
LANGUAGES = ("en", "sv", "ar", "de", "fi", "fr", "es", "ru", "zh-hans", "uk", "fa", "pt", "tr", "pl")
SOURCES = ("articles", "translations", "newsroom", "templates")
SUFFIXES = {".py", ".html", ".txt"}
# Folders whose text is no interface.
SILENT = {"migrations", "demo_texts", "demo_pictures"}
# Django's names; the numbers say which arguments are sentences, "c" which is the context.
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# What a run of this program would change, or what says nothing.
UNSTABLE_HEADERS = re.compile(
    r'^"(?:Project-Id-Version|POT-Creation-Date|PO-Revision-Date|Report-Msgid-Bugs-To|Last-Translator|Language-Team|Generated-By):'
)
# Babel numbers the last two Arabic forms the other way round than every translator and Django do.
PLURAL_FORMS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2"
    " : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);"
}
STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(n?p?gettext|_)\(({STRING}(?:, ?{STRING})*)(?:, ?count)?\)")


def template_messages(
    file: io.BytesIO, keywords: Iterable[str], comment_tags: Iterable[str], options: dict[str, object]
) -> Iterator[tuple[int, str, tuple[str, ...], list[str]]]:
    """Find the sentences of a Django template; the shape is that of Babel's extractors."""
    text = templatize(file.read().decode("utf-8"))
    for call in CALL.finditer(text):
        line = text.count("\n", 0, call.start()) + 1
        yield line, call[1], ast.literal_eval(f"({call[2]},)"), []


def extracted() -> Catalog:
    """Collect every sentence of the source, in a stable order."""
    catalog = Catalog()
    for folder in SOURCES:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix not in SUFFIXES or SILENT.intersection(path.parts):
                continue
            method = "python" if path.suffix == ".py" else template_messages
            found = extract(
                method,  # type: ignore[arg-type] # Babel asks for more parameter types than it hands over
                io.BytesIO(path.read_bytes()),
                keywords=KEYWORDS,
                comment_tags=("Translators:",),
                options={"encoding": "utf-8"},
            )
            for line, message, comments, context in found:
                place = (path.relative_to(ROOT).as_posix(), line)
                catalog.add(message, locations=[place], auto_comments=comments, context=context)
    return catalog


def updated(path: Path, template: Catalog) -> Catalog:
    """Lay the translations of one language over the sentences of today."""
    name = path.parent.parent.name
    if path.exists():
        with path.open("rb") as file:
            catalog = read_po(file, locale=name)
    else:
        catalog = Catalog(locale=name, header_comment=f"# What the interface says in {name}.", fuzzy=False)
    # A sentence that comes back finds the translation that it had.
    for message in template:
        singular = message.id[0] if isinstance(message.id, tuple) else message.id
        key = str(singular) if message.context is None else (str(singular), message.context)
        if (kept := catalog.obsolete.pop(key, None)) and singular:
            catalog.add(kept.id, kept.string, flags=kept.flags, context=kept.context)
    if name in PLURAL_FORMS:
        catalog.mime_headers = [("Plural-Forms", PLURAL_FORMS[name])]
    catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
    for key in [key for key, message in catalog.obsolete.items() if not any(message.string or ())]:
        del catalog.obsolete[key]
    return catalog


def written(catalog: Catalog) -> str:
    """Give the file as text that depends on the sentences and translations alone."""
    file = io.BytesIO()
    write_po(file, catalog, width=100, sort_output=True, include_lineno=False)
    lines = file.getvalue().decode("utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if not UNSTABLE_HEADERS.match(line)).rstrip() + "\n"


def problems_of(path: Path) -> list[str]:
    """Name translations whose placeholders are not those of the sentence."""
    with path.open("rb") as file:
        catalog = read_po(file, locale=path.parent.parent.name)
    place = path.relative_to(ROOT)
    return [f"{place}: {message.id!r}: {error}" for message, errors in catalog.check() for error in errors]


def update(paths: list[Path], *, only_check: bool) -> list[str]:
    """Write the .po files, or say which ones would change; give the problems that were found."""
    template = extracted()
    problems = []
    for path in paths:
        text = written(updated(path, template))
        is_current = path.exists() and path.read_text(encoding="utf-8") == text
        if only_check and not is_current:
            problems.append(f"{path.relative_to(ROOT)} is not up to date: run `make messages`.")
        elif not is_current:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            say(f"{path.relative_to(ROOT)} written")
        if path.exists():
            problems += problems_of(path)
    return problems


def is_stale(path: Path) -> bool:
    compiled = path.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime


def compile_stale(paths: list[Path]) -> None:
    """Compile what is newer than its .mo; a process that reads meanwhile sees the old or the new one."""
    for path in filter(is_stale, paths):
        with path.open("rb") as file:
            catalog = read_po(file, locale=path.parent.parent.name)
        unfinished = path.with_suffix(f".mo.{os.getpid()}")
        with unfinished.open("wb") as file:
            write_mo(file, catalog)
        unfinished.replace(path.with_suffix(".mo"))


def catalog_paths() -> list[Path]:
    """List the .po files of the default languages and of every other one that has a folder."""
    names = {to_locale(code) for code in LANGUAGES} | {
        folder.name for folder in LOCALE.glob("*") if folder.is_dir()
    }
    return [LOCALE / name / "LC_MESSAGES" / "django.po" for name in sorted(names)]


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("do", choices=("update", "check", "compile"))
    choice = parser.parse_args().do
    paths = catalog_paths()
    problems = [] if choice == "compile" else update(paths, only_check=choice == "check")
    if choice != "check":
        compile_stale([path for path in paths if path.exists()])
    for problem in problems:
        say(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
