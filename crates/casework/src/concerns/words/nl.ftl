# SPDX-License-Identifier: EUPL-1.2

# Frame and shared
list-title = Meldingen
cancel = Annuleren
save = Opslaan
change = Wijzigen
go-on = Verder
go-back = Terug
back-to-check = Terug naar het overzicht
optional = Niet verplicht.
yes = Ja
no = Nee
not-known = Ik weet het niet
unsaid = Niets vermeld
nobody-yet = Nog niemand
and-more = { $count ->
    [one] en nog { $count }
   *[other] en nog { $count }
}
with = { $one }, met { $two }
recorded-on = ingeschreven op { $when }
page-title = Melding { $reference }
state = { $state ->
    [received] Te sorteren
    [not_concern] Zonder voorwerp
    [advice_only] Advies gegeven
    [redirected] Doorverwezen
    [to_assign] Toe te wijzen
    [under_evaluation] In beoordeling
    [evaluated] Te beslissen
    [decided] Beslist
    [feedback_given] Beslist en beantwoord
    [joined] Samengevoegd
    [transferred] Overgedragen
    [archived] Gearchiveerd
   *[other] { $state }
}
danger-mark = Onmiddellijk gevaar
levels-none = Nog niet ingeschat
level-name = { $name }:
level-unrated = { $name }: niet ingeschat
minor-unnamed = Kind met onbekende naam
minor-unborn = Ongeboren kind
minor-expected = geboorte verwacht rond { $date }
date-missing = Geef een datum
reason-missing = Zeg waarom, in minstens één zin
level-missing = { $scale }: kies een niveau
words-missing = Schrijf iets
explanation-missing = Zeg wat er geprobeerd is

# The three texts
observed = Wat is gezien of vastgesteld
observed-hint = Feiten: wanneer, waar, hoe vaak. Zonder ze te verklaren.
heard = Wat is gehoord of verteld
heard-hint = De eigen woorden, zo mogelijk tussen aanhalingstekens, en wie ze zei.
thought = Wat men daarvan denkt
thought-hint = Een vrees, een vermoeden, een vraag. Men kan zich vergissen: daarom staat dit apart.
occurred = Wanneer is dit gebeurd?
occurred-hint = Het jaar volstaat als u het niet beter weet.
about = Waarover gaat het?
about-fold = Er een woord op plakken (niet verplicht)
about-hint = Vink aan wat past, of niets als u twijfelt.
facts-title = Wat is doorgegeven
reported-levels = Inschatting door de melder

# Children and home
child-legend = Kind { $n }
child-add = Een kind toevoegen
child-remove = Kind { $n } verwijderen
given = Voornaam
given-hint = Zoals u het hoort; de juiste spelling hoeft niet.
family = Familienaam
birth = Geboortedatum
birth-hint = Ook gedeeltelijk: het jaar, of maand en jaar.
age = Of de leeftijd, ongeveer
age-hint = In jaren.
unborn-title = Het kind is nog niet geboren
unborn = Nog niet geboren
expected = Verwachte geboorte
expected-hint = Een datum bij benadering volstaat.
several = Het is niet geweten om hoeveel kinderen het gaat
several-mark = (aantal onbekend)
description = Hoe het kind te herkennen
description-hint = Als u de naam niet kent: geschatte leeftijd, school, plaats, met wie.
home = Wonen er nog andere kinderen op hetzelfde adres?
home-hint = Eén kind per regel: voornaam, leeftijd, wat u weet.
address = Waar is de woning?
address-hint = Een adres, of hoe men er komt.
language = Taal thuis
interpreter = Tolk nodig

# Holders of authority
holder-legend = Persoon { $n }
holder-add = Een persoon toevoegen
holder-who = Wie oefent het ouderlijk gezag uit?
holder-who-hint = Een naam, of “de moeder”, “de voogd”.
holder-told = Weet deze persoon dat u ons hierover spreekt?
holder-told-on = Ingelicht op
holder-reason = Zo niet, waarom?
holder-note = Toelichting
holder-was-told = { $told ->
    [yes] ingelicht
    [no] niet ingelicht
   *[other] niet geweten of deze persoon is ingelicht
}
holders-title = Ouderlijk gezag
holders-none = Over wie het ouderlijk gezag uitoefent is niets vermeld

# Danger
danger-now = Is het kind op dit ogenblik in gevaar?
danger-now-hint = Zo ja, bel eerst een noodnummer.
danger-told = { $told ->
    [yes] Ja, op dit ogenblik in gevaar
    [no] Nee, op dit ogenblik niet
   *[other] Niet geweten
}
safety = Waar is het kind nu, en bij wie?
safety-hint = En wat het kind vanavond beschermt, als er iets is.

