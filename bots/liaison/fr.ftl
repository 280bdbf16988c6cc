# Les réponses de Liaison.

help-title = <b>Je tiens les cercles de soins</b> : une conversation chiffrée autour de chaque patient.
help-new = « nouveau cercle EXEMPLE Jeanne 15/06/1984 F » en ouvre un ; vous pouvez aussi coller le texte du datamatrix INS.
help-mine = « mes patients » montre vos cercles ; un numéro en ouvre un ; « mes patients diabète », « mes patients non lus » trient.
help-circle = Un cercle choisi : « ajouter Paul Inventé kiné », « retirer 3 », « résumé », « tél 06… », « alerte allergie… », « opposition… », « journal », « liste diabète », « fermer ».
help-tasks = Tâches : « tâche retrait pansement jeudi 8 h 15 @Paul », « ma journée », « fait 1 », « ma journée à 7 h 30 » pour la recevoir chaque jour, « ne pas déranger de 20 h à 7 h ».
help-documents = Documents d’un cercle : « documents », « document 3 » pour le recevoir, « résultats CRP » pour les valeurs dans le temps, « retirer le document 3 » s’il n’est pas à sa place.
help-mail = Messagerie de santé (MSSanté), un cercle choisi : « envoyer au médecin traitant : … » (un document), « mail Dr Fictif : … » (un message), « envois », « renvoyer envoi 1 ».
help-emergency = Devoir agir hors d’un cercle : « bris de glace EXEMPLE Jeanne 15/06/1984 : votre motif ».
help-room-title = <b>Ici, commencez par un point d’exclamation :</b>
help-room = « !ajouter Paul Inventé kiné », « !retirer 3 », « !rôle 2 médecin traitant », « !équipe » (entre professionnels), « !écrire 2 », « !résumé ».
help-room-mail = « !envoyer au médecin traitant » en réponse à un message ou à un fichier, « !mail Dr Fictif : … », « !envois », « !renvoyer envoi 1 ».
help-room-more = « !tâche retrait pansement jeudi 8 h 15 @Paul », « !tâches », « !tél 06… », « !adresse… », « !alerte… », « !documents », « !document 3 », « !résultats CRP », « !membres », « !identité », « !fermer fin de prise en charge ». Le reste, en conversation directe avec moi.
help-pages = « mes pages » ouvre vos pages dans un navigateur. « test de notification » fait sonner votre téléphone.
thanks = Avec plaisir.

trial-soon = Verrouillez votre téléphone : il doit sonner dans trente secondes.

pages-title = <b>Vos pages</b>, à ouvrir dans les dix minutes :
pages-day = Ma journée : { $page }
pages-patients = Mes patients : { $page }
pages-triage = À classer (courriers MSSanté) : { $page }
pages-sending = Mes envois : { $page }
pages-session = Ma session : { $page }
pages-circle = Page du cercle « { $name } », à ouvrir dans les dix minutes : { $page }
pages-once = Chaque lien sert une seule fois, pour vous seul : ne le transférez pas. Ouverte, une page mène aux autres.

# Les salles

room-circle = Cercle { $name }
room-professionals = Équipe { $name }
page-name = Le cercle
room-reopened = Ce cercle est rouvert : on peut de nouveau y écrire.
room-closed = <b>Ce cercle est fermé</b> : { $reason }. Plus personne n’y écrit ; ce qui a été dit est gardé selon les règles du territoire.
close-end-of-care = fin de prise en charge
close-moved = déménagement
close-deceased = décès
close-duplicate = doublon
close-mistake = ouvert par erreur
close-other = autre motif
room-suspended = <b>Le patient s’oppose au partage.</b> Plus personne n’écrit ici, et les accès sont retirés.

# Préparer un cercle

