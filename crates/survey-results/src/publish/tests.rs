// SPDX-License-Identifier: EUPL-1.2
//! What numbers may say.

use super::question::figures;
use crate::model::Figures;

#[test]
fn a_figure_is_told_where_enough_numbers_stand_behind_it() {
    let numbers: Vec<f64> = (1..=9).map(f64::from).collect();
    assert_eq!(figures(&numbers, 5), Figures::default(), "nine are too few for a middle of five and five");
    let numbers: Vec<f64> = (1..=10).map(f64::from).collect();
    assert_eq!(figures(&numbers, 5), Figures { median: Some(5.5), ..Figures::default() });
    let numbers: Vec<f64> = (0..=20).map(f64::from).collect();
    let told = figures(&numbers, 5);
    assert_eq!((told.median, told.quartiles), (Some(10.0), Some((5.0, 15.0))));
    assert_eq!((told.least, told.most), (None, None), "one gave the least: it would be theirs");
}

#[test]
fn an_extreme_is_told_where_many_gave_it() {
    let mut numbers = vec![0.0; 6];
    numbers.extend([1.0, 2.0, 9.0]);
    let told = figures(&numbers, 5);
    assert_eq!((told.least, told.most), (Some(0.0), None));
}

#[test]
fn who_may_see_everything_sees_everything() {
    let told = figures(&[4.0, 1.0], 1);
    assert_eq!(
        told,
        Figures { median: Some(2.5), quartiles: Some((1.75, 3.25)), least: Some(1.0), most: Some(4.0) }
    );
    assert_eq!(figures(&[], 1), Figures::default());
}
