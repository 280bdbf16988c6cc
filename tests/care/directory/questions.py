"""Sixty questions as professionals type them on a phone, and whom they hope to see first.

Written from what users of such directories said: a surgery's line that never frees up, rare skills
that no official directory has, stocks asked between pharmacies, wounds shown by nurses.
"""

from __future__ import annotations

# A general practitioner of Le Havre, between two patients.
PHYSICIAN = [
    ("dermato près du havre", "Dr Céline LEFÈBVRE"),
    ("dermatologue le havre", "Dr Céline LEFÈBVRE"),
    ("dermato", "Dr Céline LEFÈBVRE"),
    ("ophtalmo rapide le havre", "Dr Luc ROSELIERE"),
    ("dr roselière", "Dr Luc ROSELIERE"),
    ("roseliere luc", "Dr Luc ROSELIERE"),
    ("kiné montivilliers", "Marie DUPONT"),
    ("kine montivillier dupon", "Marie DUPONT"),
    ("kiné respiratoire", "Marie DUPONT"),
    ("orthophoniste TSA", "Nina VASSELIN"),
    ("orthophoniste autisme gonfreville", "Nina VASSELIN"),
    ("ortho alzheimer", "Nina VASSELIN"),
    ("IVG médicamenteuse", "Dr Leila KACEM"),
    ("gynéco IVG", "Dr Leila KACEM"),
    ("gyneco femme qui parle arabe", "Dr Leila KACEM"),
    ("IDEL plaies chroniques", "Awa N'DIAYE"),
    ("infirmière pansements complexes harfleur", "Awa N'DIAYE"),
    ("infirmiere ndiaye", "Awa N'DIAYE"),
    ("sage femme ste adresse", "Hortense DE LA CROIX"),
    ("ergo domicile havre", "Elise PERRIN"),
    ("ergothérapeute", "Elise PERRIN"),
    ("numéro du dr lefebvre", "Dr Céline LEFÈBVRE"),
    ("lefevre celine", "Dr Céline LEFÈBVRE"),
    ("le goff kiné", "Yannick LE GOFF"),
    ("médecin généraliste montivilliers mabille", "Dr Corentin MABILLE"),
]
# A nurse on her round, one thumb free.
NURSE = [
    ("dr fictif", "Dr Alice FICTIF"),
    ("docteur fictif svp", "Dr Alice FICTIF"),
    ("fictiff alice", "Dr Alice FICTIF"),
    ("mon generaliste fictif urgences", "Dr Alice FICTIF"),
    ("diagnostic TSA niveau 1", "Dr Alice FICTIF"),
    ("médecin visites à domicile", "Dr Alice FICTIF"),
    ("médecin qui parle arabe", "Dr Alice FICTIF"),
    ("IDEL qui parle arabe", "Awa N'DIAYE"),
    ("infirmière parlant wolof", "Awa N'DIAYE"),
    ("IDEL montivilliers", "Marion DUPONT"),
    ("dupont marion", "Marion DUPONT"),
    ("dupon marie", "Marie DUPONT"),
    ("pharmacie ouverte ce soir", "PHARMACIE DES EMBRUNS"),
    ("pharmacie ouverte maintenant", "PHARMACIE DES EMBRUNS"),
    ("pharmacie samedi matin", "PHARMACIE DES EMBRUNS"),
    ("pharmacie embruns", "PHARMACIE DES EMBRUNS"),
    ("pharmacie montivilliers ouverte", "PHARMACIE DE L'EXEMPLE"),
    ("pharmacie de l’exemple", "PHARMACIE DE L'EXEMPLE"),
    ("cabinet des galets", "CABINET DES GALETS"),
    ("maison de santé des conteurs", "MAISON DE SANTE DES CONTEURS"),
]
# A pharmacist with an ordonnance in hand.
PHARMACIST = [
    ("10199900373", "Dr Alice FICTIF"),
    ("martin duval", "Dr Jean-Pierre MARTIN-DUVAL"),
    ("dr martin-duval ste adresse", "Dr Jean-Pierre MARTIN-DUVAL"),
    ("jean pierre martin", "Dr Jean-Pierre MARTIN-DUVAL"),
    ("generaliste mabille", "Dr Corentin MABILLE"),
    ("kacem", "Dr Leila KACEM"),
    ("dentiste epouville", "Simon HAVARD"),
    ("dentiste havard", "Simon HAVARD"),
    ("de la croix sage femme", "Hortense DE LA CROIX"),
    ("delacroix", "Hortense DE LA CROIX"),
    ("vasselin", "Nina VASSELIN"),
    ("boulanger pharmacienne", "Odile BOULANGER"),
    ("pharmacien invente", "Paul INVENTE"),
    ("pharmacie methadone", "PHARMACIE DES EMBRUNS"),
    ("cabinet infirmier du phare", "Awa N'DIAYE"),
    ("legoff yannick", "Yannick LE GOFF"),
]
QUESTIONS = PHYSICIAN + NURSE + PHARMACIST
