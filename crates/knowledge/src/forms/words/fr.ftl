# SPDX-License-Identifier: EUPL-1.2

cannot-be-read = Cette réponse ne peut pas être lue
meaning = Ce que ces mots veulent dire
no-answer = Pas de réponse
understood = J’ai lu et compris
no-files-here = (aucun fichier ne peut être joint ici)
turn = N° { $number }
remove-turn = Retirer
add-turn = Ajouter
change = Modifier
declined = ne souhaite pas répondre
unknown = ne sait pas
unanswered = sans réponse
erased = effacé à la fin de l’enquête
line = Ligne
add-named = Ajouter : { $name }
