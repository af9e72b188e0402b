// SPDX-License-Identifier: EUPL-1.2
//! A private PostgreSQL for tests: its own folder, its own port, gone when the work is done.

use crate::run::{self, Outcome};
use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};

/// The oldest major version that Maillage works with.
const OLDEST: u32 = 15;

/// The variable through which a test learns which database to use.
pub const ADDRESS_VARIABLE: &str = "MAILLAGE_TEST_DATABASE";

/// The cluster is looked after by a shell of its own, which waits for the end of its standard input. However this
/// program ends, Ctrl-C and kill -9 included, the system closes that pipe, and the shell stops the cluster and
/// removes the folder. Arguments: programs folder, cluster folder, then the words that change the user.
const CARETAKER: &str = r#"
bin=$1; folder=$2; shift 2
cd "$folder" || exit 1
if ! "$@" "$bin/pg_ctl" start -s -w -t 60 -D "$folder/data" -l "$folder/log" </dev/null; then
    echo "failed"; tail -n 20 "$folder/log" 2>/dev/null
    cd /; rm -rf "$folder"; exit 1
fi
echo "started"
read -r _
"$@" "$bin/pg_ctl" stop -s -w -t 60 -m fast -D "$folder/data" </dev/null ||
    "$@" "$bin/pg_ctl" stop -s -w -t 60 -m immediate -D "$folder/data" </dev/null
cd /; rm -rf "$folder"
"#;

/// `cargo xtask postgres [--fast] -- command …`
pub fn command(arguments: &[String]) -> Outcome<ExitCode> {
    let usage = "usage: cargo xtask postgres [--fast] -- <command> [arguments]";
    let split = arguments.iter().position(|word| word == "--").ok_or(usage)?;
    let (options, words) = (&arguments[..split], &arguments[split + 1..]);
    let durability = match options {
        [] => Durability::Full,
        [option] if option == "--fast" => Durability::None,
        _ => return Err(usage.to_owned()),
    };
    let (program, rest) = words.split_first().ok_or(usage)?;
    let cluster = Cluster::start(durability)?;
    let status = Command::new(program)
        .args(rest)
        .env(ADDRESS_VARIABLE, cluster.address())
        .status()
        .map_err(|e| format!("`{program}` could not start: {e}"))?;
    drop(cluster);
    Ok(ExitCode::from(u8::try_from(status.code().unwrap_or(1)).unwrap_or(1)))
}

/// Whether the cluster waits for the disk.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Durability {
    /// As in production.
    Full,
    /// Faster, and worth nothing after a power cut: for tests.
    None,
}

/// A running private cluster. Dropping it stops the server and removes its folder.
pub struct Cluster {
    caretaker: Child,
    port: u16,
    version: u32,
}

impl Cluster {
    /// Makes an empty cluster in the temporary folder and starts it on a free port of 127.0.0.1.
    pub fn start(durability: Durability) -> Outcome<Cluster> {
        let (bin, version) = installed().ok_or_else(|| {
            format!("PostgreSQL {OLDEST} or later was not found; on Debian: apt-get install postgresql")
        })?;
        let mut last = String::new();
        // Between finding a free port and using it, somebody else may take it.
        for _ in 0..3 {
            match Cluster::attempt(&bin, version, durability) {
                Ok(cluster) => return Ok(cluster),
                Err(message) => last = message,
            }
        }
        Err(format!("the private PostgreSQL did not start: {last}"))
    }

    fn attempt(bin: &Path, version: u32, durability: Durability) -> Outcome<Cluster> {
        let port = free_port()?;
        let below = match durability {
            Durability::None => run::fleeting(),
            _ => std::env::temp_dir(),
        };
        let folder = below.join(format!("maillage-pg-{}-{port}", std::process::id()));
        std::fs::create_dir_all(&folder).map_err(|e| format!("{} cannot be made: {e}", folder.display()))?;
        let prepared = prepare(bin, &folder, port, durability);
        let as_owner = match prepared {
            Ok(words) => words,
            Err(message) => {
                let _ = std::fs::remove_dir_all(&folder);
                return Err(message);
            }
        };
        let mut caretaker = Command::new("sh")
            .args(["-c", CARETAKER, "caretaker"])
            .arg(bin)
            .arg(&folder)
            .args(&as_owner)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .process_group(0)
            .spawn()
            .map_err(|e| format!("sh could not start: {e}"))?;
        let mut lines = caretaker.stdout.take().map(|out| BufReader::new(out).lines());
        let first = lines.as_mut().and_then(|lines| lines.next()).and_then(Result::ok).unwrap_or_default();
        let mut cluster = Cluster { caretaker, port, version };
        if first != "started" {
            let told: Vec<String> = lines.into_iter().flatten().map_while(Result::ok).collect();
            return Err(told.join("\n"));
        }
        let mut create = owned(&as_owner, &bin.join("createdb"), &folder);
        create.args([
            "--host",
            "127.0.0.1",
            "--port",
            &port.to_string(),
            "--username",
            "maillage",
            "maillage",
        ]);
        if let Err(message) = run::output_of(&mut create) {
            cluster.stop();
            return Err(message);
        }
        Ok(cluster)
    }

    /// The address of its database, as the product takes it. The role may create databases.
    pub fn address(&self) -> String {
        format!("postgres://maillage@127.0.0.1:{}/maillage", self.port)
    }

    /// The major version of the server.
    pub fn version(&self) -> u32 {
        self.version
    }

