"""The same number of something else: miles for kilometres, euros for dollars."""

import pytest

from translations.quality import Unit, findings


def amounts(source, target, target_lang="sv", source_lang="en"):
    found = findings(Unit(source, target, source_lang, target_lang))
    return [finding.message for finding in found if finding.code in {"unit", "currency"}]


@pytest.mark.parametrize(
    ("language", "source", "target", "said"),
    [
        ("sv", "It is 5 kilometres away.", "Det är 5 mil bort.", ("5 kilometres", "5 mil")),
        ("sv", "It took 3 weeks.", "Det tog 3 månader.", ("3 weeks", "3 månader")),
        ("fi", "It took 3 weeks.", "Se kesti 3 kuukautta.", ("3 weeks", "3 kuukautta")),
        ("fr", "It weighs 12 grams.", "Il pèse 12 kilogrammes.", ("12 grams", "12 kilogrammes")),
        ("ru", "It took 5 hours.", "Это заняло 5 минут.", ("5 hours", "5 минут")),
        ("ar", "It took 3 weeks.", "استغرق 3 أشهر.", ("3 weeks", "3 أشهر")),
        ("ja", "It took 3 weeks.", "3か月。", ("3 weeks", "3か月。")),
    ],
)
def test_another_unit_is_found(language, source, target, said):
    theirs, ours = said

    assert amounts(source, target, language) == [
        f"The original counts this in another unit ({theirs}). Check “{ours}”."
    ]


@pytest.mark.parametrize(
    ("language", "source", "target", "said"),
    [
        ("sv", "It cost $5 million.", "Det kostade 5 miljoner euro.", ("$5 million", "5 miljoner euro")),
        ("fi", "It cost $5 then.", "Hinta oli 5 euroa.", ("$5 then", "5 euroa")),
        ("ja", "It cost £5.", "5ユーロ。", ("£5", "5ユーロ。")),
        ("ru", "It cost 40 euros.", "Это стоило 40 долларов.", ("40 euros", "40 долларов")),
    ],
)
def test_other_money_is_found(language, source, target, said):
    theirs, ours = said

    assert amounts(source, target, language) == [
        f"The original speaks of other money ({theirs}). Check “{ours}”."
    ]


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("sv", "It is 5 miles away.", "Det är 5 miles bort."),
        ("sv", "The storm moves at 12 miles per hour.", "Stormen rör sig med 12 miles i timmen."),
        ("sv", "A 3-year-old boy waited 3 hours.", "En 3-årig pojke väntade 3 timmar."),
        ("de", "He lived 5 in Berlin.", "Er lebte 5 in Berlin."),
        ("fr", "It took 5 years.", "Cela a pris 5 ans."),
        ("ja", "It took 3 weeks.", "3週間かかった。"),
        ("zh-hans", "It lasted 5 days.", "持续了5天。"),
        ("sv", "It cost $5 million.", "Det kostade 5 miljoner amerikanska dollar."),
        ("sv", "It cost $5 million.", "Det kostade 54 miljoner kronor."),
        ("sv", "It cost 500 euros and 500 dollars.", "Det kostade 500 dollar och 500 euro."),
        ("ar", "It cost 40 euros.", "كلف 40 يورو."),
        ("xx", "It took 3 weeks.", "3 foo."),
    ],
)
def test_right_amounts_pass(language, source, target):
    assert amounts(source, target, language) == []
