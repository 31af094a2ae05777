"""From bytes to text, in the order that HTML prescribes."""

import pytest

from articles.originals.charset import decode

RUSSIAN = "Президент заявил, что переговоры продолжатся в понедельник в Женеве, сообщает агентство. " * 4


@pytest.mark.parametrize(
    ("content", "content_type", "text"),
    [
        ("é".encode(), "text/html; charset=utf-8", "é"),
        (b"\xe9\x97", "text/html; charset=ISO-8859-1", "é—"),
        (b'<meta charset="utf-8">\xe9', "text/html; charset=latin1", '<meta charset="utf-8">é'),
        (b"\xef\xbb\xbf\xc3\xa9", "text/html; charset=ISO-8859-1", "é"),
        (b"\xff\xfe" + "é".encode("utf-16-le"), "text/html", "é"),
        (b"\xfe\xff" + "é".encode("utf-16-be"), "", "é"),
        (b'<meta charset="windows-1252">\xe9\x80', "text/html", '<meta charset="windows-1252">é€'),
        (
            b'<meta content="text/html; charset=gb2312">\xc4\xe3',
            "",
            '<meta content="text/html; charset=gb2312">你',
        ),
        (b'<meta charset="utf-16">\xc3\xa9', "", '<meta charset="utf-16">é'),
        ("é".encode(), "text/html; charset=klingon", "é"),
        ("é".encode(), "text/html; charset=base64", "é"),
        ('<meta charset="gb2312">你'.encode(), "text/html", '<meta charset="gb2312">你'),
        (RUSSIAN.encode("cp1251"), "text/html", RUSSIAN),
        (b"a\xff\xc3(b", "text/html; charset=utf-8", "a\ufffd\ufffd(b"),
        (b"", "", ""),
    ],
)
def test_decode(content, content_type, text):
    assert decode(content, content_type) == text


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        (
            "Det blåser på bryggan när färjan går, säger hon, och ingen har sett något liknande. " * 3,
            "cp1252",
        ),
        ("Zażółć gęślą jaźń: rząd przyjął dziś ustawę o podatkach, powiedział minister. " * 3, "cp1250"),
        ("Başbakan dün akşam açıklama yaptı; görüşmeler pazartesi günü yeniden başlıyor. " * 3, "cp1254"),
        ("市長は月曜日の朝、新しい橋の工事が四月まで続くと記者団に語った。" * 3, "cp932"),
        ("市长星期一早上对记者说，新桥的施工将持续到四月，渡轮每十分钟一班。" * 2500, "gb18030"),
    ],
)
def test_charset_that_nobody_names_is_found_by_letters_and_language(text, charset):
    assert decode(text.encode(charset)) == text
