# SPDX-License-Identifier: EUPL-1.2

search-title = Chercher une personne
search-name = Nom et prénom
search-name-hint = Dans n’importe quel ordre. Les accents, traits d’union et majuscules ne comptent pas.
search-birth = Date de naissance, si vous la connaissez
search-birth-hint = L’année suffit.
search-submit = Chercher
search-who = Que montre cette recherche ?
search-who-text = Les situations auxquelles vous prenez part, et, pour les professionnels tenus au secret, le fait qu’une personne de ce nom est connue d’un autre service, avec le contact de ce service. Jamais davantage. Chaque recherche est inscrite au journal.
search-too-little = Donnez au moins trois lettres du nom
search-too-little-text = Une date seule ne suffit pas à reconnaître quelqu’un.
search-none = Personne de ce nom n’est connu ici
search-none-text = Essayez une autre orthographe, le nom d’un parent, ou l’année de naissance seulement.
search-yours = Dans vos situations
search-elsewhere = Connue ailleurs
search-elsewhere-text = Vous ne pouvez pas lire ces dossiers. Si la situation de l’enfant le demande, prenez contact.
search-ask = Contact : { $route }
search-case = Ouvrir le dossier
search-report = Ouvrir le signalement
search-case-numbered = Dossier { $number }
search-report-numbered = Signalement { $number }
search-emergency = Danger grave et immédiat : ouvrir en urgence
search-too-wide = Il y a plus de résultats que cette liste. Ajoutez un prénom ou une année de naissance.
search-silent = Les services auxquels on s’adresse librement, pour une aide volontaire ou des soins ({ $types }), ne répondent pas à cette recherche : y être venu est en soi un secret.
refused-secret-lifted-blind = Pour lever le secret, retapez les coordonnées : elles seront lisibles par tout le cercle.
person-unnamed = Sans nom connu
person-born = { $age }, naissance : { $birth }
person-expected = à naître, attendu le { $on }
person-birth-unknown = naissance inconnue
search-known = { $people ->
    [one] Une personne de ce nom y est connue.
   *[other] { $people } personnes de ce nom y sont connues.
}
