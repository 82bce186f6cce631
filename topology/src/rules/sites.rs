//! Sites and branches.

use super::Rule;
use crate::model::{Place, Version, folded};
use unisono::finding::Severity;
use unisono::message;
use unisono::order::OrderedMap;

const PACKS: &[&str] = &["lync-server-2013", "skype-for-business-server-2015"];

unisono::message::wordings! {
    A_ROUTE: "xmpp-in-several-sites/route", "an XMPP federation route";
    THE_PROXY: "xmpp-in-several-sites/proxy", "the XMPP proxy";
    SEVERAL: "xmpp-in-several-sites/site", "site {site} has {what}, and so has site {first}";
    ONE_SITE: "xmpp-in-several-sites/help", "Host XMPP in one site only.";
    OTHER_SITE: "related/other-site", "the other site";
    ON_BRANCH: "xmpp-user-on-branch/user", "{user} has XMPP access and is homed on the branch appliance {pool}";
    HOME_CENTRAL: "xmpp-user-on-branch/help", "Home the user on a pool of the central site.";
    THE_BRANCH: "related/branch", "the branch appliance";
}

/// XMPP in more than one site.
pub static XMPP_IN_SEVERAL_SITES: Rule = Rule {
    name: "xmpp-in-several-sites",
    severity: Severity::Error,
    claims: &["X13-22"],
    packs: PACKS,
    summary: "XMPP federation is hosted in more than one site",
    explanation: "XMPP is hosted in one site only: one route, one Edge pool with the proxy. More Edge pools in the same \
        site, and Edges without the proxy elsewhere, are fine.",
    of_pages: false,
    absorbs: &[],
    check: |subject, judgement| {
        let mut routes: OrderedMap<String, Place> = OrderedMap::new();
        for route in subject.xmpp_routes().filter(|route| !route.site.is_empty()) {
            let site = route.site.strip_prefix("Site:").unwrap_or(&route.site);
            routes.entry(folded(site)).or_insert(route.target.place);
        }
        let mut hosts: OrderedMap<String, Place> = OrderedMap::new();
        for edge in subject.edges() {
            // On a 2019 Edge it is wrong for another reason.
            if subject.version(edge).is_some_and(|version| version >= Version::SKYPE_2019) {
                continue;
            }
            let site = edge.site.or_else(|| subject.deployment.pools[edge.pool?].site);
            if let (Some(place), Some(site)) = (edge.proxy(), site) {
                hosts.entry(folded(&subject.deployment.sites[site].name)).or_insert(place);
            }
        }
        let mut several = false;
        for (what, places) in [(&A_ROUTE, routes), (&THE_PROXY, hosts)] {
            if several {
                break;
            }
            let mut places = places.into_iter();
            let Some((first, first_place)) = places.next() else { continue };
            let mut alone = true;
            for (site, place) in places {
                alone = false;
                several = true;
                judgement
                    .broken(place, &site, message!(SEVERAL, site = &site, what, first = &first))
                    .help(&ONE_SITE)
                    .related(first_place, &OTHER_SITE);
            }
            if alone {
                judgement.held();
            }
        }
    },
};

/// A user with XMPP access on a branch appliance.
pub static XMPP_USER_ON_BRANCH: Rule = Rule {
    name: "xmpp-user-on-branch",
    severity: Severity::Error,
    claims: &["X13-11"],
    packs: PACKS,
    summary: "a user with XMPP access is homed on a survivable branch appliance",
    explanation: "XMPP federation is not supported for users who are homed on survivable branch appliances, neither for \
        presence nor for messages. A pool is one where its site is a branch, or its role says so.",
    of_pages: true,
    absorbs: &[],
    check: |subject, judgement| {
        let mut branches = vec![false; subject.deployment.pools.len()];
        for (at, pool) in subject.deployment.pools.iter().enumerate() {
            branches[at] = pool.site.is_some_and(|site| subject.deployment.sites[site].branch);
        }
        for service in &subject.deployment.services {
            if let Some(pool) = service.pool {
                branches[pool] |= service.role.name().to_ascii_lowercase().contains("branch");
            }
        }
        for user in subject.xmpp_users() {
            let Some(home) = &user.pool else { continue };
            for pool in subject.pools(&home.value) {
                if branches[pool] {
                    judgement
                        .broken(
                            home.place,
                            &user.identity,
                            message!(ON_BRANCH, user = &user.identity, pool = &home.value),
                        )
                        .help(&HOME_CENTRAL)
                        .related(subject.deployment.pools[pool].place, &THE_BRANCH);
                } else {
                    judgement.held();
                }
            }
        }
    },
};
