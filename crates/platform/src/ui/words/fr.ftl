# SPDX-License-Identifier: EUPL-1.2

frame-skip = Aller au contenu
frame-service = Ensemble autour de l’enfant
frame-language = Langue
frame-sign-out = Se déconnecter
frame-sign-in = Accès des professionnels
frame-navigation = Navigation principale
frame-crumbs = Fil d’Ariane
frame-search = Chercher
frame-search-label = Chercher une personne ou un dossier
frame-search-placeholder = Nom ou référence
frame-demo = Démonstration
frame-demo-text = Toutes les personnes sont inventées. Nous sommes le { $day }.
frame-help = Aide
frame-rights = Vos droits
frame-accessibility = Accessibilité
frame-licences = Licences
frame-licence = Maillage { $version } – logiciel libre, licence EUPL 1.2
frame-printed = Imprimé le { $when } par { $name }, { $institution }. Document couvert par le secret professionnel.
exit-button = Quitter vite cette page
exit-title = Météo
exit-leaving = Un instant…
exit-two-more = Majuscule : encore deux fois pour quitter.
exit-one-more = Majuscule : encore une fois pour quitter.
exit-timed-out = La sortie rapide est annulée.
when-about = vers { $date }
when-at = { $date } à { $time }
age-unborn = à naître
field-error = Erreur :
field-choose = Choisissez
field-not-a-choice = Choisissez une des réponses proposées
field-not-a-date = Cette date n’existe pas : donnez au moins l’année, en quatre chiffres
field-not-a-full-date = Donnez le jour, le mois et l’année
date-day = Jour
date-month = Mois
date-year = Année
date-estimated = Date estimée
errors-title = À corriger avant de continuer
deadline-today = Aujourd’hui
deadline-on = Le { $date }
deadline-done = Fait le { $date }
paging = Pages
paging-first = ← Retour au début
paging-next = Suite de la liste →
filters = Filtres
filters-any = Tout afficher
filters-apply = Appliquer
filters-clear = Tout effacer
done = Enregistré
warning = Attention
problem-sign-in = Connectez-vous pour continuer
problem-sign-in-text = Cette page demande une session ouverte.
problem-not-found = Cette page n’existe pas
problem-not-found-text = L’adresse est peut-être incomplète, ou ce qu’elle désigne ne vous est pas ouvert. Si vous pensez devoir y accéder, parlez-en à la personne qui suit la situation ou à votre responsable.
problem-refused = Ce n’est pas possible
problem-way = Ce que vous pouvez faire
problem-conflict = Quelqu’un d’autre a modifié ceci entre-temps
problem-conflict-text = Rien n’est perdu : comparez les deux textes, gardez ce qui doit l’être, puis enregistrez.
problem-unreadable = Cet envoi est illisible
problem-unreadable-text = Ce qui a été envoyé n’est pas du texte que nous pouvons lire. Rien n’a été enregistré. Revenez à la page précédente : votre texte y est encore.
problem-too-large = C’est trop volumineux
problem-too-large-text = L’envoi dépasse la taille acceptée ici. Rien n’a été enregistré. Revenez à la page précédente : votre texte y est encore. Joignez un fichier plus petit, ou plusieurs.
problem-forged = Cet envoi n’a pas pu être vérifié
problem-forged-text = Votre session a peut-être expiré, ou le formulaire vient d’ailleurs. Rien n’a été enregistré.
problem-wait = Trop d’essais
problem-crowded = Beaucoup de monde écrit en ce moment
problem-full = L’enregistrement est impossible pour le moment
problem-full-text = Le stockage du service est plein ou indisponible. Rien n’a été enregistré, mais votre texte est ci-dessous. Prévenez la personne qui s’occupe du système.
problem-busy = Le service est momentanément indisponible
problem-busy-text = Rien n’a été enregistré, mais votre texte est ci-dessous. Attendez un instant, puis renvoyez-le.
problem-fault = Quelque chose s’est mal passé de notre côté
problem-fault-text = Rien n’a été enregistré, mais votre texte est ci-dessous s’il y en avait un. Vous pouvez réessayer.
problem-reference = Si vous nous en parlez, donnez cette référence : { $reference }.
problem-home = Revenir à l’accueil
problem-kept = Ce que vous aviez écrit
problem-kept-text = Votre texte
problem-send-again = Envoyer de nouveau
conflict-theirs = Enregistré entre-temps
conflict-mine = Votre texte
conflict-save = Enregistrer ce texte
age-days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}
age-months = { $count ->
    [one] { $count } mois
   *[other] { $count } mois
}
age-years = { $count ->
    [one] { $count } an
   *[other] { $count } ans
}
age-about = { $count ->
    [one] environ { $count } an
   *[other] environ { $count } ans
}
age-between = { $most ->
    [one] entre { $least } et { $most } an
   *[other] entre { $least } et { $most } ans
}
deadline-overdue = { $days ->
    [one] En retard de { $days } jour
   *[other] En retard de { $days } jours
}
deadline-soon = { $days ->
    [one] Dans { $days } jour
   *[other] Dans { $days } jours
}
deadline-done-late = { $days ->
    [one] Fait le { $date }, { $days } jour trop tard
   *[other] Fait le { $date }, { $days } jours trop tard
}
field-too-long = { $over ->
    [one] C’est trop long de { $over } caractère : { $max } au plus
   *[other] C’est trop long de { $over } caractères : { $max } au plus
}
problem-crowded-text = { $seconds ->
    [one] Rien de ce que vous venez d’écrire n’est perdu : le texte est sur cette page. Attendez { $seconds } seconde, puis envoyez-le à nouveau.
   *[other] Rien de ce que vous venez d’écrire n’est perdu : le texte est sur cette page. Attendez { $seconds } secondes, puis envoyez-le à nouveau.
}
problem-wait-text = { $seconds ->
    [one] Pour protéger les comptes, attendez { $seconds } seconde avant de réessayer.
   *[other] Pour protéger les comptes, attendez { $seconds } secondes avant de réessayer.
}
