//! A map in the order of its keys.

use super::places::{Place, Places};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use std::borrow::Borrow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Index;

/// A map in the order of its keys, as `BTreeMap` of the standard library is, in little code.
///
/// Rows stand as they came. Their order is kept in numbers, by code that is compiled once for all types
/// (`places.rs`). What goes through all rows to change or to take them puts them in order first.
#[derive(Clone)]
pub struct OrderedMap<K, V> {
    rows: Vec<(K, V)>,
    places: Places,
}

impl<K, V> OrderedMap<K, V> {
    /// An empty one.
    pub const fn new() -> Self {
        Self { rows: Vec::new(), places: Places::new() }
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// All that is in it, by key.
    pub fn iter(&self) -> Iter<'_, K, V> {
        Iter { map: self, met: Place::default(), left: self.rows.len() }
    }

    /// All keys.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &K> {
        self.iter().map(|(key, _)| key)
    }

    /// All values, by key.
    pub fn values(&self) -> impl ExactSizeIterator<Item = &V> {
        self.iter().map(|(_, value)| value)
    }

    /// All values, by key, to change them.
    pub fn values_mut(&mut self) -> impl ExactSizeIterator<Item = &mut V> {
        self.settle();
        self.rows.iter_mut().map(|(_, value)| value)
    }

    /// All that is in it, by key, to change the values.
    pub fn iter_mut(&mut self) -> impl ExactSizeIterator<Item = (&K, &mut V)> {
        self.settle();
        self.rows.iter_mut().map(|(key, value)| (&*key, value))
    }

    /// The keys themselves.
    pub fn into_keys(self) -> impl ExactSizeIterator<Item = K> {
        self.into_iter().map(|(key, _)| key)
    }

    /// The values themselves, by key.
    pub fn into_values(self) -> impl ExactSizeIterator<Item = V> {
        self.into_iter().map(|(_, value)| value)
    }

    /// What has the lowest key.
    pub fn first_key_value(&self) -> Option<(&K, &V)> {
        self.places.end(self.rows.len(), false).map(|number| self.row(number))
    }

    /// What has the highest key.
    pub fn last_key_value(&self) -> Option<(&K, &V)> {
        self.places.end(self.rows.len(), true).map(|number| self.row(number))
    }

    /// Leaves what is wanted, and asks by key.
    pub fn retain(&mut self, mut wanted: impl FnMut(&K, &mut V) -> bool) {
        self.settle();
        self.rows.retain_mut(|(key, value)| wanted(key, value));
    }

    fn row(&self, number: usize) -> (&K, &V) {
        let (key, value) = &self.rows[number];
        (key, value)
    }

    /// Puts rows where they belong.
    fn settle(&mut self) {
        for (one, other) in self.places.settle() {
            self.rows.swap(one, other);
        }
    }
}

impl<K: Ord, V> OrderedMap<K, V> {
    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> Result<(Place, usize), Place>
    where
        K: Borrow<Q>,
    {
        self.places.find(self.rows.len(), &mut |number| self.rows[number].0.borrow().cmp(key))
    }

    fn find_to_put(&self, key: &K) -> Result<(Place, usize), Place> {
        self.places.find_to_put(self.rows.len(), &mut |number| self.rows[number].0.cmp(key))
    }

    fn put(&mut self, place: Place, key: K, value: V) -> &mut V {
        let number = self.rows.len();
        self.places.put(place, number);
        self.rows.push((key, value));
        &mut self.rows[number].1
    }

    /// What is known of a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.find(key).ok().map(|(_, number)| &self.rows[number].1)
    }

    /// A key as it is in the map, and what is known of it.
    pub fn get_key_value<Q: Ord + ?Sized>(&self, key: &Q) -> Option<(&K, &V)>
    where
        K: Borrow<Q>,
    {
        self.find(key).ok().map(|(_, number)| self.row(number))
    }

    /// What is known of a key, to change it.
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        self.find(key).ok().map(|(_, number)| &mut self.rows[number].1)
    }

    /// Whether a key is known.
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.find(key).is_ok()
    }

    /// Puts something in; what was known of the key before is given back.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.find_to_put(&key) {
            Ok((_, number)) => Some(std::mem::replace(&mut self.rows[number].1, value)),
            Err(place) => {
                self.put(place, key, value);
                None
            }
        }
    }

    /// Takes something out.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let (place, number) = self.find(key).ok()?;
        let (last, _) = self.find(self.rows.last()?.0.borrow()).ok()?;
        self.places.take(place, last, self.rows.len());
        Some(self.rows.swap_remove(number).1)
    }

    /// What is known of a key, or what is put in its place.
    pub fn entry(&mut self, key: K) -> Entry<'_, K, V> {
        Entry { map: self, key }
    }
}

