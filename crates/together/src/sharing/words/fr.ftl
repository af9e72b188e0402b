# SPDX-License-Identifier: EUPL-1.2

# Titles of entries in the timeline.
entry-disclosure-made = Information transmise
entry-disclosure-withdrawn = Information retirée

# Common
cancel = Annuler
save = Enregistrer
search = Chercher
choose = Choisir
remove = Retirer
reason = Motif
uncertain = à vérifier
no-legal-advice = Ceci aide à décider ; ce n’est pas un avis juridique.
back-to-disclosure = Revenir à la décision
done-recipient = Destinataire ajouté
done-piece = Information ajoutée
done-family = C’est noté
done-reviewed = Le motif a été relu
done-answers = Réponses enregistrées
done-decided = La décision est prise. Rien n’est encore transmis.
done-refused = La décision est prise : rien n’est transmis.
done-told = C’est transmis
done-withdrawn = C’est retiré
done-objection = L’opposition est notée
done-finding = L’examen est noté

# The register of a case
register-title = Partages
register-new = Partager une information
register-lead = { $count ->
    [0] Rien n’a été transmis à d’autres services depuis ce dossier.
    [one] Une information a été transmise à d’autres depuis ce dossier.
   *[other] { $count } transmissions ont été faites à d’autres depuis ce dossier.
}
register-none = Aucun partage
register-none-text = Avant de transmettre quoi que ce soit à un autre service, la décision se prépare ici : à qui, quoi, pourquoi, et ce que la famille en sait.
register-when = Préparé le
register-stand = Où en est-on
told-list-link = Liste à lire avec l’enfant et la famille
printed = Enregistrer ou imprimer (PDF)
printed-name = liste.pdf
told-list-title = Qui a appris quoi
told-list-lead = Ce que notre service a transmis à d’autres professionnels, quand et pourquoi. Vous pouvez demander des explications et vous opposer.
told-list-none = Notre service n’a rien transmis à d’autres.
told-list-by = Par
told-list-to = À
told-list-what = Quoi
told-list-why = Pourquoi
told-list-withdrawn = Retiré le { $date }
told-list-object = Pour vous opposer ou demander une explication, parlez-en à la personne qui vous suit, ou à sa direction.
stand-prepared = En préparation
stand-refused = Refusé
stand-permitted = Permis, pas encore transmis
stand-told = Transmis
stand-ended = Transmis, lecture terminée
stand-withdrawn = Retiré

# Begin
new-title = Partager une information
new-lead = Rien ne part avant la fin. On dit d’abord pourquoi, puis à qui, quoi, ce que la famille en sait ; la règle répond, et vous décidez.
new-submit = Continuer
why = Pourquoi transmettre ?
why-hint = En une ou deux phrases, comme vous le diriez à la famille.
why-missing = Dites pourquoi vous voulez transmettre une information
rule = Règle
answer-unknown = Je ne sais pas
rule-set = Sur quelle règle vous appuyez-vous ?
rule-set-hint = Chaque règle a ses propres conditions. En cas de doute, commencez par la première.
rule-set-missing = Choisissez une règle
rule-set-uncertain = Cette règle n’a pas été entièrement vérifiée. Faites-la confirmer avant de vous y fier.

# The page of a decision
disclosure-title = Décision de partage
prepared-by = Préparé par
decided-by = Décidé par
told-by = Transmis par
withdrawn-by = Retiré par
readable-until = Lisible jusqu’au
steps-title = Ce qui est à dire
step-to-do = à compléter
step-done = fait
step-purpose = Pourquoi
step-recipients = À qui
step-recipients-count = { $n ->
    [0] personne encore
    [one] une personne
   *[other] { $n } personnes
}
step-pieces = Quoi
step-pieces-count = { $n ->
    [0] rien encore
    [one] une information
   *[other] { $n } informations
}
step-family = Ce que sait { $name }
step-questions = Les questions de la règle
step-questions-count = { $n ->
   *[other] { $n } réponses sur { $of }
}
family-told-on = prévenu le { $date }
family-not-told = pas prévenu, à relire
family-not-told-reviewed = pas prévenu, motif relu
answer-so-far = Ce que la règle répond à ce stade
answer-kept = Ce que la règle a répondu
deed-decide = Décider
deed-tell = Transmettre
deed-abandon = Abandonner
deed-withdraw = Retirer ce qui a été transmis
cannot-be-undone = Ce qui a été lu ou entendu ne peut pas être effacé de la mémoire de ceux qui l’ont appris. Le retrait ferme la lecture ici ; il n’efface ni une note prise, ni une parole dite.