# Public door
public-observed = Wat u gezien hebt
public-heard = Wat u gehoord hebt, of wat men u vertelde
public-thought = Wat u ervan denkt
public-title = Een ongerustheid over een kind melden
public-lead = U hebt iets gezien, gehoord of meegemaakt dat u ongerust maakt over een kind. Zeg het hier, in uw eigen woorden. U hoeft niets te bewijzen.
public-now = Opgelet:
public-emergency = Is een kind nu in gevaar, schrijf dan niet: bel.
public-call-now = U zei dat het kind op dit ogenblik in gevaar is. Bel meteen:
public-who-reads = Wie uw bericht leest
public-who-reads-text = De dienst voor jeugdbescherming die u kiest. De medewerkers zijn gebonden door het beroepsgeheim. Het gezin krijgt dit bericht niet.
public-what-happens = Wat er zal gebeuren
public-what-happens-text = De dienst leest het tijdens de openingsuren, zo mogelijk met twee, en beslist of de situatie beoordeeld moet worden. Beoordelen is: het kind en de ouders ontmoeten en samen zoeken wat kan helpen.
public-not-to-expect = Men zal u niet vertellen wat er beslist is: dat behoort toe aan het kind en het gezin. Men kan u wel zeggen dat met uw ongerustheid rekening is gehouden.
public-unknown = Onbekend blijven
public-unknown-text = U hoeft uw naam niet te geven. Geeft u hem wel, dan wordt hij apart bewaard: hij staat in geen enkele lijst en in geen enkel antwoord. Een rechter kan in sommige gevallen vragen hem te kennen.
public-exit = Snel verlaten
public-exit-text = De knop “Deze pagina snel verlaten”, of drie keer de Shift-toets, verbergt de pagina meteen en leidt elders heen. Wat u geschreven had, gaat in deze browser niet meer open. De geschiedenis van de browser wordt niet gewist: kan iemand meekijken, gebruik dan een privévenster of een ander toestel.
public-draft-text = Wat u schrijft, blijft vier uur bewaard voor deze browser, om intussen te bellen of na te denken. U kunt het op elke pagina wissen.
public-begin = Beginnen
public-go-on = Verdergaan waar u was
public-have-code = Ik heb al een terugkeercode
public-back = Terug naar het begin van het formulier
public-discard = Alles wissen en verlaten
public-discarded = Alles is gewist. Er is niets verstuurd.
step-of = Stap { $number } van { $total }
step-place = Waar woont het kind?
step-service = Welke dienst leest dit?
step-facts = Wat is er aan de hand?
step-children = Welke kinderen?
step-holders = Weten de ouders het?
step-danger = En nu?
step-you = En u?
public-place = Gemeente of gebied
public-place-hint = Laat leeg als u het niet weet.
public-place-text = Wij zoeken de dienst die het dichtst bij het kind is.
public-service = Dienst
public-service-hint = Twijfelt u, kies er dan een: die geeft het door aan de juiste dienst.
public-service-missing = Kies een dienst
public-no-service = Momenteel ontvangt hier geen enkele dienst berichten. Bel een van de nummers op de eerste pagina.
public-children-text = Zeg wat u weet, ook al is het weinig.
public-holders-text = U hoeft de ouders niet in te lichten, en u hoeft niet te antwoorden.
public-danger-missing = Antwoord, al is het met “Ik weet het niet”
public-known-missing = Zeg of u uw naam wilt geven
known = Wilt u zeggen wie u bent?
known-yes = Ja
known-yes-hint = De dienst kan u terugbellen als er iets onduidelijk is.
known-no = Nee, dat zeg ik liever niet
known-no-hint = U krijgt een code om terug te komen, zonder uw naam te geven.
your-name = Uw naam
your-name-hint = Enkel als u ja hebt geantwoord.
your-relation = Wie is dit kind voor u?
your-capacity = In welke hoedanigheid schrijft u?
your-phone = Telefoon
your-email = E-mailadres
your-safe-contact = Wanneer en hoe bent u veilig bereikbaar?
your-safe-contact-hint = Bijvoorbeeld: “enkel op weekdagen, geen bericht inspreken”.
your-wants-unknown = Ik wil dat het gezin niet weet dat ik schreef
your-wants-unknown-hint = De dienst doet er alles aan. Soms verraden de feiten zelf vanwaar ze komen.
draft-saved = Bewaard om { $time }
draft-failed = Het concept kon niet worden bewaard. Schrijf gerust verder: we proberen opnieuw.
check-title = Nalezen voor het versturen
check-text = Dit bericht wordt gelezen door { $service }.
check-promise = Door te versturen zegt u te goeder trouw wat u weet. Zich vergissen is geen fout.
check-send = Versturen
check-missing = Er is nog iets te verbeteren
receipt-page = Uw bericht
receipt-title = Uw bericht is aangekomen
receipt-received = Ontvangen op { $date }
receipt-code = Uw terugkeercode
receipt-code-text = Met deze code kunt u terugkomen om een antwoord te lezen, iets toe te voegen of te vragen wat er met uw ongerustheid is gebeurd. Zonder account en zonder naam.
receipt-keep = Noteer hem nu, op een plaats waar niemand anders hem ziet. Over een half uur toont deze pagina hem niet meer, en niemand kan hem terugvinden.
receipt-next = En daarna
receipt-next-text = De dienst leest uw bericht bij de volgende opening. Is er een vraag, dan wacht die achter uw code.
receipt-gone = Hier is niets te tonen
receipt-gone-text = De code wordt maar een half uur getoond, op het toestel waarmee het bericht is verstuurd. Hebt u hem genoteerd, dan blijft hij geldig.

# Return channel
channel-title = Terug naar uw bericht
channel-text = Geef de code die u gekregen hebt.
channel-code = Terugkeercode
channel-code-hint = Zestien letters en cijfers. Hoofdletters en streepjes tellen niet mee.
channel-open = Openen
channel-unknown = Deze code hoort bij geen enkel bericht. Lees hem nog eens na.
channel-lost = Ik ben mijn code kwijt
channel-lost-text = Niemand kan hem terugvinden: dat beschermt u. U kunt een nieuw bericht schrijven, of de dienst bellen.
channel-you = U
channel-write = Aan de dienst schrijven
channel-write-hint = Een detail dat u te binnen schiet, een verandering, een antwoord.
channel-send = Versturen
channel-written = Uw bericht is aangekomen.
channel-outcome = Weten wat er met uw ongerustheid is gebeurd
channel-outcome-text = Vraag het: de dienst antwoordt u kort, met respect voor het kind en voor het beroepsgeheim.
channel-outcome-professional = U hebt recht op een antwoord zonder erom te vragen. U kunt er ook aan herinneren.
channel-ask = Vragen wat er gedaan is
channel-asked = Uw vraag is genoteerd. Het antwoord komt hier.
channel-close = Sluiten

# Professionals and the phone
send-title = Een verontrusting doorgeven
send-lead = Zeg wat u hebt vastgesteld, wat men u vertelde en wat u ervan denkt, elk op zijn plaats. De ontvangende dienst antwoordt u.
send-to = Aan welke dienst?
send-to-hint = Die van het gebied waar het kind woont.
send-holders = De ouders worden in principe eerst ingelicht, tenzij dat strijdig is met het belang van het kind.
send-scales-fold = Plaatsen op de gedeelde schalen (niet verplicht)
send-scales = Plaats de situatie, als u kunt, op de drie gedeelde schalen. Laat leeg wat u niet kunt zeggen.
send-you = U
send-submit = Doorgeven
direct-referral = Dit is de kopie van een melding die al aan justitie is gericht
take-title = Een ontvangen melding noteren
take-lead = Iemand sprak u of schreef u. Noteer diens woorden, niet de uwe.
take-reporter = De melder
take-known = Heeft deze persoon gezegd wie hij of zij is?
take-known-yes = Ja
take-known-no = Nee
take-known-missing = Zeg of de persoon een naam gaf
take-submit = Melding opslaan
received-how = Hoe kwam het binnen?
received-how-missing = Zeg hoe het binnenkwam
received-on = Ontvangen op
received-on-hint = De dag waarop men het u zei: de termijnen lopen vanaf dan.
received-on-missing = Geef de dag van ontvangst
reporter-layer = Apart
reporter-apart = De identiteit van de melder wordt apart bewaard. Ze staat in geen enkele lijst, export of antwoord.
reporter-title = Wie meldde
reporter-masked = Beschermde identiteit
reporter-anonymous = Zei geen naam
reporter-name = Naam
reporter-capacity = Hoedanigheid
reporter-relation = Het kind is, voor deze persoon
reporter-workplace = Werkplek
reporter-phone = Telefoon
reporter-email = E-mailadres
reporter-safe-contact = Veilig te bereiken
reporter-alleged = Deze persoon wordt in de feiten genoemd
reporter-alleged-mark = Genoemd in de feiten
reporter-wants-unknown = Wil dat het gezin niet weet wie meldde
reporter-unknown-mark = Mag niet bekend zijn bij het gezin
reporter-code = Terugkeercode om te geven:
look-title = Misschien al bekend
look-text = Kijk voor u een nieuwe persoon aanmaakt of het een van deze is.
look-first = Kijk wie al bekend is en verstuur opnieuw
look-which = Over wie gaat het?
look-same = Het is { $name }
look-new = Het is iemand anders
sent-title = Wat ik doorgaf
sent-none = U hebt nog niets doorgegeven
sent-none-text = Wat u aan een dienst doorgeeft, en het antwoord, vindt u hier terug.
sent-page = Wat ik doorgaf
sent-one = Uw doorgave { $reference }
sent-text = U ziet hier wat u schreef en wat men u antwoordt. Wat de dienst doet, blijft in zijn dossier.
sent-done = Het is doorgegeven.
sent-service = Dienst
sent-on = Doorgegeven op
sent-acknowledged = Ontvangst bevestigd
sent-not-yet = Nog niet
sent-asked-on = Antwoord gevraagd op
sent-words = Wat u had geschreven

