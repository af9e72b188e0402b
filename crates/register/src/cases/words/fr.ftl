# SPDX-License-Identifier: EUPL-1.2

refused-case-merged = Ce dossier a été réuni à un autre : travaillez dans celui qui l’a repris.
refused-case-closed = Ce dossier est clos.
    .way = Pour y travailler de nouveau, demandez sa réouverture à la personne qui supervise.
refused-reads-back-without-following = Seules les personnes qui suivent l’enfant dans le dossier suivant peuvent relire celui-ci.
refused-reads-back-without-reason = Dites pour quoi faire ce dossier est relu.
refused-reads-back-without-end = Fixez jusqu’à quand ce dossier peut être relu.
refused-child-has-open-case = Cet enfant a déjà un dossier ouvert dans votre service.
    .way = Ouvrez ce dossier par la recherche et travaillez-y.
refused-report-needs-open-case = Cet enfant n’a pas, ou n’a plus, ce dossier ouvert dans votre service.
    .way = Rouvrez la page du signalement : elle montre le dossier qui est ouvert, ou permet d’en ouvrir un.
refused-report-already-linked = Ce signalement est déjà rattaché à ce dossier.
refused-date-in-future = Cette date est dans le futur.
refused-case-can-be-reopened = Un dossier de cet enfant a été clos récemment dans votre service : il se rouvre, avec son histoire, au lieu d’en commencer un autre.
    .way = Demandez sa réouverture à la personne qui supervise.
refused-child-may-be-known = Votre service a, ou avait récemment, un dossier pour un enfant de ce nom.
    .way = Cherchez encore, ou dites pourquoi il s’agit d’un autre enfant.
refused-lead-does-not-work-here = Cette personne n’exerce pas aujourd’hui dans votre service.
    .way = Choisissez quelqu’un du service, ou faites enregistrer sa désignation par l’administration.
refused-not-bound = Cette personne n’est pas tenue au secret professionnel : elle n’entre pas dans le cercle d’un dossier.
    .way = Vous pouvez lui dire que son inquiétude est prise en charge, et rien de plus.
refused-hand-over-to-oneself = Vous n’avez pas de place dans ces dossiers : vous ne pouvez pas vous les remettre à vous-même.
    .way = Remettez-les à un membre de l’équipe, ou demandez à la personne qui supervise de vous les confier.
refused-already-lead = Cette personne est déjà référente de ce dossier.
refused-already-on-hold = Ce dossier est déjà suspendu.
refused-hold-without-reason = Dites pourquoi le dossier est suspendu.
refused-not-on-hold = Ce dossier n’est pas suspendu.
refused-closure-already-proposed = Une clôture est déjà proposée et attend une décision.
refused-transfer-waits = Un transfert attend la réponse de l’autre service.
refused-closure-without-child-view = Il manque la parole de l’enfant sur la clôture, ou la raison de son absence.
refused-closure-without-explanation = Expliquez pourquoi le dossier peut être clos.
refused-closure-without-partners = Dites ce que les partenaires sauront de la clôture.
refused-closure-without-retention = Choisissez la règle de conservation qui s’applique.
refused-closure-without-statement = Il manque ce que ce motif de clôture demande de dire.
refused-no-closure-proposed = Aucune clôture n’est proposée pour ce dossier.
refused-closure-own-proposal = Vous avez proposé cette clôture : quelqu’un d’autre doit la décider.
    .way = Demandez-le à une autre personne qui supervise.
refused-closure-by-lead = La personne référente ne décide pas de la clôture de son dossier.
    .way = Demandez-le à une autre personne qui supervise.
refused-case-not-closed = Ce dossier n’est pas clos.
refused-reopening-too-late = Le délai pour rouvrir ce dossier est passé.
    .way = Ouvrez un nouveau dossier pour l’enfant : il sera relié à celui-ci.
