package archive

import "bulletin/internal/diag"

// result says what is wrong with the files that were read, and what the bag
// tells of itself.
func (in *inspection) result() Result {
	if in.readable() {
		if !in.list.data {
			in.problems.Add(problem(codeNoData, ""))
		}
		in.compareFiles()
	}
	is := in.measured()
	return Result{
		Problems: in.problems.Sort(), Digest: in.digest, Version: in.declaration.text,
		Info: in.info, Year: in.year(), Internal: in.value(labelAudience) == "internal",
		Previous: Link{in.value(labelPreviousBag), Digest(in.value(labelPreviousDigest))},
		Seals:    in.seals, Files: int(is.files), Bytes: is.bytes, Signer: in.signer,
	}
}

func (in *inspection) compareFiles() {
	renamed := in.renamed()
	gone := map[*file]bool{} // missing files that were found under another name
	for _, old := range renamed {
		gone[old] = true
	}
	var missing, extra int
	var changed []*file
	for _, f := range in.order {
		switch old := renamed[f]; {
		case old != nil:
			in.problems.Add(problem(codeRenamed, f.path, old.path))
		case gone[f] || in.list.skipped[f.path]:
		case !f.present:
			missing += in.tellMissing(f)
		case f.failed != "":
			in.problems.Add(problem(codeUnreadable, f.path, f.failed))
		case f.payload() && len(f.sums) == 0:
			extra++
			in.problems.Add(problem(codeExtra, f.path))
		case f.wrong != 0 && !f.payload():
			in.problems.Add(problem(codeTagChanged, f.path))
		case f.wrong != 0:
			changed = append(changed, f)
		}
		in.checkListed(f)
	}
	in.tellChanged(changed, missing+extra)
	in.tellUncovered()
}

// tellMissing returns 1 when a file of the payload is told.
func (in *inspection) tellMissing(f *file) int {
	switch {
	case f.remote != nil:
		in.problems.Add(problem(codeNotFetched, f.path, f.remote.url))
	case len(f.sums) == 0: // only its scope was wrong, which is told
	case f.payload():
		in.problems.Add(problem(codeMissing, f.path))
		return 1
	default:
		in.problems.Add(problem(codeTagMissing, f.path))
	}
	return 0
}

// tellChanged tells of changed files. Manifests hold no lengths; when all else
// is in order, Payload-Oxum tells how long a single changed file was, and so
// whether it was cut off.
func (in *inspection) tellChanged(changed []*file, others int) {
	for _, f := range changed {
		was := int64(-1)
		if f.remote != nil {
			was = f.remote.size
		} else if is := in.measured(); in.oxum != nil && len(changed) == 1 && others == 0 && is.files == in.oxum.files {
			was = f.size + in.oxum.bytes - is.bytes
		}
		if was >= 0 && was != f.size {
			in.problems.Add(problem(codeLength, f.path, f.size, was))
		} else {
			in.problems.Add(problem(codeChanged, f.path))
		}
	}
}

// checkListed asks that every payload manifest lists a file of the payload that
// any lists (RFC 8493, section 2.1.3; before version 1.0 one was enough).
func (in *inspection) checkListed(f *file) {
	if !f.payload() || len(f.sums) == 0 || !in.declaration.version.atLeast(rfc) {
		return
	}
	for i, m := range in.manifests {
		if m.tags {
			continue
		}
		listed := false
		for _, e := range f.sums {
			listed = listed || e.manifest == i
		}
		if !listed {
			in.problems.Add(problem(codeUnlisted, f.path, m.name))
		}
	}
}

// renamed finds, for files that nothing lists, the missing file whose sums they
// have.
func (in *inspection) renamed() map[*file]*file {
	type key struct {
		alg algorithm
		sum string
	}
	lost := map[key][]*file{}
	for _, f := range in.order {
		if f.present || !f.payload() || f.remote != nil || len(f.sums) == 0 {
			continue
		}
		e := f.sums[0]
		k := key{in.manifests[e.manifest].alg, e.sum}
		lost[k] = append(lost[k], f)
	}
	found := map[*file]*file{}
	for _, f := range in.order {
		for a := range algorithms {
			k := key{a, f.got[a]}
			if k.sum == "" || found[f] != nil || len(lost[k]) == 0 {
				continue
			}
			if old := lost[k][0]; in.sameSums(f, old) {
				found[f] = old
				lost[k] = lost[k][1:]
			}
		}
	}
	return found
}

// sameSums tells whether f is, by every sum, what old was.
func (in *inspection) sameSums(f, old *file) bool {
	for _, e := range old.sums {
		if f.got[in.manifests[e.manifest].alg] != e.sum {
			return false
		}
	}
	return true
}

// tellUncovered tells which tag files no tag manifest protects. A bag of ours
// has tag manifests: one without was tampered with.
func (in *inspection) tellUncovered() {
	covers := false
	for _, m := range in.manifests {
		covers = covers || m.tags
	}
	if in.value(labelYear) != "" && in.files[sealName] == nil {
		in.problems.Add(problem(codeNoTagSeal, sealName))
	}
	if !covers {
		return
	}
	for _, f := range in.order {
		_, tags, isManifest := isManifest(f.path)
		if !f.present || f.payload() || tags || len(f.sums) > 0 || f.path == signatureName {
			continue
		}
		severity := diag.Info
		if isManifest || f.path == declarationName || f.path == infoName {
			severity = diag.Warning
		}
		in.problems.Add(as(severity, problem(codeTagExtra, f.path)))
	}
}