# List
list-count = { $count ->
    [one] { $count } melding
   *[other] { $count } meldingen
}
list-or-more = of meer
list-export = Lijst exporteren (CSV, zonder namen)
list-none = Geen enkele melding past bij deze filters
list-none-text = Verwijder een filter of verruim de periode.
list-clear = Filters wissen
export-name = meldingen
filter-state = Stand van zaken
filter-outcome = Resultaat van de eerste analyse
filter-danger-now = Onmiddellijk gevaar
answer-owed = Antwoord verschuldigd
filter-only-mine = Enkel die ik beoordeel
filter-from = Ontvangen vanaf
filter-to = Ontvangen tot
column-children = Kinderen
column-child = Kind
column-received = Ontvangen
column-state = Stand
column-levels = Gevaar, ernst, dringendheid
column-answer = Antwoord
column-reference = Referentie
column-outcome = Resultaat van de eerste analyse
column-minors = Aantal kinderen
column-evaluation = Beoordeling
column-deeds = Te doen
proposals-title = Overdrachten voorgesteld aan uw dienst
proposal-from = Voorgesteld door { $from } op { $when }
talks-title = Te lezen berichten
talk-unread = { $count ->
    [one] { $count } bericht, sinds { $since }
   *[other] { $count } berichten, sinds { $since }
}

# Report page
bar = Waarover het gaat
bar-reference = Melding { $reference }
bar-state = Stand van zaken
bar-received = Ontvangen
bar-first = eerste ontvangst op { $date }
bar-lead = Beoordeelt
bar-due = Volgende termijn
attention = Aandachtspunten
reports-counted = { $count ->
    [one] { $count } melding over dit gezin
   *[other] { $count } meldingen over dit gezin
}
aside = Rond deze melding
more-title = Andere handelingen
terms-title = Termijnen
timeline-title = Wat er gedaan is
minors-title = De kinderen van het gezin
minor-mentioned = enkel vermeld
minor-added = toegevoegd door de dienst
minor-set-aside = Niet weerhouden: { $reason }
minor-identify = Zeggen wie het is
minor-recognise = Aan de beoordeling toevoegen
minor-set-aside-deed = Niet weerhouden, met de reden
evaluation-runs = Loopt
evaluation-done = Afgerond
evaluation-impossible = Onmogelijk
evaluation-none = Niet begonnen
evaluation-impossible-deed = Zeggen dat het onmogelijk is
open-case = Een dossier openen
link-case = Koppelen aan het open dossier
link-case-title = De melding koppelen aan het open dossier
link-case-there = Dit kind heeft al een open dossier in uw dienst.
link-case-text = Een kind heeft per dienst maar één open dossier. Eenmaal gekoppeld staat deze melding in het dossier voor wie ze mag lezen; wie het kind opvolgt, ziet op de tijdlijn dat ze er is.
link-case-submit = De melding koppelen
link-case-ask = U kunt niet in dit dossier schrijven: wie het opvolgt of er de leiding over heeft, kan de melding eraan koppelen. Vraag het in uw dienst.
link-case-back = Terug naar de melding
joined-title = { $count ->
    [one] Nog een samengevoegde melding
   *[other] Nog { $count } samengevoegde meldingen
}
joined-text = Dezelfde feiten, of hetzelfde gezin, door anderen gezien. Elke melder behoudt het eigen antwoord.
joined-one = { $reference }, ontvangen op { $date }
joined-open = Deze melding openen
repeats-title = Meldingen die zich herhalen
notice-joined = Deze melding is samengevoegd met een andere. De beoordeling gebeurt daar; het antwoord aan de melder gebeurt hier.
notice-joined-link = De behouden melding openen
notice-taken-over = { $service } nam deze melding over. Hier rest nog het antwoord aan de melder.
notice-proposed = Overdracht voorgesteld aan { $service }. Uw dienst blijft verantwoordelijk tot de aanvaarding.
notice-came = Overgenomen van { $by }, die de melding ontving op { $first }. Die dienst antwoordt de melder.
notice-direct = Kopie van een melding die rechtstreeks aan justitie is gericht. De dienst beoordeelt toch.
notice-immediate = De melder zegt dat het kind op dit ogenblik in gevaar is. Wacht niet.
access-title = Wie opende deze melding
access-text = Elke opening en elke handeling, met de persoon, het tijdstip en de grond.
access-when = Wanneer
access-who = Wie
access-what = Wat
access-ground = Grond
access-nobody = Het systeem, of het publiek

# Tasks
tasks-title = Wat er te doen is
tasks-next = Volgende stap:
tasks-nothing = Er wordt hier voorlopig niets van u verwacht.
task-done = Gedaan
task-now = Te doen
task-open = Mogelijk
task-later = Later
task-acknowledge = Ontvangst bevestigen
task-triage = De eerste analyse maken
task-refer-now = Justitie meteen vatten
task-refer-now-hint = De beoordeling loopt daarna door.
task-mention = Uitklaren: { $name }
task-mention-hint = Een vermeld kind in de woning wordt ook beoordeeld, of niet weerhouden met een reden.
task-assign = De beoordeling toewijzen
task-lead = Toegewezen aan { $name }
task-evaluate = De situatie van { $name } beoordelen
task-visit = Bezoeken: { $name }
task-meet = { $name } ontmoeten
task-view = De mening van { $name } vragen
task-conclude = Besluiten voor { $name }
task-conclude-hint = Eerst het kind ontmoeten, of zeggen waarom dat niet kan.
task-decide = Beslissen wat volgt
task-close-moved = Hier afsluiten, omdat het gezin vertrokken is
task-feedback = De melder antwoorden
task-archive = Archiveren

