"""Files, headers, texts and alphabets as the field sends them, and what must be read of each."""

from __future__ import annotations

import base64
import gzip
import re
import zlib
from io import BytesIO

from PIL import Image

from care.documents.model import Audience
from tests.care.documents.field.case import Case
from tests.care.documents.field.pieces import (
    INS,
    LOINC,
    NAME,
    PDF,
    ROOTS,
    Sheet,
    author,
    file_of,
    part,
    patient,
    person,
    plain_file,
    structured,
)

BARE = base64.b64encode(PDF).decode()
BODY = structured(part("Conclusion", "<paragraph>état stable</paragraph>"))
_AS_PDF = 'mediaType="application/pdf"'
_ENCODED = f'representation="B64" {_AS_PDF}'


def picture(kind: str, **options: object) -> bytes:
    """A red picture; a fax when it has more pages."""
    written = BytesIO()
    Image.new("RGB", (60, 40), "red").save(written, kind, **options)
    return written.getvalue()


def _fax() -> bytes:
    pages = [Image.new("1", (60, 40 + number), 1) for number in range(3)]
    written = BytesIO()
    pages[0].save(written, "TIFF", save_all=True, append_images=pages[1:])
    return written.getvalue()


FAX = _fax()


def deflated(content: bytes) -> bytes:
    """As HL7's DF: without the header of zlib."""
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packing.compress(content) + packing.flush()


def _file(name: str, body: str, **told: object) -> Case:
    return Case(name, Sheet(body).raw, **told)  # type: ignore[arg-type]


def _pdf(name: str, body: str) -> Case:
    return _file(name, body, has_pdf=True)


FILES = (
    _pdf("lines", file_of()),
    _pdf("no representation", plain_file(BARE, _AS_PDF)),
    _pdf("no attribute at all", plain_file(f"\r\n\t{BARE}\r\n")),
    _pdf("no padding", plain_file(BARE.rstrip("="), _ENCODED)),
    _pdf("of no known type", file_of(attributes='mediaType="application/octet-stream"')),
    _pdf("type with a name", file_of(attributes='mediaType="Application/PDF; name=x.pdf"')),
    _pdf("said to be text", file_of(attributes='mediaType="text/plain"')),
    _pdf("the URL of a page", plain_file(f"data:application/pdf;base64,{BARE}", _ENCODED)),
    _pdf("CDATA", plain_file(f"<![CDATA[{BARE}]]>", _ENCODED)),
    _pdf("a comment inside", plain_file(f"{BARE[:20]}<!-- x -->{BARE[20:]}", _ENCODED)),
    _pdf("DF", file_of(deflated(PDF), f'{_AS_PDF} compression="DF"')),
    _pdf("ZL", file_of(zlib.compress(PDF), f'{_AS_PDF} compression="ZL"')),
    _pdf("GZ", file_of(gzip.compress(PDF), f'{_AS_PDF} compression="GZ"')),
    _pdf("compressed only in words", file_of(PDF, f'{_AS_PDF} compression="DF"')),
    _file("DF without end", file_of(deflated(b"%PDF-" + bytes(60_000_000)),
                                    f'{_AS_PDF} compression="DF"'), in_part=True),
    _file("elsewhere", plain_file('<reference value="DOC.PDF"/>', _AS_PDF), in_part=True),
    _file("empty", plain_file("", _ENCODED), in_part=True),
    _file("text", plain_file("Cher confrère,\nx &lt; 5", 'mediaType="text/plain"'),
          page=("Cher confrère,", "x < 5")),
    _file("text of Windows", file_of("l’état".encode("cp1252"), 'mediaType="text/plain"'),
          page=("l’état",)),
    _file("text in UTF-16", file_of("état".encode("utf-16"), 'mediaType="text/plain"'),
          page=("état",)),
    _file("a web page", file_of(b"<p>Bonjour</p><script>non</script>", 'mediaType="text/html"'),
          page=("Bonjour",), never=("non",)),
    _file("rich text", file_of(b"{\\rtf1 Bonjour}", 'mediaType="text/rtf"'),
          page=("ne sait pas montrer (application/rtf)",)),
    _file("a picture said to be a PDF", file_of(picture("JPEG"), _AS_PDF), never=("montrer",)),
    _file("jpg", file_of(picture("JPEG"), 'mediaType="image/jpg"'), never=("montrer",)),
    _file("no body", ""),
)  # fmt: skip

