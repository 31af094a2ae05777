"""Each check on texts that are wrong, and on texts that are right, in several languages."""

import pytest

from translations.quality import GlossaryEntry, Unit, findings

LONG = "The bridge over the river was closed on Monday because of the strong wind."
LONG_SV = "Bron över floden stängdes i måndags på grund av den hårda vinden."


def codes(source, target, target_lang="sv", source_lang="en", **more):
    return {finding.code for finding in findings(Unit(source, target, source_lang, target_lang, **more))}


@pytest.mark.parametrize(
    ("code", "language", "source", "target"),
    [
        ("numbers", "sv", "It cost 50,000 kronor.", "Det kostade 5 000 kronor."),
        ("numbers", "de", "It grew by 11.5 percent.", "Es wuchs um 115 Prozent."),
        ("numbers", "ar", "There were 37 people.", "كان هناك ٣٦ شخصا."),
        ("numbers", "zh-Hans", "It costs 11 million pounds.", "价值110万英镑。"),
        ("numbers", "hi", "It was 2016.", "यह २०१७ था।"),
        ("links", "sv", "Read [more](1) here.", "Läs mer här."),
        ("links", "fr", "See https://example.org/a here.", "Voir https://example.org/b ici."),
        ("inline", "sv", "A <em>big</em> day.", "En <em>stor dag."),
        ("inline", "de", "A ⟦1⟧big⟦/1⟧ day.", "Ein ⟦1⟧großer Tag."),
        ("untranslated", "sv", LONG, LONG),
        ("language", "fi", LONG, LONG_SV),
        ("language", "ru", LONG, LONG_SV),
        ("language", "fa", LONG, "أغلق الجسر فوق النهر يوم الإثنين بسبب الرياح القوية."),
        ("sentence_in_source", "sv", f"It rained. {LONG}", f"Det regnade. {LONG}"),
        ("doubled_sentence", "sv", f"{LONG} It rained.", f"{LONG_SV} {LONG_SV}"),
        ("doubled_word", "sv", "It rains in the town.", "Det regnar i i staden."),
        ("spaces", "sv", "It rains.", "Det  regnar."),
        ("spaces", "es", "It rains.", "Llueve. "),
        ("characters", "sv", "It rains.", "Det reg\u200bnar."),
        ("characters", "ja", "It rains.", "雨が\ufffdる。"),
        ("encoding", "sv", "He is here.", "Han Ã¤r hÃ¤r."),
        ("mixed_scripts", "ru", "Moscow is here.", "Mосква здесь."),
        ("directions", "ar", "It rains.", "تمطر\u202e."),
        ("end_punctuation", "sv", "It rains.", "Det regnar"),
        ("end_punctuation", "hi", "It rains.", "बारिश हो रही है"),
        ("brackets", "sv", "It rains (here).", "Det regnar (här."),
        ("brackets", "zh-Hans", "It rains (here).", "下雨（这里。"),
        ("quotes", "sv", 'He said "yes" to it.', "Han sade ”ja till det."),
        ("quote_style", "de", 'He said "yes" to it.', "Er sagte “ja” dazu."),
        ("quote_style", "ru", 'He said "yes" to it.', 'Он сказал "да".'),
        ("speech_dash", "sv", "– We must go now.", "- Vi måste gå nu."),
        ("negation", "sv", "The bridge will not open today.", "Bron öppnar i dag."),
        ("negation", "fr", "He does not know it.", "Il le sait."),
        ("negation", "ru", "He does not know it.", "Он это знает."),
        ("name_spelling", "sv", "Then Kavanaugh said it.", "Sedan sade Kavnaaugh det."),
        ("name_missing", "sv", "On the quay Jaynes met Dwyer.", "På kajen mötte Jaynes honom."),
        ("length", "sv", f"{LONG} {LONG} {LONG}", LONG_SV),
        ("order", "sv", f"It cost 37 euros in Paltrow. {LONG}", f"{LONG_SV} Det kostade 37 euro i Paltrow."),
        ("empty", "sv", LONG, " "),
    ],
)
def test_mistake_is_found(code, language, source, target):
    assert code in codes(source, target, language)


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("sv", "It cost 50,000 dollars.", "Det kostade 50 000 dollar."),
        ("de", "It grew by 11.5 percent to 1,234.5 tons.", "Es wuchs um 11,5 Prozent auf 1.234,5 Tonnen."),
        ("fr", "It cost 37 billion euros.", "Cela a coûté 37 milliards d’euros."),
        ("es", "It cost 37 billion euros.", "Costó 37 000 millones de euros."),
        ("zh-Hans", "It cost 142 million euros.", "花了1亿4200万欧元。"),
        ("ja", "It cost 375,000 dollars.", "37万5000ドルかかった。"),
        ("hi", "There were 250,000 people.", "वहाँ २.५ लाख लोग थे।"),
        ("ar", "It was 1,234.5 metres.", "كان ١٬٢٣٤٫٥ مترا."),
        ("fa", "It was 26,750 metres.", "۲۶٬۷۵۰ متر بود."),
        ("sv", "It took seven days.", "Det tog 7 dagar."),
        ("sv", "It took 7 days.", "Det tog sju dagar."),
        ("fi", "It took 2 days.", "Siihen meni kaksi päivää."),
        ("sv", "It began at 3 pm.", "Det började klockan 15.00."),
        ("de", "It began at 11.11 p.m. there.", "Es begann dort um 23:11 Uhr."),
        ("fi", "It was on 29 September 1918.", "Se tapahtui 29.9.1918."),
        ("ja", "It was on May 30, 2005.", "2005年5月30日だった。"),
        ("sv", "The wind blew at 85 miles per hour.", "Det blåste 137 km i timmen."),
        ("sv", "A foot is 12 inches, or 30 centimetres.", "En fot är 12 tum, eller 30 centimeter."),
        ("fr", "He said “yes” to it.", "Il a dit « oui » à cela."),
        ("fi", "He said “yes” to it.", "Hän sanoi ”kyllä” sille."),
        ("th", "It rains here.", "ฝนตกที่นี่"),
        ("sv", "He is not only here.", "Han är här också."),
        ("fa", "It does not rain.", "باران نمی‌بارد."),
        ("sv", LONG, LONG_SV),
        ("sv", "See https://example.org/a here.", "Se https://example.org/a här."),
        ("xx-unknown", LONG, LONG_SV),
    ],
)
def test_good_translation_raises_no_alarm(language, source, target):
    assert codes(source, target, language) == set()