# Timeline
event-received = Ontvangen
event-triaged = Eerste analyse: { $outcome }
event-triaged-again = Nieuwe analyse: { $outcome }
event-joined = Melding { $reference } samengevoegd
event-transfer-proposed = Overdracht voorgesteld aan { $service }
event-transfer-accepted = Overdracht aanvaard door { $service }
event-transfer-refused = Overdracht geweigerd door { $service }
event-visit = Bezoek: { $names }
event-visit-nobody = Bezoek zonder iemand aan te treffen
event-met = { $name }: ontmoeting
event-not-met = { $name }: geen ontmoeting
event-view = De mening van { $name }
event-concluded = Besluit voor { $name }: { $outcome }
event-impossible = Beoordeling onmogelijk voor { $name }
event-decided = Beslissing: { $outcome }
event-answered = Antwoord gegeven aan de melder
event-asked = De melder vraagt wat er gedaan is
event-archived = Melding gearchiveerd
redirected-to = Naar: { $service }
triaged-alone = Door één persoon gedaan: { $reason }
counted-repetitive = Geteld als herhaling van een eerdere melding.
visit-present = aanwezig: { $who }
visit-alone = Zonder de ouders gezien: { $names }
with-interpreter = Tolk: { $language }
met-agreed = akkoord: { $who }
view-told-by = verteld door: { $who }
view-audience = voor wie het bestemd is: { $who }
no-visit = Geen bezoek: { $reason }
no-view = Geen mening genoteerd: { $reason }
medium = { $medium ->
    [words] in woorden
    [drawing] met een tekening
    [play] al spelend
    [signed] in gebaren
    [written] schriftelijk
    [observation] zonder woorden, door observatie
   *[other] { $medium }
}

# Deeds of the desk
acknowledge-text = Een woord volstaat. Het verbindt tot niets en zegt niets over het kind of het gezin.
acknowledge-words = Bericht aan de melder
acknowledge-words-hint = Niet verplicht. Wordt verstuurd als er een terugkeerkanaal is.
confirm-title = De schriftelijke bevestiging noteren
confirm-text = Een mondelinge melding van een beroepskracht wordt schriftelijk bevestigd.
confirm-on = Ontvangen op
triage-lead = Zo mogelijk met twee: de ene leest, de andere stelt vragen.
triage-again = Er is al een analyse: { $outcome }, op { $when }. De nieuwe vervangt ze; de eerste blijft zichtbaar.
triage-reminder = Herlezen wat is doorgegeven
triage-outcome = Wat gebeurt er met deze melding?
outcome-missing = Kies wat er met deze melding gebeurt
triage-redirected-to = Doorverwezen naar
triage-redirected-hint = Enkel als u doorverwijst.
triage-levels = Gevaar, ernst, dringendheid
triage-levels-text = Schat de situatie in, niet de melder.
levels-explanation = Een zin uitleg
levels-explanation-hint = Enkel als de gekozen niveaus zelden samengaan.
triage-reason = Waarom?
triage-reason-hint = Wat de doorslag gaf, in enkele zinnen die het gezin ooit kan lezen.
triage-two = Met twee
triage-second = Met wie?
triage-second-hint = Een collega van uw dienst.
triage-alone = Bent u alleen: waarom?
triage-repeats = Herhaalt het eerder ontvangen meldingen?
triage-repeats-hint = De referenties, bijvoorbeeld S-2026-0012. Ze worden geteld, niet verborgen.
triage-submit = Analyse opslaan
reference-unknown = Geen enkele melding van uw dienst heeft deze referentie
archive-text = Archiveren betekent dat alles wat moest volgen gedaan is en dat iedereen een antwoord kreeg. De melding blijft leesbaar.

# Minors
minor-add = Een kind van het gezin toevoegen
minor-add-lead = Alle minderjarigen van het gezin worden beoordeeld, ook als niemand hen noemde.
minor-which-mention = Is dit een kind dat al vermeld werd?
minor-is-mention = Ja: { $name }
minor-is-another = Nee, het is een ander kind
minor-why = Hoe weet u dat dit kind daar woont?
minor-why-hint = Bijvoorbeeld: broer of zus, tweeling, gezien bij een bezoek.
why-missing = Zeg vanwaar u dit weet
minor-described = Zoals beschreven: { $name }
minor-set-aside-reason = Waarom wordt dit kind niet beoordeeld?
minor-set-aside-hint = Bijvoorbeeld: het bestaat niet, is meerderjarig, woont elders, is hetzelfde als een ander in de lijst.

# Joining and transfer
join-title = Samenvoegen met een andere melding
join-lead = Verschillende personen melden dezelfde feiten: één beoordeling, en ieder een eigen antwoord. De eerst ontvangen melding blijft.
join-into = Referentie van de melding die blijft
join-into-hint = Bijvoorbeeld S-2026-0012.
join-kept = { $reference }, ontvangen op { $when }, blijft behouden.
join-who = Wie is: { $name }?
join-same = Dezelfde als { $name }
join-new = Een ander kind van het gezin
join-new-hint = Krijgt een eigen beoordeling.
join-unsaid = Niet te zeggen
join-unsaid-hint = De beschrijving blijft, zonder een beoordeling te openen.
join-reason = Waarom samenvoegen?
transfer-title = Overdragen aan een andere dienst
transfer-lead = Uw dienst blijft verantwoordelijk tot de andere aanvaardt. De datum van de eerste ontvangst blijft behouden.
transfer-to = Welke dienst?
transfer-reason = Reden, in één zin
transfer-reason-hint = De andere dienst leest dit voor de aanvaarding: zet er niet meer in dan nodig.
transfer-minimum = Wat de andere dienst moet weten om te antwoorden
transfer-minimum-hint = Die ziet ook de identiteit en leeftijd van de kinderen, de eerste datum en de taal. Niets anders.
transfer-submit = Overdracht voorstellen
candidate-title = Voorgestelde overdracht
candidate-lead = { $service } stelt u deze melding voor en blijft verantwoordelijk tot uw antwoord.
candidate-accept-text = Door te aanvaarden opent uw dienst een eigen melding, ontvangt wat is doorgegeven en wordt verantwoordelijk.
candidate-accept = Aanvaarden
candidate-refuse = Weigeren
candidate-refuse-reason = Waarom?
candidate-refuse-text = Wat de andere dienst vooruithelpt

