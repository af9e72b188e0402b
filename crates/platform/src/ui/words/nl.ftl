# SPDX-License-Identifier: EUPL-1.2

frame-skip = Naar de inhoud
frame-service = Samen rond het kind
frame-language = Taal
frame-sign-out = Afmelden
frame-sign-in = Toegang voor professionals
frame-navigation = Hoofdnavigatie
frame-crumbs = Kruimelpad
frame-search = Zoeken
frame-search-label = Een persoon of dossier zoeken
frame-search-placeholder = Naam of referentie
frame-demo = Demonstratie
frame-demo-text = Alle personen zijn verzonnen. Vandaag is het { $day }.
frame-help = Hulp
frame-rights = Uw rechten
frame-accessibility = Toegankelijkheid
frame-licences = Licenties
frame-licence = Maillage { $version } – vrije software, licentie EUPL 1.2
frame-printed = Afgedrukt op { $when } door { $name }, { $institution }. Document onder beroepsgeheim.
exit-button = Snel deze pagina verlaten
exit-title = Weer
exit-leaving = Even geduld…
exit-two-more = Shift: nog twee keer om te vertrekken.
exit-one-more = Shift: nog één keer om te vertrekken.
exit-timed-out = Snel vertrekken is geannuleerd.
when-about = omstreeks { $date }
when-at = { $date } om { $time }
age-unborn = ongeboren
field-error = Fout:
field-choose = Kies
field-not-a-choice = Kies een van de voorgestelde antwoorden
field-not-a-date = Deze datum bestaat niet: geef minstens het jaar, in vier cijfers
field-not-a-full-date = Geef dag, maand en jaar
date-day = Dag
date-month = Maand
date-year = Jaar
date-estimated = Geschatte datum
errors-title = Te verbeteren voor u verdergaat
deadline-today = Vandaag
deadline-on = Op { $date }
deadline-done = Gedaan op { $date }
paging = Pagina’s
paging-first = ← Terug naar het begin
paging-next = Vervolg van de lijst →
filters = Filters
filters-any = Alles tonen
filters-apply = Toepassen
filters-clear = Alles wissen
done = Bewaard
warning = Let op
problem-sign-in = Meld u aan om verder te gaan
problem-sign-in-text = Deze pagina vraagt een open sessie.
problem-not-found = Deze pagina bestaat niet
problem-not-found-text = Het adres is misschien onvolledig, of wat het aanduidt staat niet voor u open. Denkt u dat u toegang moet hebben, spreek dan met wie de situatie volgt of met uw verantwoordelijke.
problem-refused = Dit is niet mogelijk
problem-way = Wat u kunt doen
problem-conflict = Iemand anders heeft dit intussen gewijzigd
problem-conflict-text = Er is niets verloren: vergelijk beide teksten, behoud wat moet blijven en bewaar.
problem-unreadable = Deze verzending is onleesbaar
problem-unreadable-text = Wat verzonden werd is geen tekst die wij kunnen lezen. Er is niets bewaard. Ga terug naar de vorige pagina: uw tekst staat er nog.
problem-too-large = Dit is te groot
problem-too-large-text = De verzending is groter dan hier aanvaard wordt. Er is niets bewaard. Ga terug naar de vorige pagina: uw tekst staat er nog. Voeg een kleiner bestand toe, of meerdere.
problem-forged = Deze verzending kon niet worden gecontroleerd
problem-forged-text = Uw sessie is misschien verlopen, of het formulier komt van elders. Er is niets bewaard.
problem-wait = Te veel pogingen
problem-crowded = Er schrijven nu veel mensen
problem-full = Bewaren is nu niet mogelijk
problem-full-text = De opslag van de dienst is vol of onbeschikbaar. Er is niets bewaard, maar uw tekst staat hieronder. Verwittig wie het systeem beheert.
problem-busy = De dienst is tijdelijk onbeschikbaar
problem-busy-text = Er is niets bewaard, maar uw tekst staat hieronder. Wacht even en verzend opnieuw.
problem-fault = Er ging iets mis aan onze kant
problem-fault-text = Er is niets bewaard, maar uw tekst staat hieronder als er een was. U kunt opnieuw proberen.
problem-reference = Geef deze referentie als u ons erover spreekt: { $reference }.
problem-home = Terug naar de startpagina
problem-kept = Wat u had geschreven
problem-kept-text = Uw tekst
problem-send-again = Opnieuw verzenden
conflict-theirs = Intussen bewaard
conflict-mine = Uw tekst
conflict-save = Deze tekst bewaren
age-days = { $count ->
    [one] { $count } dag
   *[other] { $count } dagen
}
age-months = { $count ->
    [one] { $count } maand
   *[other] { $count } maanden
}
age-years = { $count ->
    [one] { $count } jaar
   *[other] { $count } jaar
}
age-about = { $count ->
    [one] ongeveer { $count } jaar
   *[other] ongeveer { $count } jaar
}
age-between = { $most ->
    [one] tussen { $least } en { $most } jaar
   *[other] tussen { $least } en { $most } jaar
}
deadline-overdue = { $days ->
    [one] { $days } dag te laat
   *[other] { $days } dagen te laat
}
deadline-soon = { $days ->
    [one] Over { $days } dag
   *[other] Over { $days } dagen
}
deadline-done-late = { $days ->
    [one] Gedaan op { $date }, { $days } dag te laat
   *[other] Gedaan op { $date }, { $days } dagen te laat
}
field-too-long = { $over ->
    [one] { $over } teken te lang: hoogstens { $max }
   *[other] { $over } tekens te lang: hoogstens { $max }
}
problem-crowded-text = { $seconds ->
    [one] Niets van wat u net schreef is verloren: de tekst staat op deze pagina. Wacht { $seconds } seconde en verstuur hem dan opnieuw.
   *[other] Niets van wat u net schreef is verloren: de tekst staat op deze pagina. Wacht { $seconds } seconden en verstuur hem dan opnieuw.
}
problem-wait-text = { $seconds ->
    [one] Om de accounts te beschermen wacht u { $seconds } seconde voor u opnieuw probeert.
   *[other] Om de accounts te beschermen wacht u { $seconds } seconden voor u opnieuw probeert.
}