# Why
purpose = Dans quel but ?
purpose-missing = Choisissez un but
open-ended = La décision vaudrait aussi pour ce qui n’est pas encore connu (« tous les partenaires, un an »)
consent-invoked = Un accord de la famille est mis en avant

# To whom
recipients-lead = Des personnes, par leur nom : jamais une équipe ni une boîte commune. Chacune répond pour elle-même du secret qui la lie.
recipients-add = Ajouter quelqu’un
recipients-same = Une autre personne de { $name }
recipients-search = Chercher le service
recipients-search-hint = Un mot de son nom suffit ; la personne se choisit ensuite.
recipients-none = Aucun service de ce nom
recipients-none-text = Essayez un autre mot, ou le nom de la commune.
staff-none = Personne de ce service n’est connu ici
staff-none-text = Demandez à votre administrateur d’inscrire la personne qui doit recevoir l’information.
duty-bound = tenu au secret professionnel
duty-discretion = tenu à la discrétion seulement
duty-judicial = secret de l’enquête ou du tribunal
duty-none = tenu à aucun secret
duty-unknown = secret non précisé

# What
pieces-lead = Une information à la fois, et rien que ce qui est utile. Ce que vous écrivez ici est exactement ce qui sera lu.
pieces-add = Ajouter une information
piece-title = De quoi s’agit-il ?
piece-title-hint = En une ligne, sans détail : la famille lira ce titre dans la liste de ce qui a été transmis.
piece-title-missing = Dites en une ligne de quoi il s’agit
piece-words = Ce qui sera lu
piece-words-hint = Les faits utiles, dans vos mots.
piece-words-missing = Écrivez ce qui sera lu, ou choisissez une entrée du dossier
piece-entry = Ou reprendre une entrée du dossier
piece-entry-hint = Son résumé d’aujourd’hui est repris tel quel, sans les adresses tenues secrètes.
piece-origin = D’où vient-elle ?
piece-origin-missing = Dites d’où vient l’information
piece-class = Est-ce une information particulière ?
piece-submit = Ajouter cette information
class-other = Non, rien de cela
origin-own-work = Du travail de notre service
origin-confided = Elle nous a été confiée par la personne ou un proche
origin-received = Un autre service l’a partagée avec nous
origin-consultation = D’une concertation à participants fixés
origin-judicial = D’un dossier judiciaire
origin-own-notes = De mes notes personnelles

# The family
family-title = Ce que sait la famille
family-lead = Prévenir { $name }, avant, de ce qui sera transmis et à qui.
family-recipients = Destinataires nommés : { $names }
family-recipients-first = Nommez d’abord les destinataires : on prévient de ce qui sera transmis, et à qui.
told = A-t-elle été prévenue ?
told-missing = Dites si la personne a été prévenue
told-yes = Oui
told-yes-hint = De vive voix, par lettre : avant que rien ne parte.
told-no = Non
told-no-hint = Dites pourquoi. Certaines règles ne le permettent jamais.
told-not-concerned = Elle n’a pas à l’être ici
told-not-concerned-hint = Ce qui serait transmis ne vient pas d’elle et ne parle pas d’elle. Dites pourquoi.
not-concerned-missing = Dites pourquoi cette personne n’a pas à être prévenue
family-not-concerned = pas concernée
told-if-yes = Si oui
told-if-no = Si non, ou pas ici
told-on = Quand ?
told-on-missing = Dites quand la personne a été prévenue
told-how = Comment ?
told-how-hint = Par exemple : de vive voix au centre, par lettre, avec un interprète.
told-how-missing = Dites comment la personne a été prévenue
told-language = Dans quelle langue ?
told-language-hint = Celle dans laquelle la personne a compris.
told-language-missing = Dites dans quelle langue
told-words = Ce qui a été dit
told-words-hint = Ce qui sera transmis, à qui, et comment s’y opposer.
ground = Pour quel motif ?
ground-none = Aucun de ceux-là
no-grounds = Cette règle ne permet aucune exception : sans information préalable, elle refuse.
why-not = Pourquoi la personne n’est-elle pas prévenue ?
why-not-hint = Une autre personne du service relira ce motif.
why-not-missing = Dites pourquoi la personne n’est pas prévenue
review-ground = Relire ce motif
review-ground-text = Vous confirmez, comme seconde personne, que ne pas prévenir est justifié ici.
review-ground-submit = J’ai relu, le motif tient

