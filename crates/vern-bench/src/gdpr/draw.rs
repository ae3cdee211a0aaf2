//! Numbers drawn from a seed: the same seed draws the same. Uniform, and Zipf with exponent 0.99 over scrambled numbers (Gray et al., SIGMOD 1994, as YCSB has it).
//! Not for anything that must not be guessed.

/// One step of `splitmix64`: a number as good as unrelated.
pub(crate) const fn mixed(state: u64) -> u64 {
    let state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let state = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    state ^ (state >> 31)
}

/// Draws for one client.
pub(crate) struct Draws(u64);

impl Draws {
    pub(crate) const fn of(seed: u64, client: u64) -> Self {
        Self(mixed(seed ^ mixed(client)))
    }

    fn next(&mut self) -> u64 {
        self.0 = mixed(self.0);
        self.0
    }

    /// Below a bound, all alike.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound.max(1)
    }

    /// From 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "53 bits are what a fraction holds")]
    fn fraction(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// How often which number below a bound is drawn.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Distribution {
    /// All alike.
    Uniform(u64),
    /// A few very often.
    Zipf(Zipf),
}

impl Distribution {
    pub(crate) fn draw(self, draws: &mut Draws) -> u64 {
        match self {
            Self::Uniform(bound) => draws.below(bound),
            Self::Zipf(zipf) => mixed(zipf.rank(draws.fraction())) % zipf.bound.max(1),
        }
    }
}

/// Zipf's law over ranks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Zipf {
    bound: u64,
    zeta: f64,
    alpha: f64,
    eta: f64,
}

const THETA: f64 = 0.99;

#[expect(clippy::cast_precision_loss, reason = "bounds far below 2^52")]
const fn real(number: u64) -> f64 {
    number as f64
}

impl Zipf {
    pub(crate) fn below(bound: u64) -> Self {
        let zeta = |bound: u64| (1..=bound).map(|rank| real(rank).powf(-THETA)).sum::<f64>();
        let all = zeta(bound);
        let eta = (1.0 - (2.0 / real(bound.max(1))).powf(1.0 - THETA)) / (1.0 - zeta(2) / all);
        Self { bound, zeta: all, alpha: 1.0 / (1.0 - THETA), eta }
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the bound")]
    fn rank(&self, fraction: f64) -> u64 {
        let place = fraction * self.zeta;
        if place < 1.0 {
            return 0;
        }
        if place < 1.0 + 0.5_f64.powf(THETA) {
            return 1;
        }
        let rank = real(self.bound) * (self.eta * fraction - self.eta + 1.0).powf(self.alpha);
        (rank as u64).min(self.bound.saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_draws_the_same() {
        let drawn = |seed, client| {
            let mut draws = Draws::of(seed, client);
            (0..8).map(|_| draws.below(1_000)).collect::<Vec<_>>()
        };
        assert_eq!(drawn(1, 2), drawn(1, 2));
        assert_ne!(drawn(1, 2), drawn(1, 3));
        assert_ne!(drawn(1, 2), drawn(2, 2));
    }

    #[test]
    fn zipf_draws_few_numbers_often_and_stays_below_its_bound() {
        let mut draws = Draws::of(7, 0);
        let zipf = Distribution::Zipf(Zipf::below(1_000));
        let mut counts = vec![0_u32; 1_000];
        for _ in 0..100_000 {
            counts[usize::try_from(zipf.draw(&mut draws)).unwrap()] += 1;
        }
        counts.sort_unstable_by(|a, b| b.cmp(a));
        // 1 / zeta(1000, 0.99) is 13 %.
        assert!((12_000..14_500).contains(&counts[0]), "{}", counts[0]);
        let hundred: u32 = counts[..100].iter().sum();
        assert!(hundred > 60_000, "{hundred}");
    }

    #[test]
    fn uniform_draws_all_alike() {
        let mut draws = Draws::of(7, 0);
        let mut counts = [0_u32; 10];
        for _ in 0..100_000 {
            counts[usize::try_from(Distribution::Uniform(10).draw(&mut draws)).unwrap()] += 1;
        }
        assert!(counts.iter().all(|count| (9_500..10_500).contains(count)), "{counts:?}");
    }
}
