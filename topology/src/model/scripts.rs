//! DNS records, commands of scripts and steps of plans.

use super::{Located, Place};

/// A DNS record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The name it stands at, in full and without the final dot: `_xmpp-server._tcp.contoso.com`.
    pub owner: Located<String>,
    /// What it says.
    pub data: RecordData,
    /// Where.
    pub place: Place,
}

/// What a DNS record says. What its notation leaves out is `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordData {
    /// SRV.
    Srv {
        /// Lower is tried first.
        priority: Option<Located<u32>>,
        /// Among those of one priority.
        weight: Option<Located<u32>>,
        /// Port.
        port: Option<Located<u32>>,
        /// Host.
        target: Option<Located<String>>,
    },
    /// A or AAAA: an address, or the words that describe one.
    Address(Option<Located<String>>),
    /// CNAME.
    Alias(Option<Located<String>>),
}

/// A command of a script, in its order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// Its name as written.
    pub cmdlet: Located<String>,
    /// Its parameters, in their order.
    pub parameters: Vec<Parameter>,
    /// Index in `Deployment::commands` of the command whose output it takes.
    pub input: Option<usize>,
    /// The whole command.
    pub place: Place,
}

impl Command {
    /// Whether it is the cmdlet of that name.
    #[must_use]
    pub fn is(&self, cmdlet: &str) -> bool {
        self.cmdlet.value.eq_ignore_ascii_case(cmdlet)
    }

    /// The parameter of that name (without the dash), if given.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.name.value.eq_ignore_ascii_case(name))
    }
}

/// A parameter of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Without its dash; empty for a value that stands by itself.
    pub name: Located<String>,
    /// Its values, without quotation marks; none for a switch.
    pub values: Vec<Located<String>>,
}

/// A step of a migration, as a plan names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// 1. Deploy the pool.
    DeployPool,
    /// 2. Deploy the Edge.
    DeployEdge,
    /// 3. Move all users.
    MoveUsers,
    /// 4. Create access policies and certificates.
    PoliciesAndCertificates,
    /// 5. Enable XMPP federation.
    EnableXmpp,
    /// 6. Update the DNS entries.
    UpdateDns,
}

/// A step of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Planned {
    /// What is done.
    pub step: Step,
    /// When, from 0; steps of one turn are taken in parallel.
    pub turn: u32,
    /// Where.
    pub place: Place,
}
