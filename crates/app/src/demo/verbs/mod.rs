// SPDX-License-Identifier: EUPL-1.2
//! The verbs of the stories: each turns its parameters into the action that the page behind it calls.
//!
//! A verb that is not here belongs to a capability that does not exist yet: its steps are pending, by name.

mod case;
mod closing;
mod consultation;
mod danger;
mod evaluation;
mod exchange;
mod orientation;
mod person;
mod practice;
mod report;
mod sharing;
mod survey;
mod told;

pub(super) use told::language;

use toml::Table;

use super::known::{Halt, Made};
use super::replay::Here;

pub(super) use person::relate_all;

macro_rules! verbs {
    ($($name:literal => $variant:ident($params:path)),* $(,)?) => {
        /// A verb with its parameters.
        #[derive(Debug)]
        pub(super) enum Verb {
            $(#[allow(missing_docs)] $variant(Box<$params>),)*
        }

        impl Verb {
            /// Reads a verb; `None` when the program has none of that name yet.
            pub(super) fn read(name: &str, written: Table) -> Result<Option<Verb>, String> {
                match name {
                    $($name => {
                        let params = written.try_into().map_err(|e: toml::de::Error| e.message().to_owned())?;
                        Ok(Some(Verb::$variant(Box::new(params))))
                    })*
                    _ => Ok(None),
                }
            }

            /// Does it, as whoever does it in the story.
            pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
                match self {
                    $(Verb::$variant(params) => params.run(here).await,)*
                }
            }
        }
    };
}

verbs! {
    "report.submit" => Submit(report::Submit),
    "report.acknowledge" => Acknowledge(report::Acknowledge),
    "report.triage" => Triage(report::Triage),
    "report.add_minor" => AddMinor(report::AddMinor),
    "report.merge" => JoinReports(report::Merge),
    "report.transfer" => TransferReport(report::Transfer),
    "report.transfer_accept" => AcceptReport(report::Accept),
    "report.transfer_reject" => RejectReport(report::Reject),
    "report.decide" => Decide(report::Decide),
    "report.feedback" => Feedback(report::Feedback),
    "report.request_outcome" => RequestOutcome(report::RequestOutcome),
    "report.archive" => Archive(report::Archive),
    "evaluation.start" => Start(evaluation::Start),
    "evaluation.visit" => Visit(evaluation::Visit),
    "evaluation.child_met" => ChildMet(evaluation::ChildMet),
    "evaluation.child_not_met" => ChildNotMet(evaluation::ChildNotMet),
    "evaluation.child_view" => ChildView(evaluation::ChildView),
    "evaluation.conclude" => Conclude(evaluation::Conclude),
    "evaluation.impossible" => Impossible(evaluation::Impossible),
    "case.open" => OpenCase(case::Open),
    "case.assign" => Assign(case::Assign),
    "case.add_to_circle" => AddToCircle(case::AddToCircle),
    "case.leave_circle" => LeaveCircle(case::LeaveCircle),
    "case.note" => Note(case::Note),
    "case.contact" => Contact(case::Contact),
    "case.attention_note" => Attention(case::Attention),
    "case.significant" => Significant(case::Significant),
    "case.relate" => Relate(person::Relate),
    "case.correct_person" => CorrectPerson(person::Correct),
    "case.frame" => Frame(case::SetFrame),
    "case.hold" => Hold(closing::Hold),
    "case.resume" => Resume(closing::Resume),
    "case.hand_over" => HandOver(closing::HandOver),
    "case.transfer_propose" => ProposeTransfer(closing::ProposeTransfer),
    "case.transfer_accept" => AcceptTransfer(closing::AcceptTransfer),
    "case.transfer_reject" => RejectTransfer(closing::RejectTransfer),
    "case.propose_closure" => ProposeClosure(closing::ProposeClosure),
    "case.approve_closure" => ApproveClosure(closing::ApproveClosure),
    "case.refuse_closure" => RefuseClosure(closing::RefuseClosure),
    "case.reopen" => Reopen(closing::Reopen),
    "case.merge" => MergeCases(closing::Merge),
    "case.unmerge" => UnmergeCases(closing::Unmerge),
    "case.emergency_access" => EmergencyAccess(case::EmergencyAccess),
    "case.review_emergency" => ReviewEmergency(case::ReviewEmergency),
    "exchange.request" => RequestExchange(exchange::Request),
    "exchange.reply" => ReplyExchange(exchange::Reply),
    "exchange.decline" => DeclineExchange(exchange::Decline),
    "exchange.ask_anonymous_advice" => AskAdvice(exchange::AskAdvice),
    "exchange.propose_silence" => ProposeSilence(exchange::ProposeSilence),
    "exchange.agree_silence" => AgreeSilence(exchange::AgreeSilence),
    "exchange.joint_action" => ActJointly(exchange::JointAction),
    "orientation.propose" => ProposeOrientation(orientation::Propose),
    "orientation.accept" => AcceptOrientation(orientation::Accept),
    "orientation.refuse" => RefuseOrientation(orientation::Refuse),
    "orientation.agree_content" => AgreeContent(orientation::AgreeContent),
    "orientation.contact" => ContactOrientation(orientation::Contact),
    "orientation.set_appointment" => SetAppointment(orientation::SetAppointment),
    "orientation.attend" => AttendOrientation(orientation::Attend),
    "orientation.hand_over" => HandOverOrientation(orientation::HandOver),
    "orientation.follow_up" => FollowUpOrientation(orientation::FollowUp),
    "sharing.decide" => DecideSharing(sharing::Decide),
    "sharing.contest" => ContestSharing(sharing::Contest),
    "sharing.review" => ReviewSharing(sharing::Review),
    "sharing.ask_opinion" => AskOpinion(sharing::AskOpinion),
    "sharing.ask_look" => AskLook(sharing::AskLook),
    "sharing.want_looks" => WantLooks(sharing::WantLooks),
    "survey.create" => CreateSurvey(survey::Create),
    "survey.publish" => PublishSurvey(survey::Publish),
    "survey.invite" => InviteToSurvey(survey::Invite),
    "survey.open" => OpenSurvey(survey::Open),
    "survey.answer" => AnswerSurvey(survey::Answer),
    "survey.validate" => ValidateSurvey(survey::Validate),
    "survey.code" => CodeSurvey(survey::Code),
    "consultation.authorise" => AuthoriseConsultation(consultation::Authorise),
    "consultation.hold" => HoldConsultation(consultation::Hold),
    "consultation.minute" => MinuteConsultation(consultation::Minute),
    "consultation.copy_extract" => CopyExtract(consultation::CopyExtract),
    "disclosure.attempt_protection" => AttemptProtection(danger::Attempt),
    "disclosure.decide" => NotifyDanger(danger::Decide),
    "practice.entrust" => EntrustBank(practice::Entrust),
    "practice.train" => TrainReaders(practice::Train),
    "practice.describe" => DescribePractice(practice::Describe),
    "practice.submit" => SubmitPractice(practice::Submit),
    "practice.screen" => ScreenPractice(practice::Screen),
    "practice.name_readers" => NameReaders(practice::NameReaders),
    "practice.declare" => DeclareReading(practice::Declare),
    "practice.review" => ReviewPractice(practice::Review),
    "practice.agree" => AgreePractice(practice::Agree),
    "practice.publish" => PublishPractice(practice::Publish),
    "practice.report_harm" => ReportHarm(practice::ReportHarm),
    "practice.answer_harm" => AnswerHarm(practice::AnswerHarm),
    "practice.withdraw" => WithdrawPractice(practice::Withdraw),
    "person.secret_address" => SecretAddress(person::SecretAddress),
}
