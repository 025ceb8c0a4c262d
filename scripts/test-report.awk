# Reads `go test -v` and prints, for each package, its top-level tests and its
# summary line, or everything when it failed; at the end the counts.
# Fails when go test failed, a test was skipped, or no browser test ran.

function flush_package(whole,    i) {
	for (i = 1; i <= lines; i++)
		if (whole ? line[i] !~ /^=== / : line[i] ~ /^--- /)
			print line[i]
	lines = 0
}

/^[ \t]*--- PASS: / { passed++ }
/^[ \t]*--- FAIL: / { failed++ }
/^[ \t]*--- SKIP: / { skipped[++skips] = $3 }

/^ok  \t/ || /^\?   \t/ {
	if ($2 ~ /\/test\/browser$/ && !/no tests to run/)
		browser = 1
	if ($1 == "ok")
		packages++
	flush_package(0)
	print
	next
}
/^FAIL\t/ {
	if ($2 ~ /\/test\/browser$/ && !/build failed|setup failed/)
		browser = 1
	packages++
	flush_package(1)
	print
	next
}
/^go test: exit status / { code = $NF; next }
{ line[++lines] = $0 }

END {
	flush_package(1)
	printf "tests: %d passed, %d failed, %d skipped, in %d packages\n", passed, failed, skips, packages
	for (i = 1; i <= skips; i++)
		print "skipped, which counts as a failure: " skipped[i]
	if (!browser)
		print "the browser tests did not run"
	exit !(code == "0" && !failed && !skips && browser)
}
