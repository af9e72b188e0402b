# SPDX-License-Identifier: EUPL-1.2

# Titles of entries in the timeline.
entry-file-attached = Pièce jointe ajoutée
entry-file-withdrawn = Pièce jointe retirée

title = Pièces jointes
none = Aucune pièce jointe
none-text = Les courriers, bulletins, jugements ou photos utiles au dossier se rangent ici.
none-text-report = Les lettres, dessins ou photos qui éclairent ce signalement se rangent ici.
came-with = reçu de qui a signalé
attached = La pièce est jointe au dossier.
withdrawn = La pièce est retirée : plus personne ne peut l’ouvrir.
column-document = Document
column-added = Ajouté
column-actions = Ouvrir
withdrawn-mark = Retirée
withdrawn-by = Retirée le { $date } par { $name }.
look = Regarder
new-tab = (dans un nouvel onglet)
download = Télécharger
withdraw = Retirer
kind-pdf = PDF
kind-picture = Image
kind-text = Texte
kind-table = Tableau
kind-sound = Son
kind-film = Vidéo
size-bytes = { $count ->
    [one] { $count } octet
   *[other] { $count } octets
}
size-kilobytes = { $count ->
   *[other] { $count } Ko
}
size-megabytes = { $count ->
   *[other] { $count } Mo
}

attach-title = Joindre un document
attach = Joindre
file = Le fichier
file-hint = PDF, images (JPEG, PNG, GIF, WebP, HEIC), textes (DOCX, ODT, TXT), tableaux (XLSX, ODS, CSV), sons et vidéos. Jusqu’à { $limit } Mo.
file-missing = Choisissez un fichier, qui ne soit pas vide
file-several = Joignez un seul fichier à la fois
label = Ce que c’est (facultatif)
label-hint = Par exemple : bulletin de décembre. Sinon, le nom du fichier est repris.
layer = Où le ranger ?

withdrawal-title = Retirer une pièce jointe
withdrawal-text = La pièce reste dans la liste avec votre raison, mais plus personne ne peut l’ouvrir. Retirez un document joint par erreur ou dans le mauvais dossier.
withdrawal-reason = Pourquoi la retirer ?
withdrawal-reason-hint = Cette raison sera lue par les personnes du cercle.
withdrawal-reason-missing = Dites pourquoi vous retirez cette pièce
withdrawal-submit = Retirer la pièce
cancel = Annuler

# Refusals
refused-case-merged = Ce dossier a été réuni à un autre.
    .way = Joignez la pièce au dossier qui l’a repris.
refused-case-closed = Ce dossier est clos : on n’y ajoute plus rien.
    .way = Pour y travailler de nouveau, demandez sa réouverture à la personne qui supervise.
refused-layer-not-open = Vous ne pouvez pas ranger une pièce à cet endroit du dossier.
refused-already-withdrawn = Cette pièce a déjà été retirée.
refused-withdrawal-without-reason = Dites pourquoi vous retirez cette pièce.
refused-file-empty = Ce fichier est vide.
    .way = Choisissez-en un autre.
refused-file-too-large = Ce fichier est trop lourd.
    .way = Réduisez-le, ou joignez-le en plusieurs parties.
refused-file-program = Ce fichier pourrait lancer un programme : il n’est pas accepté, même renommé.
    .way = Un document avec des macros s’enregistre d’abord sans macros, ou en PDF.
refused-file-web-page = Ce fichier est une page web ou un dessin qui peut contenir un programme : il n’est pas accepté.
    .way = Enregistrez-le en PDF ou en image.
refused-file-archive = Ce fichier est une archive : on ne peut pas voir ce qu’elle contient.
    .way = Ouvrez-la et joignez les documents un par un.
refused-file-encoding = Ce texte est enregistré dans un ancien codage : ses accents seraient perdus.
    .way = Enregistrez-le de nouveau en UTF-8, ou en PDF.
refused-file-broken = Ce fichier est abîmé ou incomplet.
    .way = Ouvrez-le sur votre ordinateur ; s’il s’ouvre, enregistrez-le de nouveau et réessayez.
refused-file-not-listed = Ce genre de fichier n’est pas accepté.
    .way = Enregistrez-le en PDF, en image ou en texte.
