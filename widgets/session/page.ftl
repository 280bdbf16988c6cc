# Les mots de « Ma session » dans le navigateur.

session-title = Ma session
session-lead = Où vos pages sont ouvertes, et si votre téléphone sonne.
session-who = Vous êtes
session-list = Mes pages ouvertes
session-count = { $count ->
    [0] Aucune page ouverte
    [one] { $count } page ouverte
   *[other] { $count } pages ouvertes
}
session-here = Cette page
session-by-link = par un lien
session-by-widget = dans Element
session-used = Dernier usage : { $when }
session-opened = Ouverte { $when }, { $how }
session-name = Nom de ce navigateur
session-name-hint = Par exemple « Téléphone de la voiture »
session-name-again = { $name } ({ $times })
session-name-of = Nommer « { $name } »
session-rename = Nommer
session-save = Enregistrer
session-cancel = Annuler
session-close = Déconnecter
session-close-of = Déconnecter « { $name } »
session-close-others = Déconnecter les autres pages
session-close-all = Déconnecter toutes mes pages
session-close-title = Téléphone perdu, ordinateur partagé ?
session-close-lead = Déconnectez vos pages : il faudra un nouveau lien pour les rouvrir.
session-closed = { $count ->
    [0] Rien à déconnecter.
    [one] Une page déconnectée.
   *[other] { $count } pages déconnectées.
}
session-confirm = Déconnecter toutes vos pages, celle-ci comprise ?
session-confirm-yes = Oui, déconnecter
session-ring-title = Tester la notification
session-ring-lead = Trente secondes plus tard, l’assistant vous envoie un message qui doit faire sonner votre téléphone.
session-ring = Faire sonner