_NAMED = person("<given>Bea</given><family>INVENTE</family><prefix>MME</prefix>")
_NOBODY = (
    '<author><time nullFlavor="UNK"/><assignedAuthor><id nullFlavor="UNK"/></assignedAuthor>'
    "</author>"
)
_DEVICE = (
    '<author><time value="20261112"/><assignedAuthor><id nullFlavor="NA"/><assignedAuthoringDevice>'
    "<softwareName>LaboSoft</softwareName></assignedAuthoringDevice></assignedAuthor></author>"
)
_ANSWERS = (
    '<legalAuthenticator><time value="20261112"/><signatureCode code="S"/><assignedEntity>'
    f'<id root="1.2.250.1.71.4.2.1" extension="810199900373"/>{person()}</assignedEntity>'
    "</legalAuthenticator>"
)
_TWO_NAMES = (
    f"<recordTarget><patientRole>{INS}<patient><name use='P'><family qualifier='CL'>INVENTE"
    "</family><given qualifier='CL'>MARIE</given></name><name use='L'><family qualifier='BR'>"
    "EXEMPLE</family><given qualifier='BR'>JEANNE</given></name><birthTime value='19840615'/>"
    "</patient></patientRole></recordTarget>"
)
_NIA = '<id root="1.2.250.1.213.1.4.11" extension="790019910000158"/>'


def _named(name: str, parts: str) -> Case:
    return Case(name, Sheet(BODY, who=patient(name=parts)).raw)


def _sheet(name: str, *card: str, **told: object) -> Case:
    """A document whose fields and expectations are told together."""
    expected = {key: told.pop(key) for key in ("who_is", "audience", "page") if key in told}
    if "who_is" in expected:
        expected["who"] = expected.pop("who_is")
    fields = {"body": BODY} | told
    return Case(name, Sheet(**fields).raw, card, **expected)  # type: ignore[arg-type]


