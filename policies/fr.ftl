# Ce que le serveur répond quand il refuse. Chaque phrase dit pourquoi, et quoi faire.

refused-room-creation = Votre compte ne peut pas ouvrir de conversation. Demandez à un professionnel de vous y inviter.
refused-space-creation = Seule la coordination du territoire peut créer un espace. Demandez-le-lui.
refused-encryption-required = Ici, toute conversation est chiffrée, et le reste. Rien n’a été changé.
refused-clear-text = Ce message n’était pas chiffré : il n’a pas été envoyé. Mettez votre application à jour, puis renvoyez-le.
refused-invitation = Votre compte ne peut pas inviter. Demandez à un professionnel de la conversation.
refused-invitation-by-address = On n’invite pas par adresse électronique ni par téléphone. Choisissez un compte du territoire.
refused-not-invited = Vous n’avez pas été invité dans cette conversation. Demandez une invitation à l’un de ses membres.
refused-knock = On ne frappe pas à la porte d’une conversation. Demandez une invitation à l’un de ses membres.
refused-closed-federation = Ce serveur ne fait pas partie de ceux avec lesquels le territoire échange. Voyez avec la coordination.
refused-public-room = Aucune conversation n’est publique ici. Invitez les personnes concernées.
refused-open-history = Une conversation n’est lisible que par ses membres. Invitez les personnes concernées.
refused-guests = Une conversation n’accueille pas de visiteurs sans compte. Demandez un compte à la coordination.
refused-alias = Une conversation n’a pas d’adresse choisie. Invitez les personnes concernées.
refused-alias-not-opaque = Une adresse de conversation ne doit rien dire : c-, puis 8 à 64 chiffres hexadécimaux.
refused-fixed-name = Votre nom affiché est tenu par le territoire. Pour le corriger, écrivez à la coordination.
refused-directory = Votre compte ne peut pas consulter la liste des personnes. Demandez à un professionnel.
refused-no-shared-room = Vous n’avez pas de conversation en commun avec cette personne.
refused-malformed = Cette demande n’est pas lisible : rien n’a été fait. Mettez votre application à jour.
refused-incident = Une erreur de notre côté empêche cette action : rien n’a été changé. Numéro à citer : { $incident }.

# Le tableau de docs/politiques.md.

kind-professional = Professionnel
kind-coordinator = Coordination
kind-secretary = Secrétariat
kind-relative = Proche
kind-patient = Patient
kind-bot = Assistant
kind-operator = Intendance
kind-partner = Partenaire
kind-unknown = Inconnu

act-write = Lire et écrire dans ses conversations
act-create-room = Ouvrir une conversation
act-create-clear-room = Ouvrir une conversation sans chiffrement
act-create-room-space = Créer un espace (dossier de conversations)
act-create-clear-room-space = Laisser un espace sans chiffrement (il n’a pas de messages)
act-invite = Inviter
act-invite-by-address = Inviter par adresse électronique ou téléphone
act-join = Entrer dans une conversation
act-knock = Frapper à la porte
act-federate = Échanger avec un autre serveur
act-make-public = Ouvrir une conversation à tous
act-publish-room = Mettre une conversation dans la liste publique
act-open-history = Rendre les messages lisibles de l’extérieur
act-admit-guests = Laisser entrer des visiteurs sans compte
act-set-alias = Donner une adresse à une conversation
act-switch-off-encryption = Retirer ou changer le chiffrement
act-send-clear-text = Envoyer un texte en clair
act-change-name = Changer un nom affiché
act-browse-directory = Chercher dans la liste des personnes
act-appear-in-directory = Y être trouvé
act-see-profile = Voir un profil
act-query-devices = Voir les appareils d’une personne

answer-yes = oui
answer-no = –
answer-if-invited = si invité
answer-if-room-shared = si conversation commune
answer-if-server-allowed = serveur autorisé
answer-if-opaque = adresse opaque
