# Les mots communs à toutes les pages, dans le navigateur.

skip-to-content = Aller au contenu
brand = Cercle
menu = Mes pages
loading = Chargement…
try-again = Réessayer
offline = Hors ligne : vous voyez ce qui était connu { $when }.
as-known = Vous voyez ce qui était connu { $when }.
offline-short = Hors ligne
kept-here = Gardé sur cet appareil, envoyé dès que le réseau revient.
waiting-edits = { $count ->
    [one] { $count } modification en attente d’envoi
   *[other] { $count } modifications en attente d’envoi
}
sign-in-title = Page fermée
sign-in-lead = Pour l’ouvrir, écrivez « mes pages » à l’assistant : il vous répond par un lien, pour vous seul.
problem-title = Cela n’a pas marché
network-problem = Le serveur ne répond pas. Vérifiez votre réseau ; la page réessaie d’elle-même.
page-unloaded = Cette page n’a pas pu être chargée. Vérifiez votre réseau, puis réessayez.
strange-answer = La réponse reçue n’est pas celle du service. La page réessaie d’elle-même ; si cela dure, rechargez-la.
old-browser = Ce navigateur ne peut pas ouvrir la page en sécurité. Mettez-le à jour, ou servez-vous d’un autre.
widget-refused = Element n’a pas dit qui vous êtes. Acceptez sa demande, puis réessayez.
widget-stranger = Cette page ne s’affiche pas dans cette application.
absent-page-title = Page inconnue
absent-page-lead = Cette page n’existe pas.
when-now = à l’instant
when-minutes = { $count ->
    [one] il y a { $count } minute
   *[other] il y a { $count } minutes
}
when-today = aujourd’hui à { $time }
when-yesterday = hier à { $time }
when-date = le { $date } à { $time }
paste-link = Ou collez ici le lien reçu
open-link = Ouvrir
wrong-link = Ce n’est pas un lien de l’assistant. Copiez-le en entier.
told-read = J’ai lu
viewer-opening = Ouverture de { $name }…
viewer-page = Page { $page } sur { $count }
viewer-before = Page précédente
viewer-after = Page suivante
viewer-smaller = Réduire
viewer-larger = Agrandir
viewer-fit = Ajuster
viewer-zoom = { $zoom } %
viewer-save = Télécharger
viewer-close = Fermer
viewer-sheet = { $name }, page { $page }
viewer-text = Texte de la page
viewer-no-text = Cette page est une image : elle n’a pas de texte.
viewer-unreadable = Ce fichier ne peut pas être affiché ici. Téléchargez-le pour l’ouvrir avec un autre logiciel.
viewer-lead = Un fichier téléchargé sort de l’espace chiffré : gardez-le en lieu sûr.
curve-table = Toutes les valeurs
curve-day = Date
curve-value = Valeur
curve-usual = Valeurs usuelles
curve-drawing = { $name } : { $count } valeurs, de { $first } à { $last }
