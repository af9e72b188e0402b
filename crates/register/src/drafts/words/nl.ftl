# SPDX-License-Identifier: EUPL-1.2

saved = Concept bewaard om { $time }
failed = Het concept kon niet bewaard worden. U kunt verder schrijven: we proberen het opnieuw.
signed-out = Uw sessie is afgelopen. Uw tekst staat nog op het scherm: kopieer hem voor u zich opnieuw aanmeldt.
other-window = U schrijft deze tekst ook in een ander venster, dat later geopend werd: dat venster bewaart het concept. Wat u hier ziet, blijft op het scherm.
keep = Als concept bewaren
resumed = Dit is het concept dat u achterliet op { $when }. Alleen u kunt het lezen; het staat nog niet in het dossier.
start-anew = Dit concept wissen en met een lege pagina beginnen