/// The place of a key that is perhaps not known.
pub struct Entry<'m, K, V> {
    map: &'m mut OrderedMap<K, V>,
    key: K,
}

impl<'m, K: Ord, V> Entry<'m, K, V> {
    /// What is known, or what is made.
    pub fn or_insert_with(self, make: impl FnOnce() -> V) -> &'m mut V {
        let Self { map, key } = self;
        match map.find_to_put(&key) {
            Ok((_, number)) => &mut map.rows[number].1,
            Err(place) => map.put(place, key, make()),
        }
    }

    /// What is known, or this.
    pub fn or_insert(self, value: V) -> &'m mut V {
        self.or_insert_with(|| value)
    }

    /// What is known, or what a type is without further word.
    pub fn or_default(self) -> &'m mut V
    where
        V: Default,
    {
        self.or_insert_with(V::default)
    }
}

/// What is in an ordered map, by key.
pub struct Iter<'m, K, V> {
    map: &'m OrderedMap<K, V>,
    met: Place,
    left: usize,
}

impl<'m, K, V> Iterator for Iter<'m, K, V> {
    type Item = (&'m K, &'m V);

    fn next(&mut self) -> Option<Self::Item> {
        self.left = self.left.checked_sub(1)?;
        Some(self.map.row(self.map.places.next(&mut self.met)))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl<K, V> ExactSizeIterator for Iter<'_, K, V> {}

impl<K, V> Clone for Iter<'_, K, V> {
    fn clone(&self) -> Self {
        Self { ..*self }
    }
}

impl<'m, K, V> IntoIterator for &'m OrderedMap<K, V> {
    type Item = (&'m K, &'m V);
    type IntoIter = Iter<'m, K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<K, V> IntoIterator for OrderedMap<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(mut self) -> Self::IntoIter {
        self.settle();
        self.rows.into_iter()
    }
}

impl<K: Ord, V> Extend<(K, V)> for OrderedMap<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, rows: I) {
        for (key, value) in rows {
            self.insert(key, value);
        }
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for OrderedMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(rows: I) -> Self {
        let mut map = Self::new();
        map.extend(rows);
        map
    }
}

impl<K: Ord, V, const N: usize> From<[(K, V); N]> for OrderedMap<K, V> {
    fn from(rows: [(K, V); N]) -> Self {
        rows.into_iter().collect()
    }
}

impl<K, V> Default for OrderedMap<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K: Ord + Borrow<Q>, Q: Ord + ?Sized, V> Index<&Q> for OrderedMap<K, V> {
    type Output = V;

    fn index(&self, key: &Q) -> &V {
        self.get(key).expect("a key that is known")
    }
}

impl<K: PartialEq, V: PartialEq> PartialEq for OrderedMap<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other)
    }
}

impl<K: Eq, V: Eq> Eq for OrderedMap<K, V> {}

impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for OrderedMap<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

impl<K: Serialize, V: Serialize> Serialize for OrderedMap<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self)
    }
}

impl<'de, K: Ord + Deserialize<'de>, V: Deserialize<'de>> Deserialize<'de> for OrderedMap<K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Reader(PhantomData))
    }
}

struct Reader<K, V>(PhantomData<(K, V)>);

impl<'de, K: Ord + Deserialize<'de>, V: Deserialize<'de>> Visitor<'de> for Reader<K, V> {
    type Value = OrderedMap<K, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut rows: A) -> Result<Self::Value, A::Error> {
        let mut map = OrderedMap::new();
        while let Some((key, value)) = rows.next_entry()? {
            map.insert(key, value);
        }
        Ok(map)
    }
}
