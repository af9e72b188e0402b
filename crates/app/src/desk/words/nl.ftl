# SPDX-License-Identifier: EUPL-1.2

nav-reports = Meldingen
nav-cases = Dossiers
nav-exchanges = Uitwisselingen
nav-resources = Kennis
nav-directory = Sociale kaart
nav-team = Team
danger = Een kind is in ernstig gevaar: een overheid inlichten
day-title = Mijn dag
day-hello = Dag { $name }.
day-calm = Vandaag dringt niets.
day-calm-team = { $count ->
    [one] Vandaag dringt voor u niets; in het team is één termijn verstreken.
    [301] Vandaag dringt voor u niets; in het team zijn meer dan driehonderd termijnen verstreken.
   *[other] Vandaag dringt voor u niets; in het team zijn { $count } termijnen verstreken.
}
day-overdue = { $count ->
    [0] Niets is te laat.
    [one] Eén termijn is verstreken.
    [301] Meer dan driehonderd termijnen zijn verstreken.
   *[other] { $count } termijnen zijn verstreken.
}
day-today = { $count ->
    [0] Vandaag loopt verder niets af.
    [one] Eén termijn loopt vandaag af.
    [301] Meer dan driehonderd termijnen lopen vandaag af.
   *[other] { $count } termijnen lopen vandaag af.
}
tile-overdue = { $count ->
    [one] verstreken termijn
   *[other] verstreken termijnen
}
tile-today = { $count ->
    [one] termijn vandaag
   *[other] termijnen vandaag
}
tile-week = { $count ->
    [one] termijn binnen zeven dagen
   *[other] termijnen binnen zeven dagen
}
tile-triage = { $count ->
    [one] melding te analyseren
   *[other] meldingen te analyseren
}
tile-messages = { $count ->
    [one] melding met een ongelezen bericht
   *[other] meldingen met ongelezen berichten
}
tile-report-transfers = { $count ->
    [one] melding voorgesteld door een andere dienst
   *[other] meldingen voorgesteld door andere diensten
}
tile-case-transfers = { $count ->
    [one] dossier voorgesteld door een andere dienst
   *[other] dossiers voorgesteld door andere diensten
}
tile-closures = { $count ->
    [one] afsluiting goed te keuren
   *[other] afsluitingen goed te keuren
}
tile-exchanges = { $count ->
    [0] vragen van andere diensten
    [one] vraag van een andere dienst wacht op uw antwoord
   *[other] vragen van andere diensten wachten op uw antwoord
}
tile-silences = { $count ->
    [0] stilzwijgende antwoorden om goed te keuren
    [one] stilzwijgend antwoord om goed te keuren
   *[other] stilzwijgende antwoorden om goed te keuren
}
tile-practices-to-read = { $count ->
    [0] goede praktijken na te lezen
    [one] goede praktijk na te lezen
   *[other] goede praktijken na te lezen
}
tile-practices-to-edit = { $count ->
    [0] praktijken te behandelen in de bank
    [one] praktijk te behandelen in de bank
   *[other] praktijken te behandelen in de bank
}
tile-surveys = { $count ->
    [0] bevragingen wachten op het antwoord van uw dienst
    [one] bevraging wacht op het antwoord van uw dienst
   *[other] bevragingen wachten op het antwoord van uw dienst
}
tile-orientations = { $count ->
    [0] doorverwijzingen op te volgen deze week
    [one] doorverwijzing op te volgen deze week
   *[other] doorverwijzingen op te volgen deze week
}
tile-news = { $count ->
    [one] nieuwigheid in mijn dossiers
   *[other] nieuwigheden in mijn dossiers
}
tile-drafts = { $count ->
    [one] klad af te werken
   *[other] kladversies af te werken
}
tile-to-assign = { $count ->
    [one] dossier zonder casusregisseur
   *[other] dossiers zonder casusregisseur
}
tile-team-overdue = { $count ->
    [one] verstreken termijn in het team
   *[other] verstreken termijnen in het team
}
due-title = Te doen
due-all = Al mijn termijnen
due-none = Er wacht geen termijn op u
due-none-text = Termijnen verschijnen hier zodra een feit ze doet lopen.
due-none-action = Mijn dossiers bekijken
column-what = Wat
column-whom = Voor wie
column-due = Termijn
column-rule = Regel
column-who = Wie moet handelen
column-since = Sinds
column-do = Te doen
deadlines-title = Mijn termijnen
deadlines-team = Termijnen van het team
deadlines-none = Geen termijn beantwoordt aan deze filters
deadlines-none-text = Kies een ruimere periode of een andere termijn.
filter-when = Wanneer
filter-term = Termijn
filter-whose = Van wie
any-term = Alle termijnen
whose-mine = De mijne
whose-team = Die van het team
when = { $when ->
    [overdue] Verstreken
    [today] Vandaag
    [week] Binnen zeven dagen
   *[all] Alle
}
back-to-day = Terug naar mijn dag
assign-title = Dossiers zonder casusregisseur
assign-lead = Elk dossier heeft iemand nodig bij wie het kind en het gezin terechtkunnen.
assign-lead-gone = { $name } heeft de dienst verlaten op { $on }
assign-none = Alle dossiers hebben een casusregisseur
assign-none-text = Een dossier dat opengaat of zijn casusregisseur verliest, verschijnt hier.
assign = Casusregisseur aanwijzen
supervision-title = Mijn team
team-title = Werklast van het team
team-who = Medewerker
team-cases = Dossiers
team-overdue = Te laat
team-overdue-list = Verstreken termijnen van het team
team-watch = werklast om te bekijken
team-mark = { $count ->
    [one] Richtpunt: vanaf één opgevolgd dossier verdient de werklast van een persoon een blik. Het is geen wettelijke norm en niets wordt geblokkeerd.
   *[other] Richtpunt: vanaf { $count } opgevolgde dossiers verdient de werklast van een persoon een blik. Het is geen wettelijke norm en niets wordt geblokkeerd.
}
certainty = { $certainty ->
    [verified] nagekeken in een openbare tekst
    [known] bekend in het vak
   *[uncertain] na te kijken
}
team-load = { $count ->
    [one] { $count } dossier
   *[other] { $count } dossiers
}
team-none = Hier werkt nog niemand met gezinnen
team-none-text = Aanstellingen gebeuren onder « Team ».
reviews-title = Noodtoegang na te kijken
reviews-text = { $count ->
    [one] Een noodtoegang geopend op { $date } wacht op uw nazicht.
   *[other] { $count } noodtoegangen wachten op uw nazicht, de oudste sinds { $date }.
}
reviews-do = Nakijken
keeping-title = Accounts en aanstellingen
keeping-text = U houdt bij wie hier werkt. Daarmee staat geen enkel dossier voor u open.
keeping-people = De mensen, hun functies en hun accounts
keeping-page = De pagina van onze dienst op de sociale kaart
ending-title = Aanstellingen die aflopen
ending-none = Geen aanstelling loopt af binnen dertig dagen
ending-none-text = Wanneer een aanstelling eindigt, stopt de volgende dag elke toegang die eruit volgt.
ending-on = tot { $date }
waiting-title = Wacht op mijn antwoord
waiting-none = Niets wacht op een antwoord
waiting-none-text = Vragen van andere diensten en van melders komen hier aan.
withdrawn-title = Voorstellen die de laatste zeven dagen werden ingetrokken
withdrawn-line = { $service } trok op { $on } de overdracht in die u sinds { $proposed } werd voorgesteld. U hoeft niet meer te antwoorden.
waits = { $what ->
    [triage] Te analyseren
    [messages] Berichten
    [reports] Voorgestelde meldingen
    [cases] Voorgestelde dossiers
    [grounds] Na te lezen redenen
    [looks] Na te lezen beslissingen
    [looked] Nagelezen beslissingen
    [to-tell] Toegestane mededelingen
   *[closures] Afsluitingen
}
waiting-minors = { $count ->
    [0] kind nog te identificeren
    [one] { $count } kind
   *[other] { $count } kinderen
}
waiting-unread = { $count ->
    [one] { $count } ongelezen bericht
   *[other] { $count } ongelezen berichten
}
received = ontvangen op { $date }
since = sinds { $date }
news-title = Nieuw in mijn dossiers
news-lead = Wat anderen de voorbije zeven dagen noteerden in de dossiers die u volgt.
news-none = Niets nieuws sinds zeven dagen
news-none-text = Wat u zelf noteert, staat hier niet.
entry-other = Notitie
drafts-title = Mijn kladversies
drafts-lead = Wat u begon te schrijven en nog niet verstuurde. Alleen u kunt het lezen.
drafts-none = Geen kladversies
drafts-none-text = Wat u schrijft, wordt vanaf de eerste aanslag bewaard tot u het verstuurt.
draft-other = Klad
draft-kept = bewaard op { $date }