def test_term_is_asked_for_in_any_form_and_never_for_another_word():
    entry = GlossaryEntry("meeting", "möte", forbidden=("miting",), forms=("träff",))

    def about(source, target):
        return codes(source, target, glossary=[entry])

    assert about("The meeting was long.", "Mötet var långt.") == set()
    assert about("The meetings were long.", "Träffarna var långa.") == set()
    assert about("The meeting was long.", "Samlingen var lång.") == {"term"}
    assert about("The meeting was long.", "Mötet, mitingen, var långt.") == {"forbidden_term"}
    assert about("They meet today in town.", "De ses i dag i staden.") == set()


def test_names_that_stay_as_they_are_keep_no_piece_from_going_on():
    result = "Elite League: Dundee Stars 5-3 Belfast Giants"
    told = [
        (finding.code, finding.blocking)
        for text in (result, LONG)
        for finding in findings(Unit(text, text, "en", "de"))
        if finding.code == "untranslated"
    ]

    assert told == [("untranslated", False), ("untranslated", True)]


def test_what_the_newsroom_adds_may_have_numbers_and_links():
    added = "Läs mer om 1931 på https://example.org/a och [här](1)."

    assert codes("", added) & {"numbers", "links"} == set()


@pytest.mark.parametrize(
    ("length", "expected"), [(70, set()), (71, {"long"}), (110, {"long"}), (111, {"too_long"})]
)
def test_headline_keeps_its_length(length, expected):
    headline = "å" * length

    assert codes(headline, headline, kind="headline", source_lang="sv") & {"long", "too_long"} == expected


def test_machine_text_is_a_warning_until_it_is_edited():
    assert "machine" in codes(LONG, LONG_SV, machine=LONG_SV)
    assert "machine" not in codes(
        LONG, "Den hårda vinden gjorde att bron stängdes i måndags.", machine=LONG_SV
    )


def test_must_fixes_are_these():
    blocking = {
        finding.code
        for source, target in [
            ("It cost 5 euros.", "Det kostade 6 euro."),
            ("See [it](1).", "Se det."),
            (LONG, LONG),
            ("It rains.", "Det regnar\u202e."),
            ("It rains.", ""),
        ]
        for finding in findings(Unit(source, target, "en", "sv"))
        if finding.blocking
    }

    assert blocking == {"numbers", "links", "untranslated", "directions", "empty"}


@pytest.mark.parametrize(("source", "found"), [("He flew to Turkey.", {"term"}), ("They ate turkey.", set())])
def test_term_with_a_capital_is_not_the_word_without(source, found):
    entry = GlossaryEntry("Turkey", "Turkiet", is_case_sensitive=True)

    assert codes(source, "Så blev det en dag.", glossary=[entry]) & {"term"} == found