# The questions
questions-lead = Répondez comme c’est, pas comme il faudrait. « Je ne sais pas » est une réponse : elle ne vaut pas un oui.
questions-first = Nommez d’abord les destinataires et les informations : des questions les concernent.
what-for = Pour quoi faire ?
needed-for = Utile pour : { $text }

# The answer of the rules
outcome-permitted = Le partage est permis. Il n’est jamais obligatoire.
outcome-in-part = Une partie peut être transmise, et rien d’autre.
outcome-refused = La règle refuse : rien ne peut être transmis ainsi.
outcome-nothing-yet = Nommez au moins une personne et une information : la règle répondra.
obstacle-not-in-force = Cette règle n’est pas en vigueur à cette date.
obstacle-failed = Une condition n’a pas pu être évaluée : dans le doute, elle refuse.
obstacle-facts = Les réponses ne correspondent pas aux personnes et aux informations nommées.
pairs-caption = Qui peut apprendre quoi
pairs-piece = Information
pair-yes = oui
pair-no = non
unmet-title = Ce qui manque
met-title = Ce qui est réuni, et sur quoi cela repose
changes-title = Ce qui suffirait
changes-text = Si c’était vrai. Ce n’est jamais un conseil de répondre autrement que ce qui est.
state-open = pas établi
state-not-met = pas réuni
used = Réponse retenue :
fact-is = { $fact } : { $value }
law = Le texte de loi
law-cited = { $name } : { $numbers }
condition-uncertain = Il n’est pas certain que la loi demande cette condition.
about-recipient = ({ $who })
about-piece = (« { $what } »)
about-pair = « { $what } » pour { $who }
fact-discloser-duty = Votre secret
fact-discloser-participant = Vous participez à la concertation
fact-purpose = But
fact-open-ended = Décision générale
fact-consent = Accord mis en avant
fact-one-recipient = Un seul destinataire
fact-named = Personne nommée
fact-recipient-duty = Secret du destinataire
fact-addressee = Destinataire visé par la règle
fact-participant = Participant à la concertation
fact-told = Information de la famille
fact-ground = Motif de ne pas prévenir
fact-ground-reviewed = Motif relu par une seconde personne
fact-single = Une information précise
fact-class = Nature de l’information
fact-origin = Provenance
value-yes = oui
value-no = non
value-unknown = je ne sais pas
value-refused = ne veut pas répondre
value-not-applicable = sans objet
value-unanswered = pas encore répondu
value-true = oui
value-false = non
value-bound = secret professionnel
value-discretion = discrétion seulement
value-judicial = enquête ou tribunal
value-none = aucun
value-other = autre
value-several = plusieurs
value-before = prévenue avant
value-late = prévenue trop tard
value-not-of-this-recipient = prévenue, mais pas de ce destinataire
value-not-told = pas prévenue
value-own-work = travail du service
value-confided = confiée
value-received = reçue d’un autre service
value-consultation = concertation
value-own-notes = notes personnelles
value-not-invoked = non
value-invoked = oui
value-against-child = oui, contre l’intérêt de l’enfant

