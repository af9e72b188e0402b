# SPDX-License-Identifier: EUPL-1.2

rule-law = Loi
rule-local = Usage local
uncertain = à vérifier
unsettled = Ce jour-là est chômé, et la loi n’est pas claire : le jour strict est gardé.
ended = Pas fait : le suivi a pris fin le { $date }, après l’échéance du { $due }