draft-identity = <b>Qui est le patient ?</b> Nom, prénom, date de naissance, sexe – ou le texte du datamatrix INS.
draft-identity-example = Par exemple : « EXEMPLE Jeanne 15/06/1984 F ». « annuler » abandonne.
draft-understood = J’ai compris : { $who }.
draft-missing = Il manque : { $missing }. Réécrivez le tout, s’il vous plaît.
draft-write-this = Pour ouvrir le cercle du patient de ce courrier, écrivez-moi ici : « nouveau cercle { $who } ».
draft-cancelled = C’est abandonné : rien n’a été gardé.
nothing-waits = Rien n’attendait : ce qui a été fait avant reste fait. Pour un document déjà parti, « !envois » puis « !annuler envoi 1 » ; pour une tâche, « !tâches ».
draft-alike = { $count ->
    [one] <b>Une personne très proche est déjà connue ici :</b>
   *[other] <b>{ $count } personnes très proches sont déjà connues ici :</b>
}
draft-alike-line = <b>{ $number }.</b> { $who }
draft-alike-next = { $count ->
    [one] Répondez <b>1</b> si c’est cette personne, <b>0</b> si c’est quelqu’un d’autre.
   *[other] Répondez par le numéro si c’est l’une d’elles, <b>0</b> si c’est quelqu’un d’autre.
}
draft-alike-again = Je n’ai pas compris. Répondez par un des numéros, ou « annuler ».
draft-people = <b>Qui est dans le cercle ?</b> Des noms séparés par des virgules, avec le rôle s’il le faut.
draft-people-with-me = <b>Qui est dans le cercle, avec vous ?</b> Des noms séparés par des virgules, avec le rôle s’il le faut (« sans moi » si vous n’en êtes pas).
draft-people-example = Par exemple : « Fictif médecin traitant, Paul Inventé, sa fille Anne Exemple ».
draft-unknown = Personne de ce nom n’a de compte ici : { $names }. Rien n’est perdu : réécrivez toute la liste sans cela, ou invitez d’abord la personne par l’annuaire.
draft-which = <b>« { $typed } » : qui est-ce ?</b>
draft-which-next = Répondez par le numéro, <b>0</b> pour aucune de ces personnes.
choice = <b>{ $number }.</b> { $name }
draft-summary = <b>Cercle de { $who }</b> avec :
draft-ground = <b>À quel titre partagez-vous ?</b>
draft-ground-1 = <b>1.</b> L’équipe de soins que le patient a choisie
draft-ground-2 = <b>2.</b> La même structure ou le même service
draft-ground-3 = <b>3.</b> Une équipe organisée (maison de santé, coordination…)
draft-ground-4 = <b>4.</b> Avec son consentement, recueilli ce jour
draft-ground-next = Répondez <b>1</b> à <b>4</b> : le cercle s’ouvre et chacun est invité. « annuler » abandonne.
who-born = { $feminine ->
    [yes] { $name }, née le { $born }
   *[no] { $name }, né le { $born }
}
who-birth-name = nom de naissance { $name }

circle-opened = ✅ <b>Cercle « { $name } » ouvert.</b>
circle-invited = { $count ->
    [0] Vous y êtes invité.
   *[other] Invités avec vous, ou à votre demande : { $names }.
}
circle-opened-next = Chacun trouve l’invitation dans sa messagerie. Le nom de la conversation ne dit rien du patient.
circle-closed = Cercle « { $name } » fermé : plus personne n’y écrit. « rouvrir » le reprend.
circle-reopened = Cercle « { $name } » rouvert : ses membres sont invités de nouveau.
circle-where = Conversation : { $room }
circle-next = « ajouter… », « résumé », « tél… », « alerte… », « liste… », « journal », « fermer… » portent maintenant sur ce cercle.
circle-managed = Cercle <b>{ $name }</b> : vous le gérez sans le lire. « membres », « ajouter… », « retirer… », « opposition… », « fermer… », « rouvrir ».
circle-without-professional = Le cercle « { $name } » n’a plus de professionnel. « gérer { $name } » permet d’en ajouter un ou de le fermer.

# La fiche d’identité

