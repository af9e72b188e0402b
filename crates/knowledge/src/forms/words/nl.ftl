# SPDX-License-Identifier: EUPL-1.2

cannot-be-read = Dit antwoord kan niet worden gelezen
meaning = Wat deze woorden betekenen
no-answer = Geen antwoord
understood = Gelezen en begrepen
no-files-here = (hier kan geen bestand worden toegevoegd)
turn = Nr. { $number }
remove-turn = Verwijderen
add-turn = Toevoegen
change = Wijzigen
declined = wil niet antwoorden
unknown = weet het niet
unanswered = niet beantwoord
erased = gewist op het einde van de bevraging
line = Regel
add-named = Toevoegen: { $name }
