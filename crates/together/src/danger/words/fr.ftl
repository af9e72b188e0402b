# SPDX-License-Identifier: EUPL-1.2

title = Un enfant est en danger grave
call-first = Quelqu’un est en danger à l’instant ? Appelez d’abord : { $numbers }.
lead = Vous êtes tenu au secret et vous savez quelque chose de grave. Selon la règle, vous pouvez en informer une autorité, et elle seule. Il ne faut pas de dossier ; trois minutes suffisent.
no-rules = Aucune règle de ce type ici
no-rules-text = Le droit qui s’applique à votre service ne prévoit pas d’avis de ce type dans Maillage.
other-route = Préparer une autre transmission, pas à pas
tried-title = Ce que vous avez déjà tenté
tried-text = Protéger d’abord, seul ou avec d’autres, fait partie de la plupart des règles. Notez-le au moment où vous le faites : la date compte. Vous seul le lisez ici.
tried-line = Le { $date }, { $with } : { $notes }
alone = seul
came-succeeded = Cela protège, pour l’instant
came-failed = Cela ne suffit pas
cancel = Annuler
search = Chercher
search-service = À qui ? Cherchez le service
done-attempt = C’est noté, pour vous seul

# The notice
outcome-title = Ce que la règle répond
outcome-refused = La règle refuse : rien n’est envoyé. Voici ce qui manque, et ce que vous pouvez faire.
about = De qui s’agit-il ?
about-hint = L’enfant ou la personne à protéger, pour qu’on la trouve. Rien d’autre sur cette ligne.
about-missing = Dites de qui il s’agit
facts = Ce que l’autorité doit savoir pour protéger
facts-hint = Les faits et le danger, dans vos mots. Taisez le reste de ce qui vous a été confié.
facts-missing = Écrivez ce que l’autorité doit savoir
origin = Comment le savez-vous ?
origin-missing = Dites comment vous le savez
origin-confided = On me l’a confié
origin-own-work = Je l’ai constaté
origin-received = Un autre service l’a partagé avec moi
origin-consultation = Cela s’est dit dans une concertation à participants fixés
tried = Ce qui a été tenté pour protéger
tried-hint = Seul, puis avec l’aide d’autres : quand, avec qui, et pourquoi cela ne suffit pas. Le destinataire le lira.
tried-missing = Dites ce qui a été tenté ; si rien ne pouvait l’être, dites pourquoi
to = À qui ?
to-hint = Une seule personne. Pas de copie, même à votre direction ou à un service ami.
to-missing = Choisissez à qui vous l’adressez
nobody-to-tell = Personne à qui l’adresser n’est connu ici
nobody-to-tell-text = Téléphonez, et demandez à votre administrateur d’inscrire l’autorité dans l’annuaire.
send-text = Si la règle le permet, l’avis part aussitôt et la décision est conservée avec ses raisons. Sinon, rien ne part et la page dit pourquoi. C’est permis, jamais obligatoire ; aider, en revanche, reste un devoir. Ceci n’est pas un avis juridique.
send = Envoyer si la règle le permet

# What was tried
attempt-title = Noter ce que j’ai tenté
attempt-lead = Une ou deux phrases suffisent. Personne d’autre ne lit cette note ; elle vous sera rappelée si vous devez avertir une autorité.
attempt-on = Quel jour ?
attempt-on-missing = Dites quel jour
attempt-with = Avec qui ?
attempt-with-hint = Laissez vide si vous étiez seul.
attempt-notes = Qu’avez-vous tenté, et qu’est-ce que cela a donné ?
attempt-came = Cela protège-t-il l’enfant ?
attempt-came-missing = Dites si cela protège l’enfant
attempt-submit = Noter

# Refusals
refused-addressee-not-allowed = La règle ne permet d’informer qu’une autorité, et ce n’est pas cette personne. Rien n’est envoyé.
    .way = Adressez l’avis à l’autorité que la règle nomme. Elle informe elle-même les services qui doivent l’être.
refused-addressee-not-there = Cette personne n’exerce aucune fonction dans ce service aujourd’hui.
refused-notice-refused = La règle refuse : rien n’est envoyé.
    .way = Lisez ce qui manque. Un conseil sans nom reste toujours possible.
refused-notice-without-words = Dites de qui il s’agit, ce qu’il faut savoir, et ce qui a été tenté.
refused-attempted-in-future = Ce jour n’est pas encore venu
refused-attempt-without-words = Dites ce que vous avez tenté
