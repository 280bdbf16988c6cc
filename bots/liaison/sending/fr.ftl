# What is said of mails that leave.
choice = { $number }. { $what }
who-which = « { $typed } » peut être :
who-next = Répondez par un numéro, ou « annuler ».
type-which = Quel est ce document ?
type-next = Répondez par un numéro, par « type ordonnance » (ou tout autre type), ou « annuler ».
mailbox = <b>{ $name }</b>{ $place } – { $address }
patient-mailbox = le patient, <b>{ $name }</b> (Mon espace santé) – { $address }
at-place = , { $place }
what-document = un document de santé structuré, avec sa copie PDF
what-mail = un message
what-notice = un avis d’annulation
what-replacement = un document qui annule et remplace le précédent
preview-title = À vérifier avant l’envoi par MSSanté – { $what }
preview-to = À : { $who }
preview-from = De : { $name } ({ $address })
preview-other = Autre boîte possible : { $name } – répondez « depuis { $number } »
preview-type = Type : { $type } – répondez « type … » pour en changer
preview-restricted = Réservé aux professionnels : ni le patient ni ses proches ne le verront.
preview-text = Texte : { $text }
preview-file = Fichier : { $name }
preview-size = Taille : { $size } Mo (au plus { $limit } Mo)
preview-closes = Ce message clôt l’échange : le patient ne pourra plus répondre.
preview-next = { $form ->
    [document] Répondez <b>envoyer</b> ou <b>annuler</b> ; « sans identité » pour n’envoyer qu’un message ordinaire.
   *[other] Répondez <b>envoyer</b> ou <b>annuler</b> ; « avec identité » pour y joindre l’identité du patient.
    }
told-ins = Identité : traits et matricule INS (identité qualifiée)
told-nothing = Identité : non jointe
told-nobody = Identité : aucun patient n’est joint
told-traits-not-qualified = Identité : traits seulement, sans matricule INS (l’identité n’est pas qualifiée)
told-traits-no-number = Identité : traits seulement (aucun matricule INS n’est connu)
told-traits-trait-missing = Identité : traits connus seulement, sans matricule INS (un trait obligatoire manque)
told-traits-bad-key = Identité : traits seulement, sans matricule INS (sa clé est fausse)
told-traits-test-data = Identité : traits seulement (le matricule est un numéro de test)
status-document = <b>{ $title }</b> – envoi par MSSanté
status-mail = <b>{ $title }</b> – envoi par MSSanté
status-notice = <b>{ $title }</b> – envoi par MSSanté
status-version = Version { $version }, annule et remplace la précédente.
status-sent = Envoyé
status-replaced = Remplacé depuis par une nouvelle version.
status-withdrawn = Annulé depuis : les destinataires ont reçu un avis.
status-answer = ↩ { $name } : réponse reçue le { $day } à { $time } – dans la boîte { $mailbox }
status-again = La cause est réglée ? Répondez <b>renvoyer</b> à ce message : seul qui ne l’a pas reçu le recevra.
status-line = { $name } : { $where }
where-waiting = en attente d’envoi
where-held = en attente, la messagerie du destinataire demande de patienter
where-sent = envoyé
where-delivered = remis dans sa boîte
where-read = lu
where-failed = non remis
where-failed-why = { $why }
where-at = { $where } ({ $day } à { $time })
why-c900 = reçu, mais une version plus récente y était déjà (900)
why-c901 = refusé, l’auteur n’y est pas autorisé (901)
why-c902 = reçu, mais le patient n’y est pas connu (902)
why-c903 = reçu, mais non intégré : le matricule INS est absent (903)
why-c904 = reçu, mais non intégré : l’identité ne concorde pas avec la leur (904)
why-c905 = reçu, mais non intégré : il manque un trait d’identité (905)
why-c906 = reçu, mais non intégré par leur logiciel (906)
why-untrusted = non envoyé, l’adresse a quitté l’espace de confiance MSSanté
why-unanswered = non remis, la messagerie n’a jamais confirmé
why-ours = non envoyé, à cause d’une panne chez nous
why-unknown = non remis, cette adresse n’existe pas
why-full = non remis, la boîte est pleine
why-closed = non remis, la boîte est fermée
why-large = non remis, le message est trop lourd pour cette boîte
why-forbidden = refusé par la messagerie du destinataire
why-later = non remis, malgré plusieurs essais
why-other = non remis
what-to-do-c900 = Rien à faire, sauf si votre version est la bonne : appelez le destinataire.
what-to-do-c901 = Appelez le destinataire, ou choisissez une autre de ses boîtes.
what-to-do-c902 = Le destinataire doit créer le dossier, puis le ranger à la main ; prévenez-le si c’est urgent.
what-to-do-c903 = Le destinataire le rangera à la main ; prévenez-le si c’est urgent. Il faut une identité qualifiée pour un rangement automatique.
what-to-do-c904 = Vérifiez l’identité avec le destinataire avant tout nouvel envoi.
what-to-do-c905 = Complétez l’identité, puis remplacez l’envoi ; le destinataire peut aussi le ranger à la main.
what-to-do-c906 = Appelez le destinataire : il peut le lire dans sa messagerie et le ranger à la main.
what-to-do-untrusted = Choisissez une autre adresse, ou prévenez par téléphone.
what-to-do-unanswered = Renvoyez, ou prévenez par téléphone si c’est urgent.
what-to-do-ours = Votre coordination est prévenue ; renvoyez plus tard, ou téléphonez si c’est urgent.
what-to-do-unknown = Vérifiez l’adresse dans l’annuaire, puis renvoyez.
what-to-do-full = Prévenez par téléphone, puis renvoyez plus tard.
what-to-do-closed = Choisissez une autre boîte, ou prévenez par téléphone.
what-to-do-large = Envoyez une photo plus petite, ou le document en plusieurs fois.
what-to-do-forbidden = Prévenez par téléphone, ou choisissez une autre boîte.
what-to-do-later = Renvoyez, ou prévenez par téléphone si c’est urgent.
what-to-do-other = Renvoyez, ou prévenez par téléphone si c’est urgent.
list-none = Aucun envoi par MSSanté pour l’instant.
list-title = Derniers envois par MSSanté :
list-line = { $number }. { $day } à { $time } – <b>{ $title }</b>{ $state ->
    [replaced] { " " }(remplacé)
    [withdrawn] { " " }(annulé)
   *[other] { "" }
    } – { $where }
