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
