//! The table of all rules about deployments.

use super::Rule;
use super::{
    allowances, certificates, coexistence, migration, partners, ports, records, scripts, sites, texts,
};

/// All rules about deployments, ordered by name.
pub static RULES: &[&Rule] = &[
    &scripts::COMMAND_INVALID,
    &certificates::EDGE_CERTIFICATE_NAMES_MISSING,
    &scripts::EDGE_NOT_RESTARTED,
    &allowances::EDGES_COEXIST,
    &allowances::GATEWAY_PORT_ON_2019,
    &coexistence::LEGACY_EDGE_MISSING,
    &coexistence::LEGACY_FRONT_END_MISSING,
    &migration::MIGRATION_STEPS_REORDERED,
    &coexistence::PARTNER_CONFIGURED_IN_2019,
    &partners::PARTNER_NEGOTIATION,
    &partners::PARTNER_TYPE,
    &migration::PARTNER_WHILE_LEGACY_GATEWAY,
    &allowances::PROXY_2015_GATEWAY_2013,
    &scripts::ROUTE_SERVICE_MISSING,
    &records::SRV_MISSING,
    &records::SRV_NAME_WRONG,
    &records::SRV_PORT_WRONG,
    &records::SRV_PRIORITY_EQUAL,
    &records::SRV_TARGET_WRONG,
    &texts::TOPOLOGY_INCONSISTENT,
    &scripts::TOPOLOGY_NOT_ENABLED,
    &texts::TOPOLOGY_UNREADABLE,
    &migration::USERS_LEFT_ON_LEGACY_POOL,
    &texts::VALUE_LOCALIZED,
    &certificates::XMPP_CERTIFICATE_NAMES_MISSING,
    &scripts::XMPP_COMMAND_ON_2019,
    &records::XMPP_DNS_TO_2019_EDGE,
    &migration::XMPP_DNS_TOO_EARLY,
    &sites::XMPP_IN_SEVERAL_SITES,
    &migration::XMPP_ON_PILOT_EDGE,
    &coexistence::XMPP_PARTNER_MISSING,
    &migration::XMPP_POLICY_MISSING,
    &ports::XMPP_PORTS_WRONG,
    &coexistence::XMPP_PROXY_ON_2019_EDGE,
    &ports::XMPP_ROLES_SWAPPED,
    &coexistence::XMPP_ROUTE_TO_2019_EDGE,
    &coexistence::XMPP_USER_ON_2019_POOL,
    &sites::XMPP_USER_ON_BRANCH,
    &coexistence::XMPP_WITHOUT_COEXISTENCE,
];

/// The rule of a name.
#[must_use]
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.binary_search_by(|rule| rule.name.cmp(name)).ok().map(|at| RULES[at])
}