banner-fictitious = ⛔ <b>Patient fictif</b> – cercle verrouillé : rien ne sort d’ici.
banner-doubtful = ⛔ <b>Identité douteuse</b> – cercle verrouillé : rien ne sort d’ici tant que le doute n’est pas levé.
banner-homonym = ⚠ <b>Homonyme connu</b> – vérifiez la date et le lieu de naissance.
identity-title = { $feminine ->
    [yes] { $name } – née le { $born }{ $age }
   *[no] { $name } – né le { $born }{ $age }
}
age-years = { " " }({ $years ->
    [one] 1 an
   *[other] { $years } ans
})
age-months = { " " }({ $months } mois)
identity-alert = ⚠ <b>{ $alert }</b>
identity-names = Naissance : { $family } { $given } – sexe { $sex }{ $place }
identity-place = lieu { $code }
identity-ins = INS { $number }
identity-ins-test = INS { $number } (numéro d’essai)
standing-prov = Identité provisoire, notée par { $source } le { $date }
standing-recup = Identité récupérée, selon { $source } le { $date }
standing-vali = Identité validée, selon { $source } le { $date }
standing-qualified = Identité qualifiée, selon { $source } le { $date }
identity-phone = ☎ { $phone }
identity-address = Adresse : { $address }
identity-doctor = Médecin traitant : { $name }
identity-next = Pour compléter : « !tél… », « !adresse… », « !alerte… »

trait-birth-name = le nom
trait-given-names = le prénom
trait-birth-date = la date de naissance
trait-sex = le sexe (F ou M)
trait-birth-place = le lieu de naissance

# La fiche des membres

members-title = <b>Le cercle</b> – { $count ->
    [one] 1 membre
   *[other] { $count } membres
}
section-relatives = <b>Proches et aidants</b>
section-team = <b>Équipe de soins</b>
section-organisations = <b>Organisations</b>
team-title = <b>Entre professionnels</b> – ni le patient ni ses proches ne lisent ici ({ $count ->
    [one] 1 membre
   *[other] { $count } membres
})
member-emergency = accès d’urgence jusqu’à { $until }
write-link = écrire
keeping-years = Gardé { $years ->
    [one] un an
   *[other] { $years } ans
} après la fermeture du cercle, puis effacé.
keeping-months = Gardé { $months } mois après la fermeture du cercle, puis effacé.
members-next = « !ajouter… », « !retirer 3 », « !écrire 2 »

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

# Les membres

people-added = { $count ->
    [one] ✅ Invitation envoyée :
   *[other] ✅ Invitations envoyées :
}
people-added-next = À l’arrivée, je donne un résumé : ce qui précède reste illisible pour un nouveau venu.
people-removed = { $name } n’a plus accès à ce cercle.
people-left = Vous avez quitté ce cercle.
people-role = C’est noté : { $name }, { $role }.
somebody-left = { $name } a quitté le cercle « { $circle } ».
somebody-declined = { $name } a décliné l’invitation au cercle « { $circle } ».
somebody = une personne
invite-failed = Je n’ai pas pu inviter { $name } dans le cercle « { $circle } » : ce compte n’est pas admis dans cette conversation. Voyez avec la coordination.
team-opened = Conversation « Équipe { $name } » ouverte : ni le patient ni ses proches n’y sont, et elle suit les entrées et sorties du cercle.
team-existed = La conversation « Équipe { $name } » est déjà ouverte : vous la trouvez dans votre liste.
pair-opened = Conversation ouverte avec { $name }, à deux seulement. Vous la trouvez dans votre liste.

# Le patient

contact-kept = C’est noté. Téléphone : { $phones }. Adresse : { $address }.
nothing = –
alerts-kept = C’est noté, en tête de la fiche : { $alerts }.
alerts-none = Il n’y a plus d’alerte sur la fiche.
identity-corrected = Identité corrigée : { $who }. Elle est de nouveau provisoire, à faire vérifier par sa source.
judged-doubt-raised = { $who } : identité <b>douteuse</b>. Le cercle est verrouillé : rien n’en sort. « lever le doute » une fois vérifiée.
judged-doubt-lifted = { $who } : le doute est levé. L’identité reste provisoire.
judged-found-fictitious = { $who } : patient <b>fictif</b>. Le cercle est verrouillé : rien n’en sort.

