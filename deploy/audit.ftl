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
act-member-invited = a invité un membre
act-member-joined = est entré dans le cercle
act-member-left = a quitté le cercle
act-member-removed = a retiré un membre
act-role-changed = a changé un rôle
act-identity-read = a consulté l’identité
act-identity-changed = a modifié l’identité
act-consent-recorded = a enregistré un consentement
act-consent-withdrawn = a enregistré le retrait d’un consentement
act-opposition-recorded = a enregistré une opposition
act-access-taken = a pris un accès en urgence
act-access-ended = n’a plus l’accès pris en urgence
act-digest-sent = a envoyé le résumé du cercle
act-record-exported = a extrait le dossier du cercle
act-directory-urgent-phone-seen = a vu un téléphone d’urgence
act-circle-archived = a archivé le cercle
act-circle-held = a mis le cercle de côté
act-circle-released = a rendu le cercle à son terme ordinaire
act-circle-purged = a supprimé ce qui était arrivé à terme
act-patient-forgotten = a effacé l’identité du patient
act-rooms-trimmed = a supprimé de vieux messages
