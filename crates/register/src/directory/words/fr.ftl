# SPDX-License-Identifier: EUPL-1.2

directory-title = Annuaire des institutions
directory-lead = Ce que chaque service fait, comment il travaille, et ce qu’il ne fait pas : à lire avant d’orienter une famille.
directory-export = Exporter la liste
directory-import = Importer une liste
directory-new = Inscrire une institution
directory-none = Aucune institution ne répond à ces filtres
directory-none-text = Retirez un filtre, ou cherchez un nom d’avant : les anciens noms sont connus aussi.
directory-all = Voir tout l’annuaire
directory-file = annuaire
name = Nom
name-hint = Le nom d’aujourd’hui. Un nom d’avant est gardé avec ses dates.
name-needed = Écrivez le nom
service-type = Type de service
type-needed = Choisissez le type de service
type-of-another-pack = Ce type appartient à un autre pays : une institution ne change pas de droit applicable
sector = Secteur
territory = Territoire
territory-hint = Celui que l’institution dessert.
address = Adresse
address-hint = Montrée au public seulement si l’institution reçoit les signalements ; sinon, aux professionnels.
address-for-professionals = Visible pour les professionnels
phone = Téléphone
email = Courriel
email-hint = Une adresse générale, pour des messages sans données personnelles.
functioning = Comment nous travaillons
functioning-hint = Accueil, délais, réunions : ce que les autres doivent savoir pour bien s’adresser à vous.
specificities = Ce qui nous est particulier
specificities-hint = Ce que vous faites et que d’autres ne font pas.
limits = Ce que nous ne faisons pas
limits-hint = Le plus utile aux autres : ce qui n’est pas de votre ressort, et quand il faut s’adresser ailleurs.
limits-unsaid = Cette institution n’a pas encore écrit ses limites.
receives-reports = Reçoit les signalements
opened-on = Ouverte le
closed-on = Fermée le
verified-on = Vérifié le
never-verified = jamais vérifié
closed = fermée
closed-since = Cette institution est fermée depuis le { $date }.
what-it-does = Ce qu’elle fait
to-reach = Pour la joindre
history = Son histoire
people = Les personnes et leurs fonctions
people-none = Personne n’est inscrit ici.
former-names = Noms précédents
former-name = Nom précédent
former-type = Type de service à cette époque
former-type-hint = S’il a changé aussi, comme on l’appelait alors : IMS, SAIE…
former-name-add = Ajouter un nom précédent
former-name-lead = Les anciens dossiers et les anciennes enquêtes gardent les noms de leur époque : on les retrouve par cette liste.
in-use-from = En usage depuis le
in-use-until = En usage jusqu’au
period-from = depuis le { $from }
period-until = jusqu’au { $until }
period-from-until = du { $from } au { $until }
contact-add = Ajouter un point de contact
contact-label = À qui s’adresser
contact-label-hint = Par exemple « Permanence d’accueil ».
contact-label-needed = Dites à qui s’adresser
contact-hours = Quand
contact-hours-hint = Par exemple « du lundi au vendredi, 9 h – 16 h ».
remove = Retirer
amend = Modifier
amend-title = Modifier la page de l’institution
verify = Tout ceci est exact aujourd’hui
save = Enregistrer
cancel = Annuler
yes = oui
no = non
done-recorded = L’institution est inscrite dans l’annuaire.
done-amended = Les changements sont enregistrés.
done-verified = Merci : la date de vérification est celle d’aujourd’hui.
done-imported = La liste est reprise dans l’annuaire.
done-welcomed = La personne est inscrite. Invitez-la maintenant à ouvrir son compte.
done-appointed = La nomination est enregistrée.
done-ended = La fin de la nomination est enregistrée.
mail-subject = Du nouveau parmi les membres
mail-appointed-text = Une autre institution vous compte désormais parmi ses membres : vous pourrez la choisir en vous connectant. Elle n’a aucun pouvoir sur votre compte. Si cela vous surprend, prévenez la direction de votre institution.
mail-new-here-text = Une personne vient d’être inscrite dans votre institution. Regardez, sur la page « Personnes et fonctions », si vous la connaissez.
mail-closing = Ce message part tout seul : personne ne lit les réponses.

