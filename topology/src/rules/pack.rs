//! The guidance packs that deployments are held against, and which of them a deployment asks for.

use super::subject::year_in;
use crate::model::{Deployment, Pool, Route, Service, Version, folded};
use unisono::order::OrderedSet;

/// A version's guidance, as rules about deployments follow from it.
#[derive(Debug, PartialEq, Eq)]
pub struct Pack {
    /// The id of the guidance pack.
    pub id: &'static str,
    /// The version it is about.
    pub version: Version,
    /// Its year, for people who know which product is spoken of.
    pub year: &'static str,
    /// How the ids of the claims begin that it knows, of those that not all packs share.
    pub claims: &'static [&'static str],
}

/// All of them, in order of their versions.
pub static PACKS: &[Pack] = &[
    // XMPP federation is migrated to it.
    Pack { id: "lync-server-2013", version: Version::LYNC_2013, year: "2013", claims: &["X13"] },
    // Proxy and gateway are built in.
    Pack {
        id: "skype-for-business-server-2015",
        version: Version::SKYPE_2015,
        year: "2015",
        claims: &["X13", "X15"],
    },
    // XMPP lives on in the legacy servers only.
    Pack {
        id: "skype-for-business-server-2019",
        version: Version::SKYPE_2019,
        year: "2019",
        claims: &["X19"],
    },
];

/// Whether some packs know a claim: one that only others know they do not.
pub(super) fn know(packs: &[&'static Pack], claim: &str) -> bool {
    let family = claim.split('-').next().unwrap_or_default();
    let knows = |pack: &Pack| pack.claims.contains(&family);
    packs.iter().any(|pack| knows(pack)) || !PACKS.iter().any(knows)
}

impl Pack {
    /// The pack of an id.
    #[must_use]
    pub fn of_id(id: &str) -> Option<&'static Self> {
        PACKS.iter().find(|pack| pack.id == id)
    }

    /// The name of the product it is about: "Lync Server 2013".
    #[must_use]
    pub fn product(&self) -> &'static str {
        self.version.name().unwrap_or(self.id)
    }

    /// The pack of a version; one newer than all is held against the last.
    fn for_version(version: Version) -> Option<&'static Self> {
        let newest = PACKS.last().filter(|newest| version >= newest.version);
        newest.or_else(|| PACKS.iter().find(|pack| pack.version == version))
    }

    /// The packs that a deployment's servers ask for, by their versions or by the years in the names of pools; where no
    /// version is known, that of the last version with XMPP, whose rules on DNS and ports all share.
    #[must_use]
    pub fn of(deployment: &Deployment) -> Vec<&'static Self> {
        let stated = deployment.pools.iter().filter_map(|pool| pool.version.as_ref());
        let installed = deployment
            .services
            .iter()
            .filter(|service| service.role.is_edge() || service.role.is_front_end())
            .filter_map(|service| service.version.as_ref());
        // The year counts of pools that no topology describes, and of those whose version it does not tell.
        let stated_of = |pool: &Pool| pool.version.is_some().then(|| folded(&pool.fqdn));
        let installed_on = |service: &Service| {
            let pool = deployment.pools.get(service.pool?)?;
            service.version.is_some().then(|| folded(&pool.fqdn))
        };
        let told: OrderedSet<String> = (deployment.pools.iter().filter_map(stated_of))
            .chain(deployment.services.iter().filter_map(installed_on))
            .collect();
        let homes =
            deployment.users.iter().filter_map(|user| user.pool.as_ref()).map(|pool| pool.value.as_str());
        let named = deployment
            .pools
            .iter()
            .map(|pool| pool.fqdn.as_str())
            .chain(deployment.routes.iter().map(Route::fqdn))
            .chain(homes)
            .filter(|name| !told.contains(&folded(name)))
            .filter_map(year_in);
        let versions: Vec<Version> =
            stated.chain(installed).map(|version| version.value).chain(named).collect();
        let asked =
            |pack: &&'static Self| versions.iter().any(|version| Self::for_version(*version) == Some(*pack));
        let packs: Vec<&'static Self> = PACKS.iter().filter(asked).collect();
        if packs.is_empty() {
            PACKS.iter().filter(|pack| pack.version == Version::SKYPE_2015).collect()
        } else {
            packs
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PACKS;
    use crate::rules::RULES;

    #[test]
    fn rules_name_packs_that_there_are_and_these_are_built_in() {
        for id in RULES.iter().flat_map(|rule| rule.packs) {
            assert!(PACKS.iter().any(|pack| pack.id == *id), "{id}");
        }
        for pack in PACKS {
            assert!(
                unisono::guidance::built_in().iter().any(|built_in| built_in.id == pack.id),
                "{}",
                pack.id
            );
        }
        assert!(PACKS.is_sorted_by_key(|pack| pack.version));
    }
}
