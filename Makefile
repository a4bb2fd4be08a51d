# Every routine command of the project. Overridable: PREFIX of `make install`, ARGS of `make sandbox`.

CARGO ?= cargo
# The published crates are those below crates/; each folder has the name of its package.
PUBLISHED := $(notdir $(wildcard crates/*))
DENY := .tools/bin/cargo-deny

.DEFAULT_GOAL := help
# The recipes share one target folder, where cargo runs one build at a time anyway.
.NOTPARALLEL:
.PHONY: help check test package bench sandbox tools install clean

help: ## Lists the targets.
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

check: tools ## Judges without running: format, lints, documentation, licences, vectors.
	$(CARGO) fmt --all --check
	$(CARGO) clippy --locked --workspace --all-targets --all-features -- -D warnings
	$(CARGO) clippy --locked --package smsmode-core --all-targets -- -D warnings
	$(CARGO) clippy --locked --package smsmode-core --no-default-features --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --locked --workspace --all-features --no-deps
	$(DENY) --workspace check bans licenses sources
	python3 tests/vectors/generate.py --check

test: check ## Runs `check`, then everything else that can fail: tests, doc tests, examples, packages.
	$(CARGO) test --locked --workspace
	$(CARGO) test --locked --package smsmode-core --no-default-features --features graphemes
	$(MAKE) package

# Each package is built from its own archive. The workspace's profile is not part of an archive; given
# here, it lets the builds share the dependencies that the tests have compiled.
package: ## Packs each published crate and builds it from its package.
	CARGO_PROFILE_DEV_DEBUG=line-tables-only $(CARGO) package --locked --allow-dirty \
		--target-dir "$${CARGO_TARGET_DIR:-target}" $(addprefix --package ,$(PUBLISHED))

bench: ## Measures, and fails where a bar of benches/README.md is missed.
	$(CARGO) bench --locked --package smsmode-benches --no-fail-fast

sandbox: ## Runs a local imitation of the service; ARGS="--port 8080" adds options.
	$(CARGO) run --locked --release -- sandbox $(ARGS)

tools: ## Installs what `check` and `test` need and what is missing, into .tools.
	@tools/install.sh

install: ## Installs the command smsmode where cargo does, or below PREFIX.
	$(CARGO) install --locked --path crates/smsmode-cli $(if $(PREFIX),--root "$(PREFIX)")

clean: ## Removes what was built; keeps .tools.
	$(CARGO) clean
