"""A territory on a Monday afternoon: what its people, places and documents say of themselves."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from bots.directory.bot import DirectoryBot
from bots.engine.dialogue import Dialogue
from care.accounts.model import Account, AccountKind
from care.accounts.store import save_account
from care.directory.columns import ACTIVITIES, SKILLS
from care.directory.current import CurrentIndex
from care.directory.headers import ACTIVITY_HEADER, SKILL_HEADER
from care.directory.importer import import_folder
from care.directory.national.building import build_national_index
from care.directory.national.directory import NationalDirectory
from care.directory.profiles.model import EMPTY, Item
from care.directory.profiles.rules import Say, Unlist, decide_edit
from care.directory.profiles.store import save_profile
from care.directory.profiles.week import PARIS
from care.directory.synthetic import SyntheticPerson, synthetic_rpps
from care.directory.synthetic_columns import activity_columns, skill_columns
from care.directory.synthetic_files import write_synthetic_files
from tests.bots.directory.territory_bot import ALICE, AWA, BOT, PAUL
from tests.care.directory.territory import COMMUNES

MONDAY = datetime(2026, 11, 16, 15, 0, tzinfo=PARIS)
PROTOCOLS = "!protocols:dialogue.test"
_FIRST_RANK = 80_001

# Name, civility, profession, skill, commune, structure: those whom the demonstration lacks.
_OTHERS = (
    ("CONTRASTE Hélène", "MME", ("10", "Médecin"), ("SM74", "Radiologie et imagerie médicale"),
     ("76351", "76600", "Le Havre"), "CENTRE D'IMAGERIE DU PHARE"),
    ("PETIT-PAS Suzanne", "MME", ("10", "Médecin"),
     ("SM43", "Psychiatrie, opt enfant et adolescent"),
     ("76351", "76600", "Le Havre"), "CABINET PETIT-PAS"),
    ("ROTULE Yves", "M", ("10", "Médecin"),
     ("SM08", "Chirurgie orthopédique et Traumatologie"),
     ("76351", "76600", "Le Havre"), "HOPITAL DE L'EXEMPLE"),
    ("VERMEIL Rose", "MME", ("60", "Infirmier"), ("", ""),
     ("76447", "76290", "Montivilliers"), "EHPAD LES TILLEULS INVENTES"),
    ("COORDO Inès", "MME", ("41", "Assistant de service social"), ("", ""),
     ("76351", "76600", "Le Havre"), "PTA DE L'ESTUAIRE INVENTE"),
    ("VEILLE Lou", "M", ("60", "Infirmier"), ("", ""),
     ("76351", "76600", "Le Havre"), "HAD DE L'EXEMPLE"),
    ("TOILETTE Jo", "M", ("35", "Aide-soignant"), ("", ""),
     ("76305", "76700", "Gonfreville-l'Orcher"), "SSIAD DES PEUPLIERS"),
    ("PIPETTE Marc", "M", ("21", "Pharmacien"), ("SM03", "Biologie médicale"),
     ("76341", "76700", "Harfleur"), "LABORATOIRE DES GALETS"),
)  # fmt: skip
_SAID = {
    "Dr Alice FICTIF": [
        (Item.BIO, "Diagnostic TSA niveau 1, visites à domicile"),
        (Item.LANGUAGES, "arabe"),
        (Item.URGENT_PHONE, "06 39 98 00 01"),
    ],
    "Dr Céline LEFÈBVRE": [(Item.BIO, "Téléexpertise, grains de beauté, plaies")],
    "Dr Luc ROSELIERE": [(Item.BIO, "Fond d’œil des diabétiques")],
    "Dr Leila KACEM": [
        (Item.BIO, "IVG médicamenteuse, stérilet"),
        (Item.LANGUAGES, "arabe"),
    ],
    "Dr Corentin MABILLE": [(Item.BIO, "Addictologie, Subutex, sevrage tabac")],
    "Dr Claire ÉTIENVRE": [(Item.LANGUAGES, "anglais, espagnol")],
    "Dr Hélène CONTRASTE": [(Item.BIO, "Imagerie sous 48 h sur demande des généralistes")],
    "Dr Yves ROTULE": [(Item.BIO, "Genou, hanche")],
    "Awa N'DIAYE": [
        (Item.BIO, "Plaies chroniques, pansements complexes, PICC line"),
        (Item.LANGUAGES, "arabe, wolof"),
    ],
    "Jean-Baptiste BEAUVAL": [
        (Item.LANGUAGES, "langue des signes"),
        (Item.HOURS, "tous les jours 7h-20h"),
    ],
    "Nina VASSELIN": [(Item.BIO, "Bilans TSA (autisme), dyslexie, Alzheimer")],
    "Marie DUPONT": [(Item.BIO, "Kiné respiratoire")],
    "Camille HÉBERT": [(Item.BIO, "À domicile")],
    "Elise PERRIN": [(Item.BIO, "Aménagement du domicile")],
    "Hortense DE LA CROIX": [(Item.BIO, "Suivi de grossesse, préparation à la naissance")],
    "Olivier FLAMBARD": [(Item.BIO, "À domicile, pied diabétique")],
    "Simon HAVARD": [(Item.HOURS, "lundi au jeudi 9h-18h")],
    "PHARMACIE DES EMBRUNS": [
        (Item.HOURS, "lundi au samedi 9h-19h30"),
        (Item.BIO, "Méthadone, vaccination"),
    ],
    "PHARMACIE DE L'EXEMPLE": [(Item.HOURS, "lundi au vendredi 9h-12h 14h-18h")],
    "PHARMACIE MORIN": [(Item.HOURS, "mardi au dimanche 9h-12h")],
    "PTA DE L'ESTUAIRE INVENTE": [(Item.BIO, "Appui aux parcours, réseau de soins palliatifs")],
}
_UNLISTED = "Dr Quentin BÉRANGER"
_POSTED = ("Protocole plaies chroniques v2", "Conduite à tenir AVK et chute", "Annuaire des gardes")


def real_territory(folder: Path) -> Dialogue:
    """The directory's bot there, with the country behind it."""
    files = folder / "files"
    people = write_synthetic_files(files)
    _append(files, [_person(rank, other) for rank, other in enumerate(_OTHERS)])
    build_national_index(files, folder / "national", MONDAY)
    national = NationalDirectory(folder / "national", str)
    bot = DirectoryBot(BOT, national=national, protocol_rooms=[PROTOCOLS])
    scene = Dialogue(bot, start=MONDAY - timedelta(minutes=5))
    import_folder(scene.units.database, scene.units.keys, files, COMMUNES, MONDAY)
    with scene.units.unit("accounts") as work:
        for user_id, one in zip((ALICE, PAUL, AWA), people, strict=False):
            name = f"{one.family_name} {one.given_name}"
            account = Account(user_id, AccountKind.PROFESSIONAL, name, one.rpps)
            save_account(work.connection, account)
    _say_of_themselves(scene)
    for posted in _POSTED:
        scene.says(ALICE, posted, direct=False, room=PROTOCOLS)
    return scene


