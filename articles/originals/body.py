"""Which passages of a page are its article.

A plain page, with no menus and boxes around its text, is taken as it stands. From any other page
trafilatura chooses the text; the passages of the page that it chose give the blocks, so that
paragraphs, links, emphasis and kinds are the publisher's own.
"""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from copy import deepcopy

from lxml.html import HtmlElement
from trafilatura import bare_extraction

from articles.originals.asides import is_heading, without_asides
from articles.originals.figures import read_figures, with_figures
from articles.originals.passages import Passage, is_hidden, passages_of, words_of

logger = logging.getLogger(__name__)

_PLAIN_NAMES = (
    "html body main article section div header hgroup p h1 h2 h3 h4 h5 h6 blockquote ul ol li hr br a b"
    " strong i em sub sup cite span time address q u s small mark abbr code bdi bdo pre wbr figure figcaption"
    " img picture source"
)
_PLAIN = frozenset(_PLAIN_NAMES.split())
_STRUCTURE = frozenset({"div", "section", "ul", "ol", "header", "p", "span"})
_WITHOUT_TEXT = frozenset({"script", "style", "noscript", "template", "link", "meta"})
_AROUND = frozenset({"nav", "aside", "footer"})
_ENDS_LINE = frozenset({"p", "head", "item", "quote", "cell", "lb", "list", "row", "table", "ab", "code"})

# Real articles have some thousand elements, the longest of an encyclopaedia ten thousand.
_MOST_ELEMENTS = 20_000
# From here on a text stands for itself wherever it is found; below, it could be anybody's.
_DISTINCT = 40
# What share of a passage trafilatura must have taken, and of its own text the passages must hold.
_MOSTLY = 0.6
# A paragraph between chosen ones is theirs, unless it is made of links.
_FILLING = frozenset({"p", "h2", "h3"})
_FEW_LINKS = 0.3
_MANY_LINKS = 0.5
_ONLY_LINKS = 0.9


def article_of(tree: HtmlElement, base: str) -> list[Passage]:
    """Give the passages of the article in a page, in order; none when there is no article."""
    body = tree.find("body")
    if body is None:
        return []
    container = plain_container(body)
    if sum(1 for _ in body.iter()) > _MOST_ELEMENTS:
        found = heaviest(passages_of(body, base))
    elif container is None:
        found = chosen(passages_of(body, base), text_lines(tree), body)
    else:
        found = passages_of(container, base)
    has_text = any(
        passage.text and not is_heading(passage) and passage.linked < _MANY_LINKS for passage in found
    )
    return list(read_figures(found, base)) if has_text else []


def heaviest(passages: list[Passage]) -> list[Passage]:
    """Give the passages in the element that holds most text beside links.

    For pages so large that weighing them with more care would take minutes.
    """
    weight: Counter[HtmlElement | None] = Counter()
    for passage in passages:
        weight[passage.element.getparent()] += int(len(passage.text) * (1 - passage.linked))
    box = max(weight, key=weight.__getitem__, default=None)
    return [passage for passage in passages if passage.element.getparent() is box]


def plain_container(body: HtmlElement) -> HtmlElement | None:
    """Give the element whose text is the article and nothing else, when the page is that plain."""
    articles = [element for element in body.iter("article") if not is_hidden(element)]
    mains = list(body.iter("main"))
    candidate = articles[0] if len(articles) == 1 else mains[0] if len(mains) == 1 else body
    waiting = list(candidate)
    while waiting:
        element = waiting.pop()
        if element.tag in _WITHOUT_TEXT or (candidate is body and element.tag in _AROUND):
            continue
        has_a_role = element.get("class") or element.get("id") or element.get("role")
        if element.tag not in _PLAIN or (element.tag in _STRUCTURE and has_a_role):
            return None
        waiting.extend(element)
    return candidate


def text_lines(tree: HtmlElement) -> list[str]:
    """Give the lines of what trafilatura takes for the article."""
    try:
        document = bare_extraction(deepcopy(tree), include_comments=False)
    except Exception:  # whatever a hostile page does to a foreign parser is no reason to stop
        logger.exception("trafilatura failed on a page")
        return []
    if document is None or isinstance(document, dict) or document.body is None:
        return []
    lines = [""]
    for element in document.body.iter():
        is_end = element.tag in _ENDS_LINE
        if is_end:
            lines.append("")
        lines[-1] += element.text or ""
        if is_end:
            lines.append("")
        lines[-1] += element.tail or ""
    return [folded for line in lines if (folded := " ".join(line.split()))]


