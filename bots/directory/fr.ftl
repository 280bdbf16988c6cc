# Les réponses de l’annuaire.

example = kiné { $place }
example-anywhere = dupont kiné

help-title = <b>Écrivez qui vous cherchez</b> : un nom, une profession, une commune, dans l’ordre que vous voulez.
help-examples = Par exemple : « { $example } », « dupont marie », « pharmacie », « dermato ».
help-next = Ensuite : un numéro ouvre la fiche, « { $prefix }contacter 2 » ouvre une conversation chiffrée, « { $prefix }plus » montre la suite.
help-own = Pour vous : « { $prefix }mon profil » montre et complète votre fiche ; « { $prefix }protocole plaies » retrouve un document du territoire.
help-edition = Annuaire Santé du { $date }.

page-title = <b>{ $total ->
    [one] 1 réponse
   *[other] { $total } réponses
}</b>
page-title-more = <b>Suite</b> ({ $remaining ->
    [0] fin de la liste
    [one] encore 1 ensuite
   *[other] encore { $remaining } ensuite
})
page-title-nationwide = <b>{ $total ->
    [one] 1 réponse en France
   *[other] { $total } réponses en France
}</b>
page-title-nationwide-more = <b>Plus de { $total } réponses en France</b>
line = <b>{ $number }.</b> { $name }, { $called }{ $place }{ $more }
line-reachable = <b>{ $number }.</b> { $name }, { $called }{ $place } – joignable ici{ $more }
line-absent = absent ou fermé jusqu’au { $date }
distance = { " " }({ $km } km)
page-next-contact = Répondez « { $prefix }{ $number } » pour la fiche, « { $prefix }contacter { $number } » pour lui écrire.
page-next = Répondez « { $prefix }{ $number } » pour la fiche.
page-more = « { $prefix }plus » : { $remaining ->
    [one] une autre réponse.
   *[other] { $remaining } autres réponses.
}

understood = J’ai compris : { $understood }.
ignored = Je n’ai pas tenu compte de « { $words } ».
given-up-place = <b>Personne { $where }</b> pour cette recherche. Ailleurs :
given-up-place-widen = <b>Personne { $where }</b> pour cette recherche (« { $prefix }en France » cherche partout). Ailleurs :
at-place = à { $place }
at-place-le = au { $place }
at-place-les = aux { $place }
given-up-word = <b>Personne avec « { $word } »</b>. Sans ce mot :

narrowed = Critères : { $wishes }.
wish-women = femmes
wish-men = hommes
wish-languages = parle { $languages }
wish-reachable = joignables ici
wish-km = à moins de { $km } km
wish-moment = ouvert { $moment }
wish-without = sauf « { $words } »
now = maintenant
unmet-languages = Personne n’a indiqué parler { $wish } : je n’ai pas tenu compte de ce critère.
unmet-gender = Je n’ai trouvé que l’autre sexe pour cette recherche : je n’ai pas tenu compte de ce critère.
unmet-reachable = Personne de cette liste n’a encore de compte ici : voici les autres.
unmet-distance = Personne { $wish } : voici les plus proches.
unmet-moment = Tous ceux dont je connais les horaires sont fermés { $wish } : vérifiez avant de vous déplacer.
unknown-wishes = Je ne peux pas le vérifier pour ces réponses, et n’en ai pas tenu compte : { $wishes }.
closed-then = { $count ->
    [one] 1 autre est fermé ou absent à ce moment.
   *[other] { $count } autres sont fermés ou absents à ce moment.
}
on-duty = ⚠ Les gardes ne sont pas dans l’annuaire. Pharmacie de garde : { $pharmacy } ; médecin : { $physician } ou le { $emergency }.

open-between = ouvert de { $since } à { $until }
opens-next = fermé, ouvre { $when }
opening-open = ouvert
opening-unknown = horaires non communiqués
opening-holiday = jour férié, horaires à vérifier
opening-closed = fermé
opening-away = absent
moment = { $day } { $date } à { $time }
day-0 = lundi
day-1 = mardi
day-2 = mercredi
day-3 = jeudi
day-4 = vendredi
day-5 = samedi
day-6 = dimanche
days-range = { $first } à { $last }
slot = { $start }–{ $end }
absent-until = ⚠ { $who ->
    [woman] Absente
    [place] Fermé
   *[man] Absent
} jusqu’au { $date } inclus{ $note }

