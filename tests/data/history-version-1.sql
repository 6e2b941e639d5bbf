-- The schema of a history, version 1.

-- What happened. Rows are added and never touched again; all else in this file follows from them.
CREATE TABLE event (
    device    TEXT    NOT NULL,
    seq       INTEGER NOT NULL,   -- 1, 2, 3 … for each device: a gap shows
    kind      TEXT    NOT NULL,
    item      TEXT    NOT NULL,
    target    TEXT    NOT NULL,   -- the event an undo takes back; the id an alias leads to
    at_ms     INTEGER NOT NULL,
    tz_min    INTEGER NOT NULL,
    study_day INTEGER NOT NULL,   -- frozen when written, whatever the settings say later
    payload   TEXT    NOT NULL,   -- a JSON object
    prev      TEXT    NOT NULL,   -- the hash of the device's event before this one
    hash      TEXT    NOT NULL,
    PRIMARY KEY (device, seq)
) STRICT;

CREATE INDEX event_item ON event (item);
CREATE INDEX event_undo ON event (target) WHERE kind = 'undo';
CREATE INDEX event_alias ON event (kind) WHERE kind = 'alias';

CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN
    SELECT raise(ABORT, 'events are never changed');
END;

CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
BEGIN
    SELECT raise(ABORT, 'events are never deleted');
END;

-- REPLACE deletes without a word on a connection that has no recursive triggers.
CREATE TRIGGER event_is_never_replaced BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE device = new.device AND seq = new.seq)
BEGIN
    SELECT raise(ABORT, 'events are never replaced');
END;

-- Where each item stands: a cache of the fold, written in the transaction of the event.
CREATE TABLE item_state (
    item           TEXT    NOT NULL PRIMARY KEY,   -- the id it has now
    stability      REAL    NOT NULL,
    difficulty     REAL    NOT NULL,
    last_day       INTEGER NOT NULL,
    due_day        INTEGER NOT NULL,
    first_day      INTEGER NOT NULL,
    reviews        INTEGER NOT NULL,
    lapses         INTEGER NOT NULL,
    last_rating    INTEGER NOT NULL,
    last_study_day INTEGER NOT NULL,               -- the last review in the total order
    last_at_ms     INTEGER NOT NULL,
    last_device    TEXT    NOT NULL,
    last_seq       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX item_state_due ON item_state (due_day);
CREATE INDEX item_state_first ON item_state (first_day);

-- Ids that items had before: a cache of the alias events, chains resolved.
CREATE TABLE alias (
    old TEXT NOT NULL PRIMARY KEY,
    new TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX alias_new ON alias (new);

CREATE TABLE meta (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