def chosen(passages: list[Passage], lines: list[str], body: HtmlElement) -> list[Passage]:
    """Give the passages that hold the lines; the lines themselves where the page hides its text from us."""
    line_words = [words for line in lines if (words := words_of(line))]
    lines_taken = _Lines(line_words)
    taken = [number for number, passage in enumerate(passages) if lines_taken.hold(passage)]
    taken = _once_each(passages, taken, Counter(line_words))
    taken = _with_gaps_filled(passages, taken)
    found = [passages[number] for number in taken]
    held = "\n".join(words_of(passage.text) for passage in found)
    total = sum(map(len, line_words))
    if sum(len(words) for words in line_words if words in held) < _MOSTLY * total:
        return [Passage.of_text(line, body) for line in lines]
    return with_figures(passages, list(without_asides(found)))


class _Lines:
    """Answers whether trafilatura took a passage, from the lines of its text."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = frozenset(lines)
        self._whole = "\n".join(lines)
        self._by_length = sorted({line for line in lines if len(line) >= 10}, key=len)

    def hold(self, passage: Passage) -> bool:
        words = words_of(passage.text)
        if not words:
            return False
        parts = [part for line in passage.lines if (part := words_of(line))]
        if words in self._lines or all(part in self._lines for part in parts):
            return True
        if len(words) >= _DISTINCT and words in self._whole:
            return True
        return len(words) >= 20 and self._share(words) >= _MOSTLY

    def _share(self, words: str) -> float:
        """Say how much of a passage is made of lines, for those that were cut in pieces."""
        covered = 0
        for line in self._by_length:
            if len(line) > len(words):
                break
            covered += len(line) if line in words else 0
        return covered / len(words)


def _once_each(passages: list[Passage], taken: list[int], wanted: Counter[str]) -> list[int]:
    """Where a page says the same in several places, keep the place where most of the article stands."""
    weight: Counter[HtmlElement] = Counter()
    places: defaultdict[str, list[int]] = defaultdict(list)
    for number in taken:
        places[words_of(passages[number].text)].append(number)
        for distance, box in enumerate(_boxes(passages[number]), start=1):
            weight[box] += len(passages[number].text) // distance
    dropped: set[int] = set()
    for words, numbers in places.items():
        if len(numbers) > (count := max(1, wanted[words])):
            numbers.sort(
                key=lambda number: -max((weight[box] for box in _boxes(passages[number])), default=0)
            )
            best = passages[numbers[0]].element.getparent()
            dropped |= {n for n in numbers[count:] if passages[n].element.getparent() is not best}
    return [number for number in taken if number not in dropped]


def _boxes(passage: Passage) -> list[HtmlElement]:
    return [box for box, _ in zip(passage.element.iterancestors(), range(3), strict=False)]


def _with_gaps_filled(passages: list[Passage], taken: list[int]) -> list[int]:
    """Add what stands between chosen paragraphs in the elements that hold them: short lines get lost.

    A page may cut its text into several such elements, of the same name and near each other; the later
    ones go on where the chosen one ends.
    """
    if not taken:
        return []
    weight: Counter[HtmlElement | None] = Counter()
    for number in taken:
        weight[passages[number].element.getparent()] += len(passages[number].text)
    enough = 0.3 * sum(len(passages[number].text) for number in taken if passages[number].element.tag == "p")
    heavy = {box for box, length in weight.items() if box is not None and length > enough > 0}
    names = {name for box in heavy if (name := _name(box))}
    around = {parent for box in heavy for parent in _boxes_around(box)}
    filled = set(taken)
    for number in range(taken[0], len(passages)):
        passage = passages[number]
        box = passage.element.getparent()
        if number > taken[-1] and is_heading(passage) and passage.linked > _MANY_LINKS:
            break
        is_filling = passage.element.tag in _FILLING and passage.linked < _FEW_LINKS and passage.text
        if box is None or not is_filling:
            continue
        is_between = number < taken[-1] and box in heavy
        is_alike = passage.element.tag == "p" and _name(box) in names
        if is_between or (is_alike and not around.isdisjoint(_boxes_around(box))):
            filled.add(number)
    return sorted(filled | _rest_of_lists(passages, taken))


def _rest_of_lists(passages: list[Passage], taken: list[int]) -> set[int]:
    """Give the items of lists that were taken for the most part; items that are only a link stay away."""
    lists: defaultdict[HtmlElement | None, list[int]] = defaultdict(list)
    for number in range(taken[0], taken[-1]):
        if passages[number].element.tag == "li" and passages[number].linked < _ONLY_LINKS:
            lists[passages[number].element.getparent()].append(number)
    chosen_ones = set(taken)
    found: set[int] = set()
    for numbers in lists.values():
        total = sum(len(passages[number].text) for number in numbers)
        held = sum(len(passages[number].text) for number in numbers if number in chosen_ones)
        if held > total / 2:
            found.update(numbers)
    return found


def _name(box: HtmlElement) -> tuple[str, str] | None:
    """Give what an element shares with others of its kind: its tag and class."""
    return (str(box.tag), box.get("class", "")) if box.get("class") else None


def _boxes_around(box: HtmlElement) -> list[HtmlElement]:
    near = [each for each, _ in zip(box.iterancestors(), range(3), strict=False)]
    return [each for each in near if each.tag not in {"body", "html"}]
