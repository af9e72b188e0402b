# SPDX-License-Identifier: EUPL-1.2

# Frame and shared
list-title = Signalements
cancel = Annuler
save = Enregistrer
change = Modifier
go-on = Continuer
go-back = Revenir
back-to-check = Revenir au récapitulatif
optional = Facultatif.
yes = Oui
no = Non
not-known = Je ne sais pas
unsaid = Rien n’a été dit
nobody-yet = Personne pour le moment
and-more = { $count ->
    [one] et { $count } autre
   *[other] et { $count } autres
}
with = { $one }, avec { $two }
recorded-on = inscrit le { $when }
page-title = Signalement { $reference }
state = { $state ->
    [received] À trier
    [not_concern] Sans objet
    [advice_only] Conseil donné
    [redirected] Réorienté
    [to_assign] À attribuer
    [under_evaluation] En évaluation
    [evaluated] À décider
    [decided] Décidé
    [feedback_given] Décidé, réponse donnée
    [joined] Joint à un autre
    [transferred] Transféré
    [archived] Archivé
   *[other] { $state }
}
danger-mark = Danger immédiat
levels-none = Pas encore coté
level-name = { $name } :
level-unrated = { $name } : non coté
minor-unnamed = Enfant dont le nom n’est pas connu
minor-unborn = Enfant à naître
minor-expected = naissance attendue vers le { $date }
date-missing = Donnez une date
reason-missing = Dites pourquoi, en une phrase au moins
level-missing = { $scale } : choisissez un niveau
words-missing = Écrivez quelque chose
explanation-missing = Dites ce qui a été tenté

# The three texts
observed = Ce qui a été vu ou constaté
observed-hint = Des faits : quand, où, combien de fois. Sans les expliquer.
heard = Ce qui a été entendu ou rapporté
heard-hint = Les mots mêmes, si possible entre guillemets, et qui les a dits.
thought = Ce que cela fait penser
thought-hint = Une crainte, une hypothèse, une question. On peut se tromper : c’est pour cela que c’est à part.
occurred = Quand cela s’est-il passé ?
occurred-hint = L’année suffit si vous ne savez pas mieux.
about = De quoi s’agit-il ?
about-fold = Mettre un mot dessus (facultatif)
about-hint = Cochez ce qui convient, ou rien si vous hésitez.
facts-title = Ce qui a été transmis
reported-levels = Cotation de la personne qui signale

# Children and home
child-legend = Enfant { $n }
child-add = Ajouter un enfant
child-remove = Retirer l’enfant { $n }
given = Prénom
given-hint = Comme vous l’entendez ; l’orthographe exacte n’est pas nécessaire.
family = Nom de famille
birth = Date de naissance
birth-hint = Même en partie : l’année, ou le mois et l’année.
age = Ou l’âge, à peu près
age-hint = En années.
unborn-title = L’enfant n’est pas encore né
unborn = À naître
expected = Naissance attendue
expected-hint = Une date approximative suffit.
several = On ne sait pas de combien d’enfants il s’agit
several-mark = (nombre inconnu)
description = Comment le ou la reconnaître
description-hint = Si vous ne connaissez pas le nom : âge apparent, école, lieu, avec qui.
home = Y a-t-il d’autres enfants au même domicile ?
home-hint = Un enfant par ligne : prénom, âge, ce que vous savez.
address = Où se trouve le domicile ?
address-hint = Une adresse, ou le moyen de le trouver.
language = Langue parlée à la maison
interpreter = Interprète nécessaire

# Holders of authority
holder-legend = Personne { $n }
holder-add = Ajouter une personne
holder-who = Qui exerce l’autorité parentale ?
holder-who-hint = Un nom, ou « la mère », « le tuteur ».
holder-told = Cette personne sait-elle que vous nous en parlez ?
holder-told-on = Informée le
holder-reason = Sinon, pourquoi ?
holder-note = Précision
holder-was-told = { $told ->
    [yes] informée
    [no] pas informée
   *[other] on ne sait pas si elle est informée
}
holders-title = Autorité parentale
holders-none = Rien n’a été dit des personnes qui exercent l’autorité parentale

# Danger
danger-now = L’enfant est-il en danger en ce moment même ?
danger-now-hint = Si oui, appelez d’abord un numéro d’urgence.
danger-told = { $told ->
    [yes] Oui, en danger en ce moment
    [no] Non, pas en ce moment
   *[other] On ne le sait pas
}
safety = Où est l’enfant maintenant, et avec qui ?
safety-hint = Et ce qui le protège ce soir, s’il y a quelque chose.

