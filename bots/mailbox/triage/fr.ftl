# La conversation « À trier » : ce qui attend, pourquoi, et ce qu’on en fait.

card-waiting = 🗂 <b>À trier n° { $number }</b> – { $subject } – { $why }
card-quarantined = 🚫 <b>Quarantaine n° { $number }</b> – { $subject } – { $why }
card-from = De { $who } ({ $address })
card-spoofed = ⚠ Le nom affiché, « { $shown } », n’est pas celui de cette adresse.
card-document = Document : { $what }
card-says = Le courrier dit : { $who }
card-nobody-alike = Aucun patient d’ici ne lui ressemble.
card-choose = { $count ->
    [0] Répondez à ce message : <b>nouveau cercle</b>, <b>aucun</b> (garder dans la boîte), <b>jeter</b> et le motif, <b>montrer</b>. Ou écrivez « { $number } : aucun ».
    [one] Répondez à ce message : <b>1</b> pour classer, <b>aucun</b> (garder dans la boîte), <b>nouveau cercle</b>, <b>jeter</b> et le motif, <b>montrer</b>. Ou écrivez « { $number } : 1 ».
   *[other] Répondez à ce message : un <b>numéro</b> pour classer, <b>aucun</b> (garder dans la boîte), <b>nouveau cercle</b>, <b>jeter</b> et le motif, <b>montrer</b>. Ou écrivez « { $number } : 1 ».
}
card-may-release = Répondez à ce message : <b>montrer</b>, <b>libérer</b>, ou <b>jeter</b> et le motif. Ou écrivez « { $number } : montrer ».
card-must-stay = Il ne peut pas être ouvert ici. Répondez à ce message : <b>montrer</b> (l’en-tête seul), ou <b>jeter</b> et le motif. Ou écrivez « { $number } : jeter… ».
card-filed = ✅ <b>N° { $number } classé</b> par { $by } chez { $patient } – { $subject }
card-shown = ✅ <b>N° { $number } gardé dans la boîte</b> par { $by } – { $subject }
card-discarded = ✅ <b>N° { $number } jeté</b> par { $by } : { $reason } – { $subject }
card-released = ✅ <b>N° { $number } sorti de quarantaine</b> par { $by } – { $subject }
card-undo = « annuler { $number } » revient sur cette décision.
somebody = quelqu’un
nobody-named = patient sans nom
a-document = sans type
born = { $feminine ->
    [yes] née le { $born }
   *[no] né le { $born }
}
birth-place = lieu de naissance { $code }
sex-m = sexe masculin
sex-f = sexe féminin
sex-i = sexe indéterminé
with-number = { $who }, INS { $number }
without-number = { $who }, sans INS
option = <b>{ $number }.</b> { $who } – { $grade }
option-gone = <b>{ $number }.</b> Ce patient n’est plus connu ici.
option-differs = Différences : { $what }
option-standing = Chez nous : { $what }
grade-same = tout concorde
grade-probable-duplicate = probablement la même personne
grade-homonym = homonyme
grade-doubtful = douteux
grade-different = une autre personne
differs-different = <b>{ $trait } différent</b> (chez nous { $ours }, dans le courrier { $theirs })
differs-close = { $trait } proche (chez nous { $ours }, dans le courrier { $theirs })
differs-unknown = { $trait } à vérifier
number-told-different-number = <b>INS différent</b>
number-told-number-may-have-changed = INS peut-être changé depuis
number-told-number-unknown = INS à vérifier
trait-birth-name = nom de naissance
trait-given-names = prénom
trait-birth-date = date de naissance
trait-sex = sexe
trait-birth-place = lieu de naissance
standing-qualified = identité qualifiée
standing-not-qualified = identité non qualifiée
is-fictitious = identité fictive
is-doubtful = identité douteuse
is-homonym = homonyme connu
circle-open = cercle ouvert
circle-none = sans cercle
circle-suspended = le patient s’oppose au partage
caution-hash-wrong = ⚠ l’empreinte ne correspond pas
caution-size-wrong = ⚠ la taille ne correspond pas
caution-file-unreadable = ⚠ fichier illisible
caution-read-in-part = ⚠ lu en partie
caution-other-content = ⚠ même identifiant, autre contenu : demandez à l’expéditeur lequel vaut

