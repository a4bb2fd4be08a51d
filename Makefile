# Every routine command of the project. Overridable: PREFIX, DESTDIR and FEATURES of `make install`, ARGS of
# `make sandbox`, SECONDS of `make fuzz` and `make soak`, TARGETS of `make fuzz`, N of `make chaos` and
# `make chaos-fleet`.

CARGO ?= cargo
# The published crates are those below crates/; each folder has the name of its package.
PUBLISHED := $(notdir $(wildcard crates/*))
DENY := .tools/bin/cargo-deny
SECONDS ?= 600
N ?= 1000
PREFIX ?= /usr/local
MATURIN := .tools/python/bin/maturin
INBOX_TESTS := crates/smsmode-sandbox/tests/inbox
PYTHON := bindings/python benches/python examples/python $(INBOX_TESTS)
WHEELS := $${CARGO_TARGET_DIR:-target}/wheels
SDIST := $${CARGO_TARGET_DIR:-target}/sdist

# Half of the tests wait for another program most of the time.
export RUST_TEST_THREADS ?= $(shell echo $$((2 * $$(getconf _NPROCESSORS_ONLN))))

.DEFAULT_GOAL := help
# The recipes share one target folder, where cargo runs one build at a time anyway.
.NOTPARALLEL:
.PHONY: python-tools help check test package header bench bench-c bench-outbox bench-fleet soak bench-text \
	bench-instructions fuzz sandbox tools simulation chaos chaos-fleet install install-command install-library \
	install-test dist-c dist-c-test wheel wheel-manylinux sdist wheel-test wheel-install-test bench-python \
	python-licences python-check inbox-test clean

help: ## Lists the targets.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

check: tools ## Judges without running: format, lints, documentation, licences, generated files, instructions.
	$(CARGO) fmt --all --check
	$(CARGO) clippy --locked --workspace --all-targets --all-features -- -D warnings
	$(CARGO) clippy --locked --package smsmode-core --all-targets -- -D warnings
	$(CARGO) clippy --locked --package smsmode-core --no-default-features --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --locked --workspace --all-features --no-deps
	$(DENY) --workspace check bans licenses sources
	python3 tests/vectors/generate.py --check
	python3 tools/generate_replacements.py --check crates/smsmode-core/src/text/smart/table.rs
	$(CARGO) run --locked --package smsmode-c-header -- --check include/smsmode.h
	$(MAKE) python-check
	$(MAKE) bench-instructions

# What the machine forbids is noted by the test that could not run, and told at the end. The command and the
# fleet have the outbox with PostgreSQL, so the tests of the workspace have it, too.
test: check ## Runs `check`, then everything else that can fail: tests, examples, packages, installation.
	rm -rf "$${CARGO_TARGET_DIR:-target}/tmp/not-run"
	$(CARGO) test --locked --workspace
	$(CARGO) test --locked --package smsmode-core --no-default-features --features graphemes
	$(CARGO) test --locked --package smsmode-properties
	$(MAKE) simulation
	$(MAKE) inbox-test
	$(MAKE) package
	$(MAKE) install-test
	$(MAKE) dist-c-test
	$(MAKE) wheel-test
	$(MAKE) wheel-install-test
	@tools/not_run.sh

# Each package is built from its own archive. The workspace's profile is not part of an archive; given
# here, it lets the builds share the dependencies that the tests have compiled.
# Cargo unpacks the archives where it did so before for this folder and version, and does not look whether
# they have changed: what it unpacked last time must go, and what it compiled of that.
package: ## Packs each published crate and builds it from its package.
	rm -rf $(addprefix "$${CARGO_HOME:-$$HOME/.cargo}"/registry/src/-*/,$(addsuffix -[0-9]*,$(PUBLISHED)))
	rm -rf $(addprefix "$${CARGO_TARGET_DIR:-target}"/debug/.fingerprint/,$(addsuffix -*,$(PUBLISHED)))
	CARGO_PROFILE_DEV_DEBUG=line-tables-only $(CARGO) --config 'profile.dev.package."*".debug=false' \
		package --locked --allow-dirty --target-dir "$${CARGO_TARGET_DIR:-target}" $(addprefix --package ,$(PUBLISHED))

chaos: ## Kills and freezes tills with an outbox N (1000) times, at random, and compares it with the service.
	CHAOS_KILLS="$(N)" $(CARGO) test --locked --package smsmode-outbox --test chaos -- --nocapture

chaos-fleet: N = 20000
chaos-fleet: ## Has N (20000) things happen to a fleet and its PostgreSQL, and compares it with the service.
	CHAOS_EVENTS="$(N)" $(CARGO) test --locked --package smsmode-fleet --test chaos -- --nocapture

header: ## Writes include/smsmode.h anew, declarations for other languages, and the list of exported functions.
	$(CARGO) run --locked --package smsmode-c-header -- include/smsmode.h
	$(CARGO) build --locked --package smsmode-c
	nm -D --defined-only "$${CARGO_TARGET_DIR:-target}/debug/libsmsmode.so" \
		| awk '{ print $$3 }' | LC_ALL=C sort > bindings/c/symbols.txt

bench: ## Measures, and fails where a bar of benches/README.md is missed.
	$(CARGO) bench --locked --package smsmode-benches --no-fail-fast
	$(CARGO) bench --locked --package smsmode-text-benches --bench bulk
	$(CARGO) bench --locked --package smsmode-sandbox-benches
	$(MAKE) bench-outbox
	$(MAKE) bench-fleet
	$(MAKE) bench-text
	$(MAKE) bench-c
	$(MAKE) bench-python

bench-c: tools ## Measures the C library beside Rust and beside a program with libcurl.
	$(CARGO) build --locked --release --package smsmode-c
	$(CARGO) bench --locked --package smsmode-c-benches --no-fail-fast

bench-outbox: ## Measures the outbox beside the bare disk, with and without a million messages in it.
	$(CARGO) bench --locked --package smsmode-outbox-benches

bench-fleet: ## Measures PostgreSQL with and without FINISHED (10000000) finished messages, and 1 to 8 workers.
	FINISHED="$(FINISHED)" $(CARGO) bench --locked --package smsmode-fleet-benches --no-fail-fast

soak: ## Has an outbox send 50 messages a second for SECONDS (600), and fails where its memory grows.
	$(CARGO) run --locked --profile bench --package smsmode-outbox-benches --bin soak -- "$(SECONDS)"

bench-text: ## Measures the text engine beside its references, in safe code alone and with vectors.
	$(CARGO) bench --locked --package smsmode-text-benches --bench ratios
	$(CARGO) bench --locked --package smsmode-text-benches --bench ratios --features simd -- "analyse /"

# The count is the same on every machine and at every load, so `check` can hold it to its bars.
bench-instructions: tools ## Counts the instructions of the text engine with callgrind.
	$(CARGO) run --locked --release --package smsmode-text-benches --bin instructions

# Built as what is released: a million lives take a minute then, and ten in a debug build.
simulation: ## Lives a million lives of messages through the engine of the outbox, and as many through its rules.
	$(CARGO) test --locked --release --package smsmode-outbox --test simulation -- --ignored
	$(CARGO) test --locked --release --package smsmode-core --lib outbox::simulation -- --ignored

fuzz: ## Fuzzes each target for SECONDS (600), and keeps what is new in its corpus.
	tools/fuzz.sh "$(SECONDS)" $(TARGETS)

sandbox: ## Runs a local imitation of the service; ARGS="--port 8080" adds options.
	$(CARGO) run --locked --release -- sandbox $(ARGS)

tools: ## Installs what `check` and `test` need and what is missing, into .tools.
	@tools/install.sh

# Cargo would leave its own list of what it installed below PREFIX, where a package must have none.
install: install-library ## Installs the command and the C library below PREFIX (/usr/local), in DESTDIR.
	$(CARGO) install --locked --no-track --force --path crates/smsmode-cli --root "$(DESTDIR)$(PREFIX)"

install-command: ## Installs the command smsmode alone, where cargo puts commands.
	$(CARGO) install --locked --path crates/smsmode-cli

install-library: ## Installs the C library alone, below PREFIX, in DESTDIR; FEATURES=postgres builds more in.
	CARGO="$(CARGO)" FEATURES="$(FEATURES)" bindings/c/install/install.sh "$(DESTDIR)$(PREFIX)"

install-test: tools ## Builds programs with the installed C library, shared and static, and runs them.
	bindings/c/tests/install/test.sh

dist-c: tools ## Makes a tarball of the C library that needs only glibc 2.17.
	bindings/c/dist/dist.sh

dist-c-test: tools ## Makes that tarball, unpacks it and judges what is in it.
	bindings/c/tests/install/dist.sh

inbox-test: tools python-tools ## Tests the inbox of the sandbox in a browser; pictures in target/inbox-screenshots.
	$(INBOX_TESTS)/run.sh

wheel: python-tools python-licences ## Builds the wheel of the Python package into target/wheels.
	rm -f "$(WHEELS)"/smsmode-*.whl
	$(MATURIN) build --locked --release --compression-level 9 --out "$(WHEELS)"

wheel-manylinux: python-tools python-licences ## Builds a wheel that needs only glibc 2.17.
	tools/zig.sh
	rm -f "$(WHEELS)"/manylinux2014/smsmode-*.whl
	PATH="$(CURDIR)/.tools/zig/bin:$$PATH" $(MATURIN) build --locked --release --compression-level 9 --zig \
		--compatibility manylinux2014 --out "$(WHEELS)/manylinux2014"

sdist: python-tools python-licences ## Packs the sources of the Python package into target/sdist.
	rm -f "$(SDIST)"/smsmode-*.tar.gz
	$(MATURIN) sdist --out "$(SDIST)"

wheel-test: wheel ## Installs the wheel into a fresh virtual environment and tests it there.
	bindings/python/tests/run.sh

wheel-install-test: wheel wheel-manylinux sdist ## Installs each package of Python alone and runs its quick start.
	bindings/python/tests/install.sh "$(WHEELS)"/*.whl "$(WHEELS)"/manylinux2014/*.whl "$(SDIST)"/*.tar.gz

bench-python: wheel ## Measures the Python package beside its references.
	benches/python/run.sh

python-licences:
	tools/licences.py smsmode-python "$$(rustc -vV | sed -n 's/^host: //p')" >bindings/python/LICENSES-OF-OTHERS.txt

python-check: python-tools ## Judges the code in Python: format, lints, types.
	.tools/python/bin/ruff format --check $(PYTHON)
	.tools/python/bin/ruff check $(PYTHON)
	.tools/python/bin/mypy
	MYPYPATH=$(INBOX_TESTS) .tools/python/bin/mypy $(INBOX_TESTS)

python-tools:
	@tools/python.sh

clean: ## Removes what was built; keeps .tools.
	$(CARGO) clean