# Evaluation
assign-lead = { $count ->
    [one] Er wordt één beoordeling geopend, voor het kind van het gezin.
   *[other] Er worden { $count } beoordelingen geopend: één per kind van het gezin.
}
assign-who-leads = Wie is verantwoordelijk?
assign-who-leads-hint = De termijnen gaan naar deze persoon.
assign-team = Met wie?
lead-missing = Kies wie verantwoordelijk is voor de beoordeling
evaluators-change = Het beoordelingsteam wijzigen
workload = { $count ->
    [one] { $count } dossier in opvolging
   *[other] { $count } dossiers in opvolging
}
visit-title = Een bezoek noteren
visit-lead = Wat u zag en hoorde, nog zonder besluit.
visit-minors = Voor welke kinderen?
visit-on = Welke dag?
visit-hour = Hoe laat?
visit-hour-hint = Bijvoorbeeld 14.30. Niet verplicht.
visit-place = Waar?
visit-nobody = Er was niemand
visit-who = Wie was er?
visit-who-hint = Namen, of “de grootmoeder”, “een buur”.
visit-seen-alone = Welke kinderen zijn zonder hun ouders gezien?
visit-seen-alone-hint = Met het akkoord van wie het ouderlijk gezag heeft, of een reden.
visit-notes = Wat u zag en hoorde
visit-notes-hint = Eerst de feiten; de woorden van de personen tussen aanhalingstekens.
interpreter-there = Tolk
interpreter-there-hint = Wie, en voor welke taal. Niet verplicht.
meeting-title = Ontmoeting met het kind
meeting-lead = Hebt u { $name } ontmoet?
met-yes = Ja
met-no = Nee
met-missing = Zeg of u het kind hebt ontmoet
met-on = Welke dag?
met-place = Waar?
met-alone = Zonder de ouders
met-agreed-by = Wie gaf akkoord?
met-agreed-by-hint = Om het kind alleen te zien.
not-met-reason = Werd het kind niet ontmoet: waarom niet?
not-met-reason-hint = “Geen gevaar” kan men niet zeggen van een kind dat niemand zag.
view-title = De mening van het kind
view-lead = Wat { $name } denkt, vreest of wenst, op de eigen manier.
view-medium = Hoe werd het gezegd?
medium-missing = Zeg hoe het werd gezegd
view-words = De eigen woorden, of wat u observeerde
view-words-hint = Zo mogelijk woord voor woord. Zweeg het kind liever, schrijf dat ook op.
view-told = Verteld door
view-told-hint = Laat leeg als het kind het u rechtstreeks zei.
view-for = Aan wie mag het van het kind verteld worden?
view-for-hint = Bijvoorbeeld: de consulent, niemand anders.
view-on = Welke dag?
conclusion-title = De beoordeling afronden
conclusion-lead = Voor { $name }, en voor niemand anders: elk kind heeft een eigen besluit.
condition-met = Gedaan:
condition-unmet = Ontbreekt:
gathered-met = het kind werd ontmoet
gathered-not-met = er staat nergens of het kind werd ontmoet
gathered-away = het kind werd niet ontmoet, de reden is genoteerd: “geen gevaar” wordt niet besloten
gathered-note-meeting = De ontmoeting noteren
gathered-note-view = De mening noteren
gathered-visit = er was een bezoek
gathered-no-visit = geen bezoek: er wordt een reden gevraagd
gathered-view = de mening is genoteerd
gathered-no-view = de mening ontbreekt: er wordt een reden gevraagd
gathered-visit-on = Bezoek van { $date }
conclusion-no-visit = Waarom was er geen bezoek?
conclusion-no-view = Waarom ontbreekt de mening van het kind?
conclusion-outcome = Wat stelt u voor?
conclusion-missing = Kies wat u voorstelt
conclusion-reason = Wat u daartoe brengt
conclusion-reason-hint = De krachten van het gezin evenzeer als de gevaren. De beoordeling zegt niet of de feiten vaststaan.
conclusion-submit = Besluiten
impossible-title = Beoordeling onmogelijk
impossible-lead = De situatie van { $name } kan niet worden beoordeeld.
impossible-follows = Dit is nooit “geen gevaar”: het vervolg loopt via justitie, of via de dienst waar het kind nu woont.
impossible-reason = Waarom?
impossible-tried = Wat er geprobeerd is
impossible-tried-hint = Bezoeken, telefoontjes, opzoeken van het adres, met de data.

# Decision and answer
decide-lead = Alle beoordelingen zijn afgerond. Eén beslissing, leesbaar voor het gezin.
decide-at-once = Er lopen beoordelingen: enkel een doorverwijzing naar justitie kan beslist worden zonder te wachten. De beoordelingen gaan daarna verder.
decide-moved = Een andere dienst nam de situatie over. Hier wordt afgesloten omdat het gezin vertrokken is, zonder iets te besluiten over gevaar.
decide-minors = Voor welke kinderen?
decision-minors-missing = Kies minstens één kind
decide-outcome = Welke beslissing?
decision-missing = Kies een beslissing
decide-close = Hier afsluiten
decide-closure = Afsluiting omdat
decide-reason = Waarom?
feedback-lead = Bedanken, zeggen dat ermee rekening is gehouden, en niet meer dan wat het kind en het beroepsgeheim toelaten.
duty-nobody = Deze persoon liet geen enkele manier om te antwoorden.
duty-channel = Het antwoord komt in het terugkeerkanaal.
duty-contact = Er is geen terugkeerkanaal: het antwoord wordt telefonisch of per brief gegeven en hier genoteerd.
feedback-kind = Wat mag gezegd worden?
feedback-kind-hint = Naargelang wie meldde; minder zeggen mag altijd.
feedback-kind-missing = Kies wat gezegd mag worden
feedback-content = Het antwoord
feedback-content-hint = Geen naam, niet van het kind en niet van een andere melder.
feedback-how = Hoe werd het gegeven?
feedback-submit = Antwoord geven
request-title = Een vraag om antwoord noteren
request-lead = De melder vraagt wat er gedaan is. De antwoordtermijn loopt vanaf die dag.
request-on = Gevraagd op
request-how = Hoe?
request-words = De eigen woorden
request-words-hint = Apart bewaard, samen met de identiteit.
messages-title = Berichten met de melder
messages-text = Deze berichten kunnen verraden wie meldde. Enkel het onthaal leest ze.
messages-none = Geen berichten
messages-unread = { $count ->
    [one] { $count } te lezen
   *[other] { $count } te lezen
}
messages-read = Gelezen
messages-service = De dienst
messages-reporter = De melder
message-write = Schrijven
message-write-hint = Een vraag, een dankwoord. Niets over wat de dienst voor het kind doet.
message-send = Versturen
message-sent = Het bericht is verstuurd.

notice-kept = Bewaring: { $rule }
report-prints = Deze bladzijde kan zo worden afgedrukt, zonder wat zegt wie gemeld heeft.