# Deciding
decide-title = Décider
decide-permitted = La décision garde ce que vous avez répondu et ce que la règle a répondu. Rien n’est encore transmis : c’est l’étape suivante.
decide-refused = Dites pourquoi, en mots simples, et ce que vous proposez à la place. La personne qui demandait doit pouvoir le lire.
reason-hint = Par exemple : cette information n’est pas indispensable à l’aide demandée.
reason-optional = Remarque (facultatif)
alternative = Ce qui est fait à la place
alternatives-hint = La loi laisse ces voies ouvertes.
alternative-words = Dans vos mots (facultatif)
alternative-hint = La famille transmet elle-même, un retour général, un conseil sans nom…
decide-submit = Décider de partager
decide-submit-in-part = Décider de partager cette partie
decide-submit-refused = Décider de ne pas partager
telling-title = Transmettre
telling-lead = Voici exactement ce que chacun lira, et rien d’autre.
channel = Comment est-ce transmis ?
channel-missing = Dites comment c’est transmis
channel-written = Par écrit, ici
channel-written-hint = Les destinataires reçoivent un avis sans contenu et lisent ici.
channel-oral = De vive voix
channel-oral-hint = Vous l’avez dit, ou le direz tout de suite ; ce qui a été dit reste lisible ici.
readable-until-hint = Après ce jour, plus personne ne le lit ici.
readable-until-missing = Dites jusqu’à quel jour
telling-submit = Transmettre maintenant
withdraw-title = Retirer ce qui a été transmis
withdraw-text = Les destinataires ne pourront plus lire, dès maintenant.
abandon-title = Abandonner cette décision
abandon-text = Rien n’a été transmis. La préparation reste lisible dans le dossier.

# What was received
received-consultations = Concertations de cas
received-title = Partagé avec moi
received-lead = Ce que d’autres services vous ont transmis, à vous personnellement, et que vous pouvez encore lire.
received-none = Rien pour le moment
received-none-text = Quand un service vous transmet une information, elle apparaît ici.
received-one-title = Information transmise
received-from = De la part de
received-on = Transmis le
received-about = Au sujet de
received-back = Tout ce qui est partagé avec moi
onward-ban = Ceci est pour vous seul. N’en transmettez rien plus loin : si quelqu’un d’autre doit savoir, le service qui vous l’a dit en décidera.

# Objections
objections-title = Oppositions
objections-none = Personne ne s’est opposé.
objection-new = Noter une opposition
objection-title = Noter une opposition
objection-lead = L’enfant ou un proche n’est pas d’accord avec ce qui a été transmis, ou craint que ce le soit. Une autre personne du service examinera.
objection-person = Qui s’oppose ?
objection-person-missing = Dites qui s’oppose
objection-on = Dit le
objection-on-missing = Dites quand
objection-words = Dans ses mots
objection-words-hint = Tel que la personne l’a dit.
objection-about = À propos de quelle décision ?
objection-about-hint = Laissez vide si elle craint un partage dont le dossier ne dit rien.
objection-submit = Noter
objection-of = { $name }, le { $on }
objection-waits = En attente d’un examen.
objection-see = Voir la décision
review-title = Examiner cette opposition
review-submit = Rendre l’examen
finding = Que concluez-vous ?
finding-missing = Choisissez une conclusion
finding-upheld = La décision est confirmée
finding-upheld-hint = Ce qui a été décidé, ou refusé, était fondé.
finding-overturned = La décision n’était pas fondée
finding-overturned-hint = Ce qui se lit encore est fermé aussitôt. Ce qui a été lu ne peut pas être effacé.
finding-reason-hint = La personne qui s’est opposée doit pouvoir le comprendre.

