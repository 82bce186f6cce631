//! Under 2019, XMPP lives on in the legacy servers only.

use super::Rule;
use crate::model::Version;
use unisono::finding::Severity;
use unisono::message;
use unisono::message::{Message, ToValue};

const PACKS: &[&str] = &["skype-for-business-server-2019"];

unisono::message::wordings! {
    EVERYBODY: "xmpp-user-on-2019-pool/everybody", "everybody the script selects";
    MOVED_TO_2019: "xmpp-user-on-2019-pool/moved", "{user} has XMPP access and is moved to the 2019 pool {pool}";
    HOMED_ON_2019: "xmpp-user-on-2019-pool/homed", "{user} has XMPP access and is homed on the 2019 pool {pool}";
    A_ROUTE: "xmpp-without-coexistence/route", "an XMPP federation route";
    PROXY_ON_2019: "xmpp-proxy-on-2019-edge/proxy", "the 2019 Edge {name} has the XMPP proxy, which 2019 does not have";
    KEEP_ON_LEGACY: "xmpp-proxy-on-2019-edge/help", "Keep XMPP federation on the legacy Edge (2013 or 2015) and disable it on this one.";
    EDGE_IS_2019: "related/edge-of-2019", "the Edge is of Skype for Business Server 2019";
    ROUTE_TO_2019: "xmpp-route-to-2019-edge/route", "the XMPP federation route leads to the 2019 Edge {name}";
    SET_TO_LEGACY: "xmpp-route-to-2019-edge/help", "Set it to the legacy Edge: Set-CsSite -XmppFederationRoute \"EdgeServer:<FQDN of the legacy Edge>\".";
    LEAVE_USER: "xmpp-user-on-2019-pool/help", "Leave the user in the legacy pool, or do without XMPP.";
    THE_USER: "related/user", "the user";
    NO_LEGACY_EDGE: "legacy-edge-missing/missing", "{reliance} needs a legacy Edge with the XMPP proxy, and there is none";
    KEEP_EDGE: "legacy-edge-missing/help", "Keep the legacy Edge (2013 or 2015) with the XMPP proxy beside the one of 2019.";
    THIS_HAS_NONE: "related/edge-has-none", "this Edge has none";
    NO_LEGACY_FRONT_END: "legacy-front-end-missing/missing", "{reliance} needs the XMPP gateway on a legacy Front End, and there is none";
    KEEP_POOL: "legacy-front-end-missing/help", "Keep a legacy pool (2013 or 2015) beside those of 2019.";
    NO_GATEWAY: "related/no-gateway", "this Front End has no gateway";
    NO_PARTNER: "xmpp-partner-missing/missing", "{user} has XMPP access, and no XMPP partner is configured in the legacy deployment";
    CONFIGURE_PARTNER: "xmpp-partner-missing/help", "Configure the partner in the legacy deployment: New-CsXmppAllowedPartner.";
    PARTNER_IN_2019: "partner-configured-in-2019/partner", "the XMPP partner {partner} is configured in the 2019 deployment";
    CONFIGURE_IN_LEGACY: "partner-configured-in-2019/help", "Configure it in the legacy deployment (2013 or 2015).";
    A_PROXY: "xmpp-without-coexistence/proxy", "the XMPP proxy on {edge}";
    ALONE: "xmpp-without-coexistence/alone", "there is {what}, and every server is of 2019: no legacy version coexists";
    KEEP_COEXISTENCE: "xmpp-without-coexistence/help", "Keep a legacy deployment (2013 or 2015) in coexistence, or remove what is left of XMPP.";
}

fn is_2019(version: Option<Version>) -> bool {
    version.is_some_and(|version| version >= Version::SKYPE_2019)
}

/// The XMPP proxy on an Edge of 2019.
pub static XMPP_PROXY_ON_2019_EDGE: Rule = Rule {
    name: "xmpp-proxy-on-2019-edge",
    severity: Severity::Error,
    claims: &["X19-02", "X19-16"],
    packs: PACKS,
    summary: "an Edge of Skype for Business Server 2019 has ports of the XMPP proxy",
    explanation: "Skype for Business Server 2019 has no XMPP proxy any more: an Edge of ServiceVersion 8 that declares \
        ports of XmppFederationProxy (5269, 23456) answers nobody there. The proxy stays on the legacy Edge.",
    of_pages: true,
    absorbs: &[],
    check: |subject, judgement| {
        for edge in subject.edges().filter(|edge| is_2019(subject.version(edge))) {
            match edge.proxy() {
                Some(place) => {
                    let name = subject.name(edge);
                    let message = message!(PROXY_ON_2019, name);
                    judgement
                        .broken(place, name, message)
                        .help(&KEEP_ON_LEGACY)
                        .related(edge.place, &EDGE_IS_2019);
                }
                None if edge.shows_proxy() => judgement.held(),
                None => {}
            }
        }
    },
};

