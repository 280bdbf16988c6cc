# What every page says when something stands between it and the person.

refused = Cela n’est pas possible.

# La page dit dessous comment obtenir un nouveau lien.
link-unknown = Ce lien n’ouvre rien.
link-used =
    Ce lien a déjà servi.
    Si ce n’est pas vous qui l’avez ouvert, ouvrez « Ma session » et déconnectez vos pages.
link-served-here = Ce lien a déjà ouvert la page dans ce navigateur, qui n’a pas pu y revenir.
link-expired = Ce lien n’ouvre plus rien : il durait dix minutes.
link-of-another =
    Ce lien n’est pas pour vous : ce navigateur est ouvert pour quelqu’un d’autre.
    Par prudence, le lien ne servira plus. Prévenez la personne qui vous l’a transmis.

session-unknown = Cette page ne s’ouvre qu’avec un lien de l’assistant, ou dans Element.
session-closed = Cette page a été déconnectée.
session-expired = Cette page est restée longtemps sans servir : elle s’est fermée.
token-expired = Un instant, la page se reconnecte.
browser-unknown = Ce navigateur n’est pas celui qui a ouvert la page.
openid-refused =
    Element n’a pas pu dire qui vous êtes. Rouvrez la conversation, puis la page.
account-unknown = Votre compte n’est pas connu du territoire. Appelez votre coordination.
not-in-room = Vous n’êtes plus dans cette conversation : la page s’est fermée.
topic-refused = Vous ne pouvez plus voir cette page.

edit-unknown = Cette modification n’est pas possible ici.
edit-older = Une modification plus récente a été gardée.

other-site = Cette page ne s’ouvre qu’à l’adresse donnée par l’assistant.
bad-request = La page n’a pas été comprise. Rechargez-la.
absent = Cette page n’existe pas.
too-fast = Trop de demandes à la suite. Attendez un instant.
unavailable = Le service est momentanément indisponible. Rien n’est perdu ; la page réessaie d’elle-même.
broken =
    Une erreur est survenue de notre côté. Ce que vous avez écrit est conservé sur cet appareil.
    Vous pouvez signaler l’incident no { $incident }.
