# Les mots de « À classer » dans le navigateur.

triage-title = À classer
triage-lead = Les courriers MSSanté de vos boîtes qui attendent une décision.
triage-count = { $count ->
    [0] Rien n’attend
    [one] { $count } courrier attend
   *[other] { $count } courriers attendent
}
triage-none = Rien n’attend. Ce qui arrive se classe tout seul quand l’identité est sûre.
triage-none-here = Rien n’attend dans cette boîte.
triage-no-mailbox = Vous n’êtes dans l’équipe d’aucune boîte MSSanté. Votre coordination peut vous y ajouter.
triage-left = { $count ->
    [one] Et { $count } autre, plus récent : il apparaîtra à mesure.
   *[other] Et { $count } autres, plus récents : ils apparaîtront à mesure.
}
triage-filters = Filtrer par boîte
triage-all = Toutes ({ $count })
triage-mailbox = { $name } ({ $count })
triage-aside = dont { $count } en quarantaine
triage-number = Courrier n° { $number }
triage-quarantine = Quarantaine
triage-verified = professionnel de l’annuaire
triage-stranger = absent de l’annuaire
triage-from = De { $name }
triage-document = Document : { $label }
triage-says = Le courrier dit
triage-nobody = Aucun patient d’ici ne lui ressemble.
triage-candidate = { $number }. { $name }
triage-gone = Ce patient n’est plus connu ici.
triage-equal = Identique : { $names }
triage-trait = Trait
triage-theirs = Dans le courrier
triage-ours = Chez nous
triage-compared = Comparaison de { $name } avec le courrier n° { $number }
triage-file = Classer ici
triage-file-of = Classer ici le courrier n° { $number } : { $name }, choix { $choice }
triage-file-sure = Classer chez { $name } ? Les membres de son cercle le liront.
triage-file-yes = Oui, classer
triage-keep = Garder dans la boîte
triage-keep-of = Garder dans la boîte le courrier n° { $number }
triage-discard = Écarter
triage-discard-of = Écarter le courrier n° { $number }
triage-reason = Motif
triage-reason-hint = Par exemple : envoyé par erreur
triage-reason-lead = L’expéditeur lira le motif. On peut revenir sur cette décision.
triage-reason-aside = Personne n’est prévenu : on ne répond pas à un courrier en quarantaine.
triage-code = Erreur dite à l’expéditeur
triage-code-0 = celle de la raison affichée
triage-code-901 = 901 – auteur non autorisé
triage-code-902 = 902 – patient inconnu
triage-code-903 = 903 – INS absente ou non qualifiée
triage-code-904 = 904 – identité incohérente
triage-code-905 = 905 – identité incomplète
triage-code-906 = 906 – document non intégrable
triage-discard-yes = Oui, écarter
triage-circle = Nouveau cercle
triage-circle-of = Nouveau cercle pour le courrier n° { $number }
triage-release = Sortir de quarantaine
triage-release-of = Sortir de quarantaine le courrier n° { $number }
triage-must-stay = Il ne peut pas être ouvert ici.
triage-cancel = Annuler
triage-decided = Décidé récemment
triage-undo = Revenir dessus
triage-undo-of = Revenir dessus : courrier n° { $number }

letter-title = Courrier
letter-back = À classer
letter-text = Message
letter-empty = Ce courrier n’a pas de texte.
letter-quoted = { $count ->
    [one] { $count } ligne citée
   *[other] { $count } lignes citées
}
letter-signature = Signature
letter-headers = En-tête
letter-safe-text = Texte, sans rien ouvrir
letter-files = Documents et fichiers
letter-no-files = Aucun fichier.
letter-is-document = document de santé
letter-open = Ouvrir
letter-open-of = Ouvrir { $rank }. { $name }
letter-save = Enregistrer
letter-save-of = Enregistrer { $rank }. { $name }
letter-saved = Le fichier est dans vos téléchargements : gardez-le en lieu sûr.
letter-decide = Que faire de ce courrier