/// An XMPP route to an Edge of 2019.
pub static XMPP_ROUTE_TO_2019_EDGE: Rule = Rule {
    name: "xmpp-route-to-2019-edge",
    severity: Severity::Error,
    claims: &["X19-02", "X19-07"],
    packs: PACKS,
    summary: "the XMPP federation route of a site leads to an Edge of Skype for Business Server 2019",
    explanation: "XMPP federation goes through the Edge that the site's XmppFederationRoute names. An Edge of 2019 has \
        no XMPP proxy: behind such a route nobody is reached. The route must lead to the legacy Edge. The route of SIP \
        federation may lead to a 2019 Edge.",
    of_pages: true,
    absorbs: &[],
    check: |subject, judgement| {
        for route in subject.xmpp_routes() {
            match subject.route_version(route) {
                Some(version) if version >= Version::SKYPE_2019 => {
                    let name = subject.route_name(route);
                    judgement
                        .broken(route.target.place, name, message!(ROUTE_TO_2019, name))
                        .help(&SET_TO_LEGACY);
                }
                Some(_) => judgement.held(),
                None => {}
            }
        }
    },
};

/// A user with XMPP access homed on a 2019 pool.
pub static XMPP_USER_ON_2019_POOL: Rule = Rule {
    name: "xmpp-user-on-2019-pool",
    severity: Severity::Error,
    claims: &["X19-05b", "X19-05a"],
    packs: PACKS,
    summary: "a user with XMPP access is homed on, or moved to, a pool of Skype for Business Server 2019",
    explanation: "Users who need XMPP stay in the legacy pool: on a 2019 pool they lose their XMPP contacts. A user has \
        XMPP access where it is stated, or where the external access policy granted (else the global one) has \
        EnableXmppAccess. Users without it may be moved.",
    of_pages: true,
    absorbs: &[],
    check: |subject, judgement| {
        for user in subject.xmpp_users() {
            let Some(pool) = &user.pool else { continue };
            match subject.version_of_name(&pool.value) {
                Some(version) if version >= Version::SKYPE_2019 => {
                    let everybody = &EVERYBODY;
                    let who: &dyn ToValue = if user.identity == "*" { &everybody } else { &user.identity };
                    let wording = if user.moved { &MOVED_TO_2019 } else { &HOMED_ON_2019 };
                    judgement
                        .broken(
                            pool.place,
                            &user.identity,
                            message!(*wording, user = who, pool = &pool.value),
                        )
                        .help(&LEAVE_USER)
                        .related(user.place, &THE_USER);
                }
                Some(_) => judgement.held(),
                None => {}
            }
        }
    },
};

/// Nothing legacy left that could carry the proxy.
pub static LEGACY_EDGE_MISSING: Rule = Rule {
    name: "legacy-edge-missing",
    severity: Severity::Error,
    claims: &["X19-07", "X19-03"],
    packs: PACKS,
    summary: "XMPP is relied on, and no legacy Edge with the XMPP proxy is left",
    explanation: "Where partners or users rely on XMPP, the legacy Edge (2013 or 2015) with the XMPP proxy must not be \
        migrated to 2019 or removed: no other server can take its place. A 2019 Edge beside it is fine. Judged only \
        where the topology shows its Edges.",
    of_pages: false,
    absorbs: &[],
    check: |subject, judgement| {
        let Some((place, reliance)) = subject.reliance() else { return };
        if !subject.deployment.is_whole() || subject.servers().next().is_none() {
            return;
        }
        let mut legacy = subject.edges().filter(|edge| {
            // One whose text does not show ports may well carry the proxy.
            subject.version(edge).is_none_or(Version::has_xmpp)
                && (edge.proxy().is_some() || !edge.shows_proxy())
        });
        if legacy.next().is_some() {
            judgement.held();
            return;
        }
        let edge = subject.edges().next();
        let broken = judgement.broken(place, "edge", message!(NO_LEGACY_EDGE, reliance)).help(&KEEP_EDGE);
        if let Some(edge) = edge {
            broken.related(edge.place, &THIS_HAS_NONE);
        }
    },
};