# Public door
public-observed = Ce que vous avez vu
public-heard = Ce que vous avez entendu, ou ce qu’on vous a dit
public-thought = Ce que vous en pensez
public-title = Dire une inquiétude pour un enfant
public-lead = Vous avez vu, entendu ou vécu quelque chose qui vous inquiète pour un enfant. Dites-le ici, avec vos mots. Vous n’avez rien à prouver.
public-now = Attention :
public-emergency = Si un enfant est en danger maintenant, n’écrivez pas : appelez.
public-call-now = Vous avez dit que l’enfant est en danger en ce moment. Appelez tout de suite :
public-who-reads = Qui lira votre message
public-who-reads-text = Le service de protection de l’enfance que vous choisirez. Ses professionnels sont tenus au secret. La famille ne reçoit pas ce message.
public-what-happens = Ce qui se passera
public-what-happens-text = Le service le lira pendant ses heures d’ouverture, à deux si possible, et décidera s’il faut évaluer la situation. Évaluer, c’est rencontrer l’enfant et ses parents, et chercher avec eux ce qui peut aider.
public-not-to-expect = On ne vous dira pas ce qui a été décidé : cela appartient à l’enfant et à sa famille. On pourra vous dire que votre inquiétude a été prise en compte.
public-unknown = Rester inconnu
public-unknown-text = Vous pouvez ne pas donner votre nom. Si vous le donnez, il est gardé à part : il n’apparaît dans aucune liste ni dans aucune réponse. Un juge peut, dans certains cas, demander à le connaître.
public-exit = Quitter vite
public-exit-text = Le bouton « Quitter vite cette page », ou trois fois la touche Majuscule, cache la page aussitôt et mène ailleurs. Ce que vous aviez écrit ne s’ouvre plus dans ce navigateur. L’historique du navigateur, lui, n’est pas effacé : si quelqu’un peut le regarder, utilisez une fenêtre privée ou un autre appareil.
public-draft-text = Ce que vous écrivez est gardé quatre heures sur ce navigateur, le temps de téléphoner ou de réfléchir. Vous pouvez l’effacer à chaque page.
public-begin = Commencer
public-go-on = Reprendre où vous en étiez
public-have-code = J’ai déjà un code de retour
public-back = Revenir à l’accueil du formulaire
public-discard = Tout effacer et quitter
public-discarded = Tout a été effacé. Rien n’a été envoyé.
step-of = Étape { $number } sur { $total }
step-place = Où vit l’enfant ?
step-service = Quel service le lira ?
step-facts = Que se passe-t-il ?
step-children = Quels enfants ?
step-holders = Les parents le savent-ils ?
step-danger = Et maintenant ?
step-you = Et vous ?
public-place = Commune ou territoire
public-place-hint = Laissez vide si vous ne savez pas.
public-place-text = Nous cherchons le service le plus proche de l’enfant.
public-service = Service
public-service-hint = Si vous hésitez, choisissez l’un d’eux : il transmettra au bon service.
public-service-missing = Choisissez un service
public-no-service = Aucun service ne reçoit de messages ici pour le moment. Appelez un des numéros de la première page.
public-children-text = Dites ce que vous savez, même si c’est peu.
public-holders-text = Vous n’êtes pas obligé de prévenir les parents, ni de répondre.
public-danger-missing = Répondez, même par « Je ne sais pas »
public-known-missing = Dites si vous souhaitez donner votre nom
known = Souhaitez-vous dire qui vous êtes ?
known-yes = Oui
known-yes-hint = Le service pourra vous rappeler s’il a besoin d’un détail.
known-no = Non, je préfère ne pas le dire
known-no-hint = Vous recevrez un code pour revenir, sans donner votre nom.
your-name = Votre nom
your-name-hint = Seulement si vous avez répondu oui.
your-relation = Qui est cet enfant pour vous ?
your-capacity = À quel titre écrivez-vous ?
your-phone = Téléphone
your-email = Adresse électronique
your-safe-contact = Quand et comment vous joindre sans risque ?
your-safe-contact-hint = Par exemple : « seulement en semaine, ne pas laisser de message ».
your-wants-unknown = Je souhaite que la famille ne sache pas que j’ai écrit
your-wants-unknown-hint = Le service fera tout pour le respecter. Parfois, les faits eux-mêmes laissent deviner d’où ils viennent.
draft-saved = Gardé à { $time }
draft-failed = Le brouillon n’a pas pu être gardé. Continuez à écrire : nous réessayons.
check-title = Relire avant d’envoyer
check-text = Ce message sera lu par { $service }.
check-promise = En envoyant, vous dites ce que vous savez, de bonne foi. Se tromper n’est pas une faute.
check-send = Envoyer
check-missing = Il reste quelque chose à corriger
receipt-page = Votre message
receipt-title = Votre message est arrivé
receipt-received = Reçu le { $date }
receipt-code = Votre code de retour
receipt-code-text = Avec ce code, vous pouvez revenir lire une réponse, ajouter quelque chose, ou demander ce qu’est devenue votre inquiétude. Sans compte et sans nom.
receipt-keep = Notez-le maintenant, là où personne d’autre ne le verra. Cette page ne le montrera plus dans une demi-heure, et personne ne peut le retrouver.
receipt-next = Et ensuite
receipt-next-text = Le service lira votre message à sa prochaine ouverture. S’il a une question, elle vous attendra derrière votre code.
receipt-gone = Rien à montrer ici
receipt-gone-text = Le code n’est montré qu’une demi-heure, sur l’appareil qui a envoyé le message. Si vous l’avez noté, il reste valable.

# Return channel
channel-title = Revenir à votre message
channel-text = Donnez le code qui vous a été remis.
channel-code = Code de retour
channel-code-hint = Seize lettres et chiffres. Les majuscules et les tirets ne comptent pas.
channel-open = Ouvrir
channel-unknown = Ce code ne correspond à aucun message. Relisez-le.
channel-lost = J’ai perdu mon code
channel-lost-text = Personne ne peut le retrouver : c’est ce qui vous protège. Vous pouvez écrire un nouveau message, ou appeler le service.
channel-you = Vous
channel-write = Écrire au service
channel-write-hint = Un détail qui revient, un changement, une réponse.
channel-send = Envoyer
channel-written = Votre message est arrivé.
channel-outcome = Savoir ce qu’est devenue votre inquiétude
channel-outcome-text = Demandez-le : le service vous répondra, brièvement, dans le respect de l’enfant et du secret.
channel-outcome-professional = Une réponse vous est due sans que vous la demandiez. Vous pouvez aussi la rappeler.
channel-ask = Demander ce qui a été fait
channel-asked = Votre demande est enregistrée. La réponse viendra ici.
channel-close = Fermer

# Professionals and the phone
send-title = Transmettre une inquiétude
send-lead = Dites ce que vous avez constaté, ce qu’on vous a dit et ce que vous en pensez, chacun à sa place. Le service qui reçoit vous répondra.
send-to = À quel service ?
send-to-hint = Celui du territoire où vit l’enfant.
send-holders = Les parents sont en principe informés d’abord, sauf si c’est contraire à l’intérêt de l’enfant.
send-scales-fold = Situer sur les échelles communes (facultatif)
send-scales = Si vous le pouvez, situez la situation sur les trois échelles communes. Laissez vide ce que vous ne pouvez pas dire.
send-you = Vous
send-submit = Transmettre
direct-referral = C’est la copie d’un signalement déjà adressé à la justice
take-title = Noter un signalement reçu
take-lead = Quelqu’un vous a parlé ou écrit. Notez ses mots, pas les vôtres.
take-reporter = La personne qui signale
take-known = A-t-elle dit qui elle est ?
take-known-yes = Oui
take-known-no = Non
take-known-missing = Dites si la personne a donné son nom
take-submit = Enregistrer le signalement
received-how = Par quelle voie avez-vous été prévenus ?
received-how-missing = Dites par quelle voie vous avez été prévenus
received-on = Reçu le
received-on-hint = Le jour où on vous l’a dit : les délais courent à partir de là.
received-on-missing = Donnez le jour de réception
reporter-layer = À part
reporter-apart = L’identité de la personne qui signale est gardée à part. Elle n’apparaît dans aucune liste, aucun export, aucune réponse.
reporter-title = Qui a signalé
reporter-masked = Identité protégée
reporter-anonymous = N’a pas dit son nom
reporter-name = Nom
reporter-capacity = À quel titre
reporter-relation = L’enfant est, pour cette personne
reporter-workplace = Lieu de travail
reporter-phone = Téléphone
reporter-email = Adresse électronique
reporter-safe-contact = Joindre sans risque
reporter-alleged = Cette personne est mise en cause dans les faits
reporter-alleged-mark = Mise en cause dans les faits
reporter-wants-unknown = Souhaite que la famille ne sache pas qui a signalé
reporter-unknown-mark = Ne doit pas être connue de la famille
reporter-code = Code de retour à lui donner :
look-title = Peut-être déjà connu
look-text = Avant de créer une nouvelle personne, regardez si c’est l’une de celles-ci.
look-first = Regardez qui est déjà connu, puis envoyez de nouveau
look-which = De qui s’agit-il ?
look-same = C’est { $name }
look-new = C’est quelqu’un d’autre
sent-title = Ce que j’ai transmis
sent-none = Vous n’avez encore rien transmis
sent-none-text = Ce que vous transmettez à un service, et sa réponse, se retrouvent ici.
sent-page = Ce que j’ai transmis
sent-one = Votre transmission { $reference }
sent-text = Vous voyez ici ce que vous avez écrit et ce qu’on vous répond. Ce que le service fait reste dans son dossier.
sent-done = C’est transmis.
sent-service = Service
sent-on = Transmis le
sent-acknowledged = Réception confirmée
sent-not-yet = Pas encore
sent-asked-on = Réponse demandée le
sent-words = Ce que vous aviez écrit

