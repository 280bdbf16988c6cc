# Ce que lisent les éditeurs de logiciels métier quand une demande n’aboutit pas.

api-title = Annuaire du territoire : professionnels, activités et structures.
api-key-missing = Clé d’accès absente ou inconnue : elle s’envoie dans l’en-tête « Authorization » (Bearer) ou « ESANTE-API-KEY ».
api-too-fast = Trop de demandes : recommencez dans { $seconds } s.
api-no-directory = L’annuaire n’est pas encore rempli : recommencez plus tard.
api-not-found = Aucune fiche { $kind } de cet identifiant.
api-unknown-kind = { $kind } n’est pas servi ici : Practitioner, PractitionerRole et Organization le sont.
api-no-write = Cet annuaire est en lecture seule.
api-unknown-parameter = Paramètre inconnu pour { $kind } : { $name }.
api-unknown-modifier = Le paramètre { $name } ne se modifie pas ainsi.
api-bad-value = Valeur illisible pour { $name }.
api-too-many = Demande trop longue : { $most } critères au plus.
api-bad-page = Cette adresse de page n’est pas valable : recommencez la recherche.
api-old-page = L’annuaire a été renouvelé depuis : recommencez la recherche.
api-bad-body = Le corps de la recherche doit être un formulaire (application/x-www-form-urlencoded).
api-unavailable = L’annuaire est momentanément indisponible.
api-broken = Une erreur imprévue s’est produite (incident { $incident }).
