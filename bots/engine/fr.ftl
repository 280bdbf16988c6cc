# What every assistant says when something stands between it and the person.

failed =
    Je n’ai pas pu répondre : une erreur est survenue de mon côté, et rien n’a été fait.
    Votre message est conservé. Vous pouvez signaler l’incident no { $incident }.

unreadable =
    Je n’ai pas pu lire un message de cette conversation : sa clé ne m’est pas parvenue.
    Rien n’est perdu chez vous. Renvoyez-le, ou rouvrez votre application puis renvoyez-le.

doubt-unsigned =
    Je ne peux pas vous répondre sur cet appareil : il n’est pas encore vérifié.
    Dans Element : Paramètres › Sécurité › Vérifier cet appareil. Renvoyez ensuite votre message.

doubt-identity_changed =
    Je ne peux pas vous répondre : votre identité sécurisée a été réinitialisée.
    Demandez à votre coordinateur de confirmer que c’est bien vous, puis renvoyez votre message.

doubt-unknown =
    Je ne peux pas vous répondre : je ne reconnais pas l’appareil qui a envoyé ce message.
    Dans Element : Paramètres › Sécurité › Vérifier cet appareil. Renvoyez ensuite votre message.
