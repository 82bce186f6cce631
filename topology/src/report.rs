//! What the report says of a deployment: what it holds, and which claims hold or break.

use super::model::{Deployment, Located, Partner, RecordData, RouteKind, Version};
use super::rules::{Pack, Status, Subject, Verdict, Verdicts, negotiation, settings};
use serde::Serialize;
use unisono::document::Page;
use unisono::guidance::Guidance;
use unisono::language::Locale;
use unisono::order::{InOrder as _, OrderedMap};
use unisono::report::Range;
use unisono::report::matrix::{Matrix, MatrixClaim};

/// A deployment, for people and programs; mirrors `Topology` in `npm/topology-types.ts`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TopologyReport {
    /// Ids of the packs it was held against.
    pub packs: Vec<&'static str>,
    /// The products that these are about.
    pub guidance: Vec<&'static str>,
    /// The texts it was read from.
    pub sources: Vec<SourceSummary>,
    /// Paths of the files that were given as topologies.
    #[serde(skip)]
    pub files: Vec<String>,
    /// Findings in them at error.
    pub errors: u32,
    /// At warning.
    pub warnings: u32,
    /// At note.
    pub notes: u32,
    /// How much there is.
    pub counts: Counts,
    /// SIP domains.
    pub domains: Vec<String>,
    /// Sites.
    pub sites: Vec<SiteSummary>,
    /// Pools.
    pub pools: Vec<PoolSummary>,
    /// Federation routes.
    pub routes: Vec<RouteSummary>,
    /// XMPP partners.
    pub partners: Vec<PartnerSummary>,
    /// Users.
    pub users: Vec<UserSummary>,
    /// External access policies.
    pub policies: Vec<PolicySummary>,
    /// DNS records.
    pub records: Vec<RecordSummary>,
    /// Certificates.
    pub certificates: Vec<CertificateSummary>,
    /// The claims of the guidance there was something to judge by, ordered by id.
    pub claims: Vec<ClaimSummary>,
    /// The picture as SVG, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
}

/// A text that was read.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SourceSummary {
    /// Path of its file or page.
    pub path: String,
    /// Its form, for people; absent where it was not recognised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
}

/// How much of everything there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Counts {
    /// Sites.
    pub sites: u32,
    /// Pools.
    pub pools: u32,
    /// Machines.
    pub machines: u32,
    /// Services.
    pub services: u32,
    /// Ports of services.
    pub ports: u32,
    /// Federation routes.
    pub routes: u32,
    /// XMPP partners.
    pub partners: u32,
    /// Users.
    pub users: u32,
    /// External access policies.
    pub policies: u32,
    /// Certificates.
    pub certificates: u32,
    /// DNS records.
    pub records: u32,
    /// Commands of scripts.
    pub commands: u32,
}

/// A site.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SiteSummary {
    /// Name.
    pub name: String,
    /// Whether it is a branch.
    pub branch: bool,
}

/// A pool.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PoolSummary {
    /// FQDN.
    pub fqdn: String,
    /// Name of its site; absent where unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// The product and its version, in full; absent where unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product: Option<&'static str>,
    /// The year of the version; absent where unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    /// FQDNs of its machines.
    pub machines: Vec<String>,
    /// Names of the roles installed on it.
    pub roles: Vec<String>,
    /// Whether the XMPP proxy is on it.
    pub xmpp_proxy: bool,
    /// Whether an XMPP gateway that works is on it: the port alone, on 2019, is none.
    pub xmpp_gateway: bool,
}

/// A federation route.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RouteSummary {
    /// Name of the site; empty where unknown.
    pub site: String,
    /// `federation` or `xmpp`.
    pub kind: &'static str,
    /// FQDN of the Edge it leads to.
    pub target: String,
}

/// An XMPP partner, with the cmdlet's defaults for what is not said.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PartnerSummary {
    /// Domain.
    pub domain: String,
    /// More domains.
    pub additional_domains: Vec<String>,
    /// `Federated`, `PublicVerified`, `PublicUnverified`, or what stands there instead.
    pub partner_type: String,
    /// TLS negotiation.
    pub tls: String,
    /// SASL negotiation.
    pub sasl: String,
    /// Whether dialback is supported.
    pub dialback: bool,
    /// `works`, `doubtful`, `invalid`, or `unknown` where a setting is none.
    pub negotiation: &'static str,
}

/// A user.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UserSummary {
    /// Identity.
    pub identity: String,
    /// FQDN of the home pool; absent where unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pool: Option<String>,
    /// Whether the user has XMPP access.
    pub xmpp: bool,
}

/// An external access policy.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PolicySummary {
    /// Identity.
    pub identity: String,
    /// Whether federation is allowed.
    pub federation: bool,
    /// Whether XMPP is allowed.
    pub xmpp: bool,
}