# List
list-count = { $count ->
    [one] { $count } signalement
   *[other] { $count } signalements
}
list-or-more = ou davantage
list-export = Exporter la liste (CSV, sans noms)
list-none = Aucun signalement ne répond à ces filtres
list-none-text = Retirez un filtre, ou élargissez la période.
list-clear = Effacer les filtres
export-name = signalements
filter-state = Où en est-il ?
filter-outcome = Résultat du tri
filter-danger-now = Danger immédiat
answer-owed = Réponse due
filter-only-mine = Seulement ceux que j’évalue
filter-from = Reçu à partir du
filter-to = Reçu jusqu’au
column-children = Enfants
column-child = Enfant
column-received = Reçu
column-state = Où en est-il ?
column-levels = Danger, gravité, urgence
column-answer = Réponse
column-reference = Référence
column-outcome = Résultat du tri
column-minors = Nombre d’enfants
column-evaluation = Évaluation
column-deeds = À faire
proposals-title = Transferts proposés à votre service
proposal-from = Proposé par { $from } le { $when }
talks-title = Messages à lire
talk-unread = { $count ->
    [one] { $count } message, depuis le { $since }
   *[other] { $count } messages, depuis le { $since }
}

# Report page
bar = Dont il s’agit
bar-reference = Signalement { $reference }
bar-state = Où en est-il ?
bar-received = Reçu
bar-first = première réception le { $date }
bar-lead = Évalue
bar-due = Prochaine échéance
attention = Points d’attention
reports-counted = { $count ->
    [one] { $count } signalement pour cette famille
   *[other] { $count } signalements pour cette famille
}
aside = Autour de ce signalement
more-title = Autres gestes
terms-title = Délais
timeline-title = Ce qui a été fait
minors-title = Les enfants du foyer
minor-mentioned = seulement mentionné
minor-added = ajouté par le service
minor-set-aside = Écarté : { $reason }
minor-identify = Dire qui c’est
minor-recognise = L’ajouter à l’évaluation
minor-set-aside-deed = L’écarter, avec la raison
evaluation-runs = En cours
evaluation-done = Terminée
evaluation-impossible = Impossible
evaluation-none = Pas commencée
evaluation-impossible-deed = Dire que c’est impossible
open-case = Ouvrir un dossier
link-case = Rattacher au dossier ouvert
link-case-title = Rattacher le signalement au dossier ouvert
link-case-there = Cet enfant a déjà un dossier ouvert dans votre service.
link-case-text = Un enfant n’a qu’un dossier ouvert par service. Une fois rattaché, ce signalement figure dans le dossier pour les personnes qui peuvent le lire ; celles qui suivent l’enfant apprennent par le fil qu’il est arrivé.
link-case-submit = Rattacher le signalement
link-case-ask = Vous ne pouvez pas écrire dans ce dossier : la personne qui le suit, ou celle qui supervise, y rattachera le signalement. Demandez-le à votre service.
link-case-back = Revenir au signalement
joined-title = { $count ->
    [one] Un autre signalement joint
   *[other] { $count } autres signalements joints
}
joined-text = Les mêmes faits, ou la même famille, vus par d’autres. Chaque personne garde sa réponse.
joined-one = { $reference }, reçu le { $date }
joined-open = Ouvrir ce signalement
repeats-title = Signalements qui se répètent
notice-joined = Ce signalement est joint à un autre. L’évaluation se fait là-bas ; la réponse à la personne qui a signalé se donne ici.
notice-joined-link = Ouvrir le signalement qui est gardé
notice-taken-over = { $service } a repris ce signalement. Il reste à répondre ici à la personne qui a signalé.
notice-proposed = Transfert proposé à { $service }. Votre service reste responsable jusqu’à l’acceptation.
notice-came = { $by } avait reçu ce signalement le { $first } ; vous l’avez repris. C’est ce service qui répond à la personne qui a signalé.
notice-direct = Copie d’un signalement adressé directement à la justice. L’évaluation du service se fait quand même.
notice-immediate = La personne qui signale dit que l’enfant est en danger en ce moment. N’attendez pas.
access-title = Qui a ouvert ce signalement
access-text = Chaque ouverture et chaque geste, avec la personne, le moment et le fondement.
access-when = Quand
access-who = Qui
access-what = Quoi
access-ground = Fondement
access-nobody = Le système, ou le public

# Tasks
tasks-title = Ce qu’il y a à faire
tasks-next = Étape suivante :
tasks-nothing = Rien n’est attendu de vous ici pour le moment.
task-done = Fait
task-now = À faire
task-open = Possible
task-later = Plus tard
task-acknowledge = Accuser réception
task-triage = Faire la première analyse
task-refer-now = Saisir la justice sans attendre
task-refer-now-hint = L’évaluation continue ensuite.
task-mention = Dire ce qu’il en est de : { $name }
task-mention-hint = Un enfant mentionné au domicile est évalué aussi, ou écarté avec une raison.
task-assign = Confier l’évaluation
task-lead = Confiée à { $name }
task-evaluate = Évaluer la situation : { $name }
task-visit = Rendre visite : { $name }
task-meet = Rencontrer { $name }
task-view = Recueillir la parole : { $name }
task-conclude = Conclure pour { $name }
task-conclude-hint = Il faut d’abord avoir rencontré l’enfant, ou dire pourquoi ce n’est pas possible.
task-decide = Décider de la suite
task-close-moved = Clore ici, parce que la famille est partie
task-feedback = Répondre à la personne qui a signalé
task-archive = Archiver

