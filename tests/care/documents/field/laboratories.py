"""Laboratory reports as laboratories send them, and what must be read of each."""

from __future__ import annotations

from tests.care.documents.field.case import Case
from tests.care.documents.field.pieces import (
    LOINC,
    Sheet,
    battery,
    entry,
    expected,
    laboratory,
    part,
    quantity,
    report,
    seen,
    structured,
)


def between(kind: str, inside: str) -> str:
    """A value of an interval."""
    return f'<value xsi:type="{kind}">{inside}</value>'


def words(text: str, kind: str = "ST") -> str:
    """A value in words."""
    return f'<value xsi:type="{kind}">{text}</value>'


def judged(inside: str) -> str:
    """An interpretation that is not simply a code."""
    return f"<interpretationCode {inside}</interpretationCode>"


_LESS = '<high value="3" unit="ng/L" inclusive="false"/>'
_MORE = '<low value="2000" unit="ug/L" inclusive="false"/>'
_NO_LOW = '<low nullFlavor="NINF"/><high value="0.01" unit="ng/mL"/>'
_BY_SEX = (
    expected("13", "17", "g/dL", "<text>Homme</text>")
    + expected("12", "16", "g/dL", "<text>Femme</text>")
)  # fmt: skip
_ALERT_RANGE = (
    '<referenceRange><observationRange><value xsi:type="IVL_PQ"><low value="3.5" unit="mmol/L"/>'
    '<high value="5.1" unit="mmol/L"/></value></observationRange></referenceRange>'
    '<referenceRange><observationRange><value xsi:type="IVL_PQ"><low value="6.5" unit="mmol/L"/>'
    '</value><interpretationCode code="HH"/></observationRange></referenceRange>'
)
_TEXT_RANGE = (
    "<referenceRange><observationRange><text>moins de 2,00</text></observationRange>"
    "</referenceRange>"
)
_BEFORE = (
    '<entryRelationship typeCode="REFR"><observation classCode="OBS" moodCode="EVN">'
    '<effectiveTime value="20260910"/><value xsi:type="PQ" value="950" unit="umol/L"/>'
    '<interpretationCode code="HH"/></observation></entryRelationship>'
)
_HEMOLYSED = (
    '<entryRelationship typeCode="SUBJ" inversionInd="true"><act classCode="ACT" moodCode="EVN">'
    '<code code="48767-8"/><text>Prélèvement hémolysé</text></act></entryRelationship>'
)
_DENIED = (
    '<observation classCode="OBS" moodCode="EVN" negationInd="true"><code displayName="Strepto"/>'
    '<value xsi:type="CD" displayName="Présence"/><interpretationCode code="AA"/></observation>'
)
_GERM = (
    '<organizer classCode="CLUSTER" moodCode="EVN"><code><originalText>Isolat 1</originalText>'
    '</code><specimen><specimenRole><specimenPlayingEntity classCode="MIC"><code code="1"'
    ' displayName="Escherichia coli BLSE"/></specimenPlayingEntity></specimenRole></specimen>'
)
_ISOLATE = (
    _GERM
    + f"<component>{seen('Numération', quantity('100000', '/mL'), 'A')}</component><component>"
    + battery(
        "Antibiogramme",
        seen("Amoxicilline", between("IVL_PQ", '<low value="32" unit="mg/L" inclusive="false"/>'),
             "R"),
        seen("Céfotaxime", quantity("2", "mg/L"), "I"),
        seen("Fosfomycine", '<value xsi:type="CD" displayName="Sensible"/>', "S"),
    )
    + "</component></organizer>"
)  # fmt: skip


def sampled(name: str) -> str:
    """A specimen."""
    return (
        f'<specimen><specimenRole><specimenPlayingEntity><code displayName="{name}"/>'
        "</specimenPlayingEntity></specimenRole></specimen>"
    )


def _pq(nothing: str) -> str:
    return f'<value xsi:type="PQ" {nothing}</value>'