scope-sharing = partage dans le cercle
scope-person = partage avec cette personne
scope-mail-to-patient = courrier électronique au patient
scope-mail-to-professionals = courrier électronique aux professionnels
statement-consent = C’est écrit au registre : <b>consentement</b>, { $scope }.
statement-opposition = C’est écrit au registre : <b>opposition</b>, { $scope }.
statement-gone = { $count ->
    [one] Une personne n’a plus accès.
   *[other] { $count } personnes n’ont plus accès.
}

# Le résumé

digest-title = <b>Résumé du cercle « { $name } »</b>
digest-members = <b>Membres</b> : { $names }
digest-words = <b>Derniers messages</b>
digest-no-words = Rien n’a encore été écrit dans ce cercle.
digest-line = { $when } – { $who } : { $what }
digest-line-professionals = { $when } – { $who }, entre professionnels : { $what }
digest-sent = Je vous l’ai écrit dans notre conversation à deux.
when = { $date } à { $time }

# Mes patients

mine-title = <b>{ $total ->
    [one] 1 patient
   *[other] { $total } patients
}</b>
mine-line = <b>{ $number }.</b> <b>{ $name }</b> ({ $born }) – { $circle }{ $more }
mine-unread = { $count ->
    [one] 1 non lu
   *[other] { $count } non lus
}
mine-alert = ⚠ { $alert }
mine-today = { $time }
mine-yesterday = hier
mine-date = { $date }
mine-next = Répondez <b>{ $number }</b> pour ouvrir un cercle.
mine-more = « plus » : { $remaining ->
    [one] un autre patient.
   *[other] { $remaining } autres patients.
}
mine-page = La même liste dans un navigateur, à ouvrir dans les dix minutes, une seule fois : { $page }
mine-none = Vous n’êtes encore dans aucun cercle. « nouveau cercle » en ouvre un.
mine-none-such = Aucun de vos cercles ne correspond. « mes patients » les montre tous.
list-added = C’est dans votre liste « { $name } » : « mes patients { $name } » la montre. Vous seul la voyez.
list-removed = C’est retiré de votre liste « { $name } ».
lists-title = <b>Vos listes</b> (vous seul les voyez)
lists-line = { $name } – { $count ->
    [one] 1 patient
   *[other] { $count } patients
}
lists-none = Vous n’avez pas de liste. Choisissez un cercle, puis « liste diabète ».
lists-next = « mes patients » suivi du nom d’une liste la montre.

# Les urgences

emergency-taken = ⚠ <b>Accès d’urgence au cercle « { $name } »</b> jusqu’à { $until } : l’invitation arrive, puis le résumé.
emergency-told = Le cercle et la coordination sont prévenus. Votre motif est en tête du journal.
emergency-circle = ⚠ <b>Accès d’urgence</b> : { $who } entre dans ce cercle jusqu’à { $until }.
emergency-reason = Motif : { $reason }
emergency-coordinator = ⚠ <b>Accès d’urgence</b> : { $who } est entré dans le cercle « { $name } » jusqu’à { $until }. Le motif est au journal du cercle.
emergency-over = Votre accès d’urgence au cercle « { $name } » est terminé.

# Le journal

trail-title = <b>Journal</b> – { $count ->
    [one] 1 ligne, les accès d’urgence d’abord
   *[other] { $count } lignes, les accès d’urgence d’abord
}
trail-line = { $when } – { $who } { $what }
trail-emergency = ⚠ { $when } – { $who } { $what } : { $reason }
trail-copy = Copie complète, sur demande à la coordination, référence { $id }.
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
act-task-added = a ajouté une tâche
act-task-edited = a modifié une tâche
act-task-finished = a fait une tâche
act-task-reopened = a remis une tâche à faire
act-task-cancelled = a annulé une tâche
act-task-postponed = a reporté une tâche
act-task-handed-over = a confié une tâche
act-task-erased = a effacé une tâche
act-document-filed = a classé un document
act-document-completed = a complété un document
act-document-superseded = a reçu une version plus récente d’un document
act-document-restored = a remis un document à jour
act-document-withdrawal-ordered = a demandé le retrait d’un document
act-document-withdrawn = a retiré un document
act-document-opened = a ouvert un document
act-other = a agi dans ce cercle
act-consent-consent = a noté un consentement
act-consent-opposition = a noté une opposition

