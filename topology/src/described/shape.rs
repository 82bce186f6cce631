//! The form of a described deployment, as tables: what the reader holds a file against, and what
//! its JSON Schema and its documentation are made from.

/// A group of keys.
#[derive(Debug)]
pub struct Shape {
    /// What it describes, for messages: "a pool".
    pub what: &'static str,
    /// Its keys.
    pub fields: &'static [Field],
}

/// A key.
#[derive(Debug)]
pub struct Field {
    /// Its name; read without regard to case, hyphens and underscores.
    pub name: &'static str,
    /// What its value is.
    pub kind: Type,
    /// Whether it must be there.
    pub required: bool,
    /// What it says, in a sentence.
    pub doc: &'static str,
}

/// What a value is.
#[derive(Clone, Copy, Debug)]
pub enum Type {
    /// Text.
    Text,
    /// A host name, domain or address.
    Name,
    /// A whole number.
    Number,
    /// `true` or `false`.
    Truth,
    /// A product version: its year.
    Version,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A group of keys.
    Group(&'static Shape),
    /// A group of keys, or one word that stands for its first.
    WordOrGroup(&'static Shape),
    /// Several of these; one by itself needs no list.
    List(&'static Type),
}

impl Type {
    /// For messages: "a list".
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Name => "a name",
            Self::Number => "a number",
            Self::Truth => "true or false",
            Self::Version => "a version such as 2015",
            Self::Choice(_) => "a word",
            Self::Group(_) => "a group of keys",
            Self::WordOrGroup(_) => "a word or a group of keys",
            Self::List(_) => "a list",
        }
    }
}

impl Shape {
    /// The key of a name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.is(name))
    }
}

impl Field {
    /// Whether this is its name.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        super::same(self.name, name)
    }
}

const fn field(name: &'static str, kind: Type, doc: &'static str) -> Field {
    Field { name, kind, required: false, doc }
}

const fn needed(name: &'static str, kind: Type, doc: &'static str) -> Field {
    Field { name, kind, required: true, doc }
}

/// The steps of a migration, in the order in which they must be taken.
pub const STEPS: &[&str] =
    &["deploy-pool", "deploy-edge", "move-users", "policies-and-certificates", "enable-xmpp", "update-dns"];

/// A whole deployment.
pub static DEPLOYMENT: Shape = Shape {
    what: "a deployment",
    fields: &[
        field("domains", Type::List(&Type::Name), "SIP domains."),
        field("sites", Type::List(&Type::Group(&SITE)), "Sites."),
        field("pools", Type::List(&Type::Group(&POOL)), "Pools; a single server is a pool of one machine."),
        field("partners", Type::List(&Type::WordOrGroup(&PARTNER)), "XMPP allowed partners."),
        field(
            "users",
            Type::List(&Type::Group(&USER)),
            "Users, or groups of them that share home and policy.",
        ),
        field("policies", Type::List(&Type::Group(&POLICY)), "External access policies."),
        field("certificates", Type::List(&Type::Group(&CERTIFICATE)), "Certificates."),
        field("dns", Type::List(&Type::Group(&RECORD)), "DNS records, those of the outside."),
        field(
            "plan",
            Type::List(&Type::List(&Type::Choice(STEPS))),
            "Steps of a migration, in the order they are to be taken; those in a list of their own in parallel.",
        ),
    ],
};

static SITE: Shape = Shape {
    what: "a site",
    fields: &[
        needed("name", Type::Text, "Its name."),
        field("id", Type::Text, "Its number in an export."),
        field("branch", Type::Truth, "Whether it is a branch: home of survivable branch appliances."),
        field("federationRoute", Type::Text, "Where SIP federation leads: FQDN of an Edge pool."),
        field("xmppFederationRoute", Type::Text, "Where XMPP federation leads: FQDN of an Edge pool."),
    ],
};

static POOL: Shape = Shape {
    what: "a pool",
    fields: &[
        needed("fqdn", Type::Name, "Its FQDN."),
        field("site", Type::Text, "Name of its site."),
        field("version", Type::Version, "Product version of its roles: 2010, 2013, 2015 or 2019."),
        field(
            "machines",
            Type::List(&Type::WordOrGroup(&MACHINE)),
            "Its machines; none where the pool is the machine.",
        ),
        field("roles", Type::List(&Type::WordOrGroup(&ROLE)), "What is installed on it."),
    ],
};