list-where = { $name } : { $where }
list-next = Pour corriger un document : « !remplacer envoi 1 : … » ou, en réponse au nouveau fichier, « !remplacer envoi 1 ». Pour l’annuler : « !annuler envoi 1 ».
sent-again = Renvoyé, tel quel, à { $names }. La fiche de l’envoi dit la suite.
ring-failed = ⚠ <b>{ $title }</b> n’est pas arrivé chez { $name }
sent-already = Ce message est déjà parti par MSSanté : votre correction n’y changera rien. Écrivez-en un autre s’il le faut.
dropped = Rien n’est parti.
set-aside = L’envoi préparé avant est abandonné : rien n’est parti.
told-alone = Cet envoi n’est pas possible. Je vous dis pourquoi en privé.
files-wait = { $count ->
    [one] Le fichier partira avec votre prochain message de ce fil ; « envoyer » pour l’envoyer seul, « annuler » pour y renoncer.
   *[other] Les { $count } fichiers partiront avec votre prochain message de ce fil ; « envoyer » pour les envoyer seuls, « annuler » pour y renoncer.
    }
files-wait-reply = { $count ->
    [one] Le fichier partira avec votre prochaine réponse à ce courrier ; répondez-moi « envoyer » pour l’envoyer seul, « annuler » pour y renoncer.
   *[other] Les { $count } fichiers partiront avec votre prochaine réponse à ce courrier ; répondez-moi « envoyer » pour les envoyer seuls, « annuler » pour y renoncer.
    }
no-dispatch-professionals-only = Seuls les professionnels envoient par MSSanté.
no-dispatch-no-own-mailbox = Vous n’avez pas de boîte MSSanté ici. Demandez à votre coordination de vous ajouter à l’équipe d’une boîte.
no-dispatch-not-your-mailbox = Vous ne faites pas partie de l’équipe de cette boîte.
no-dispatch-list-missing = La liste des adresses MSSanté n’est pas encore là. Réessayez dans quelques minutes ; rien n’est perdu.
no-dispatch-untrusted = { $address } n’est pas une adresse de l’espace de confiance MSSanté : rien de ce qui concerne un patient ne peut y partir. Cherchez l’adresse MSSanté de cette personne dans l’annuaire.
no-mail-recipient-untrusted = { $address } n’est pas une adresse de l’espace de confiance MSSanté : rien de ce qui concerne un patient ne peut y partir.
no-mail-without-recipient = À qui ? Par exemple « mail Dr Fictif : … ».
no-mail-too-large = L’envoi pèse { $size } Mo, et il ne peut dépasser { $limit } Mo. Réduisez le fichier, ou envoyez-le en plusieurs fois.
no-consent-opposed = Le patient s’oppose au partage : rien ne part.
no-consent-opposed-mail = Le patient s’oppose à cet envoi par MSSanté : rien ne part.
no-consent-opposed-person = Le patient s’oppose au partage avec cette personne : rien ne part.
no-dispatch-patient-not-qualified = La boîte d’un patient n’existe que pour une identité INS qualifiée, ce qui n’est pas le cas ici. Remettez-lui le document autrement.
no-dispatch-other-patient = Cette adresse n’est pas celle du patient de ce cercle : rien ne part.
no-dispatch-patient-unknown = Cette boîte n’est pas celle d’un patient connu ici : rien ne part.
no-dispatch-patient-needs-circle = Pour écrire à un patient, faites-le depuis son cercle : « !mail patient : … ».
no-dispatch-patient-alone = Un message au patient part seul. Envoyez-en un autre à vos collègues.
no-dispatch-identity-locked = L’identité est douteuse ou fictive : aucun document ne part à ce nom. Levez le doute d’abord, ou écrivez un message « sans identité ».
no-dispatch-to-whom = À qui ? Par exemple « envoyer au médecin traitant » ou « mail Dr Fictif : … ».
no-dispatch-too-many = Pas plus de { $most } destinataires à la fois.
no-dispatch-which-type = Quel est ce document ? Répondez par un numéro ou « type … ».
no-dispatch-what = Envoyer quoi ? Répondez à un message ou à un fichier, ou écrivez le texte après deux-points : « mail Dr Fictif : … ».
no-dispatch-too-long = Ce texte est trop long (plus de { $most } caractères). Envoyez-le en fichier.
no-dispatch-not-a-document = Ce n’est pas un document : écrivez simplement un nouveau message.
no-dispatch-already-replaced = Ce document a déjà été remplacé : prenez la dernière version dans « envois ».
no-dispatch-already-withdrawn = Ce document a déjà été annulé.
no-dispatch-not-yours = Seule la personne qui l’a envoyé, ou l’équipe de la boîte, peut le faire.
no-dispatch-unknown = Je ne trouve pas cet envoi. Écrivez « !envois » pour en voir la liste.
no-dispatch-without-rpps = Un document de santé doit être signé par un professionnel qui a un numéro RPPS. Répondez « sans identité » pour l’envoyer comme un message ordinaire.
no-dispatch-bad-address = « { $address } » n’est pas une adresse. Vérifiez-la, ou donnez un nom.
no-dispatch-no-such-member = Personne n’est « { $role } » dans ce cercle. Ajoutez-le au cercle, ou donnez son nom.
no-dispatch-no-mailbox = { $name } n’a pas d’adresse MSSanté dans l’annuaire. Donnez une autre adresse, ou appelez.
no-dispatch-nobody = Je n’ai trouvé personne pour « { $name } ». Donnez un autre nom, ou l’adresse MSSanté.
no-dispatch-no-number = { $most ->
    [0] Aucun choix n’est proposé pour l’instant.
    [1] Il n’y a que le choix 1.
   *[other] Répondez par un numéro de 1 à { $most }.
    }
