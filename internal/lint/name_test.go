package lint

import "testing"

// TestName: numbers of persons in the names of files, and what looks like them: days and
// times, names that cameras, telephones and programs give, numbers of documents.
func TestName(t *testing.T) {
	for name, want := range map[string]string{
		"0912345678.jpg": "0912345678", "so-0912-345-678": "0912 345 678", "sdt0912345678.pdf": "0912345678", "019090012345.pdf": "019090012345",
		"cccd-019090012345-mat-truoc.jpg": "019090012345", "cmnd_090123456.pdf": "090123456", "cccd019090012345": "019090012345", "nguyen-van-a-0208.3855.123": "0208 3855 123",
		"ho-so (0912345678)": "0912345678",

		"img-20200309-083015.jpg": "", "pxl-20230309-083015123.jpg": "", "dsc_0912.jpg": "", "fb-img-1595812345678.jpg": "", "z4567890123456_3f0912345678ab.jpg": "",
		"03-04-2020-08.pdf": "", "2020-07-27-08-30-15": "", "0010-0011-0012": "", "bc-132-qd-tu-2020": "", "1234-qd-ubnd-27-07-2020.pdf": "", "viber_image_2020-07-27_09-12-34.jpg": "",
		"mst-0301234567": "", "e0912345678f0987654321.png": "", "anh-01-02-03-04-05-06": "", "912345678": "", "thang-7-2020": "",
	} {
		if got, found := Name(name); got != want || found != (want != "") {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
