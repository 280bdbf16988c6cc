# Les tâches et les rappels.

task-todo = ☐ <b>{ $text }</b>{ $urgent }
task-done = ✅ fait : { $text }{ $urgent }
task-cancelled = annulé : { $text }{ $urgent }
task-noted = ✅ Noté : <b>{ $text }</b>{ $urgent }
task-note = Autre version gardée : { $text }
task-undo = « annuler » si ce n’est pas cela.
task-undo-room = « !annuler » si ce n’est pas cela.
task-next = Réagissez avec ✅ quand c’est fait.
task-urgent = <b>(urgent)</b>
task-for = pour { $name }
task-circle = cercle { $name }
trial = <b>Test de notification.</b> Si votre téléphone a sonné ou vibré, vos rappels vous parviendront de même.
trial-next =
    Sinon, dans Element : Paramètres › Notifications ; dans votre téléphone, autorisez les notifications d’Element.
    Puis réessayez.
task-ring = ⏰ <b>{ $text }</b>{ $urgent }
task-ring-next = Réagissez avec ✅ quand c’est fait.
task-ring-late = Rappel donné en retard : le service était arrêté.
task-finished = ✅ Fait : { $text }.
task-reopened = De nouveau à faire : { $text }.
task-cancelled-now = C’est annulé : { $text }.
task-postponed = Reporté : <b>{ $text }</b> – { $when }.
task-handed = Confié à { $name } : <b>{ $text }</b>.
somebody = une personne

guess-hour = L’heure est supposée. « reporter » la change.
guess-evening = J’ai compris le soir. « reporter » change l’heure.
guess-day = Le jour est supposé. « reporter » le change.
guess-eve = J’ai compris la veille. « reporter » le change.
guess-year = J’ai compris l’année prochaine. « reporter » la change.
guess-start = Je commence à la prochaine fois. « reporter » le change.
guess-later = L’heure dite était passée : c’est la suivante.
guess-spelling = J’ai corrigé une faute de frappe dans la date.

moment-which = <b>Quand exactement ?</b>
moment-choice = <b>{ $number }.</b> { $when }
moment-next = Répondez par le numéro. « annuler » abandonne.

day-title = <b>Ma journée</b> – { $count } à faire, { $done ->
    [one] 1 fait
   *[other] { $done } faits
}
day-nothing = Rien à faire aujourd’hui. { $done ->
    [0] { "" }
    [one] Une tâche faite.
   *[other] { $done } tâches faites.
}
day-late = <b>En retard</b>
day-today = <b>Aujourd’hui</b>
day-undated = <b>Sans date</b>
day-missed = { $count ->
    [one] manqué une fois
   *[other] manqué { $count } fois
}
day-next = « fait 1 », « reporter 1 demain 9 h », « confier 1 à Paul ».
day-page = La page, aussi sans réseau : { $page }
day-hour-kept = C’est noté : je vous envoie votre journée chaque jour à { $time }.
day-hour-none = C’est noté : je n’envoie plus votre journée.
quiet-kept = C’est noté : pas de rappel de { $start } à { $end }, sauf urgence et ceux que vous avez demandés. Ce qui tombe alors sonne à { $end }. « ne pas déranger jamais » l’arrête.
quiet-none = C’est noté : vos rappels sonnent à toute heure.
tasks-title = <b>À faire dans ce cercle</b> – { $count }
tasks-none = Rien à faire dans ce cercle. « tâche retrait pansement jeudi 8 h 15 @Paul » en ajoute une.

no-task-what = Que faut-il faire ? Par exemple : « tâche retrait pansement jeudi 8 h 15 @Paul ».
no-task-quiet-when = De quelle heure à quelle heure ? Par exemple : « ne pas déranger de 20 h à 7 h ».
no-task-whom = À qui la confier ? Par exemple : « confier 1 à Paul ».
no-task-one-person = Une tâche se confie à une seule personne. Écrivez-en une par personne.
no-task-number = Cette tâche n’est pas dans la liste. « ma journée » ou « tâches » montre les numéros, puis « fait 1 ».
no-task-unknown = Je ne connais pas cette tâche.
no-task-exists = Cette tâche est déjà notée.
no-task-not-yours = Cette tâche n’est pas la vôtre : demandez à qui l’a écrite.
no-task-personal = Une tâche personnelle ne se confie pas.
no-task-bad-value = Je ne peux pas noter cela ainsi. Écrivez plus simplement.
no-task-bad-field = Je ne peux pas noter cela ainsi. Écrivez plus simplement.
no-task-recipient-apart = Cette personne ne suit pas les tâches de ce cercle : choisissez un professionnel qui en est.
no-task-gone = Cette tâche a été effacée.
no-task-no-occurrence = Il n’y a rien de dû pour cette tâche en ce moment.
no-task-too-much = C’est trop pour une seule tâche. Faites-en plusieurs.
no-task-already-todo = Cette tâche est déjà à faire.
no-task-already-done = Cette tâche est déjà faite.
no-task-already-cancelled = Cette tâche est déjà annulée.
no-moment-past = Ce moment est passé. Dites un autre jour ou une autre heure.
no-moment-no-such-day = Ce jour n’existe pas. Dites-en un autre.
no-moment-no-such-hour = Cette heure n’existe pas. Dites-en une autre.
no-moment-too-far = C’est trop loin : moins de dix ans, s’il vous plaît.
no-moment-repeat-unclear = Dites quels jours ou à quelles heures cela revient : « tous les lundis et jeudis à 9 h ». Rien n’est noté.
no-moment-none = Quand ? Par exemple : « reporter 1 demain 9 h ».
