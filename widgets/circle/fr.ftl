# Ce que le serveur dit pour « Le cercle ».

day-and-hour = { $date } à { $time }
weekday-and-date = { $weekday } { $date }
weekday-0 = lundi
weekday-1 = mardi
weekday-2 = mercredi
weekday-3 = jeudi
weekday-4 = vendredi
weekday-5 = samedi
weekday-6 = dimanche

# L’identité

age-years = { $years ->
    [one] { $years } an
   *[other] { $years } ans
}
age-months = { $months } mois
born = { $feminine ->
    [yes] née le { $date }{ $age }
   *[no] né le { $date }{ $age }
}
caution-fictitious = Patient fictif : cercle verrouillé, rien ne sort d’ici.
caution-doubtful = Identité douteuse : cercle verrouillé, rien ne sort d’ici tant que le doute n’est pas levé.
caution-homonym = Homonyme connu : vérifiez la date et le lieu de naissance.
names = Naissance : { $family } { $given } – sexe { $sex }{ $place }
birth-place = lieu { $code }
number-ins = INS { $number }
number-ins-test = INS { $number } (numéro d’essai)
standing-prov = Identité provisoire, notée par { $source } le { $date }
standing-recup = Identité récupérée, selon { $source } le { $date }
standing-vali = Identité validée, selon { $source } le { $date }
standing-qual = Identité qualifiée, selon { $source } le { $date }

# Les membres

section-relatives = Proches et aidants
section-team = Équipe de soins
section-organisations = Organisations
somebody = une personne
role-treating-doctor = médecin traitant
role-doctor = médecin
role-nurse = soins infirmiers
role-pharmacist = pharmacie
role-physiotherapist = kinésithérapie
role-professional = professionnel
role-social-worker = aide et accompagnement
role-coordinator = coordination
role-secretary = secrétariat
role-organisation = organisation
role-trusted-person = personne de confiance
role-guardian = représentant légal
role-carer = aidant
role-relative = proche
role-patient = patient
relation-mth = mère
relation-fth = père
relation-sonc = fils
relation-dauc = fille
relation-husb = mari
relation-wife = épouse
relation-dompart = conjoint
relation-sib = frère ou sœur
relation-frnd = ami
relation-nbor = voisin
relation-sigothr = proche
ground-same-structure = même structure ou même service
ground-chosen-by-patient = équipe choisie par le patient
ground-organised-group = équipe organisée (maison de santé, coordination…)
ground-consent = consentement du patient
ground-relative = choisi par le patient
ground-patient = le patient lui-même
ground-emergency = accès d’urgence

# Les documents

document-picture = Photo
document-file = Fichier
document-other = Document
document-superseded = Remplacé par une version plus récente
document-withdrawn = Ce document a été retiré.

# Ce que veut le patient

stance-consent = consentement
stance-opposition = opposition
scope-sharing = partage dans le cercle
scope-person = partage avec une personne
scope-mail-to-patient = courrier électronique au patient
scope-mail-to-professionals = courrier électronique aux professionnels
giver-patient = le patient
giver-legal-representative = son représentant légal
giver-trusted-person = sa personne de confiance
evidence-spoken = de vive voix
evidence-written = par écrit

# La fermeture

is-closed = Ce cercle est fermé
is-suspended = Le patient s’oppose au partage : ce cercle est suspendu
close-end-of-care = fin de prise en charge
close-moved = déménagement
close-deceased = décès
close-duplicate = doublon
close-mistake = ouvert par erreur
close-other = autre motif

# Le journal

act-other = a agi dans ce cercle
act-document-filed = a classé un document
act-document-completed = a complété un document
act-document-superseded = a reçu une version plus récente d’un document
act-document-restored = a remis un document à jour
act-document-withdrawal-ordered = a demandé le retrait d’un document
act-document-withdrawn = a retiré un document
act-document-opened = a ouvert un document
act-circle-opened = a ouvert le cercle
act-circle-closed = a fermé le cercle
act-circle-reopened = a rouvert le cercle
act-circle-suspended = a suspendu le cercle (opposition du patient)
act-circle-member-added = a ajouté { $person }
act-circle-member-ended = a mis fin à l’accès de { $person }
act-circle-role-changed = a changé le rôle de { $person }
act-circle-team-opened = a ouvert la conversation des professionnels
act-circle-glass-broken = a pris un accès d’urgence
act-circle-archived = a archivé le cercle
act-circle-purged = a effacé le cercle
act-circle-held = a demandé de tout garder
act-circle-released = a levé la demande de tout garder
act-circle-seen = a ouvert la page du cercle
act-circle-exported = a téléchargé le cercle
act-consent-consent = a noté un consentement
act-consent-opposition = a noté une opposition
act-task-added = a ajouté une tâche
act-task-edited = a modifié une tâche
act-task-finished = a fait une tâche
act-task-reopened = a remis une tâche à faire
act-task-cancelled = a annulé une tâche
act-task-postponed = a reporté une tâche
act-task-handed-over = a confié une tâche
act-task-erased = a effacé une tâche

