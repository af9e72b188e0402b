# SPDX-License-Identifier: EUPL-1.2

entry-disclosure-made = x
entry-disclosure-withdrawn = x
