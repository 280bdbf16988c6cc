# Ce que dit une archive, à qui l’ouvre.

read-me =
    Cercle de soins { $circle }, ouvert le { $opened }{ $closed ->
        [none] .
       *[other] , clos le { $closed }.
    }

    Ce dossier est une copie complète du cercle, telle que le territoire la gardait. Il contient des données de santé : gardez-le comme un dossier médical.

    conversation-….txt : ce qui s’est dit, à lire.
    documents.txt : les comptes rendus et les résultats, à lire ; documents : leurs fichiers.
    circle.json : la personne, les membres et leurs périodes, les consentements, la trace des actes.
    bundle.json : le même cercle pour les logiciels de santé (FHIR R4).
    rooms : chaque message tel quel, pour un programme.
    media : les fichiers joints.

transcript-title = Ce qui s’est dit – { $room ->
        [circle] le cercle
       *[other] entre professionnels
    }
transcript-said = { $when } – { $who } :
transcript-corrected = { $when } – { $who } corrige :
transcript-erased = { $when } – { $who } : message effacé
transcript-unread = { $when } – { $who } : message que personne n’a pu lire
transcript-joined = { $when } – { $who } entre
transcript-left = { $when } – { $who } sort
transcript-file = (fichier { $file })
transcript-missing = (fichier absent du serveur)
transcript-doubtful = (appareil non vérifié)

listing-title = Documents du cercle
listing-untitled = Document
listing-document = { $number }. { $day } – { $kind }{ $standing ->
        [superseded] { " " }(version remplacée)
        [withdrawn] { " " }(retiré)
       *[other] { "" }
    }
listing-result = { $name } : { $value }{ $expected ->
        [none] { "" }
       *[other] { " " }(attendu { $expected })
    }{ $marks ->
        [none] { "" }
       *[other] { " " }[{ $marks }]
    }