/// A DNS record.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordSummary {
    /// The name it stands at.
    pub name: String,
    /// `SRV`, `A` or `CNAME`; `A` for AAAA too.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Priority of an SRV record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<u32>,
    /// Port of an SRV record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub port: Option<u32>,
    /// Host or address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
}

/// A certificate.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CertificateSummary {
    /// What it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub usage: Option<String>,
    /// Its names, the subject first.
    pub names: Vec<String>,
}

/// A claim of the guidance, and whether the deployment obeys it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ClaimSummary {
    /// Its id.
    pub id: &'static str,
    /// What it says, in English; absent where no pack has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub says: Option<String>,
    /// `holds` or `broken`.
    pub status: &'static str,
    /// Names of the rules that say so.
    pub rules: Vec<&'static str>,
    /// The sentence that states it, in each language of the pages that were given.
    pub sentences: Vec<ClaimSentence>,
}

/// The sentence of a page that states a claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ClaimSentence {
    /// Locale.
    pub locale: String,
    /// Page.
    pub path: String,
    /// Where in it.
    pub range: Range,
    /// The sentence, markup included.
    pub text: String,
    /// How it puts the claim: `stated`, `weakened` or `contradicted`.
    pub verdict: &'static str,
}

fn value<T: Clone>(located: Option<&Located<T>>) -> Option<T> {
    located.map(|located| located.value.clone())
}

fn count<T>(items: &[T]) -> u32 {
    u32::try_from(items.len()).unwrap_or(u32::MAX)
}

