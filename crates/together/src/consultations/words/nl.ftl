# SPDX-License-Identifier: EUPL-1.2

# Common
apart = casusoverleg, apart bewaard
cancel = Annuleren
save = Opslaan
go-on = Verder
remove = Verwijderen
back = Terug naar het overleg
to-be-checked = na te gaan
done-kept = Opgeslagen
done-participant = Deelnemer toegevoegd
done-opened = Het overleg staat open voor de deelnemers. Ieder krijgt een bericht zonder inhoud.
done-refused = De regel heeft geweigerd: het overleg staat voor niemand open.
done-held = De bijeenkomst is genoteerd
done-minutes = Het verslag wordt hier bewaard
done-word = Uw opmerking is toegevoegd

# The list
list-title = Casusoverleggen
list-lead = De overleggen waaraan u deelneemt. Ze staan in geen enkel dossier: alleen wie vooraf werd aangewezen, ziet ze.
list-none = Geen overleg
list-none-text = Als u voor een overleg wordt aangewezen, verschijnt het hier.
list-none-here = Het recht dat voor uw dienst geldt, kent dit soort overleg niet. Als een dienst van elders u aanwijst, verschijnt het hier.
prepare = Een overleg voorbereiden
convened-by = Samengeroepen door
stand = Stand van zaken
stand-prepared = In voorbereiding
stand-refused = Geweigerd
stand-open = Open, nog niet gehouden
stand-held = Gehouden

# The page
title = Casusoverleg
nobody-has-to = U bent aangewezen. Niemand moet komen, niemand moet spreken; wegblijven of zwijgen hoeft u niet te verantwoorden.
prepared-text = Alleen u ziet deze voorbereiding. Voor niemand gaat iets open voordat de regel heeft geantwoord.
fixed-title = Wat vastligt
frozen = Wat vastligt, verandert niet meer: niet het doel, niet de deelnemers, niet de werkwijze. Voor een correctie bereidt u een ander overleg voor.
about = Over
purpose = Doel
modalities = Werkwijze
rests-on = Waarop het steunt
reasons = Redenen van de toelating
until = Leesbaar tot en met
participants-title = Deelnemers
convenes = roept samen en houdt het verslag bij
record-title = Verslag
held-on = Gehouden op
were-there = Waren aanwezig
minutes = Verslag
own-word = Een opmerking van { $name }
own-silence = { $name } was aanwezig en heeft niet gesproken
stays-here = Wat hier geschreven staat, blijft hier. Niets ervan wordt gekopieerd naar een dossier, een plan of een beslissing om te delen. Is informatie elders nodig, dan kan wie ze bezit ze zelf doorgeven, met een beslissing om te delen.
rule-said = Wat de regel antwoordde
answer-kept = Wat de regel antwoordde
answer-so-far = Wat de regel nu antwoordt
what-will-be-said = Wat voor het bepaalde doel gezegd wordt
uncertain-text = Een deel van het toepasselijke recht staat niet met zekerheid vast. Laat het bevestigen voor u erop vertrouwt.
outcome-nobody-yet = Wijs minstens één andere persoon aan: de regel zal antwoorden.
outcome-permitted = Het overleg kan opengaan voor allen die zijn aangewezen.
outcome-in-part = Zo niet: de regel laat het toe voor sommige deelnemers, niet voor allen. De lijst gaat in haar geheel open, of helemaal niet.
outcome-refused = De regel weigert: zo kan het overleg niet opengaan.
step-basis = Waarop het steunt, wat vastligt
step-participants = Wie deelneemt
step-questions = De vragen van de regel
step-done = klaar
step-participants-count = { $n ->
    [0] alleen uzelf nog
    [one] u en één persoon
   *[other] u en { $n } personen
}
step-questions-count = { $n ->
   *[other] { $n } van { $of } antwoorden
}
deed-open = Openen voor de deelnemers
deed-hold = Noteren dat de bijeenkomst plaatsvond
deed-minute = Het verslag schrijven
deed-word = Een opmerking over mezelf toevoegen

