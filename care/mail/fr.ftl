# Ce que disent les boîtes MSSanté : aux personnes qui écrivent, et à la coordination.

mail-without-recipient = Il manque un destinataire à ce courrier.
mail-recipient-untrusted = { $address } n’est pas dans l’espace de confiance MSSanté : rien n’est parti. Vérifiez l’adresse dans l’annuaire.
mail-too-large = Ce courrier pèse { $size } Mo, pièces jointes comprises ; le destinataire en accepte { $limit } au plus. Rien n’est parti : retirez une pièce ou envoyez-la à part.

mail-sender-untrusted = L’expéditeur n’est pas dans l’espace de confiance MSSanté.
mail-sender-unreadable = L’expéditeur de ce courrier est illisible ou multiple.
mail-too-large-to-read = Ce courrier est trop volumineux : il est resté dans la boîte, seul son en-tête a été lu.
mail-not-handed-over = L’opérateur ne remet pas ce courrier : il est resté dans la boîte.
mail-handling-failed = Ce courrier n’a pas pu être traité. Il est conservé.
mail-key-lost = La clé qui protégeait ce courrier a été retirée : il ne peut plus être lu ici. L’original est resté dans la boîte.

trouble-unreachable = { $way ->
    [sending] L’opérateur de { $mailbox } ne répond pas : les envois attendent, rien n’est perdu.
   *[receiving] L’opérateur de { $mailbox } ne répond pas : les courriers y attendent, rien n’est perdu.
}
trouble-waiting_for_login = La boîte { $mailbox } attend que son titulaire se connecte avec Pro Santé Connect. Rien n’est perdu.
trouble-login_refused = L’opérateur de { $mailbox } refuse notre accès : vérifiez le mot de passe ou le certificat. Rien n’est perdu.
trouble-server_not_trusted = Le serveur de { $mailbox } ne prouve pas qu’il est celui de l’opérateur (certificat, nom ou révocation) : rien ne lui a été dit. Rien n’est perdu.
trouble-own_files = Un fichier de la boîte { $mailbox } est illisible (certificat, clé ou mot de passe). Rien n’est perdu.
trouble-operator_fault = Le serveur de { $mailbox } répond de travers : signalez-le à l’opérateur. Rien n’est perdu.
trouble-disk_full = Le disque de ce serveur est presque plein : les courriers de { $mailbox } attendent chez l’opérateur, rien n’est perdu. Faites de la place.
trouble-over = { $way ->
    [sending] La boîte { $mailbox } envoie de nouveau.
   *[receiving] La boîte { $mailbox } reçoit de nouveau.
}

expiry-certificate = { $days ->
    [0] Le certificat de la boîte { $mailbox } a pris fin ou prend fin aujourd’hui ({ $day }).
   *[other] Le certificat de la boîte { $mailbox } prend fin le { $day } : demandez le suivant à l’opérateur.
}
expiry-authority = { $days ->
    [0] Une autorité que croit la boîte { $mailbox } a pris fin ou prend fin aujourd’hui ({ $day }).
   *[other] Une autorité que croit la boîte { $mailbox } prend fin le { $day } : remplacez le fichier des autorités.
}
expiry-revocations = La liste de révocation de la boîte { $mailbox } est périmée depuis le { $day } : elle sert encore, remplacez-la.
expiry-white_list = La liste blanche MSSanté n’a pas été renouvelée depuis une semaine : vérifiez sa source.
