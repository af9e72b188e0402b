# SPDX-License-Identifier: EUPL-1.2
report-title = Concern report
