# Les réponses de l’annuaire.

example = kiné { $place }
example-anywhere = dupont kiné

help-title = <b>Écrivez qui vous cherchez</b> : un nom, une profession, une commune, dans l’ordre que vous voulez.
help-examples = Par exemple : « { $example } », « dupont marie », « pharmacie », « dermato ».
help-next = Ensuite : un numéro ouvre la fiche, « { $prefix }contacter 2 » ouvre une conversation chiffrée, « { $prefix }plus » montre la suite.
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
line = <b>{ $number }.</b> { $name }, { $called }{ $place }
line-reachable = <b>{ $number }.</b> { $name }, { $called }{ $place } – joignable ici
page-next-contact = Répondez « { $prefix }{ $number } » pour la fiche, « { $prefix }contacter { $number } » pour lui écrire.
page-next = Répondez « { $prefix }{ $number } » pour la fiche.
page-more = « { $prefix }plus » : { $remaining ->
    [one] une autre réponse.
   *[other] { $remaining } autres réponses.
}

understood = J’ai compris : { $understood }.
ignored = Je n’ai pas tenu compte de « { $words } ».
given-up-place = <b>Personne à { $place }</b> pour cette recherche. Ailleurs :
given-up-word = <b>Personne avec « { $word } »</b>. Sans ce mot :

card-title = <b>{ $name }</b> – { $called }{ $place }
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

nobody-alike = Je n’ai trouvé personne pour « { $typed } ». Orthographe proche : { $alike }. Écrivez le nom voulu.
nobody = Je n’ai trouvé personne pour « { $typed } » sur le territoire. Essayez un nom seul, ou une profession et une commune (« { $example } »).

conversation-opened = <b>Conversation chiffrée ouverte avec { $name }.</b> Acceptez l’invitation qui arrive dans vos messages, puis écrivez. Votre correspondant reçoit la même ; vous n’y serez que tous les deux.
conversation-existed = <b>Votre conversation avec { $name } existe déjà.</b> Vous la trouverez dans vos messages directs.

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
directory-empty = L’annuaire n’est pas encore chargé. Réessayez plus tard, ou prévenez la coordination de votre territoire.

thanks = Avec plaisir.
unknown-no-words = Je n’ai pas reconnu de mot. Écrivez un nom, une profession ou une commune, par exemple « { $example } ».
unknown-too-long = Votre message est long pour une recherche : quelques mots suffisent, par exemple « { $example } ». N’écrivez ici rien sur un patient.
unknown-not-text = Je ne lis que du texte. Écrivez un nom, une profession ou une commune, par exemple « { $example } ».