    fn stop(&mut self) {
        drop(self.caretaker.stdin.take());
        let _ = self.caretaker.wait();
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Runs `initdb`, writes the settings, and returns the words to put before a command so that it runs as the
/// owner of the cluster: none, except for root, for whom PostgreSQL refuses to work.
fn prepare(bin: &Path, folder: &Path, port: u16, durability: Durability) -> Outcome<Vec<OsString>> {
    let as_owner = if is_root() { as_somebody_else(folder)? } else { Vec::new() };
    let data = folder.join("data");
    let mut initdb = owned(&as_owner, &bin.join("initdb"), folder);
    initdb.args(["--username=maillage", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "-D"]);
    run::output_of(initdb.arg(&data))?;
    let mut settings = format!(
        "listen_addresses = '127.0.0.1'\nport = {port}\nunix_socket_directories = '{}'\n\
         max_connections = 200\nshared_buffers = '128MB'\ntimezone = 'UTC'\n",
        folder.display()
    );
    if durability == Durability::None {
        settings.push_str("fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n");
    }
    // Appended by the owner, in the last file read, so that nothing of the distribution can say otherwise.
    let mut append = owned(&as_owner, Path::new("sh"), folder);
    append.args(["-c", r#"printf '%s' "$1" >> "$2""#, "sh", &settings]).arg(data.join("postgresql.conf"));
    run::output_of(&mut append)?;
    Ok(as_owner)
}

fn owned(as_owner: &[OsString], program: &Path, folder: &Path) -> Command {
    let mut command = match as_owner.split_first() {
        Some((first, rest)) => {
            let mut command = Command::new(first);
            command.args(rest).arg(program);
            command
        }
        None => Command::new(program),
    };
    command.current_dir(folder).env("LC_ALL", "C");
    command
}

fn is_root() -> bool {
    run::output_of(Command::new("id").arg("-u")).is_ok_and(|text| text.trim() == "0")
}

/// Gives the folder to an unprivileged user and says how to become that user.
fn as_somebody_else(folder: &Path) -> Outcome<Vec<OsString>> {
    let known = |user: &str, kind: &str| run::output_of(Command::new("id").args([kind, user])).ok();
    let user = ["postgres", "nobody"].into_iter().find(|user| known(user, "-u").is_some());
    let user =
        user.ok_or("PostgreSQL does not run as root, and there is no user « postgres » or « nobody »")?;
    let group = known(user, "-g").unwrap_or_default().trim().to_owned();
    std::os::unix::fs::chown(folder, id_number(&known(user, "-u")), group.parse().ok())
        .map_err(|e| format!("{} cannot be given to {user}: {e}", folder.display()))?;
    let words: Vec<String> = if run::find_program(&["setpriv"]).is_some() {
        vec!["setpriv".into(), format!("--reuid={user}"), format!("--regid={group}"), "--clear-groups".into()]
    } else if run::find_program(&["runuser"]).is_some() {
        vec!["runuser".into(), "-u".into(), user.into(), "--".into()]
    } else if run::find_program(&["su"]).is_some() {
        let pass_on = r#"exec "$0" "$@""#.to_owned();
        vec!["su".into(), user.into(), "-s".into(), "/bin/sh".into(), "-c".into(), pass_on]
    } else {
        return Err(
            "PostgreSQL does not run as root: install util-linux (setpriv) or run as another user".into()
        );
    };
    Ok(words.into_iter().map(OsString::from).collect())
}

fn id_number(text: &Option<String>) -> Option<u32> {
    text.as_ref().and_then(|text| text.trim().parse().ok())
}

fn free_port() -> Outcome<u16> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(|e| format!("no free port: {e}"))?;
    listener.local_addr().map(|address| address.port()).map_err(|e| format!("no free port: {e}"))
}

/// The newest installed server of a version that Maillage works with: the folder of its programs and its major
/// version.
pub fn installed() -> Option<(PathBuf, u32)> {
    let mut folders: Vec<PathBuf> = Vec::new();
    for (parent, below) in [("/usr/lib/postgresql", "bin"), ("/usr/local", "bin"), ("/opt/homebrew", "bin")] {
        let children = std::fs::read_dir(parent).into_iter().flatten().flatten();
        folders.extend(children.map(|entry| entry.path().join(below)));
        folders.push(Path::new(parent).join(below));
    }
    folders.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    let complete = |folder: &PathBuf| {
        ["initdb", "pg_ctl", "createdb"].iter().all(|program| folder.join(program).is_file())
    };
    let versions = folders.into_iter().filter(complete).filter_map(|folder| {
        let said = run::output_of(Command::new(folder.join("initdb")).arg("--version")).ok()?;
        major_version(&said).map(|version| (folder, version))
    });
    versions.filter(|(_, version)| *version >= OLDEST).max_by_key(|(_, version)| *version)
}

fn major_version(said: &str) -> Option<u32> {
    let number = said.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_read_from_what_the_program_says() {
        assert_eq!(major_version("initdb (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"), Some(15));
        assert_eq!(major_version("initdb (PostgreSQL) 17beta1"), Some(17));
        assert_eq!(major_version("no number here"), None);
    }

    #[test]
    fn a_private_cluster_starts_answers_and_leaves_nothing_behind() {
        if installed().is_none() {
            println!("not run: PostgreSQL is not installed here");
            return;
        }
        let cluster = Cluster::start(Durability::None).unwrap();
        let port = cluster.port;
        let folder = run::fleeting().join(format!("maillage-pg-{}-{port}", std::process::id()));
        assert!(folder.join("data").exists());
        assert!(std::net::TcpStream::connect(("127.0.0.1", port)).is_ok());
        drop(cluster);
        assert!(std::net::TcpStream::connect(("127.0.0.1", port)).is_err());
        assert!(!folder.exists());
    }
}
