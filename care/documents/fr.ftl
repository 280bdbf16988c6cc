# Le PDF d’un document reçu sans PDF.

pdf-untitled = Document
pdf-date = Rédigé le { $date }
pdf-footer = Mis en page par Cercle à partir du document structuré reçu : l’original fait foi
pdf-birth-name = Nom de naissance
pdf-given-names = Prénoms de naissance
pdf-used-name = Nom utilisé
pdf-birth-date = Né(e) le
pdf-sex = Sexe
pdf-other-file = Ce document contient un fichier que Cercle ne sait pas montrer ({ $kind }).
pdf-picture-unreadable = Une image de ce document n’a pas pu être mise en page : voyez l’original.
pdf-cut = Le texte est plus long : voyez l’original.
pdf-pages-cut = Seules les { $count } premières images sont ici : voyez l’original.

# Ce qu’un document dit de lui-même et de ses résultats.

author-answering = { $name } (responsable du document)
examination-unnamed = Examen sans nom
value-yes = oui
value-no = non
