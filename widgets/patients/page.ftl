# Les mots de « Mes patients » dans le navigateur.

patients-title = Mes patients
patients-count = { $count ->
    [0] Aucun cercle
    [one] { $count } cercle
   *[other] { $count } cercles
}
patients-shown = { $count ->
    [0] Aucun patient ne correspond
    [one] { $count } patient
   *[other] { $count } patients
}
patients-none = Vous n’êtes encore dans aucun cercle. Pour en ouvrir un, écrivez « nouveau cercle » à l’assistant.
patients-none-such = Personne ne correspond. Vérifiez le nom, ou choisissez « Tous ».
patients-search = Chercher un patient
patients-search-hint = Nom, prénom, année de naissance
patients-filters = Filtrer
patients-all = Tous
patients-unread = Non lus ({ $count })
patients-late = En retard ({ $count })
patients-alerts = Alertes ({ $count })
patients-sort = Trier par
patients-by-activity = dernière activité
patients-by-name = nom
patients-by-tasks = tâches en retard
patients-more = Afficher la suite
patients-unread-mark = { $count ->
    [one] { $count } non lu
   *[other] { $count } non lus
}
patients-late-mark = { $count } en retard
patients-tasks = { $count ->
    [one] { $count } tâche
   *[other] { $count } tâches
}
patients-room = Écrire
patients-room-of = Écrire au cercle : { $name }
patients-call = Appeler
patients-call-of = Appeler { $name } : { $phone }
patients-route = Itinéraire
patients-route-of = Itinéraire vers { $name }
patients-lists = Listes
patients-lists-of = Listes : { $name }
patients-new-list = Nouvelle liste
patients-new-list-hint = Par exemple « Diabète »
patients-add-list = Ajouter
patients-close-lists = Terminer
patients-rename-list = Renommer cette liste
patients-drop-list = Supprimer cette liste
patients-drop-sure = Supprimer la liste « { $name } » ? Vos patients restent.
patients-drop-yes = Oui, supprimer
patients-list-name = Nom de la liste
patients-save = Enregistrer
patients-cancel = Annuler
patients-closed-title = { $count ->
    [one] { $count } cercle fermé
   *[other] { $count } cercles fermés
}
patients-closed-when = Fermé { $when }
