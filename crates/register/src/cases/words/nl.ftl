# SPDX-License-Identifier: EUPL-1.2

refused-case-merged = Dit dossier is samengevoegd met een ander: werk in het dossier dat het overnam.
refused-case-closed = Dit dossier is afgesloten.
    .way = Vraag de teamverantwoordelijke het te heropenen om er opnieuw in te werken.
refused-reads-back-without-following = Alleen wie het kind in het volgende dossier opvolgt, kan dit dossier nalezen.
refused-reads-back-without-reason = Zeg waarvoor dit dossier nagelezen wordt.
refused-reads-back-without-end = Bepaal tot wanneer dit dossier nagelezen kan worden.
refused-child-has-open-case = Dit kind heeft al een open dossier in uw dienst.
    .way = Open dat dossier via de zoekfunctie en werk daarin verder.
refused-report-needs-open-case = Dit dossier is voor dit kind niet, of niet meer, open in uw dienst.
    .way = Open de pagina van de melding opnieuw: ze toont welk dossier open is, of laat u er een openen.
refused-report-already-linked = Deze melding is al aan dit dossier gekoppeld.
refused-date-in-future = Deze datum ligt in de toekomst.
refused-case-can-be-reopened = Uw dienst sloot onlangs een dossier van dit kind af: het wordt heropend, met zijn geschiedenis, in plaats van een nieuw te beginnen.
    .way = Vraag de leidinggevende om het te heropenen.
refused-child-may-be-known = Uw dienst heeft, of had onlangs, een dossier van een kind met deze naam.
    .way = Zoek nog eens, of zeg waarom het om een ander kind gaat.
refused-lead-does-not-work-here = Deze persoon werkt vandaag niet in uw dienst.
    .way = Kies iemand van de dienst, of laat de aanstelling registreren door de administratie.
refused-not-bound = Deze persoon is niet gebonden door het beroepsgeheim: hij of zij komt niet in de kring van een dossier.
    .way = U kunt zeggen dat de verontrusting is opgenomen, en niets meer.
refused-hand-over-to-oneself = U hebt geen plaats in deze dossiers: u kunt ze niet aan uzelf overdragen.
    .way = Draag ze over aan iemand van het team, of vraag de leidinggevende om ze u toe te wijzen.
refused-already-lead = Deze persoon is al casusregisseur van dit dossier.
refused-already-on-hold = Dit dossier is al opgeschort.
refused-hold-without-reason = Zeg waarom het dossier wordt opgeschort.
refused-not-on-hold = Dit dossier is niet opgeschort.
refused-closure-already-proposed = Er is al een afsluiting voorgesteld, die op een beslissing wacht.
refused-transfer-waits = Een overdracht wacht op het antwoord van de andere dienst.
refused-closure-without-child-view = De mening van het kind over de afsluiting ontbreekt, of de reden waarom.
refused-closure-without-explanation = Leg uit waarom het dossier kan worden afgesloten.
refused-closure-without-partners = Zeg wat de partners over de afsluiting zullen weten.
refused-closure-without-retention = Kies de bewaarregel die van toepassing is.
refused-closure-without-statement = Er ontbreekt wat deze reden van afsluiting vraagt te zeggen.
refused-no-closure-proposed = Er is geen afsluiting voorgesteld voor dit dossier.
refused-closure-own-proposal = U hebt deze afsluiting voorgesteld: iemand anders moet beslissen.
    .way = Vraag het aan een andere teamverantwoordelijke.
refused-closure-by-lead = De casusregisseur beslist niet over de afsluiting van het eigen dossier.
    .way = Vraag het aan een andere teamverantwoordelijke.
refused-case-not-closed = Dit dossier is niet afgesloten.
refused-reopening-too-late = De termijn om dit dossier te heropenen is voorbij.
    .way = Open een nieuw dossier voor het kind: het wordt met dit dossier verbonden.
refused-reopening-without-reason = Zeg waarom het dossier wordt heropend.
refused-transfer-to-oneself = Kies een andere dienst dan de uwe.
refused-receiver-leads-no-case = Deze dienst volgt geen dossiers op en kan er geen ontvangen.
    .way = Zoek in de gids een dienst die dit opvolgt.
