"""The columns that we need of each national file, by their official names."""

from __future__ import annotations

from typing import NamedTuple

from care.directory.national_files import FileKind

ACTIVITIES = FileKind(
    stem="PS_LibreAcces_Personne_activite",
    columns=(
        "Type d'identifiant PP",
        "Identifiant PP",
        "Identification nationale PP",
        "Code civilité d'exercice",
        "Code civilité",
        "Nom d'exercice",
        "Prénom d'exercice",
        "Code profession",
        "Libellé profession",
        "Code savoir-faire",
        "Libellé savoir-faire",
        "Code mode exercice",
        "Numéro FINESS site",
        "Raison sociale site",
        "Enseigne commerciale site",
        "Numéro Voie (coord. structure)",
        "Indice répétition voie (coord. structure)",
        "Libellé type de voie (coord. structure)",
        "Libellé Voie (coord. structure)",
        "Code postal (coord. structure)",
        "Code commune (coord. structure)",
        "Libellé commune (coord. structure)",
        "Téléphone (coord. structure)",
        "Téléphone 2 (coord. structure)",
        "Adresse e-mail (coord. structure)",
        "Code secteur d'activité",
    ),
)

SKILLS = FileKind(
    stem="PS_LibreAcces_SavoirFaire",
    columns=("Identification nationale PP", "Code savoir-faire", "Libellé savoir-faire"),
)

MAILBOXES = FileKind(
    stem="Extraction_Correspondance_MSSante",
    columns=("Type de BAL", "Adresse BAL", "Identification nationale PP"),
)

# The same file, for what it says of structures.
SHARED_MAILBOXES = FileKind(
    stem=MAILBOXES.stem,
    columns=(
        "Type de BAL",
        "Adresse BAL",
        "Identification Structure",
        "Raison Sociale structure BAL",
        "Code postal",
    ),
)


class ActivityRow(NamedTuple):
    """One row of `ACTIVITIES`, in the order of its columns."""

    identifier_type: str
    identifier: str
    national_id: str
    practice_civility: str
    civility: str
    family_name: str
    given_name: str
    profession_code: str
    profession_label: str
    skill_code: str
    skill_label: str
    mode: str
    finess: str
    legal_name: str
    sign: str
    street_number: str
    street_suffix: str
    street_type: str
    street_name: str
    postal_code: str
    commune_code: str
    commune: str
    phone: str
    second_phone: str
    email: str
    sector_code: str
