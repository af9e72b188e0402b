# SPDX-License-Identifier: EUPL-1.2

# Titles of entries in the timeline.
entry-note-written = Notitie
entry-note-corrected = Verbeterde notitie
entry-contact-held = Contact
entry-contact-attempted = Poging tot contact
entry-visit-held = Bezoek

draft-note = Notitie
draft-correction = Verbetering van een notitie
draft-contact = Contact of bezoek

# Notes
notes-title = Notities
notes-back = Alle notities
notes-new = Een notitie schrijven
print-all = Alles op één bladzijde tonen, om af te drukken
print-ready = Alles staat op deze bladzijde: ze kan zo worden afgedrukt.
print-newest = De { $n } recentste onderdelen; het vervolg staat op de volgende bladzijde.
print-middle = Deze bladzijde volgt op de vorige; het vervolg staat op de volgende bladzijde.
print-end = Deze bladzijde volgt op de vorige en sluit de lijst af.
notes-none = Nog geen notities
notes-none-text = Wat u vaststelt, hoort en denkt, kunt u hier apart noteren.
notes-none-filtered = Geen enkele notitie voldoet aan deze filter
notes-filter = Tonen
notes-filter-all = alle notities die ik kan lezen
notes-filter-own = mijn notities
notes-filter-institution = de notities van het dossier
note-title = Notitie
note-new-title = Een notitie schrijven
note-layer = Waar bewaart u deze notitie?
note-layer-hint = Eens de notitie bewaard is, verandert deze keuze niet meer.
note-layer-own = Mijn notities
note-layer-own-hint = Alleen u kunt ze lezen: niet uw collega’s, niet uw leidinggevende, niet het beheer van het systeem. Ze staan niet in het verloop van het dossier.
note-layer-institution = Het dossier van de dienst
note-layer-institution-hint = Gelezen door de personen van de kring. Het kind en het gezin kunnen vragen dit dossier te lezen: schrijf alsof ze over uw schouder meelezen.
note-layer-missing = Kies waar u deze notitie bewaart
note-occurred = Over welke dag gaat deze notitie?
note-occurred-hint = De dag van de feiten, ook als u ze later noteert.
note-occurred-missing = Geef de dag waarover deze notitie gaat
note-texts = Drie dingen die u niet mengt
note-texts-hint = Vul minstens een van de drie delen in.
note-observed = Wat ik heb vastgesteld
note-observed-hint = Wat u zelf zag of merkte, zonder het te verklaren.
note-heard = Wat men mij zei
note-heard-hint = De woorden van de persoon, en wie ze uitsprak.
note-thought = Wat ik ervan denk
note-thought-hint = Uw lezing, uw hypothesen, uw vragen.
note-missing = Schrijf minstens een van de drie delen
note-submit = Notitie bewaren
note-saved = De notitie is bewaard.
note-own-foot = { $name }, { $when }. Alleen u leest deze notitie.
note-foot = { $name }, { $when }
note-late = { $days ->
    [one] de dag na de feiten
   *[other] { $days } dagen na de feiten
}
note-corrected = Verbeterd door { $name }, { $when }
note-corrected-because = Verbeterd door { $name }, { $when }: { $reason }
note-correct = Verbeteren
note-versions = Vorige versies
note-version = Versie { $version }, geschreven door { $name } op { $when }
note-from-merged = Notitie uit een dossier dat met dit dossier is samengevoegd

correction-title = Een notitie verbeteren
correction-text = Niets wordt gewist: de vorige tekst blijft leesbaar onder de notitie, met de datum en uw naam.
correction-reason = Waarom deze verbetering?
correction-reason-hint = Te zeggen als de notitie van iemand anders is. Bijvoorbeeld: een fout in een naam, een feit dat intussen is nagegaan.
correction-reason-missing = Deze notitie is van iemand anders: zeg waarom u ze verbetert
correction-submit = Verbetering bewaren
correction-saved = De verbetering is bewaard; de vorige versie blijft leesbaar.

