//! A host with a network of its own, and the one line between it and the centre.

use std::io::Read as _;
use std::net::Ipv4Addr;
use std::process::{Child, Command, Stdio};

use crate::centre::{RULES, run};

/// Which packets get lost.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Lost {
    /// Long ones from the host, and the resets that would tell it: whether there is a connection or not,
    /// a request begins and does not arrive.
    Requests,
    /// Long ones to the host.
    Answers,
    /// All, both ways.
    Everything,
}

/// A packet that is longer says something.
const LONG: &str = "meta length > 120";
const RESET: &str = "tcp flags & rst == rst";

/// A host; its network lasts as long as this.
pub(crate) struct Host {
    /// The last but one number of its address.
    number: u8,
    holder: Child,
}

impl Host {
    pub(crate) fn new(number: u8) -> Self {
        let mut holder = Command::new("unshare");
        holder.args(["--net", "--", "sh", "-c", "echo; exec cat"]);
        let holder = holder.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut host = Self { number, holder };
        // Until it has its network.
        host.holder.stdout.as_mut().unwrap().read_exact(&mut [0]).unwrap();
        host.lay_a_line();
        run(host.there("nft").arg(RULES));
        host
    }

    fn lay_a_line(&self) {
        let (number, process) = (self.number, self.holder.id().to_string());
        let here = format!("host{number}");
        let pair = ["type", "veth", "peer", "name", "centre", "netns", &process];
        run(Command::new("ip").args(["link", "add", &here]).args(pair));
        let (near, far) = (format!("10.77.{number}.1"), self.address());
        run(Command::new("ip").args(["address", "add", &format!("{near}/24"), "dev", &here]));
        run(Command::new("ip").args(["link", "set", &here, "up"]));
        run(self.there("ip").args(["address", "add", &format!("{far}/24"), "dev", "centre"]));
        run(self.there("ip").args(["link", "set", "centre", "up"]));
        run(self.there("ip").args(["route", "add", "default", "via", &near]));
    }

    fn address(&self) -> String {
        format!("10.77.{}.2", self.number)
    }

    /// From now on these get lost between the host and this place, where they would arrive: whoever
    /// sends notices nothing.
    pub(crate) fn lose(&self, lost: Lost, place: &str) {
        let own = self.address();
        let refuse = |at: &mut Command, from, to, which| {
            let rule =
                format!("add rule ip test in ip saddr {from} ip daddr {to} {which} counter drop");
            run(at.arg(rule));
        };
        let requests = |which| refuse(&mut Command::new("nft"), &own[..], place, which);
        let answers = |which| refuse(&mut self.there("nft"), place, &own[..], which);
        match lost {
            Lost::Requests => [LONG, RESET].into_iter().for_each(requests),
            Lost::Answers => answers(LONG),
            Lost::Everything => {
                requests("");
                answers("");
            }
        }
    }

    /// From now on nothing gets lost, whoever is cut off.
    pub(crate) fn mend(&self) {
        run(Command::new("nft").arg("flush chain ip test in"));
        run(self.there("nft").arg("flush chain ip test in"));
    }

    /// So many packets of the host to the centre got lost since a line was cut.
    pub(crate) fn lost(&self) -> u32 {
        let rules = said(Command::new("nft").args(["list", "chain", "ip", "test", "in"]));
        let (own, packets) = (format!("saddr {} ", self.address()), "packets ");
        let of_own = rules.lines().filter(|rule| rule.contains(&own));
        let counts = of_own.filter_map(|rule| rule.split_once(packets)?.1.split(' ').next());
        counts.map(|count| count.parse::<u32>().unwrap()).sum()
    }

    /// So many bytes does the kernel of the host still try to bring to this place.
    pub(crate) fn unsent_to(&self, place: &str) -> u64 {
        let place: Ipv4Addr = place.parse().unwrap();
        let place = format!("{:08X}:", u32::from_le_bytes(place.octets()));
        let sockets = said(self.there("cat").arg("/proc/thread-self/net/tcp"));
        let there = sockets.lines().filter_map(|socket| {
            let mut fields = socket.split_whitespace().skip(2);
            fields.next().filter(|remote| remote.starts_with(&place))?;
            fields.nth(1)?.split(':').next()
        });
        there.map(|bytes| u64::from_str_radix(bytes, 16).unwrap()).sum()
    }

    /// A command of the host.
    fn there(&self, program: &str) -> Command {
        let mut command = Command::new("nsenter");
        command.arg(format!("--net={}", self.network())).arg(program);
        command
    }

    pub(crate) fn network(&self) -> String {
        format!("/proc/{}/ns/net", self.holder.id())
    }
}

fn said(command: &mut Command) -> String {
    String::from_utf8(command.output().unwrap().stdout).unwrap()
}

/// It ends when its input does.
impl Drop for Host {
    fn drop(&mut self) {
        drop(self.holder.stdin.take());
        drop(self.holder.wait());
    }
}
