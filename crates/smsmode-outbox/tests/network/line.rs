//! The one line between the network of this process and that of the service.

use std::fs::{self, File};
use std::os::fd::AsFd as _;
use std::process::{Child, Command, Stdio};
use std::thread;

use rustix::thread::{LinkNameSpaceType, move_into_link_name_space};

const TILL: &str = "10.77.0.1/24";
const SERVICE: &str = "10.77.0.2/24";

/// Which packets get lost.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Lost {
    /// All to the service.
    Requests,
    /// Long ones to the service, and the resets that would tell it.
    Bodies,
    /// All to the till.
    Answers,
}

/// The line, and the network at its other end, which lasts as long as this.
pub(crate) struct Line(Child);

impl Line {
    pub(crate) fn new() -> Self {
        let mut holder = Command::new("unshare");
        holder.args(["--net", "--", "sh", "-c", "echo; exec cat"]);
        let holder = holder.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = Self(holder);
        line.wait_for_its_network();
        let process = line.0.id().to_string();
        let pair =
            ["link", "add", "till", "type", "veth", "peer", "name", "service", "netns", &process];
        run(Command::new("ip").args(pair));
        run(Command::new("ip").args(["address", "add", TILL, "dev", "till"]));
        run(Command::new("ip").args(["link", "set", "till", "up"]));
        run(line.there("ip").args(["address", "add", SERVICE, "dev", "service"]));
        run(line.there("ip").args(["link", "set", "service", "up"]));
        let chain =
            "add table ip test; add chain ip test in { type filter hook input priority 0; }";
        run(Command::new("nft").arg(chain));
        run(line.there("nft").arg(chain));
        line
    }

    fn wait_for_its_network(&mut self) {
        use std::io::Read as _;
        self.0.stdout.as_mut().unwrap().read_exact(&mut [0]).unwrap();
    }

    /// Does this at the other end, with all threads that it starts.
    pub(crate) fn at_the_other_end<T: Send>(&self, act: impl FnOnce() -> T + Send) -> T {
        let network = File::open(self.network()).unwrap();
        let there = || {
            move_into_link_name_space(network.as_fd(), Some(LinkNameSpaceType::Network)).unwrap();
            act()
        };
        thread::scope(|scope| scope.spawn(there).join().unwrap())
    }

    /// From now on these get lost, where they would arrive: whoever sends notices nothing.
    pub(crate) fn lose(&self, lost: Lost) {
        let rule = |which| format!("add rule ip test in {which} counter drop");
        match lost {
            Lost::Requests => run(self.there("nft").arg(rule(""))),
            Lost::Bodies => {
                run(self.there("nft").arg(rule("meta length > 500")));
                run(self.there("nft").arg(rule("tcp flags & rst == rst")));
            }
            Lost::Answers => run(Command::new("nft").arg(rule(""))),
        }
    }

    /// From now on nothing gets lost.
    pub(crate) fn mend(&self) {
        run(Command::new("nft").arg("flush chain ip test in"));
        run(self.there("nft").arg("flush chain ip test in"));
    }

    /// So many packets to the service got lost since it was cut.
    pub(crate) fn lost(&self) -> u32 {
        let rules = self.there("nft").args(["list", "chain", "ip", "test", "in"]).output().unwrap();
        let rules = String::from_utf8(rules.stdout).unwrap();
        let counts = rules.split("packets ").skip(1).filter_map(|rest| rest.split(' ').next());
        counts.map(|count| count.parse::<u32>().unwrap()).sum()
    }

    /// A command of the other end.
    fn there(&self, program: &str) -> Command {
        let mut command = Command::new("nsenter");
        command.arg(format!("--net={}", self.network())).arg(program);
        command
    }

    fn network(&self) -> String {
        format!("/proc/{}/ns/net", self.0.id())
    }
}

/// So many bytes does the kernel of the till still try to bring to the service.
pub(crate) fn unsent() -> u64 {
    let sockets = fs::read_to_string("/proc/thread-self/net/tcp").unwrap();
    let queues = sockets.lines().skip(1).filter_map(|socket| socket.split_whitespace().nth(4));
    let unsent = queues.filter_map(|queues| queues.split(':').next());
    unsent.map(|bytes| u64::from_str_radix(bytes, 16).unwrap()).sum()
}

/// It ends when its input does.
impl Drop for Line {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        drop(self.0.wait());
    }
}

fn run(command: &mut Command) {
    let status = command.status();
    assert!(
        status.as_ref().is_ok_and(std::process::ExitStatus::success),
        "{command:?}: {status:?}"
    );
}
