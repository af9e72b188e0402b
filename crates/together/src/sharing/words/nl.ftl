# SPDX-License-Identifier: EUPL-1.2

# Titles of entries in the timeline.
entry-disclosure-made = Informatie doorgegeven
entry-disclosure-withdrawn = Informatie ingetrokken

# Common
cancel = Annuleren
save = Opslaan
search = Zoeken
choose = Kiezen
remove = Verwijderen
reason = Reden
uncertain = na te gaan
no-legal-advice = Dit helpt u beslissen; het is geen juridisch advies.
back-to-disclosure = Terug naar de beslissing
done-recipient = Ontvanger toegevoegd
done-piece = Informatie toegevoegd
done-family = Genoteerd
done-reviewed = De reden werd nagelezen
done-answers = Antwoorden opgeslagen
done-decided = De beslissing is genomen. Er is nog niets doorgegeven.
done-refused = De beslissing is genomen: er wordt niets doorgegeven.
done-told = Doorgegeven
done-withdrawn = Ingetrokken
done-objection = Het bezwaar is genoteerd
done-finding = Het onderzoek is genoteerd

# The register of a case
register-title = Delen
register-new = Informatie delen
register-lead = { $count ->
    [0] Vanuit dit dossier werd niets aan andere diensten doorgegeven.
    [one] Vanuit dit dossier werd één keer iets aan anderen doorgegeven.
   *[other] Vanuit dit dossier werd { $count } keer iets aan anderen doorgegeven.
}
register-none = Niets gedeeld
register-none-text = Voor u iets aan een andere dienst doorgeeft, bereidt u hier de beslissing voor: aan wie, wat, waarom, en wat het gezin ervan weet.
register-when = Voorbereid op
register-stand = Stand van zaken
told-list-link = Lijst om samen met kind en gezin te lezen
printed = Bewaren of afdrukken (PDF)
printed-name = lijst.pdf
told-list-title = Wie weet wat
told-list-lead = Wat onze dienst aan andere hulpverleners heeft doorgegeven, wanneer en waarom. U kunt uitleg vragen en bezwaar maken.
told-list-none = Onze dienst heeft niets aan anderen doorgegeven.
told-list-by = Door
told-list-to = Aan
told-list-what = Wat
told-list-why = Waarom
told-list-withdrawn = Ingetrokken op { $date }
told-list-object = Wilt u bezwaar maken of uitleg vragen, spreek dan de persoon aan die u begeleidt, of de leiding van de dienst.
stand-prepared = In voorbereiding
stand-refused = Geweigerd
stand-permitted = Mag, nog niet doorgegeven
stand-told = Doorgegeven
stand-ended = Doorgegeven, inzage voorbij
stand-withdrawn = Ingetrokken

# Begin
new-title = Informatie delen
new-lead = Er vertrekt niets voor het einde. U zegt eerst waarom, dan aan wie, wat, en wat het gezin weet; de regel antwoordt, en u beslist.
new-submit = Verder
why = Waarom doorgeven?
why-hint = In een of twee zinnen, zoals u het aan het gezin zou zeggen.
why-missing = Zeg waarom u informatie wilt doorgeven
rule = Regel
answer-unknown = Ik weet het niet
rule-set = Op welke regel steunt u?
rule-set-hint = Elke regel heeft eigen voorwaarden. Begin bij twijfel met de eerste.
rule-set-missing = Kies een regel
rule-set-uncertain = Deze regel is niet volledig nagegaan. Laat hem bevestigen voor u erop steunt.

# The page of a decision
disclosure-title = Beslissing om te delen
prepared-by = Voorbereid door
decided-by = Beslist door
told-by = Doorgegeven door
withdrawn-by = Ingetrokken door
readable-until = Leesbaar tot en met
steps-title = Wat u moet invullen
step-to-do = nog in te vullen
step-done = klaar
step-purpose = Waarom
step-recipients = Aan wie
step-recipients-count = { $n ->
    [0] nog niemand
    [one] één persoon
   *[other] { $n } personen
}
step-pieces = Wat
step-pieces-count = { $n ->
    [0] nog niets
    [one] één stuk informatie
   *[other] { $n } stukken informatie
}
step-family = Wat { $name } weet
step-questions = De vragen van de regel
step-questions-count = { $n ->
   *[other] { $n } van { $of } beantwoord
}
family-told-on = ingelicht op { $date }
family-not-told = niet ingelicht, na te lezen
family-not-told-reviewed = niet ingelicht, reden nagelezen
answer-so-far = Wat de regel tot nu toe antwoordt
answer-kept = Wat de regel geantwoord heeft
deed-decide = Beslissen
deed-tell = Doorgeven
deed-abandon = Opgeven
deed-withdraw = Intrekken wat doorgegeven werd
cannot-be-undone = Wat gelezen of gehoord werd, kan niet uit het geheugen gewist worden. Intrekken sluit de inzage hier af; een gemaakte notitie of een gesproken woord verdwijnt niet.

