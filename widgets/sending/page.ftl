# Les mots de « Où en est mon envoi » dans le navigateur.

sending-title = Mes envois
sending-lead = Où en est ce que vous avez envoyé par MSSanté.
sending-count = { $count ->
    [0] Aucun envoi
    [one] { $count } envoi
   *[other] { $count } envois
}
sending-none = Aucun envoi par MSSanté pour l’instant. Dans un cercle, écrivez « envoyer au médecin traitant ».
sending-none-such = Aucun envoi ne correspond.
sending-hidden = { $count ->
    [one] { $count } envoi n’est plus affiché : vous ne lisez plus ce cercle ou cette boîte.
   *[other] { $count } envois ne sont plus affichés : vous ne lisez plus ces cercles ou ces boîtes.
}
sending-filter = Patient
sending-every = tous
sending-failed-only = Seulement ce qui n’est pas arrivé ({ $count })
sending-about = { $kind } · { $patient }
sending-from = Depuis { $mailbox }, { $when }
sending-where = { $where }, { $when }
sending-failed = Non remis
sending-room = Conversation
sending-room-of = Conversation au sujet de l’envoi { $number }
sending-replace = Remplacer
sending-replace-of = Remplacer l’envoi { $number } : { $title }
sending-replace-lead = La nouvelle version annule et remplace celle-ci chez les mêmes destinataires. Pour un fichier, faites-le depuis la conversation.
sending-text = Texte de la nouvelle version
sending-look = Vérifier avant l’envoi
sending-check = À vérifier
sending-to = À
sending-sender = De
sending-kind = Type
sending-identity = Identité
sending-size = Taille
sending-send = Envoyer
sending-edit = Modifier le texte
sending-again = Renvoyer
sending-again-of = Renvoyer l’envoi { $number } à qui ne l’a pas reçu : { $title }
sending-withdraw = Annuler l’envoi
sending-withdraw-of = Annuler l’envoi { $number } : { $title }
sending-withdraw-sure = Annuler « { $title } » ? Chaque destinataire reçoit un avis.
sending-withdraw-yes = Oui, annuler l’envoi
sending-cancel = Ne rien changer
