// SPDX-License-Identifier: EUPL-1.2
//! Copies of a database: made while others write, checked before anybody relies on them.

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::process::Command;

use rusqlite::{Connection, OpenFlags};

use super::{Address, Db, Snapshot, StoreError};
use crate::args;

/// What SQLite puts beside a file while it is used: belongs to the file, and to no other of the same name.
const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Makes a consistent copy at `target` (a file that does not exist yet), while others go on working. Nobody but its owner
/// can read it.
///
/// The embedded engine copies itself; PostgreSQL is copied by `pg_dump` in its own archive format.
pub fn make(from: &Address, target: &Path) -> Result<(), StoreError> {
    make_as_of(from, target, None)
}

/// As [`make`], of the very instant that a snapshot sees: what is verified through the snapshot is what the copy holds.
/// Only on PostgreSQL; the embedded engine chooses its own instant, and its copy can be opened and verified itself.
pub async fn make_of(snapshot: &mut Snapshot, from: &Address, target: &Path) -> Result<(), StoreError> {
    let name = snapshot.name().await?;
    make_as_of(from, target, name.as_deref())
}

fn make_as_of(from: &Address, target: &Path, snapshot: Option<&str>) -> Result<(), StoreError> {
    private_file(target)?;
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
            dump.args(["--format=custom", "--no-owner", "--no-privileges"]);
            if let Some(name) = snapshot {
                dump.arg(format!("--snapshot={name}"));
            }
            dump.arg("--file").arg(target);
            run(dump)
        }
    }
}

/// A new, empty file that only its owner can read: a copy holds everything.
fn private_file(path: &Path) -> Result<File, StoreError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|e| match e.kind() {
        std::io::ErrorKind::AlreadyExists => StoreError::Engine(format!("{} exists already", path.display())),
        _ => StoreError::Full(format!("{}: {e}", path.display())),
    })
}

/// Reads a copy from its first byte to its last and says whether it holds together.
pub fn check(kind: &Address, copy: &Path) -> Result<(), StoreError> {
    match kind {
        Address::File(_) => {
            let copy = Connection::open_with_flags(copy, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
            let found: String = copy
                .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
                .map_err(|e| StoreError::Engine(format!("the copy is damaged: {e}")))?;
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

/// Makes one file of a copy of the embedded engine that was opened: nothing of it lies beside it any more.
pub fn close(copy: &Path) -> Result<(), StoreError> {
    Ok(Connection::open(copy)?.pragma_update(None, "journal_mode", "delete")?)
}

/// Removes a copy or a half of one, with what lies beside it.
pub fn remove(copy: &Path) {
    let _ = std::fs::remove_file(copy);
    for beside in beside(copy) {
        let _ = std::fs::remove_file(beside);
    }
}

fn beside(file: &Path) -> impl Iterator<Item = PathBuf> + '_ {
    BESIDE.iter().map(|ending| {
        let mut name = file.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    })
}

/// What is at a place already, in words for the operator: a copy is put back where there is nothing yet.
pub async fn taken(place: &Address) -> Result<Option<String>, StoreError> {
    match place {
        Address::File(path) => {
            // A log of another file of the same name would be taken for this one's, and written into it.
            let mut files = std::iter::once(path.clone()).chain(beside(path));
            Ok(files.find(|file| file.exists()).map(|file| format!("{} exists already", file.display())))
        }
        Address::Url(_) => {
            let db = Db::open(place).await?;
            let tables: Option<i64> = db
                .read()
                .await?
                .value(
                    "SELECT COUNT(*) FROM pg_catalog.pg_tables
                     WHERE schemaname NOT IN ('pg_catalog', 'information_schema')",
                    args![],
                )
                .await?;
            let tables = tables.unwrap_or(0);
            Ok((tables > 0).then(|| format!("{place} holds {tables} tables already")))
        }
    }
}

/// Puts a copy back where there is nothing yet. What fails half-way leaves nothing there.
pub fn put_back(copy: &Path, to: &Address) -> Result<(), StoreError> {
    match to {
        Address::File(path) => {
            let failed = |e: std::io::Error| StoreError::Full(format!("{}: {e}", path.display()));
            if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
                std::fs::create_dir_all(folder).map_err(failed)?;
            }
            let mut file = private_file(path)?;
            let copied = File::open(copy)
                .and_then(|mut copy| std::io::copy(&mut copy, &mut file))
                .and_then(|_| file.sync_all());
            copied.map_err(|e| {
                remove(path);
                failed(e)
            })
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
    let first = said.lines().next().unwrap_or("failed");
    let first = first.strip_prefix(&format!("{name}: ")).unwrap_or(first);
    Err(StoreError::Engine(format!("{name}: {}", first.strip_prefix("error: ").unwrap_or(first))))
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
