//! Likelihood ratios of two-by-two tables (T. Dunning, "Accurate methods for the statistics of surprise and
//! coincidence", *Computational Linguistics* 19, 1993).

/// The likelihood ratios of the two-by-two tables of a bitext. All counts are whole numbers, so that their
/// logarithms are taken once.
pub(super) struct Ratios {
    /// By count: n ln n.
    parts: Vec<f64>,
}

impl Ratios {
    pub(super) fn new(segments: usize) -> Self {
        Self {
            parts: (0..=segments).map(|n| if n > 0 { n as f64 * libm::log(n as f64) } else { 0.0 }).collect(),
        }
    }

    /// How much likelier it is, in nats, that term and features hang together than that they do not, where
    /// the features stand in `covered` of the segments with the term and in `background` of those without;
    /// negative where they shun each other.
    pub(super) fn gain(&self, with: usize, covered: usize, background: usize) -> f64 {
        let all = self.parts.len() - 1;
        let (without, there) = (all - with, covered + background);
        let part = |count: usize| self.parts[count];
        let cells = part(covered) + part(with - covered) + part(background) + part(without - background);
        let margins = part(with) + part(without) + part(there) + part(all - there);
        let ratio = cells - margins + part(all);
        // On 32 bits the products are too large.
        let [covered, with, background, without] = [covered, with, background, without].map(|n| n as u64);
        if covered * without < background * with { -ratio } else { ratio }
    }
}
