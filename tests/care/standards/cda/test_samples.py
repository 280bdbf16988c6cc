"""The public samples of the ANS, where they are at hand: a table of documents by fields.

They are no part of the project; without them these tests are skipped.
"""

from __future__ import annotations

import pytest

from care.standards.cda.model import BodyKind, CdaDocument
from care.standards.cda.reader import read_cda
from tests.house.sources import ROOT

FOLDER = ROOT.parent / "shared" / "data" / "cda"
SAMPLES = sorted(FOLDER.glob("*.xml")) if FOLDER.is_dir() else []
pytestmark = pytest.mark.skipif(not SAMPLES, reason="the public samples are not at hand")

LABORATORY, CAMPARINI = "CR d’examens biologiques", "DR Marcel CAMPARINI"
#: type, title's beginning, author, day, what is shown (kilobytes of PDF, or the first section).
EXPECTED = {
    "BIO-CR-BIO_2024.01_CR-2nde-intention-PDF.xml": (
        LABORATORY, "Compte rendu d'examens", CAMPARINI, "2024-01-04", "102 kB"),
    "BIO-CR-BIO_2024.01_CRP_non_LOINC.xml": (
        LABORATORY, "Compte rendu d'examens", CAMPARINI, "2021-04-01", "76 kB"),
    "BIO-CR-BIO_2024.01_Microbiologie_V1.xml": (
        LABORATORY, "Compte rendu d'examens", CAMPARINI, "2024-01-04", "100 kB"),
    "BIO-CR-BIO_2024.01_TSH_1.xml": (
        LABORATORY, "Compte rendu d'examens", CAMPARINI, "2021-04-01", "76 kB"),
    "BIO-TROD_2024.01_Angine.xml": (
        "Test rapide d’orientation diagnostique", "Test rapide", "DR Pierre DIDOT", "2024-01-06",
        "Résultat du test rapide d'orientation diagnostique"),
    "DLU-EHPAD-FLUDT_2022.01.xml": (
        "Document de liaison d’urgence", "FICHE DE LIAISON", "DR Charles BOILEAU", "2020-03-27",
        "Transfert du patient de l'EHPAD vers le SU"),
    "DOC_NON_STRUCTURE_CDA-R2-N1.xml": (
        LABORATORY, "Compte rendu d'examens", CAMPARINI, "2021-04-01", "318 kB"),
    "IMG-DA-IMG_2024.01_Radiographie_ChevilleGenou.xml": (
        "Demande d’actes d’imagerie", "Demande d'acte d'imagerie", "DR Charles BOILEAU",
        "2021-01-12", "Informations cliniques"),
    "IMG_CR_IMG_2024.01.xml": (
        "CR d’imagerie médicale", "CR d’imagerie médicale", "DR Jacques BIDEAULT", "2021-01-08",
        "Addendum"),
    "LDL-SES_2022.01.xml": (
        "Lettre de liaison à la sortie d’un établissement de soins", "Lettre de liaison",
        "DR Charles DAVID", "2019-12-03", "Statut du document"),
    "TLM-CR_2022.01.xml": (
        "CR de télémédecine", "Compte-rendu de téléc", "DR Olivier DUMAS", "2020-03-27",
        "251 kB"),
    "TLM-DA_2022.01_TCG.xml": (
        "Demande d’acte de télémédecine", "Demande de téléc", "DR Bernard VACQUIER", "2021-03-27",
        "Anamnèse et facteurs de risques"),
    "VAC-NOTE_2023.01.xml": (
        "Note de vaccination", "NOTE DE VACCINATION", "DR Charles MULLER", "2021-04-09",
        "Note de vaccination"),
    "VSM_1.4_2022.01.xml": (
        "Synthèse", "Synthèse Médicale", "DR Stéphane MEDIONI", "2020-03-12",
        "Pathologie en cours, antécédents, allergies et facteurs de risques"),
    "eP-MED-DM_2024.01_PosoStruct.xml": (
        "Prescription de produits de santé", "Prescription de médicaments", "DR Romain PIOU",
        "2023-12-01", "93 kB"),
}  # fmt: skip

