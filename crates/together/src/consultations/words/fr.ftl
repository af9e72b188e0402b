# SPDX-License-Identifier: EUPL-1.2

# Common
apart = concertation de cas, conservée à part
cancel = Annuler
save = Enregistrer
go-on = Continuer
remove = Retirer
back = Revenir à la concertation
to-be-checked = à vérifier
done-kept = C’est enregistré
done-participant = Participant ajouté
done-opened = La concertation est ouverte à ses participants. Chacun reçoit un avis sans contenu.
done-refused = La règle a refusé : la concertation n’est ouverte à personne.
done-held = La séance est notée
done-minutes = Le compte rendu est conservé ici
done-word = Votre mot est ajouté

# The list
list-title = Concertations de cas
list-lead = Celles auxquelles vous participez. Elles ne figurent dans aucun dossier : seules les personnes désignées avant le début les voient.
list-none = Aucune concertation
list-none-text = Quand vous êtes désigné pour une concertation, elle apparaît ici.
list-none-here = Le droit qui s’applique à votre service ne connaît pas ce type de concertation. Si un service d’un autre territoire vous y désigne, elle apparaît ici.
prepare = Préparer une concertation
convened-by = Convoquée par
stand = Où en est-on
stand-prepared = En préparation
stand-refused = Refusée
stand-open = Ouverte, pas encore tenue
stand-held = Tenue

# The page
title = Concertation de cas
nobody-has-to = Vous êtes désigné. Personne n’est obligé de venir, ni de parler ; ne pas venir ou se taire ne se justifie pas.
prepared-text = Vous seul voyez cette préparation. Rien n’est ouvert à personne avant que la règle ait répondu.
fixed-title = Ce qui est fixé
frozen = Ce qui est fixé ne change plus : ni le but, ni les participants, ni la manière. Pour corriger, préparez une autre concertation.
about = Au sujet de
purpose = But
modalities = Modalités
rests-on = Sur quoi elle repose
reasons = Motifs de l’autorisation
until = Lisible jusqu’au
participants-title = Participants
convenes = convoque et tient le compte rendu
record-title = Compte rendu
held-on = Tenue le
were-there = Étaient présents
minutes = Compte rendu
own-word = Un mot de { $name }
own-silence = { $name } était là et n’a pas parlé
stays-here = Ce qui est écrit ici reste ici. Rien ne s’en copie dans un dossier, un plan ou un partage. Si une information est nécessaire ailleurs, la personne qui la détient peut la transmettre elle-même, par une décision de partage.
rule-said = Ce que la règle a répondu
answer-kept = Ce que la règle a répondu
answer-so-far = Ce que la règle répond à ce stade
what-will-be-said = Ce qui se dira dans le but fixé
uncertain-text = Une partie du droit applicable n’est pas établie avec certitude. Faites-la confirmer avant de vous y fier.
outcome-nobody-yet = Désignez au moins une autre personne : la règle répondra.
outcome-permitted = La concertation peut s’ouvrir à tous ceux qui sont désignés.
outcome-in-part = Pas ainsi : la règle l’admet pour certains participants, pas pour tous. La liste s’ouvre entière ou ne s’ouvre pas.
outcome-refused = La règle refuse : la concertation ne peut pas s’ouvrir ainsi.
step-basis = Sur quoi elle repose, ce qui est fixé
step-participants = Qui participe
step-questions = Les questions de la règle
step-done = fait
step-participants-count = { $n ->
    [0] vous seul encore
    [one] vous et une personne
   *[other] vous et { $n } personnes
}
step-questions-count = { $n ->
   *[other] { $n } réponses sur { $of }
}
deed-open = Ouvrir aux participants
deed-hold = Noter que la séance a eu lieu
deed-minute = Écrire le compte rendu
deed-word = Ajouter un mot à mon sujet

