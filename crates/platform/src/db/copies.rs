// SPDX-License-Identifier: EUPL-1.2
//! Copies of a database: made while others write, checked before anybody relies on them.

use std::path::Path;
use std::process::Command;

use rusqlite::{Connection, OpenFlags};

use super::{Address, StoreError};

/// Makes a consistent copy at `target` (a file that does not exist yet), while others go on working.
///
/// The embedded engine copies itself; PostgreSQL is copied by `pg_dump` in its own archive format.
pub fn make(from: &Address, target: &Path) -> Result<(), StoreError> {
    if target.exists() {
        return Err(StoreError::Engine(format!("{} exists already", target.display())));
    }
    match from {
        Address::File(path) => {
            let source = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
            source.busy_timeout(std::time::Duration::from_secs(30))?;
            // VACUUM INTO reads one snapshot and writes a compact file, while the writer goes on.
            source.execute("VACUUM INTO ?1", [target.to_string_lossy().as_ref()])?;
            Ok(())
        }
        Address::Url(url) => {
            let mut dump = tool("pg_dump", url);
            dump.args(["--format=custom", "--no-owner", "--no-privileges", "--file"]).arg(target);
            run(dump)
        }
    }
}

/// Reads a copy from its first byte to its last and says whether it holds together.
pub fn check(kind: &Address, copy: &Path) -> Result<(), StoreError> {
    match kind {
        Address::File(_) => {
            let copy = Connection::open_with_flags(copy, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
            let found: String = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
            if found == "ok" {
                Ok(())
            } else {
                Err(StoreError::Engine(format!("the copy is damaged: {found}")))
            }
        }
        Address::Url(_) => {
            // Turning the whole archive into text reads and checks every block of it.
            let mut restore = Command::new("pg_restore");
            restore.arg("--file=-").arg(copy).stdout(std::process::Stdio::null());
            run(restore)
        }
    }
}

/// Puts a copy back where there is nothing yet.
pub fn put_back(copy: &Path, to: &Address) -> Result<(), StoreError> {
    match to {
        Address::File(path) => {
            if path.exists() {
                return Err(StoreError::Engine(format!("{} exists already", path.display())));
            }
            if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
                std::fs::create_dir_all(folder).map_err(|e| StoreError::Full(e.to_string()))?;
            }
            std::fs::copy(copy, path).map_err(|e| StoreError::Full(e.to_string()))?;
            Ok(())
        }
        Address::Url(url) => {
            let mut restore = tool("pg_restore", url);
            restore
                .args(["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"])
                .arg(copy);
            run(restore)
        }
    }
}

/// A PostgreSQL tool for a URL. The password goes through the environment: arguments are read by everybody on the machine.
fn tool(name: &str, url: &str) -> Command {
    let mut command = Command::new(name);
    let (scheme, rest) = url.split_once("://").unwrap_or(("postgres", url));
    // The last @ before the path ends the part with the password, which may itself hold one.
    let authority = rest.find('/').unwrap_or(rest.len());
    let (user, place) = match rest[..authority].rfind('@') {
        Some(at) => (&rest[..at], &rest[at + 1..]),
        None => ("", rest),
    };
    let (user, password) = user.split_once(':').unwrap_or((user, ""));
    if !password.is_empty() {
        command.env("PGPASSWORD", decoded(password));
    }
    let user = if user.is_empty() { String::new() } else { format!("{user}@") };
    command.arg(format!("--dbname={scheme}://{user}{place}"));
    command
}

/// What `%40` stands for: URLs write some letters of a password so.
fn decoded(text: &str) -> String {
    form_urlencoded::parse(format!("p={}", text.replace('+', "%2B")).as_bytes())
        .next()
        .map_or_else(|| text.to_owned(), |(_, value)| value.into_owned())
}

fn run(mut command: Command) -> Result<(), StoreError> {
    let name = command.get_program().to_string_lossy().into_owned();
    let missing = |e: std::io::Error| {
        StoreError::Unavailable(format!(
            "{name} cannot be started ({e}): install the PostgreSQL client tools"
        ))
    };
    let output = command.stderr(std::process::Stdio::piped()).output().map_err(missing)?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(StoreError::Engine(format!("{name}: {}", said.lines().next().unwrap_or("failed"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_password_stands_among_the_arguments() {
        for (url, argument, password) in [
            ("postgres://u:p%40ss@h:5/d", "--dbname=postgres://u@h:5/d", Some("p@ss")),
            ("postgres://u:p@s+s@h/d?x=1", "--dbname=postgres://u@h/d?x=1", Some("p@s+s")),
            ("postgres://h/d", "--dbname=postgres://h/d", None),
        ] {
            let command = tool("pg_dump", url);
            let arguments: Vec<_> = command.get_args().map(|a| a.to_string_lossy().into_owned()).collect();
            let given =
                command.get_envs().find(|(name, _)| *name == "PGPASSWORD").and_then(|(_, value)| value);
            assert_eq!(arguments, [argument], "{url}");
            assert_eq!(given.map(|v| v.to_string_lossy().into_owned()).as_deref(), password, "{url}");
        }
    }
}