# Timeline
event-received = Reçu
event-triaged = Première analyse : { $outcome }
event-triaged-again = Nouvelle analyse : { $outcome }
event-joined = Signalement { $reference } joint
event-transfer-proposed = Transfert proposé à { $service }
event-transfer-accepted = Transfert accepté par { $service }
event-transfer-refused = Transfert refusé par { $service }
event-visit = Visite : { $names }
event-visit-nobody = Visite sans avoir trouvé personne
event-met = { $name } : rencontre
event-not-met = { $name } : pas de rencontre
event-view = Parole recueillie : { $name }
event-concluded = Conclusion pour { $name } : { $outcome }
event-impossible = Évaluation impossible pour { $name }
event-decided = Décision : { $outcome }
event-answered = Réponse donnée à la personne qui a signalé
event-asked = La personne qui a signalé demande ce qui a été fait
event-archived = Signalement archivé
redirected-to = Vers : { $service }
triaged-alone = Faite par une seule personne : { $reason }
counted-repetitive = Compté comme répétant un signalement antérieur.
visit-present = présents : { $who }
visit-alone = Vu sans ses parents : { $names }
with-interpreter = Interprète : { $language }
met-agreed = accord : { $who }
view-told-by = rapporté par : { $who }
view-audience = à qui le dire : { $who }
no-visit = Pas de visite : { $reason }
no-view = Pas de parole recueillie : { $reason }
medium = { $medium ->
    [words] en mots
    [drawing] par un dessin
    [play] en jouant
    [signed] en signes
    [written] par écrit
    [observation] sans mots, par observation
   *[other] { $medium }
}

# Deeds of the desk
acknowledge-text = Un mot suffit. Il n’engage à rien et ne dit rien de l’enfant ni de la famille.
acknowledge-words = Message à la personne qui a signalé
acknowledge-words-hint = Facultatif. Envoyé s’il existe un canal de retour.
confirm-title = Noter la confirmation écrite
confirm-text = Un signalement reçu de vive voix d’un professionnel est confirmé par écrit.
confirm-on = Reçue le
triage-lead = À deux si possible : l’un lit, l’autre questionne.
triage-again = Une analyse existe déjà : { $outcome }, le { $when }. La nouvelle la remplace ; la première reste visible.
triage-reminder = Relire ce qui a été transmis
triage-outcome = Que devient ce signalement ?
outcome-missing = Choisissez ce que devient ce signalement
triage-redirected-to = Réorienté vers
triage-redirected-hint = Seulement si vous réorientez.
triage-levels = Danger, gravité, urgence
triage-levels-text = Cotez la situation, pas la personne qui la signale.
levels-explanation = Une phrase d’explication
levels-explanation-hint = Seulement si les niveaux choisis vont rarement ensemble.
triage-reason = Pourquoi ?
triage-reason-hint = Ce qui vous décide, en quelques phrases que la famille pourra lire un jour.
triage-two = À deux
triage-second = Avec qui ?
triage-second-hint = Une ou un collègue de votre service.
triage-alone = Si vous êtes seul ou seule : pourquoi ?
triage-repeats = Répète-t-il des signalements déjà reçus ?
triage-repeats-hint = Leurs références, par exemple S-2026-0012. On les compte, on ne les cache pas.
triage-submit = Enregistrer l’analyse
reference-unknown = Aucun signalement de votre service ne porte cette référence
archive-text = Archiver, c’est dire que tout ce qui devait suivre a été fait et que chacun a sa réponse. Le signalement reste lisible.

# Minors
minor-add = Ajouter un enfant du foyer
minor-add-lead = Tous les mineurs du foyer sont évalués, même si personne ne les a nommés.
minor-which-mention = Est-ce un enfant déjà mentionné ?
minor-is-mention = Oui : { $name }
minor-is-another = Non, c’est un autre enfant
minor-why = Comment savez-vous que cet enfant vit là ?
minor-why-hint = Par exemple : fratrie, jumeau, vu lors d’une visite.
why-missing = Dites d’où vous le savez
minor-described = Tel qu’il a été décrit : { $name }
minor-set-aside-reason = Pourquoi cet enfant n’est-il pas évalué ?
minor-set-aside-hint = Par exemple : il n’existe pas, il est majeur, il vit ailleurs, c’est le même qu’un autre de la liste.

# Joining and transfer
join-title = Joindre à un autre signalement
join-lead = Plusieurs personnes signalent les mêmes faits : une seule évaluation, et à chacune sa réponse. On garde le premier reçu.
join-into = Référence du signalement à garder
join-into-hint = Par exemple S-2026-0012.
join-kept = On garde { $reference }, reçu le { $when }.
join-who = Qui est : { $name } ?
join-same = La même personne : { $name }
join-new = Un autre enfant du foyer
join-new-hint = Il aura sa propre évaluation.
join-unsaid = On ne peut pas le dire
join-unsaid-hint = La description reste, sans ouvrir d’évaluation.
join-reason = Pourquoi les joindre ?
transfer-title = Transférer à un autre service
transfer-lead = Votre service reste responsable jusqu’à ce que l’autre accepte. La date de première réception est gardée.
transfer-to = Quel service ?
transfer-reason = Motif, en une phrase
transfer-reason-hint = L’autre service le lira avant d’accepter : n’y mettez rien de plus que nécessaire.
transfer-minimum = Ce que l’autre service doit savoir avant de répondre
transfer-minimum-hint = Il verra aussi l’identité et l’âge des enfants, la première date et la langue. Rien d’autre.
transfer-submit = Proposer le transfert
candidate-title = Transfert proposé
candidate-lead = { $service } vous propose ce signalement. Il reste responsable jusqu’à votre réponse.
candidate-accept-text = En acceptant, votre service ouvre son propre signalement, reçoit ce qui a été transmis et devient responsable.
candidate-accept = Accepter
candidate-refuse = Refuser
candidate-refuse-reason = Pourquoi ?
candidate-refuse-text = Ce qui aidera l’autre service