refused-no-transfer-waits = Geen overdracht wacht op antwoord.
refused-transfer-not-yours = Enkel de dienst waaraan de overdracht is voorgesteld kan antwoorden.
refused-transfer-of-followed-child = Uw dienst volgt dit kind al op in een open dossier.
    .way = Wie de leiding heeft over dat dossier, kan de overdracht aanvaarden en beide dossiers in één keer samenvoegen. Tot dan staat de andere dienst in voor het zijne.
refused-transfer-into-nothing = Het dossier waarmee dit dossier zou worden samengevoegd, is niet meer open voor dit kind.
    .way = Open de pagina van de overdracht opnieuw: ze toont hoe het er in uw dienst voor staat en hoe u kunt aanvaarden.
refused-no-transfer-to-withdraw = Geen voorstel tot overdracht wacht op antwoord.
    .way = Misschien heeft de andere dienst intussen geantwoord: de tijdlijn van het dossier zegt het.
refused-transfer-not-yours-to-withdraw = Enkel de dienst die deze overdracht voorstelde, kan het voorstel intrekken.
refused-withdrawal-without-reason = Zeg waarom het voorstel wordt ingetrokken.
refused-transfer-without-reason = Zeg waarom u deze overdracht voorstelt.
refused-refusal-without-reason = Zeg waarom.
refused-merge-with-itself = Kies twee verschillende dossiers.
refused-merge-across-institutions = Dossiers van verschillende diensten worden niet samengevoegd: elke dienst behoudt het zijne.
refused-merge-without-reason = Zeg waarom beide dossiers over hetzelfde kind gaan.
refused-unmerge-too-late = Deze samenvoeging is ouder dan dertig dagen en kan niet meer ongedaan worden gemaakt.
refused-unmerge-elsewhere = Het dossier ging sinds deze samenvoeging naar een andere dienst: ze kan niet meer ongedaan gemaakt worden.
refused-unmerge-one-child = Beide dossiers gaan over hetzelfde kind: ze scheiden zou het twee open dossiers in uw dienst geven.
    .way = Werk in het dossier dat blijft; wat in het andere stond, is daar te lezen.
refused-unmerge-last-first = Dit dossier werd eerst met een ander samengevoegd, dat daarna met dit dossier werd samengevoegd.
    .way = Maak eerst de laatste samenvoeging ongedaan.
refused-merge-open-into-closed = Het dossier dat blijft is afgesloten, terwijl het andere nog opgevolgd wordt: de opvolging zou stoppen zonder afsluiting.
    .way = Heropen eerst het dossier dat blijft, of voeg ze in de andere richting samen.
refused-unknown-code = Kies een van de voorgestelde antwoorden.
refused-frame-ends-before-it-begins = Het einde ligt voor het begin.
refused-lead-leaves-by-assignment = De casusregisseur verlaat het dossier wanneer een andere wordt aangewezen.
    .way = Vraag de teamverantwoordelijke iemand aan te wijzen.
refused-emergency-not-signed-in = Meld u eerst aan.
refused-emergency-not-bound = Dringende toegang staat enkel open voor professionals met beroepsgeheim.
    .way = Bel bij gevaar de hulpdiensten; verwittig de dienst waarvan het contact getoond wordt.
refused-emergency-no-function = Uw functie laat geen dringende toegang toe.
refused-emergency-already-open = U hebt dit dossier al in nood geopend.
    .way = De toegang eindigt op het uur dat bovenaan het dossier staat; is hij daarna nog nodig, open hem dan opnieuw.
refused-emergency-without-reason = Zeg in een zin waarom de toegang niet kan wachten.
refused-emergency-own-review = Uw eigen dringende toegang moet door iemand anders worden nagekeken.
refused-emergency-already-reviewed = Deze toegang werd al nagekeken.
refused-emergency-without-finding = Schrijf wat u hebt vastgesteld.
refused-related-to-oneself = Deze persoon is al het kind van dit dossier.
refused-reveal-without-reason = Zeg waarom u nodig hebt wat geheim gehouden wordt.

