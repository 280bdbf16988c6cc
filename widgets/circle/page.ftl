# Les mots de « Le cercle » dans le navigateur.

circle-title = Le cercle
circle-lead = Cercle « { $name } »
circle-back = Mes patients
circle-room = Conversation
circle-team-room = Entre professionnels
circle-open-team = Ouvrir la conversation des professionnels
circle-call = Appeler { $phone }
circle-route = Itinéraire
circle-edit = Modifier
circle-save = Enregistrer
circle-cancel = Annuler
circle-nothing = Rien n’est noté.
circle-alert = Alerte : { $text }

circle-identity-title = Identité
circle-doctor = Médecin traitant : { $name }
circle-contact-title = Téléphones et adresse
circle-edit-contact = Modifier les téléphones et l’adresse
circle-phone = Téléphone { $number }
circle-add-phone = Ajouter un téléphone
circle-address = Adresse
circle-alerts-title = Alertes
circle-alerts-count =
    { $count ->
        [0] Rien n’est noté.
        [one] Une alerte, en tête de la fiche.
       *[other] { $count } alertes, en tête de la fiche.
    }
circle-edit-alerts = Modifier les alertes
circle-alert-line = Alerte { $number }
circle-add-alert = Ajouter une alerte
circle-alerts-hint = Une ligne vide disparaît. Ce qui est ici est en tête de la fiche, pour tous.

circle-members-title = Membres
circle-me = Vous
circle-until = Accès jusqu’à { $when }
circle-ground = Titre : { $ground }
circle-call-of = Appeler { $name } : { $phone }
circle-write = Écrire
circle-write-of = Écrire à { $name }
circle-change-role = Rôle
circle-change-role-of = Changer le rôle de { $name }
circle-role = Rôle
circle-relation = Lien avec le patient
circle-no-relation = non précisé
circle-remove = Retirer
circle-remove-of = Retirer { $name }
circle-remove-sure = Retirer { $name } ? L’accès s’arrête aussitôt.
circle-remove-yes = Oui, retirer
circle-leave = Quitter ce cercle
circle-leave-sure = Quitter ce cercle ? Vous n’y aurez plus accès.
circle-leave-yes = Oui, quitter
circle-add = Ajouter quelqu’un
circle-find = Nom de la personne
circle-find-hint = Par exemple « Inventé kiné »
circle-find-go = Chercher
circle-found-none = Personne de ce nom n’a de compte ici, ou n’est hors du cercle.
circle-found = Qui est-ce ?
circle-add-ground = À quel titre
circle-by-profession = selon sa profession
circle-add-go = Inviter
circle-add-lead = La personne reçoit une invitation, puis un résumé. Ce qui précède lui reste illisible.

circle-tasks-title = Tâches
circle-tasks-count = { $count ->
    [0] Rien à faire.
    [one] { $count } tâche en cours
   *[other] { $count } tâches en cours
}
circle-late = En retard
circle-urgent = Urgent

circle-documents-title = Documents
circle-documents-none = Aucun document.
circle-document-type = Type
circle-every-type = tous
circle-fresh = Nouveau
circle-alert-mark = Résultat à voir
circle-open-document = Ouvrir
circle-open-document-of = Ouvrir « { $title } »
circle-professionals-only = Entre professionnels

circle-consents-title = Consentements et oppositions
circle-consents-none = Rien n’est écrit au registre.
circle-consent = Consentement
circle-opposition = Opposition
circle-said = Dit par { $giver }, { $evidence }, { $when }. Noté par { $recorder }.
circle-state = Noter un consentement ou une opposition
circle-state-mine = Dire ce que je veux
circle-state-what = Le patient
circle-state-consents = est d’accord
circle-state-opposes = s’oppose
circle-state-scope = À quoi
circle-state-person = Avec qui
circle-state-giver = Dit par
circle-state-evidence = Preuve
circle-state-day = Date
circle-state-note = Précision
circle-state-go = Écrire au registre
circle-state-warning = Une opposition au partage ferme la conversation et retire les accès aussitôt.


circle-trail-title = Qui a fait quoi
circle-mine-title = Mes propres accès
circle-trail-line = { $when } – { $who } { $what }
circle-trail-emergency = Accès d’urgence
circle-trail-reason = Motif : « { $reason } »
circle-trail-copy = Les cent dernières lignes. La coordination peut en donner la copie complète, référence { $id }.

circle-keep-title = Imprimer, garder
circle-keep-lead = Un fichier sort de l’espace chiffré : gardez-le en lieu sûr. Le téléchargement est noté au journal.
circle-locked-lead = Identité douteuse ou fictive : rien ne sort de ce cercle.
circle-print = Imprimer
circle-pdf = Télécharger en PDF
circle-fhir = Télécharger pour un logiciel (FHIR)
circle-kept = Le fichier est dans vos téléchargements.

circle-end-title = Fermer le cercle
circle-end-lead = Plus personne n’y écrit ni ne le lit ; la trace reste. On peut le rouvrir.
circle-end-reason = Motif
circle-end-words = Précisez le motif
circle-end = Fermer ce cercle
circle-end-yes = Oui, fermer
circle-reopen = Rouvrir ce cercle
circle-gone-lead = Ce que cet appareil en gardait est effacé.

circle-results-title = Résultats dans le temps
circle-results-open = Voir les résultats
circle-results-none = Aucun résultat de laboratoire.
circle-result-unit = { $name } ({ $unit })