# Evaluation
assign-lead = { $count ->
    [one] Une évaluation sera ouverte, pour l’enfant du foyer.
   *[other] { $count } évaluations seront ouvertes : une par enfant du foyer.
}
assign-who-leads = Qui en répond ?
assign-who-leads-hint = Les délais vont à cette personne.
assign-team = Avec qui ?
lead-missing = Choisissez qui répond de l’évaluation
evaluators-change = Changer l’équipe d’évaluation
workload = { $count ->
    [one] { $count } dossier suivi
   *[other] { $count } dossiers suivis
}
visit-title = Noter une visite
visit-lead = Ce que vous avez vu et entendu, sans conclure encore.
visit-minors = Pour quels enfants ?
visit-on = Quel jour ?
visit-hour = À quelle heure ?
visit-hour-hint = Par exemple 14 h 30. Facultatif.
visit-place = Où ?
visit-nobody = Il n’y avait personne
visit-who = Qui était là ?
visit-who-hint = Des noms, ou « la grand-mère », « un voisin ».
visit-seen-alone = Quels enfants ont été vus sans leurs parents ?
visit-seen-alone-hint = Avec l’accord des titulaires de l’autorité parentale, ou une raison.
visit-notes = Ce que vous avez vu et entendu
visit-notes-hint = Les faits d’abord ; les mots des personnes entre guillemets.
interpreter-there = Interprète
interpreter-there-hint = Qui, et pour quelle langue. Facultatif.
meeting-title = Rencontre avec l’enfant
meeting-lead = Avez-vous rencontré { $name } ?
met-yes = Oui
met-no = Non
met-missing = Dites si l’enfant a été rencontré
met-on = Quel jour ?
met-place = Où ?
met-alone = Sans ses parents
met-agreed-by = Qui a donné son accord ?
met-agreed-by-hint = Pour voir l’enfant seul.
not-met-reason = Si l’enfant n’a pas été rencontré, pourquoi ?
not-met-reason-hint = « Pas de danger » ne peut pas se dire d’un enfant que personne n’a vu.
view-title = La parole de l’enfant
view-lead = { $name } : ce que l’enfant pense, craint ou souhaite, à sa façon.
view-medium = Comment l’a-t-il ou l’a-t-elle dit ?
medium-missing = Dites comment cela a été dit
view-words = Ses mots, ou ce que vous avez observé
view-words-hint = Mot pour mot si possible. Si l’enfant a préféré se taire, écrivez-le aussi.
view-told = Rapporté par
view-told-hint = Laissez vide si l’enfant vous l’a dit directement.
view-for = À qui l’enfant veut-il bien qu’on le dise ?
view-for-hint = Par exemple : la conseillère, personne d’autre.
view-on = Quel jour ?
conclusion-title = Conclure l’évaluation
conclusion-lead = Pour { $name }, et pour nul autre : chaque enfant a sa conclusion.
condition-met = Fait :
condition-unmet = Manque :
gathered-met = l’enfant a été rencontré
gathered-not-met = rien ne dit si l’enfant a été rencontré
gathered-away = l’enfant n’a pas été rencontré, la raison est notée : on ne conclut pas « pas de danger »
gathered-note-meeting = Noter la rencontre
gathered-note-view = Noter sa parole
gathered-visit = il y a eu une visite
gathered-no-visit = pas de visite : une raison sera demandée
gathered-view = sa parole est recueillie
gathered-no-view = sa parole manque : une raison sera demandée
gathered-visit-on = Visite du { $date }
conclusion-no-visit = Pourquoi n’y a-t-il pas eu de visite ?
conclusion-no-view = Pourquoi la parole de l’enfant manque-t-elle ?
conclusion-outcome = Que proposez-vous ?
conclusion-missing = Choisissez ce que vous proposez
conclusion-reason = Ce qui vous y mène
conclusion-reason-hint = Les forces de la famille autant que les dangers. L’évaluation ne dit pas si les faits sont établis.
conclusion-submit = Conclure
impossible-title = Évaluation impossible
impossible-lead = { $name } : la situation ne peut pas être évaluée.
impossible-follows = Ce n’est jamais « pas de danger » : la suite passe par la justice, ou par le service de l’endroit où vit l’enfant.
impossible-reason = Pourquoi ?
impossible-tried = Ce qui a été tenté
impossible-tried-hint = Visites, appels, recherches d’adresse, avec leurs dates.

# Decision and answer
decide-lead = Toutes les évaluations sont terminées. Une seule décision, lisible par la famille.
decide-at-once = Des évaluations sont en cours : seule la saisine de la justice peut être décidée sans attendre. Elles continuent ensuite.
decide-moved = Un autre service a repris la situation. Ici, on clôt parce que la famille est partie, sans rien conclure sur le danger.
decide-minors = Pour quels enfants ?
decision-minors-missing = Choisissez au moins un enfant
decide-outcome = Quelle décision ?
decision-missing = Choisissez une décision
decide-close = Clore ici
decide-closure = Clôture parce que
decide-reason = Pourquoi ?
feedback-lead = Dire merci, dire que c’est pris en compte, et pas davantage que ce que l’enfant et le secret permettent.
duty-nobody = Cette personne n’a laissé aucun moyen de lui répondre.
duty-channel = La réponse sera déposée dans le canal de retour.
duty-contact = Il n’y a pas de canal de retour : la réponse se donne par téléphone ou par courrier, et se note ici.
feedback-kind = Que peut-on lui dire ?
feedback-kind-hint = Selon qui a signalé ; on peut toujours dire moins.
feedback-kind-missing = Choisissez ce qui peut être dit
feedback-content = La réponse
feedback-content-hint = Pas de nom, ni de l’enfant, ni d’une autre personne qui aurait signalé.
feedback-how = Comment a-t-elle été donnée ?
feedback-submit = Donner la réponse
request-title = Noter une demande de réponse
request-lead = La personne qui a signalé demande ce qui a été fait. Le délai de réponse court à partir de ce jour.
request-on = Demandé le
request-how = Comment ?
request-words = Ses mots
request-words-hint = Gardés à part, avec l’identité.
messages-title = Échanges avec la personne qui a signalé
messages-text = Ces échanges peuvent laisser deviner qui a signalé. Ils ne sont lus que par l’accueil.
messages-none = Aucun message
messages-unread = { $count ->
    [one] { $count } à lire
   *[other] { $count } à lire
}
messages-read = J’ai lu
messages-service = Le service
messages-reporter = La personne qui a signalé
message-write = Écrire
message-write-hint = Une question, un remerciement. Rien de ce que fait le service pour l’enfant.
message-send = Envoyer
message-sent = Le message est parti.