def _say_of_themselves(scene: Dialogue) -> None:
    with scene.units.unit("said") as work:
        _, index = CurrentIndex().load(work.connection, work.keys)
        owners = {entry.name: entry.id for entry in reversed(index.entries)}
        for entry in index.entries:
            if entry.name == "PHARMACIE MORIN" and "Épouville" in entry.places.values():
                owners[entry.name] = entry.id
        for name, sayings in _SAID.items():
            profile = EMPTY
            for item, text in sayings:
                profile = decide_edit(profile, Say(item, text), MONDAY.date())
            save_profile(work, owners[name], profile)
        save_profile(work, owners[_UNLISTED], decide_edit(EMPTY, Unlist(True), MONDAY.date()))


def _person(
    rank: int,
    other: tuple[str, str, tuple[str, str], tuple[str, str], tuple[str, str, str], str],
) -> SyntheticPerson:
    name, civility, profession, skill, commune, structure = other
    family, _, given = name.partition(" ")
    return SyntheticPerson(
        synthetic_rpps(_FIRST_RANK + rank),
        family,
        given.upper(),
        civility,
        *profession,
        skill[0],
        f"{skill[1]} (SM)" if skill[0] else "",
        commune[0],
        commune[2],
        commune[1],
        structure,
        ("1", "RUE", "Rue", "DES EMBRUNS"),
        f"019901{rank:04d}",
        "",
    )


def _append(files: Path, people: list[SyntheticPerson]) -> None:
    for kind, header, rows in (
        (ACTIVITIES, ACTIVITY_HEADER, [_columns(person) for person in people]),
        (SKILLS, SKILL_HEADER, [skill_columns(p) for p in people if p.skill_code]),
    ):
        (path,) = files.glob(f"{kind.stem}_*.txt")
        lines = ["|".join(row.get(column, "") for column in header) for row in rows]
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write("\n".join(lines) + "\n")


def _columns(person: SyntheticPerson) -> dict[str, str]:
    """As the file says it; a biologist, pharmacist by trade, does not work in a pharmacy."""
    columns = activity_columns(person)
    return columns | {"Code secteur d'activité": "SA25"} if person.skill_code == "SM03" else columns
