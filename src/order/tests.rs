//! The map and the set against those of the standard library, which they stand in for.

use super::{InOrder as _, OrderedMap, OrderedSet};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// What can be done to a map.
#[derive(Clone, Debug)]
enum Step {
    Insert(u8, u8),
    Count(u8),
    Change(u8),
    Remove(u8),
    Extend(Vec<(u8, u8)>),
    /// Keys that come in order, behind all others or among them.
    Ascend(u8, u8),
    Retain(u8),
    ChangeAll,
    ChangeValues,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => any::<(u8, u8)>().prop_map(|(key, value)| Step::Insert(key, value)),
        2 => any::<u8>().prop_map(Step::Count),
        1 => any::<u8>().prop_map(Step::Change),
        3 => any::<u8>().prop_map(Step::Remove),
        1 => prop::collection::vec(any::<(u8, u8)>(), 0..80).prop_map(Step::Extend),
        1 => any::<(u8, u8)>().prop_map(|(start, end)| Step::Ascend(start, end)),
        1 => (1u8..5).prop_map(Step::Retain),
        1 => Just(Step::ChangeAll),
        1 => Just(Step::ChangeValues),
    ];
    prop::collection::vec(step, 0..40)
}

/// Does the same to both, and holds what is answered against each other.
fn take(step: Step, own: &mut OrderedMap<u8, u8>, std: &mut BTreeMap<u8, u8>) {
    match step {
        Step::Insert(key, value) => assert_eq!(own.insert(key, value), std.insert(key, value)),
        Step::Count(key) => {
            let (one, other) = (own.entry(key).or_default(), std.entry(key).or_default());
            *one = one.wrapping_add(1);
            *other = other.wrapping_add(1);
            assert_eq!(own.entry(key).or_insert(7), std.entry(key).or_insert(7));
        }
        Step::Change(key) => {
            assert_eq!(
                own.get_mut(&key).map(|value| std::mem::replace(value, 9)),
                std.get_mut(&key).map(|value| std::mem::replace(value, 9))
            );
        }
        Step::Remove(key) => assert_eq!(own.remove(&key), std.remove(&key)),
        Step::Extend(rows) => {
            own.extend(rows.clone());
            std.extend(rows);
        }
        Step::Ascend(start, end) => {
            own.extend((start..end).map(|key| (key, end)));
            std.extend((start..end).map(|key| (key, end)));
        }
        Step::Retain(by) => {
            let (mut one, mut other) = (Vec::new(), Vec::new());
            own.retain(|key, value| {
                one.push(*key);
                *value = value.wrapping_add(1);
                !key.is_multiple_of(by)
            });
            std.retain(|key, value| {
                other.push(*key);
                *value = value.wrapping_add(1);
                !key.is_multiple_of(by)
            });
            assert_eq!(one, other);
        }
        Step::ChangeAll => {
            for (key, value) in own.iter_mut() {
                *value ^= key;
            }
            for (key, value) in std.iter_mut() {
                *value ^= key;
            }
        }
        Step::ChangeValues => {
            own.values_mut().zip(1u8..).for_each(|(value, by)| *value ^= by);
            std.values_mut().zip(1u8..).for_each(|(value, by)| *value ^= by);
        }
    }
}

proptest! {
    #[test]
    fn a_map_answers_as_that_of_the_standard_library_whatever_is_done_to_it(steps in steps()) {
        let (mut own, mut std) = (OrderedMap::new(), BTreeMap::new());
        for step in steps {
            take(step, &mut own, &mut std);
            prop_assert!(own.iter().eq(&std));
            prop_assert_eq!(own.iter().len(), std.len());
            prop_assert_eq!((own.len(), own.is_empty()), (std.len(), std.is_empty()));
            prop_assert!(own.keys().eq(std.keys()) && own.values().eq(std.values()));
            prop_assert_eq!(own.first_key_value(), std.first_key_value());
            prop_assert_eq!(own.last_key_value(), std.last_key_value());
            for key in 0..=u8::MAX {
                prop_assert_eq!(own.get(&key), std.get(&key));
                prop_assert_eq!(own.get_key_value(&key), std.get_key_value(&key));
                prop_assert_eq!(own.contains_key(&key), std.contains_key(&key));
            }
        }
        prop_assert_eq!(format!("{own:?}"), format!("{std:?}"));
        prop_assert!(own.clone().into_iter().eq(std.clone()));
        prop_assert!(own.clone().into_keys().eq(std.clone().into_keys()));
        prop_assert!(own.into_values().eq(std.into_values()));
    }

    #[test]
    fn maps_are_equal_where_they_hold_the_same_in_whatever_order_it_came(
        rows in prop::collection::vec(any::<(u8, u8)>(), 0..80),
    ) {
        let came: OrderedMap<u8, u8> = rows.iter().copied().collect();
        let ordered: OrderedMap<u8, u8> = came.clone().into_iter().collect();
        prop_assert_eq!(&came, &ordered);
        prop_assert!(came.iter().eq(&rows.into_iter().collect::<BTreeMap<_, _>>()));
        let mut other = came.clone();
        other.values_mut().for_each(|value| *value ^= 1);
        prop_assert_eq!(came == other, came.is_empty());
        let text = serde_json::to_string(&came).expect("rows are plain data");
        prop_assert_eq!(serde_json::from_str::<OrderedMap<u8, u8>>(&text).expect("rows are plain data"), ordered);
    }

    #[test]
    fn a_set_answers_as_that_of_the_standard_library(
        one in prop::collection::vec("[a-d]{0,3}", 0..60),
        other in prop::collection::vec("[a-d]{0,3}", 0..60),
    ) {
        let (own, std): (OrderedSet<String>, BTreeSet<String>) = (one.iter().cloned().collect(), one.iter().cloned().collect());
        let (mine, theirs): (OrderedSet<String>, BTreeSet<String>) = (other.iter().cloned().collect(), other.iter().cloned().collect());
        prop_assert!(own.iter().eq(&std) && own.iter().len() == std.len() && own.len() == std.len());
        prop_assert_eq!((own.first(), own.last(), own.is_empty()), (std.first(), std.last(), std.is_empty()));
        prop_assert_eq!(own.is_subset(&mine), std.is_subset(&theirs));
        prop_assert_eq!(own.is_disjoint(&mine), std.is_disjoint(&theirs));
        prop_assert!(own.intersection(&mine).eq(std.intersection(&theirs)));
        prop_assert_eq!(serde_json::to_string(&own).expect("rows are plain data"), serde_json::to_string(&std).expect("rows are plain data"));
        let (mut own, mut std) = (own, std);
        for item in &other {
            prop_assert_eq!(own.contains(item.as_str()), std.contains(item.as_str()));
            prop_assert_eq!(own.insert(item.clone()), std.insert(item.clone()));
        }
        for item in &one {
            prop_assert_eq!(own.remove(item.as_str()), std.remove(item.as_str()));
        }
        own.retain(|item| item.len() > 1);
        std.retain(|item| item.len() > 1);
        prop_assert!(own.into_iter().eq(std));
    }

    #[test]
    fn a_row_is_put_in_the_order_of_a_stable_sort(row in prop::collection::vec((0u8..9, any::<u8>()), 0..60)) {
        let (mut one, mut other) = (row.clone(), row);
        one.put_in_order_by_key(|pair| pair.0);
        other.sort_by_key(|pair| pair.0);
        prop_assert_eq!(&one, &other);
        one.put_in_order();
        other.sort_unstable();
        prop_assert_eq!(one, other);
    }
}
