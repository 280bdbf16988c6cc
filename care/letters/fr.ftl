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

# Un courrier ordinaire classé dans un cercle, tel que mis en pages.
paper-type = Courrier reçu par MSSanté
paper-untitled = Courrier sans objet
paper-file = courrier.pdf
paper-received = Reçu par MSSanté le { $day } à { $time }
paper-footer = Courrier reçu par MSSanté
paper-left = Non repris dans ces pages, à demander à la boîte « { $mailbox } » : { $names }