# Letters
entry-letter-delivered = Lettre d’information remise
done-letter = La lettre est écrite. Ouvrez-la, remettez-la, puis notez-le ici.
done-letter-delivered = La remise est notée
family-told-in-part = prévenu le { $date }, pas de tout
letters-title = Lettres d’information
letters-none = Aucune lettre n’est encore écrite. Une lettre n’est pas obligatoire : on peut aussi prévenir de vive voix.
letter-title = Lettre d’information
letter-to = Lettre à { $name }
letter-file = lettre.pdf
letter-the-child = l’enfant
letter-write = Écrire la lettre
letter-write-text = La lettre dit tout cela à votre place ; en noter la remise suffira.
letter-write-to = Écrire une lettre à { $name }
letter-lead = La lettre dit à { $name } ce qui est transmis, à qui, pourquoi, selon quelle règle, et comment ne pas être d’accord. Elle informe ; elle ne demande pas de signature.
letter-says = Ce que dit la lettre
letter-withheld = Ce qui n’est pas transmis
letter-address = Adresse sur la lettre
letter-address-secret = Aucune : son adresse est tenue secrète. Remettez la lettre en main propre.
letter-address-unknown = Aucune adresse n’est notée.
letter-language = Langue de la lettre
letter-language-missing = Choisissez la langue de la lettre
letter-speaks = D’après le dossier, cette personne parle : { $languages }.
letter-no-language = Il n’y a pas de lettre dans la langue notée pour cette personne ({ $languages }). Choisissez celle qu’elle comprend le mieux, et prévoyez un interprète.
letter-interpreter = Langue de l’interprète (facultatif)
letter-interpreter-hint = La lettre dira qu’un interprète l’explique. Écrivez le nom de la langue comme la personne le lit.
letter-interpreted = avec un interprète : { $language }
letter-telling = Rien ne sera transmis avant le
letter-telling-hint = La personne doit avoir le temps de lire, de demander et de répondre.
letter-told-on = Transmis le
letter-after = C’est déjà transmis depuis le { $date } : la lettre dit ce qui a été transmis.
letter-late = Pourquoi la personne n’a-t-elle pas été prévenue avant ?
letter-late-hint = Dans des mots que vous pouvez lui dire : la lettre les contient.
letter-submit = Écrire la lettre
letter-open = Ouvrir la lettre (PDF)
letter-for = Pour
letter-written = Écrite par
letter-written-on = Écrite le
letter-again = Écrire une nouvelle lettre
letter-outdated = Cette lettre ne dit plus ce qui serait transmis aujourd’hui. Ont changé : { $what }.
letter-outdated-given = Elle vaut information pour ce qu’elle nomme, et pour rien de plus.
letter-differs-recipients = les destinataires
letter-differs-pieces = les informations
letter-differs-why = le but
letter-is-outdated = plus à jour
letter-given-on = remise le { $date }
letter-not-given = pas encore remise
letter-deliver = Noter la remise
letter-deliver-text = Cela remplit « Ce que sait la famille » pour cette personne : rien n’est à écrire deux fois.
letter-deliver-text-after = La remise est gardée avec la lettre. La décision, elle, ne change plus.
letter-delivered = Remise
letter-delivered-by = Noté par
letter-deliver-submit = Noter la remise
letter-way = Comment est-elle arrivée ?
letter-way-missing = Dites comment la lettre est arrivée
letter-way-in-person = En main propre
letter-way-post = Par la poste
letter-way-secure-mail = Par messagerie sécurisée
letter-on-missing = Dites quel jour
letter-explained = A-t-elle été expliquée ?
letter-explained-hint = Lue ensemble, ou racontée, avec le temps des questions.
letter-explained-yes = Expliquée
letter-explained-no = Pas expliquée
letter-explained-missing = Dites si la lettre a été expliquée
letter-with = Avec quel interprète ? (facultatif)
letter-with-hint = La langue, et qui l’a traduite.
letter-how-in-person = lettre remise en main propre
letter-how-post = lettre par la poste
letter-how-secure-mail = lettre par messagerie sécurisée
letter-how-explained = { $how }, expliquée
letter-with-interpreter = { $language }, avec interprète ({ $with })
letter-duty-bound = secret professionnel
letter-duty-discretion = devoir de discrétion
letter-duty-judicial = secret de l’enquête ou du tribunal
letter-duty-none = sans devoir de secret
letter-duty-unknown = devoir de secret non précisé
telling-announced = Une lettre a annoncé à { $names } que rien ne partirait avant le { $date }.

