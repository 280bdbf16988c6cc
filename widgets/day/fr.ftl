# Ce que le serveur dit pour « Ma journée ».

another-device = Un autre de vos appareils
at = { $day } à { $time }
value-moved-none = sans date
value-assignee-none = personne en particulier
value-theme-none = aucun thème
value-text-none = rien
value-state-todo = à faire
value-state-done = faite
value-state-cancelled = annulée
value-urgent-yes = urgente
value-urgent-no = sans urgence

also-moved-theirs = « { $text } » : { $by } a aussi déplacé cette tâche, après vous. C’est gardé : { $kept } (vous aviez choisi : { $lost }).
also-moved-mine = « { $text } » : { $by } a aussi déplacé cette tâche : { $lost }. Votre choix, plus récent, est gardé : { $kept }.
also-assignee-theirs = « { $text } » : { $by } a aussi confié cette tâche, après vous. C’est gardé : { $kept } (vous aviez choisi : { $lost }).
also-assignee-mine = « { $text } » : { $by } a aussi confié cette tâche : { $lost }. Votre choix, plus récent, est gardé : { $kept }.
also-state-theirs = « { $text } » : { $by } l’a aussi changée, après vous. Elle est { $kept }.
also-state-mine = « { $text } » : { $by } l’avait aussi changée ({ $lost }). Votre choix, plus récent, est gardé : { $kept }.
also-urgent-theirs = « { $text } » : { $by } a aussi changé l’urgence, après vous. Elle est { $kept }.
also-urgent-mine = « { $text } » : { $by } a aussi changé l’urgence. Votre choix, plus récent, est gardé : { $kept }.
also-theme-theirs = « { $text } » : { $by } a aussi changé le thème, après vous. C’est gardé : { $kept }.
also-theme-mine = « { $text } » : { $by } a aussi changé le thème. Votre choix, plus récent, est gardé : { $kept }.
also-text-theirs = « { $text } » : { $by } a aussi réécrit cette tâche, après vous. Vos mots sont gardés dessous : { $lost }.
also-text-mine = « { $text } » : { $by } a aussi réécrit cette tâche. Ses mots sont gardés dessous : { $lost }.
also-same = « { $text } » : { $by } l’avait déjà fait.
moment-unclear = « { $text } » est notée, mais sa date n’était pas claire. Choisissez-la : « Modifier », puis « Reporter ».

moment-past = Ce moment est passé. Dites un autre jour ou une autre heure.
moment-no-such-day = Ce jour n’existe pas. Dites-en un autre.
moment-no-such-hour = Cette heure n’existe pas. Dites-en une autre.
moment-too-far = C’est trop loin : moins de dix ans, s’il vous plaît.
moment-repeat-unclear = Dites quels jours ou à quelles heures cela revient : « tous les lundis et jeudis à 9 h ».
moment-none = Ce moment n’a pas été compris. Par exemple : « jeudi 8 h 15 », « tous les lundis ».

guess-hour = L’heure est supposée.
guess-evening = Compris : le soir.
guess-day = Le jour est supposé.
guess-eve = Compris : la veille.
guess-year = Compris : l’année prochaine.
guess-start = Cela commence à la prochaine fois.
guess-later = L’heure dite était passée : c’est la suivante.
guess-spelling = Une faute de frappe a été corrigée dans la date.

task-unknown = Cette tâche n’est plus là, ou n’est plus pour vous : votre modification n’a pas pu être prise.
task-gone = Cette tâche a été effacée.
task-exists = Cette tâche est déjà notée.
task-not-yours = Cette tâche n’est pas la vôtre : demandez à qui l’a écrite.
task-personal = Une tâche personnelle ne se confie pas.
task-bad-value = Cela ne peut pas être noté ainsi. Écrivez plus simplement.
task-bad-field = Cela ne peut pas être noté ainsi. Écrivez plus simplement.
task-recipient-apart = Cette personne ne suit pas les tâches de ce cercle : choisissez un professionnel qui en est.
task-no-occurrence = « { $text } » : cette fois n’existe plus, la répétition a changé entre-temps. Reportez la suivante.
task-too-much = C’est trop pour une seule tâche. Faites-en plusieurs.
circle-not-member = Vous n’êtes plus dans ce cercle : la tâche n’a pas été ajoutée.
