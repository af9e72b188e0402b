// SPDX-License-Identifier: EUPL-1.2
//! Every statement that was asked while a test watched, so that the test can judge how the engine would carry each out.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use kernel::stored::Value;

static WATCHED: AtomicBool = AtomicBool::new(false);
static SEEN: Mutex<BTreeMap<String, Vec<Value>>> = Mutex::new(BTreeMap::new());

/// Begins to note statements, in this process.
pub fn watch() {
    WATCHED.store(true, Ordering::Relaxed);
}

/// The statements noted since, each once, with the values it was first asked with.
pub fn seen() -> BTreeMap<String, Vec<Value>> {
    WATCHED.store(false, Ordering::Relaxed);
    std::mem::take(&mut *SEEN.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Notes a statement while somebody watches.
pub(crate) fn note(sql: &str, args: &[Value]) {
    if WATCHED.load(Ordering::Relaxed) {
        let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
        if !seen.contains_key(sql) {
            seen.insert(sql.to_owned(), args.to_vec());
        }
    }
}
