"""Pages that answer like an article and are none, and short articles that look like them."""

import json

import pytest

from articles.originals.extract import extract
from articles.originals.failures import NoArticleError, Reason, TeaserError

URL = "https://news.example/story"
LONG = "<p>The harbour was closed on Monday after the storm had torn two cranes from their rails.</p>" * 20
BRIEF = "<p>The harbour was closed on Monday after the storm had torn two cranes from their rails.</p>" * 4
LEAD = "<p>The harbour was closed on Monday, and nobody knows for how long.</p>"


def page(body, title="Harbour closed", head=""):
    return f"<html><head><title>{title}</title>{head}</head><body><article>{body}</article></body></html>"


def linked_data(**said):
    data = {"@type": "NewsArticle", "headline": "Harbour closed"} | said
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def reason_of(html):
    with pytest.raises(NoArticleError) as failure:
        extract(html, URL)
    assert str(failure.value) == failure.value.reason.label
    return failure.value.reason


@pytest.mark.parametrize(
    "html",
    [
        page(f'<h1>Harbour closed</h1>{LEAD}<div class="paywall">Subscribe to read on</div>'),
        page(f"<h1>Harbour closed</h1>{LEAD}<p>Already a subscriber? Sign in</p>"),
        page(f"<h1>Hamnen stängd</h1>{LEAD}<p>För att läsa vidare behöver du vara prenumerant.</p>"),
        page(f"<h1>Hafen geschlossen</h1>{LEAD}<p>Dieser Artikel ist nur für Abonnenten.</p>"),
        page(f"<h1>Port fermé</h1>{LEAD}<p>Article réservé aux abonnés.</p>"),
        page(f"<h1>Порт закрыт</h1>{LEAD}<p>Статья доступна только по подписке.</p>"),
        page(f"<h1>港口关闭</h1>{LEAD}<p>订阅后继续阅读</p>"),
        page(LEAD, head=linked_data(isAccessibleForFree=False)),
        page(LEAD, head=linked_data(isAccessibleForFree="http://schema.org/False")),
        page(LEAD, head='<meta property="article:content_tier" content="locked">'),
    ],
)
def test_scrap_before_a_paywall_is_refused(html):
    assert reason_of(html) == Reason.PAYWALL


def test_beginning_of_an_article_for_subscribers_is_refused_and_given():
    with pytest.raises(TeaserError) as failure:
        extract(page(f"<h1>Harbour closed</h1>{BRIEF}", head=linked_data(isAccessibleForFree="False")), URL)

    assert failure.value.reason == Reason.PAYWALL
    assert len(failure.value.piece.blocks) == 4


@pytest.mark.parametrize(
    "title",
    [
        *("404", "404 - Page not found", "Page not found | The Bay", "Not found", "Error 404 (Not Found)!!1"),
        *(
            "Sidan hittades inte",
            "Seite nicht gefunden – Die Bucht",
            "Page introuvable",
            "Página no encontrada",
        ),
        *("Страница не найдена", "页面不存在", "الصفحة غير موجودة", "صفحه یافت نشد", "Sivua ei löytynyt"),
    ],
)
def test_page_that_is_not_found_although_it_answers_is_refused(title):
    assert reason_of(page("<h1>Sorry</h1>", title)) == Reason.SOFT_404
    assert reason_of(page(f"<h1>{title}</h1><p>Try our front page, or search.</p>")) == Reason.SOFT_404


@pytest.mark.parametrize(
    "text",
    [
        "<p>We use cookies and share data with 132 partners.</p><p>Accept all</p>",
        "<p>Vi använder kakor. Välj om du godkänner alla.</p>",
        "<p>Wir brauchen Ihre Zustimmung.</p><p>Alle akzeptieren</p>",
        "<p>Nous et nos partenaires déposons des traceurs.</p><p>Continuer sans accepter</p>",
        "<p>Utilizamos cookies propias y de terceros.</p>",
    ],
)
def test_question_about_cookies_is_refused(text):
    assert reason_of(page(text)) == Reason.COOKIE_WALL


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<html><frameset><frame src='/ok'></frameset></html>", Reason.FRAMES),
        ("<body><div id='onetrust-consent-sdk'></div></body>", Reason.COOKIE_WALL),
        ("<body><noscript>Please enable JavaScript.</noscript><div id=root></div></body>", Reason.SCRIPT),
        ("<body><div id=root></div></body>", Reason.NO_ARTICLE),
    ],
)
def test_page_without_text_says_what_it_is(html, reason):
    assert reason_of(html) == reason


@pytest.mark.parametrize(
    "html",
    [
        page(f"<h1>Missing boat not found</h1>{BRIEF}", "Missing boat not found"),
        page(f"<h1>Page not found: how links die</h1>{LONG}", "Page not found: how links die"),
        page(f"<h1>Harbour closed</h1>{BRIEF}<aside>Subscribe now to our newsletter</aside>"),
        page(f'<h1>Harbour closed</h1>{BRIEF}<div class="paywall" hidden></div>'),
        page(f"<h1>Harbour closed</h1>{LEAD}", head=linked_data(isAccessibleForFree=True)),
        page(f"<h1>Harbour closed</h1>{LONG}", head=linked_data(isAccessibleForFree=False)),
        page(f"<h1>Harbour closed</h1>{BRIEF}<p>We use cookies.</p>"),
        page(f"<h1>Harbour closed</h1>{BRIEF}<noscript>Please enable JavaScript.</noscript>"),
    ],
)
def test_article_is_not_taken_for_a_wall(html):
    assert extract(html, URL).blocks