HEADERS = (
    _sheet("several authors", "Auteur : DR Alice FICTIF, CH A ; MME Bea INVENTE, CH B",
           authors=author(where="CH A") + author(_NAMED, "CH B", "810199900746")),
    _sheet("nobody but who answers", "Auteur : DR Alice FICTIF (responsable du document)",
           authors="", rest=_ANSWERS),
    _sheet("an author without name", "DR Alice FICTIF (responsable du document)",
           authors=_NOBODY, rest=_ANSWERS),
    _sheet("a device, and who answers", "DR Alice FICTIF (responsable du document)",
           authors=_DEVICE, rest=_ANSWERS),
    _sheet("a device alone", "Auteur : LaboSoft", authors=_DEVICE),
    _sheet("a name without parts", "Auteur : Dr Alice FICTIF",
           authors=author(person("Dr Alice FICTIF"))),
    _sheet("an id of the hospital first",
           who=patient(f'<id root="1.2.250.1.71.1" extension="IPP7"/>{INS}')),
    _sheet("two INS", who=patient(_NIA + INS)),
    _sheet("INS with spaces",
           who=patient('<id root="1.2.250.1.213.1.4.10" extension="2 84 06 76 351 123 53"/>')),
    _named("name of the spouse", NAME.replace("CL", "SP")),
    _named("given names after the first",
           '<prefix>MME</prefix><given qualifier="BR">JEANNE</given><given>MARIE</given>'
           '<family qualifier="BR">EXEMPLE</family>'),
    _named("every given name is of birth",
           '<family qualifier="BR">EXEMPLE</family><given qualifier="BR">JEANNE</given>'
           '<given qualifier="BR">MARIE</given>'),
    _named("one name for both",
           '<family qualifier="BR CL">EXEMPLE</family><given qualifier="BR CL">JEANNE</given>'),
    _named("no qualifier", "<given>JEANNE</given><family>EXEMPLE</family>"),
    _sheet("two names, the legal one last", who=_TWO_NAMES),
    _sheet("birth with an hour", who=patient(born='<birthTime value="19840615000000+0200"/>')),
    _sheet("birth with hyphens", who=patient(born='<birthTime value="1984-06-15"/>')),
    _sheet("birth of which the year is known", who=patient(born='<birthTime value="1984"/>'),
           who_is="EXEMPLE JEANNE ?"),
    _sheet("a second version", "Version 2.", versions='<setId root="1.2.9"/>'
           '<versionNumber value="2"/>', rest='<relatedDocument typeCode="RPLC"><parentDocument>'
           '<id root="1.2.3" extension="8"/></parentDocument></relatedDocument>'),
    _sheet("a version in words", versions='<setId nullFlavor="NI"/><versionNumber value="V3"/>'),
    _sheet("very restricted", secret='<confidentialityCode code="V"/>',
           audience=Audience.PROFESSIONALS),
    _sheet("a section that is restricted", audience=Audience.PROFESSIONALS, body=structured(
        "<component><section><title>VIH</title><confidentialityCode code='R'/><text>x</text>"
        "</section></component>")),
    _sheet("ISO date", "du 12/11/2026",
           written='<effectiveTime value="2026-11-12T09:12:00+01:00"/>'),
    _sheet("a date as a period", "du 12/11/2026",
           written='<effectiveTime><low value="20261112"/></effectiveTime>'),
    _sheet("a type of France", "Prescription d’actes de biologie médicale",
           code='<code code="PRESC-BIO" codeSystem="1.2.250.1.213.1.1.4.12"/>'),
    _sheet("a type that nobody knows", "Compte rendu rare",
           code=f'<code code="99999-9" codeSystem="{LOINC}" displayName="Compte rendu rare"/>'),
    _sheet("extensions", who=patient(rest='<sdtc:deceasedInd value="true"/>'
                                     '<e:x xmlns:e="urn:x">y</e:x>')),
)  # fmt: skip

_TABLE = (
    "<table><caption>Bilan</caption><thead><tr><th rowspan='2'>Examen</th><th colspan='2'>R</th>"
    "</tr></thead><tbody><tr><td>K</td><td>3,1<footnote>à jeun</footnote></td></tr></tbody></table>"
)
_NORMS = (
    "<table><tbody><tr><td>Na</td><td rowspan='2'>135-145</td><td>140</td></tr><tr><td>K</td>"
    "<td>6,9</td></tr><tr><td>Cl</td><td>98</td><td>100</td></tr></tbody></table>"
)
_ALLERGY = (
    '<entry><act classCode="ACT" moodCode="EVN"><entryRelationship typeCode="SUBJ"><observation'
    ' classCode="OBS" moodCode="EVN" negationInd="true"><code displayName="Allergie"/>'
    '<value xsi:type="CD" displayName="Pénicilline"/></observation></entryRelationship></act>'
    "</entry>"
)
_DRUG = (
    '<entry><substanceAdministration classCode="SBADM" moodCode="INT"><consumable>'
    "<manufacturedProduct><manufacturedMaterial><code><originalText>AMOXICILLINE 1 g"
    "</originalText></code></manufacturedMaterial></manufacturedProduct></consumable>"
    "</substanceAdministration></entry>"
)


def _text(name: str, text: str, *page: str, inside: str = "", **told: object) -> Case:
    body = structured(part("T", text, inside))
    return Case(name, Sheet(body).raw, page=page, **told)  # type: ignore[arg-type]


