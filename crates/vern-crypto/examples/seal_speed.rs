//! Measures what the hot path costs: `cargo run --release -p vern-crypto --example seal_speed`.
//!
//! Prints nanoseconds for each operation, the best of five rounds on one thread. It deliberately is no test: nothing
//! fails when a machine is slow. Figures that count stand in `docs/performance.md`.

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use vern_crypto::{
    BlindIndexKey, CryptoError, DataKey, KeyId, KeyPurpose, LinkKey, RecordContext, SecretKey, WrappingKey,
    random_bytes,
};

const ROUNDS: u32 = 5;
const CALLS_PER_ROUND: u32 = 100_000;

fn main() -> Result<(), Box<dyn Error>> {
    let secret = SecretKey::generate()?;
    let key = DataKey::new(&secret)?;
    let context = RecordContext {
        controller: 0x0102_0304_0506,
        subject: random_bytes()?,
        activity: "recruitment",
        key: "applicant-20000",
        version: 1,
    };
    let body = [7; 256];
    let sealed = key.seal(&context, &body)?;
    let parent = WrappingKey::new(&secret)?;
    let id = KeyId::generate()?;
    let wrapped = parent.wrap(&secret, 1, id, KeyPurpose::Data)?;
    let link = LinkKey::new(&secret)?;
    let index = BlindIndexKey::new(&secret);
    let mut buffer = Vec::with_capacity(512);

    measure("seal 256 B, prepared key", || key.seal(black_box(&context), black_box(&body)))?;
    measure("seal 256 B, prepared key, buffer reused", || {
        buffer.clear();
        key.seal_into(black_box(&context), black_box(&body), &mut buffer)
    })?;
    measure("open 256 B, prepared key", || key.open(black_box(&context), black_box(&sealed)))?;
    measure("prepare a data key", || DataKey::new(black_box(&secret)))?;
    measure("unwrap, prepared parent", || parent.unwrap(black_box(&wrapped), 1, id, KeyPurpose::Data))?;
    measure("unwrap and prepare a data key", || {
        parent.unwrap(black_box(&wrapped), 1, id, KeyPurpose::Data).and_then(|child| DataKey::new(&child))
    })?;
    measure("prepare a link key", || LinkKey::new(black_box(&secret)))?;
    measure("pseudonym", || Ok(link.pseudonym(black_box(1))))?;
    measure("seal entry of 60 B", || link.seal_entry(1, black_box(id.0), black_box(&[7; 60])))?;
    measure("look-up token", || Ok(index.token(black_box("ola.nordmann@example.no"))))?;
    measure("random 12 bytes", random_bytes::<12>)?;
    Ok(())
}

#[expect(clippy::print_stdout, reason = "an example prints its result")]
#[expect(clippy::disallowed_methods, reason = "it measures time, and no product code runs here")]
fn measure<T>(name: &str, mut call: impl FnMut() -> Result<T, CryptoError>) -> Result<(), CryptoError> {
    let mut best_ns = u128::MAX;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        for _ in 0..CALLS_PER_ROUND {
            black_box(call()?);
        }
        best_ns = best_ns.min(start.elapsed().as_nanos() / u128::from(CALLS_PER_ROUND));
    }
    println!("{best_ns:>7} ns  {name}");
    Ok(())
}
