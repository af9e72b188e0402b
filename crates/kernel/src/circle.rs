// SPDX-License-Identifier: EUPL-1.2
//! The circle: capacities in which one holds a seat, the layers a seat opens, and the grounds on which it exists.

/// In which capacity somebody holds a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Capacity {
    /// Answers for the case: the single point of contact of child and family.
    Lead,
    /// Works the case with the lead.
    CoWorker,
    /// Assigns, supports and approves.
    Supervisor,
    /// Receives and triages concern reports; keeps a case that they opened in sight until somebody leads it.
    Intake,
    /// Evaluates a situation after a concern report.
    Evaluator,
    /// Guest of an exchange: sees exactly what was decided to be shared.
    Guest,
    /// Takes part in the plan.
    Participant,
    /// Opened in an emergency, with a reason, a short end and a review.
    Emergency,
    /// Has taken over nothing yet: sees the minimal data set of a proposed transfer.
    TransferCandidate,
}

crate::codes!(Capacity {
    Lead = "lead",
    CoWorker = "co_worker",
    Supervisor = "supervisor",
    Intake = "intake",
    Evaluator = "evaluator",
    Guest = "guest",
    Participant = "participant",
    Emergency = "emergency",
    TransferCandidate = "transfer_candidate",
});

/// Why a seat exists. The words and their legal footing are in the pack (`lists.toml`, list `ground`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ground {
    /// The institution received the report and must triage it.
    Receipt,
    /// A supervisor assigned the case.
    Assignment,
    /// The function answers for the institution's cases.
    Function,
    /// Opened the case, which nobody leads yet.
    Opening,
    /// Invited by the lead or the supervisor to work along.
    CoWork,
    /// Part of the evaluation team.
    Evaluation,
    /// Took over from a leaver.
    HandOver,
    /// Accepted a transfer.
    Transfer,
    /// Opened in an emergency.
    Emergency,
    /// A disclosure decision opened it.
    Disclosure,
    /// Asks, or is asked, in an exchange between institutions.
    Exchange,
    /// Named among the participants of a consultation before it began.
    Consultation,
    /// Act of a member of the public.
    Public,
    /// Keeping the system itself: accounts, imports, jobs.
    Administration,
    /// One's own data: own account, own drafts.
    Own,
}

crate::codes!(Ground {
    Receipt = "receipt",
    Assignment = "assignment",
    Function = "function",
    Opening = "opening",
    CoWork = "co_work",
    Evaluation = "evaluation",
    HandOver = "hand_over",
    Transfer = "transfer",
    Emergency = "emergency",
    Disclosure = "disclosure",
    Exchange = "exchange",
    Consultation = "consultation",
    Public = "public",
    Administration = "administration",
    Own = "own",
});

/// A legally distinct layer of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Layer {
    /// That the case exists, whose it is, who leads it: the identity bar.
    Identity,
    /// The institution's file.
    Institution,
    /// The plan shared by agencies, child and family.
    Plan,
    /// The judicial record.
    Judicial,
    /// Who reported: kept apart from everything else.
    Reporter,
    /// The separate store of a consultation under article 458ter.
    Consultation,
}

crate::codes!(Layer {
    Identity = "identity",
    Institution = "institution",
    Plan = "plan",
    Judicial = "judicial",
    Reporter = "reporter",
    Consultation = "consultation",
});

/// A set of layers, as stored in a seat. The author's own notes are in no set: only their author reads them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Layers(pub i64);

impl Layers {
    /// No layer at all.
    pub const NONE: Layers = Layers(0);

    const fn bit(layer: Layer) -> i64 {
        1 << layer as i64
    }

    /// The set of these layers.
    pub const fn of(layers: &[Layer]) -> Layers {
        let mut bits = 0;
        let mut i = 0;
        while i < layers.len() {
            bits |= Self::bit(layers[i]);
            i += 1;
        }
        Layers(bits)
    }

    /// Whether the set holds a layer.
    pub const fn has(self, layer: Layer) -> bool {
        self.0 & Self::bit(layer) != 0
    }

    /// Both sets together.
    pub const fn and(self, other: Layers) -> Layers {
        Layers(self.0 | other.0)
    }

    /// Those of `self` that `other` holds too.
    pub const fn within(self, other: Layers) -> Layers {
        Layers(self.0 & other.0)
    }

    /// What a capacity opens unless a narrower seat was made.
    pub const fn usual(capacity: Capacity) -> Layers {
        use Layer::{Identity, Institution, Judicial, Plan, Reporter};
        match capacity {
            Capacity::Lead | Capacity::CoWorker | Capacity::Supervisor | Capacity::Emergency => {
                Layers::of(&[Identity, Institution, Plan, Judicial])
            }
            Capacity::Intake => Layers::of(&[Identity, Institution, Reporter]),
            Capacity::Evaluator => Layers::of(&[Identity, Institution]),
            Capacity::Guest => Layers::NONE,
            Capacity::Participant => Layers::of(&[Identity, Plan]),
            Capacity::TransferCandidate => Layers::of(&[Identity]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_gets_the_reporter_or_a_consultation_by_working_a_case() {
        for &capacity in Capacity::ALL {
            let layers = Layers::usual(capacity);
            assert_eq!(layers.has(Layer::Reporter), capacity == Capacity::Intake, "{capacity:?}");
            assert!(!layers.has(Layer::Consultation), "{capacity:?}");
        }
    }

    #[test]
    fn codes_are_read_back() {
        for &g in Ground::ALL {
            assert_eq!(Ground::parse(g.code()), Some(g));
        }
        assert_eq!(
            Layers::of(&[Layer::Plan])
                .and(Layers::of(&[Layer::Judicial]))
                .within(Layers::of(&[Layer::Plan]))
                .0,
            4
        );
    }
}