# Les groupes du territoire

ins-warning = <b>Votre message contient un numéro qui ressemble à un numéro de sécurité sociale</b>, dans un groupe ouvert à tout le territoire.
ins-offer = Je vous propose de le retirer : réagissez ici avec ✅, ou répondez « retirer le message ».
ins-erased = C’est fait : le message est retiré du groupe.
ins-nothing = Je n’ai pas de message à retirer pour vous.
erase-failed = Je n’ai pas pu retirer un message de ce groupe. Son auteur peut le supprimer lui-même.

# Les refus

no-add-unknown = Personne du nom de « { $name } » n’a de compte ici. Cherchez dans l’annuaire, et invitez d’abord cette personne.
no-add-which = Est-ce bien l’une de ces personnes : { $names } ? Réécrivez son nom et son prénom comme ici.
no-add-whom = Qui faut-il ajouter ? Par exemple : « ajouter Paul Inventé kiné ».
no-alone-only = Cela ne se dit pas devant tout le cercle. Écrivez-le-moi dans notre conversation à deux.
no-pages-not-yours = Ces pages sont pour les personnes inscrites ici. Demandez à votre coordination de vous inscrire.
no-circle-already-closed = Ce cercle est déjà fermé. « rouvrir » le reprend.
no-circle-already-open = Ce cercle est déjà ouvert.
no-circle-already-suspended = Ce cercle est déjà suspendu, à la demande du patient.
no-circle-already-member = { $name } est déjà dans ce cercle.
no-circle-close-why = Pourquoi le fermer ? Par exemple : « fermer fin de prise en charge », « fermer décès », « fermer déménagement ».
no-circle-close-reason = Rien n’est fermé : « { $name } » n’est pas un motif que je connais. Écrivez « fermer décès », « fermer fin de prise en charge », « fermer déménagement », ou « fermer autre : » suivi du motif.
no-circle-exists = Ce patient a déjà un cercle, « { $name } », et vous en êtes. « mes patients » le montre.
no-circle-exists-elsewhere = Ce patient a déjà un cercle, dont vous n’êtes pas. Demandez à l’un de ses soignants de vous ajouter ; si vous devez agir maintenant : « bris de glace ».
no-circle-to-reopen = Ce patient a eu un cercle, « { $name } », qui est fermé. La coordination ou qui l’a ouvert peut le rouvrir : « gérer { $name } », puis « rouvrir ».
no-circle-is-closed = Ce cercle est fermé. « rouvrir » le reprend.
no-circle-is-suspended = Le patient s’oppose au partage : ce cercle est suspendu. Un nouveau consentement permet de le rouvrir.
no-circle-last-professional = Il ne resterait aucun professionnel dans ce cercle. Ajoutez quelqu’un d’abord, ou fermez-le.
no-circle-may-not = Votre rôle dans ce cercle ne le permet pas. Demandez au médecin traitant, à la coordination ou à qui a ouvert le cercle.
no-circle-no-account = Cette personne n’a pas de compte ici.
no-circle-no-number = Ce numéro n’est pas dans la liste. « mes patients » la montre.
no-circle-no-such-member = Cette personne n’est pas dans ce cercle.
no-circle-nobody = Il faut au moins une personne dans le cercle.
no-circle-not-member = Vous n’êtes pas dans ce cercle.
no-circle-role-not-theirs = { $name } ne peut pas avoir ce rôle : il ne correspond pas à son compte. Voyez avec la coordination.
no-circle-staff-only = Seuls les professionnels ouvrent un cercle. Demandez à l’un d’eux.
no-circle-treating-doctor-known = Ce cercle a déjà un médecin traitant. Changez d’abord son rôle : « rôle 1 médecin ».
no-circle-unknown = Je ne connais pas ce cercle. « mes patients » montre les vôtres.
no-circle-which = De quel cercle parlez-vous ? « mes patients », puis un numéro.
no-circle-write-self = C’est vous ! Choisissez un autre numéro.
no-consent-missing = Il faut d’abord le consentement du patient : « consentement », puis recommencez.
no-consent-opposed = Le patient s’est opposé au partage. Un nouveau consentement est nécessaire : « consentement ».
no-consent-opposed-person = Le patient s’est opposé au partage avec cette personne.
no-consent-opposed-mail = Le patient s’est opposé à cet envoi.
no-correct-how = Réécrivez toute l’identité : « corriger EXEMPLE Jeanne 16/06/1984 F ».
no-emergency-how = Urgence vitale : appelez le 15. Pour entrer dans un cercle, écrivez le patient, deux points, puis le motif : « bris de glace EXEMPLE Jeanne 15/06/1984 F : chute, sans connaissance ».
no-emergency-member = Vous êtes déjà dans ce cercle, « { $name } ».
no-emergency-nobody = Aucun cercle ouvert pour exactement cette personne. Vérifiez le nom et la date de naissance. En cas de danger, appelez le 15.
no-emergency-professionals-only = Seul un professionnel de santé peut prendre un accès d’urgence. En cas de danger, appelez le 15.
no-emergency-reason = Dites pourquoi vous devez agir, en quelques mots : le motif est montré au cercle.
no-emergency-which = Plusieurs personnes portent ce nom et cette date. Ajoutez le lieu de naissance ou collez le datamatrix INS.
no-list-name = Donnez un nom court à la liste : « liste diabète ».
no-list-not-there = Ce cercle n’est pas dans cette liste.
no-member-no-number = Ce numéro n’est pas sur la fiche des membres.
no-member-unknown = Personne de ce nom n’est dans ce cercle. « membres » montre qui y est.
no-member-which = Plusieurs membres portent ce nom : répondez par le numéro de la fiche des membres.
no-not-words = Je ne lis pas les fichiers. Écrivez-moi en quelques mots.
no-patient-unknown = Je ne connais plus ce patient.
no-phone-unreadable = Je ne reconnais pas ce numéro. Par exemple : « tél 06 00 00 00 12 ».
no-role-how = Par exemple : « rôle 2 médecin traitant ». Le numéro est celui de la fiche des membres.
no-statement-consent = Rien n’est noté : je n’ai pas compris à quoi le patient consent. « consentement écrit » ou « consentement oral » pour le partage dans le cercle, « consentement pour Paul Inventé » pour une personne.
no-statement-opposition = Rien n’est noté : à quoi le patient s’oppose-t-il ? « opposition à Paul Inventé » met fin à son accès ; « opposition au partage », à celui de tous ; « opposition courrier patient », aux courriers.
no-statement-future = Cette date est dans le futur. Rien n’a été écrit.
no-manage-delegates-only = Seuls la coordination, un secrétariat ou qui l’a ouvert gèrent un cercle ainsi. « mes patients » montre les vôtres.
no-manage-unknown = Aucun cercle ne porte ce nom.
no-identity-malformed = Ce numéro n’est pas lisible. Vérifiez-le, ou écrivez les traits d’identité.
no-identity-bad-key = La clé de ce numéro est fausse : je ne le prends pas. Vérifiez-le, ou écrivez les traits d’identité.
no-identity-unknown-authority = L’origine de ce numéro n’est pas reconnue. Écrivez les traits d’identité.
no-identity-abandoned-authority = Ce numéro (INS-C) n’est plus utilisé. Écrivez les traits d’identité.
no-identity-test-data = Ce numéro est un numéro d’essai : il n’est pas admis ici.
no-identity-trait-missing = Il manque un trait d’identité dans ce datamatrix.
no-identity-no-such-date = Cette date n’existe pas.
no-identity-attributes-not-allowed = Cette identité ne peut pas être marquée ainsi : une identité fictive ne peut pas être aussi douteuse ou homonyme.
no-identity-not-a-datamatrix = Ce texte de datamatrix n’est pas complet. Rescannez, ou écrivez les traits d’identité.
no-identity-unknown-version = Cette version de datamatrix n’est pas connue. Écrivez les traits d’identité.
no-identity-too-long = Ce texte est trop long pour un datamatrix INS. Écrivez les traits d’identité.