# Why
purpose = Met welk doel?
purpose-missing = Kies een doel
open-ended = De beslissing zou ook gelden voor wat nog niet gekend is („alle partners, een jaar”)
consent-invoked = Er wordt een akkoord van het gezin ingeroepen

# To whom
recipients-lead = Personen, bij naam: nooit een team of een gedeelde mailbox. Ieder staat zelf in voor het geheim dat hem of haar bindt.
recipients-add = Iemand toevoegen
recipients-same = Iemand anders van { $name }
recipients-search = De dienst zoeken
recipients-search-hint = Eén woord van de naam volstaat; de persoon kiest u daarna.
recipients-none = Geen dienst met die naam
recipients-none-text = Probeer een ander woord, of de naam van de gemeente.
staff-none = Van deze dienst is hier niemand bekend
staff-none-text = Vraag uw beheerder de persoon in te schrijven die de informatie moet krijgen.
duty-bound = gebonden door het beroepsgeheim
duty-discretion = alleen discretieplicht
duty-judicial = geheim van het onderzoek of van de rechtbank
duty-none = door geen geheim gebonden
duty-unknown = geheimhouding niet gekend

# What
pieces-lead = Eén stuk informatie per keer, en alleen wat nuttig is. Wat u hier schrijft, is precies wat gelezen wordt.
pieces-add = Informatie toevoegen
piece-title = Waarover gaat het?
piece-title-hint = In één regel, zonder details: het gezin leest deze titel in de lijst van wat werd doorgegeven.
piece-title-missing = Zeg in één regel waarover het gaat
piece-words = Wat gelezen wordt
piece-words-hint = De nuttige feiten, in uw woorden.
piece-words-missing = Schrijf wat gelezen wordt, of kies iets uit het dossier
piece-entry = Of iets uit het dossier overnemen
piece-entry-hint = De samenvatting van vandaag wordt zo overgenomen, zonder geheime adressen.
piece-origin = Waar komt het vandaan?
piece-origin-missing = Zeg waar de informatie vandaan komt
piece-class = Is het bijzondere informatie?
piece-submit = Deze informatie toevoegen
class-other = Neen, niets daarvan
origin-own-work = Uit het werk van onze dienst
origin-confided = De betrokkene of een naaste vertrouwde het ons toe
origin-received = Een andere dienst deelde het met ons
origin-consultation = Uit een overleg met vaste deelnemers
origin-judicial = Uit een gerechtelijk dossier
origin-own-notes = Uit mijn persoonlijke notities