staff-title = Personnes et fonctions
staff-lead = { $institution } : qui travaille ici, dans quelle fonction et depuis quand.
staff-name = Personne
staff-new = Inscrire une personne
staff-new-lead = Une personne est inscrite une seule fois, même si elle travaille dans plusieurs institutions.
staff-save = Inscrire cette personne
staff-gone = Personnes qui ne travaillent plus ici
staff-new-here = Nouvelles personnes
staff-new-here-text = Inscrites ici pour la première fois depuis moins de { $days } jours. Vous ne connaissez pas quelqu’un ? Demandez à la personne qui l’a inscrit.
staff-recorded-at = inscription le { $at }
given-name = Prénom
given-name-needed = Écrivez le prénom
family-name = Nom de famille
family-name-needed = Écrivez le nom de famille
job-title = Titre
job-title-hint = Par exemple « assistante sociale ».
work-email = Courriel professionnel
work-email-hint = La personne reçoit son invitation à cette adresse et se connecte avec elle. Une adresse changée ne sert à se connecter qu’une fois confirmée par la personne.
work-email-needed = Écrivez le courriel professionnel
work-email-wrong = Cette adresse n’est pas complète : il faut un nom, une arobase et un domaine
work-phone = Téléphone professionnel
languages = Langues
languages-hint = Les langues dans lesquelles la personne peut travailler, séparées par des virgules.
function = Fonction
functions = Fonctions
functions-hint = Une ou plusieurs. La fonction ne donne accès à aucun dossier par elle-même.
functions-needed = Choisissez au moins une fonction
function-needed = Choisissez une fonction
function-name = { $kind ->
    [intake] Accueil des signalements
    [caseworker] Travail avec les familles
    [supervisor] Supervision
    [direction] Direction
   *[administrator] Administration du système
}
function-means = { $kind ->
    [intake] Reçoit les signalements et les trie.
    [caseworker] Suit des enfants et des familles.
    [supervisor] Attribue, soutient, relit et approuve.
    [direction] Répond de l’institution.
   *[administrator] Tient les comptes, les nominations et la page de l’institution. Ne voit aucun dossier.
}
secrecy-legend = Secret auquel la personne est tenue
secrecy-hint = C’est le statut de la personne qui compte, pas celui de son institution.
secrecy-needed = Choisissez le statut de la personne
secrecy-change = Changer le statut
secrecy-from = À partir du
secrecy-unknown = Rien n’est écrit : par prudence, seul le devoir de discrétion est retenu.
secrecy-replaced = Ce qui était inscrit avant
secrecy-replaced-at = remplacé le { $at } par { $who }
secrecy-replaced-by-operator = l’exploitant du système
secrecy-name = { $status ->
    [bound] Secret professionnel
    [judicial] Secret de l’instruction ou du siège
   *[discretion] Devoir de discrétion seulement
}
secrecy-means = { $status ->
    [bound] Peut partager un secret avec d’autres personnes tenues au même secret, aux conditions de la loi.
    [judicial] Police, parquet, magistrats, greffe : n’est jamais partenaire d’un secret partagé.
   *[discretion] Enseignants, lieux d’accueil : un secret ne peut pas leur être confié au titre du secret partagé.
}
evidence = Comment le sait-on ?
evidence-hint = Diplôme, ordre, contrat, règlement : ce qui l’établit.
evidence-needed = Dites comment ce statut est établi
evidence-at-founding = Déclaré à l’installation du système
first-day = Premier jour
first-day-needed = Donnez le premier jour
last-day = Dernier jour
last-day-hint = Si on le connaît. Le lendemain, la personne n’a plus accès à rien.
last-day-needed = Donnez le dernier jour
known-already-text = Une personne est déjà inscrite avec cette adresse. Ne la réinscrivez pas : nommez-la dans votre institution.
known-already-open = Ouvrir sa fiche
person-title = Fiche d’une personne
person-details = Coordonnées professionnelles
person-elsewhere = Cette personne n’est pas nommée dans votre institution. Vous pouvez la nommer ; sa fiche reste tenue là où elle travaille déjà.
person-kept-by = La fiche et le compte de cette personne sont tenus par { $institution }. Ce qui doit changer dans sa fiche se demande là.
person-unkept = Aucune institution ne tient pour l’instant la fiche et le compte de cette personne.
person-unkept-yours = L’institution qui tenait la fiche et le compte de cette personne ne l’emploie plus. Vous pouvez les reprendre : la personne en sera avertie.
person-unkept-open = Reprendre la fiche et le compte
person-account = Compte
person-account-open = Invitation, sessions et fermeture du compte
appointments = Nominations
appointments-none = Aucune nomination.
appoint = Nommer à une fonction
appoint-lead = { $name } recevra cette fonction à { $institution }.
institution = Institution
dates = Dates
actions = Actions
to-come = à venir
ended = terminée
end-it = Mettre fin
end-title = Mettre fin à une nomination
end-text = Après le dernier jour, plus rien ne s’ouvre au titre de cette fonction : ni dossiers, ni listes, ni recherche. Les dossiers dont la personne est référente doivent être confiés à quelqu’un d’autre.
end-when = Quand ?
end-when-needed = Dites quand la nomination prend fin
end-on-a-day = À une date
end-on-a-day-hint = La personne travaille encore ce jour-là.
end-now = Tout de suite
end-now-hint = La personne perd l’accès à l’instant.

