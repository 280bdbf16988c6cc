# Ce que dit la commande « cercle ».

help = Une messagerie de coordination pour les professionnels de santé d’un territoire.
help-demo = Lance un territoire complet sur cette machine, avec des personnes inventées.
help-demo-state = Dossier où la démonstration garde ce qu’elle sait.
help-demo-port-base = Premier des trois ports : serveur, pages, mesures.
help-demo-headless = N’affiche que l’essentiel ; demo.json dit comment se connecter.
help-demo-story = Joue la courte histoire dans le terminal.
help-check = Relit territory.toml et dit ce qui ne va pas.
help-state = Dossier du territoire : territory.toml et tout ce qui en est tiré.
help-provision = Crée les comptes d’un fichier CSV, puis l’espace et les groupes du territoire.
help-provision-file = Fichier CSV des comptes (voir docs/operateur.md).
help-provision-dry-run = Dit ce qui serait fait, sans rien faire.
help-directory = L’annuaire national des professionnels.
help-directory-import = Importe l’annuaire national, du dossier, des fichiers ou de l’adresse indiqués.
help-directory-status = Dit de quand date l’annuaire, ce qui a changé et si l’actualisation échoue.
help-directory-folder = Dossier, fichier (zip ou texte) ou adresse https ; sans lui, la source de territory.toml.
help-directory-accept-smaller = Accepte un fichier bien plus petit que le précédent.
help-identity = Les identités sécurisées des personnes.
help-identity-accept = Accepte la nouvelle identité d’une personne, vérifiée de vive voix.
help-identity-person = Identifiant de la personne : alice.fictif ou @alice.fictif:serveur.
help-api-key = Les clés des logiciels métier qui lisent l’annuaire.
help-api-key-create = Crée une clé et l’affiche, une seule fois.
help-api-key-name = Nom du logiciel et du cabinet.
help-api-key-list = Liste les clés, et combien chacune a servi.
help-api-key-revoke = Ferme une clé pour toujours.
help-api-key-which = Nom ou identifiant de la clé.
help-bot = Écrire et lancer un assistant en un seul fichier.
help-bot-new = Crée un fichier d’exemple à modifier.
help-bot-name = Nom de l’assistant : minuscules et chiffres.
help-bot-run = Lance l’assistant écrit dans un fichier.
help-bot-file = Fichier Python de l’assistant.
help-audit = La trace des actes : qui a fait quoi, quand, sur quel cercle.
help-audit-verify = Relit toute la trace et dit si une ligne a été touchée, et laquelle.
help-audit-head = Dernière ligne notée lors d’une vérification passée (numéro:empreinte).
help-audit-export = Extrait les lignes qui concernent un patient, ou un professionnel.
help-audit-patient = Identifiant interne du patient.
help-audit-professional = Identifiant Matrix ou interne du professionnel.
help-audit-format = text, pour lire ; jsonl, pour un programme.
help-audit-output = Fichier à écrire, lisible de vous seul.
help-audit-forget = Vide les lignes arrivées au terme de leur conservation.
help-keys = Les clés qui scellent la base.
help-keys-check = Ouvre chaque valeur scellée et compte par clé, sans rien montrer.
help-keys-rotate = Ajoute une clé et scelle tout de nouveau avec elle, sans arrêter le service.
help-keys-retire = Retire une ancienne clé qui ne scelle plus rien.
help-keys-key = Numéro de la clé.

port-taken = Le port { $port } est déjà utilisé par un autre programme. Arrêtez-le, ou choisissez d’autres ports avec --port-base.
not-answering = Le serveur du territoire ne répond pas. Est-il démarré ?
refused-by-server = Le serveur a refusé : { $why }

demo-not-a-demo = Le dossier { $folder } contient autre chose qu’une démonstration : choisissez-en un autre avec --state.
demo-already-running = Une démonstration tourne déjà dans { $folder }. Arrêtez-la (Ctrl-C), ou choisissez un autre dossier avec --state et d’autres ports avec --port-base.
demo-ready = Prêt en { $seconds } s
demo-stopped = Tout est arrêté. Relancez quand vous voulez : rien n’est perdu.

step-synapse = Le serveur démarre, l’annuaire se remplit…
step-accounts = Comptes, espace et groupes…
step-bots = Les assistants se connectent…

