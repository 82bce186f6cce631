//! Alignment: which block, and which sentence, of a translation renders which of the reference.
