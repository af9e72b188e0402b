# SPDX-License-Identifier: EUPL-1.2

refused-separate-store = Ce passage vient du compte rendu d’une concertation à participants fixés. Il reste dans son propre registre et ne se copie ni dans un dossier, ni dans un plan, ni dans un partage. Rien n’a été enregistré ; la tentative est notée au journal.
    .way = Écrivez ce que vous avez fait ou constaté vous-même depuis, dans vos mots. Si une information est nécessaire ailleurs, la personne ou le service qui la détient peut la transmettre lui-même, par une décision de partage. Pour en reparler ensemble, convoquez une nouvelle concertation.
