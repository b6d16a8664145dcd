# `make demo` and `make test` are all that a newcomer needs; each installs what it needs.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
NPM_CI := npm ci --no-audit --no-fund --loglevel=error

.PHONY: help demo test check everything typecheck lint unit stack-test bench nightly collector-check image-check preview-fidelity format clean system-packages mongodb-server

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

node_modules/.installed: package.json package-lock.json
	@node scripts/setup/node-version.mjs
	$(NPM_CI)
	@touch $@

# The real app of the contract test. Where python3 is older than 3.11 or has no venv, the test says that it was left out.
app/.venv/.installed: app/requirements.txt app/requirements-dev.txt | system-packages
	@bash scripts/setup/python-venv.sh app/.venv app/requirements.txt app/requirements-dev.txt

# Prometheus and Chromium: real parts that the demo and the tests use.
system-packages:
	@bash scripts/setup/system-packages.sh prometheus chromium

# The MongoDB protocol of the contract test.
mongodb-server:
	@bash scripts/setup/mongodb-server.sh

demo: node_modules/.installed system-packages ## publish to the embedded workspace and open the dashboard
	@npm run --silent demo

test: ## install, type-check, lint and run every test
	@node scripts/setup/node-version.mjs
	@$(MAKE) --no-print-directory --jobs=4 everything
	@$(MAKE) --no-print-directory typecheck lint unit stack-test

# All that the tests need, at the same time: most of it waits for the network.
everything: node_modules/.installed preview/node_modules/.installed stack/node_modules/.installed app/.venv/.installed system-packages mongodb-server

check: test ## the same as CI

typecheck: node_modules/.installed preview/node_modules/.installed
	npm run --silent typecheck
	npm run --silent typecheck:preview

lint: node_modules/.installed
	npm run --silent lint

unit: node_modules/.installed preview/node_modules/.installed app/.venv/.installed mongodb-server
	npm run --silent jest

preview/node_modules/.installed: preview/package.json preview/package-lock.json
	$(NPM_CI) --prefix preview
	@touch $@

stack/node_modules/.installed: stack/package.json stack/package-lock.json
	$(NPM_CI) --prefix stack
	@touch $@

stack-test: node_modules/.installed stack/node_modules/.installed app/.venv/.installed ## synthesise the stack, hold it to its promises, lint its templates
	cd stack && npm run --silent typecheck && npm run --silent test

bench: node_modules/.installed system-packages ## speed and memory as ratios, measured side by side
	npm run --silent bench

nightly: node_modules/.installed preview/node_modules/.installed system-packages ## random seeds and thousands of schedules: hours
	PROPERTY_SEED=random npm run --silent jest
	SCHEDULES=10000 npm run --silent jest -- test/lib/plan/schedules
	KILLS=1000 npm run --silent jest -- test/lib/plan/kills
	DRIFT_SEEDS=1-100 npm run --silent jest -- test/lib/drift/week
	BROWSER_SEEDS=2000 npm run --silent jest -- test/lib/state/normalise/browser.test
	PREVIEW_WORKFLOW=1 npm run --silent jest -- test/workflows/preview
	TELEMETRY_SEEDS=5 npm run --silent jest -- test/telemetry/simulate
	npm run --silent simulate -- --report --seed $$RANDOM
	npm run --silent simulate -- --report --seed $$RANDOM --tasks 1
	@$(MAKE) --no-print-directory collector-check

collector-check: node_modules/.installed app/.venv/.installed system-packages ## start a real collector with the generated configuration (built once: ten minutes, needs Go)
	@bash scripts/setup/collector.sh
	COLLECTOR_CHECK=1 npm run --silent jest -- test/telemetry/collector/real-collector

image-check: ## build the app's image without a Docker engine and start it (Debian, root)
	@bash scripts/setup/image-check.sh

preview-fidelity: node_modules/.installed preview/node_modules/.installed system-packages ## pictures beside a real Grafana's: make preview-fidelity REFERENCE=DIR
	npm run --silent preview-fidelity -- --reference $(or $(REFERENCE),test/recordings/reference)

format: node_modules/.installed ## rewrite the sources in the project's format
	npm run --silent format

clean: ## remove what builds and demos leave
	rm -rf dist site .local node_modules/.cache
