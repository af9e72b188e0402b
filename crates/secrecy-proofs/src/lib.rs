// SPDX-License-Identifier: EUPL-1.2
//! What a rule set can never permit, whatever the facts: shown with a solver, not with examples.
//!
//! The rules of a set are translated to logic by `cedar-policy-symcc` and put before cvc5 (the program named by the variable
//! `CVC5`, or `cvc5` on the path) together with a claim: « whenever this is permitted, that is so ». The answer is a proof
//! for every combination of facts that the schema allows, or a counterexample: facts that the rules permit against the
//! claim, which Cedar then permits indeed.
//!
//! ```text
//! let subject = Subject::of(&rule_set)?;
//! subject.shows("principal.duty == Duty::\"bound\"")?              // None: proved
//! subject.without(&["C1_recipient"])?.shows("principal.duty == …") // Some(counterexample)
//! ```

use std::fmt;
use std::str::FromStr;

use cedar_policy::{Authorizer, Decision, Policy, PolicySet, RequestEnv, Schema};
use cedar_policy_symcc::solver::LocalSolver;
use cedar_policy_symcc::{CedarSymCompiler, CompiledPolicy, CompiledPolicySet};
use secrecy::RuleSet;

/// Why nothing was shown, neither that a claim holds nor that it does not.
#[derive(Clone, Debug)]
pub struct Unshown(String);

impl fmt::Display for Unshown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unshown {}

/// For errors of the solver and of Cedar, which are for developers.
fn unshown(error: impl fmt::Display) -> Unshown {
    Unshown(error.to_string())
}

/// Facts that the rules permit, against the claim; as text, for whoever mends the rules.
#[derive(Clone, Debug)]
pub struct Counterexample(String);

impl fmt::Display for Counterexample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Rules about which claims are made.
#[derive(Clone)]
pub struct Subject {
    schema: Schema,
    policies: PolicySet,
    circumstances: RequestEnv,
}

impl Subject {
    /// The rules of a rule set, as they stand in its file.
    ///
    /// # Errors
    /// They are not rules; a loaded rule set always is.
    pub fn of(rule_set: &RuleSet) -> Result<Subject, Unshown> {
        Subject::new(rule_set.schema_text(), rule_set.rules_text())
    }

    /// The rules of a rule set with a text replaced: a copy that somebody has weakened, or strengthened.
    ///
    /// # Errors
    /// The text is not there, or what comes out is not rules.
    pub fn altered(rule_set: &RuleSet, from: &str, to: &str) -> Result<Subject, Unshown> {
        if !rule_set.rules_text().contains(from) {
            return Err(Unshown(format!("« {from} » does not stand in the rules")));
        }
        Subject::new(rule_set.schema_text(), &rule_set.rules_text().replace(from, to))
    }

    fn new(schema: &str, rules: &str) -> Result<Subject, Unshown> {
        let (schema, _) = Schema::from_cedarschema_str(schema).map_err(unshown)?;
        let policies = PolicySet::from_str(rules).map_err(unshown)?;
        let mut all = schema.request_envs();
        let (Some(circumstances), None) = (all.next(), all.next()) else {
            return Err(Unshown("one kind of request was expected".to_owned()));
        };
        drop(all);
        Ok(Subject { schema, policies, circumstances })
    }

    /// The same rules without some conditions, by id.
    ///
    /// # Errors
    /// There is no such condition.
    pub fn without(&self, ids: &[&str]) -> Result<Subject, Unshown> {
        let mut weaker = self.clone();
        for id in ids {
            let found = self.policies.policies().find(|policy| policy.annotation("id") == Some(id));
            let policy = found.ok_or_else(|| Unshown(format!("there is no condition « {id} »")))?;
            weaker.policies.remove_static(policy.id().clone()).map_err(unshown)?;
        }
        Ok(weaker)
    }

    /// Whether it is so whenever the rules permit. `None` is a proof; else facts for which it is not.
    ///
    /// # Errors
    /// The claim is no expression over the facts, there is no solver, or it did not come to an end.
    pub fn shows(&self, claim: &str) -> Result<Option<Counterexample>, Unshown> {
        let text = format!("permit (principal, action, resource) when {{ {claim} }};");
        let claimed =
            PolicySet::from_policies([Policy::parse(None, &text).map_err(unshown)?]).map_err(unshown)?;
        let (rules, claimed) = (self.compiled(&self.policies)?, self.compiled(&claimed)?);
        let found = solve(async |solver| {
            solver.check_implies_with_counterexample_opt(&rules, &claimed).await.map_err(unshown)
        })?;
        let Some(found) = found else { return Ok(None) };
        // The solver is not taken at its word: Cedar itself must permit what it found.
        let response = Authorizer::new().is_authorized(&found.request, &self.policies, &found.entities);
        match response.decision() {
            Decision::Allow => Ok(Some(Counterexample(found.to_string()))),
            Decision::Deny => Err(Unshown("the counterexample is refused by the rules".to_owned())),
        }
    }

    /// Whether there are facts for which something is permitted: without this, every claim would be true of it.
    ///
    /// # Errors
    /// There is no solver, or it did not come to an end.
    pub fn permits_something(&self) -> Result<bool, Unshown> {
        let rules = self.compiled(&self.policies)?;
        let never = solve(async |solver| solver.check_always_denies_opt(&rules).await.map_err(unshown))?;
        Ok(!never)
    }

    /// Whether two subjects permit exactly the same.
    ///
    /// # Errors
    /// They are about different facts, there is no solver, or it did not come to an end.
    pub fn is_the_same_as(&self, other: &Subject) -> Result<bool, Unshown> {
        let (ours, theirs) = (self.compiled(&self.policies)?, self.compiled(&other.policies)?);
        solve(async |solver| solver.check_equivalent_opt(&ours, &theirs).await.map_err(unshown))
    }

    /// The conditions that can fail to be evaluated, whatever the facts: none should.
    ///
    /// # Errors
    /// There is no solver, or it did not come to an end.
    pub fn that_can_fail(&self) -> Result<Vec<String>, Unshown> {
        let mut failing = Vec::new();
        for policy in self.policies.policies() {
            let compiled =
                CompiledPolicy::compile(policy, &self.circumstances, &self.schema).map_err(unshown)?;
            let never =
                solve(async |solver| solver.check_never_errors_opt(&compiled).await.map_err(unshown))?;
            if !never {
                failing.push(policy.annotation("id").unwrap_or_default().to_owned());
            }
        }
        Ok(failing)
    }

    fn compiled(&self, policies: &PolicySet) -> Result<CompiledPolicySet, Unshown> {
        CompiledPolicySet::compile(policies, &self.circumstances, &self.schema).map_err(unshown)
    }
}

/// Asks a solver of its own, which ends with the question.
fn solve<T>(
    ask: impl AsyncFnOnce(&mut CedarSymCompiler<LocalSolver>) -> Result<T, Unshown>,
) -> Result<T, Unshown> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(unshown)?;
    runtime.block_on(async {
        let solver = LocalSolver::cvc5().map_err(unshown)?;
        let mut compiler = CedarSymCompiler::new(solver).map_err(unshown)?;
        ask(&mut compiler).await
    })
}
