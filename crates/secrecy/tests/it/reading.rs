// SPDX-License-Identifier: EUPL-1.2
//! An independent reading of the conditions, in plain Rust, by somebody who had the texts of law beside them and not the
//! rules: which conditions are not met for one recipient and one piece of information.

use secrecy::{Answer, Answers, Consent, Duty, Facts, Item, Origin, Recipient, Told};

/// One recipient and one piece of some facts.
pub struct Pair<'a> {
    pub facts: &'a Facts,
    pub recipient: &'a Recipient,
    pub item: &'a Item,
}

/// What is not met, by id.
pub fn unmet(code: &str, pair: &Pair<'_>) -> Vec<&'static str> {
    let conditions = match code {
        "be_circulaire" => pair.circular(),
        "be_458bis" => pair.notice(),
        "be_458ter" => pair.consultation(),
        "be_necessity" => pair.necessity(),
        "fr_l226_2_2" => pair.sharing(),
        "fr_226_14" => pair.disclosure(),
        "fr_l226_2_1" => pair.concern(),
        "fr_l226_4" => pair.referral(),
        "mandated_report" => pair.report(),
        other => panic!("{other} has no reading in plain Rust: write one"),
    };
    conditions.into_iter().filter(|(_, met)| !met).map(|(id, _)| id).collect()
}

type Conditions = Vec<(&'static str, bool)>;

impl Pair<'_> {
    fn says(answers: &Answers, code: &str, wanted: Answer) -> bool {
        answers.get(code) == Some(&wanted)
    }

    fn yes(&self, code: &str) -> bool {
        Self::says(&self.facts.answers, code, Answer::Yes)
    }

    fn no(&self, code: &str) -> bool {
        Self::says(&self.facts.answers, code, Answer::No)
    }

    fn recipient_yes(&self, code: &str) -> bool {
        Self::says(&self.recipient.answers, code, Answer::Yes)
    }

    /// The need of this recipient for this piece was affirmed.
    fn needed(&self, code: &str) -> bool {
        self.facts.pairs.iter().any(|pair| {
            pair.recipient == self.recipient.id
                && pair.item == self.item.id
                && Self::says(&pair.answers, code, Answer::Yes)
        })
    }

    /// Somebody was told beforehand of this recipient.
    fn was_told(&self, told: &Told) -> bool {
        match told {
            Told::On { on, recipients, .. } => {
                recipients.contains(&self.recipient.id)
                    && *on <= self.facts.on
                    && self.facts.executed_on.is_none_or(|executed| *on <= executed)
            }
            _ => false,
        }
    }

    fn all_told(&self) -> bool {
        !self.facts.information.is_empty() && self.facts.information.iter().all(|i| self.was_told(&i.told))
    }

    /// Everybody was told, or there is the one ground for whoever was not.
    fn told_or(&self, allowed: &str) -> bool {
        let excused = |told: &Told| matches!(told, Told::NotTold { ground: Some(g), .. } if g == allowed);
        !self.facts.information.is_empty()
            && self.facts.information.iter().all(|i| self.was_told(&i.told) || excused(&i.told))
    }

    fn told_or_reviewed(&self) -> bool {
        let reviewed = |told: &Told| matches!(told, Told::NotTold { reviewed: true, .. });
        !self.facts.information.is_empty()
            && self.facts.information.iter().all(|i| self.was_told(&i.told) || reviewed(&i.told))
    }

    fn is_among(&self, roles: &[&str]) -> bool {
        roles.contains(&self.recipient.role.as_str())
    }

    fn on_the_list(&self, id: &str) -> bool {
        self.facts.consultation.as_ref().is_some_and(|consultation| consultation.participants.contains(id))
    }

    fn spares_the_reporter(&self) -> (&'static str, bool) {
        ("reporter", self.item.class != "reporter")
    }

    /// What every rule set asks of the piece and of the decision.
    fn with_common(
        &self,
        mut conditions: Conditions,
        single: &'static str,
        bounded: &'static str,
    ) -> Conditions {
        conditions.push((single, self.item.single));
        conditions.push((bounded, !self.facts.open_ended));
        conditions.push(("closed_consultation", self.item.origin != Origin::Consultation));
        conditions
    }

    fn circular(&self) -> Conditions {
        let conditions = vec![
            ("C0", self.recipient_yes("takes_part")),
            ("C1_discloser", self.facts.discloser.duty == Duty::Bound),
            ("C1_recipient", self.recipient.duty == Duty::Bound),
            ("C1_not_judicial", self.recipient.duty != Duty::Judicial),
            ("C1_named", self.recipient.named),
            ("C2", self.needed("necessary")),
            ("C3", self.yes("discreet")),
            ("C4", self.yes("bond")),
            ("C4_onward", self.item.origin != Origin::Received),
            ("C5", self.all_told()),
            ("C6", self.no("repressive")),
            ("consent_is_no_base", self.facts.consent != Consent::AgainstChild),
            self.spares_the_reporter(),
        ];
        self.with_common(conditions, "C2_single", "C3_bounded")
    }

    fn sharing(&self) -> Conditions {
        let conditions = vec![
            ("bound_discloser", self.facts.discloser.duty == Duty::Bound),
            ("bound_recipient", self.recipient.duty == Duty::Bound),
            ("not_judicial", self.recipient.duty != Duty::Judicial),
            ("named", self.recipient.named),
            ("discloser_contributes", self.yes("discloser_contributes")),
            ("recipient_contributes", self.recipient_yes("takes_part")),
            ("purpose", ["evaluate", "determine", "implement"].contains(&self.facts.purpose.as_str())),
            ("not_repressive", self.no("repressive")),
            ("necessary", self.needed("necessary")),
            ("everyone_listed", self.yes("everyone_listed")),
            ("informed", self.told_or("child_interest")),
            ("ground_reviewed", self.told_or_reviewed()),
            ("consent_is_no_base", self.facts.consent != Consent::AgainstChild),
            self.spares_the_reporter(),
        ];
        self.with_common(conditions, "single", "bounded")
    }

    fn notice(&self) -> Conditions {
        let answered = |code: &str| self.yes(code) || self.no(code);
        let conditions = vec![
            ("holder", self.facts.discloser.duty == Duty::Bound),
            ("prosecutor_only", self.is_among(&["parquet"])),
            ("one_addressee", self.facts.recipients.len() == 1),
            ("listed_offence", self.yes("listed_offence")),
            ("vulnerable_victim", self.yes("vulnerable_victim")),
            ("limbs_answered", answered("imminent_danger") && answered("other_victims")),
            ("danger", self.yes("imminent_danger") || self.yes("other_victims")),
            ("cannot_protect", self.yes("cannot_protect")),
            ("necessary", self.needed("necessary")),
        ];
        self.with_common(conditions, "single", "bounded")
    }

    fn consultation(&self) -> Conditions {
        let conditions = vec![
            ("basis", self.yes("basis")),
            ("exclusive_purpose", self.yes("exclusive_purpose")),
            ("participants_fixed", self.yes("participants_fixed")),
            ("purpose_fixed", self.yes("purpose_fixed")),
            ("modalities_fixed", self.yes("modalities_fixed")),
            ("participant", self.on_the_list(&self.recipient.id)),
            ("discloser_participant", self.on_the_list(&self.facts.discloser.id)),
            ("named", self.recipient.named),
            ("knows_secrecy", self.recipient_yes("knows_secrecy")),
            ("necessary", self.needed("necessary")),
            self.spares_the_reporter(),
        ];
        self.with_common(conditions, "single", "bounded")
    }

    fn necessity(&self) -> Conditions {
        let conditions = vec![
            ("grave_danger", self.yes("grave_danger")),
            ("superior_value", self.yes("superior_value")),
            ("no_other_way", self.yes("no_other_way")),
            ("able_to_avert", self.recipient_yes("able_to_avert")),
            ("proportionate", self.needed("proportionate")),
        ];
        self.with_common(conditions, "single", "bounded")
    }

    fn disclosure(&self) -> Conditions {
        let prosecutor_or_unit = self.is_among(&["parquet_mineurs", "crip", "pcd", "dpej"]);
        let other_authority = self.is_among(&["je", "tpe", "hospital", "uaped", "pmi"]);
        let signs = self.yes("health_professional") && self.yes("signs_noted") && prosecutor_or_unit;
        let conditions = vec![
            ("authority", prosecutor_or_unit || other_authority),
            ("protected_victim", self.yes("victim_protected")),
            ("ill_treatment", self.yes("ill_treatment") || signs),
            ("necessary", self.needed("necessary")),
        ];
        self.with_common(conditions, "single", "bounded")
    }

    fn concern(&self) -> Conditions {
        let conditions = vec![
            ("discloser_contributes", self.yes("discloser_contributes")),
            ("addressee", self.is_among(&["crip", "pcd", "dpej"])),
            ("worrying", self.yes("worrying")),
            ("everyone_listed", self.yes("everyone_listed")),
            ("informed", self.told_or("child_interest")),
            ("necessary", self.needed("necessary")),
        ];
        self.with_common(conditions, "single", "bounded")
    }

    fn referral(&self) -> Conditions {
        let reasons = ["earlier_help_failed", "help_refused", "grave_immediate", "cannot_assess"];
        let conditions = vec![
            ("prosecutor_only", self.is_among(&["parquet_mineurs"])),
            ("in_danger", self.yes("in_danger")),
            ("why_the_court", reasons.iter().any(|reason| self.yes(reason))),
            ("department_knows", self.yes("department_knows")),
            ("necessary", self.needed("necessary")),
        ];
        self.with_common(conditions, "single", "bounded")
    }

    fn report(&self) -> Conditions {
        let conditions = vec![
            ("mandate_in_force", self.yes("mandate_in_force")),
            ("gave_the_mandate", self.recipient_yes("gave_the_mandate")),
            ("within_mandate", Self::says(&self.item.answers, "within_mandate", Answer::Yes)),
            ("not_own_notes", self.item.origin != Origin::OwnNotes),
            self.spares_the_reporter(),
        ];
        self.with_common(conditions, "single", "bounded")
    }
}
