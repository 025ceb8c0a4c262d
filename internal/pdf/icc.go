package pdf

import (
	"encoding/binary"
	"math"
)

// sRGB makes the ICC profile of sRGB (IEC 61966-2-1) that the output intent
// names: a matrix of primaries and one curve for all three, in version 2.1 of the
// format (ICC.1:2001-04), which every reader knows. The matrix is that of the
// primaries adapted to D50 by the Bradford transform, as the ICC gives it
// (https://www.color.org/chardata/rgb/srgb.xalter); the curve is the standard's
// formula at 1024 places.
func sRGB() []byte {
	tags := []struct {
		name string
		data []byte
	}{
		{"desc", iccDescription("sRGB IEC61966-2.1")},
		{"cprt", append([]byte("text\x00\x00\x00\x00"), "No copyright, use freely\x00"...)},
		{"wtpt", iccXYZ(0xF6D6, 0x10000, 0xD32D)}, // D50
		{"rXYZ", iccXYZ(0x6FA2, 0x38F5, 0x0390)},
		{"gXYZ", iccXYZ(0x6299, 0xB785, 0x18DA)},
		{"bXYZ", iccXYZ(0x24A0, 0x0F84, 0xB6CF)},
		{"rTRC", iccCurve()},
	}
	const header = 128
	same := []string{"gTRC", "bTRC"} // as rTRC
	be := binary.BigEndian
	table := be.AppendUint32(nil, uint32(len(tags)+len(same)))
	at := header + 4 + 12*(len(tags)+len(same))
	var body []byte
	for i, t := range tags {
		names := []string{t.name}
		if i == len(tags)-1 {
			names = append(names, same...)
		}
		for _, name := range names {
			table = append(table, name...)
			table = be.AppendUint32(table, uint32(at+len(body)))
			table = be.AppendUint32(table, uint32(len(t.data)))
		}
		body = append(body, t.data...)
		for len(body)%4 != 0 {
			body = append(body, 0)
		}
	}
	profile := make([]byte, header)
	be.PutUint32(profile[0:], uint32(at+len(body)))
	be.PutUint32(profile[8:], 0x02100000) // the version
	copy(profile[12:], "mntrRGB XYZ ")
	copy(profile[24:], []byte{0x07, 0xCF, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0}) // 1999-01-01, the standard's year
	copy(profile[36:], "acsp")
	copy(profile[68:], iccXYZ(0xF6D6, 0x10000, 0xD32D)[8:]) // the connection space's white
	return append(append(profile, table...), body...)
}

// iccXYZ is a colour in fixed point, 16 bits before and 16 behind.
func iccXYZ(x, y, z uint32) []byte {
	data := []byte("XYZ \x00\x00\x00\x00")
	for _, v := range []uint32{x, y, z} {
		data = binary.BigEndian.AppendUint32(data, v)
	}
	return data
}

// iccDescription is a name in ASCII; its Unicode and Macintosh forms are empty.
func iccDescription(name string) []byte {
	data := []byte("desc\x00\x00\x00\x00")
	data = binary.BigEndian.AppendUint32(data, uint32(len(name)+1))
	data = append(data, name...)
	return append(data, make([]byte, 1+8+3+67)...)
}

// iccCurve gives light for the value of a channel, 0 to 65535 for both.
func iccCurve() []byte {
	const places = 1024
	data := binary.BigEndian.AppendUint32([]byte("curv\x00\x00\x00\x00"), places)
	for i := range places {
		v := float64(i) / (places - 1)
		light := v / 12.92
		if v > 0.04045 {
			light = math.Pow((v+0.055)/1.055, 2.4)
		}
		data = binary.BigEndian.AppendUint16(data, uint16(math.Round(light*65535)))
	}
	return data
}
