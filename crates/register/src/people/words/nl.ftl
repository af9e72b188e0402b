# SPDX-License-Identifier: EUPL-1.2

search-title = Een persoon zoeken
search-name = Naam en voornaam
search-name-hint = In eender welke volgorde. Accenten, koppeltekens en hoofdletters tellen niet.
search-birth = Geboortedatum, als u die kent
search-birth-hint = Het jaar volstaat.
search-submit = Zoeken
search-who = Wat toont deze zoekopdracht?
search-who-text = De situaties waaraan u deelneemt en, voor professionals met beroepsgeheim, het feit dat een persoon met die naam bekend is bij een andere dienst, met het contact van die dienst. Nooit meer. Elke zoekopdracht wordt in het logboek genoteerd.
search-too-little = Geef minstens drie letters van de naam
search-too-little-text = Een datum alleen volstaat niet om iemand te herkennen.
search-none = Niemand met die naam is hier bekend
search-none-text = Probeer een andere schrijfwijze, de naam van een ouder, of enkel het geboortejaar.
search-yours = In uw situaties
search-elsewhere = Elders bekend
search-elsewhere-text = U kunt deze dossiers niet lezen. Neem contact op als de situatie van het kind dat vraagt.
search-ask = Contact: { $route }
search-case = Dossier openen
search-report = Melding openen
search-case-numbered = Dossier { $number }
search-report-numbered = Melding { $number }
search-emergency = Ernstig en onmiddellijk gevaar: dringend openen
search-too-wide = Er zijn meer resultaten dan deze lijst. Voeg een voornaam of geboortejaar toe.
search-silent = Diensten waar men vrijwillig hulp of zorg zoekt ({ $types }), antwoorden niet op deze zoekopdracht: dat iemand er geweest is, is op zich een geheim.
refused-secret-lifted-blind = Om de geheimhouding op te heffen, typt u de contactgegevens opnieuw: heel de kring zal ze kunnen lezen.
person-unnamed = Zonder bekende naam
person-born = { $age }, geboorte: { $birth }
person-expected = ongeboren, verwacht op { $on }
person-birth-unknown = geboorte onbekend
search-known = { $people ->
    [one] Een persoon met die naam is er bekend.
   *[other] { $people } personen met die naam zijn er bekend.
}
