# Ce que le serveur dit pour « Mes patients ».

list-added = C’est dans votre liste « { $name } ».
list-removed = C’est retiré de votre liste « { $name } ».
list-renamed = Votre liste s’appelle maintenant « { $name } ».
list-dropped = La liste « { $name } » n’existe plus ; vos patients restent.
list-name = Donnez un nom court à la liste : quarante lettres au plus.
list-not-there = Cette liste n’existe plus.
circle-not-member = Vous n’êtes plus dans ce cercle.
circle-is-closed = Ce cercle est fermé.
circle-is-suspended = Ce cercle est suspendu.