why-released = il vient de la quarantaine : une personne doit décider (901).
why-sender-unsure = son expéditeur n’est pas un professionnel (901).
why-unreadable = le document annoncé manque ou n’est pas lisible (906).
why-no-author = le document ne dit pas qui l’a écrit (901).
why-several-patients = il parle de plusieurs patients (906).
why-number-absent = l’INS manque (903).
why-not-vouched = l’expéditeur dit que l’identité n’est pas qualifiée (903).
why-traits-missing = il manque un trait d’identité (905).
why-sources-disagree = l’enveloppe et le document ne disent pas la même identité (904).
why-number-refused = son INS n’est pas valable ici (904).
why-unknown = cet INS n’est celui d’aucun patient d’ici (902).
why-several-matches = plusieurs patients d’ici portent cet INS (906).
why-fictitious = l’identité est fictive chez nous (906).
why-doubtful = l’identité est douteuse chez nous (906).
why-unqualified = l’identité n’est pas qualifiée chez nous (906).
why-traits-differ = l’identité n’est pas la même chez nous (904).
why-homonym = un homonyme est connu : il faut choisir (906).
why-opposed = le patient s’oppose au partage (906).
why-no-circle = ce patient n’a pas de cercle ouvert (902).
why-superseded = une version plus récente est déjà classée (900).
why-misfiled = il avait été mal classé (906).

aside-mail-sender-untrusted = l’expéditeur n’est pas dans l’espace de confiance MSSanté.
aside-mail-sender-unreadable = l’expéditeur est illisible ou multiple.
aside-mail-too-large-to-read = trop volumineux : resté dans la boîte.
aside-mail-not-handed-over = l’opérateur ne le remet pas : resté dans la boîte.
aside-mail-handling-failed = il n’a pas pu être traité ; il est conservé.
aside-mail-key-lost = la clé qui le protégeait a été retirée ; l’original est resté dans la boîte.
aside-letter-archive-unsafe-name = un nom de fichier de l’archive est dangereux.
aside-letter-archive-bomb = l’archive est démesurée une fois ouverte.
aside-letter-archive-encrypted = l’archive est protégée par un mot de passe.
aside-letter-archive-any = l’archive est abîmée ou dangereuse.
aside-letter-document-declares-type = le document contient des déclarations interdites (DTD).
aside-letter-document-any = le document est abîmé ou dangereux.
aside-letter-metadata-unreadable = la description des documents est illisible ou dangereuse.
aside-letter-mail-any = le courrier est abîmé ou démesuré.
aside-any = il n’a pas pu être lu.

list-none = Rien n’attend.
list-title = { $count ->
    [one] <b>Un courrier attend</b> :
   *[other] <b>{ $count } courriers attendent</b> :
}
list-line = <b>n° { $number }</b> – { $subject } – { $who } – { $why }
list-more = … et { $count } autres, plus récents.
list-next = Répondez à sa carte, ou écrivez « { $number } : 1 », « { $number } : montrer ».
remind = { $count ->
    [one] Un courrier attend depuis plus d’une demi-journée. « à trier » le montre.
   *[other] { $count } courriers attendent depuis plus d’une demi-journée. « à trier » les montre.
}
unshown = Le courrier n° { $number } est arrivé, mais je n’ai pas pu l’afficher (incident { $incident }). Il est gardé : « { $number } : montrer ».
help = Je comprends, en réponse à une carte ou après son numéro (« 12 : … ») : un numéro de patient, « aucun », « nouveau cercle », « jeter » et le motif (« jeter 902 parti à une autre adresse »), « montrer », « libérer », « annuler ». « À trier » donne la liste, « page » le lien de la page.
not-understood = Je n’ai pas compris. Répondez par un numéro, « aucun », « nouveau cercle », « jeter » et le motif, « montrer », ou « aide ».
draft-begun = Liaison vous écrit pour ouvrir le cercle. Une fois ouvert, « à trier » proposera ce patient au n° { $number }.
shown-header = <b>N° { $number }</b>, sans rien ouvrir :
shown-line = { $name } : { $value }
shown-from = De
shown-to = À
shown-subject = Objet
shown-date = Date
shown-size = Taille
shown-bytes = { $size } octets
shown-text = Texte :
shown-nothing = Il ne reste rien à montrer.
shown-files = { $count ->
    [0] Il n’y a pas de document à montrer.
    [one] Un fichier, dans le fil de la carte.
   *[other] { $count } fichiers, dans le fil de la carte.
}

