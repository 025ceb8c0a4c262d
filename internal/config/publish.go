package config

import (
	"strconv"
)

// Target is a place that "bulletin publish" brings the site to. No secret stands here.
type Target struct {
	Name         string `key:"name" vi:"Tên" en:"Name" required:"true" help_vi:"Tên gọi trong lệnh: bulletin publish TÊN" help_en:"What the command calls it: bulletin publish NAME"`
	URL          string `key:"url" vi:"Địa chỉ" en:"Address" required:"true" help_vi:"Thư mục, \\\\máy-chủ\\thư-mục, sftp://…, s3://…, webdavs://…" help_en:"A folder, \\\\server\\share, sftp://…, s3://…, webdavs://…"`
	KeyFile      string `key:"key_file" vi:"Tệp khóa SSH" en:"SSH key" help_vi:"Bỏ trống thì dùng khóa trong thư mục .ssh của người dùng" help_en:"The keys of the user's folder .ssh if left out"`
	KnownHosts   string `key:"known_hosts" vi:"Tệp khóa máy chủ" en:"Known hosts" help_vi:"Bỏ trống thì dùng .ssh/known_hosts của người dùng" help_en:"The user's .ssh/known_hosts if left out"`
	PasswordFile string `key:"password_file" vi:"Tệp mật khẩu" en:"Password file" help_vi:"Mật khẩu nằm ở dòng đầu của tệp này; bỏ trống thì lấy biến BULLETIN_PUBLISH_PASSWORD" help_en:"The password is its first line; the variable BULLETIN_PUBLISH_PASSWORD if left out"`
	Forget       bool   `key:"forget" vi:"Không giữ bản cũ" en:"Keep no former version" help_vi:"true: không giữ lại tệp đã thay hay đã gỡ, nên không quay lại được" help_en:"true: files that were replaced or deleted are not kept, so there is no going back"`
}

// targets checks that each place of publication has a name of its own.
func (l *loading) targets() {
	first := map[string]bool{}
	for i, t := range l.config.Publish {
		if first[t.Name] && t.Name != "" {
			l.fail("publish["+strconv.Itoa(i)+"].name", "publish-target-twice", t.Name)
		}
		first[t.Name] = true
	}
}
