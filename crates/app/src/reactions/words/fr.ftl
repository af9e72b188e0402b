# SPDX-License-Identifier: EUPL-1.2

notice-subject = Quelque chose vous attend dans Maillage
notice-text =
    Bonjour,

    Quelque chose vous attend dans Maillage. Pour le lire, connectez-vous :
notice-closing = Ce message ne contient volontairement rien d’autre. Personne ne lit les réponses à cette adresse.