refused-reopening-without-reason = Dites pourquoi le dossier est rouvert.
refused-transfer-to-oneself = Choisissez un autre service que le vôtre.
refused-receiver-leads-no-case = Ce service n’assure pas le suivi de dossiers : il ne peut pas en recevoir.
    .way = Cherchez dans l’annuaire un service qui assure ce suivi.
refused-no-transfer-waits = Aucun transfert n’attend de réponse.
refused-transfer-not-yours = Seul le service à qui le transfert est proposé peut y répondre.
refused-transfer-of-followed-child = Votre service suit déjà cet enfant dans un dossier ouvert.
    .way = Une personne qui supervise ce dossier peut accepter le transfert et réunir les deux en un seul geste. D’ici là, l’autre service répond du sien.
refused-transfer-into-nothing = Le dossier auquel celui-ci devait être réuni n’est plus ouvert pour cet enfant.
    .way = Rouvrez la page du transfert : elle montre où en est votre service, et comment accepter.
refused-no-transfer-to-withdraw = Aucune proposition de transfert n’attend de réponse.
    .way = L’autre service a peut-être répondu entre-temps : le fil du dossier le dit.
refused-transfer-not-yours-to-withdraw = Seul le service qui a proposé ce transfert peut retirer sa proposition.
refused-withdrawal-without-reason = Dites pourquoi la proposition est retirée.
refused-transfer-without-reason = Dites pourquoi vous proposez ce transfert.
refused-refusal-without-reason = Dites pourquoi.
refused-merge-with-itself = Choisissez deux dossiers différents.
refused-merge-across-institutions = Deux dossiers de services différents ne se réunissent pas : chaque service garde le sien.
refused-merge-without-reason = Dites pourquoi ces deux dossiers concernent le même enfant.
refused-unmerge-too-late = Cette réunion date de plus de trente jours : elle ne peut plus être défaite.
refused-unmerge-elsewhere = Le dossier est passé à un autre service depuis cette réunion : elle ne peut plus être défaite.
refused-unmerge-one-child = Ces deux dossiers sont ceux d’un même enfant : les séparer lui ferait deux dossiers ouverts dans votre service.
    .way = Travaillez dans celui qui reste ; ce que l’autre contenait s’y lit.
refused-unmerge-last-first = Ce dossier avait d’abord été réuni à un autre, lui-même réuni ensuite à celui-ci.
    .way = Défaites d’abord la réunion la plus récente.
refused-merge-open-into-closed = Le dossier à garder est clos, alors que l’autre est encore suivi : le suivi s’arrêterait sans clôture.
    .way = Rouvrez d’abord le dossier à garder, ou réunissez-les dans l’autre sens.
refused-unknown-code = Choisissez une des réponses proposées.
refused-frame-ends-before-it-begins = La fin est avant le début.
refused-lead-leaves-by-assignment = La personne référente quitte le dossier quand une autre est désignée.
    .way = Demandez à la personne qui supervise de désigner quelqu’un.
refused-emergency-not-signed-in = Connectez-vous d’abord.
refused-emergency-not-bound = L’accès d’urgence n’est ouvert qu’aux professionnels tenus au secret professionnel.
    .way = En cas de danger, appelez les secours ; prévenez le service dont le contact est affiché.
refused-emergency-no-function = Votre fonction ne permet pas l’accès d’urgence.
refused-emergency-already-open = Vous avez déjà ouvert ce dossier en urgence.
    .way = L’accès prend fin à l’heure affichée en haut du dossier ; s’il le faut encore ensuite, ouvrez-le de nouveau.
refused-emergency-without-reason = Dites en une phrase pourquoi l’accès ne peut pas attendre.
refused-emergency-own-review = Votre propre accès d’urgence doit être relu par quelqu’un d’autre.
refused-emergency-already-reviewed = Cet accès a déjà été relu.
refused-emergency-without-finding = Écrivez ce que vous avez constaté.
refused-related-to-oneself = Cette personne est déjà l’enfant de ce dossier.
refused-reveal-without-reason = Dites pourquoi vous avez besoin de ce qui est tenu secret.