impl TopologyReport {
    /// Sums a deployment up. `pages` are those that its sources point into.
    #[must_use]
    pub fn new(
        deployment: &Deployment,
        packs: &[&'static Pack],
        verdicts: &Verdicts,
        pages: &[Page],
    ) -> Self {
        let subject = Subject::new(deployment, packs);
        let pools = pools(deployment, &subject);
        let on = |flag: &Option<Located<bool>>| flag.as_ref().is_some_and(|flag| flag.value);
        Self {
            packs: packs.iter().map(|pack| pack.id).collect(),
            guidance: packs.iter().map(|pack| pack.product()).collect(),
            sources: deployment
                .sources
                .iter()
                .map(|source| SourceSummary {
                    path: pages.get(source.page as usize).map(|page| page.path.clone()).unwrap_or_default(),
                    kind: source.kind.map(super::Kind::name),
                })
                .collect(),
            files: Vec::new(),
            errors: 0,
            warnings: 0,
            notes: 0,
            counts: counts(deployment),
            domains: deployment.domains.iter().map(|domain| domain.value.clone()).collect(),
            sites: deployment
                .sites
                .iter()
                .map(|site| SiteSummary { name: site.name.clone(), branch: site.branch })
                .collect(),
            pools,
            routes: deployment
                .routes
                .iter()
                .map(|route| RouteSummary {
                    site: route.site.clone(),
                    kind: match route.kind {
                        RouteKind::Federation => "federation",
                        RouteKind::Xmpp => "xmpp",
                    },
                    target: subject.route_name(route).to_owned(),
                })
                .collect(),
            partners: deployment.partners.iter().map(partner).collect(),
            users: deployment
                .users
                .iter()
                .map(|user| UserSummary {
                    identity: user.identity.clone(),
                    pool: value(user.pool.as_ref()),
                    xmpp: subject.xmpp_access(user).is_some(),
                })
                .collect(),
            policies: deployment
                .policies
                .iter()
                .map(|policy| PolicySummary {
                    identity: policy.identity.clone(),
                    federation: on(&policy.federation),
                    xmpp: on(&policy.xmpp),
                })
                .collect(),
            records: deployment.records.iter().map(record).collect(),
            certificates: deployment
                .certificates
                .iter()
                .map(|certificate| CertificateSummary {
                    usage: value(certificate.usage.as_ref()),
                    names: certificate
                        .subject
                        .iter()
                        .chain(&certificate.names)
                        .map(|name| name.value.clone())
                        .collect(),
                })
                .collect(),
            claims: verdicts
                .claims
                .iter()
                .map(|(id, (status, rules))| ClaimSummary {
                    id,
                    says: None,
                    status: match status {
                        Status::Holds => "holds",
                        Status::Broken => "broken",
                    },
                    rules: rules.iter().copied().collect(),
                    sentences: Vec::new(),
                })
                .collect(),
            picture: None,
        }
    }
}

impl TopologyReport {
    /// Puts to each claim what it says, and the sentences of the pages that state it: those in one
    /// language, or in all.
    pub fn quote(&mut self, guidance: &Guidance, matrix: &Matrix, locale: Option<&Locale>) {
        let mut rows: OrderedMap<&str, Vec<(usize, &MatrixClaim)>> = OrderedMap::new();
        for row in &matrix.rows {
            for (version, claim) in row.claims.iter().enumerate() {
                if let Some(claim) = claim {
                    rows.entry(&claim.id).or_default().push((version, claim));
                }
            }
        }
        for summary in &mut self.claims {
            summary.says = guidance.claim(summary.id).map(|(_, claim)| claim.says.clone());
            for (version, claim) in rows.get(summary.id).into_iter().flatten() {
                let locales = &matrix.versions[*version].locales;
                for (of, cell) in locales.iter().zip(&claim.cells) {
                    let wanted = locale.is_none_or(|locale| locale.as_str() == of);
                    for place in cell.iter().filter(|_| wanted).flat_map(|cell| &cell.places) {
                        let Some(range) = place.range else { continue };
                        summary.sentences.push(ClaimSentence {
                            locale: of.clone(),
                            path: place.path.clone(),
                            range,
                            text: place.text.clone(),
                            verdict: place.verdict,
                        });
                    }
                }
            }
            // Those that state it before those that do not.
            summary.sentences.put_in_order_by(|a, b| {
                let key = |sentence: &ClaimSentence| (sentence.locale.clone(), sentence.verdict != "stated");
                key(a).cmp(&key(b))
            });
            summary.sentences.dedup();
        }
    }
}

fn counts(deployment: &Deployment) -> Counts {
    let machines: usize = deployment.pools.iter().map(|pool| pool.machines.len()).sum();
    let ports = deployment
        .services
        .iter()
        .flat_map(|service| &service.ports)
        .filter(|port| port.number.is_some())
        .count();
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Counts {
        sites: count(&deployment.sites),
        pools: count(&deployment.pools),
        machines: number(machines),
        services: count(&deployment.services),
        ports: number(ports),
        routes: count(&deployment.routes),
        partners: count(&deployment.partners),
        users: count(&deployment.users),
        policies: count(&deployment.policies),
        certificates: count(&deployment.certificates),
        records: count(&deployment.records),
        commands: count(&deployment.commands),
    }
}

fn pools(deployment: &Deployment, subject: &Subject<'_>) -> Vec<PoolSummary> {
    let mut pools: Vec<PoolSummary> = deployment
        .pools
        .iter()
        .enumerate()
        .map(|(at, pool)| {
            let version = subject.version_of_pool(at);
            PoolSummary {
                fqdn: pool.fqdn.clone(),
                site: pool.site.map(|site| deployment.sites[site].name.clone()),
                product: version.and_then(Version::name),
                version: version.and_then(Version::year),
                machines: pool.machines.iter().map(|machine| machine.fqdn.clone()).collect(),
                roles: Vec::new(),
                xmpp_proxy: false,
                xmpp_gateway: false,
            }
        })
        .collect();
    for service in &deployment.services {
        let Some(pool) = service.pool.and_then(|pool| pools.get_mut(pool)) else { continue };
        pool.roles.push(service.role.name().to_owned());
        pool.xmpp_proxy |= service.proxy().is_some();
        // On a Registrar of 2019 the port stands for nothing.
        pool.xmpp_gateway |=
            service.gateway().is_some() && subject.version(service).is_none_or(Version::has_xmpp);
    }
    for pool in &mut pools {
        pool.roles.put_in_order();
        pool.roles.dedup();
    }
    pools
}

fn partner(partner: &Partner) -> PartnerSummary {
    let (tls, sasl, dialback) = settings(partner);
    PartnerSummary {
        domain: partner.domain.clone(),
        additional_domains: partner.additional_domains.iter().map(|domain| domain.value.clone()).collect(),
        partner_type: value(partner.partner_type.as_ref()).unwrap_or_else(|| Partner::TYPE.to_owned()),
        tls: value(partner.tls.as_ref()).unwrap_or_else(|| Partner::NEGOTIATION.to_owned()),
        sasl: value(partner.sasl.as_ref()).unwrap_or_else(|| Partner::NEGOTIATION.to_owned()),
        dialback,
        negotiation: match tls.zip(sasl).map(|(tls, sasl)| negotiation(tls, sasl, dialback)) {
            Some(Verdict::Works) => "works",
            Some(Verdict::Doubtful(_)) => "doubtful",
            Some(Verdict::Invalid(_)) => "invalid",
            None => "unknown",
        },
    }
}

fn record(record: &super::model::Record) -> RecordSummary {
    let name = record.owner.value.clone();
    match &record.data {
        RecordData::Srv { priority, port, target, .. } => RecordSummary {
            name,
            kind: "SRV",
            priority: value(priority.as_ref()),
            port: value(port.as_ref()),
            target: value(target.as_ref()),
        },
        RecordData::Address(target) => {
            RecordSummary { name, kind: "A", priority: None, port: None, target: value(target.as_ref()) }
        }
        RecordData::Alias(target) => {
            RecordSummary { name, kind: "CNAME", priority: None, port: None, target: value(target.as_ref()) }
        }
    }
}
