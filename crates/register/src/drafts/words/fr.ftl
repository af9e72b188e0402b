# SPDX-License-Identifier: EUPL-1.2

saved = Brouillon enregistré à { $time }
failed = Le brouillon n’a pas pu être enregistré. Vous pouvez continuer à écrire : nous réessayons.
signed-out = Votre session est terminée. Votre texte est encore à l’écran : copiez-le avant de vous reconnecter.
other-window = Vous écrivez aussi ce texte dans une autre fenêtre, ouverte plus tard : c’est elle qui garde le brouillon. Ce que vous voyez ici reste à l’écran.
keep = Garder comme brouillon
resumed = Voici le brouillon que vous aviez laissé le { $when }. Vous seul ou seule pouvez le lire ; il n’est pas encore dans le dossier.
start-anew = Effacer ce brouillon et repartir d’une page vide