card-title = <b>{ $name }</b> – { $called }{ $place }
card-bio = « { $bio } »
card-languages = Langues : { $languages }
card-access = Accès : { $access }
card-hours = Horaires : { $hours }{ $now }
card-urgent-alone = Téléphone d’urgence entre professionnels : demandez-le-moi dans notre conversation à deux.
phone-secretary = Secrétariat { $phone }
phone-urgent = Urgences entre pros { $phone }
place-team = <b>Équipe</b>
team-line = <b>{ $number }.</b> { $name }, { $called }
team-line-reachable = <b>{ $number }.</b> { $name }, { $called } – joignable ici
team-more = { $count ->
    [one] Et une autre personne.
   *[other] Et { $count } autres personnes.
}
team-next = Répondez le numéro d’une personne, ou « { $prefix }liste » pour revenir.
team-next-contact = Répondez le numéro d’une personne, « { $prefix }contacter 1 » pour lui écrire, ou « { $prefix }liste » pour revenir.
card-skills = Savoir-faire : { $skills }
card-phones = ☎ { $phones }
card-email = ✉ { $email }
card-mailboxes = ✉ MSSanté : { $mailboxes }
card-other-places = { $count ->
    [one] Et un autre lieu d’exercice.
   *[other] Et { $count } autres lieux d’exercice.
}
card-reachable = ✅ Joignable ici. Répondez « { $prefix }contacter » pour lui écrire.
card-not-reachable = Pas encore ici. Répondez « { $prefix }contacter » pour l’inviter.
card-edition = Annuaire Santé du { $date }
card-edition-stale = ⚠ Annuaire Santé du { $date } : vérifiez avant de vous déplacer.

nobody-trade = <b>Personne sur le territoire</b>. J’ai compris : { $trades }.
nobody-alike = Je n’ai trouvé personne pour « { $typed } ». Orthographe proche : { $alike }. Écrivez le nom voulu.
nobody = Je n’ai trouvé personne pour « { $typed } » sur le territoire. Essayez un nom seul, ou une profession et une commune (« { $example } »).

nobody-widen = Ou « { $prefix }en France » pour chercher partout.

conversation-opened = <b>Conversation chiffrée ouverte avec { $name }.</b> Acceptez l’invitation qui arrive dans vos messages, puis écrivez. Votre correspondant reçoit la même ; vous n’y serez que tous les deux.
conversation-existed = <b>Votre conversation avec { $name } existe déjà.</b> Vous la trouverez dans vos messages directs. Si vous ou lui l’avez quittée, « { $prefix }contacter nouveau » en ouvre une autre.

invitation-title = <b>{ $name } n’a pas encore de compte ici.</b> Voici un message prêt à envoyer :
invitation-mailboxes = Par MSSanté, à { $mailboxes } :
invitation-body = « Bonjour, les professionnels de notre territoire échangent sur une messagerie chiffrée et hébergée ici. J’aimerais vous y joindre : la coordination peut vous ouvrir un accès. Bien confraternellement, { $sender } »
invitation-no-mailbox = Je ne connais pas son adresse MSSanté.

contact-self = C’est votre propre fiche. Pour écrire à quelqu’un d’autre, cherchez son nom.
contact-carers-only = Je ne peux pas ouvrir cette conversation depuis votre compte : elle est réservée aux professionnels. Appelez le numéro de la fiche, ou demandez à un membre de votre équipe de soins.
contact-whom = À qui ? Répondez « { $prefix }contacter » avec le numéro de la personne.
no-search-yet = Je n’ai pas de liste en cours. Écrivez d’abord qui vous cherchez, par exemple « { $example } ».
number-unknown = { $last ->
    [one] Il n’y a qu’une réponse : répondez « { $prefix }1 ».
   *[other] Répondez un numéro de 1 à { $last }.
}
more-none = C’est tout : il n’y a pas d’autre réponse. Vous pouvez chercher autrement.
more-too-many = Je m’arrête à { $shown } réponses. Ajoutez une commune ou un nom pour préciser.
person-gone = Cette personne n’est plus dans l’annuaire. Refaites votre recherche.
nationwide-missing = La recherche dans toute la France n’est pas encore en service ici. Je cherche sur le territoire et chez ses voisins : essayez sans « en France ».
contact-place = On n’écrit pas à un établissement, mais à quelqu’un de son équipe : ouvrez sa fiche, puis « { $prefix }contacter » avec le numéro de la personne.
directory-empty = L’annuaire n’est pas encore chargé. Réessayez plus tard, ou prévenez la coordination de votre territoire.

