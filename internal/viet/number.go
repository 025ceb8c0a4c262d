package viet

import (
	"math"
	"strconv"
)

// Number writes a number the Vietnamese way: a point between thousands, a comma
// before at most two decimals (rounded; zeros at the end dropped). 1234567.5 is
// "1.234.567,5". What is not a finite number is "".
func Number(f float64) string { return number(f, '.', ',') }

// NumberEN is [Number] the English way: "1,234,567.5".
func NumberEN(f float64) string { return number(f, ',', '.') }

// Int writes a whole number the Vietnamese way: 1234567 is "1.234.567".
func Int(n int) string { return group(strconv.Itoa(n), '.') }

// IntEN is [Int] the English way: "1,234,567".
func IntEN(n int) string { return group(strconv.Itoa(n), ',') }

// Percent writes part of whole in per cent the Vietnamese way, with at most one
// decimal, rounded half up: 21 of 22 is "95,5%". Rounding never claims all or
// nothing: 9,999 of 10,000 is "99,9%", not "100%", and 1 of 10,000 is "0,1%". It
// is "" when there is no such share: whole is not positive or part is negative.
func Percent(part, whole int) string { return percent(part, whole, '.', ',') }

// PercentEN is [Percent] the English way: "95.5%".
func PercentEN(part, whole int) string { return percent(part, whole, ',', '.') }

const decimals = 2

func number(f float64, thousands, decimal byte) string {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return ""
	}
	s := strconv.FormatFloat(f, 'f', decimals, 64)
	whole, fraction := s[:len(s)-decimals-1], s[len(s)-decimals:]
	for fraction != "" && fraction[len(fraction)-1] == '0' {
		fraction = fraction[:len(fraction)-1]
	}
	if fraction == "" && whole == "-0" {
		return "0"
	}
	whole = group(whole, thousands)
	if fraction == "" {
		return whole
	}
	return whole + string(decimal) + fraction
}

// group puts sep between groups of three digits of a decimal integer.
func group(digits string, sep byte) string {
	sign := 0
	if digits[0] == '-' {
		sign = 1
	}
	out := make([]byte, 0, len(digits)+len(digits)/3)
	for i := range len(digits) {
		if left := len(digits) - i; i > sign && left%3 == 0 {
			out = append(out, sep)
		}
		out = append(out, digits[i])
	}
	return string(out)
}

func percent(part, whole int, thousands, decimal byte) string {
	if whole <= 0 || part < 0 {
		return ""
	}
	// Tenths of a per cent, rounded half up: exact for any count of people.
	tenths := (2000*part + whole) / (2 * whole)
	if tenths == 0 && part > 0 {
		tenths = 1
	}
	if tenths >= 1000 && part < whole {
		tenths = 999
	}
	s := group(strconv.Itoa(tenths/10), thousands)
	if tenths%10 != 0 {
		s += string(decimal) + strconv.Itoa(tenths%10)
	}
	return s + "%"
}