panel-homeserver = Adresse du serveur
panel-web = Page d’accueil
panel-login = Identifiant
panel-password = Mot de passe
panel-who = Qui
panel-more = Tous les comptes : { $file }
panel-stop = Ctrl-C pour tout arrêter
panel-try = À essayer, avec Element ou un autre client Matrix :
panel-try-1 =
    {"  "}1. Connectez-vous à l’adresse ci-dessus et écrivez « kiné montivilliers » à { $assistant }.
panel-try-2 =
    {"  "}2. Répondez « contacter 1 » : une conversation s’ouvre entre vous deux.
panel-try-3 =
    {"  "}3. Écrivez « aide » pour voir tout ce que l’assistant sait faire.

story-title = Une histoire vraie, chiffrée de bout en bout
story-assistant = Annuaire
story-question = { $profession } le havre
story-contact = contacter { $choice }
story-hello = Bonjour, j’ai un patient qui ne tient plus sa fourchette. Pourriez-vous le voir à domicile ?
story-reply = Bonjour, oui, jeudi matin. Envoyez-moi ses coordonnées ici.
story-end = Personne d’autre n’a pu lire cet échange, pas même le serveur.
story-failed = L’histoire s’est interrompue ({ $why }). La démonstration, elle, continue.

check-ok = { $file } : tout est en ordre. { $territory }, { $groups } groupes, { $communes } communes.

provision-create = À créer : { $count }
provision-update = À mettre à jour : { $count }
provision-unchanged = Déjà en ordre : { $count }
provision-absent = Comptes du serveur absents du fichier, laissés tels quels : { $count }
provision-refused = Rien n’a été fait. Corrigez ces lignes, puis recommencez :
provision-dry-run = Essai seulement : rien n’a été changé.
provision-done = C’est fait. { $joined } entrées dans les groupes, { $rooms } salles en tout.
provision-passwords = Premiers mots de passe : { $folder } (un fichier par personne, à remettre en main propre).

directory-done = Annuaire à jour : { $people } professionnels ({ $added } nouveaux, { $updated } modifiés, { $removed } partis).
directory-skipped = { $count } lignes illisibles ont été laissées de côté.
directory-no-folder = Aucune source n’est indiquée : donnez-la à la commande, ou dans territory.toml ([directory]).
directory-moved = Dont { $count } à une autre adresse.
directory-unchanged = La source n’a rien de nouveau : rien n’a été importé.
directory-never = L’annuaire n’a jamais été importé.
directory-edition = Annuaire publié le { $published } (il y a { $days } jours), importé le { $imported } : { $people } professionnels.
directory-changes = Dernier import : { $added } nouveaux, { $gone } partis, { $moved } à une autre adresse, { $updated } modifiés en tout.
directory-stale = Ce fichier a plus de dix jours : vérifiez la source. Les utilisateurs en sont avertis.
directory-next = Prochaine actualisation : { $due }.
directory-failing = La dernière actualisation ({ $tried }) a échoué ({ $reason }) : { $advice }
directory-failing-advice = lancez « cercle directory import » pour en lire la raison.

api-key-created = Clé de « { $name } » (elle ne sera plus affichée) :
api-key-none = Aucune clé.
api-key-open = { $id }  { $name } : créée le { $created }, { $queries } demandes, dernière le { $last }
api-key-closed = { $id }  { $name } : fermée le { $revoked }
api-key-never = jamais
api-key-revoked = La clé de « { $name } » est fermée.
api-key-name = Nom refusé : de 1 à 80 signes.
api-key-exists = « { $name } » a déjà une clé : fermez-la d’abord, ou choisissez un autre nom.
api-key-unknown = Aucune clé ouverte de ce nom : { $name }.

file-missing = Il manque le fichier { $file }. Rien n’a été changé.
file-truncated = Le fichier { $file } est coupé : téléchargez-le de nouveau. Rien n’a été changé.
file-encoding = Le fichier { $file } n’est pas en UTF-8. Rien n’a été changé.
file-unreadable = Le fichier { $file } ne peut pas être lu. Rien n’a été changé.
file-damaged = Le fichier { $file } est abîmé : { $rows } lignes illisibles. Rien n’a été changé.
file-column-missing = Il manque la colonne « { $column } » dans { $file }. Rien n’a été changé.
file-incomplete = Le fichier { $file } est incomplet : { $missing } personnes y manquent. Rien n’a été changé.
file-empty = Personne de ce territoire n’est dans ces fichiers : vérifiez les codes communes. Rien n’a été changé.
file-older = Ces fichiers sont plus anciens que ceux déjà importés. Rien n’a été changé.
file-smaller = Le fichier a beaucoup rétréci : { $rows } lignes au lieu de { $before }. Si c’est voulu, ajoutez --accept-smaller.