# The register of an institution
whole-title = Registre des partages du service
whole-lead = Ce que votre service a décidé de transmettre, ou de ne pas transmettre : dates, règles, résultats. Aucun nom d’enfant ni de proche, aucun mot de ce qui a été dit.
whole-from = Du
whole-until = Au
whole-until-before = La fin vient avant le début
whole-too-long = Un an au plus à la fois
whole-submit = Montrer
whole-period = Du { $from } au { $until }
whole-none = Aucune décision dans cette période
whole-none-text = Choisissez d’autres dates.
whole-permitted = Permis
whole-in-part = Permis en partie
whole-refused = Refusé
whole-withdrawn = Retirés
whole-objected = Avec une opposition
whole-columns = Le tableau compte une ligne par décision. Le prendre laisse une trace.
whole-xlsx = Prendre le tableau (XLSX)
whole-csv = Prendre le tableau (CSV)
whole-file = partages
whole-decided-on = Décidé le
whole-outcome = Résultat
whole-recipients = Destinataires
whole-institutions = Services destinataires
whole-pieces = Informations
whole-classes = Nature des informations
whole-class-other = autre
whole-family-told = Prévenus avant
whole-family-not-told = Pas prévenus
whole-family-apart = Pas concernés
whole-grounds = Motifs de ne pas prévenir
whole-withdrawn-on = Retiré le
whole-objections = Oppositions
whole-objected-on = Dernière opposition
rule-set-column = Règle
finding-column = Conclusion de l’examen

# Refusals
refused-already-reviewed = Cette opposition a déjà été examinée.
refused-already-told = C’est déjà transmis.
refused-changed-meanwhile = La décision a changé pendant que la lettre s’écrivait.
    .way = Rouvrez la décision, puis écrivez la lettre.
refused-consultation-has-its-own-record = Ce qui se dit dans une concertation reste dans son propre registre : rien n’en part depuis le dossier.
refused-date-in-future = Cette date n’est pas encore venue.
refused-delivered-after-telling = Cette lettre annonce ce qui allait être transmis. À cette date, c’était déjà fait : elle ne peut pas avoir prévenu.
    .way = Écrivez la lettre qui dit ce qui a été transmis, et pourquoi la personne n’a pas été prévenue avant.
refused-delivered-before-written = À cette date, la lettre n’était pas encore écrite.
refused-delivered-in-future = Cette date n’est pas encore venue.
refused-disclosure-decided = La décision est prise : elle ne change plus. Préparez-en une autre.
refused-disclosure-refused = La règle a refusé : il n’y a rien à transmettre.
refused-disclosure-withdrawn = Cette décision a été retirée.
refused-finding-without-reason = Dites pourquoi vous concluez ainsi.
refused-late-without-reason = Dites à la personne pourquoi elle n’a pas été prévenue avant
refused-letter-delivered = La remise de cette lettre est déjà notée.
refused-letter-holds-secret = Cette lettre contient une adresse qui est tenue secrète depuis : elle ne s’ouvre plus ici.
    .way = Écrivez une nouvelle lettre ; elle ne la contiendra pas.
refused-letter-not-concerned = Vous avez noté que cette personne n’est pas concernée : elle n’a pas à recevoir cette lettre.
    .way = Si elle doit être prévenue, changez d’abord ce qui est noté sous « Ce que sait la famille ».
refused-letter-not-in-language = Il n’y a pas de lettre dans cette langue.
refused-letter-nothing-to-announce = Telle qu’elle est préparée, la règle refuserait tout, même si la famille était prévenue : il n’y a rien à annoncer.
    .way = Répondez d’abord aux questions de la règle, ou revoyez à qui et quoi ; la lettre vient ensuite.
