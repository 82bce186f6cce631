//! Facts: what a sentence states in a form that needs no language (numbers, versions, products,
//! identifiers, links), each with its place.