# The pages.
frame-cases = Dossiers
frame-identity = De qui il s’agit
frame-attention = Points d’attention
frame-tabs = Parties du dossier
frame-write = Écrire une note
frame-legal = Cadre
frame-no-legal = pas encore noté
frame-until = , jusqu’au { $date }
frame-lead = Personne référente
frame-no-lead = personne pour l’instant
frame-lead-gone = { $name }, qui a quitté le service le { $on }
frame-last = Dernier événement noté
frame-readers = Qui a accès
tab-overview = Aperçu
tab-timeline = Fil des événements
tab-notes = Notes
tab-contacts = Contacts
tab-people = Famille
tab-attachments = Pièces
tab-chronology = Chronologie
tab-exchanges = Échanges
tab-orientations = Orientations
tab-disclosures = Partages
tab-circle = Cercle
tab-access-log = Qui l’a ouvert
child-unborn = Enfant à naître
child-unnamed = Nom encore inconnu
child-expected = à naître, attendu le { $on }
child-born = naissance : { $on }
child-died = décès : { $on }
attention-line = { $kind } : { $text }
emergency-label = Accès d’urgence
emergency-text = Vous lisez ce dossier sans faire partie du cercle. Chaque ouverture est inscrite et sera relue.
emergency-ends = Fin de l’accès à { $time }.
emergency-give-back = Rendre l’accès maintenant
done-opened = Le dossier est ouvert. La personne qui supervise désignera la personne référente ; d’ici là, vous le lisez et y écrivez.
done-assigned = Le dossier est confié.
done-circle-joined = La personne fait partie du cercle.
done-circle-left = La place dans le cercle a pris fin.
done-frame-changed = Le cadre est noté.
done-attention-noted = Le point d’attention est noté.
done-attention-ended = Le point d’attention a pris fin.
done-on-hold = Le dossier est suspendu.
done-resumed = Le travail reprend.
done-hold-reviewed = La suspension continue. Un nouveau rappel est fixé.
done-transfer-proposed = Le transfert est proposé. Vous restez responsable du dossier jusqu’à son acceptation, et pouvez retirer la proposition d’ici là.
done-transfer-accepted = Le dossier est désormais celui de votre service.
done-transfer-accepted-into = Le transfert est accepté : le dossier reçu est réuni à celui-ci, et tout ce qu’il contenait se lit ici.
done-transfer-rejected = Le transfert est refusé. Le service qui le proposait garde le dossier.
done-transfer-withdrawn = La proposition est retirée. L’autre service est prévenu ; le dossier reste le vôtre.
done-closure-proposed = La clôture est proposée. Quelqu’un d’autre décidera.
done-closure-refused = La clôture est refusée. Le travail continue.
done-closed = Le dossier est clos.
done-reopened = Le dossier est rouvert. Désignez maintenant la personne référente.
done-merged = Les deux dossiers sont réunis.
done-unmerged = Les deux dossiers sont de nouveau séparés.
done-event-chosen = L’événement figure dans la chronologie.
done-event-withdrawn = L’événement est retiré de la chronologie. Il reste dans le fil.
done-emergency-opened = Le dossier vous est ouvert. La fin de l’accès figure en haut de chaque page.
done-emergency-reviewed = L’accès d’urgence est relu.
done-handed-over = Les dossiers ont changé de mains. Chacun le raconte dans son fil.
done-handed-over-more = Cinq cents dossiers ont changé de mains. Recommencez pour les suivants.
done-name-noted = Le nom est noté.
done-contact-noted = Les coordonnées sont notées.
done-contact-corrected = Les coordonnées sont corrigées. L’ancienne version reste visible plus bas.
done-contact-ended = Ces coordonnées ont pris fin. Elles restent visibles plus bas.
done-person-added = La personne figure parmi les proches.
done-person-amended = Les changements sont enregistrés.
done-relation-ended = Le lien a pris fin. Il reste visible parmi les anciens liens.
entry-case-opened = Ouverture du dossier
entry-case-assigned = Personne référente désignée
entry-case-taken-over = Dossier repris par la personne qui l’a remis
entry-circle-joined = Une personne rejoint le cercle
entry-frame-changed = Changement de cadre
entry-attention-noted = Point d’attention
entry-case-put-on-hold = Suspension
entry-case-resumed = Reprise
entry-hold-reviewed = La suspension continue
entry-transfer-proposed = Transfert proposé
entry-transfer-accepted = Transfert accepté
entry-transfer-rejected = Transfert refusé
entry-transfer-withdrawn = Proposition de transfert retirée
entry-closure-proposed = Clôture proposée
entry-closure-refused = Clôture refusée
entry-case-closed = Clôture du dossier
entry-case-reopened = Réouverture du dossier
entry-case-continued = Un nouveau dossier fait suite à celui-ci
entry-cases-merged = Un autre dossier est réuni à celui-ci
entry-report-linked = Un nouveau signalement est rattaché à ce dossier
entry-cases-unmerged = Deux dossiers de nouveau séparés
entry-emergency-access-opened = Accès d’urgence
entry-emergency-access-reviewed = Accès d’urgence relu
entry-relationship-noted = Un proche est noté
event-record-opened = A ouvert le dossier
event-opening-refused = A demandé ce dossier sans y avoir accès
event-seat-opened = Une place s’ouvre dans le cercle
event-seat-closed = Une place du cercle prend fin
event-emergency-access-opened = A ouvert le dossier en urgence
event-emergency-access-reviewed = A relu un accès d’urgence
event-case-opened = A créé le dossier
event-case-assigned = A désigné la personne référente
event-circle-joined = A invité quelqu’un dans le cercle
event-circle-left = A mis fin à une place du cercle
event-frame-changed = A changé le cadre
event-attention-noted = A noté un point d’attention
event-attention-ended = A mis fin à un point d’attention
event-case-put-on-hold = A suspendu le dossier
event-case-resumed = A repris le travail
event-hold-reviewed = A dit pourquoi la suspension continue
event-event-chosen = A complété la chronologie
event-event-withdrawn = A retiré un événement de la chronologie
event-transfer-proposed = A proposé un transfert
event-transfer-accepted = A accepté le transfert
event-transfer-rejected = A refusé le transfert
event-transfer-withdrawn = A retiré la proposition de transfert
event-closure-proposed = A proposé la clôture
event-closure-refused = A refusé la clôture
event-case-closed = A clos le dossier
event-case-reopened = A rouvert le dossier
event-case-continued = A ouvert un dossier qui fait suite à celui-ci
event-cases-merged = A réuni deux dossiers
event-report-linked = A rattaché un signalement au dossier
event-cases-unmerged = A séparé deux dossiers réunis
event-case-people-amended = A modifié ce qui est noté de la famille
event-secret-revealed = A fait afficher ce qui est tenu secret
event-other = Autre acte sur le dossier
frame-readers-count = { $count ->
    [one] { $count } place dans le cercle
   *[other] { $count } places dans le cercle
}
capacity = { $capacity ->
    [lead] personne référente
    [co_worker] intervient aussi
    [supervisor] responsable d’équipe
    [intake] accueil, en attendant une personne référente
    [evaluator] évaluation
    [guest] invitation à un échange
    [participant] participe au plan
    [emergency] accès d’urgence
    [transfer_candidate] transfert proposé
   *[other] autre place
}
state = { $state ->
    [merged] Réuni à un autre
    [closed] Clos
    [transfer_proposed] Transfert proposé
    [closure_proposed] Clôture proposée
    [unassigned] À confier
    [on_hold] Suspendu
   *[other] En cours
}
refused-closure-answer-awaited = Une demande à un autre service attend encore sa réponse.
    .way = Attendez la réponse, relancez le service, ou retirez la demande si elle n’a plus d’objet.