thanks = Avec plaisir.
unknown-no-words = Je n’ai pas reconnu de mot. Écrivez un nom, une profession ou une commune, par exemple « { $example } ».
unknown-too-long = Votre message est long pour une recherche : quelques mots suffisent, par exemple « { $example } ». N’écrivez ici rien sur un patient.
unknown-two-things = J’ai lu deux choses dans ce message, ou un numéro d’urgence dans un texte que les patients peuvent lire. Envoyez un message pour chacune. Votre fiche n’a pas changé.
unknown-item-alone = Écrivez la rubrique et ce qu’elle doit dire dans le même message : « horaires lundi au vendredi 9 h-12 h », « téléphone urgences 06 … », « bio … ». « mon profil » montre ce qui est noté.
unknown-not-that = Je n’attends pas de réponse. « annuler » défait le dernier changement de votre fiche ; sinon, écrivez qui vous cherchez.
unknown-which-request = Ajoutez le numéro de la demande, par exemple « accepter 1 », ou « refuser 1 » et le motif.
unknown-not-text = Je ne lis que du texte. Écrivez un nom, une profession ou une commune, par exemple « { $example } ».

# Mon profil

own-title = <b>Votre fiche, comme vos confrères la voient</b>
own-unlisted = <b>Votre fiche : en liste rouge</b>, trouvée seulement par un professionnel qui tape votre nom complet. « me montrer » pour en sortir.
own-absences = Absences notées : { $value }.
own-missing = À compléter : { $missing }.
own-how = Pour changer, écrivez par exemple « téléphone urgences 06 … », « secrétariat 02 … », « horaires lundi au vendredi 9 h-12 h », « langues arabe, anglais », « bio … », « accès … », « absent jusqu’au 3/12 », « effacer bio », « me masquer ».
own-place-title = <b>La fiche de votre structure</b>. Ce que vous écrivez maintenant la change, jusqu’à « mon profil ».
own-place-how = Par exemple « horaires lundi au samedi 9 h-19 h 30 », « fermé le 25/12 », « téléphone urgences 06 … », « bio … », « accès … ».

item-secretary-phone = téléphone du secrétariat
item-urgent-phone = téléphone d’urgence
item-email = adresse électronique
item-mailbox = adresse MSSanté
item-languages = langues
item-hours = horaires
item-absences = absence
item-access = accès
item-bio = bio
item-unlisted = liste rouge

edit-secretary-phone = ✅ Téléphone du secrétariat{ $whose } : <b>{ $value }</b>
edit-urgent-phone = ✅ Téléphone d’urgence, pour les professionnels seulement{ $whose } : <b>{ $value }</b>
edit-email = ✅ Adresse électronique{ $whose } : <b>{ $value }</b>
edit-mailbox = ✅ Adresse MSSanté{ $whose } : <b>{ $value }</b>
edit-languages = ✅ Langues{ $whose } : <b>{ $value }</b>
edit-hours = ✅ Horaires{ $whose } : <b>{ $value }</b>
edit-closures = ✅ Fermeture{ $whose } : <b>{ $value }</b>.
edit-absences = ✅ Absence{ $whose } : <b>{ $value }</b>. À votre retour, écrivez « retour ».
edit-access = ✅ Accès{ $whose } : <b>{ $value }</b>
edit-bio = ✅ Bio{ $whose } : « { $value } »
edit-unlisted-on = ✅ Vous êtes en liste rouge : seul un professionnel qui tape votre nom complet vous trouve.
edit-unlisted-off = ✅ Vous êtes de nouveau dans les résultats.
edit-erased = ✅ Effacé : { $what }.
edit-back = ✅ Bon retour : vous n’êtes plus noté absent.
edit-undo = Répondez « annuler » si ce n’est pas cela.
edit-undone = ✅ Annulé. La fiche{ $whose } dit de nouveau :
undone-item = { $what } : <b>{ $value }</b>
undone-nothing = { $what } : rien d’indiqué
edit-see = « mon profil » pour la revoir, « annuler » pour rétablir le changement.
absence-day = le { $first }{ $note }
absence-span = du { $first } au { $last }{ $note }