/// Nothing legacy left that could carry the gateway.
pub static LEGACY_FRONT_END_MISSING: Rule = Rule {
    name: "legacy-front-end-missing",
    severity: Severity::Error,
    claims: &["X19-04", "X19-03"],
    packs: PACKS,
    summary: "XMPP is relied on, and no legacy Front End is left",
    explanation: "The XMPP gateway runs on the legacy Front End (2013 or 2015). Where partners or users rely on XMPP and \
        every Front End is of 2019, there is no gateway, whatever ports the 2019 Registrar shows.",
    of_pages: false,
    absorbs: &[],
    check: |subject, judgement| {
        let Some((place, reliance)) = subject.reliance() else { return };
        if !subject.deployment.is_whole() || subject.servers().next().is_none() {
            return;
        }
        if subject.front_ends().any(|service| subject.version(service).is_none_or(Version::has_xmpp)) {
            judgement.held();
            return;
        }
        let front_end = subject.front_ends().next();
        let broken =
            judgement.broken(place, "front-end", message!(NO_LEGACY_FRONT_END, reliance)).help(&KEEP_POOL);
        if let Some(front_end) = front_end {
            broken.related(front_end.place, &NO_GATEWAY);
        }
    },
};

/// Users rely on XMPP, and there is no partner.
pub static XMPP_PARTNER_MISSING: Rule = Rule {
    name: "xmpp-partner-missing",
    severity: Severity::Error,
    claims: &["X19-06"],
    packs: PACKS,
    summary: "users have XMPP access, and no XMPP partner is configured in the legacy deployment",
    explanation: "Users in coexistence keep XMPP only when the federated partner is configured in the legacy deployment \
        (2013 or 2015). Exports of a topology never show partners: the rule looks at descriptions and scripts.",
    of_pages: false,
    absorbs: &[],
    check: |subject, judgement| {
        let Some(user) = subject.xmpp_users().next() else { return };
        if !subject.deployment.is_whole() {
            return;
        }
        let legacy = |partner: &&crate::model::Partner| {
            partner.configured_in.as_ref().is_none_or(|version| version.value < Version::SKYPE_2019)
        };
        if subject.deployment.partners.iter().find(legacy).is_some() {
            judgement.held();
        } else {
            judgement
                .broken(user.place, "partner", message!(NO_PARTNER, user = &user.identity))
                .help(&CONFIGURE_PARTNER);
        }
    },
};

/// A partner configured in 2019.
pub static PARTNER_CONFIGURED_IN_2019: Rule = Rule {
    name: "partner-configured-in-2019",
    severity: Severity::Error,
    claims: &["X19-06"],
    packs: PACKS,
    summary: "an XMPP partner is configured in the 2019 deployment",
    explanation: "Users keep XMPP only where the partner is configured in the legacy deployment. The cmdlets know one \
        global list, so only what says so itself is judged (`configuredIn` in JSON and YAML).",
    of_pages: true,
    absorbs: &["xmpp-partner-missing"],
    check: |subject, judgement| {
        for partner in &subject.deployment.partners {
            let Some(version) = &partner.configured_in else { continue };
            if version.value >= Version::SKYPE_2019 {
                judgement
                    .broken(
                        version.place,
                        &partner.domain,
                        message!(PARTNER_IN_2019, partner = &partner.domain),
                    )
                    .help(&CONFIGURE_IN_LEGACY);
            } else {
                judgement.held();
            }
        }
    },
};

/// 2019 alone, with XMPP.
pub static XMPP_WITHOUT_COEXISTENCE: Rule = Rule {
    name: "xmpp-without-coexistence",
    severity: Severity::Error,
    claims: &["X19-03"],
    packs: PACKS,
    summary: "all servers are of Skype for Business Server 2019, and something of XMPP is configured",
    explanation: "XMPP can be continued only in coexistence with a legacy version. Where every Edge and Front End is of \
        2019, partners, XMPP routes, proxy ports and XMPP access have nothing to work with. Port 5098 on a 2019 \
        Registrar is always there and counts as nothing.",
    of_pages: false,
    absorbs: &["legacy-edge-missing", "legacy-front-end-missing"],
    check: |subject, judgement| {
        if !subject.deployment.is_whole() || subject.servers().next().is_none() && !subject.is_only_2019() {
            return;
        }
        let artefact = subject
            .reliance()
            .or_else(|| subject.xmpp_routes().next().map(|route| (route.place, Message::of(&A_ROUTE))))
            .or_else(|| {
                let mut edges = subject.edges();
                edges.find_map(|edge| Some((edge.proxy()?, message!(A_PROXY, edge = subject.name(edge)))))
            });
        let Some((place, what)) = artefact else { return };
        if subject.is_only_2019() {
            judgement.broken(place, "coexistence", message!(ALONE, what)).help(&KEEP_COEXISTENCE);
        } else if subject.servers().any(|(_, version)| version.has_xmpp()) {
            judgement.held();
        }
    },
};
