# SPDX-License-Identifier: EUPL-1.2

refused-separate-store = Deze passage komt uit het verslag van een overleg met vaste deelnemers. Ze blijft in haar eigen register en wordt niet gekopieerd naar een dossier, een plan of een deelbeslissing. Er is niets opgeslagen; de poging staat in het logboek.
    .way = Schrijf in uw eigen woorden wat u sindsdien zelf hebt gedaan of vastgesteld. Is informatie elders nodig, dan kan de persoon of dienst die ze bezit ze zelf doorgeven, met een beslissing om te delen. Om er samen op terug te komen, roept u een nieuw overleg samen.
