# Ce que le serveur dit pour « Ma session ».

rings = Verrouillez votre téléphone : il doit sonner dans trente secondes.