#: value, expected range, interpretation, LOINC (or not), by the name of the examination.
RESULTS = {
    "BIO-CR-BIO_2024.01_TSH_1.xml": {
        "Thyréostimuline (TSH)": ("1.950 m[IU]/L", "0.270 – 4.200 m[IU]/L", "N", "3016-3"),
        "Thyroxine libre (FT4)": ("7.67 pg/mL", "9.30 – 17.00 pg/mL", "L", "3024-7"),
    },
    "BIO-CR-BIO_2024.01_CRP_non_LOINC.xml": {
        "CRP": ("≤ 1.0 mg/L", "≤ 5.0 mg/L", "N", "1234"),
    },
    "BIO-CR-BIO_2024.01_CR-2nde-intention-PDF.xml": {"INR": ("2.0", "", "N", "6301-6")},
    "BIO-TROD_2024.01_Angine.xml": {
        "Dépistage Angine (S. pyogenes)": ("négatif", "", "", "78012-2"),
    },
    "BIO-CR-BIO_2024.01_Microbiologie_V1.xml": {
        "Couleur": ("paille", "", "", "5778-6"),
        "Leucocytes": ("500 /mL", "", "", "30405-5"),
        "Coloration de Gram": ("nombreux Gram - ; quelques Gram +", "", "", "653-6"),
        "Amoxicilline": ("< 0.012 ug/mL", "", "S", "20-8"),
    },
}


def _read(name: str) -> CdaDocument:
    return read_cda((FOLDER / name).read_bytes())


def _shown(document: CdaDocument) -> str:
    if document.shown:
        return f"{len(document.shown.content) // 1024} kB"
    return document.sections[0].title


def _row(document: CdaDocument) -> tuple[str, ...]:
    header = document.header
    assert header.written is not None
    author = next((str(one.name) for one in header.authors), "")
    return (header.type_label, header.title, author, f"{header.written.day}", _shown(document))


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_each_sample_makes_a_right_card(name: str) -> None:
    if not (FOLDER / name).exists():
        pytest.skip("this sample is not at hand")
    label, title, author, day, shown = _row(_read(name))
    expected = EXPECTED[name]
    assert (label, title[: len(expected[1])], author, day, shown) == expected


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_sample_is_read_without_a_fault(path: object) -> None:
    document = read_cda(FOLDER.joinpath(str(path)).read_bytes())
    assert document.faults == frozenset()
    patient = document.header.patient
    assert patient is not None
    assert patient.number is not None
    assert patient.traits.birth_name == "PAT-TROIS"
    assert patient.traits.first_name == "DOMINIQUE"
    assert patient.traits.birth_place == "51215"
    assert document.shown or document.sections
    if document.body is BodyKind.SECTIONS:
        assert any(not one.narrative.is_empty or one.sections for one in document.sections)


@pytest.mark.parametrize("name", sorted(RESULTS))
def test_laboratory_values(name: str) -> None:
    if not (FOLDER / name).exists():
        pytest.skip("this sample is not at hand")
    read = {
        one.name: (
            str(one.value),
            ", ".join(str(expected.value) for expected in one.ranges),
            "".join(one.interpretations),
            one.code.code if one.code else "",
        )
        for one in _read(name).results
    }
    assert {key: read.get(key) for key in RESULTS[name]} == RESULTS[name]


def test_the_replacement_names_what_it_replaces() -> None:
    header = _read("IMG_CR_IMG_2024.01.xml").header
    assert header.version == 2
    assert [str(one) for one in header.replaces] == ["90E1C8EC-F951-4B26-A305-A34848818DD6"]
    assert len(header.orders) == 2
    assert len(header.accessions) == 2


def test_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [(path.stem[:40], *_row(read_cda(path.read_bytes()))) for path in SAMPLES]
    with capsys.disabled():
        print()  # noqa: T201
        for row in rows:
            print(" | ".join(part[:34].ljust(12) for part in row))  # noqa: T201
            for one in _results(row[0]):
                print(f"    {one}")  # noqa: T201
    assert len(rows) == len(SAMPLES)


def _results(stem: str) -> list[str]:
    path = next(one for one in SAMPLES if one.stem.startswith(stem))
    return [
        f"{' › '.join((*one.path, one.name))} = {one.value}"
        f" [{', '.join(str(expected.value) for expected in one.ranges)}]"
        f" {''.join(one.interpretations)}"
        for one in read_cda(path.read_bytes()).results
    ]
