# Builds and checks bulletin. `make` alone lists what there is.

GO       ?= go
FUZZTIME ?= 10s
N        ?= 10000
RUNS     ?= 5
SIZES    ?= 1000,3000,10000,30000,100000
VERSION  := $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
BUILD     = CGO_ENABLED=0 $(GO) build -trimpath -buildvcs=false -ldflags "-s -w -X main.version=$(VERSION)"
CROSS     = linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64

.DEFAULT_GOAL := help
.PHONY: help build test test-deps race lint fuzz cross bench bench-serve bench-growth shots clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: ## build bin/bulletin
	$(BUILD) -o bin/bulletin$(shell $(GO) env GOEXE) ./cmd/bulletin

test: test-deps ## run every test: Go's, the scripts, the browser
	GO=$(GO) scripts/test

test-deps: ## install what the tests need and is missing (Chromium, fonts, node, minisign, Python)
	@scripts/test-deps

race: test-deps ## run the Go tests under the race detector (needs a C compiler)
	CGO_ENABLED=1 $(GO) test -race $$($(GO) list ./... | grep -v '/test/browser$$')

lint: ## gofmt, go vet, staticcheck, govulncheck
	@GO=$(GO) scripts/lint

fuzz: ## run every fuzz target for FUZZTIME (10s)
	@GO=$(GO) FUZZTIME=$(FUZZTIME) scripts/fuzz

cross: ## build for Linux, macOS and Windows, amd64 and arm64, into bin/
	@set -e; for target in $(CROSS); do \
		os=$${target%/*} arch=$${target#*/} ext=; \
		if [ $$os = windows ]; then ext=.exe; fi; \
		echo "bin/bulletin-$$os-$$arch$$ext"; \
		GOOS=$$os GOARCH=$$arch $(BUILD) -o "bin/bulletin-$$os-$$arch$$ext" ./cmd/bulletin; \
	done

bench: build ## measure on N items (10000), RUNS times (5), in turn with Hugo
	$(GO) run ./test/bench run -n $(N) -runs $(RUNS) -bulletin bin/bulletin$(shell $(GO) env GOEXE) $(BENCHFLAGS)

bench-serve: build ## measure serve --public against nginx (wants nginx and wrk)
	GO=$(GO) scripts/bench-serve

bench-growth: build ## measure how time and memory grow over SIZES
	$(GO) run ./test/bench growth -sizes $(SIZES) -bulletin bin/bulletin$(shell $(GO) env GOEXE) $(BENCHFLAGS)

shots: test-deps ## take pictures of every type of page into bin/shots
	$(GO) test -count=1 ./test/browser -run Screenshots -shots $(CURDIR)/bin/shots

clean: ## remove what git ignores here: bin, public, node_modules
	git clean -fdqX bin public test/browser
