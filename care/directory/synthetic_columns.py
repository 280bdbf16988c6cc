"""An invented person as rows of the national files: values by column name."""

from __future__ import annotations

from care.directory.synthetic import SyntheticPerson

_CIVILITIES = {"MME": "Madame", "M": "Monsieur"}
_DOCTORS = frozenset({"10"})
_OFFICINE, _OWN_OFFICE = ("SA33", "Pharmacie d'officine"), ("SA07", "Cabinet individuel")


def _identity(person: SyntheticPerson) -> dict[str, str]:
    return {
        "Identifiant PP": person.rpps,
        "Identification nationale PP": person.national_id,
        "Nom d'exercice": person.family_name,
        "Prénom d'exercice": person.given_name,
        "Code savoir-faire": person.skill_code,
        "Libellé savoir-faire": person.skill,
    }


def activity_columns(person: SyntheticPerson) -> dict[str, str]:
    """What the file of activities says of `person` at their place of work."""
    number, type_code, type_label, name = person.street
    sector = _OFFICINE if person.profession_code == "21" else _OWN_OFFICE
    doctor = person.profession_code in _DOCTORS
    return _identity(person) | {
        "Type d'identifiant PP": "8",
        "Code civilité d'exercice": "DR" if doctor else "",
        "Libellé civilité d'exercice": "Docteur" if doctor else "",
        "Code civilité": person.civility,
        "Libellé civilité": _CIVILITIES[person.civility],
        "Code profession": person.profession_code,
        "Libellé profession": person.profession,
        "Code catégorie professionnelle": "C",
        "Libellé catégorie professionnelle": "Civil",
        "Code type savoir-faire": "S" if person.skill_code else "",
        "Libellé type savoir-faire": "Spécialité ordinale" if person.skill_code else "",
        "Code mode exercice": "L",
        "Libellé mode exercice": "Libéral",
        "Identifiant technique de la structure": f"C{person.rpps}",
        "Raison sociale site": person.structure,
        "Numéro Voie (coord. structure)": number,
        "Code type de voie (coord. structure)": type_code,
        "Libellé type de voie (coord. structure)": type_label,
        "Libellé Voie (coord. structure)": name,
        "Code postal (coord. structure)": person.postal_code,
        "Code commune (coord. structure)": person.commune_code,
        "Libellé commune (coord. structure)": person.commune,
        "Téléphone (coord. structure)": person.phone,
        "Code Département (structure)": "76",
        "Libellé Département (structure)": "Seine-Maritime",
        "Code secteur d'activité": sector[0],
        "Libellé secteur d'activité": sector[1],
        "Code genre activité": "GENR01",
        "Libellé genre activité": "Activité standard de soin ou de pharmacien",
    }


def skill_columns(person: SyntheticPerson) -> dict[str, str]:
    """What the file of skills says of `person`."""
    return _identity(person) | {
        "Type d'identifiant PP": "8",
        "Code profession": person.profession_code,
        "Libellé profession": person.profession,
        "Code type savoir-faire": "S",
        "Libellé type savoir-faire": "Spécialité ordinale",
    }


def mailbox_columns(person: SyntheticPerson) -> dict[str, str]:
    """What the file of MSSanté addresses says of `person`."""
    return _identity(person) | {
        "Type de BAL": "PER",
        "Adresse BAL": person.mailbox,
        "Type Identifiant PP": "8",
        "Libellé Profession": person.profession,
        "Code Profession": person.profession_code,
        "Dématérialisation": "O",
        "Pays": "FRANCE",
    }
