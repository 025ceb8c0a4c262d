package watch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/fsnotify/fsnotify"
)

// system is what is needed of fsnotify: it watches single folders by path and
// is not recursive.
type system interface {
	Add(path string) error
	Remove(path string) error
	Close() error
}

// notifier keeps one watch per folder of the picture.
//
// Linux watches a folder's inode, fsnotify a path. A folder that was moved
// keeps its watch under the old path, and adding the new path would silently
// keep the old name; so watches are known by identity too, and the old path's
// is taken away first.
type notifier struct {
	system
	queue *queue
	ids   map[string]fileID // watched path → identity at that time
	paths map[fileID]string // the reverse, where the system tells identities
}

// systemNotifications opens the operating system's notifications.
func systemNotifications() (*notifier, error) {
	fw, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	return newNotifier(fw, fw.Events, fw.Errors), nil
}

func newNotifier(s system, events <-chan fsnotify.Event, errs <-chan error) *notifier {
	return &notifier{system: s, queue: newQueue(events, errs), ids: map[string]fileID{}, paths: map[fileID]string{}}
}

func (n *notifier) close() {
	if n == nil {
		return
	}
	_ = n.Close() // nothing can be done, and nothing is lost
	n.queue.close()
}

// watch places a watch on a folder. Adding one that is already watched is
// harmless and needed: the folder may be another one of the same name.
func (n *notifier) watch(path string, id fileID) error {
	if was, ok := n.ids[path]; ok && was != id {
		n.unwatch(path)
	}
	if id != (fileID{}) {
		if old, ok := n.paths[id]; ok && old != path {
			n.unwatch(old)
		}
		n.paths[id] = path
	}
	n.ids[path] = id
	err := n.Add(path)
	if err != nil && atLimit(err) {
		return err
	}
	return nil // gone again, or not readable: then there is nothing to hear
}

func (n *notifier) unwatch(path string) {
	id, ok := n.ids[path]
	if !ok {
		return
	}
	_ = n.Remove(path) // the system may have dropped it by itself
	delete(n.ids, path)
	if n.paths[id] == path {
		delete(n.paths, id)
	}
}

// event looks where the system said that something happened.
func (w *Watcher) event(ev fsnotify.Event) error {
	path := filepath.Clean(ev.Name)
	for _, r := range w.roots {
		if !r.holds(path) {
			continue
		}
		if path != r.path && w.opt.Ignore(path) {
			return nil
		}
		report := w.pending.add
		if w.pending.early && isEmpty(path) {
			report = w.pending.addLater // most editors write it next, which is heard too
		}
		return w.refresh(r, path, ev.Op, report)
	}
	return nil // a neighbour of a root that is a single file
}

func isEmpty(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Size() == 0
}

// refresh looks at path again and reports what differs from the picture. A file
// that was written is reported even when size and time are the same, since two
// writes may fall into one tick of the file system's clock.
func (w *Watcher) refresh(r *root, path string, op fsnotify.Op, report func(path string)) error {
	slot, path := r.find(path)
	before := slot.get()
	info, err := slot.stat(path)
	if err != nil && !gone(err) {
		return nil
	}
	if err == nil && info.IsDir() && before.isDir() && op&^fsnotify.Write == 0 {
		return nil // Windows and kqueue say so of a folder whose entries changed
	}
	var after *node
	if err == nil {
		if after, err = w.scanner.scan(path, info, before); err != nil {
			return err
		}
	}
	if op&^fsnotify.Chmod != 0 && (before != nil || after != nil) && !before.isDir() && !after.isDir() {
		report(path)
	} else {
		diff(path, before, after, report)
	}
	slot.set(after)
	w.forget(path, before, after)
	return nil
}

// forget drops the watches of folders that are not in the picture any more.
func (w *Watcher) forget(path string, before, after *node) {
	if w.notify == nil || !before.isDir() {
		return
	}
	kept := map[string]bool{}
	after.folders(path, func(p string) { kept[p] = true })
	before.folders(path, func(p string) {
		if !kept[p] {
			w.notify.unwatch(p)
		}
	})
}

// atLimit tells whether a watch was refused because the system has no more.
func atLimit(err error) bool {
	return !errors.Is(err, fs.ErrNotExist) && isLimit(err)
}
