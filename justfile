# The recipes are what CI runs; `just ci` is all of them.

# All that CI does
ci:
    bash .ci/run

# Tests, with the exports and other committed files compared
test *ARGS:
    cargo test --locked {{ARGS}}

# Rewrite exports, the schema and expected messages
bless:
    UPDATE_GOLDENS=1 cargo test --locked

# Format, lints, documentation
lint:
    cargo fmt --check
    cargo clippy --locked --all-targets --all-features -- -D warnings
    .ci/features
    RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --all-features

# Licences and sources of dependencies (needs cargo-deny)
deny:
    cargo deny check bans licenses sources

# Us beside the peers, in one table; needs pip
compare *SIZES:
    benches/compare {{SIZES}}

# Instructions of fixed tasks against benches/instructions.tsv (needs valgrind); not in CI, which has no time for a release build
instructions *ARGS:
    benches/instructions {{ARGS}}

# The inner loops alone
kernels *FILTER:
    cargo bench --bench kernels {{FILTER}}