notice-kept = Conservation : { $rule }
report-prints = Cette page s’imprime comme elle est, sans ce qui dit qui a signalé.

# Files
attachments-title = Pièces jointes
attachments-none = Aucune pièce jointe
attachments-count = { $count ->
    [one] { $count } pièce jointe
   *[other] { $count } pièces jointes
}
attachments-see = Voir et ajouter
attachments-add = Joindre un document
attachments-submit = Joindre
attachments-added = La pièce est jointe au signalement.
attachments-withdrawn = La pièce est retirée : plus personne ne peut l’ouvrir.
shows-reporter = Ce document montre-t-il qui a signalé ?
shows-reporter-hint = Un en-tête, une signature, une écriture, un nom de fichier. Si oui, il se range avec ce qui dit qui a signalé, et les personnes qui évaluent ne le voient pas.
shows-reporter-yes = Oui, ou ce n’est pas certain
shows-reporter-no = Non
shows-reporter-missing = Dites si ce document montre qui a signalé
shows-you = Ce document montre-t-il qui vous êtes ?
shows-you-hint = Un en-tête, une signature, un nom de fichier. Si oui, seul l’accueil du service pourra l’ouvrir, et pas les personnes qui évaluent.
shows-you-missing = Dites si ce document montre qui vous êtes
sent-attach-text = Une lettre, un dessin, une photo : le service qui a reçu votre transmission pourra l’ouvrir. Gardez votre original ; pour le faire retirer, écrivez au service.
sent-attach-submit = Envoyer ce document
sent-attached = Le document est arrivé.
sent-file-message = Document joint : { $label }
send-files-later = Un document à joindre ? Vous pourrez l’ajouter sur la page suivante, dès que ceci sera envoyé.
public-no-files = On ne peut pas joindre de fichier ici. Si vous avez une photo, une lettre ou un enregistrement, écrivez-le : le service vous dira comment les lui remettre.
refused-layer-not-open = Vous ne pouvez pas ranger de document à cet endroit.

# Done
done-taken = Le signalement est enregistré. Si la personne est encore en ligne, donnez-lui son code de retour.
done-acknowledged = La réception est confirmée.
done-confirmed = La confirmation écrite est notée.
done-triaged = La première analyse est enregistrée.
done-danger-said = Le danger immédiat est dit. Parlez-en tout de suite à qui peut décider : la saisine de la justice n’attend pas la fin de l’évaluation.
done-archived = Le signalement est archivé.
done-minor-added = L’enfant est ajouté.
done-minor-identified = On sait maintenant qui est cet enfant.
done-case-linked = Le signalement est rattaché au dossier ouvert de l’enfant.
done-minor-set-aside = L’enfant est écarté, avec la raison.
done-joined = Les deux signalements sont joints.
done-transfer-proposed = Le transfert est proposé.
done-transfer-accepted = Le transfert est accepté. Voici le signalement de votre service.
done-assigned = L’évaluation est confiée.
done-visit-noted = La visite est notée.
done-met = La rencontre est notée.
done-not-met = La raison est notée.
done-view-noted = La parole de l’enfant est notée.
done-concluded = L’évaluation est conclue.
done-impossible = L’impossibilité est notée. Décidez maintenant de la suite.
done-decided = La décision est enregistrée.
done-answered = La réponse est donnée.
done-request-noted = La demande est notée.

# What does not hold together in a report, beside its field
fault-not-a-choice = Choisissez une des réponses proposées
fault-not-a-number = Donnez l’âge en chiffres
fault-expected-missing = Donnez une date approximative de naissance
fault-not-expected-then = Une naissance est attendue dans les dix mois à venir ; si l’enfant est né, donnez sa date de naissance
fault-in-the-future = Cette date est dans l’avenir
fault-nothing-said = Écrivez ce qui a été vu, entendu ou pensé : une phrase suffit
fault-too-long = Ce texte est trop long : cent mille caractères au plus
fault-nobody-reported = Dites de quel enfant il s’agit, même sans connaître son nom
fault-too-many-minors = Douze enfants au plus par signalement
fault-blank-minor = Donnez au moins un prénom, un âge ou une description
fault-adult = Cette personne est majeure : un signalement concerne un enfant de moins de 18 ans
fault-born-after-the-facts = L’enfant serait né après les faits : vérifiez les deux dates
fault-holder-without-name = Dites de qui il s’agit, même par « la mère »
fault-not-told-without-reason = Dites pourquoi cette personne n’a pas été informée
fault-known-without-name = Donnez un nom, ou répondez que la personne ne le dit pas
fault-not-a-professional-capacity = Vous écrivez ici comme professionnel. Pour parler en votre nom, utilisez le formulaire public.
fault-not-your-service = On ne note ici que ce que son propre service a reçu
fault-receives-no-reports = Ce service ne reçoit pas de signalements
fault-levels-contradict = Ces niveaux ne peuvent pas être vrais ensemble