term-answers = Antwoorden aan melders
danger-now = nu in gevaar
tile-danger = { $count ->
    [one] melding van onmiddellijk gevaar
   *[other] meldingen van onmiddellijk gevaar
}
tile-reports-to-assign = { $count ->
    [one] beoordeling toe te wijzen
   *[other] beoordelingen toe te wijzen
}
tile-to-decide = { $count ->
    [one] beoordeelde melding, te beslissen
   *[other] beoordeelde meldingen, te beslissen
}
tile-answers = { $count ->
    [one] antwoord verschuldigd aan een melder
   *[other] antwoorden verschuldigd aan melders
}
team-cases-of = dossiers van { $name }
team-overdue-of = verstreken vervaldagen van { $name }
tile-grounds = { $count ->
    [0] reden na te lezen
    [one] reden om niet in te lichten, na te lezen
   *[other] redenen om niet in te lichten, na te lezen
}
tile-looks = { $count ->
    [0] beslissing na te lezen
    [one] beslissing na te lezen
   *[other] beslissingen na te lezen
}
tile-looked = { $count ->
    [0] nagelezen beslissing
    [one] beslissing voor u nagelezen
   *[other] beslissingen voor u nagelezen
}
tile-to-tell = { $count ->
    [0] toegestane mededeling te doen
    [one] toegestane mededeling, nog niet gedaan
   *[other] toegestane mededelingen, nog niet gedaan
}
without-case = Buiten dossier
