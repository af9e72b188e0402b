// SPDX-License-Identifier: EUPL-1.2
//! Why a question is asked or not.

use super::*;

#[test]
fn a_condition_is_told_with_its_parts_and_the_questions_they_come_from() {
    let mut it = begin(&form(
        "type,name,label,relevant,constraint,calculation",
        &[
            "integer | age | Quel âge a-t-il ? | | | ",
            "begin group | ecole | École | ${age} < 18 | | ",
            "integer | annee | Quelle année ? | ${age} > 5 and ${age} < 15 | . < 7 | ",
            "end group",
        ],
    ));
    answer(&mut it, &[("/data/age", "20")]);
    let told = it.explain("/data/ecole/annee").unwrap();
    let rules: Vec<(Rule, &str, &str)> =
        told.iter().map(|e| (e.rule, e.path.as_str(), e.value.as_deref().unwrap())).collect();
    assert_eq!(
        rules,
        [
            (Rule::Relevant, "/data/ecole", "false"),
            (Rule::Relevant, "/data/ecole/annee", "false"),
            (Rule::Constraint, "/data/ecole/annee", "false"),
        ]
    );
    assert_eq!(told[0].written, "${age} < 18");
    let part = &told[0].parts[0];
    assert_eq!((part.formula.as_str(), part.value.as_str()), ("/data/age", "20"));
    assert_eq!(part.questions, [("/data/age".to_owned(), "Quel âge a-t-il ?".to_owned())]);
    assert_eq!(told[0].parts.last().unwrap().formula, "/data/age < 18");
}