bot-written = { $file } est prêt. Lancez-le : cercle bot run { $file }
bot-exists = Le fichier { $file } existe déjà : il n’a pas été touché.
bot-name = Nom refusé : { $name }. Minuscules, chiffres, tirets ; il commence par une lettre.
bot-no-file = Fichier introuvable : { $file }
bot-none = { $file } doit contenir exactement un assistant (bot = ScriptBot(…)).
bot-broken = { $file } ne peut pas être lu : { $why }
bot-name-taken = Le nom « { $name } » est réservé à un autre compte du territoire.
bot-listening = { $name } écoute : écrivez à { $account }. Ctrl-C pour l’arrêter.

identity-accepted = Entendu : les assistants répondront à { $person } dès son prochain message.
identity-unknown = Aucun compte { $person } sur ce territoire.
identity-none = { $person } n’a pas encore d’identité sécurisée : rien à accepter.

audit-intact = La trace est intacte. Lignes lues : { $lines }, dont vidées à leur terme : { $erased }.
audit-touched = La trace a été touchée. Anomalies : { $count }, lignes lues : { $lines }. Gardez cette base et sa dernière sauvegarde telles quelles.
audit-anchored = Rien n’a été coupé depuis la vérification précédente.
audit-not-anchored = C’est la première vérification : rien ne dit encore si la fin a été coupée.
audit-head = Dernière ligne, à noter hors de ce serveur : { $head }
audit-bad-head = Écrivez la dernière ligne telle que la vérification l’a donnée : numéro, deux-points, empreinte.
audit-fault-altered = Ligne { $first } : modifiée.
audit-fault-details-altered = Ligne { $first } : détails modifiés ou illisibles.
audit-fault-missing = Lignes { $first } à { $last } : retirées.
audit-fault-unlinked = Ligne { $first } : elle ne suit pas la précédente.
audit-fault-false-erasure = Ligne { $first } : vidée sans y être autorisée.
audit-fault-truncated = Lignes { $first } à { $last } : coupées à la fin.
audit-fault-rewritten = Ligne { $first } : réécrite depuis une vérification précédente.
audit-fault-anchor-altered = Le repère de la vérification précédente (service/audit.anchor) a été modifié.
audit-one-subject = Indiquez soit --patient, soit --professional.
audit-exported = Extrait écrit dans { $file }. L’extraction est elle-même dans la trace.
audit-unreadable = Des lignes sont illisibles : lancez « cercle audit verify ».
audit-nothing = La trace ne contient rien à ce sujet.
audit-nobody = Aucun compte du territoire ne porte cet identifiant.
audit-forgotten = Lignes vidées au terme de leur conservation : { $count }.

keys-newest = Clé { $number }, celle qui scelle. Valeurs : { $count }.
keys-older = Clé { $number }. Valeurs : { $count }.
keys-unreadable = { $column } : valeurs que personne ne peut ouvrir : { $count }.
keys-added = Clé { $number } ajoutée : tout ce qui s’écrit désormais est scellé avec elle.
keys-rotated = Valeurs scellées de nouveau : { $count }. L’ancienne clé ouvre encore les sauvegardes.
keys-resumed = Le changement précédent est maintenant terminé : tout est scellé avec la clé { $number }.
keys-left = Valeurs qui n’ont pas pu être ouvertes, laissées telles quelles : { $count }.
keys-retired = Clé { $number } retirée. Les sauvegardes scellées avec elle ne s’ouvrent plus sans votre copie.
keys-used = La clé { $number } scelle encore des valeurs : lancez d’abord « cercle keys rotate ».
keys-last = La clé { $number } est celle qui scelle : ajoutez-en une autre avec « cercle keys rotate ».
keys-unknown = Il n’y a pas de clé { $number } dans le trousseau.