# Refusals: why, and the way forward
refused-archive-without-retention = Donnez la règle de conservation qui s’applique.
refused-archive-without-retention-way = Choisissez-la dans la liste, ou dites laquelle.
refused-archived = Ce signalement est archivé.
refused-archived-way = Un fait nouveau est un nouveau signalement : notez-le, et dites qu’il répète celui-ci.
refused-joined-to-another = Ce signalement est joint à un autre.
refused-joined-to-another-way = Ouvrez celui qui est gardé et continuez là.
refused-taken-over = Un autre service a repris ce signalement.
refused-taken-over-way = Il reste à répondre à la personne qui a signalé, puis à archiver.
refused-no-such-level = Ce niveau n’existe pas sur l’échelle.
refused-triaged-meanwhile = Quelqu’un a fait l’analyse entre-temps.
refused-triaged-meanwhile-way = Lisez-la ; si vous voulez la remplacer, rouvrez cette page.
refused-evaluation-has-begun = L’évaluation a commencé : seul un danger immédiat se dit encore ici.
refused-evaluation-has-begun-way = Ce que vous savez d’autre entre dans l’évaluation.
refused-decided-already = Une décision a déjà été prise.
refused-triage-without-reason = Une analyse sans raison ne peut pas être comprise plus tard.
refused-second-is-oneself = La deuxième personne, c’est quelqu’un d’autre.
refused-second-works-elsewhere = La deuxième personne doit travailler dans votre service aujourd’hui.
refused-alone-without-reason = L’analyse se fait à deux. Si vous êtes seul ou seule, dites pourquoi.
refused-levels-missing = Les trois échelles sont nécessaires ici : danger, gravité, urgence.
refused-danger-but-nothing-follows = Vous cotez un danger, et pourtant rien ne suivrait.
refused-danger-but-nothing-follows-way = Retenez l’inquiétude pour l’évaluer, réorientez-la, ou revoyez la cotation.
refused-immediate-but-levels-low = Un danger immédiat suppose un danger et une urgence élevés.
refused-immediate-but-levels-low-way = Relevez les deux niveaux, ou retenez l’inquiétude pour l’évaluer.
refused-right-now-but-waiting = « Tout de suite » ne peut pas attendre une évaluation.
refused-right-now-but-waiting-way = Choisissez « danger immédiat » : on agit d’abord, on évalue ensuite. Sinon, baissez l’urgence.
refused-redirected-nowhere = Dites vers quel service vous réorientez.
refused-redirected-to-oneself = On ne réoriente pas vers son propre service.
refused-blank-minor = Donnez au moins un prénom, une naissance ou une description.
refused-born-in-the-future = Cette naissance est dans l’avenir.
refused-born-in-the-future-way = Pour un enfant à naître, donnez la naissance attendue.
refused-adult = Cette personne est majeure.
refused-adult-way = Un signalement concerne un enfant. Pour un adulte en danger, orientez vers un service pour adultes.
refused-no-such-mention = Cette mention n’existe plus : quelqu’un l’a peut-être déjà réglée.
refused-set-aside-without-reason = Dites pourquoi cet enfant n’est pas évalué.
refused-identified-already = On sait déjà qui est cet enfant.
refused-not-to-be-evaluated = L’analyse ne demande pas d’évaluation.
refused-not-to-be-evaluated-way = Refaites l’analyse si la situation a changé.
refused-nobody-to-evaluate = Aucun enfant n’est à évaluer : ajoutez d’abord qui vit au foyer.
refused-evaluator-works-elsewhere = Qui évalue doit travailler dans votre service aujourd’hui.
refused-evaluator-not-bound = Qui évalue doit être tenu au secret professionnel.
refused-evaluations-ended = Toutes les évaluations sont terminées.
refused-no-evaluation = Aucune évaluation n’est ouverte pour cet enfant.
refused-no-evaluation-way = Confiez d’abord l’évaluation.
refused-evaluation-ended = L’évaluation de cet enfant est terminée.
refused-visit-to-nobody = Dites pour quels enfants vous êtes venus.
refused-visit-without-place = Dites où la visite a eu lieu.
refused-seen-alone-not-visited = Un enfant vu seul fait partie de la visite.
refused-nobody-but-seen-alone = Il n’y avait personne, et pourtant un enfant aurait été vu seul.
refused-in-the-future = Cette date est dans l’avenir.
refused-not-met-without-reason = Dites pourquoi l’enfant n’a pas été rencontré.
refused-view-without-words = Écrivez ce que l’enfant a dit, ou ce que vous avez observé.
refused-child-not-met = Cet enfant n’a pas été rencontré : on ne peut pas conclure qu’il va bien.
refused-child-not-met-way = Rencontrez l’enfant. Si c’est impossible, notez pourquoi et choisissez « évaluation impossible ».
refused-meeting-not-noted = Rien ne dit encore si cet enfant a été rencontré.
refused-meeting-not-noted-way = Notez la rencontre, ou pourquoi elle n’a pas eu lieu, puis revenez conclure.
refused-no-visit-without-reason = Il n’y a pas eu de visite : dites pourquoi.
refused-no-view-without-reason = La parole de l’enfant manque : dites pourquoi.
refused-conclusion-without-reason = Dites ce qui vous mène à cette conclusion.
refused-danger-but-closed = Un danger ou un risque est coté : on ne peut pas classer.
refused-danger-but-closed-way = Proposez une aide, ou revoyez la cotation si elle ne correspond plus.
refused-impossible-without-reason = Choisissez pourquoi l’évaluation est impossible.
refused-impossible-without-explanation = Dites ce qui a été tenté.
refused-decision-without-reason = Dites pourquoi : la famille le lira.
refused-decision-about-nobody = Choisissez les enfants dont il s’agit.
refused-evaluations-open = Des évaluations sont encore en cours.
refused-evaluations-open-way = Concluez-les d’abord. Si le danger n’attend pas, la saisine de la justice peut être décidée tout de suite.
refused-minors-unsettled = Un enfant mentionné au foyer n’est ni évalué, ni écarté.
refused-minors-unsettled-way = Ajoutez-le à l’évaluation, ou dites pourquoi il ne doit pas l’être.
refused-impossible-goes-to-justice = Une évaluation n’a pas pu être faite.
refused-impossible-goes-to-justice-way = Saisissez la justice, ou transférez au service de l’endroit où vit l’enfant.
refused-no-such-closure-reason = Cette raison de clôture n’existe pas.
refused-taken-over-closes-only = La situation est reprise ailleurs : ici, on clôt, en disant que la famille est partie.
refused-acknowledged-already = La réception est déjà confirmée.
refused-was-written = Ce signalement a été reçu par écrit.
refused-confirmed-already = La confirmation est déjà notée.
refused-nobody-to-answer = Cette personne n’a laissé aucun moyen de lui répondre.
refused-no-such-feedback = Ce type de réponse n’existe pas.
refused-feedback-too-full = Cela en dit plus que ce que cette personne peut savoir.
refused-feedback-too-full-way = Choisissez une réponse plus brève.
refused-feedback-before-triage = Rien n’est encore analysé : on ne peut que confirmer la réception.
refused-feedback-without-words = Écrivez la réponse.
refused-feedback-names-a-reporter = Cette réponse nomme une autre personne qui a signalé.
refused-feedback-names-a-reporter-way = Retirez ce nom : chacun est gardé à part.
refused-feedback-names-a-child = Cette réponse nomme l’enfant.
refused-feedback-names-a-child-way = Écrivez « l’enfant », ou rien.
refused-feedback-owed = Une réponse est encore due à une personne qui a signalé.
refused-feedback-owed-way = Répondez-lui, puis archivez.
refused-not-ended = Tout ce qui doit suivre n’est pas fait.
refused-not-ended-way = Regardez l’étape suivante sur la page du signalement.
refused-joined-to-itself = Un signalement ne se joint pas à lui-même.
refused-joined-across-services = On ne joint que des signalements du même service.
refused-triage-first = Chaque signalement est d’abord analysé pour lui-même.
refused-triage-first-way = Faites l’analyse des deux, puis joignez-les.
refused-join-into-the-first = Les délais courent à partir du premier signalement : c’est lui qui est gardé.
refused-join-into-the-first-way = Ouvrez le plus récent et joignez-le au plus ancien.
refused-has-its-own-evaluation = Ce signalement a déjà sa propre évaluation.
refused-joined-to-nothing = L’autre signalement n’est pas à évaluer, celui-ci l’est.
refused-joined-to-nothing-way = Refaites l’analyse de l’autre, puis joignez-les.
refused-transfer-waits = Un transfert attend déjà une réponse.
refused-join-without-reason = Dites pourquoi ces signalements vont ensemble.
refused-transfer-to-oneself = On ne transfère pas à son propre service.
refused-receives-no-reports = Ce service ne reçoit pas de signalements.
refused-receives-no-reports-way = L’annuaire dit lesquels en reçoivent.
refused-transfer-without-reason = Dites en une phrase pourquoi.
refused-transfer-answered = Ce transfert a déjà reçu sa réponse.
refused-transfer-to-another = Ce transfert ne s’adresse pas à votre service.
refused-refusal-without-reason = Choisissez pourquoi vous refusez.
refused-message-without-words = Écrivez un message, de dix mille caractères au plus.
refused-too-many-messages = Il y a déjà beaucoup de messages ici.
refused-too-many-messages-way = Appelez le service : une voix aidera mieux.

