# Ce que disent les accusés de réception, aux personnes et à leurs logiciels.

receipt-subject = Reçu : { $subject }
receipt-taken = { $mailbox } a reçu votre message « { $subject } ».
receipt-refused = { $mailbox } n’a pas intégré « { $subject } » : { $why }. { $words }
error-900 = version dépassée
error-901 = auteur non autorisé
error-902 = patient inconnu
error-903 = INS absente ou non qualifiée
error-904 = identité incohérente
error-905 = identité incomplète
error-906 = document non intégrable
