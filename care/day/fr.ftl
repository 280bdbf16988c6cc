# Les moments, en toutes lettres.

today = aujourd’hui
tomorrow = demain
weekday-0 = lundi
weekday-1 = mardi
weekday-2 = mercredi
weekday-3 = jeudi
weekday-4 = vendredi
weekday-5 = samedi
weekday-6 = dimanche
when-at = { $day } à { $time }
every-weekday = { $interval ->
    [one] tous les { $every }
   *[other] { $days }, une semaine sur { $interval }
}
every-daily = { $interval ->
    [one] tous les jours
   *[other] tous les { $interval } jours
}
every-weekly = { $interval ->
    [one] toutes les semaines
   *[other] toutes les { $interval } semaines
}
every-monthly = { $interval ->
    [one] tous les mois
   *[other] tous les { $interval } mois
}
every-yearly = { $interval ->
    [one] tous les ans
   *[other] tous les { $interval } ans
}
until = { $what }, jusqu’au { $day }
