# Pourquoi un fichier de l’Annuaire Santé a été refusé. L’import précédent reste en service.

file-missing = Fichier introuvable : { $file }.
file-unreadable = { $file } ne peut pas être lu (droits d’accès ou disque).
file-encoding = { $file } n’est pas en UTF-8 : il a sans doute été réenregistré par un tableur. Reprenez l’original.
file-column-missing = { $file } n’a pas la colonne « { $column } » : son format a changé. L’annuaire précédent reste en service.
file-truncated = { $file } est coupé avant la fin : téléchargez-le de nouveau.
file-damaged = { $file } contient { $rows } lignes illisibles : téléchargez-le de nouveau.
file-incomplete = { $file } est incomplet : il y manque { $missing } professionnels connus par ailleurs. Téléchargez-le de nouveau.
file-empty = Ces fichiers ne contiennent personne pour les communes du territoire.
file-older = Ces fichiers sont plus anciens que l’annuaire en service.
file-smaller = Ces fichiers sont bien plus courts que les précédents ({ $rows } lignes au lieu de { $before }) : ils sont sans doute coupés.

# Pourquoi une source ne peut pas être lue.

source-unreachable = { $host } ne répond pas, ou coupe la connexion. L’annuaire précédent reste en service.
source-certificate = Le certificat de { $host } n’est pas signé par l’autorité attendue : vérifiez ca_file (racine de l’IGC-Santé).
source-ca-file = Le fichier d’autorité { $file } est introuvable ou illisible : indiquez dans ca_file la racine de l’IGC-Santé, au format PEM.
source-not-https = Adresse refusée ({ $host }) : elle doit commencer par https.
source-forbidden = { $host } refuse l’accès à ce fichier.
source-not-found = { $host } n’a plus ce fichier : l’adresse a changé.
source-answer = { $host } a répondu par l’erreur { $status }. L’annuaire précédent reste en service.
source-too-large = Ce que { $host } envoie est anormalement grand : rien n’a été gardé.
source-archive-damaged = L’archive { $file } est abîmée ou coupée : téléchargez-la de nouveau.
source-archive-unsafe = L’archive { $file } n’a pas la forme attendue (trop grande, trop comprimée ou chiffrée) : elle n’a pas été ouverte.
source-archive-empty = L’archive { $file } ne contient aucun fichier de l’Annuaire Santé.
source-not-national = { $file } n’est pas un fichier de l’Annuaire Santé : gardez son nom d’origine, daté.
source-twice = Le fichier { $file } est donné deux fois : n’en gardez qu’un.
source-disk-full = Il n’y a plus assez de place sur le disque. L’annuaire précédent reste en service.
source-disk = Le disque a refusé une lecture ou une écriture ({ $code }). L’annuaire précédent reste en service.
source-database = La base de données a refusé d’écrire (disque plein, ou base occupée). L’annuaire précédent reste en service.
source-api-key = { $host } refuse la clé d’accès : vérifiez api_key_file.
source-api-format = { $host } a répondu autre chose que du FHIR. L’annuaire précédent reste en service.
source-api-loop = { $host } donne sans fin les mêmes pages. L’annuaire précédent reste en service.
source-api-elsewhere = { $host } renvoie vers un autre serveur pour la suite : la lecture a été arrêtée.
source-api-strange = { $host } a donné { $count } fiches que l’on ne sait pas lire : son format a changé.
source-api-incomplete = { $host } a donné { $count } activités dont le professionnel ou le lieu manque. Recommencez plus tard.
