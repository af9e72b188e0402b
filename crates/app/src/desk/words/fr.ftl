# SPDX-License-Identifier: EUPL-1.2

nav-reports = Signalements
nav-cases = Dossiers
nav-exchanges = Échanges
nav-resources = Ressources
nav-directory = Annuaire
nav-team = Équipe
danger = Un enfant est en danger grave : informer une autorité
day-title = Ma journée
day-hello = Bonjour { $name }.
day-calm = Rien ne presse aujourd’hui.
day-calm-team = { $count ->
    [one] Rien ne presse pour vous aujourd’hui ; une échéance est dépassée dans l’équipe.
    [301] Rien ne presse pour vous aujourd’hui ; plus de trois cents échéances sont dépassées dans l’équipe.
   *[other] Rien ne presse pour vous aujourd’hui ; { $count } échéances sont dépassées dans l’équipe.
}
day-overdue = { $count ->
    [0] Rien n’est en retard.
    [one] Une échéance est dépassée.
    [301] Plus de trois cents échéances sont dépassées.
   *[other] { $count } échéances sont dépassées.
}
day-today = { $count ->
    [0] Rien d’autre ne tombe aujourd’hui.
    [one] Une échéance tombe aujourd’hui.
    [301] Plus de trois cents échéances tombent aujourd’hui.
   *[other] { $count } échéances tombent aujourd’hui.
}
tile-overdue = { $count ->
    [one] échéance dépassée
   *[other] échéances dépassées
}
tile-today = { $count ->
    [one] échéance aujourd’hui
   *[other] échéances aujourd’hui
}
tile-week = { $count ->
    [one] échéance dans les sept jours
   *[other] échéances dans les sept jours
}
tile-triage = { $count ->
    [one] signalement à analyser
   *[other] signalements à analyser
}
tile-messages = { $count ->
    [one] signalement avec un message à lire
   *[other] signalements avec des messages à lire
}
tile-report-transfers = { $count ->
    [one] signalement proposé par un autre service
   *[other] signalements proposés par d’autres services
}
tile-case-transfers = { $count ->
    [one] dossier proposé par un autre service
   *[other] dossiers proposés par d’autres services
}
tile-closures = { $count ->
    [one] clôture à approuver
   *[other] clôtures à approuver
}
tile-exchanges = { $count ->
    [0] demande d’un autre service à traiter
    [one] demande d’un autre service attend votre réponse
   *[other] demandes d’autres services attendent votre réponse
}
tile-silences = { $count ->
    [0] réponse tacite à approuver
    [one] réponse tacite à approuver
   *[other] réponses tacites à approuver
}
tile-practices-to-read = { $count ->
    [0] bonne pratique à relire
    [one] bonne pratique à relire
   *[other] bonnes pratiques à relire
}
tile-practices-to-edit = { $count ->
    [0] pratique à traiter dans la banque
    [one] pratique à traiter dans la banque
   *[other] pratiques à traiter dans la banque
}
tile-surveys = { $count ->
    [0] enquête attend la réponse de votre service
    [one] enquête attend la réponse de votre service
   *[other] enquêtes attendent la réponse de votre service
}
tile-orientations = { $count ->
    [0] orientation à suivre cette semaine
    [one] orientation à suivre cette semaine
   *[other] orientations à suivre cette semaine
}
tile-news = { $count ->
    [one] nouveauté dans mes dossiers
   *[other] nouveautés dans mes dossiers
}
tile-drafts = { $count ->
    [one] brouillon à terminer
   *[other] brouillons à terminer
}
tile-to-assign = { $count ->
    [one] dossier sans référent
   *[other] dossiers sans référent
}
tile-team-overdue = { $count ->
    [one] échéance dépassée dans l’équipe
   *[other] échéances dépassées dans l’équipe
}
due-title = À faire
due-all = Toutes mes échéances
due-none = Aucune échéance ne vous attend
due-none-text = Les délais apparaissent ici dès qu’un fait les fait courir.
due-none-action = Voir mes dossiers
column-what = Quoi
column-whom = Pour qui
column-due = Échéance
column-rule = Règle
column-who = Qui doit agir
column-since = Depuis
column-do = À faire
deadlines-title = Mes échéances
deadlines-team = Échéances de l’équipe
deadlines-none = Aucune échéance ne répond à ces filtres
deadlines-none-text = Élargissez la période, ou choisissez un autre délai.
filter-when = Quand
filter-term = Délai
filter-whose = De qui
any-term = Tous les délais
whose-mine = Les miennes
whose-team = Celles de l’équipe
when = { $when ->
    [overdue] Dépassées
    [today] Aujourd’hui
    [week] Dans les sept jours
   *[all] Toutes
}
back-to-day = Revenir à ma journée
assign-title = Dossiers sans référent
assign-lead = Chaque dossier a besoin d’une personne à qui l’enfant et sa famille peuvent s’adresser.
assign-lead-gone = { $name } a quitté le service le { $on }
assign-none = Tous les dossiers ont un référent
assign-none-text = Un dossier qui s’ouvre ou qui perd son référent apparaîtra ici.
assign = Désigner un référent
supervision-title = Mon équipe
team-title = Charge de l’équipe
team-who = Intervenant
team-cases = Dossiers
team-overdue = En retard
team-overdue-list = Échéances dépassées de l’équipe
team-watch = charge à regarder
team-mark = { $count ->
    [one] Repère : à partir d’un dossier suivi, la charge d’une personne mérite un regard. Ce n’est pas une norme légale, et rien n’est bloqué au-delà.
   *[other] Repère : à partir de { $count } dossiers suivis, la charge d’une personne mérite un regard. Ce n’est pas une norme légale, et rien n’est bloqué au-delà.
}
certainty = { $certainty ->
    [verified] vérifié dans un texte public
    [known] connu du métier
   *[uncertain] à vérifier
}
team-load = { $count ->
    [one] { $count } dossier
   *[other] { $count } dossiers
}
team-none = Personne ne travaille encore avec des familles ici
team-none-text = Les nominations se font dans « Équipe ».
reviews-title = Accès d’urgence à relire
reviews-text = { $count ->
    [one] Un accès d’urgence ouvert le { $date } attend votre relecture.
   *[other] { $count } accès d’urgence attendent votre relecture, le plus ancien depuis le { $date }.
}
reviews-do = Relire
keeping-title = Comptes et nominations
keeping-text = Vous tenez à jour qui travaille ici. Aucun dossier ne vous est ouvert à ce titre.
keeping-people = Les personnes, leurs fonctions et leurs comptes
keeping-page = La page de notre service dans l’annuaire
ending-title = Nominations qui prennent fin
ending-none = Aucune nomination ne prend fin dans les trente jours
ending-none-text = Quand une nomination se termine, tous les accès qui en découlent s’arrêtent le lendemain.
ending-on = jusqu’au { $date }
waiting-title = En attente de ma réponse
waiting-none = Rien n’attend de réponse
waiting-none-text = Les demandes des autres services et des personnes qui signalent arrivent ici.
withdrawn-title = Propositions retirées ces sept derniers jours
withdrawn-line = { $service } a retiré le { $on } le transfert qu’il vous proposait depuis le { $proposed }. Vous n’avez plus à y répondre.
waits = { $what ->
    [triage] À analyser
    [messages] Messages
    [reports] Signalements proposés
    [cases] Dossiers proposés
    [grounds] Motifs à relire
    [looks] Seconds regards
    [looked] Décisions relues
    [to-tell] Partages permis
   *[closures] Clôtures
}
waiting-minors = { $count ->
    [0] enfant à identifier
    [one] { $count } enfant
   *[other] { $count } enfants
}
waiting-unread = { $count ->
    [one] { $count } message à lire
   *[other] { $count } messages à lire
}
received = reçu le { $date }
since = depuis le { $date }
news-title = Nouveautés dans mes dossiers
news-lead = Ce que d’autres ont inscrit ces sept derniers jours dans les dossiers que vous suivez.
news-none = Rien de nouveau depuis sept jours
news-none-text = Ce que vous inscrivez vous-même n’apparaît pas ici.
entry-other = Inscription
drafts-title = Mes brouillons
drafts-lead = Ce que vous avez commencé à écrire et pas encore envoyé. Vous seul pouvez le lire.
drafts-none = Aucun brouillon
drafts-none-text = Ce que vous écrivez est gardé dès la première frappe, jusqu’à l’envoi.
draft-other = Brouillon
draft-kept = gardé le { $date }

term-answers = Réponses aux personnes qui ont signalé
danger-now = en danger maintenant
tile-danger = { $count ->
    [one] signalement de danger immédiat
   *[other] signalements de danger immédiat
}
tile-reports-to-assign = { $count ->
    [one] évaluation à confier
   *[other] évaluations à confier
}
tile-to-decide = { $count ->
    [one] signalement évalué, à décider
   *[other] signalements évalués, à décider
}
tile-answers = { $count ->
    [one] réponse due à une personne qui a signalé
   *[other] réponses dues à des personnes qui ont signalé
}
team-cases-of = dossiers suivis par { $name }
team-overdue-of = échéances dépassées pour { $name }
tile-grounds = { $count ->
    [0] motif à relire
    [one] motif de ne pas prévenir, à relire
   *[other] motifs de ne pas prévenir, à relire
}
tile-looks = { $count ->
    [0] décision à relire
    [one] décision à relire
   *[other] décisions à relire
}
tile-looked = { $count ->
    [0] décision relue
    [one] décision relue pour vous
   *[other] décisions relues pour vous
}
tile-to-tell = { $count ->
    [0] partage permis à transmettre
    [one] partage permis, pas encore transmis
   *[other] partages permis, pas encore transmis
}
without-case = Hors dossier
