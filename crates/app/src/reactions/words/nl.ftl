# SPDX-License-Identifier: EUPL-1.2

notice-subject = Er wacht iets op u in Maillage
notice-text =
    Dag,

    Er wacht iets op u in Maillage. Meld u aan om het te lezen:
notice-closing = Dit bericht bevat bewust niets anders. Niemand leest antwoorden op dit adres.