# The pages.
frame-cases = Dossiers
frame-identity = Over wie het gaat
frame-attention = Aandachtspunten
frame-tabs = Delen van het dossier
frame-write = Een notitie schrijven
frame-legal = Kader
frame-no-legal = nog niet genoteerd
frame-until = , tot { $date }
frame-lead = Casusregisseur
frame-no-lead = voorlopig niemand
frame-lead-gone = { $name }, die de dienst verliet op { $on }
frame-last = Laatst genoteerde gebeurtenis
frame-readers = Wie toegang heeft
tab-overview = Overzicht
tab-timeline = Tijdlijn
tab-notes = Notities
tab-contacts = Contacten
tab-people = Familie
tab-attachments = Bijlagen
tab-chronology = Chronologie
tab-exchanges = Uitwisselingen
tab-orientations = Doorverwijzingen
tab-disclosures = Gedeeld
tab-circle = Kring
tab-access-log = Wie het opende
child-unborn = Ongeboren kind
child-unnamed = Naam nog onbekend
child-expected = ongeboren, verwacht op { $on }
child-born = geboorte: { $on }
child-died = overlijden: { $on }
attention-line = { $kind }: { $text }
emergency-label = Dringende toegang
emergency-text = U leest dit dossier zonder deel uit te maken van de kring. Elke opening wordt genoteerd en nagekeken.
emergency-ends = De toegang eindigt om { $time }.
emergency-give-back = De toegang nu teruggeven
done-opened = Het dossier is geopend. De teamverantwoordelijke wijst de casusregisseur aan; tot dan leest u het en schrijft u erin.
done-assigned = Het dossier is toevertrouwd.
done-circle-joined = De persoon maakt deel uit van de kring.
done-circle-left = De plaats in de kring is beëindigd.
done-frame-changed = Het kader is genoteerd.
done-attention-noted = Het aandachtspunt is genoteerd.
done-attention-ended = Het aandachtspunt is beëindigd.
done-on-hold = Het dossier is opgeschort.
done-resumed = Het werk wordt hervat.
done-hold-reviewed = De opschorting loopt door. Er is een nieuwe herinnering gezet.
done-transfer-proposed = De overdracht is voorgesteld. U blijft verantwoordelijk tot ze aanvaard is, en kunt het voorstel tot dan intrekken.
done-transfer-accepted = Het dossier is voortaan dat van uw dienst.
done-transfer-accepted-into = De overdracht is aanvaard: het ontvangen dossier is met dit dossier samengevoegd, en alles wat erin stond is hier te lezen.
done-transfer-rejected = De overdracht is geweigerd. De voorstellende dienst behoudt het dossier.
done-transfer-withdrawn = Het voorstel is ingetrokken. De andere dienst is verwittigd; het dossier blijft het uwe.
done-closure-proposed = De afsluiting is voorgesteld. Iemand anders beslist.
done-closure-refused = De afsluiting is geweigerd. Het werk gaat door.
done-closed = Het dossier is afgesloten.
done-reopened = Het dossier is heropend. Wijs nu de casusregisseur aan.
done-merged = De twee dossiers zijn samengevoegd.
done-unmerged = De twee dossiers zijn opnieuw gescheiden.
done-event-chosen = De gebeurtenis staat in de chronologie.
done-event-withdrawn = De gebeurtenis is uit de chronologie gehaald. Ze blijft in de tijdlijn.
done-emergency-opened = Het dossier staat voor u open. Het einde van de toegang staat bovenaan elke pagina.
done-emergency-reviewed = De dringende toegang is nagekeken.
done-handed-over = De dossiers zijn overgedragen. Elk dossier vermeldt het in zijn tijdlijn.
done-handed-over-more = Vijfhonderd dossiers zijn overgedragen. Herbegin voor de volgende.
done-name-noted = De naam is genoteerd.
done-contact-noted = De contactgegevens zijn genoteerd.
done-contact-corrected = De contactgegevens zijn verbeterd. De vroegere versie blijft hieronder zichtbaar.
done-contact-ended = Deze contactgegevens zijn beëindigd. Ze blijven hieronder zichtbaar.
done-person-added = De persoon staat bij de naasten.
done-person-amended = De wijzigingen zijn opgeslagen.
done-relation-ended = De band is beëindigd. Hij blijft zichtbaar bij de vroegere banden.
entry-case-opened = Opening van het dossier
entry-case-assigned = Casusregisseur aangewezen
entry-case-taken-over = Dossier overgenomen door wie het overdroeg
entry-circle-joined = Iemand komt bij de kring
entry-frame-changed = Kader gewijzigd
entry-attention-noted = Aandachtspunt
entry-case-put-on-hold = Opschorting
entry-case-resumed = Hervatting
entry-hold-reviewed = De opschorting loopt door
entry-transfer-proposed = Overdracht voorgesteld
entry-transfer-accepted = Overdracht aanvaard
entry-transfer-rejected = Overdracht geweigerd
entry-transfer-withdrawn = Voorstel tot overdracht ingetrokken
entry-closure-proposed = Afsluiting voorgesteld
entry-closure-refused = Afsluiting geweigerd
entry-case-closed = Afsluiting van het dossier
entry-case-reopened = Heropening van het dossier
entry-case-continued = Een nieuw dossier volgt op dit dossier
entry-cases-merged = Een ander dossier is hiermee samengevoegd
entry-report-linked = Een nieuwe melding is aan dit dossier gekoppeld
entry-cases-unmerged = Twee dossiers opnieuw gescheiden
entry-emergency-access-opened = Dringende toegang
entry-emergency-access-reviewed = Dringende toegang nagekeken
entry-relationship-noted = Een naaste is genoteerd
event-record-opened = Opende het dossier
event-opening-refused = Vroeg dit dossier zonder toegang te hebben
event-seat-opened = Een plaats in de kring gaat open
event-seat-closed = Een plaats in de kring eindigt
event-emergency-access-opened = Opende het dossier dringend
event-emergency-access-reviewed = Keek een dringende toegang na
event-case-opened = Maakte het dossier aan
event-case-assigned = Wees de casusregisseur aan
event-circle-joined = Nodigde iemand uit in de kring
event-circle-left = Beëindigde een plaats in de kring
event-frame-changed = Wijzigde het kader
event-attention-noted = Noteerde een aandachtspunt
event-attention-ended = Beëindigde een aandachtspunt
event-case-put-on-hold = Schortte het dossier op
event-case-resumed = Hervatte het werk
event-hold-reviewed = Zei waarom de opschorting doorloopt
event-event-chosen = Vulde de chronologie aan
event-event-withdrawn = Haalde een gebeurtenis uit de chronologie
event-transfer-proposed = Stelde een overdracht voor
event-transfer-accepted = Aanvaardde de overdracht
event-transfer-rejected = Weigerde de overdracht
event-transfer-withdrawn = Trok het voorstel tot overdracht in
event-closure-proposed = Stelde de afsluiting voor
event-closure-refused = Weigerde de afsluiting
event-case-closed = Sloot het dossier af
event-case-reopened = Heropende het dossier
event-case-continued = Opende een dossier dat op dit dossier volgt
event-cases-merged = Voegde twee dossiers samen
event-report-linked = Koppelde een melding aan het dossier
event-cases-unmerged = Scheidde twee samengevoegde dossiers
event-case-people-amended = Wijzigde wat over de familie genoteerd is
event-secret-revealed = Heeft laten tonen wat geheim gehouden wordt
event-other = Andere handeling op het dossier
frame-readers-count = { $count ->
    [one] { $count } plaats in de kring
   *[other] { $count } plaatsen in de kring
}
capacity = { $capacity ->
    [lead] casusregisseur
    [co_worker] werkt mee
    [supervisor] teamverantwoordelijke
    [intake] onthaal, in afwachting van een casusregisseur
    [evaluator] evaluatie
    [guest] uitgenodigd in een uitwisseling
    [participant] neemt deel aan het plan
    [emergency] dringende toegang
    [transfer_candidate] overdracht voorgesteld
   *[other] andere plaats
}
state = { $state ->
    [merged] Samengevoegd
    [closed] Afgesloten
    [transfer_proposed] Overdracht voorgesteld
    [closure_proposed] Afsluiting voorgesteld
    [unassigned] Toe te wijzen
    [on_hold] Opgeschort
   *[other] Lopend
}
refused-closure-answer-awaited = Een vraag aan een andere dienst wacht nog op antwoord.
    .way = Wacht het antwoord af, herinner de dienst eraan, of trek de vraag in als ze niet meer nodig is.