# The family
family-title = Wat het gezin weet
family-lead = { $name } vooraf inlichten over wat doorgegeven wordt en aan wie.
family-recipients = Genoemde ontvangers: { $names }
family-recipients-first = Noem eerst de ontvangers: men licht in over wat doorgegeven wordt, en aan wie.
told = Werd de persoon ingelicht?
told-missing = Zeg of de persoon ingelicht werd
told-yes = Ja
told-yes-hint = Mondeling, per brief: voor er iets vertrekt.
told-no = Neen
told-no-hint = Zeg waarom. Sommige regels laten dat nooit toe.
told-not-concerned = Dat hoeft hier niet
told-not-concerned-hint = Wat doorgegeven wordt, komt niet van deze persoon en gaat er niet over. Zeg waarom.
not-concerned-missing = Zeg waarom deze persoon niet ingelicht hoeft te worden
family-not-concerned = niet betrokken
told-if-yes = Zo ja
told-if-no = Zo neen, of niet hier
told-on = Wanneer?
told-on-missing = Zeg wanneer de persoon ingelicht werd
told-how = Hoe?
told-how-hint = Bijvoorbeeld: mondeling in het centrum, per brief, met een tolk.
told-how-missing = Zeg hoe de persoon ingelicht werd
told-language = In welke taal?
told-language-hint = De taal waarin de persoon het begrepen heeft.
told-language-missing = Zeg in welke taal
told-words = Wat er gezegd werd
told-words-hint = Wat doorgegeven wordt, aan wie, en hoe men bezwaar kan maken.
ground = Om welke reden?
ground-none = Geen van deze
no-grounds = Deze regel laat geen uitzondering toe: zonder voorafgaande informatie weigert hij.
why-not = Waarom wordt de persoon niet ingelicht?
why-not-hint = Iemand anders van de dienst leest deze reden na.
why-not-missing = Zeg waarom de persoon niet ingelicht wordt
review-ground = Deze reden nalezen
review-ground-text = U bevestigt, als tweede persoon, dat niet inlichten hier gerechtvaardigd is.
review-ground-submit = Nagelezen, de reden houdt stand

# The questions
questions-lead = Antwoord zoals het is, niet zoals het zou moeten. „Ik weet het niet” is een antwoord: het telt niet als ja.
questions-first = Noem eerst de ontvangers en de informatie: er zijn vragen over.
what-for = Waarvoor?
needed-for = Nuttig voor: { $text }

# The answer of the rules
outcome-permitted = Delen mag. Het moet nooit.
outcome-in-part = Een deel mag doorgegeven worden, en niets anders.
outcome-refused = De regel weigert: zo mag niets doorgegeven worden.
outcome-nothing-yet = Noem minstens één persoon en één stuk informatie: dan antwoordt de regel.
obstacle-not-in-force = Deze regel is op die datum niet van kracht.
obstacle-failed = Een voorwaarde kon niet beoordeeld worden: bij twijfel weigert ze.
obstacle-facts = De antwoorden kloppen niet met de genoemde personen en informatie.
pairs-caption = Wie wat mag weten
pairs-piece = Informatie
pair-yes = ja
pair-no = neen
unmet-title = Wat ontbreekt
met-title = Wat vervuld is, en waarop het steunt
changes-title = Wat zou volstaan
changes-text = Als het waar was. Het is nooit een raad om anders te antwoorden dan het is.
state-open = niet vastgesteld
state-not-met = niet vervuld
used = Gebruikt antwoord:
fact-is = { $fact }: { $value }
law = De wettekst
law-cited = { $name }: { $numbers }
condition-uncertain = Het is niet zeker dat de wet deze voorwaarde stelt.
about-recipient = ({ $who })
about-piece = („{ $what }”)
about-pair = „{ $what }” voor { $who }
fact-discloser-duty = Uw geheimhouding
fact-discloser-participant = U neemt deel aan het overleg
fact-purpose = Doel
fact-open-ended = Algemene beslissing
fact-consent = Ingeroepen akkoord
fact-one-recipient = Eén ontvanger
fact-named = Persoon bij naam
fact-recipient-duty = Geheimhouding van de ontvanger
fact-addressee = Ontvanger volgens de regel
fact-participant = Deelnemer aan het overleg
fact-told = Inlichten van het gezin
fact-ground = Reden om niet in te lichten
fact-ground-reviewed = Reden nagelezen door een tweede persoon
fact-single = Eén precies stuk informatie
fact-class = Aard van de informatie
fact-origin = Herkomst
value-yes = ja
value-no = neen
value-unknown = ik weet het niet
value-refused = wil niet antwoorden
value-not-applicable = niet van toepassing
value-unanswered = nog niet beantwoord
value-true = ja
value-false = neen
value-bound = beroepsgeheim
value-discretion = alleen discretie
value-judicial = onderzoek of rechtbank
value-none = geen
value-other = andere
value-several = meerdere
value-before = vooraf ingelicht
value-late = te laat ingelicht
value-not-of-this-recipient = ingelicht, maar niet over deze ontvanger
value-not-told = niet ingelicht
value-own-work = werk van de dienst
value-confided = toevertrouwd
value-received = van een andere dienst gekregen
value-consultation = overleg
value-own-notes = persoonlijke notities
value-not-invoked = neen
value-invoked = ja
value-against-child = ja, tegen het belang van het kind

