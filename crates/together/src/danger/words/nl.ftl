# SPDX-License-Identifier: EUPL-1.2

title = Een kind is in ernstig gevaar
call-first = Is er nu meteen iemand in gevaar? Bel eerst: { $numbers }.
lead = U bent gebonden door het beroepsgeheim en weet iets ernstigs. Volgens de regel mag u een overheid inlichten, en alleen die. Een dossier is niet nodig; drie minuten volstaan.
no-rules = Hier geldt geen regel van dit soort
no-rules-text = Het recht dat voor uw dienst geldt, voorziet in Maillage niet in zo’n melding.
other-route = Stap voor stap iets anders doorgeven
tried-title = Wat u al hebt geprobeerd
tried-text = Eerst beschermen, alleen of met anderen, hoort bij de meeste regels. Noteer het wanneer u het doet: de datum telt. Alleen u leest het hier.
tried-line = Op { $date }, { $with }: { $notes }
alone = alleen
came-succeeded = Het beschermt, voorlopig
came-failed = Het volstaat niet
cancel = Annuleren
search = Zoeken
search-service = Aan wie? Zoek de dienst
done-attempt = Genoteerd, voor u alleen

# The notice
outcome-title = Wat de regel antwoordt
outcome-refused = De regel weigert: er wordt niets verstuurd. Dit ontbreekt, en dit kunt u doen.
about = Over wie gaat het?
about-hint = Het kind of de persoon die bescherming nodig heeft, zodat men die vindt. Niets anders op deze regel.
about-missing = Zeg over wie het gaat
facts = Wat de overheid moet weten om te beschermen
facts-hint = De feiten en het gevaar, in uw woorden. Verzwijg de rest van wat u werd toevertrouwd.
facts-missing = Schrijf wat de overheid moet weten
origin = Hoe weet u het?
origin-missing = Zeg hoe u het weet
origin-confided = Het werd mij toevertrouwd
origin-own-work = Ik heb het vastgesteld
origin-received = Een andere dienst heeft het met mij gedeeld
origin-consultation = Het werd gezegd in een overleg met vaste deelnemers
tried = Wat er is geprobeerd om te beschermen
tried-hint = Alleen, en dan met hulp van anderen: wanneer, met wie, en waarom het niet volstaat. De ontvanger leest dit.
tried-missing = Zeg wat er is geprobeerd; kon er niets, zeg dan waarom
to = Aan wie?
to-hint = Eén persoon. Geen kopie, ook niet aan uw directie of een bevriende dienst.
to-missing = Kies aan wie u het richt
nobody-to-tell = Hier is niemand bekend aan wie u het kunt richten
nobody-to-tell-text = Bel, en vraag uw beheerder de overheid in de sociale kaart op te nemen.
send-text = Laat de regel het toe, dan vertrekt de melding meteen en wordt de beslissing met haar redenen bewaard. Zo niet, dan vertrekt er niets en zegt de pagina waarom. Het mag, het moet niet; helpen blijft wel een plicht. Dit is geen juridisch advies.
send = Versturen als de regel het toelaat

# What was tried
attempt-title = Noteren wat ik heb geprobeerd
attempt-lead = Een of twee zinnen volstaan. Niemand anders leest deze notitie; ze wordt u getoond als u een overheid moet inlichten.
attempt-on = Op welke dag?
attempt-on-missing = Zeg op welke dag
attempt-with = Met wie?
attempt-with-hint = Laat leeg als u alleen was.
attempt-notes = Wat hebt u geprobeerd, en wat leverde het op?
attempt-came = Beschermt dit het kind?
attempt-came-missing = Zeg of dit het kind beschermt
attempt-submit = Noteren

# Refusals
refused-addressee-not-allowed = De regel laat alleen toe een overheid in te lichten, en dat is deze persoon niet. Er wordt niets verstuurd.
    .way = Richt de melding aan de overheid die de regel noemt. Die licht zelf de diensten in die het moeten weten.
refused-addressee-not-there = Deze persoon oefent vandaag geen functie uit in deze dienst.
refused-notice-refused = De regel weigert: er wordt niets verstuurd.
    .way = Lees wat er ontbreekt. Advies vragen zonder namen te noemen, kan altijd.
refused-notice-without-words = Zeg over wie het gaat, wat men moet weten en wat er is geprobeerd.
refused-attempted-in-future = Die dag moet nog komen
refused-attempt-without-words = Zeg wat u hebt geprobeerd