# Kinds of events in the access log
event-kind-report-received = Signalement reçu
event-kind-concern-acknowledged = Réception confirmée
event-kind-oral-report-confirmed = Confirmation écrite notée
event-kind-concern-triaged = Première analyse
event-kind-minor-added = Enfant ajouté
event-kind-minor-identified = Enfant identifié
event-kind-minor-set-aside = Enfant mentionné écarté
event-kind-report-joined = Joint à un autre
event-kind-reports-merged = Un autre signalement joint
event-kind-report-transfer-proposed = Transfert proposé
event-kind-report-transfer-accepted = Transfert accepté
event-kind-report-transfer-refused = Transfert refusé
event-kind-evaluation-started = Évaluation confiée
event-kind-evaluators-changed = Équipe d’évaluation changée
event-kind-visit-noted = Visite notée
event-kind-child-met = Enfant rencontré
event-kind-child-not-met = Enfant pas rencontré
event-kind-child-view-noted = Parole de l’enfant notée
event-kind-evaluation-concluded = Évaluation conclue
event-kind-evaluation-impossible = Évaluation impossible
event-kind-concern-decided = Décision
event-kind-feedback-requested = Réponse demandée
event-kind-feedback-given = Réponse donnée
event-kind-report-message-received = Message reçu
event-kind-report-message-sent = Message envoyé
event-kind-report-messages-read = Messages lus
event-kind-report-archived = Archivé
event-kind-file-attached = Pièce jointe ajoutée
event-kind-file-opened = Pièce jointe ouverte
event-kind-file-withdrawn = Pièce jointe retirée
event-kind-record-opened = Ouvert
event-kind-opening-refused = Ouverture refusée
event-kind-seat-opened = Accès ouvert
event-kind-seat-closed = Accès fermé

# ── Ce qui complète les pages d’un signalement ──
danger-new = Signaler un danger immédiat
danger-new-lead = Vous évaluez, et le danger est là maintenant : dites-le ici. L’évaluation continue ; la saisine de la justice n’attend pas.
danger-new-levels = Cotez la situation, pas la personne qui la signale. Un danger immédiat suppose au moins D2 pour le danger et U2 pour l’urgence.
triage-redo = Refaire la première analyse
withdraw-title = Retirer la proposition de transfert
withdraw-lead = { $service } n’a pas encore répondu. Ce qui lui a été montré lui sera fermé ; votre service reste responsable, et peut proposer à nouveau aussitôt.
withdraw-reason = Pourquoi la retirez-vous ?
withdraw-reason-hint = L’autre service lira cette raison. N’y nommez personne.
done-transfer-withdrawn = La proposition est retirée.
event-transfer-withdrawn = Proposition à { $service } retirée
refused-withdrawal-without-reason = Dites pourquoi la proposition est retirée.
referral-title = Pour une saisine de la justice
referral-when = À remplir seulement si la décision est de saisir la justice.
referral-text = Pour les enfants que vous ne choisissez pas, et pour ce que l’évaluation trouvera encore, une décision reste à prendre.
referral-authority = À quelle autorité ?
referral-authority-hint = Par exemple : parquet de Brennac, section des mineurs.
referral-on = Envoyée le
referral-copied = Copie envoyée à { $who } le
referral-was-copied = copie envoyée le { $date }
referred-to = Adressée à : { $authority }, le { $date }
refused-referral-without-addressee = Dites à quelle autorité la saisine est adressée.
refused-referral-without-copy = La loi demande une copie de cette saisine.
refused-referral-without-copy-way = Envoyez-la, puis donnez le jour où elle est partie.
refused-impossible-goes-to-justice-first = Une évaluation n’a pas pu être faite, et la justice n’en est pas avisée.
refused-impossible-goes-to-justice-first-way = Décidez d’abord d’aviser la justice pour cet enfant ; le transfert peut suivre aussitôt.
met-agreed-asked = L’accord de { $who } est demandé pour voir l’enfant seul ({ $source }). Dites qui l’a donné.
met-not-agreed = Sans cet accord, pourquoi l’enfant a-t-il été vu seul ?
met-not-agreed-hint = Par exemple : l’accord aurait mis l’enfant en danger.
met-without-agreement = vu sans cet accord : { $reason }
refused-alone-without-agreement = Un enfant vu seul : dites qui a donné son accord, ou pourquoi il n’a pas été demandé.
refused-asked-already = La question est déjà posée.
refused-asked-already-way = La réponse viendra ici ; un message au service est toujours possible.
refused-already-in-report = Cet enfant est déjà dans ce signalement.
refused-already-in-report-way = Écartez l’un des deux, en disant que c’est le même enfant.
refused-not-there-any-more = Cet enfant n’est plus à évaluer ici.
feedback-early = Rien n’est encore décidé. Ce que vous répondez maintenant confirme que l’inquiétude est prise en charge ; la réponse sur les suites reste due, et son délai court.
event-answered-early = Réponse donnée avant la décision
event-set-aside = { $name } : enfant écarté de l’évaluation
case-of-child = Dossier
case-of-child-shut = Un dossier a été ouvert pour cet enfant.
column-due = Échéances
withdraw-nothing = Aucune proposition n’attend de réponse.