LABORATORIES = (
    Case("below a bound", report(seen("Troponine", between("IVL_PQ", _LESS), "N")),
         ("• Troponine : < 3 ng/L",)),
    Case("above a bound",
         report(seen("Ferritine", between("IVL_PQ", _MORE), "HH", expected("20", "300", "ug/L"))),
         ("Ferritine > 2000 µg/L (très haute ⚠)", "attendu 20 – 300 µg/L"), alert=True),
    Case("a bound that is infinite", report(seen("PSA", between("IVL_PQ", _NO_LOW))),
         ("• PSA : ≤ 0,01 ng/mL",)),
    Case("bounds in two units",
         report(seen("X", between("IVL_PQ", '<low value="900" unit="mg"/>'
                                            '<high value="1" unit="g"/>'))),
         ("900 mg – 1 g",)),
    Case("numbers without unit",
         report(seen("INR", '<value xsi:type="REAL" value="7.8"/>', "HH"),
                seen("Plaquettes", '<value xsi:type="INT" value="12"/>', "LL")),
         ("• INR : 7,8 (très haute ⚠)", "• Plaquettes : 12 (très basse ⚠)"), alert=True),
    Case("no type declared",
         report(seen("Glycémie", '<value value="0.38" unit="g/L"/>', "LL"),
                seen("D", '<value><high value="5" unit="mg/L"/></value>')),
         ("• Glycémie : 0,38 g/L (très basse ⚠)", "• D : ≤ 5 mg/L"), alert=True),
    Case("a ratio",
         report(seen("Anticorps", '<value xsi:type="RTO"><numerator xsi:type="INT" value="1"/>'
                                  '<denominator xsi:type="INT" value="640"/></value>', "A")),
         ("• Anticorps : 1 / 640 (anormale)",)),
    Case("words with a bound", report(seen("VIH", words("&lt; 20 copies/mL"))),
         ("• VIH : < 20 copies/mL",)),
    Case("words that go on elsewhere",
         report(seen("Frottis", words('Vu : <reference value="#f1"/>', "ED")),
                text='<paragraph ID="f1">Présence de schizocytes</paragraph>'),
         ("Vu : Présence de schizocytes",)),
    Case("yes, no, and a day",
         report(seen("Sous AVK", '<value xsi:type="BL" value="false"/>'),
                seen("DDR", '<value xsi:type="TS" value="20261101"/>')),
         ("• Sous AVK : non", "• DDR : 01/11/2026")),
    Case("codes with every kind of label",
         report(seen("Ag", '<value xsi:type="CD" nullFlavor="OTH"><originalText>Négatif'
                           "</originalText></value>"),
                seen("VDRL", '<value xsi:type="CE" nullFlavor="UNK"><translation code="P"'
                             ' displayName="Positif"/></value>', "A")),
         ("• Ag : Négatif", "• VDRL : Positif (anormale)")),
    Case("no value at all",
         report(seen("K", _pq('nullFlavor="NASK">')), seen("Na", '<value nullFlavor="UNK"/>'),
                seen("Cl", '<value xsi:type="PQ" value="" unit=""/>')),
         ("• K : sans valeur", "• Na : sans valeur", "• Cl : sans valeur")),
    Case("a unit that UCUM has not",
         report(seen("Dim", _pq('nullFlavor="OTH"><translation value="850"><originalText>ng FEU/mL'
                                "</originalText></translation>"), "H"),
                seen("Dbis", _pq('value="850"><translation value="850" displayName="ng FEU/mL"/>'))
                ),
         ("• Dim : 850 ng FEU/mL (haute)", "• Dbis : 850 ng FEU/mL")),
    Case("odd units",
         report(seen("DFG", quantity("28", "mL/min/{1.73_m2}")), seen("pH", quantity("7.2", "1")),
                seen("IgE", quantity("350", "k[IU]/L")), seen("GR", quantity("3.9", "10*12/L"))),
         ("28 mL/min/1,73 m²", "• pH : 7,2", "350 kUI/L", "3,9 10¹²/L"), ("7,2 1",)),
    Case("two values", report(seen("Test", quantity("5") + words("contrôlé"))),
         ("• Test : 5 mg/L – « contrôlé »",)),
    Case("the stronger of two marks",
         report(seen("K", quantity("6.8", "mmol/L"), "H", '<interpretationCode code="HH"/>')),
         ("très haute ⚠",), alert=True),
    Case("a mark that only a translation tells",
         report(seen("K", quantity("6.8", "mmol/L"), "",
                     judged('nullFlavor="OTH"><translation code="HH"/>'))),
         ("K 6,8 mmol/L (très haute ⚠)",), alert=True),
    Case("a mark in small letters", report(seen("K", quantity("6.8", "mmol/L"), "hh")),
         ("très haute ⚠",), alert=True),
    Case("a mark of one’s own",
         report(seen("Na", quantity("118", "mmol/L"), "",
                     judged('code="C9" displayName="Valeur critique">'))),
         ("• Na : 118 mmol/L (Valeur critique)",)),
    Case("ranges by sex", report(seen("Hb", quantity("12.5", "g/dL"), "", _BY_SEX)),
         ("attendu Homme : 13 – 17 g/dL ; Femme : 12 – 16 g/dL",)),
    Case("ranges that do not say for whom",
         report(seen("Hb", quantity("12.5", "g/dL"), "",
                     expected("13", "17", "g/dL") + expected("12", "16", "g/dL"))),
         ("• Hb : 12,5 g/dL",), ("attendu",)),
    Case("a range that is an alert", report(seen("K", quantity("4", "mmol/L"), "", _ALERT_RANGE)),
         ("attendu 3,5 – 5,1 mmol/L",), ("6,5",)),
    Case("a range in words", report(seen("Chol", quantity("2.4", "g/L"), "H", _TEXT_RANGE)),
         ("attendu moins de 2,00",)),
    Case("what it was before", report(seen("Créat", quantity("90", "umol/L"), "N", _BEFORE)),
         ("• Créat : 90 µmol/L",), ("950", "très")),
    Case("a comment", report(seen("K", quantity("5.9", "mmol/L"), "H", _HEMOLYSED)),
         ("• K : 5,9 mmol/L (haute) – « Prélèvement hémolysé »",)),
    Case("an examination not finished",
         report(seen("K", quantity("9", "mmol/L"), "H", status="aborted")),
         ("9 mmol/L (haute) – examen interrompu",)),
    Case("a result taken back",
         report(seen("K", quantity("9", "mmol/L"), "HH", status="nullified")),
         ("• K : sans valeur – résultat annulé",), ("9 mmol", "très"), in_part=True),
    Case("a result that is denied", report(_DENIED), ("• Strepto : sans valeur",),
         ("Présence", "très"), in_part=True),
    Case("a code of the laboratory",
         report(seen("CRP us", quantity("120"), "HH", code='<code code="L1" codeSystem="1.2.3"'
                                                          ' displayName="CRP us"/>')),
         ("CRP us 120 mg/L (très haute ⚠)",), alert=True),
    Case("an examination without any name",
         report(seen("", quantity("12"), "HH", code='<code nullFlavor="UNK"/>')),
         ("Examen sans nom 12 mg/L (très haute ⚠)",), alert=True),
    Case("batteries in batteries",
         report(battery("NFS", battery("Formule", seen("PNN", quantity("0.2", "10*9/L"), "LL")))),
         ("• NFS › Formule › PNN : 0,2 10⁹/L (très basse ⚠)",), alert=True),
    Case("a germ and its antibiogram", report(battery("ECBU", _ISOLATE)),
         ("ECBU › Isolat 1 › Escherichia coli BLSE › Antibiogramme › Amoxicilline : > 32 mg/L"
          " (résistant)", "Céfotaxime : 2 mg/L (intermédiaire)",
          "Fosfomycine : Sensible (sensible)")),
    Case("the same name in two groups",
         Sheet(structured(part("BIOCHIMIE", "", entry(seen("K", quantity("4")))
                               + part("Sang", "", entry(seen("Na", quantity("140"))))
                               + part("Urines", "", entry(seen("Na", quantity("20"))))))).raw,
         ("• Sang › Na : 140 mg/L", "• Urines › Na : 20 mg/L")),
    Case("a goal is no result",
         report(seen("HbA1c", quantity("7", "%")),
                seen("LDL", quantity("9", "g/L"), "HH").replace('"EVN"', '"GOL"')),
         ("• HbA1c : 7 %",), ("LDL : 9 g",), in_part=True),
    Case("a conclusion of pages", report(seen("Conclusion", words("mot " * 3_000), "AA")),
         ("• Conclusion : mot mot", "mot…"), alert=True),
    Case("a name of pages", report(seen("nom &amp; " * 2_000, quantity("5"), "HH")),
         ("• nom & nom",), alert=True),
    Case("a picture as a value",
         report(seen("Frottis", '<value xsi:type="ED" mediaType="image/png" representation="B64">'
                                "iVBORw0KGgo=</value>")),
         ("• Frottis : sans valeur",), ("iVBOR",)),
    Case("two specimens",
         report(seen("Protéines", quantity("0.3", "g/L"), rest=sampled("LCR")),
                seen("Protéines", quantity("70", "g/L"), rest=sampled("Sérum"))),
         ("• LCR › Protéines : 0,3 g/L", "• Sérum › Protéines : 70 g/L")),
    Case("what is critical in the text alone",
         report(text="<paragraph>K 7,2 mmol/L : VALEUR CRITIQUE</paragraph>"),
         page=("K 7,2 mmol/L : VALEUR CRITIQUE",)),
    Case("results right in an entry",
         Sheet(structured(part("B", "", f"<entry>{seen('K', quantity('7'), 'HH')}</entry>"))).raw,
         ("K 7 mg/L (très haute ⚠)",), alert=True),
    Case("results inside a letter of discharge",
         Sheet(structured(part("Biologie", "", entry(seen("K", quantity("6.9", "mmol/L"), "HH")))),
               code=f'<code code="11490-0" codeSystem="{LOINC}"/>').raw,
         ("🔴 Lettre de liaison à la sortie", "K 6,9 mmol/L (très haute ⚠)"), alert=True),
    Case("types with a prefix",
         Sheet(laboratory(seen("K", quantity("6.8", "mmol/L"), "HH"))).raw.replace(
             b'xsi:type="PQ"', b'xsi:type="hl7:PQ"'),
         ("K 6,8 mmol/L",), alert=True),
    Case("comments and instructions inside a value",
         report(seen("T", words("posi<!-- x -->tif<?y z?> fort"), "A")),
         ("• T : positif fort (anormale)",)),
    Case("nothing is glued in a passage",
         report(seen("Aspect", words('<reference value="#a"/>')),
                text='<content ID="a">3<br/>5</content>'),
         ("• Aspect : 3 5",), ("35",)),
    Case("sixty results", report(*(seen(f"Ex{n}", quantity(str(n)), "HH" if n == 59 else "N")
                                   for n in range(60))),
         ("Ex59 59 mg/L (très haute ⚠)", "40 autres résultats"), alert=True),
)  # fmt: skip