# What it rests on
basis-lead = Een overleg met vaste deelnemers mag alleen als een tekst het organiseert, of als een overheid het met redenen heeft toegelaten. Neem over wat de tekst of de toelating vastlegt, niet meer en niet minder.
basis-question = Waarop steunt het?
basis-missing = Zeg waarop het steunt
basis-law = Een wet, een decreet of een ordonnantie
basis-law-hint = Vermeld de tekst en het artikel.
basis-authorisation = Een met redenen omklede toelating van de procureur
basis-authorisation-hint = U hebt ze bij de hand: wie ze gaf, op welke dag, om welke redenen.
source = Welke tekst, of wie heeft het toegelaten?
source-hint = Het artikel van de tekst; of de naam en de functie van wie de toelating gaf.
if-authorised = Als het werd toegelaten
authorised-on = Datum van de toelating
authorised-missing = Geef de datum van de toelating
reasons-hint = Zoals de toelating ze geeft.
reasons-missing = Geef de redenen van de toelating
what-it-fixes = Wat de tekst of de toelating vastlegt
about-question = Over wie?
about-hint = De te beschermen personen, zoals de deelnemers hen kennen.
purpose-hint = Een doel van bescherming, en geen ander.
modalities-hint = Hoeveel bijeenkomsten, in welke vorm, wie het verslag bijhoudt, waar het bewaard wordt.
until-hint = Ten hoogste een jaar. Na die dag leest niemand het verslag hier nog.
until-missing = Zeg tot welke dag

# Participants
participants-lead = Mensen, bij naam en voor hun functie, van om het even welke dienst. De lijst sluit bij de opening: onderweg komt er niemand bij. Wie de functie verlaat, heeft geen toegang meer.
participants-add = Iemand aanwijzen

# Questions
questions-lead = Antwoord zoals het is, niet zoals het zou moeten. “Ik weet het niet” is een antwoord: het is geen ja.

# Opening
opening-text = De aangewezen deelnemers zullen kunnen lezen wat vastligt, en daarna het verslag. Vanaf nu verandert daar niets meer aan.
opening-submit = Het overleg openen
opening-refused-text = Gaat u verder, dan wordt de weigering met haar redenen bewaard en stopt deze voorbereiding. U kunt ook teruggaan en de antwoorden aanvullen.
opening-refused-submit = De weigering bewaren

# The session
session-lead = Noteer alleen wie aanwezig was. Over wie er niet was, of niet sprak, wordt niets geschreven: dat is hun recht.
held-on-missing = Zeg op welke dag het plaatsvond
were-there-hint = Alleen wie aanwezig was.

# Minutes
minutes-lead = Wat voor het bepaalde doel is afgesproken, en niets anders. Het verslag wordt niet verbeterd: er wordt aan toegevoegd.
minutes-hint = Wie doet wat, tot wanneer. Leg niemand zonder noodzaak woorden in de mond.
minutes-submit = Het verslag bewaren

# One's own word
word-lead = Alleen u spreekt voor uzelf. Niets verplicht u hier te schrijven; wat u toevoegt, wordt gelezen door de deelnemers en door niemand anders.
word = Uw opmerking
word-hint = Bijvoorbeeld een verduidelijking bij wat het verslag over u zegt.
kept-silent = Ik was aanwezig en heb niet gesproken
word-submit = Toevoegen

# Refusals
refused-about-nobody = Zeg over wie het overleg gaat
refused-already-held = De bijeenkomst is al genoteerd.
refused-authorisation-without-reasons = Een toelating heeft een datum en redenen: vermeld beide.
refused-authorised-in-future = Die datum moet nog komen
refused-basis-without-source = Vermeld de tekst, of wie de toelating gaf
refused-consultation-frozen = Wat vastligt, verandert niet meer.
    .way = Om het doel, de deelnemers of de werkwijze te verbeteren, bereidt u een ander overleg voor.
refused-consultation-not-open = Dit overleg staat niet open.
refused-convener-takes-part = Wie samenroept, neemt deel: zonder aanwijzing is men niet gedekt.
refused-held-before-opening = De regel moest voor de bijeenkomst antwoorden: ze kan niet voor de opening hebben plaatsgevonden.
    .way = Kwamen er eerder mensen samen, dan was dat niet dit overleg.
refused-held-in-future = Die dag moet nog komen
refused-minutes-without-words = Schrijf wat is afgesproken
refused-no-rules-here = Het recht dat hier geldt, kent dit soort overleg niet.
refused-nobody-attended = Zeg wie aanwezig was
refused-nobody-to-consult = Wijs minstens één andere persoon aan.
refused-not-a-participant = Alleen mensen van de lijst konden deelnemen.
refused-not-held = De bijeenkomst is nog niet genoteerd.
refused-participant-not-there = Deze persoon oefent vandaag geen functie uit in deze dienst.
refused-silent-but-not-there = U staat niet bij de aanwezigen.
refused-too-many-participants = Dat is te veel volk voor een overleg.
refused-until-in-past = Die dag is al voorbij
refused-until-too-far = Ten hoogste een jaar
refused-without-modalities = Zeg hoe het wordt gehouden
refused-without-purpose = Zeg met welk doel
refused-word-without-words = Schrijf een opmerking, of vink het vakje aan
