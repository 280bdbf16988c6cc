"""The names of identifier and code systems, as the Annuaire Santé API v2 writes them."""

from __future__ import annotations

import re

IDNPS = "urn:oid:1.2.250.1.71.4.2.1"
IDNST = "urn:oid:1.2.250.1.71.4.2.2"
RPPS = "https://rpps.esante.gouv.fr"
FINESS = "https://finess.esante.gouv.fr"
IDENTIFIER_TYPES = "https://hl7.fr/ig/fhir/core/CodeSystem/fr-core-cs-v2-0203"
EMAIL_TYPE = "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-contact-point-email-type"
MAILBOX = "https://interop.esante.gouv.fr/ig/fhir/annuaire/StructureDefinition/as-ext-mailbox-mss-metadata"
INSEE_CODE = "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-address-insee-code"
_PARTS = "http://hl7.org/fhir/StructureDefinition/iso21090-ADXP-"
HOUSE_NUMBER = f"{_PARTS}houseNumber"
HOUSE_SUFFIX = f"{_PARTS}buildingNumberSuffix"
STREET_TYPE = f"{_PARTS}streetNameType"
STREET_NAME = f"{_PARTS}streetNameBase"

_NOS = "https://mos.esante.gouv.fr/NOS"
_TABLES = {
    "G15": "ProfessionSante",
    "R95": "UsagerTitre",
    "R94": "ProfessionSocial",
    "R291": "AutreProfession",
    "R38": "SpecialiteOrdinale",
    "R39": "Competence",
    "R40": "CompetenceExclusive",
    "R09": "CategorieProfessionnelle",
    "R22": "GenreActivite",
    "R23": "ModeExercice",
    "R21": "Fonction",
    "R02": "SecteurActivite",
    "R13": "Commune",
    "R256": "TypeMessagerie",
    "R257": "TypeBAL",
}
PROFESSIONS = ("G15", "R95", "R94", "R291")
SKILLS = ("R38", "R39", "R40")
_TABLE = re.compile(r"TRE[_-]([A-Z]\d{2,3})")


def system_of(table: str) -> str:
    """The system of a table of the nomenclature: `G15` is that of health professions."""
    name = _TABLES[table]
    return f"{_NOS}/TRE_{table}-{name}/FHIR/TRE-{table}-{name}"


def table_of(system: str | None) -> str:
    """The table (`G15`, `R38`…) that a system is about; empty when it is none of them."""
    found = _TABLE.search(system or "")
    return found[1] if found else ""


def skill_table(code: str) -> str:
    """The table that a skill's code is of, by how it begins (`SM26` is an ordinal speciality)."""
    if code.startswith("CEX"):
        return "R40"
    return "R38" if code.startswith(("SM", "SCD", "SI", "PAC")) else "R39"