nothing-to-undo = Il n’y a rien à annuler : votre fiche n’a pas encore été changée.
nothing-to-erase = Il n’y a rien à effacer : vous n’avez rien indiqué ici.
phone-whose = { $number } : pour qui ? Écrivez « urgences { $number } » (montré aux professionnels seulement) ou « secrétariat { $number } » (montré à tous, patients compris). Votre fiche n’a pas changé.
phone-unclear = Je ne reconnais pas de numéro dans « { $typed } ». Écrivez-le en entier, par exemple « téléphone urgences 06 00 00 00 00 ». Votre fiche n’a pas changé.
email-unclear = « { $typed } » n’est pas une adresse complète. Écrivez par exemple « mail prenom.nom@cabinet.fr ». Votre fiche n’a pas changé.
mailbox-not-mssante = { $typed } n’est pas une adresse MSSanté : son domaine contient « mssante ». Pour une autre adresse, écrivez « mail … ». Votre fiche n’a pas changé.
language-unknown = Je ne connais pas la langue « { $language } ». Séparez les langues par des virgules : « langues arabe, anglais ». Votre fiche n’a pas changé.
hours-unclear = Je n’ai pas compris « { $word } » dans ces horaires. Par exemple : « horaires lundi au vendredi 9 h-12 h 14 h-19 h sauf mercredi après-midi ». Votre fiche n’a pas changé.
hours-none = Avec ces horaires, rien n’est jamais ouvert. Pour une fermeture, écrivez « absent jusqu’au 3/12 ». Votre fiche n’a pas changé.
absence-rest = Je n’ai pas compris toutes les dates de « { $said } ». Je note une période à la fois, en jours entiers, avec son premier et son dernier jour : « absent du 24/12 au 2/1 ». Votre fiche n’a pas changé.
absence-weekly = Chaque semaine, ou une seule fois ? Chaque { $day } : « horaires lundi au vendredi 9 h-18 h sauf { $day } ». Une fois : « absent le { $date } ». Votre fiche n’a pas changé.
absence-unclear = Je n’ai pas compris les dates. Par exemple : « absent jusqu’au 3/12 », « absent du 24/12 au 2/1 », « absent demain ». Votre fiche n’a pas changé.
absence-over = Ces dates sont déjà passées. Pour l’an prochain, écrivez l’année. Votre fiche n’a pas changé.
absence-too-long = C’est dans plus de deux ans : indiquez une date plus proche. Votre fiche n’a pas changé.
absence-too-many = Vous avez déjà noté douze absences : « effacer absence » les retire toutes. Votre fiche n’a pas changé.
absence-none = Vous n’êtes pas noté absent aujourd’hui. « effacer absence » retire aussi les absences à venir.
words-missing = Il manque le texte : écrivez par exemple « bio Diagnostic TSA niveau 1 ». Votre fiche n’a pas changé.
words-too-long = C’est trop long : { $longest } caractères au plus. Votre fiche n’a pas changé.
place-has-no-such = Une structure n’a pas cette rubrique. « mon profil » pour revenir à votre fiche.
place-none = Je ne vous connais pas de structure : l’Annuaire Santé vous donne un exercice seul. S’il se trompe, faites-le corriger auprès de votre ordre.
place-which = Vous exercez dans plusieurs structures : { $names }. Écrivez « ma » ou « mon » suivi de ce qu’elle est, par exemple « ma pharmacie ».
profile-alone-only = Votre fiche ne se change que dans notre conversation à deux : écrivez-moi en direct.
profile-carers-only = Cette fiche est réservée aux professionnels du territoire.
profile-not-tied = Votre compte n’est pas encore relié à votre fiche. Écrivez « je suis RPPS » suivi de votre numéro (11 chiffres) : la coordination confirmera.
profile-not-imported = Votre numéro RPPS n’est pas dans l’Annuaire Santé de ce territoire. Prévenez la coordination.

# Se faire reconnaître