# What it rests on
basis-lead = Une concertation à participants fixés n’est permise que si un texte l’organise, ou si une autorité l’a autorisée avec ses motifs. Recopiez ce que le texte ou l’autorisation fixe, ni plus, ni moins.
basis-question = Sur quoi repose-t-elle ?
basis-missing = Dites sur quoi elle repose
basis-law = Une loi, un décret ou une ordonnance
basis-law-hint = Indiquez le texte et l’article.
basis-authorisation = Une autorisation motivée du procureur
basis-authorisation-hint = Vous l’avez sous les yeux : qui l’a donnée, quel jour, pour quels motifs.
source = Quel texte, ou qui l’a autorisée ?
source-hint = L’article du texte ; ou le nom et la fonction de la personne qui a autorisé.
if-authorised = Si elle a été autorisée
authorised-on = Date de l’autorisation
authorised-missing = Donnez la date de l’autorisation
reasons-hint = Tels que l’autorisation les donne.
reasons-missing = Donnez les motifs de l’autorisation
what-it-fixes = Ce que le texte ou l’autorisation fixe
about-question = Au sujet de qui ?
about-hint = Les personnes à protéger, comme les participants les connaissent.
purpose-hint = Un but de protection, et lui seul.
modalities-hint = Combien de séances, sous quelle forme, qui tient le compte rendu, où il est conservé.
until-hint = Un an au plus. Après ce jour, plus personne ne lit le compte rendu ici.
until-missing = Dites jusqu’à quel jour

# Participants
participants-lead = Des personnes, par leur nom et pour leur fonction, de n’importe quel service. La liste se ferme à l’ouverture : on n’ajoute personne en cours de route. Qui quitte sa fonction n’y a plus accès.
participants-add = Désigner quelqu’un

# Questions
questions-lead = Répondez comme c’est, pas comme il faudrait. « Je ne sais pas » est une réponse : elle ne vaut pas un oui.

# Opening
opening-text = Les participants désignés pourront lire ce qui est fixé, puis le compte rendu. À partir de maintenant, rien de cela ne change plus.
opening-submit = Ouvrir la concertation
opening-refused-text = Si vous continuez, le refus est conservé avec ses raisons, et cette préparation s’arrête là. Vous pouvez aussi revenir en arrière et compléter les réponses.
opening-refused-submit = Conserver le refus

# The session
session-lead = Notez seulement qui était là. De ceux qui n’étaient pas là, ou qui n’ont pas parlé, rien ne s’écrit : c’est leur droit.
held-on-missing = Dites quel jour elle a eu lieu
were-there-hint = Seulement les personnes présentes.

# Minutes
minutes-lead = Ce qui a été convenu dans le but fixé, et rien d’autre. Le compte rendu ne se corrige pas : on y ajoute.
minutes-hint = Qui fait quoi, jusqu’à quand. N’attribuez pas de parole à quelqu’un sans nécessité.
minutes-submit = Conserver le compte rendu

# One's own word
word-lead = Vous seul parlez pour vous. Rien ne vous oblige à écrire ici ; ce que vous ajoutez est lu par les participants, et par personne d’autre.
word = Votre mot
word-hint = Une précision sur ce que le compte rendu dit de vous, par exemple.
kept-silent = J’étais là et je n’ai pas parlé
word-submit = Ajouter

# Refusals
refused-about-nobody = Dites au sujet de qui la concertation se tient
refused-already-held = La séance est déjà notée.
refused-authorisation-without-reasons = Une autorisation a une date et des motifs : indiquez les deux.
refused-authorised-in-future = Cette date n’est pas encore venue
refused-basis-without-source = Indiquez le texte, ou qui a autorisé
refused-consultation-frozen = Ce qui est fixé ne change plus.
    .way = Pour corriger le but, les participants ou les modalités, préparez une autre concertation.
refused-consultation-not-open = Cette concertation n’est pas ouverte.
refused-convener-takes-part = Qui convoque participe : sans être désigné, on n’est pas couvert.
refused-held-before-opening = La règle devait répondre avant la séance : elle ne peut pas avoir eu lieu avant l’ouverture.
    .way = Si des personnes se sont réunies plus tôt, ce n’était pas cette concertation.
refused-held-in-future = Ce jour n’est pas encore venu
refused-minutes-without-words = Écrivez ce qui a été convenu
refused-no-rules-here = Le droit qui s’applique ici ne connaît pas ce type de concertation.
refused-nobody-attended = Dites qui était présent
refused-nobody-to-consult = Désignez au moins une autre personne.
refused-not-a-participant = Seules des personnes de la liste ont pu participer.
refused-not-held = La séance n’est pas encore notée.
refused-participant-not-there = Cette personne n’exerce aucune fonction dans ce service aujourd’hui.
refused-silent-but-not-there = Vous n’êtes pas noté parmi les présents.
refused-too-many-participants = C’est trop de monde pour une concertation.
refused-until-in-past = Ce jour est déjà passé
refused-until-too-far = Un an au plus
refused-without-modalities = Dites comment elle se tient
refused-without-purpose = Dites dans quel but
refused-word-without-words = Écrivez un mot, ou cochez la case