# Deciding
decide-title = Beslissen
decide-permitted = De beslissing bewaart wat u antwoordde en wat de regel antwoordde. Er wordt nog niets doorgegeven: dat is de volgende stap.
decide-refused = Zeg waarom, in eenvoudige woorden, en wat u in de plaats voorstelt. Wie erom vroeg, moet het kunnen lezen.
reason-hint = Bijvoorbeeld: deze informatie is niet onmisbaar voor de gevraagde hulp.
reason-optional = Opmerking (niet verplicht)
alternative = Wat in de plaats gebeurt
alternatives-hint = Deze wegen laat de wet open.
alternative-words = In uw woorden (facultatief)
alternative-hint = Het gezin geeft het zelf door, een algemene terugkoppeling, advies zonder naam…
decide-submit = Beslissen te delen
decide-submit-in-part = Beslissen dit deel te delen
decide-submit-refused = Beslissen niet te delen
telling-title = Doorgeven
telling-lead = Dit is precies wat ieder zal lezen, en niets anders.
channel = Hoe wordt het doorgegeven?
channel-missing = Zeg hoe het doorgegeven wordt
channel-written = Schriftelijk, hier
channel-written-hint = De ontvangers krijgen een bericht zonder inhoud en lezen hier.
channel-oral = Mondeling
channel-oral-hint = U hebt het gezegd of zegt het meteen; wat gezegd werd, blijft hier leesbaar.
readable-until-hint = Na die dag leest niemand het hier nog.
readable-until-missing = Zeg tot welke dag
telling-submit = Nu doorgeven
withdraw-title = Intrekken wat doorgegeven werd
withdraw-text = De ontvangers kunnen vanaf nu niet meer lezen.
abandon-title = Deze beslissing opgeven
abandon-text = Er werd niets doorgegeven. De voorbereiding blijft leesbaar in het dossier.

# What was received
received-consultations = Casusoverleg
received-title = Met mij gedeeld
received-lead = Wat andere diensten u persoonlijk hebben doorgegeven, en wat u nog kunt lezen.
received-none = Voorlopig niets
received-none-text = Als een dienst u informatie doorgeeft, verschijnt die hier.
received-one-title = Doorgegeven informatie
received-from = Van
received-on = Doorgegeven op
received-about = Over
received-back = Alles wat met mij gedeeld is
onward-ban = Dit is alleen voor u. Geef er niets van door: als iemand anders het moet weten, beslist de dienst die het u zei.

# Objections
objections-title = Bezwaren
objections-none = Niemand maakte bezwaar.
objection-new = Een bezwaar noteren
objection-title = Een bezwaar noteren
objection-lead = Het kind of een naaste is het niet eens met wat doorgegeven werd, of vreest dat het gebeurt. Iemand anders van de dienst onderzoekt het.
objection-person = Wie maakt bezwaar?
objection-person-missing = Zeg wie bezwaar maakt
objection-on = Gezegd op
objection-on-missing = Zeg wanneer
objection-words = In de eigen woorden
objection-words-hint = Zoals de persoon het zei.
objection-about = Over welke beslissing?
objection-about-hint = Laat leeg als de persoon vreest dat er iets gedeeld werd waar het dossier niets van zegt.
objection-submit = Noteren
objection-of = { $name }, op { $on }
objection-waits = Wacht op onderzoek.
objection-see = De beslissing bekijken
review-title = Dit bezwaar onderzoeken
review-submit = Het onderzoek afsluiten
finding = Wat besluit u?
finding-missing = Kies een besluit
finding-upheld = De beslissing wordt bevestigd
finding-upheld-hint = Wat beslist of geweigerd werd, was gegrond.
finding-overturned = De beslissing was niet gegrond
finding-overturned-hint = Wat nog gelezen kan worden, wordt meteen afgesloten. Wat gelezen werd, kan niet gewist worden.
finding-reason-hint = Wie bezwaar maakte, moet het kunnen begrijpen.