coordination-room = Coordination
registration-asked = ✅ Demande envoyée à la coordination : <b>{ $name }</b>, { $called }. Vous aurez sa réponse ici.
registration-title = <b>Demande { $number }</b> : le compte « { $shown } » dit être :
registration-entry = <b>{ $name }</b>, { $called } – RPPS { $rpps }
registration-likeness-same = ✅ Le nom du compte est celui de l’Annuaire Santé.
registration-likeness-close = ⚠ Le nom du compte ressemble à celui de l’Annuaire Santé (nom de naissance ou nom composé ?).
registration-likeness-different = ⚠ <b>Le nom du compte n’est pas celui de l’Annuaire Santé.</b>
registration-key = ⚠ La clé de contrôle de ce numéro RPPS est inexacte (normal pour des données de démonstration).
registration-check = Vérifiez l’identité par un autre moyen (carte CPS, appel au cabinet) avant d’accepter.
registration-next = Répondez « accepter { $number } » ou « refuser { $number } » suivi du motif.
registration-done-accepted = ✅ Demande { $number } acceptée : « { $shown } » est { $name }. Déjà traité par { $by }.
registration-done-refused = Demande { $number } refusée : « { $shown } » n’est pas relié à { $name }. Déjà traité par { $by }.
registration-accepted = ✅ La coordination a confirmé : vous êtes <b>{ $name }</b>, { $called }. Écrivez « mon profil » pour compléter votre fiche.
registration-refused = La coordination n’a pas confirmé que vous êtes { $name }.{ $reason } Vous pouvez l’appeler, ou refaire une demande.
registration-waiting = Votre demande est déjà auprès de la coordination : vous aurez sa réponse ici.
registration-carers-only = Un compte de proche ou de patient ne peut pas être relié à un professionnel. Demandez un autre compte à la coordination.
registration-tied = Votre compte est déjà relié à votre fiche : « mon profil » la montre.
registration-taken = Cette fiche est déjà reliée à un autre compte. Prévenez la coordination.
registration-no-coordinator = Personne ne peut encore confirmer votre identité ici : aucun compte de coordination n’existe. Prévenez votre territoire.
registration-bad-rpps = Un numéro RPPS a 11 chiffres ; j’en lis { $length }. Il est sur votre carte CPS.
registration-unknown-rpps = Je ne trouve pas ce numéro RPPS dans l’Annuaire Santé de ce territoire. Vérifiez-le sur votre carte CPS.
registration-which = { $count ->
    [0] Je ne trouve personne de ce nom.
   *[other] Plusieurs personnes ont ce nom.
} Écrivez plutôt « je suis RPPS » suivi de votre numéro (11 chiffres).
registration-unknown = Je n’ai pas de demande { $number }.
registration-decided = Demande { $number } déjà traitée par { $by }.
registration-own = C’est votre propre demande : un autre coordinateur doit en décider.
registration-coordinators-only = Seule la coordination du territoire accepte ou refuse une demande.
registration-alone-only = Écrivez-moi cela dans notre conversation à deux.

# Protocoles

protocols-title = <b>{ $total ->
    [one] 1 document
   *[other] { $total } documents
}</b>
protocols-line = { $link } – { $date }, { $author }
protocols-line-plain = { $title } – { $date }, { $author } : { $address }
protocols-next = Le lien ouvre le message dans le groupe où il a été déposé.
protocols-nothing = Je n’ai pas trouvé de document pour « { $typed } ». Écrivez « protocoles » pour voir les derniers.
protocols-empty = Aucun document n’a encore été déposé dans le groupe des protocoles depuis que j’y suis.
protocols-staff-only = Les protocoles sont réservés aux professionnels du territoire.
protocols-coordinators-only = Seule la coordination désigne le groupe des protocoles.
protocols-here = ✅ Noté : ce qui est déposé ici sera retrouvé par « protocole … » suivi d’un mot.

# Le tableau de docs/annuaire.md

kind-professional = Professionnel
kind-coordinator = Coordination
kind-secretary = Secrétariat
kind-relative = Proche
kind-patient = Patient
kind-bot = Assistant
kind-operator = Intendance
kind-partner = Partenaire
kind-unknown = Inconnu
field-identity = Nom, profession, lieux d’exercice
field-public-phone = Téléphone de l’Annuaire Santé
field-secretary-phone = Téléphone du secrétariat
field-urgent-phone = Téléphone d’urgence
field-email = Adresse électronique
field-mailbox = Adresse MSSanté
field-languages = Langues
field-hours = Horaires
field-absence = Absence, fermeture
field-access = Accès
field-bio = Bio
field-account = Joignable ici ou non
field-unlisted = Trouver une personne en liste rouge
sight-yes = oui
sight-no = –
sight-alone = seul à seul
finding-never = –
finding-by-full-name = par son nom complet
