# The commands people use. Everything is built with the lock file and needs no network but the package registries.

CARGO ?= cargo
E2E_BINARY := target/release/vern
LOOK := crates/vern-web/look/node_modules/.package-lock.json

.PHONY: look demo tour test test-rust test-browser test-abuse test-journal-oracle check setup-test bench survival screenshots

look: $(LOOK) ## Install the design system the pages are dressed in, which a build takes its parts from

$(LOOK): crates/vern-web/look/package.json crates/vern-web/look/package-lock.json
	sh .ci/look

demo: look ## Start the four sample organisations and print their addresses
	$(CARGO) build --release --locked --package vern
	./target/release/vern demo

tour: look ## Do the guided things of the demo by itself and say whether each went as it should
	$(CARGO) build --release --locked --package vern
	./target/release/vern demo --tour

test: setup-test test-rust test-browser test-abuse test-journal-oracle ## Install what the tests need and run all of them

setup-test:
	sh .ci/setup

test-rust: look ## Every test; then those of the store, the use cases and HTTP once more on PostgreSQL
	$(CARGO) nextest run --locked --workspace
	VERN_TEST_ENGINE=postgres $(CARGO) nextest run --locked --package vern-store --package vern-app --package vern-web
	node --test crates/vern-web/assets/proof.test.mjs

test-browser: look
	$(CARGO) build --release --locked --package vern
	cd e2e && npm ci --no-audit --no-fund
	node --test e2e/holidays.test.mjs
	VERN=$(E2E_BINARY) node --test e2e/schema.test.mjs
	node e2e/run.mjs $(E2E_BINARY)
	./$(E2E_BINARY) demo --tour

.tools/venv/installed: e2e/requirements.txt
	python3 -m venv .tools/venv
	.tools/venv/bin/pip install --quiet --disable-pip-version-check --requirement e2e/requirements.txt
	touch $@

test-abuse: look .tools/venv/installed ## Throw what schemathesis makes of the OpenAPI description at a server that runs
	$(CARGO) build --release --locked --package vern
	.tools/venv/bin/python e2e/abuse.py $(E2E_BINARY)

test-journal-oracle: look .tools/venv/installed ## Hold roots, proofs and checkpoints against PyPI's pymerkle and a note checker of its own
	$(CARGO) build --locked --package vern-journal --example oracle_cases
	./target/debug/examples/oracle_cases | .tools/venv/bin/python e2e/journal_oracle.py

check: look ## Formatting, lints, house rules, generated documents, licences and sources
	$(CARGO) fmt --all --check
	$(CARGO) clippy --locked --workspace --all-targets -- --deny warnings
	$(CARGO) xtask tidy
	$(CARGO) xtask errors --check
	$(CARGO) xtask facts --check
	sh .ci/deny

bench: look ## Measure on this machine
	$(CARGO) build --release --locked --package vern
	./target/release/vern bench

survival: look ## The long runs: kill -9 under load, and a fault at every call on a file; the short ones are part of `make test`
	$(CARGO) build --release --locked --package vern
	$(CARGO) run --release --locked --package vern-testkit --bin survive -- target/release/vern --rounds 100 --operations 10000
	$(CARGO) run --release --locked --package vern-testkit --bin survive -- target/release/vern --every-call

screenshots: look ## Make the pictures in docs/ again
	$(CARGO) build --release --locked --package vern
	cd e2e && npm ci --no-audit --no-fund
	node e2e/screenshots.mjs $(E2E_BINARY)