# Letters
entry-letter-delivered = Informatiebrief bezorgd
done-letter = De brief is geschreven. Open hem, bezorg hem, en noteer dat daarna hier.
done-letter-delivered = De bezorging is genoteerd
family-told-in-part = ingelicht op { $date }, niet over alles
letters-title = Informatiebrieven
letters-none = Er is nog geen brief geschreven. Een brief moet niet: mondeling inlichten kan ook.
letter-title = Informatiebrief
letter-to = Brief aan { $name }
letter-file = brief.pdf
letter-the-child = het kind
letter-write = De brief schrijven
letter-write-text = De brief zegt dit alles in uw plaats; het volstaat om de bezorging te noteren.
letter-write-to = Een brief schrijven aan { $name }
letter-lead = De brief zegt aan { $name } wat wordt doorgegeven, aan wie, waarom, volgens welke regel, en hoe men het er niet mee eens kan zijn. Hij licht in; hij vraagt geen handtekening.
letter-says = Wat de brief zegt
letter-withheld = Wat niet wordt doorgegeven
letter-address = Adres op de brief
letter-address-secret = Geen: het adres wordt geheimgehouden. Geef de brief persoonlijk af.
letter-address-unknown = Er is geen adres genoteerd.
letter-language = Taal van de brief
letter-language-missing = Kies de taal van de brief
letter-speaks = Volgens het dossier spreekt deze persoon: { $languages }.
letter-no-language = Er is geen brief in de taal die voor deze persoon is genoteerd ({ $languages }). Kies de taal die hij of zij het best begrijpt, en zorg voor een tolk.
letter-interpreter = Taal van de tolk (facultatief)
letter-interpreter-hint = De brief zal zeggen dat een tolk hem uitlegt. Schrijf de naam van de taal zoals de persoon die leest.
letter-interpreted = met een tolk: { $language }
letter-telling = Er wordt niets doorgegeven vóór
letter-telling-hint = De persoon moet tijd hebben om te lezen, vragen te stellen en te antwoorden.
letter-told-on = Doorgegeven op
letter-after = Het is al doorgegeven op { $date }: de brief zegt wat werd doorgegeven.
letter-late = Waarom werd de persoon niet vooraf ingelicht?
letter-late-hint = In woorden die u aan de persoon zelf kunt zeggen: ze staan in de brief.
letter-submit = De brief schrijven
letter-open = De brief openen (PDF)
letter-for = Voor
letter-written = Geschreven door
letter-written-on = Geschreven op
letter-again = Een nieuwe brief schrijven
letter-outdated = Deze brief zegt niet meer wat vandaag zou worden doorgegeven. Gewijzigd: { $what }.
letter-outdated-given = Hij geldt als inlichting voor wat hij noemt, en voor niets meer.
letter-differs-recipients = de ontvangers
letter-differs-pieces = de informatie
letter-differs-why = het doel
letter-is-outdated = niet meer actueel
letter-given-on = bezorgd op { $date }
letter-not-given = nog niet bezorgd
letter-deliver = De bezorging noteren
letter-deliver-text = Daarmee is „Wat de familie weet” voor deze persoon ingevuld: niets moet twee keer worden geschreven.
letter-deliver-text-after = De bezorging wordt bij de brief bewaard. De beslissing zelf verandert niet meer.
letter-delivered = Bezorging
letter-delivered-by = Genoteerd door
letter-deliver-submit = De bezorging noteren
letter-way = Hoe is hij bezorgd?
letter-way-missing = Zeg hoe de brief is bezorgd
letter-way-in-person = Persoonlijk afgegeven
letter-way-post = Per post
letter-way-secure-mail = Via beveiligde berichten
letter-on-missing = Zeg op welke dag
letter-explained = Is hij uitgelegd?
letter-explained-hint = Samen gelezen, of verteld, met tijd voor vragen.
letter-explained-yes = Uitgelegd
letter-explained-no = Niet uitgelegd
letter-explained-missing = Zeg of de brief is uitgelegd
letter-with = Met welke tolk? (facultatief)
letter-with-hint = De taal, en wie vertaald heeft.
letter-how-in-person = brief persoonlijk afgegeven
letter-how-post = brief per post
letter-how-secure-mail = brief via beveiligde berichten
letter-how-explained = { $how }, uitgelegd
letter-with-interpreter = { $language }, met tolk ({ $with })
letter-duty-bound = beroepsgeheim
letter-duty-discretion = discretieplicht
letter-duty-judicial = geheim van het onderzoek of de rechtbank
letter-duty-none = geen geheimhoudingsplicht
letter-duty-unknown = geheimhoudingsplicht niet bekend
telling-announced = Een brief heeft aan { $names } aangekondigd dat er niets zou worden doorgegeven vóór { $date }.

