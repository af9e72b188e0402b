# SPDX-License-Identifier: EUPL-1.2

refused-separate-store = This passage comes from the minutes of a consultation with fixed participants. It stays in its own record and is not copied into a case, a plan or a disclosure. Nothing was saved; the attempt stands in the ledger.
    .way = Write in your own words what you have done or seen yourself since. If a piece of information is needed elsewhere, the person or service that holds it can tell it themselves, by a decision to share. To talk about it together again, convene a new consultation.
