# SPDX-License-Identifier: EUPL-1.2

# Titles of entries in the timeline.
entry-note-written = Note
entry-note-corrected = Note corrigée
entry-contact-held = Contact
entry-contact-attempted = Contact tenté
entry-visit-held = Visite

draft-note = Note
draft-correction = Correction d’une note
draft-contact = Contact ou visite

# Notes
notes-title = Notes
notes-back = Toutes les notes
notes-new = Écrire une note
print-all = Tout afficher sur une page, pour imprimer
print-ready = Tout est sur cette page : elle s’imprime comme elle est.
print-newest = Les { $n } éléments les plus récents ; la suite est sur la page suivante.
print-middle = Cette page suit la précédente ; la suite est sur la page suivante.
print-end = Cette page suit la précédente et termine la liste.
notes-none = Aucune note pour le moment
notes-none-text = Ce qui est observé, entendu et pensé peut être noté ici, séparément.
notes-none-filtered = Aucune note ne répond à ce filtre
notes-filter = Montrer
notes-filter-all = toutes les notes que je peux lire
notes-filter-own = mes notes
notes-filter-institution = les notes du dossier
note-title = Note
note-new-title = Écrire une note
note-layer = Où garder cette note ?
note-layer-hint = Ce choix ne change plus une fois la note enregistrée.
note-layer-own = Mes notes
note-layer-own-hint = Vous seul ou seule pouvez les lire : ni vos collègues, ni votre responsable, ni l’administration du système. Elles n’apparaissent pas dans le fil du dossier.
note-layer-institution = Le dossier du service
note-layer-institution-hint = Lu par les personnes du cercle. L’enfant et sa famille peuvent demander à lire ce dossier : écrivez comme s’ils lisaient par-dessus votre épaule.
note-layer-missing = Choisissez où garder cette note
note-occurred = De quel jour parle cette note ?
note-occurred-hint = Le jour des faits, même si vous les notez plus tard.
note-occurred-missing = Donnez le jour dont parle cette note
note-texts = Trois choses à ne pas mélanger
note-texts-hint = Remplissez au moins une des trois parties.
note-observed = Ce que j’ai constaté
note-observed-hint = Ce que vous avez vu ou remarqué vous-même, sans l’expliquer.
note-heard = Ce qu’on m’a dit
note-heard-hint = Les mots de la personne, et qui les a dits.
note-thought = Ce que j’en pense
note-thought-hint = Votre lecture, vos hypothèses, vos questions.
note-missing = Écrivez au moins une des trois parties
note-submit = Enregistrer la note
note-saved = La note est enregistrée.
note-own-foot = { $name }, le { $when }. Vous seul ou seule lisez cette note.
note-foot = { $name }, le { $when }
note-late = { $days ->
    [one] le lendemain des faits
   *[other] { $days } jours après les faits
}
note-corrected = Corrigée par { $name }, le { $when }
note-corrected-because = Corrigée par { $name }, le { $when } : { $reason }
note-correct = Corriger
note-versions = Versions précédentes
note-version = Version { $version }, écrite par { $name } le { $when }
note-from-merged = Note d’un dossier réuni à celui-ci

correction-title = Corriger une note
correction-text = Rien ne s’efface : le texte d’avant reste lisible sous la note, avec la date et votre nom.
correction-reason = Pourquoi cette correction ?
correction-reason-hint = À dire si la note est d’une autre personne. Par exemple : une erreur de nom, un fait vérifié depuis.
correction-reason-missing = Cette note est d’une autre personne : dites pourquoi vous la corrigez
correction-submit = Enregistrer la correction
correction-saved = La correction est enregistrée ; la version d’avant reste lisible.

# Contacts
contacts-title = Visites et contacts
contacts-back = Toutes les visites et tous les contacts
contacts-new = Noter un contact
contacts-none = Aucun contact noté pour le moment
contacts-none-text = Visites, entretiens, appels : notez aussi ceux qui n’ont pas abouti.
contacts-none-filtered = Aucun contact ne répond à ce filtre
contacts-filter = Montrer
contacts-filter-all = tous les contacts
contacts-filter-held = ceux qui ont eu lieu
contacts-filter-attempted = ceux qui n’ont pas abouti
contact-title = Contact
contact-new-title = Noter un contact ou une visite
contact-kind = De quoi s’agit-il ?
contact-kind-visits = Visites
contact-kind-meetings = Rencontres
contact-kind-distant = À distance
contact-kind-missing = Choisissez de quoi il s’agit
contact-result = Qu’en est-il advenu ?
contact-result-hint = Un contact tenté n’est pas compté comme un contact : il montre que vous avez essayé.
contact-result-missing = Dites ce qu’il en est advenu
contact-occurred = Quel jour ?
contact-occurred-missing = Donnez le jour du contact
contact-time = À quelle heure ? (facultatif)
contact-time-hint = Par exemple 14:30 ou 14 h 30.
contact-time-wrong = Cette heure n’existe pas : écrivez par exemple 14:30
contact-with = Avec qui ?
contact-with-hint = Les personnes rencontrées, ou celles que vous cherchiez à joindre.
contact-others = Qui d’autre ? (facultatif)
contact-others-hint = Un enseignant, une interprète, une collègue… avec sa fonction.
contact-child-seen = L’enfant a-t-il été vu ?
contact-child-seen-no = Non
contact-child-seen-yes = Oui, en présence d’autres personnes
contact-child-seen-alone = Oui, seul, sans parent ni personne qui s’en occupe
contact-child-seen-mark = Enfant vu
contact-child-seen-alone-mark = Enfant vu seul
contact-summary = Ce qui s’est dit et ce qui a été convenu
contact-summary-hint = Les faits et les engagements. Vos interprétations vont dans une note.
contact-submit = Enregistrer
contact-saved = Le contact est enregistré.
contact-attempt-saved = La tentative est enregistrée. Elle n’est pas comptée comme un contact.
contact-attempt-mark = Tentative
contact-when = { $day } à { $time }
contact-present = Avec
contact-foot = Noté par { $name }, le { $when }

filter-show = { $what } :
submit-cancel = Annuler
person-unnamed = personne sans nom

# Refusals
refused-case-merged = Ce dossier a été réuni à un autre.
    .way = Écrivez dans le dossier qui l’a repris.
refused-case-closed = Ce dossier est clos : on n’y écrit plus.
    .way = Pour y travailler de nouveau, demandez sa réouverture à la personne qui supervise.
refused-date-in-future = Ce jour ou cette heure n’est pas encore venu.
    .way = Notez ce qui a eu lieu ; ce qui est prévu ira dans l’agenda.
refused-note-empty = Cette note ne dit rien.
    .way = Écrivez au moins une des trois parties : constaté, entendu, pensé.
refused-note-unchanged = Rien n’a changé dans cette note.
refused-correction-without-reason = Cette note est d’une autre personne : dites pourquoi vous la corrigez.
refused-unknown-code = Choisissez une des réponses proposées.
refused-person-not-around-child = Une des personnes choisies n’est pas connue autour de l’enfant.
    .way = Ajoutez-la d’abord à l’entourage de l’enfant, ou nommez-la dans « Qui d’autre ? ».
refused-contact-without-summary = Dites en quelques mots ce qui s’est passé.
refused-contact-with-nobody = Dites avec qui ce contact a eu lieu.
refused-seen-without-contact = L’enfant ne peut pas avoir été vu lors d’un contact qui n’a pas eu lieu.
    .way = Corrigez l’une des deux réponses.