# The register of an institution
whole-title = Register van wat onze dienst deelde
whole-lead = Wat uw dienst besliste door te geven, of niet: data, regels, uitkomsten. Geen naam van een kind of naaste, geen woord van wat werd gezegd.
whole-from = Van
whole-until = Tot en met
whole-until-before = Het einde ligt vóór het begin
whole-too-long = Hoogstens een jaar tegelijk
whole-submit = Tonen
whole-period = Van { $from } tot en met { $until }
whole-none = Geen beslissing in deze periode
whole-none-text = Kies andere data.
whole-permitted = Toegestaan
whole-in-part = Deels toegestaan
whole-refused = Geweigerd
whole-withdrawn = Ingetrokken
whole-objected = Met een bezwaar
whole-columns = De tabel heeft een rij per beslissing. Wie ze meeneemt, laat een spoor na.
whole-xlsx = De tabel meenemen (XLSX)
whole-csv = De tabel meenemen (CSV)
whole-file = gedeelde-informatie
whole-decided-on = Beslist op
whole-outcome = Uitkomst
whole-recipients = Ontvangers
whole-institutions = Ontvangende diensten
whole-pieces = Stukken informatie
whole-classes = Aard van de informatie
whole-class-other = andere
whole-family-told = Vooraf ingelicht
whole-family-not-told = Niet ingelicht
whole-family-apart = Niet betrokken
whole-grounds = Gronden om niet in te lichten
whole-withdrawn-on = Ingetrokken op
whole-objections = Bezwaren
whole-objected-on = Laatste bezwaar
rule-set-column = Regel
finding-column = Besluit van het onderzoek

# Refusals
refused-already-reviewed = Dit bezwaar werd al onderzocht.
refused-already-told = Het is al doorgegeven.
refused-changed-meanwhile = De beslissing is gewijzigd terwijl de brief werd geschreven.
    .way = Open de beslissing opnieuw en schrijf dan de brief.
refused-consultation-has-its-own-record = Wat in een overleg gezegd wordt, blijft in het eigen register: vanuit het dossier vertrekt er niets van.
refused-date-in-future = Die datum moet nog komen.
refused-delivered-after-telling = Deze brief kondigt aan wat zou worden doorgegeven. Op die dag was het al gebeurd: hij kan niemand vooraf hebben ingelicht.
    .way = Schrijf de brief die zegt wat werd doorgegeven, en waarom de persoon niet vooraf werd ingelicht.
refused-delivered-before-written = Op die dag was de brief nog niet geschreven.
refused-delivered-in-future = Die dag moet nog komen.
refused-disclosure-decided = De beslissing is genomen: ze verandert niet meer. Bereid een andere voor.
refused-disclosure-refused = De regel heeft geweigerd: er is niets door te geven.
refused-disclosure-withdrawn = Deze beslissing werd ingetrokken.
refused-finding-without-reason = Zeg waarom u zo besluit.
refused-late-without-reason = Zeg aan de persoon waarom er vooraf niets werd gezegd
refused-letter-delivered = De bezorging van deze brief is al genoteerd.
refused-letter-holds-secret = Deze brief bevat een adres dat intussen geheim wordt gehouden: hij gaat hier niet meer open.
    .way = Schrijf een nieuwe brief; die bevat het adres niet.
refused-letter-not-concerned = U hebt genoteerd dat deze persoon niet betrokken is: deze brief is niet voor hem of haar.
    .way = Moet de persoon toch worden ingelicht, wijzig dan eerst wat onder „Wat de familie weet” staat.
refused-letter-not-in-language = Er is geen brief in die taal.
refused-letter-nothing-to-announce = Zoals het is voorbereid, zou de regel alles weigeren, ook als de familie was ingelicht: er is niets aan te kondigen.
    .way = Beantwoord eerst de vragen van de regel, of herbekijk aan wie en wat; de brief komt daarna.
