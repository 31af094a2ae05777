"""Word files as small as they can be: the parts that a reader needs, and what a test puts between them."""

import zipfile
from io import BytesIO

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = {"Title": "Title", "Heading2": "heading 2", "Quote": "Quote"}


def paragraph(text="", *, style="", list_number=0, runs=""):
    """One paragraph of a Word document; `runs` is markup that stands behind its text."""
    numbered = (
        f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list_number}"/></w:numPr>' if list_number else ""
    )
    said = f'<w:pStyle w:val="{style}"/>' if style else ""
    first = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{said}{numbered}</w:pPr>{first}{runs}</w:p>"


def word_file(*paragraphs, links=(), start="", extra=()):
    """Pack a .docx; `start` stands before the root of the document, `extra` is {name: content}."""
    body = "".join(paragraphs)
    targets = "".join(
        f'<Relationship Id="l{number}" Type="{R}/hyperlink" Target="{url}" TargetMode="External"/>'
        for number, url in enumerate(links, start=1)
    )
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{TYPES}"><Relationship Id="r1"'
        f' Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'{start}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body>'
        "</w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{TYPES}">{targets}</Relationships>',
        "word/styles.xml": f'<w:styles xmlns:w="{W}">'
        + "".join(
            f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
            for key, name in STYLES.items()
        )
        + "</w:styles>",
        "word/numbering.xml": f'<w:numbering xmlns:w="{W}">'
        + "".join(
            f'<w:abstractNum w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:numFmt w:val="{kind}"/></w:lvl>'
            f"</w:abstractNum>"
            for number, kind in enumerate(("bullet", "decimal"), start=1)
        )
        + "".join(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in (1, 2)
        )
        + "</w:numbering>",
        **dict(extra),
    }
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return packed.getvalue()
