# What is written on letters and in mails that leave.
trait-birth-name = Nom de naissance
trait-given-names = Prénoms
trait-used-name = Nom utilisé
trait-birth-date = Date de naissance
trait-sex = Sexe
trait-birth-place = Lieu de naissance (code INSEE)
trait-ins = Matricule INS
sex-f = féminin
sex-m = masculin
sex-i = indéterminé
ins-to-scan = INS à scanner
letter-day = Le { $day }
letter-page = { $title } – { $name }
letter-of-somebody = Message de { $author }, le { $day } :
letter-attached = Document joint : { $name } (pages suivantes)
letter-phone = Tél. { $phone }
mail-document = Bonjour,

    Veuillez trouver ci-joint : { $title }, concernant { $patient }.
mail-document-replaces = Bonjour,

    Veuillez trouver ci-joint : { $title }, concernant { $patient }. Ce document annule et remplace la version envoyée le { $day }.
mail-document-to-patient = Bonjour,

    Veuillez trouver ci-joint un document vous concernant : { $title }.
mail-signature = { $name }
    { $role }
    { $place }
mail-about = Patient : { $patient }
mail-about-ins = Patient : { $patient } – matricule INS { $matricule }
mail-subject = Message de { $name }
mail-subject-about = Message au sujet de { $patient }
mail-subject-patient = Message de votre équipe de soins
mail-closed = Fin de l’échange : cette conversation est close, vous ne pouvez plus y répondre. En cas de besoin, contactez directement votre professionnel de santé.
mail-withdrawn = Bonjour,

    Le document « { $title } » envoyé le { $day } est annulé : merci de ne plus en tenir compte et de le retirer de votre dossier.
mail-withdrawn-subject = [Annulation] { $title } { $patient }
answer-attribution = Le { $day } à { $time }, { $name } a écrit :
answer-attribution-undated = { $name } a écrit :
