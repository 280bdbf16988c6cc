# Ce que le serveur dit pour « Ma session ».

ring =
    Test de notification. Si votre téléphone a sonné ou vibré, tout est en ordre : un rappel urgent vous parviendra de même.
    Sinon, dans Element : Paramètres › Notifications, puis réessayez.
rings = C’est parti : votre téléphone doit sonner dans quelques secondes.
rang-already = Un test vient de partir. Attendez une demi-minute avant le suivant.
