// SPDX-License-Identifier: EUPL-1.2
//! Questions that wait for one another are found when the form is loaded.

use super::*;

fn problems(rows: &[&str]) -> Vec<LoadProblem> {
    match Instance::new(
        &form("type,name,label,relevant,calculation,constraint,required", rows),
        Still::default(),
    ) {
        Ok(_) => Vec::new(),
        Err(problems) => problems,
    }
}

fn named(rows: &[&str]) -> Vec<String> {
    let problems = problems(rows);
    assert_eq!(problems.len(), 1, "{problems:?}");
    let LoadProblem::Circle { questions } = &problems[0] else { panic!("{problems:?}") };
    let mut names: Vec<String> = questions.iter().map(|(path, _)| path.clone()).collect();
    names.sort();
    names
}

#[test]
fn the_questions_of_a_circle_are_named() {
    let rows = &[
        "text | a | Une ? | ${b} = '' | | | ",
        "text | b | Deux ? | ${c} = '' | | | ",
        "calculate | c | | | concat(${a}, 'x') | | ",
        "text | d | Quatre ? | ${c} = '' | | | ",
    ];
    assert_eq!(named(rows), ["/data/a", "/data/b", "/data/c"]);
    let said = problems(rows)[0].message(Lang::Fr);
    assert!(
        said.starts_with("Ces questions dépendent l’une de l’autre en cercle") && said.contains("Deux ?"),
        "{said}"
    );
}

#[test]
fn what_depends_on_itself_is_a_circle() {
    assert_eq!(named(&["calculate | a | | | ${a} + 1 | | "]), ["/data/a"]);
    assert_eq!(named(&["calculate | a | | | . + 1 | | "]), ["/data/a"]);
    assert_eq!(
        named(&["begin group | g | G | ${x} = 1 | | | ", "integer | x | X | | | | ", "end group"]),
        ["/data/g", "/data/g/x"],
        "a group that hides itself"
    );
    assert_eq!(
        named(&["begin repeat | r | R | | | | ", "calculate | x | | | sum(/data/r/x) | | ", "end repeat"]),
        ["/data/r/x"]
    );
}

#[test]
fn a_constraint_may_look_at_its_own_answer_and_conditions_at_one_another() {
    assert!(problems(&["integer | a | A | | | . > 0 and ${a} < 9 | "]).is_empty());
    assert!(
        problems(&["integer | a | A | | | | ${b} = ''", "integer | b | B | | | . > ${a} | ${a} = ''"])
            .is_empty(),
        "nothing waits for whether an answer is required"
    );
}

#[test]
fn every_formula_that_cannot_be_read_is_told() {
    let told = problems(&["text | a | A | 1 + | | | ", "text | b | B | | nofunction(1) | | "]);
    assert_eq!(told.len(), 2);
    assert!(
        told.iter().all(|problem| problem.code() == "formula" && problem.message(Lang::Fr).contains("«"))
    );
}
