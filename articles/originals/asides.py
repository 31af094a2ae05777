"""What a page puts into and after the text of its article: teasers, boxes, adverts, small print."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml.html import HtmlElement

from articles.originals.passages import Passage, folded

_MANY_LINKS = 0.5
_ONLY_LINKS = 0.9
_SHORTEST_TEASER = 25
_LONGEST_LABEL = 60
_LONGEST_SMALL_PRINT = 200
_ENDS_SENTENCE = (".", "。", "?", "!", "…", ":", '"', "”", ")")

# Words that lead to another page, in the languages of the newsroom.
_LEADS_AWAY = re.compile(
    r"\W*(?:read (?:more|also|next|on)|see (?:more|also)|more(?: on| from| about)?\b|related"
    r"|don['’]t miss|watch|also (?:read|see)|click here|lesen sie (?:auch|hier|mehr)|lies auch"
    r"|mehr (?:zum thema|dazu)|weiterlesen|auch interessant|siehe auch|läs (?:också|även|mer)|les også"
    r"|læs også|lue myös|lees (?:ook|meer)|(?:à )?lire (?:aussi|également|plus)|voir aussi|le(?:a|e"
    r"|er) (?:también|además|más)|te puede interesar|mirá también|leia (?:também|mais)|veja também"
    r"|leggi (?:anche|di più)|vedi anche|(?:czytaj|zobacz) (?:też|także|więcej)|читайте (?:также|ещё"
    r"|еще)|читать далее|см\. также|ayrıca|اقرأ (?:أيضا|أيضًا|المزيد)|همچنین|相关阅读|関連記事|延伸閱讀)",
    re.IGNORECASE,
)
# Labels of the boxes that follow an article: nothing after one is its text.
_BOX_AFTER = re.compile(
    r"\W*(?:(?:more|other|top|latest|related|recommended|popular|trending|partner"
    r"|most read)\b.{0,20}\b(?:news|stories|articles|posts|reading|content|topics|links|videos?)|related"
    r"|recommended|more (?:great .{0,20}|from .{0,40})|you (?:may|might) (?:also )?(?:like|enjoy"
    r"|be interested).*|most (?:read|popular)|about the authors?|(?:leave|post|add) a (?:comment"
    r"|reply).*|join the conversation|(?:\d+ )?(?:comments?|kommentare?|commentaires?|comentarios?"
    r"|comentários?|commenti|kommentarer|komentarze)(?: \(\d+\))?|(?:weitere|mehr|ähnliche|aktuelle"
    r"|verwandte|passende) (?:artikel|beiträge|meldungen|nachrichten|themen|news|links)"
    r"|(?:mehr )?zum thema|auch interessant|das könnte (?:sie|dich|ihnen|dir) auch.*|meistgelesen"
    r"|über den autor|schreibe einen kommentar|(?:articles?|sujets) (?:liés|similaires|recommandés)"
    r"|à lire aussi|sur le même sujet|(?:noticias|artículos|notas) relacionad[oa]s|te puede interesar"
    r"|lo más leído|notícias relacionadas|leia (?:também|mais)|articoli correlati"
    r"|potrebbe interessarti.*|läs (?:också|mer|vidare)|mest läst|relaterat|fler artiklar|lue myös"
    r"|lees (?:ook|meer)|gerelateerd.*|les også|læs også|czytaj (?:też|także)|powiązane.*|читайте также"
    r"|по теме)\W*",
    re.IGNORECASE,
)
_SMALL_PRINT = re.compile(
    r"(?:©|\(c\)|\bcopyright)\s*(?:©\s*)?\d{4}|\ball rights reserved|alle rechte vorbehalten"
    r"|tous droits réservés|(?:todos (?:los )?(?:derechos|direitos)|tutti i diritti"
    r"|alla rättigheter) r[ei]ser|^\W*(?:advertisement|advertising|sponsored|anzeige|werbung|annons"
    r"|reklam|publicidad|publicité|publicidade|pubblicità|mainos|реклама|loading|share|print"
    r"|order reprints|print article|subscribe|sign up|scroll to continue)\W*$|^\W*(?:share|tweet|pin"
    r"|e-?mail|teilen|drucken|dela|partager|compartir|condividi)(?: (?:this|on|via|auf|på|sur|en"
    r"|su)\b.{0,40})?$|^\W*(?:click|tap) here to\b|^\W*follow .{1,40} on (?:twitter|facebook|instagram"
    r"|x)\b|^\W*(?:subscribe|sign up|register|get|download)\b.{0,80}\b(?:newsletters?|app|inbox"
    r"|podcast)\b|^\W*(?:write to|contact) .{1,60} at \S+@\S+|this copy is for your personal"
    r"|an error has occurred",
    re.IGNORECASE,
)


def without_asides(passages: list[Passage]) -> Iterator[Passage]:
    """Give the passages that are text: no teasers between them, nothing of the boxes after them."""
    passages = passages[: _end_of_text(passages)]
    only_links = [passage.linked > _ONLY_LINKS for passage in passages]
    plain_lists = _lists_of_text(passages)
    for number, passage in enumerate(passages):
        stands_alone = not any(only_links[max(0, number - 1) : number] + only_links[number + 1 : number + 2])
        is_of_text = passage.element.getparent() in plain_lists
        if not (
            is_small_print(passage) or (not is_of_text and is_teaser(passage, stands_alone=stands_alone))
        ):
            yield passage


def _end_of_text(passages: list[Passage]) -> int:
    """Say where the text ends: at the label of a box in its second half, before headings and links."""
    total = sum(len(passage.text) for passage in passages)
    end, read = len(passages), 0
    for number, passage in enumerate(passages):
        if read > total / 2 and is_label(passage):
            end = number
            break
        read += len(passage.text)
    while end and (is_heading(passages[end - 1]) or passages[end - 1].linked > _MANY_LINKS):
        end -= 1
    return end


def _lists_of_text(passages: list[Passage]) -> set[HtmlElement | None]:
    """Give the lists in which most items are more than a link."""
    balance: Counter[HtmlElement | None] = Counter()
    for passage in passages:
        if passage.kind.endswith("item"):
            balance[passage.element.getparent()] += -1 if passage.linked > _ONLY_LINKS else 1
    return {each for each, count in balance.items() if count > 0}


def is_heading(passage: Passage) -> bool:
    return passage.kind.startswith("heading")


def is_label(passage: Passage) -> bool:
    """Say whether a passage is the label of a box that follows an article."""
    text = folded(passage.text)
    return len(text) <= _LONGEST_LABEL and bool(_BOX_AFTER.fullmatch(text))


def is_small_print(passage: Passage) -> bool:
    """Say whether a passage is an advert's mark, a call to share or subscribe, or about copying."""
    text = folded(passage.text)
    return len(text) <= _LONGEST_SMALL_PRINT and bool(_SMALL_PRINT.search(text))


def is_teaser(passage: Passage, *, stands_alone: bool) -> bool:
    """Say whether a passage only leads to another page: an item or a paragraph that is nothing but a link."""
    if is_heading(passage) or passage.linked <= _MANY_LINKS:
        return False
    if passage.kind.endswith("item") and passage.linked > _ONLY_LINKS:
        return True
    text = passage.text.strip()
    is_line = stands_alone and passage.linked > _ONLY_LINKS and passage.element.tag in {"p", "div"}
    has_words = len(text) >= _SHORTEST_TEASER and "://" not in text and not text.endswith(_ENDS_SENTENCE)
    return (is_line and has_words) or bool(_LEADS_AWAY.match(text))
