# Comment les lignes de la trace se lisent.

line-forgotten = { $when } – ligne vidée au terme de sa durée de conservation
line-person = concerne { $who }
line-circle = cercle { $circle }
line-reason = motif : { $reason }

who-operator = l’exploitant
who-system = le système

face-room = depuis une conversation
face-page = depuis une page
face-mail = depuis un courriel
face-cli = depuis le serveur
face-api = depuis un logiciel
face-system = de lui-même

result-done = fait
result-refused = refusé
result-failed = en échec

act-audit-exported = a extrait des lignes de la trace
act-audit-forgotten = a vidé les lignes arrivées à leur terme
act-keys-rotated = a changé la clé de la base
act-keys-retired = a retiré une ancienne clé
act-circle-opened = a ouvert le cercle
act-circle-closed = a fermé le cercle
act-circle-reopened = a rouvert le cercle
act-circle-suspended = a suspendu le cercle, à la demande du patient
act-circle-member-added = a ajouté un membre au cercle
act-circle-member-ended = a mis fin à la présence d’un membre
act-circle-role-changed = a changé le rôle d’un membre
act-circle-team-opened = a ouvert l’espace entre professionnels
act-circle-glass-broken = a pris un accès en urgence
act-circle-seen = a ouvert la page du cercle
act-circle-exported = a téléchargé le cercle dans un fichier
act-patient-taken-in = a enregistré l’identité du patient
act-patient-corrected = a corrigé l’identité du patient
act-patient-contact-changed = a changé les coordonnées du patient
act-patient-alerts-changed = a changé les alertes du patient
act-patient-homonym-found = a rencontré un homonyme du patient
act-consent-consent = a noté un consentement
act-consent-opposition = a noté une opposition
act-task-added = a ajouté une tâche
act-task-edited = a modifié une tâche
act-task-finished = a dit qu’une tâche était faite
act-task-reopened = a remis une tâche à faire
act-task-cancelled = a annulé une tâche
act-task-postponed = a reporté une tâche
act-task-handed-over = a confié une tâche à quelqu’un d’autre
act-task-erased = a effacé une tâche
act-document-filed = a classé un document
act-document-completed = a complété un document déjà classé
act-document-superseded = a reçu une version plus récente d’un document
act-document-restored = a remis un document à jour
act-document-withdrawal-ordered = a demandé le retrait d’un document
act-document-withdrawn = a retiré un document
act-document-opened = a ouvert un document
act-page-opened = a ouvert ses pages
act-page-closed = a déconnecté une de ses pages
act-directory-urgent-phone-seen = a vu un téléphone d’urgence
act-circle-archived = a archivé le cercle
act-circle-held = a mis le cercle de côté
act-circle-released = a rendu le cercle à son terme ordinaire
act-circle-purged = a supprimé ce qui était arrivé à terme
act-patient-forgotten = a effacé l’identité du patient
act-rooms-trimmed = a supprimé de vieux messages
