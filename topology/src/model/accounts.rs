//! Who talks to whom: partners, users, policies, and the certificates that vouch for them.

use super::{Located, Place, Version};

/// An XMPP allowed partner. What is `None` has the cmdlet's default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partner {
    /// Its domain.
    pub domain: String,
    /// More domains of it.
    pub additional_domains: Vec<Located<String>>,
    /// `-PartnerType`, as written.
    pub partner_type: Option<Located<String>>,
    /// `-TlsNegotiation`, as written.
    pub tls: Option<Located<String>>,
    /// `-SaslNegotiation`, as written.
    pub sasl: Option<Located<String>>,
    /// `-SupportDialbackNegotiation`.
    pub dialback: Option<Located<bool>>,
    /// The deployment it is configured in, where that is said.
    pub configured_in: Option<Located<Version>>,
    /// Whether it was taken out again.
    pub removed: bool,
    /// Where.
    pub place: Place,
}

impl Partner {
    /// Default of `-PartnerType`.
    pub const TYPE: &'static str = "PublicUnverified";
    /// Default of `-TlsNegotiation` and `-SaslNegotiation`.
    pub const NEGOTIATION: &'static str = "Required";
    /// Default of `-SupportDialbackNegotiation`.
    pub const DIALBACK: bool = true;
}

/// A user, or a group of users that share home and policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// SIP address, name, or `*` for all that a pipeline brings.
    pub identity: String,
    /// FQDN of the pool the user is homed on, or is moved to.
    pub pool: Option<Located<String>>,
    /// Whether `pool` is where the user is moved to.
    pub moved: bool,
    /// Whether XMPP access is said to be on or off for the user; else the policy tells.
    pub xmpp: Option<Located<bool>>,
    /// External access policy granted.
    pub policy: Option<Located<String>>,
    /// Whether the user is said to go through the legacy gateway.
    pub legacy_gateway: Option<Located<bool>>,
    /// Where.
    pub place: Place,
}

/// An external access policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// `Global`, `Site:…`, or the tag; `Tag:` is cut off.
    pub identity: String,
    /// `-EnableFederationAccess`.
    pub federation: Option<Located<bool>>,
    /// `-EnableXmppAccess`.
    pub xmpp: Option<Located<bool>>,
    /// `-EnableOutsideAccess`.
    pub outside: Option<Located<bool>>,
    /// Where.
    pub place: Place,
}

/// A certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// What it is for, as written: `AccessEdgeExternal`, `external`, `xmpp`, `internal` …
    pub usage: Option<Located<String>>,
    /// FQDN of the pool or machine it is on.
    pub pool: Option<Located<String>>,
    /// Subject name, without `CN=`.
    pub subject: Option<Located<String>>,
    /// Subject alternative names.
    pub names: Vec<Located<String>>,
    /// Whether `names` are all there are; a request that leaves some to defaults is not complete.
    pub complete: bool,
    /// Where.
    pub place: Place,
}