no-dispatch-unknown-type = Je ne connais pas de document « { $name } ». Essayez « type ordonnance », « type consultation », « type imagerie »…
no-dispatch-nothing-to-close = Aucun échange n’est ouvert avec le patient.
no-dispatch-document-needs-circle = Un document de santé part du cercle d’un patient. Ici, écrivez un message : « mail Dr Fictif : … ».
no-dispatch-cannot-compose = Ce message ne peut pas être écrit ainsi. Vérifiez les adresses et le texte.
no-dispatch-not-paper = « { $name } » n’est ni un PDF ni une image : je ne peux pas en faire un document de santé. Répondez « sans identité » pour l’envoyer tel quel, comme un message ordinaire.
no-dispatch-not-archivable = « { $name } » ne peut pas devenir un PDF archivable sans changer ce qu’on y voit. Répondez « sans identité » pour l’envoyer tel quel, comme un message ordinaire.
no-dispatch-not-a-pdf = « { $name } » n’est pas un PDF lisible (peut-être est-il protégé par un mot de passe). Vérifiez-le.
no-dispatch-picture-unreadable = L’image « { $name } » ne peut pas être lue. Reprenez-la, ou envoyez-la dans un autre format.
no-dispatch-picture-too-big = L’image « { $name } » est trop grande. Réduisez-la.
no-dispatch-paper-too-long = Ce texte est trop long pour un document. Envoyez-le en fichier.
no-dispatch-file-unreadable = Je n’ai pas pu ouvrir ce fichier. Renvoyez-le dans le cercle, puis recommencez.
no-dispatch-answers-machine = Ce message vient d’une machine : personne ne lirait votre réponse. Écrivez à la personne : « mail … : … ».
no-dispatch-nothing-failed = Rien n’est à renvoyer : chacun l’a reçu, ou le recevra. Pour un document que leur logiciel n’a pas pu ranger, « !remplacer envoi 1 ».
no-dispatch-too-old = Cet envoi n’est plus gardé : recommencez-le.
no-dispatch-identity-changed = L’identité du patient a changé depuis cet envoi : il ne repart pas tel quel. Recommencez-le.
no-dispatch-nothing-waits = Aucun envoi n’est en préparation.
no-dispatch-everybody-unclear = Rien n’est parti. Pour répondre à tous, écrivez <b>à tous : …</b>, les deux-points juste après ; pour dire autre chose, commencez autrement.
no-dispatch-for-others = Rien n’est parti : ce fil ne répond qu’à ce courrier. Pour écrire à quelqu’un d’autre, hors du fil : <b>mail Dr Fictif : …</b>. Si ces mots sont pour votre correspondant, commencez autrement.
no-dispatch-hesitating = Rien n’est parti, le fichier attend encore. <b>annuler</b> le retire ; <b>envoyer</b> l’envoie seul ; sinon, écrivez votre réponse autrement.
no-dispatch-order-alone = Rien n’est parti : { $word } ne demande rien ici. Pour l’écrire à votre correspondant, mettez-le dans une phrase.
no-dispatch-thread-closed = Cet échange avec le patient est clos. Écrivez-lui depuis son cercle pour en ouvrir un autre.
