package award

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"bulletin/internal/diag"
	"bulletin/internal/schema"
)

// keys are those that the domain knows, in the order of the law: the State's
// awards from the highest down, then the Party's.
var keys = strings.Fields(`
	co_chinh_phu cstd_toan_quoc bk_thu_tuong hcdl_1 hcdl_2 hcdl_3 hcld_1 hcld_2 hcld_3
	co_bo co_tinh cstd_bo cstd_tinh tt_ldxs bk_bo bk_tinh tt_ldtt cstd_co_so ldtt gk kn_chuong
	hhd_30 hhd_40 hhd_45 hhd_50 hhd_55 hhd_60 hhd_65 hhd_70 hhd_75 hhd_80 hhd_85 hhd_90
	bk_tinh_uy co_tinh_uy gk_cap_tren gk_dang_uy bd_chi_bo`)

func TestBuiltin(t *testing.T) {
	all := Builtin()
	if diff := cmp.Diff(keys, all.Keys()); diff != "" {
		t.Error(diff)
	}
	seen := map[string]bool{}
	for _, a := range all {
		if seen[a.Key] {
			t.Errorf("%s stands there twice", a.Key)
		}
		seen[a.Key] = true
		if !slices.ContainsFunc(a.Level.Options(), func(o schema.Option) bool { return o.Value == string(a.Level) }) {
			t.Errorf("%s has the level %q", a.Key, a.Level)
		}
		if a.Name == "" || a.NameEN == "" || a.DecidedBy == "" {
			t.Errorf("%s is incomplete: %+v", a.Key, a)
		}
		for _, s := range []string{a.Name, a.DecidedBy} {
			if !norm.NFC.IsNormalString(s) {
				t.Errorf("%s: %q is not composed", a.Key, s)
			}
		}
	}
}

// TestLevels: by the law, with whom the decision lies.
func TestLevels(t *testing.T) {
	want := map[string]string{
		"co_chinh_phu": "national", "hcld_3": "national", "co_bo": "ministry", "co_tinh": "province", "bk_tinh": "province",
		"gk": "base", "kn_chuong": "sector", "hhd_30": "party", "bk_tinh_uy": "party", "bd_chi_bo": "party",
	}
	for key, level := range want {
		if a, ok := Builtin().Find(key); !ok || string(a.Level) != level {
			t.Errorf("%s: %+v", key, a)
		}
	}
}

// TestPartyBadges: 30 years, then every five from 40 to 90; there is none of 35.
func TestPartyBadges(t *testing.T) {
	for _, a := range Builtin() {
		if years, is := strings.CutPrefix(a.Key, "hhd_"); is && !strings.Contains(a.Name, " "+years+" năm") {
			t.Errorf("%s is called %q", a.Key, a.Name)
		}
	}
	if _, ok := Builtin().Find("hhd_35"); ok {
		t.Error("there is no badge for 35 years")
	}
}

// TestWith: one with a known key takes its place, others follow; the catalogue
// added to stays as it was.
func TestWith(t *testing.T) {
	base := Catalogue{{Key: "a", Name: "A"}, {Key: "b", Name: "B"}}
	got := base.With([]Type{{Key: "c", Name: "C"}, {Key: "a", Name: "A2"}, {Key: "c", Name: "C2"}})
	if diff := cmp.Diff(Catalogue{{Key: "a", Name: "A2"}, {Key: "b", Name: "B"}, {Key: "c", Name: "C2"}}, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(Catalogue{{Key: "a", Name: "A"}, {Key: "b", Name: "B"}}, base); diff != "" {
		t.Error("the original changed:", diff)
	}
	if _, ok := got.Find("d"); ok {
		t.Error("found what is not there")
	}
}

func TestLabel(t *testing.T) {
	builtin, _ := Builtin().Find("gk")
	own := Type{Key: "x", Name: "Giấy khen của Công đoàn"}
	for got, want := range map[string]string{
		builtin.Label(diag.VI): "Giấy khen", builtin.Label(diag.EN): "Certificate of commendation",
		own.Label(diag.VI): "Giấy khen của Công đoàn", own.Label(diag.EN): "Giấy khen của Công đoàn",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestKeysAreFitForFrontMatter(t *testing.T) {
	for _, key := range Builtin().Keys() {
		if !regexp.MustCompile(`^[a-z0-9]+(_[a-z0-9]+)*$`).MatchString(key) {
			t.Errorf("%q", key)
		}
	}
}