# Contacts
contacts-title = Bezoeken en contacten
contacts-back = Alle bezoeken en contacten
contacts-new = Een contact noteren
contacts-none = Nog geen contacten genoteerd
contacts-none-text = Bezoeken, gesprekken, telefoontjes: noteer ook die waarbij het niet lukte.
contacts-none-filtered = Geen enkel contact voldoet aan deze filter
contacts-filter = Tonen
contacts-filter-all = alle contacten
contacts-filter-held = die plaatsvonden
contacts-filter-attempted = die niet lukten
contact-title = Contact
contact-new-title = Een contact of bezoek noteren
contact-kind = Waarover gaat het?
contact-kind-visits = Bezoeken
contact-kind-meetings = Ontmoetingen
contact-kind-distant = Op afstand
contact-kind-missing = Kies waarover het gaat
contact-result = Wat is ervan gekomen?
contact-result-hint = Een poging wordt niet geteld als een contact: ze toont dat u het geprobeerd hebt.
contact-result-missing = Zeg wat ervan gekomen is
contact-occurred = Welke dag?
contact-occurred-missing = Geef de dag van het contact
contact-time = Hoe laat? (niet verplicht)
contact-time-hint = Bijvoorbeeld 14:30 of 14.30 uur.
contact-time-wrong = Dit uur bestaat niet: schrijf bijvoorbeeld 14:30
contact-with = Met wie?
contact-with-hint = De personen die u ontmoette, of die u probeerde te bereiken.
contact-others = Wie nog? (niet verplicht)
contact-others-hint = Een leerkracht, een tolk, een collega… met de functie.
contact-child-seen = Is het kind gezien?
contact-child-seen-no = Neen
contact-child-seen-yes = Ja, in aanwezigheid van anderen
contact-child-seen-alone = Ja, alleen, zonder ouder of wie voor het kind zorgt
contact-child-seen-mark = Kind gezien
contact-child-seen-alone-mark = Kind alleen gezien
contact-summary = Wat gezegd en afgesproken werd
contact-summary-hint = De feiten en de afspraken. Wat u ervan denkt, hoort in een notitie.
contact-submit = Bewaren
contact-saved = Het contact is bewaard.
contact-attempt-saved = De poging is bewaard. Ze wordt niet geteld als een contact.
contact-attempt-mark = Poging
contact-when = { $day } om { $time }
contact-present = Met
contact-foot = Genoteerd door { $name }, { $when }

filter-show = { $what }:
submit-cancel = Annuleren
person-unnamed = persoon zonder naam

# Refusals
refused-case-merged = Dit dossier is met een ander samengevoegd.
    .way = Schrijf in het dossier dat het overnam.
refused-case-closed = Dit dossier is afgesloten: er wordt niet meer in geschreven.
    .way = Vraag de leidinggevende om het te heropenen als u er weer in moet werken.
refused-date-in-future = Die dag of dat uur is nog niet gekomen.
    .way = Noteer wat plaatsvond; wat gepland is, komt in de agenda.
refused-note-empty = Deze notitie zegt niets.
    .way = Schrijf minstens een van de drie delen: vastgesteld, gehoord, gedacht.
refused-note-unchanged = Er is niets veranderd in deze notitie.
refused-correction-without-reason = Deze notitie is van iemand anders: zeg waarom u ze verbetert.
refused-unknown-code = Kies een van de voorgestelde antwoorden.
refused-person-not-around-child = Een van de gekozen personen is niet gekend rond het kind.
    .way = Voeg die persoon eerst toe aan de omgeving van het kind, of noem hem of haar bij “Wie nog?”.
refused-contact-without-summary = Zeg in enkele woorden wat er gebeurde.
refused-contact-with-nobody = Zeg met wie dit contact plaatsvond.
refused-seen-without-contact = Het kind kan niet gezien zijn tijdens een contact dat niet plaatsvond.
    .way = Verbeter een van de twee antwoorden.