refused-unknown-pack = Ce cadre juridique n’est pas installé ici
refused-unknown-type = Ce type de service n’existe pas dans ce cadre juridique
refused-name-missing = Le nom manque
refused-type-receives-no-reports = Un service de ce type ne reçoit pas de signalements
refused-closed-before-opened = La fermeture précède l’ouverture
refused-kept-by-another = Cette page est tenue par l’institution elle-même
refused-kept-by-another-way = Signalez ce qui est inexact à la personne qui administre cette institution.
refused-staff-of-another = Cette personne dépend d’une autre institution
refused-staff-of-another-way = Chaque institution nomme ses propres membres. Demandez à la personne qui administre l’autre institution.
refused-kept-elsewhere = La fiche de cette personne est tenue par une autre institution
refused-kept-elsewhere-way = Demandez à l’institution qui tient sa fiche et son compte.
refused-own-appointment = Personne ne change ses propres fonctions
refused-own-appointment-way = Demandez à la direction, ou à une autre personne qui administre le système.
refused-ends-before-it-begins = Le dernier jour précède le premier
refused-holds-it-already = La personne a déjà cette fonction à ces dates
refused-holds-it-already-way = Mettez d’abord fin à la nomination en cours, ou choisissez d’autres dates.
refused-too-many-functions = Sept fonctions à la fois, c’est le maximum
refused-too-many-functions-way = Mettez d’abord fin à une nomination qui n’est plus exercée.
refused-ended-already = Cette nomination se termine déjà plus tôt
refused-ended-already-way = Pour la prolonger, nommez la personne à nouveau à partir du lendemain.
refused-last-administrator = C’est la dernière personne qui administre cette institution
refused-last-administrator-way = Nommez d’abord quelqu’un d’autre à l’administration : sinon, plus personne ne pourrait ouvrir de compte.
refused-own-secrecy = Personne ne change son propre statut
refused-own-secrecy-way = Demandez à la direction, ou à une autre personne qui administre le système.
refused-evidence-missing = Dites comment ce statut est établi
refused-known-already = Une personne est déjà inscrite avec ce courriel
refused-known-already-way = Ouvrez sa fiche et nommez-la dans votre institution.

