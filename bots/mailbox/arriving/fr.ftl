# Les courriers, tels que l’équipe d’une boîte les lit.

letter-title = <b>{ $who }</b> – { $subject }
letter-no-subject = sans objet
letter-automatic = <b>Message automatique</b> de { $who } – { $subject }
letter-from-patient = <b>D’un patient</b> : { $who } – { $subject }
letter-error = <b>{ $who }</b> n’a pas pu intégrer un document, erreur { $code } – { $subject }
letter-filed = 📄 <b>Classé dans le cercle</b> – { $subject } – { $who }
letter-filed-old = 📄 <b>Classé comme version dépassée</b> – { $subject } – { $who }
letter-back = <b>Remis à trier</b> (n° { $number }) – { $subject } – { $who }
letter-discarded = <b>Écarté</b> (n° { $number }) – { $subject } – { $who }
letter-address = { $address }, le { $date } à { $time }
letter-undated = { $address }
letter-spoofed = ⚠ Le nom affiché, « { $shown } », n’est pas celui de cette adresse.
letter-unknown-sender = Cette adresse n’est pas dans l’annuaire du territoire.
letter-outside = ⚠ Expéditeur hors de l’espace de confiance MSSanté, sorti de quarantaine par l’équipe.
letter-late = Arrivé après sa réponse : il la précède dans le fil.
letter-cut = La suite est dans le fichier « { $name } ».
letter-quoted = { $lines ->
    [one] Une ligne citée, repliée.
   *[other] { $lines } lignes citées, repliées.
}
letter-quoted-file = { $lines ->
    [one] Une ligne citée, dans le fichier « { $name } ».
   *[other] { $lines } lignes citées, dans le fichier « { $name } ».
}
letter-files = { $count ->
    [one] 📎 Un fichier, dans le fil : { $names }
   *[other] 📎 { $count } fichiers, dans le fil : { $names }
}
letter-too-large = Trop volumineux pour être montré ici, resté dans la boîte : { $names }
letter-damaged = Une partie de ce courrier est arrivée abîmée.
letter-encrypted = Ce courrier contient une partie chiffrée (S/MIME) que nous ne pouvons pas ouvrir.
letter-closed = Conversation close : plus personne n’y répond.
letter-answers = ↩ Répond à l’envoi du { $date } à { $time } ({ $kind }), du cercle <b>{ $circle }</b>.
letter-answers-message = un message
letter-file-open = Répondez <b>classer</b> pour le mettre dans ce cercle, où tous ses membres le liront ; sinon il reste ici.
letter-file-apart = Répondez <b>classer</b> pour le mettre dans ce cercle, entre professionnels ; sinon il reste ici.
letter-answer = Répondez à ce message ou dans son fil : votre réponse part par MSSanté.
letter-undo = Mal classé ? Dans la conversation « À trier » : « annuler { $number } ».
text-file = courrier.txt
quoted-file = citation.txt
