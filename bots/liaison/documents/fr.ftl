# Les documents d’un cercle.

document-title = 📄 <b>{ $kind } du { $date }</b> – { $who } (n° { $number })
document-alert = 🔴 <b>{ $kind } du { $date } – { $results }</b> – { $who } (n° { $number })
document-kind = Document
document-name = { $title }
document-author = Auteur : { $author }
document-sender = Envoyé par { $sender }
sender-known = { $name }, connu de l’annuaire
sender-unknown = { $address }, inconnu de l’annuaire
sender-shown = { $address } (« { $shown } »), inconnu de l’annuaire
sender-spoofed = ⚠ Le nom affiché « { $shown } » n’est pas celui de cette adresse : { $address }.
sender-doubt = { $who }, expéditeur inconnu de l’annuaire
sender-none = expéditeur inconnu
document-replaces = Remplace la version { $version } (n° { $number }).
document-replaces-other = Remplace le document n° { $number }.
document-version = Version { $version }. La version précédente n’est pas dans ce cercle.
document-rivals = ⚠ { $count ->
    [one] Un autre document se dit aussi version { $version }
   *[other] { $count } autres documents se disent aussi version { $version }
} ({ $numbers }) : demandez à l’auteur lequel vaut.
document-restricted = Réservé aux professionnels : à ne montrer ni au patient ni à ses proches sans en parler.
caution-hash-wrong = ⚠ L’empreinte annoncée n’est pas celle du fichier reçu : vérifiez-le auprès de l’expéditeur.
caution-size-wrong = ⚠ La taille annoncée n’est pas celle du fichier reçu : vérifiez-le auprès de l’expéditeur.
caution-file-unreadable = ⚠ Un fichier de ce document n’a pas pu être lu. Il est gardé dans la boîte aux lettres.
caution-read-in-part = ⚠ Ce document n’a pu être lu qu’en partie : voyez l’original.
caution-other-content = ⚠ Un envoi suivant porte le même identifiant avec un autre contenu : demandez à l’expéditeur lequel vaut.
document-file = PDF ci-dessous. « !document { $number } » vous le renvoie.
document-rendered = PDF ci-dessous, mis en page d’après le document reçu. « !document { $number } » vous le renvoie.
document-no-pdf = Sans PDF. « !document { $number } » vous envoie l’original.

document-superseded = <b>Version remplacée</b> : { $kind } du { $date } – { $who } (n° { $number })
superseded-by = Ne vous y fiez plus : voyez { $link }.
superseded-elsewhere = Ne vous y fiez plus : une version plus récente a été reçue.
superseded-gone = Ne vous y fiez plus : la version qui l’a remplacée a été retirée ensuite.
superseded-next = « !document { $number } » montre encore l’ancienne version.
document-link = le document n° { $number }
document-withdrawn = <b>Document retiré</b> : { $kind } du { $date } – { $who } (n° { $number })
withdrawn-by-sender = Son expéditeur l’a retiré : ne vous y fiez plus. Son contenu n’est plus gardé ici.
withdrawn-by-member = { $name } l’a retiré : il n’avait pas sa place ici. Son contenu n’est plus gardé ici.
document-moved = Un document qui était ici (n° { $number }) est désormais réservé aux professionnels.
document-new-alert = 🔴 <b>Résultats à voir : { $results }</b> – { $kind } du { $date }, document n° { $number }

results-alone = Résultats
result = • { $name } : <b>{ $value }</b>{ $mark }{ $expected }
result-plain = • { $name } : { $value }{ $expected }
result-missing = sans valeur
result-mark = { " " }({ $words })
result-expected = { " " }– attendu { $expected }
result-pending = en attente
result-aborted = { " " }– examen interrompu
result-cancelled = { " " }– résultat annulé
result-comment = { " " }– « { $comment } »
results-rest = { $count ->
    [one] Un autre résultat est dans le document.
   *[other] { $count } autres résultats sont dans le document.
}
alert-more = { $count ->
    [one] et 1 autre
   *[other] et { $count } autres
}
alert-result = { $name } { $value } ({ $words })
mark-high = haute
mark-low = basse
mark-abnormal = anormale
mark-very-high = très haute ⚠
mark-very-low = très basse ⚠
mark-very-abnormal = très anormale ⚠
mark-much-higher = nettement haute
mark-much-lower = nettement basse
mark-out = hors seuils

