package archive

import "bulletin/internal/diag"

// What can be wrong with a bag that is to be written or taken from.
const (
	codeExists      diag.Code = "bag-exists"
	codeUnsafe      diag.Code = "bag-path-unsafe"
	codeClash       diag.Code = "bag-path-clash"
	codeLabel       diag.Code = "bag-label-invalid"
	codeDate        diag.Code = "bag-date-missing"
	codeLink        diag.Code = "bag-link-invalid"
	codeSealGiven   diag.Code = "bag-seal-invalid"
	codeDestUsed    diag.Code = "bag-dest-used"
	codeNothing     diag.Code = "bag-part-missing"
	codeNoTagSeal   diag.Code = "bag-unsealed"
	codeKeyFile     diag.Code = "bag-key-invalid"
	codeNotOnSystem diag.Code = "bag-name-local"
)

// What can be wrong with the form of a bag.
const (
	codeContainer    diag.Code = "bag-container"
	codeNoBag        diag.Code = "bag-not-found"
	codeDeclaration  diag.Code = "bag-declaration"
	codeVersion      diag.Code = "bag-version"
	codeEncoding     diag.Code = "bag-encoding"
	codeText         diag.Code = "bag-text-invalid"
	codeBOM          diag.Code = "bag-bom"
	codeLong         diag.Code = "bag-line-long"
	codeTagLarge     diag.Code = "bag-tag-large"
	codeManifestLine diag.Code = "bag-manifest-line"
	codeNoManifest   diag.Code = "bag-manifest-none"
	codeScope        diag.Code = "bag-manifest-scope"
	codeTwice        diag.Code = "bag-manifest-twice"
	codeConflict     diag.Code = "bag-manifest-conflict"
	codeSpelling     diag.Code = "bag-manifest-spelling"
	codeAlgorithm    diag.Code = "bag-algorithm"
	codeWeak         diag.Code = "bag-algorithm-weak"
	codeEscapes      diag.Code = "bag-path-escapes"
	codeForm         diag.Code = "bag-path-form"
	codeAlike        diag.Code = "bag-path-alike"
	codeInfoLine     diag.Code = "bag-info-line"
	codeInfoTwice    diag.Code = "bag-info-twice"
	codeInfoValue    diag.Code = "bag-info-value"
	codeFetchLine    diag.Code = "bag-fetch-line"
	codeSeals        diag.Code = "bag-seals-invalid"
	codeNoData       diag.Code = "bag-data-missing"
	codeTooMany      diag.Code = "bag-too-many"
	codeTooLarge     diag.Code = "bag-too-large"
)

// What can be wrong with a zip.
const (
	codeZip        diag.Code = "bag-zip-damaged"
	codeZipName    diag.Code = "bag-zip-name"
	codeZipTwice   diag.Code = "bag-zip-twice"
	codeZipOverlap diag.Code = "bag-zip-overlap"
	codeZipBomb    diag.Code = "bag-zip-bomb"
	codeZipBeside  diag.Code = "bag-zip-beside"
	codeZipFlat    diag.Code = "bag-zip-flat"
	codeZipSeveral diag.Code = "bag-zip-several"
)

// What can be wrong with the files of a bag.
const (
	codeMissing    diag.Code = "bag-file-missing"
	codeNotFetched diag.Code = "bag-file-remote"
	codeExtra      diag.Code = "bag-file-extra"
	codeChanged    diag.Code = "bag-file-changed"
	codeLength     diag.Code = "bag-file-length"
	codeRenamed    diag.Code = "bag-file-renamed"
	codeUnlisted   diag.Code = "bag-file-unlisted"
	codeUnreadable diag.Code = "bag-file-unreadable"
	codeIrregular  diag.Code = "bag-file-irregular"
	codeOxum       diag.Code = "bag-oxum-wrong"
	codeTagChanged diag.Code = "bag-tag-changed"
	codeTagMissing diag.Code = "bag-tag-missing"
	codeTagExtra   diag.Code = "bag-tag-uncovered"
)

// What can be wrong with signatures and the chain of years.
const (
	codeSigBad     diag.Code = "bag-signature-bad"
	codeSigMissing diag.Code = "bag-signature-missing"
	codeSigUnknown diag.Code = "bag-signature-unknown"
	codeSigIdle    diag.Code = "bag-signature-unchecked"

	codeChainBroken   diag.Code = "bag-chain-broken"
	codeChainResealed diag.Code = "bag-chain-resealed"
	codeChainUnlinked diag.Code = "bag-chain-unlinked"
	codeChainMissing  diag.Code = "bag-chain-missing"
	codeChainDouble   diag.Code = "bag-chain-double"
	codeChainReplaced diag.Code = "bag-chain-replaced"
	codeChainNoYear   diag.Code = "bag-chain-no-year"
)
