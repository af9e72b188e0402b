# SPDX-License-Identifier: EUPL-1.2

rule-law = Law
rule-local = Local practice
uncertain = to be checked
unsettled = That day is a day off, and the law is not clear: the strict day is kept.
ended = Not done: the follow-up ended on { $date }, after it was due on { $due }