# Files
attachments-title = Bijlagen
attachments-none = Geen bijlagen
attachments-count = { $count ->
    [one] { $count } bijlage
   *[other] { $count } bijlagen
}
attachments-see = Bekijken en toevoegen
attachments-add = Een document toevoegen
attachments-submit = Toevoegen
attachments-added = De bijlage zit bij de melding.
attachments-withdrawn = De bijlage is ingetrokken: niemand kan ze nog openen.
shows-reporter = Laat dit document zien wie gemeld heeft?
shows-reporter-hint = Een briefhoofd, een handtekening, een handschrift, een bestandsnaam. Zo ja, dan komt het bij wat zegt wie gemeld heeft, en zien de mensen die beoordelen het niet.
shows-reporter-yes = Ja, of dat is niet zeker
shows-reporter-no = Nee
shows-reporter-missing = Zeg of dit document laat zien wie gemeld heeft
shows-you = Laat dit document zien wie u bent?
shows-you-hint = Een briefhoofd, een handtekening, een bestandsnaam. Zo ja, dan kan alleen het onthaal van de dienst het openen, en niet de mensen die beoordelen.
shows-you-missing = Zeg of dit document laat zien wie u bent
sent-attach-text = Een brief, een tekening, een foto: de dienst die uw melding kreeg, kan het openen. Bewaar uw origineel; wilt u het laten intrekken, schrijf dan naar de dienst.
sent-attach-submit = Dit document versturen
sent-attached = Het document is aangekomen.
sent-file-message = Document toegevoegd: { $label }
send-files-later = Hebt u een document? U kunt het op de volgende bladzijde toevoegen, zodra dit verstuurd is.
public-no-files = Hier kunt u geen bestand toevoegen. Hebt u een foto, een brief of een opname, schrijf dat dan: de dienst zegt u hoe u ze kunt bezorgen.
refused-layer-not-open = U kunt op deze plaats geen document bewaren.

# Done
done-taken = De melding is opgeslagen. Is de persoon nog aan de lijn, geef dan de terugkeercode.
done-acknowledged = De ontvangst is bevestigd.
done-confirmed = De schriftelijke bevestiging is genoteerd.
done-triaged = De eerste analyse is opgeslagen.
done-danger-said = Het onmiddellijke gevaar is gemeld. Spreek er meteen over met wie kan beslissen: de doorverwijzing naar justitie wacht niet op het einde van de beoordeling.
done-archived = De melding is gearchiveerd.
done-minor-added = Het kind is toegevoegd.
done-minor-identified = Nu is geweten wie dit kind is.
done-case-linked = De melding is gekoppeld aan het open dossier van het kind.
done-minor-set-aside = Het kind is niet weerhouden, met de reden.
done-joined = De twee meldingen zijn samengevoegd.
done-transfer-proposed = De overdracht is voorgesteld.
done-transfer-accepted = De overdracht is aanvaard. Dit is de melding van uw dienst.
done-assigned = De beoordeling is toegewezen.
done-visit-noted = Het bezoek is genoteerd.
done-met = De ontmoeting is genoteerd.
done-not-met = De reden is genoteerd.
done-view-noted = De mening van het kind is genoteerd.
done-concluded = De beoordeling is afgerond.
done-impossible = De onmogelijkheid is genoteerd. Beslis nu wat volgt.
done-decided = De beslissing is opgeslagen.
done-answered = Het antwoord is gegeven.
done-request-noted = De vraag is genoteerd.

# What does not hold together in a report, beside its field
fault-not-a-choice = Kies een van de voorgestelde antwoorden
fault-not-a-number = Geef de leeftijd in cijfers
fault-expected-missing = Geef een geschatte geboortedatum
fault-not-expected-then = Een geboorte wordt binnen tien maanden verwacht; is het kind geboren, geef dan de geboortedatum
fault-in-the-future = Deze datum ligt in de toekomst
fault-nothing-said = Schrijf wat is gezien, gehoord of gedacht: één zin volstaat
fault-too-long = Deze tekst is te lang: hoogstens honderdduizend tekens
fault-nobody-reported = Zeg over welk kind het gaat, ook zonder de naam te kennen
fault-too-many-minors = Hoogstens twaalf kinderen per melding
fault-blank-minor = Geef minstens een voornaam, een leeftijd of een beschrijving
fault-adult = Deze persoon is meerderjarig: een melding gaat over een kind onder 18 jaar
fault-born-after-the-facts = Het kind zou na de feiten geboren zijn: kijk beide data na
fault-holder-without-name = Zeg over wie het gaat, al is het “de moeder”
fault-not-told-without-reason = Zeg waarom deze persoon niet is ingelicht
fault-known-without-name = Geef een naam, of antwoord dat de persoon die niet zegt
fault-not-a-professional-capacity = U schrijft hier als beroepskracht. Wilt u in eigen naam spreken, gebruik dan het openbare formulier.
fault-not-your-service = Hier noteert men enkel wat de eigen dienst ontving
fault-receives-no-reports = Deze dienst ontvangt geen meldingen
fault-levels-contradict = Deze niveaus kunnen niet samen waar zijn