TEXTS = (
    _text("a table with notes", _TABLE, "Bilan", "K | 3,1 [à jeun]", never=("3,1à",)),
    _text("a cell of two rows", _NORMS, "Na | 135-145 | 140", "K | | 6,9", "Cl | 98 | 100"),
    _text("lists in lists", "<list><item>HTA<list><item>traitée</item></list></item></list>",
          "• HTA", "• traitée"),
    _text("powers", "Plaquettes 12 10<sup>9</sup>/L, CO<sub>2</sub>", "12 10⁹/L", "CO2",
          never=("109/L",)),
    _text("elements of a web page", "<p>K 3</p><p>5 Na</p><ul><li>a</li></ul><script>x()</script>",
          "K 3\n5 Na", "• a", never=("35", "x()")),
    _text("what was deleted", '<content revised="delete">ancien</content> nouveau', "nouveau",
          never=("ancien",)),
    Case("sections in sections without titles", Sheet(structured(part("", "un", part(
        "", "deux", part("", "trois", part("D", "quatre")))))).raw,
        page=("un", "deux", "trois", "quatre")),
    _text("an allergy that is denied, without text", "", inside=_ALLERGY,
          never=("Pénicilline",), in_part=True),
    _text("a drug without text", "", "AMOXICILLINE 1 g", inside=_DRUG, in_part=True),
    _text("a long text", f"<paragraph>{'mot ' * 200_000}</paragraph>", "mot mot"),
)  # fmt: skip


def _written(
    name: str, charset: str, declared: str, mark: bytes = b"", *, in_part: bool = False
) -> Case:
    before = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    raw = mark + Sheet(BODY, before=before).text.encode(charset)
    return Case(name, raw, page=("état stable",), in_part=in_part)


def _altered(name: str, raw: bytes, *, in_part: bool = False) -> Case:
    return Case(name, raw, page=("état stable",), in_part=in_part)


_WHOLE = Sheet(BODY)
_PREFIXED = re.sub(r"<(/?)(?=[A-Za-z])", r"<\1n:", _WHOLE.text).replace("xmlns=", "xmlns:n=")
_WINDOWS = Sheet(structured(part("T", "l’œdème à 5 €")), before=(
    '<?xml version="1.0" encoding="ISO-8859-1"?>')).text.encode("cp1252")  # fmt: skip
ALPHABETS = (
    _written("UTF-8 with a mark", "utf-8", "UTF-8", b"\xef\xbb\xbf"),
    _written("Latin-1", "latin-1", "ISO-8859-1"),
    Case("Windows said to be Latin-1", _WINDOWS, page=("l’œdème à 5 €",)),
    _written("Latin-1 said to be UTF-8", "latin-1", "UTF-8", in_part=True),
    _written("Latin-1 that says nothing", "latin-1", "", in_part=True),
    _written("UTF-8 said to be Latin-1", "utf-8", "ISO-8859-1"),
    _written("UTF-16", "utf-16", "UTF-16"),
    _written("UTF-16 without a mark", "utf-16-le", "UTF-16"),
    _written("UTF-8 said to be UTF-16", "utf-8", "utf-16"),
    _altered("prefixes", _PREFIXED.encode()),
    _altered("no namespace", Sheet(BODY, roots=ROOTS.partition(" ")[2]).raw),
    _altered("blank lines before", b"\r\n \r\n" + _WHOLE.raw),
    _altered("instructions", Sheet(BODY, before='<?xml version="1.0"?><?xml-stylesheet'
                                   ' href="http://x.example/a.xsl"?><!-- x --><?o a?>').raw),
    _altered("characters that XML forbids", _WHOLE.raw.replace(b"stable", b"stable\x0b"),
             in_part=True),
    _altered("HTML’s names", _WHOLE.raw.replace("état".encode(), b"&eacute;tat"), in_part=True),
)  # fmt: skip
