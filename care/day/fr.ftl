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
each-year = { $interval ->
    [one] tous les ans le { $day }
   *[other] tous les { $interval } ans le { $day }
}
each-month = { $interval ->
    [one] { $day } de chaque mois
   *[other] { $day }, tous les { $interval } mois
}
month-day = { $day ->
    [-1] le dernier jour
    [1] le 1er
   *[other] le { $day }
}
ranked = { $rank ->
    [1] le premier { $day }
    [2] le deuxième { $day }
    [3] le troisième { $day }
    [4] le quatrième { $day }
   *[other] le dernier { $day }
}
working-days = du lundi au vendredi
all-but = tous les jours sauf le { $day }
count = { $what }, { $count } fois
from = { $what }, à partir du { $day }
and = { $before } et { $last }
until = { $what }, jusqu’au { $day }