# Ce qui vient d’être fait

done-added = Invitation envoyée : { $name }, { $role }.
done-left = Vous avez quitté ce cercle.
done-removed = { $name } n’a plus accès à ce cercle.
done-role-changed = C’est noté : { $name }, { $role }.
done-team-opened = Conversation des professionnels ouverte : ni le patient ni ses proches n’y sont.
done-team-existed = La conversation des professionnels est déjà ouverte.
done-closed = Cercle fermé : plus personne n’y écrit.
done-reopened = Cercle rouvert : ses membres sont invités de nouveau.
done-contact = Coordonnées enregistrées. La fiche du cercle suit.
done-alerts = Alertes enregistrées. La fiche du cercle suit.
done-statement = C’est écrit au registre.{ $gone ->
    [0] {""}
    [one] { " " }Une personne n’a plus accès.
   *[other] { " " }{ $gone } personnes n’ont plus accès.
}
pair-opened = Conversation ouverte avec { $name }, à deux seulement. Vous la trouvez dans votre messagerie.

# Le fichier

export-title = Cercle de soins « { $name } »
export-date = État du { $when }
export-footer = { $name } – document confidentiel, état du { $date }
export-patient = Patient
export-born = Naissance
export-number = INS
export-standing = Identité
part-alerts = Alertes
part-contact = Téléphones et adresse
part-tasks = Tâches en cours
part-documents = Documents
part-register = Consentements et oppositions
part-empty = rien

# Les refus

circle-not-member = Vous n’êtes pas, ou plus, dans ce cercle.
circle-may-not = Votre rôle dans ce cercle ne le permet pas. Demandez au médecin traitant, à la coordination ou à qui a ouvert le cercle.
circle-is-closed = Ce cercle est fermé.
circle-is-suspended = Le patient s’oppose au partage : ce cercle est suspendu.
circle-already-closed = Ce cercle est déjà fermé.
circle-already-open = Ce cercle est déjà ouvert.
circle-already-suspended = Ce cercle est déjà suspendu.
document-unknown = Ce document n’est pas dans ce cercle.
document-in-room = Ce fichier est dans la conversation : ouvrez-le de là.
document-no-file = Ce document n’a pas de fichier à ouvrir.
circle-locked = Identité douteuse ou fictive : rien ne sort de ce cercle.
circle-no-account = Cette personne n’a pas de compte ici.
circle-no-such-member = Cette personne n’est pas dans ce cercle.
circle-already-member = { $name } est déjà dans ce cercle.
circle-role-not-theirs = { $name } ne peut pas avoir ce rôle : il ne correspond pas à son compte.
circle-treating-doctor-known = Ce cercle a déjà un médecin traitant. Changez d’abord son rôle.
circle-last-professional = Il ne resterait aucun professionnel dans ce cercle. Ajoutez quelqu’un d’abord, ou fermez-le.
circle-write-self = C’est vous : choisissez une autre personne.
circle-close-why = Dites pourquoi, en quelques mots.
circle-staff-only = Seuls les professionnels rouvrent un cercle.
circle-exists = Ce patient a déjà un autre cercle, « { $name } ».
circle-exists-elsewhere = Ce patient a déjà un autre cercle, dont vous n’êtes pas.
consent-missing = Il faut d’abord noter le consentement du patient.
consent-opposed = Le patient s’est opposé au partage. Un nouveau consentement est nécessaire.
consent-opposed-person = Le patient s’est opposé au partage avec cette personne.
statement-future = Cette date est dans le futur. Rien n’a été écrit.
phone-unreadable = Un numéro de téléphone n’est pas lisible. Rien n’a été changé.
changed-meanwhile = Quelqu’un vient de changer cela. Voici ce qui est noté maintenant : reprenez votre modification.
choice-unknown = Ce choix n’existe pas. Rechargez la page.

mark-low = bas
mark-very-low = très bas
mark-high = haut
mark-very-high = très haut
mark-abnormal = anormal
mark-very-abnormal = très anormal
result-missing = non rendu