index-title = <b>Documents</b> – { $count }{ $fresh ->
    [0] { "" }
    [one] , dont 1 nouveau
   *[other] , dont { $fresh } nouveaux
}
index-none = Aucun document dans ce cercle.
index-none-such = Aucun document de ce genre. « documents » les montre tous.
index-month = <b>{ $month }</b>
index-line = <b>{ $number }.</b> { $date } – { $kind }{ $who }{ $state }{ $fresh }
index-file = <b>{ $number }.</b> { $date } – { $link }{ $who }{ $fresh }
index-who = { " " }– { $who }
index-superseded = { " " }(version remplacée)
index-withdrawn = { " " }(retiré)
index-alert = { " " }🔴 résultat à voir
index-new = { " " }– <b>nouveau</b>
index-rest = { $count ->
    [one] Un document plus ancien : « documents tous ».
   *[other] { $count } documents plus anciens : « documents tous ».
}
index-next = « document 3 » vous envoie le troisième, « résultats CRP » montre les valeurs dans le temps, « documents imagerie » cherche.
index-digest = <b>Documents du cercle</b> (« !document 1 », écrit dans le cercle, vous l’envoie)
posted-file = Fichier
month-1 = Janvier { $year }
month-2 = Février { $year }
month-3 = Mars { $year }
month-4 = Avril { $year }
month-5 = Mai { $year }
month-6 = Juin { $year }
month-7 = Juillet { $year }
month-8 = Août { $year }
month-9 = Septembre { $year }
month-10 = Octobre { $year }
month-11 = Novembre { $year }
month-12 = Décembre { $year }

sent-alone = Je vous l’envoie dans notre conversation.
document-sent = 📄 { $kind } du { $date } – { $who }, cercle { $circle }
document-posted = Ce fichier est dans le fil : { $link }.
document-taken-out = C’est retiré : il ne reste du document n° { $number } qu’une mention.

curves-title = <b>Derniers résultats</b>
curves-none = Aucun résultat de laboratoire dans ce cercle.
curves-none-such = Je ne trouve pas « { $typed } » parmi les résultats de ce cercle. « résultats » les montre tous.
curve-title = <b>{ $name }</b>{ $expected }
curve-value = • { $date } : <b>{ $value }</b>{ $mark }
curve-line = • { $name } : <b>{ $value }</b>{ $mark }, le { $date }
curve-rest = { $count ->
    [one] Une valeur plus ancienne.
   *[other] { $count } valeurs plus anciennes.
}
curves-rest = { $count ->
    [one] Un autre examen. « résultats » suivi de son nom le montre.
   *[other] { $count } autres examens. « résultats » suivi d’un nom les montre.
}
curves-next = « résultats CRP » montre un examen dans le temps.
chart-name = { $name }.png
chart-alternative = Courbe : { $name }, du { $first } au { $last }

no-document-which = Quel document ? « documents » les numérote, « document 3 » envoie le troisième.
no-document-unknown = Je ne trouve pas ce document dans ce cercle. « documents » les montre.
no-document-withdrawn = Ce document a été retiré : son contenu n’est plus gardé ici.
no-document-in-room = Ce fichier est dans le fil de la conversation, là où il a été posté.
no-document-no-file = Ce document est arrivé sans fichier lisible. Il est gardé dans la boîte aux lettres.
no-document-not-theirs = Seul l’expéditeur d’un document peut le retirer par courrier.
