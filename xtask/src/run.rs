// SPDX-License-Identifier: EUPL-1.2
//! Running other programs, and finding where things are.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// What a step gives, or why it could not be done, in words for the person at the terminal.
pub type Outcome<T> = Result<T, String>;

/// The top folder of the work tree: the one in which we are, or the one in which this program was built.
pub fn root() -> Outcome<PathBuf> {
    let here = std::env::current_dir().map_err(|e| format!("the current folder cannot be read: {e}"))?;
    let built = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found =
        here.ancestors().chain(built.parent()).find(|folder| folder.join("xtask/Cargo.toml").is_file());
    found.map(Path::to_owned).ok_or_else(|| "run this from inside the work tree".to_owned())
}

/// A stopwatch for the table of times.
pub fn now() -> Instant {
    #[allow(clippy::disallowed_methods, reason = "the product's clock is not for its build tool")]
    Instant::now()
}

/// The first program of these names on the PATH, or an absolute path that exists.
pub fn find_program(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names.iter().find_map(|name| {
        if name.starts_with('/') {
            return Path::new(name).is_file().then(|| PathBuf::from(name));
        }
        folders.iter().map(|folder| folder.join(name)).find(|candidate| candidate.is_file())
    })
}

/// Cargo, freed of the variables that `cargo run` gave to this very program: some build scripts watch them, and
/// would build again each time somebody goes from `cargo test` to `cargo xtask test` and back.
pub fn cargo(root: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root);
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        let given_by_run = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_", "CARGO_PRIMARY_"];
        if given_by_run.iter().any(|prefix| text.starts_with(prefix)) {
            command.env_remove(&name);
        }
    }
    command
}

/// The command as somebody would type it.
pub fn as_typed(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words = words.enumerate().map(|(place, word)| {
        let text = word.to_string_lossy();
        let short = Path::new(word).file_name().map(|name| name.to_string_lossy().into_owned());
        if place == 0 { short.unwrap_or_else(|| text.into_owned()) } else { text.into_owned() }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Runs a command and returns what it printed on its standard output; its failure is an error.
pub fn output_of(command: &mut Command) -> Outcome<String> {
    let typed = as_typed(command);
    let output =
        command.stdin(Stdio::null()).output().map_err(|e| format!("`{typed}` could not start: {e}"))?;
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr);
        return Err(format!("`{typed}` failed ({})\n{}", output.status, told.trim_end()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a command in full view; its failure is an error.
pub fn shown(command: &mut Command) -> Outcome<()> {
    let typed = as_typed(command);
    println!("$ {typed}");
    let status =
        command.stdin(Stdio::null()).status().map_err(|e| format!("`{typed}` could not start: {e}"))?;
    if status.success() { Ok(()) } else { Err(format!("`{typed}` failed ({status})")) }
}

/// Runs a command in full view and also keeps the lines it printed, so that its closing line can be read.
pub fn watched(command: &mut Command) -> Outcome<(ExitStatus, Vec<String>)> {
    let typed = as_typed(command);
    println!("$ {typed}");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|e| format!("`{typed}` could not start: {e}"))?;
    let (sender, receiver) = mpsc::channel();
    if let Some(stdout) = child.stdout.take() {
        pass_on(stdout, sender.clone());
    }
    if let Some(stderr) = child.stderr.take() {
        pass_on(stderr, sender.clone());
    }
    drop(sender);
    let mut lines = Vec::new();
    let mut ended: Option<(ExitStatus, Instant)> = None;
    loop {
        match receiver.recv_timeout(Duration::from_millis(100)) {
            Ok(line) => lines.push(line),
            Err(mpsc::RecvTimeoutError::Disconnected) => break,
            Err(mpsc::RecvTimeoutError::Timeout) => {}
        }
        // A program left behind by a test may hold the pipe open for ever: once the command itself has ended,
        // its last lines are given five seconds and no more.
        match ended {
            Some((_, since)) if since.elapsed() > Duration::from_secs(5) => break,
            Some(_) => {}
            None => {
                let status = child.try_wait().map_err(|e| format!("`{typed}` was lost: {e}"))?;
                ended = status.map(|status| (status, now()));
            }
        }
    }
    let status = match ended {
        Some((status, _)) => status,
        None => child.wait().map_err(|e| format!("`{typed}` was lost: {e}"))?,
    };
    Ok((status, lines))
}

fn pass_on(from: impl Read + Send + 'static, sender: mpsc::Sender<String>) {
    std::thread::spawn(move || {
        let mut reader = BufReader::new(from);
        let mut bytes = Vec::new();
        while reader.read_until(b'\n', &mut bytes).is_ok_and(|read| read > 0) {
            let mut out = std::io::stdout().lock();
            let _ = out.write_all(&bytes).and_then(|()| out.flush());
            drop(out);
            let line = String::from_utf8_lossy(&bytes).trim_end().to_owned();
            bytes.clear();
            if sender.send(line).is_err() {
                return;
            }
        }
    });
}

/// Room that a folder in memory must have, in kilobytes, before tests put their databases there.
const ROOM: u64 = 4 * 1024 * 1024;

/// Where tests make their databases and forget them: in memory, where files cost nothing to make, else where temporary files go.
pub fn fleeting() -> PathBuf {
    let memory = Path::new("/dev/shm");
    let told = output_of(Command::new("df").args(["-k", "--output=avail"]).arg(memory));
    let room = told.ok().and_then(|text| text.lines().last()?.trim().parse::<u64>().ok());
    if room.is_some_and(|kilobytes| kilobytes >= ROOM) { memory.to_owned() } else { std::env::temp_dir() }
}

/// Seconds as people read them: `4.2 s`, `3 min 07 s`.
pub fn duration(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_watched_command_gives_its_lines_and_its_status() {
        let (status, lines) =
            watched(Command::new("sh").args(["-c", "echo one; echo two >&2; exit 3"])).unwrap();
        assert_eq!(status.code(), Some(3));
        assert!(lines.contains(&"one".to_owned()) && lines.contains(&"two".to_owned()));
    }

    #[test]
    fn a_program_left_behind_does_not_hold_the_watch_for_ever() {
        let start = now();
        watched(Command::new("sh").args(["-c", "sleep 60 & echo done"])).unwrap();
        assert!(start.elapsed() < Duration::from_secs(20));
    }

    #[test]
    fn times_are_readable() {
        assert_eq!(duration(Duration::from_millis(4_230)), "4.2 s");
        assert_eq!(duration(Duration::from_secs(187)), "3 min 07 s");
    }
}
