# What a bot made of one file says when its author wrote nothing for the case.

script-help = Je réponds à ces mots : { $words }.

script-failed =
    Je n’ai pas pu répondre : une erreur est survenue de mon côté.
    Votre message est conservé. Vous pouvez le renvoyer plus tard, ou signaler l’incident no { $incident }.