static MACHINE: Shape = Shape {
    what: "a machine",
    fields: &[
        needed("fqdn", Type::Name, "Its FQDN."),
        field("addresses", Type::List(&Type::Group(&ADDRESS)), "Its network interfaces."),
    ],
};

const SIDES: &[&str] = &["Primary", "Internal", "External", "Pstn"];

static ADDRESS: Shape = Shape {
    what: "an address",
    fields: &[
        field("side", Type::Choice(SIDES), "Which network it is in."),
        needed("ip", Type::Name, "The address."),
        field("publicIp", Type::Name, "The public address in front of it, where it is behind NAT."),
    ],
};

static ROLE: Shape = Shape {
    what: "a role",
    fields: &[
        needed(
            "role",
            Type::Text,
            "Its RoleName: EdgeServer, Registrar, UserServices, MediationServer …; FrontEnd is a Registrar.",
        ),
        field("version", Type::Version, "Product version, where it is not that of the pool."),
        field("xmppProxy", Type::Truth, "Whether the XMPP proxy is on it."),
        field("xmppGateway", Type::Truth, "Whether the XMPP gateway is on it."),
        field("accessEdgeFqdn", Type::Name, "External FQDN of the Access Edge service."),
        field("ports", Type::List(&Type::Group(&PORT)), "Its ports."),
    ],
};

static PORT: Shape = Shape {
    what: "a port",
    fields: &[
        needed("owner", Type::Text, "The component: AccessEdge, XmppFederationProxy, XmppFederation …"),
        field("usage", Type::Text, "SipServer, XmppServer, XptServer …"),
        field("side", Type::Choice(SIDES), "On which network it listens."),
        needed("port", Type::Number, "Its number."),
        field("protocol", Type::Text, "Tls, Mtls, Tcp …"),
        field("fqdn", Type::Name, "The name under which it is reached."),
    ],
};

static PARTNER: Shape = Shape {
    what: "a partner",
    fields: &[
        needed("domain", Type::Name, "Its domain."),
        field("additionalDomains", Type::List(&Type::Name), "More domains of it."),
        field("type", Type::Text, "Federated, PublicVerified or PublicUnverified (default)."),
        field("tls", Type::Text, "TLS negotiation: Required (default), Optional or NotSupported."),
        field("sasl", Type::Text, "SASL negotiation: Required (default), Optional or NotSupported."),
        field("dialback", Type::Truth, "Whether server dialback is supported; default true."),
        field("configuredIn", Type::Version, "The deployment it is configured in, where several coexist."),
    ],
};

static USER: Shape = Shape {
    what: "a user",
    fields: &[
        needed("identity", Type::Text, "SIP address or name."),
        field("pool", Type::Name, "FQDN of the pool the user is homed on."),
        field("xmpp", Type::Truth, "Whether the user has XMPP access; else the policy tells."),
        field("policy", Type::Text, "Identity of the external access policy granted."),
        field("gateway", Type::Choice(&["legacy", "own"]), "Which XMPP gateway the user goes through."),
    ],
};

static POLICY: Shape = Shape {
    what: "a policy",
    fields: &[
        needed("identity", Type::Text, "Global, Site:name, or its name."),
        field("federation", Type::Truth, "EnableFederationAccess."),
        field("xmpp", Type::Truth, "EnableXmppAccess."),
        field("outside", Type::Truth, "EnableOutsideAccess."),
    ],
};

static CERTIFICATE: Shape = Shape {
    what: "a certificate",
    fields: &[
        field("usage", Type::Text, "What it is for: external (of the Edge), internal, xmpp …"),
        field("pool", Type::Name, "FQDN of the pool it is on."),
        field("subject", Type::Name, "Subject name, without CN=."),
        field("names", Type::List(&Type::Name), "Subject alternative names, all of them."),
    ],
};

static RECORD: Shape = Shape {
    what: "a DNS record",
    fields: &[
        needed("name", Type::Name, "The name it stands at, in full: _xmpp-server._tcp.contoso.com."),
        needed("type", Type::Choice(&["SRV", "A", "AAAA", "CNAME"]), "Its type."),
        field("priority", Type::Number, "Of an SRV record: lower is tried first."),
        field("weight", Type::Number, "Of an SRV record."),
        field("port", Type::Number, "Of an SRV record."),
        field("target", Type::Name, "Of an SRV or CNAME record: the host."),
        field("address", Type::Name, "Of an A or AAAA record: the address."),
    ],
};