# Refusals: why, and the way forward
refused-archive-without-retention = Geef de bewaarregel die van toepassing is.
refused-archive-without-retention-way = Kies ze in de lijst, of zeg welke.
refused-archived = Deze melding is gearchiveerd.
refused-archived-way = Een nieuw feit is een nieuwe melding: noteer ze en zeg dat ze deze herhaalt.
refused-joined-to-another = Deze melding is samengevoegd met een andere.
refused-joined-to-another-way = Open de melding die behouden is en ga daar verder.
refused-taken-over = Een andere dienst nam deze melding over.
refused-taken-over-way = Er rest nog de melder te antwoorden en daarna te archiveren.
refused-no-such-level = Dit niveau bestaat niet op de schaal.
refused-triaged-meanwhile = Iemand maakte de analyse intussen.
refused-triaged-meanwhile-way = Lees ze; wilt u ze vervangen, open deze pagina dan opnieuw.
refused-evaluation-has-begun = De beoordeling is begonnen: alleen onmiddellijk gevaar wordt hier nog gezegd.
refused-evaluation-has-begun-way = Wat u verder weet, hoort bij de beoordeling.
refused-decided-already = Er is al een beslissing genomen.
refused-triage-without-reason = Een analyse zonder reden is later niet te begrijpen.
refused-second-is-oneself = De tweede persoon is iemand anders.
refused-second-works-elsewhere = De tweede persoon moet vandaag in uw dienst werken.
refused-alone-without-reason = De analyse gebeurt met twee. Bent u alleen, zeg dan waarom.
refused-levels-missing = De drie schalen zijn hier nodig: gevaar, ernst, dringendheid.
refused-danger-but-nothing-follows = U schat een gevaar in, en toch zou er niets volgen.
refused-danger-but-nothing-follows-way = Weerhoud de verontrusting om ze te beoordelen, verwijs door, of herbekijk de inschatting.
refused-immediate-but-levels-low = Onmiddellijk gevaar veronderstelt een hoog gevaar en een hoge dringendheid.
refused-immediate-but-levels-low-way = Verhoog beide niveaus, of weerhoud de verontrusting om ze te beoordelen.
refused-right-now-but-waiting = “Onmiddellijk” kan niet wachten op een beoordeling.
refused-right-now-but-waiting-way = Kies “onmiddellijk gevaar”: eerst handelen, dan beoordelen. Zo niet, verlaag de dringendheid.
refused-redirected-nowhere = Zeg naar welke dienst u doorverwijst.
refused-redirected-to-oneself = Men verwijst niet door naar de eigen dienst.
refused-blank-minor = Geef minstens een voornaam, een geboorte of een beschrijving.
refused-born-in-the-future = Deze geboorte ligt in de toekomst.
refused-born-in-the-future-way = Geef voor een ongeboren kind de verwachte geboorte.
refused-adult = Deze persoon is meerderjarig.
refused-adult-way = Een melding gaat over een kind. Is een volwassene in gevaar, verwijs dan naar een dienst voor volwassenen.
refused-no-such-mention = Deze vermelding bestaat niet meer: iemand heeft ze misschien al uitgeklaard.
refused-set-aside-without-reason = Zeg waarom dit kind niet beoordeeld wordt.
refused-identified-already = Men weet al wie dit kind is.
refused-not-to-be-evaluated = De analyse vraagt geen beoordeling.
refused-not-to-be-evaluated-way = Maak de analyse opnieuw als de situatie veranderd is.
refused-nobody-to-evaluate = Er is geen kind te beoordelen: voeg eerst toe wie er woont.
refused-evaluator-works-elsewhere = Wie beoordeelt, moet vandaag in uw dienst werken.
refused-evaluator-not-bound = Wie beoordeelt, moet gebonden zijn door het beroepsgeheim.
refused-evaluations-ended = Alle beoordelingen zijn afgerond.
refused-no-evaluation = Voor dit kind is geen beoordeling geopend.
refused-no-evaluation-way = Wijs eerst de beoordeling toe.
refused-evaluation-ended = De beoordeling van dit kind is afgerond.
refused-visit-to-nobody = Zeg voor welke kinderen u kwam.
refused-visit-without-place = Zeg waar het bezoek plaatsvond.
refused-seen-alone-not-visited = Een kind dat alleen is gezien, hoort bij het bezoek.
refused-nobody-but-seen-alone = Er was niemand, en toch zou een kind alleen gezien zijn.
refused-in-the-future = Deze datum ligt in de toekomst.
refused-not-met-without-reason = Zeg waarom het kind niet ontmoet is.
refused-view-without-words = Schrijf wat het kind zei, of wat u observeerde.
refused-child-not-met = Niemand heeft dit kind ontmoet: er kan niet besloten worden dat het goed gaat.
refused-child-not-met-way = Ontmoet het kind. Kan dat niet, noteer dan waarom en kies “beoordeling onmogelijk”.
refused-meeting-not-noted = Er staat nog nergens of dit kind werd ontmoet.
refused-meeting-not-noted-way = Noteer de ontmoeting, of waarom ze er niet kwam, en kom dan terug om te besluiten.
refused-no-visit-without-reason = Er was geen bezoek: zeg waarom.
refused-no-view-without-reason = De mening van het kind ontbreekt: zeg waarom.
refused-conclusion-without-reason = Zeg wat u tot dit besluit brengt.
refused-danger-but-closed = Er is een gevaar of risico ingeschat: zonder gevolg kan niet.
refused-danger-but-closed-way = Stel hulp voor, of herbekijk de inschatting als ze niet meer klopt.
refused-impossible-without-reason = Kies waarom de beoordeling onmogelijk is.
refused-impossible-without-explanation = Zeg wat er geprobeerd is.
refused-decision-without-reason = Zeg waarom: het gezin zal het lezen.
refused-decision-about-nobody = Kies over welke kinderen het gaat.
refused-evaluations-open = Er lopen nog beoordelingen.
refused-evaluations-open-way = Rond ze eerst af. Kan het gevaar niet wachten, dan kan justitie meteen worden gevat.
refused-minors-unsettled = Een vermeld kind is noch beoordeeld, noch uitgeklaard.
refused-minors-unsettled-way = Voeg het toe aan de beoordeling, of zeg waarom dat niet hoeft.
refused-impossible-goes-to-justice = Een beoordeling kon niet gebeuren.
refused-impossible-goes-to-justice-way = Vat justitie, of draag over aan de dienst waar het kind woont.
refused-no-such-closure-reason = Deze reden van afsluiting bestaat niet.
refused-taken-over-closes-only = De situatie is elders overgenomen: hier sluit men af, met de vermelding dat het gezin vertrok.
refused-acknowledged-already = De ontvangst is al bevestigd.
refused-was-written = Deze melding is schriftelijk ontvangen.
refused-confirmed-already = De bevestiging is al genoteerd.
refused-nobody-to-answer = Deze persoon liet geen enkele manier om te antwoorden.
refused-no-such-feedback = Dit soort antwoord bestaat niet.
refused-feedback-too-full = Dit zegt meer dan deze persoon mag weten.
refused-feedback-too-full-way = Kies een korter antwoord.
refused-feedback-before-triage = Er is nog niets geanalyseerd: men kan enkel de ontvangst bevestigen.
refused-feedback-without-words = Schrijf het antwoord.
refused-feedback-names-a-reporter = Dit antwoord noemt een andere melder.
refused-feedback-names-a-reporter-way = Verwijder die naam: elke melder wordt apart gehouden.
refused-feedback-names-a-child = Dit antwoord noemt het kind.
refused-feedback-names-a-child-way = Schrijf “het kind”, of niets.
refused-feedback-owed = Een melder heeft nog recht op een antwoord.
refused-feedback-owed-way = Antwoord eerst, archiveer dan.
refused-not-ended = Nog niet alles wat moet volgen is gedaan.
refused-not-ended-way = Kijk naar de volgende stap op de pagina van de melding.
refused-joined-to-itself = Een melding kan niet met zichzelf worden samengevoegd.
refused-joined-across-services = Men voegt enkel meldingen van dezelfde dienst samen.
refused-triage-first = Elke melding wordt eerst op zichzelf geanalyseerd.
refused-triage-first-way = Maak beide analyses en voeg dan samen.
refused-join-into-the-first = De termijnen lopen vanaf de eerste melding: die blijft behouden.
refused-join-into-the-first-way = Open de recentste en voeg die samen met de oudste.
refused-has-its-own-evaluation = Deze melding heeft al een eigen beoordeling.
refused-joined-to-nothing = De andere melding wordt niet beoordeeld, deze wel.
refused-joined-to-nothing-way = Maak de analyse van de andere opnieuw en voeg dan samen.
refused-transfer-waits = Er wacht al een overdracht op antwoord.
refused-join-without-reason = Zeg waarom deze meldingen samen horen.
refused-transfer-to-oneself = Men draagt niet over aan de eigen dienst.
refused-receives-no-reports = Deze dienst ontvangt geen meldingen.
refused-receives-no-reports-way = De gids zegt welke diensten dat wel doen.
refused-transfer-without-reason = Zeg in één zin waarom.
refused-transfer-answered = Deze overdracht kreeg al een antwoord.
refused-transfer-to-another = Deze overdracht is niet aan uw dienst gericht.
refused-refusal-without-reason = Kies waarom u weigert.
refused-message-without-words = Schrijf een bericht, van hoogstens tienduizend tekens.
refused-too-many-messages = Er zijn hier al veel berichten.
refused-too-many-messages-way = Bel de dienst: een stem helpt beter.