column-code = Code
column-pack = Cadre juridique
column-type = Type de service
column-name = Nom
column-territory = Territoire
column-address = Adresse
column-phone = Téléphone
column-email = Courriel
column-functioning = Fonctionnement
column-specificities = Spécificités
column-limits = Limites
column-receives-reports = Reçoit les signalements
column-opened-on = Ouverte le
column-closed-on = Fermée le
column-verified-on = Vérifié le
column-former-name = Nom précédent
column-former-type = Ancien type de service
column-former-name-until = Nom précédent jusqu’au
column-contact-point = Point de contact
column-contact-phone = Téléphone du contact
column-contact-email = Courriel du contact
column-contact-hours = Horaires du contact
import-lead = Vous verrez d’abord ce qui arriverait à chaque ligne. Rien n’est enregistré avant que vous ne l’ayez confirmé.
import-rule-empty = Une case vide laisse ce qui est déjà inscrit.
import-rule-code = Une institution déjà connue est retrouvée par son code, ou par son nom si la colonne du code est vide.
import-rule-whole = La liste est reprise en entier ou pas du tout : une seule erreur arrête tout.
import-limits = Un fichier CSV (UTF-8) ou XLSX, de { $megabytes } Mo et { $rows } lignes au plus.
import-template = Télécharger un modèle à remplir
import-template-file = modele-institutions
import-file = Fichier
import-file-hint = CSV ou XLSX
import-look = Voir ce qui changerait
import-columns = Les colonnes que nous reconnaissons
import-preview = Avant de reprendre la liste
import-preview-of = Fichier : { $name }
import-confirm = Reprendre cette liste
import-another = Choisir un autre fichier
import-rows = Lignes du fichier
import-row = Ligne
import-fate = Ce qui arrivera
import-what = Détail
import-fate-new = nouvelle
import-fate-changed = modifiée
import-fate-unchanged = inchangée
import-fate-wrong = à corriger
import-unknown-columns = Colonnes non reconnues, laissées de côté : { $names }.
import-wrong-rows = { $count ->
    [one] { $count } ligne est à corriger. Rien ne sera repris tant qu’elle ne l’est pas.
   *[other] { $count } lignes sont à corriger. Rien ne sera repris tant qu’elles ne le sont pas.
}
import-new-rows = { $count ->
    [0] Aucune institution nouvelle
    [one] { $count } institution nouvelle
   *[other] { $count } institutions nouvelles
}
import-changed-rows = { $count ->
    [0] Aucune institution modifiée
    [one] { $count } institution modifiée
   *[other] { $count } institutions modifiées
}
import-unchanged-rows = { $count ->
    [0] Aucune institution inchangée
    [one] { $count } institution inchangée
   *[other] { $count } institutions inchangées
}
import-more-rows = { $count ->
    [one] Une autre ligne n’est pas montrée ici.
   *[other] { $count } autres lignes ne sont pas montrées ici.
}
import-missing = Choisissez un fichier
import-too-large = Ce fichier dépasse { $megabytes } Mo : partagez-le en plusieurs listes
import-too-many-rows = Ce fichier dépasse { $rows } lignes : partagez-le en plusieurs listes
import-too-many-columns = Ce fichier a trop de colonnes : partez du modèle
import-swells = Ce classeur devient démesuré quand on l’ouvre : il est refusé. Recopiez vos lignes dans un classeur neuf
import-broken = Ce fichier est abîmé ou n’est pas ce qu’il annonce : ouvrez-le dans votre tableur et enregistrez-le à nouveau
import-old-workbook = Ce classeur est d’un ancien format (.xls) : enregistrez-le en .xlsx
import-not-utf8 = Ce texte n’est pas en UTF-8 : dans votre tableur, choisissez « CSV UTF-8 », ou envoyez le classeur .xlsx
import-not-a-list = Ce fichier n’est ni un CSV ni un classeur XLSX
import-empty = Ce fichier n’a pas de ligne sous ses titres
import-heading-twice = La colonne « { $heading } » apparaît deux fois.
import-heading-missing = La colonne « { $heading } » manque. Partez du modèle si vous le pouvez.
import-cell-too-long = Trop long : { $max } caractères au plus
import-not-a-date = Ce n’est pas une date : écrivez 2026-09-15 ou 15/09/2026
import-not-yes-or-no = Écrivez oui ou non
import-pack-needed = Dites quel cadre juridique s’applique
import-pack-unknown = Ce cadre juridique n’est pas installé ici
import-type-unknown = Type de service inconnu : « { $word } »
import-needed = À remplir
import-territory-unknown = Territoire inconnu dans ce cadre juridique
import-territory-ambiguous = Plusieurs territoires portent ce nom : donnez le code
import-kept-by-another = Cette institution tient elle-même sa page : la liste ne peut pas la modifier
import-twice = La même institution est déjà à la ligne { $line }
import-code-twice = Ce code est déjà celui de la ligne { $line }
