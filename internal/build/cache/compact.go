package cache

// pack ends the pack under way and returns the packs that the rows name, each by
// the place that at finds, now by their new numbers.
func (p *packs) pack(rows []Row, at func(*Row) *Place) []Pack {
	p.compact(rows, at)
	packs := p.old
	if added := p.finish(); added.Name != "" {
		packs = append(packs[:len(packs):len(packs)], added)
	}
	return forget(packs, rows, at)
}

// compact copies what is kept out of packs that are mostly waste, or not much
// larger than the one under way: so the packs stay few, and each document is
// copied seldom.
func (p *packs) compact(rows []Row, at func(*Row) *Place) {
	live := make([]int64, len(p.old)+1)
	for i := range rows {
		place := at(&rows[i])
		live[min(place.pack(), len(live)-1)] += int64(place.Size)
	}
	total := live[len(live)-1]
	for number := len(p.old) - 1; number >= 0; number-- {
		pack := p.old[number]
		wasteful := live[number] < pack.Size/2
		if live[number] == 0 || !wasteful && (total == 0 || pack.Size > 2*total) {
			continue
		}
		for i := range rows {
			if place := at(&rows[i]); place.Size > 0 && place.pack() == number {
				*place = p.copy(*place)
			}
		}
		total += live[number]
	}
}

// copy adds to the pack under way what an old pack holds.
func (p *packs) copy(at Place) Place {
	data, err := p.read(at)
	if err != nil {
		return Place{}
	}
	return p.add([]byte(data))
}

// forget drops the packs that no row names, and numbers the others anew.
func forget(packs []Pack, rows []Row, at func(*Row) *Place) []Pack {
	used := make([]bool, len(packs))
	for i := range rows {
		place := at(&rows[i])
		switch {
		case place.Size == 0:
		case place.pack() >= len(packs): // of the pack under way, which could not be written
			*place = Place{}
		default:
			used[place.pack()] = true
		}
	}
	number := make([]int, len(packs))
	var kept []Pack
	for i, pack := range packs {
		number[i] = len(kept)
		if used[i] {
			kept = append(kept, pack)
		}
	}
	for i := range rows {
		if place := at(&rows[i]); place.Size > 0 {
			place.At = placeAt(number[place.pack()], place.offset())
		}
	}
	return kept
}
