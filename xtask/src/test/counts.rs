// SPDX-License-Identifier: EUPL-1.2
//! Reads how many tests passed and failed from the closing lines of the test runners themselves.

/// Tests that passed and failed, as a runner said.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Counts {
    pub passed: u64,
    pub failed: u64,
}

impl Counts {
    /// Both together.
    pub fn and(self, other: Counts) -> Counts {
        Counts { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }
}

/// What cargo-nextest, `cargo test` or node's runner said at the end, all their closing lines added; `None` when
/// there is no closing line, which is not the same as no test.
pub fn read(lines: &[String]) -> Option<Counts> {
    let counts = lines.iter().filter_map(|line| closing_line(&plain(line)));
    counts.reduce(Counts::and)
}

fn closing_line(line: &str) -> Option<Counts> {
    nextest(line).or_else(|| cargo_test(line)).or_else(|| node(line))
}

/// `Summary [   1.2s] 5 tests run: 3 passed (1 slow), 1 failed, 1 timed out, 0 skipped`
fn nextest(line: &str) -> Option<Counts> {
    let (_, told) = line.trim().strip_prefix("Summary [")?.split_once("run:")?;
    let failed = number_before(told, "failed")
        + number_before(told, "timed out")
        + number_before(told, "exec failed")
        + number_before(told, "failed due to signal");
    Some(Counts { passed: number_before(told, "passed"), failed })
}

/// `test result: ok. 5 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s`
fn cargo_test(line: &str) -> Option<Counts> {
    let told = line.trim().strip_prefix("test result:")?;
    Some(Counts { passed: number_before(told, "passed"), failed: number_before(told, "failed") })
}

/// `ℹ pass 5`, `ℹ fail 0` and `ℹ cancelled 0`, each on its line; `# pass 5` in the other form.
fn node(line: &str) -> Option<Counts> {
    let told = line.strip_prefix("ℹ ").or_else(|| line.strip_prefix("# "))?;
    let (name, number) = told.trim().split_once(' ')?;
    let number: u64 = number.parse().ok()?;
    match name {
        "pass" => Some(Counts { passed: number, failed: 0 }),
        "fail" | "cancelled" => Some(Counts { passed: 0, failed: number }),
        _ => None,
    }
}

/// The number that stands just before these words, 0 when they are absent.
fn number_before(told: &str, words: &str) -> u64 {
    let pieces = told.split([',', ';', '.', '(', ')']).map(str::trim);
    let told = pieces.filter_map(|piece| piece.split_once(' '));
    let numbers =
        told.filter(|(_, rest)| *rest == words).filter_map(|(number, _)| number.parse::<u64>().ok());
    numbers.sum()
}

/// The line without terminal colours.
fn plain(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut characters = line.chars();
    while let Some(c) = characters.next() {
        if c != '\u{1b}' {
            out.push(c);
            continue;
        }
        // An escape sequence ends with its first letter.
        characters.by_ref().find(char::is_ascii_alphabetic);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<Counts> {
        read(&text.lines().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn nextest_says_it_in_one_line() {
        let told = "    Summary [   0.005s] 12 tests run: 12 passed (1 slow), 3 skipped";
        assert_eq!(of(told), Some(Counts { passed: 12, failed: 0 }));
        let told = "\u{1b}[31;1m     Summary\u{1b}[0m [   9.1s] \u{1b}[1m6\u{1b}[0m tests run: 3 passed, 1 failed, 2 timed out, 0 skipped";
        assert_eq!(of(told), Some(Counts { passed: 3, failed: 3 }));
        let told = "     Summary [   0.1s] 2/9 tests run: 1 passed, 1 failed, 0 skipped";
        assert_eq!(of(told), Some(Counts { passed: 1, failed: 1 }));
    }

    #[test]
    fn cargo_test_says_it_once_for_each_binary() {
        let told = "test result: ok. 5 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
                    test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1s";
        assert_eq!(of(told), Some(Counts { passed: 6, failed: 2 }));
    }

    #[test]
    fn node_says_it_on_several_lines_in_either_form() {
        let told = "ℹ tests 6\nℹ suites 1\nℹ pass 4\nℹ fail 1\nℹ cancelled 1\nℹ skipped 0\nℹ todo 0";
        assert_eq!(of(told), Some(Counts { passed: 4, failed: 2 }));
        assert_eq!(of("# pass 2\n# fail 0\n# cancelled 0"), Some(Counts { passed: 2, failed: 0 }));
    }

    #[test]
    fn silence_is_not_zero() {
        assert_eq!(of("Compiling kernel\nerror: could not compile"), None);
        assert_eq!(of("running 3 tests\nthe password failed"), None);
    }
}