no-letter-team-only = Seule l’équipe de la boîte décide de ses courriers.
no-letter-unknown = Il n’y a pas de courrier n° { $number } dans cette boîte.
no-letter-which = Plusieurs courriers attendent : répondez à la carte, ou commencez par le numéro (« { $number } : 1 »).
no-letter-none = Rien n’attend.
no-letter-is-filed = { $known ->
    [no] Le n° { $number } est déjà classé. « annuler { $number } » d’abord.
   *[other] Trop tard : { $by } a déjà classé le n° { $number }. « annuler { $number } » revient dessus.
}
no-letter-is-shown = { $known ->
    [no] Le n° { $number } est dans la boîte, pas au tri.
   *[other] Trop tard : { $by } a gardé le n° { $number } dans la boîte. « annuler { $number } » revient dessus.
}
no-letter-is-discarded = Trop tard : { $by } a jeté le n° { $number }. « annuler { $number } » revient dessus.
no-letter-is-to-triage = Le n° { $number } attend encore : il n’y a rien à annuler.
no-letter-is-quarantined = Le n° { $number } est en quarantaine : « montrer », « libérer » ou « jeter ».
no-letter-is-released = { $by } a sorti le n° { $number } de quarantaine : il continue sous un autre numéro.
no-letter-must-stay = Le n° { $number } doit rester en quarantaine : l’ouvrir serait dangereux. Demandez à l’expéditeur de le renvoyer.
no-letter-gone = Le n° { $number } n’est plus en quarantaine.
no-letter-no-such-choice = Il n’y a pas de patient { $choice } sur cette carte.
no-letter-no-circle = Le patient { $choice } n’a pas de cercle : « nouveau cercle » en ouvre un.
no-letter-nothing-to-file = Ce courrier n’a pas de document lisible à classer : « aucun » le garde dans la boîte.
no-letter-professionals-only = Il faut être professionnel de la boîte, ou membre de ce cercle, pour y classer. Demandez à un professionnel de l’équipe.
no-letter-why = Dites pourquoi : « jeter envoyé par erreur ». L’expéditeur le lira.
no-letter-answers-nothing = Ce courrier ne répond à aucun envoi d’un cercle.
no-letter-too-late = Le courrier n° { $number } n’est plus gardé : on ne revient plus dessus ici.
no-letter-circle-closed = Le cercle où était le n° { $number } est fermé : on ne peut plus l’en retirer.
no-letter-no-identity = Ce courrier ne dit pas assez de son patient pour préparer un cercle : « nouveau cercle » auprès de Liaison.
no-letter-unopenable = Ce courrier ne s’ouvre pas : { $why }
no-consent-opposed-person = Ce patient s’oppose à ce que vous receviez ce qui le concerne.
no-consent-opposed = Ce patient s’oppose au partage : rien n’est classé.
no-consent-missing = Il faut le consentement du patient.
no-circle-is-suspended = Ce patient s’oppose au partage : son cercle est fermé aux documents.
no-circle-is-closed = Ce cercle est fermé.
no-circle-staff-only = Seuls les professionnels et la coordination ouvrent un cercle.
no-document-not-theirs = Un document de ce courrier ne peut pas être retiré du cercle : il vient d’un autre expéditeur.