refused-letter-to-nobody = Cette personne n’est pas née, ou elle est décédée.
refused-no-longer-permitted = Depuis la décision, quelque chose a changé : un destinataire n’est plus tenu au secret ou a quitté son service. Préparez une nouvelle décision.
refused-no-piece = Il n’y a aucune information à transmettre.
refused-no-recipient = Aucun destinataire n’est nommé.
refused-not-decided = Rien n’est décidé encore.
refused-nothing-to-review = Il n’y a pas de motif à relire.
refused-objection-without-words = Notez ce que la personne a dit.
refused-piece-without-title = Dites en une ligne de quoi il s’agit.
refused-piece-without-words = Écrivez ce qui sera lu.
refused-recipient-is-here = Cette personne travaille dans votre service : c’est le cercle du dossier qui compte, pas un partage.
refused-recipient-not-there = Cette personne n’exerce aucune fonction dans ce service aujourd’hui.
refused-register-too-long = Cette période compte trop de décisions pour un seul tableau.
    .way = Choisissez une période plus courte.
refused-register-without-period = Ces dates ne vont pas ensemble.
    .way = Revenez au registre et choisissez une période d’un an au plus.
refused-refusal-without-alternative = Dites ce que vous proposez à la place
refused-refusal-without-reason = Dites pourquoi ce n’est pas transmis
refused-review-by-author = Vous avez écrit ce motif : une autre personne doit le relire.
refused-review-by-decider = Vous avez pris part à cette décision : une autre personne doit l’examiner.
refused-review-by-supervision = L’examen revient à un superviseur du dossier ou à la direction du service.
refused-rule-set-not-in-force = Cette règle n’est pas en vigueur aujourd’hui.
refused-secret-address = Une adresse tenue secrète se trouve dans ce qui serait transmis. Préparez une autre décision, sans elle.
refused-telling-in-past = Ce jour est déjà passé.
refused-telling-without-day = Dites avant quel jour rien ne sera transmis
refused-told-in-future = On ne peut pas avoir prévenu à une date qui n’est pas encore venue.
refused-too-many-pieces = C’est trop pour une décision : choisissez ce qui est vraiment utile.
refused-too-many-recipients = C’est trop de monde pour une décision : « pour information à tous » n’existe pas.
refused-unknown-code = Ce choix n’existe pas.
refused-until-in-past = Ce jour est déjà passé.
refused-until-too-far = Un an au plus : au-delà, décidez à nouveau.
refused-withdrawal-without-reason = Dites pourquoi

alone-title = Décisions hors dossier
alone-lead = Ce que vous avez décidé de dire, ou non, au sujet d’un enfant pour lequel votre service n’a pas de dossier. Vous et votre encadrement les lisez, personne d’autre.
alone-none = Aucune décision
alone-none-text = Quand un autre service vous interroge, ou que vous apprenez un danger, c’est ici que se prépare ce qui peut être dit.
new-alone-lead = Votre service n’a pas besoin d’un dossier : on décide ici de ce qui peut être dit, à qui, et selon quelle règle.
step-family-name = Qui doit en être informé avant
step-family-count = { $count ->
    [0] Personne encore
    [one] Une personne
   *[other] { $count } personnes
}
family-child-name = Nom de l’enfant ou du jeune concerné
family-child-lead = Aucun dossier ne dit ici de qui il s’agit. Nommez d’abord l’enfant, puis chaque personne qui exerce l’autorité parentale.
family-holder-name = Nom de la personne à informer
family-holder-lead = Nommez une personne qui exerce l’autorité parentale, ou toute autre personne qui doit savoir avant que l’information ne parte.
family-name-hint = Par exemple : « Madame Maes, sa mère ». Ce nom reste dans cette décision.
refused-family-without-name = Écrivez le nom de cette personne.
refused-told-with-its-exchange = Cette information part avec la demande ou la réponse pour laquelle elle a été préparée.
    .way = Ouvrez l’échange et envoyez-le.
made-for-exchange = Cette décision accompagne un échange.
made-for-exchange-link = Revenir à l’échange
deed-send = Envoyer avec l’échange
rooms = Les échanges entre services
room-exchanges = Échanges
