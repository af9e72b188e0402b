# SPDX-License-Identifier: EUPL-1.2

rule-law = Wet
rule-local = Plaatselijk gebruik
uncertain = na te gaan
unsettled = Die dag wordt niet gewerkt en de wet is niet duidelijk: de strikte dag blijft gelden.
ended = Niet gebeurd: de opvolging eindigde op { $date }, na de vervaldag van { $due }
