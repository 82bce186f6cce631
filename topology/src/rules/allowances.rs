//! What looks wrong and is allowed. These rules never find anything: they show that a claim holds.

use super::Rule;
use crate::model::Version;
use unisono::finding::Severity;

/// Two Edges side by side.
pub static EDGES_COEXIST: Rule = Rule {
    name: "edges-coexist",
    severity: Severity::Note,
    claims: &["X19-08"],
    packs: &["skype-for-business-server-2019"],
    summary: "never found: a legacy Edge with the XMPP proxy and a 2019 Edge may coexist",
    explanation: "The guidance allows the legacy Edge (with the XMPP proxy) beside the Edge of 2019, so this is no \
        finding; the report says that the claim holds.",
    of_pages: false,
    absorbs: &[],
    check: |subject, judgement| {
        let edge = |wanted: &dyn Fn(Version) -> bool, proxy: bool| {
            subject
                .edges()
                .any(|edge| subject.version(edge).is_some_and(wanted) && (!proxy || edge.proxy().is_some()))
        };
        if edge(&Version::has_xmpp, true) && edge(&|version| version >= Version::SKYPE_2019, false) {
            judgement.held();
        }
    },
};

/// The port of a gateway that is none.
pub static GATEWAY_PORT_ON_2019: Rule = Rule {
    name: "gateway-port-on-2019",
    severity: Severity::Note,
    claims: &["X19-02"],
    packs: &["skype-for-business-server-2019"],
    summary: "never found: the Registrar of 2019 still shows the port of the XMPP gateway",
    explanation: "A published topology of 2019 still shows port 5098 of XmppFederation on its Registrar. It is no sign of \
        a gateway that works, and no fault of the topology either.",
    of_pages: false,
    absorbs: &[],
    check: |subject, judgement| {
        let shows = |version: Version| version >= Version::SKYPE_2019;
        if subject
            .front_ends()
            .any(|service| service.gateway().is_some() && subject.version(service).is_some_and(shows))
        {
            judgement.held();
        }
    },
};

/// A 2015 proxy with a 2013 gateway.
pub static PROXY_2015_GATEWAY_2013: Rule = Rule {
    name: "proxy-2015-gateway-2013",
    severity: Severity::Note,
    claims: &["X15-01"],
    packs: &["skype-for-business-server-2015"],
    summary: "never found: the proxy on a 2015 Edge works with the gateway of 2013 or 2015",
    explanation: "The XMPP proxy on an Edge of 2015 may serve the gateway on a Front End of 2013 as well as of 2015.",
    of_pages: false,
    absorbs: &[],
    check: |subject, judgement| {
        let mut edges = subject.edges();
        let proxy =
            edges.any(|edge| edge.proxy().is_some() && subject.version(edge) == Some(Version::SKYPE_2015));
        let mut front_ends = subject.front_ends();
        if proxy
            && front_ends.any(|service| {
                service.gateway().is_some() && subject.version(service).is_some_and(Version::has_xmpp)
            })
        {
            judgement.held();
        }
    },
};