# Kinds of events in the access log
event-kind-report-received = Melding ontvangen
event-kind-concern-acknowledged = Ontvangst bevestigd
event-kind-oral-report-confirmed = Schriftelijke bevestiging genoteerd
event-kind-concern-triaged = Eerste analyse
event-kind-minor-added = Kind toegevoegd
event-kind-minor-identified = Kind geïdentificeerd
event-kind-minor-set-aside = Vermeld kind niet weerhouden
event-kind-report-joined = Samengevoegd met een andere
event-kind-reports-merged = Andere melding samengevoegd
event-kind-report-transfer-proposed = Overdracht voorgesteld
event-kind-report-transfer-accepted = Overdracht aanvaard
event-kind-report-transfer-refused = Overdracht geweigerd
event-kind-evaluation-started = Beoordeling toegewezen
event-kind-evaluators-changed = Beoordelingsteam gewijzigd
event-kind-visit-noted = Bezoek genoteerd
event-kind-child-met = Kind ontmoet
event-kind-child-not-met = Kind niet ontmoet
event-kind-child-view-noted = Mening van het kind genoteerd
event-kind-evaluation-concluded = Beoordeling afgerond
event-kind-evaluation-impossible = Beoordeling onmogelijk
event-kind-concern-decided = Beslissing
event-kind-feedback-requested = Antwoord gevraagd
event-kind-feedback-given = Antwoord gegeven
event-kind-report-message-received = Bericht ontvangen
event-kind-report-message-sent = Bericht verstuurd
event-kind-report-messages-read = Berichten gelezen
event-kind-report-archived = Gearchiveerd
event-kind-file-attached = Bijlage toegevoegd
event-kind-file-opened = Bijlage geopend
event-kind-file-withdrawn = Bijlage ingetrokken
event-kind-record-opened = Geopend
event-kind-opening-refused = Opening geweigerd
event-kind-seat-opened = Toegang geopend
event-kind-seat-closed = Toegang gesloten

# ── Wat de pagina’s van een melding aanvult ──
danger-new = Onmiddellijk gevaar melden
danger-new-lead = U beoordeelt, en het gevaar is er nu: zeg het hier. De beoordeling gaat door; de doorverwijzing naar justitie wacht niet.
danger-new-levels = Schat de situatie in, niet de melder. Onmiddellijk gevaar veronderstelt minstens D2 voor het gevaar en U2 voor de dringendheid.
triage-redo = De eerste analyse opnieuw maken
withdraw-title = Het voorstel van overdracht intrekken
withdraw-lead = { $service } heeft nog niet geantwoord. Wat daar te zien was, wordt gesloten; uw dienst blijft verantwoordelijk en kan meteen opnieuw een voorstel doen.
withdraw-reason = Waarom trekt u het in?
withdraw-reason-hint = De andere dienst leest deze reden. Noem niemand bij naam.
done-transfer-withdrawn = Het voorstel is ingetrokken.
event-transfer-withdrawn = Voorstel aan { $service } ingetrokken
refused-withdrawal-without-reason = Zeg waarom het voorstel wordt ingetrokken.
referral-title = Voor een doorverwijzing naar justitie
referral-when = Alleen in te vullen als u beslist door te verwijzen naar justitie.
referral-text = Voor de kinderen die u niet aanduidt, en voor wat uit de beoordeling nog blijkt, moet nog beslist worden.
referral-authority = Naar welke overheid?
referral-authority-hint = Bijvoorbeeld: parket van Brennac, sectie jeugd.
referral-on = Verstuurd op
referral-copied = Kopie verstuurd naar { $who } op
referral-was-copied = kopie verstuurd op { $date }
referred-to = Gericht aan: { $authority }, op { $date }
refused-referral-without-addressee = Zeg naar welke overheid de doorverwijzing gaat.
refused-referral-without-copy = De wet vraagt een kopie van deze doorverwijzing.
refused-referral-without-copy-way = Verstuur ze en geef daarna de dag waarop ze vertrok.
refused-impossible-goes-to-justice-first = Een beoordeling kon niet gebeuren, en justitie weet het nog niet.
refused-impossible-goes-to-justice-first-way = Beslis eerst om justitie voor dit kind in te lichten; de overdracht kan meteen volgen.
met-agreed-asked = Om het kind alleen te zien wordt het akkoord gevraagd van { $who } ({ $source }). Zeg wie het gaf.
met-not-agreed = Waarom werd het kind zonder dat akkoord alleen gezien?
met-not-agreed-hint = Bijvoorbeeld: het akkoord vragen had het kind in gevaar gebracht.
met-without-agreement = gezien zonder dat akkoord: { $reason }
refused-alone-without-agreement = Een kind alleen gezien: zeg wie akkoord ging, of waarom het niet gevraagd werd.
refused-asked-already = De vraag is al gesteld.
refused-asked-already-way = Het antwoord komt hier; een bericht aan de dienst blijft altijd mogelijk.
refused-already-in-report = Dit kind staat al in deze melding.
refused-already-in-report-way = Laat een van beide weg en zeg dat het hetzelfde kind is.
refused-not-there-any-more = Dit kind moet hier niet meer beoordeeld worden.
feedback-early = Er is nog niets beslist. Wat u nu antwoordt, bevestigt dat de verontrusting is opgenomen; het antwoord over het gevolg blijft verschuldigd en de termijn loopt.
event-answered-early = Antwoord gegeven vóór de beslissing
event-set-aside = { $name } weggelaten uit de beoordeling
case-of-child = Dossier
case-of-child-shut = Voor dit kind is een dossier geopend.
column-due = Vervaldagen
withdraw-nothing = Geen voorstel wacht op antwoord.