refused-letter-to-nobody = Deze persoon is niet geboren, of is overleden.
refused-no-longer-permitted = Sinds de beslissing is er iets veranderd: een ontvanger is niet meer gebonden of verliet de dienst. Bereid een nieuwe beslissing voor.
refused-no-piece = Er is geen informatie om door te geven.
refused-no-recipient = Er is geen ontvanger genoemd.
refused-not-decided = Er is nog niets beslist.
refused-nothing-to-review = Er is geen reden na te lezen.
refused-objection-without-words = Noteer wat de persoon zei.
refused-piece-without-title = Zeg in één regel waarover het gaat.
refused-piece-without-words = Schrijf wat gelezen wordt.
refused-recipient-is-here = Deze persoon werkt in uw dienst: dan telt de kring van het dossier, niet delen.
refused-recipient-not-there = Deze persoon oefent vandaag geen functie uit in die dienst.
refused-register-too-long = Deze periode telt te veel beslissingen voor één tabel.
    .way = Kies een kortere periode.
refused-register-without-period = Deze data passen niet bij elkaar.
    .way = Ga terug naar het register en kies een periode van hoogstens een jaar.
refused-refusal-without-alternative = Zeg wat u in de plaats voorstelt
refused-refusal-without-reason = Zeg waarom het niet doorgegeven wordt
refused-review-by-author = U schreef deze reden: iemand anders moet ze nalezen.
refused-review-by-decider = U nam deel aan deze beslissing: iemand anders moet ze onderzoeken.
refused-review-by-supervision = Het onderzoek komt toe aan een leidinggevende van het dossier of aan de directie.
refused-rule-set-not-in-force = Deze regel is vandaag niet van kracht.
refused-secret-address = In wat doorgegeven zou worden, staat een geheim adres. Bereid een andere beslissing voor, zonder dat adres.
refused-telling-in-past = Die dag is al voorbij.
refused-telling-without-day = Zeg vóór welke dag er niets wordt doorgegeven
refused-told-in-future = Men kan niet ingelicht hebben op een datum die nog moet komen.
refused-too-many-pieces = Dat is te veel voor één beslissing: kies wat echt nuttig is.
refused-too-many-recipients = Dat zijn te veel mensen voor één beslissing: „ter info aan allen” bestaat niet.
refused-unknown-code = Die keuze bestaat niet.
refused-until-in-past = Die dag is al voorbij.
refused-until-too-far = Hoogstens een jaar: beslis daarna opnieuw.
refused-withdrawal-without-reason = Zeg waarom

alone-title = Beslissingen zonder dossier
alone-lead = Wat u besloten hebt te zeggen, of niet, over een kind voor wie uw dienst geen dossier heeft. U en uw leidinggevende lezen dit, niemand anders.
alone-none = Geen beslissing
alone-none-text = Als een andere dienst u iets vraagt, of als u een gevaar verneemt, bereidt u hier voor wat gezegd mag worden.
new-alone-lead = Uw dienst heeft geen dossier nodig: hier beslist u wat gezegd mag worden, aan wie, en volgens welke regel.
step-family-name = Wie vooraf moet worden ingelicht
step-family-count = { $count ->
    [0] Nog niemand
    [one] Eén persoon
   *[other] { $count } personen
}
family-child-name = Naam van het kind of de jongere
family-child-lead = Geen dossier zegt hier over wie het gaat. Noem eerst het kind, daarna ieder die het ouderlijk gezag uitoefent.
family-holder-name = Naam van wie moet worden ingelicht
family-holder-lead = Noem iemand die het ouderlijk gezag uitoefent, of wie het anders moet weten voor de informatie vertrekt.
family-name-hint = Bijvoorbeeld: “Mevrouw Maes, haar moeder”. Deze naam blijft in deze beslissing.
refused-family-without-name = Schrijf de naam van deze persoon.
refused-told-with-its-exchange = Deze informatie vertrekt met de vraag of het antwoord waarvoor ze werd voorbereid.
    .way = Open de uitwisseling en verstuur ze.
made-for-exchange = Deze beslissing hoort bij een uitwisseling.
made-for-exchange-link = Terug naar de uitwisseling
deed-send = Versturen met de uitwisseling
rooms = De uitwisselingen tussen diensten
room-exchanges = Uitwisselingen
