// SPDX-License-Identifier: EUPL-1.2
//! Whatever one does, what was worked out step by step is what working everything out at once gives.

use proptest::prelude::*;

use super::*;
use crate::answers::Document;

const ROWS: &[&str] = &[
    "integer | n | N | | | | | | ",
    "select_one province | province | P | | | | | | ",
    "select_multiple commune | communes | C | ${n} != 3 | | | province = ${province} | | count-selected(.) < 2",
    "begin group | g | G | ${n} > 1 | | | | | ",
    "integer | a | A | | | | | | . > ${n}",
    "integer | b | B | ${a} > 2 | | ${a} = 4 | | | ",
    "calculate | c | | | coalesce(${a}, 0) + coalesce(${b}, 1) | | | | ",
    "begin repeat | r | R | ${a} != 9 | | | | | ",
    "integer | x | X | | | position(..) > 1 | | | ",
    "text | y | Y | ${x} > ${n} | | | | | ",
    "calculate | s | | | ${x} + coalesce(indexed-repeat(${s}, ${r}, position(..) - 1), 0) | | | | ",
    "begin repeat | q | Q | | | | | ${x} | ",
    "integer | z | Z | | | | | | ",
    "calculate | w | | ${z} < 5 | ${z} * ${x} + position(..) | | | | ",
    "end repeat",
    "calculate | sw | | | sum(${w}[. != '']) | | | | ",
    "end repeat",
    "calculate | t | | | sum(${sw}) + count(${r}) + ${c} | | | | ",
    "end group",
    "text | fin | F | ${t} > 10 or selected(${communes}, 'huy') | | ${t} > 12 | | | ",
    "calculate | lieux | | | concat(jr:choice-name(selected-at(${communes}, 0), '${communes}'), ${t}) | | | | ",
];

fn rich() -> Form {
    form("type,name,label,relevant,calculation,required,choice_filter,repeat_count,constraint", ROWS)
}

#[derive(Clone, Debug)]
enum Step {
    Set(&'static str, usize, usize, String),
    Decline(&'static str, usize, usize),
    Clear(&'static str, usize, usize),
    Add,
    Remove(usize),
    Asked,
}

const LEAVES: [&str; 9] =
    ["/n", "/province", "/communes", "/g/a", "/g/b", "/g/r[@]/x", "/g/r[@]/y", "/g/r[@]/q[#]/z", "/fin"];

fn path(leaf: &str, turn: usize, inner: usize) -> String {
    format!("/data{}", leaf.replace('@', &turn.to_string()).replace('#', &inner.to_string()))
}

fn step() -> impl Strategy<Value = Step> {
    let leaf = proptest::sample::select(LEAVES.to_vec());
    let typed = prop_oneof![
        8 => (0..8i32).prop_map(|n| n.to_string()),
        2 => proptest::sample::select(vec!["liege", "namur", "huy", "dinant huy", "", "oui", "3,5"]).prop_map(str::to_owned),
    ];
    let place = (leaf, 1..4usize, 1..4usize);
    prop_oneof![
        12 => (place.clone(), typed).prop_map(|((leaf, a, b), typed)| Step::Set(leaf, a, b, typed)),
        1 => place.clone().prop_map(|(leaf, a, b)| Step::Decline(leaf, a, b)),
        1 => place.prop_map(|(leaf, a, b)| Step::Clear(leaf, a, b)),
        2 => Just(Step::Add),
        2 => (1..4usize).prop_map(Step::Remove),
        1 => Just(Step::Asked),
    ]
}

fn take(it: &mut Instance, step: &Step) {
    // What cannot be done changes nothing, or leaves a typed text beside an empty answer.
    let _ = match step {
        Step::Set(leaf, a, b, typed) => it.set(&path(leaf, *a, *b), typed),
        Step::Decline(leaf, a, b) => it.decline(&path(leaf, *a, *b)),
        Step::Clear(leaf, a, b) => it.clear(&path(leaf, *a, *b)),
        Step::Add => it.add("/data/g/r").map(|_| ()),
        Step::Remove(turn) => it.remove("/data/g/r", *turn),
        Step::Asked => it.asked("/data"),
    };
}

proptest! {
    #![proptest_config(crate::tests::effort(if cfg!(debug_assertions) { 48 } else { 512 }))]

    #[test]
    fn step_by_step_and_all_at_once_agree(steps in proptest::collection::vec(step(), 1..40)) {
        let mut it = begin(&rich());
        for step in &steps {
            take(&mut it, step);
            prop_assert_eq!(it.state(), anew(&it), "after {:?}", step);
        }
        prop_assert!(it.faults().is_empty(), "{:?}", it.faults());
        let document = Document::of(&it);
        let draft = it.save();
        let again = Instance::resume(Arc::clone(it.loaded()), Arc::new(Still::default()), &draft);
        let again = again.unwrap();
        prop_assert_eq!(again.state(), it.state());
        prop_assert_eq!(again.save(), draft);
        let text = document.json().to_string();
        prop_assert_eq!(Document::parse(&text).unwrap(), document);
        let xml = crate::xpath::xml::Document::parse(&it.xml());
        prop_assert!(xml.is_ok(), "{:?} {}", xml, it.xml());
    }
}
