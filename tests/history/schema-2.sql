-- The schema of a history, version 2.

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
    last_seq       INTEGER NOT NULL,
    told           TEXT    NOT NULL                -- the change of the fact that was told last
) STRICT, WITHOUT ROWID;

CREATE INDEX item_state_due ON item_state (due_day);
CREATE INDEX item_state_first ON item_state (first_day);

-- What was asked for an item beside its schedule: a cache of the fold, of those that have any.
CREATE TABLE care (
    item         TEXT    NOT NULL PRIMARY KEY,   -- the id it has now
    suspended    INTEGER NOT NULL,
    buried_until INTEGER NOT NULL,
    flagged      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Every answer that stands, as statistics need it: a cache of the log.
CREATE TABLE answer (
    device    TEXT    NOT NULL,
    seq       INTEGER NOT NULL,
    item      TEXT    NOT NULL,   -- the id it has now
    study_day INTEGER NOT NULL,
    practice  INTEGER NOT NULL,   -- 1 where it did not move the schedule
    kind      TEXT    NOT NULL,   -- of the question
    rating    INTEGER NOT NULL,
    ms        INTEGER NOT NULL,   -- taken, before the answer
    elapsed   INTEGER NOT NULL,   -- days since the review before it; -1 for a first one, and practice
    stability REAL    NOT NULL,   -- before it, in days; 0 for a first one, and practice
    deck      TEXT    NOT NULL AS (substr(item, 1, instr(item || '/', '/') - 1)),
    sort      TEXT    NOT NULL AS (CASE  -- a review after a day or more is a test of memory
        WHEN practice THEN 'practice'
        WHEN elapsed < 0 THEN 'first'
        WHEN elapsed < 1 THEN 'repeat'
        WHEN elapsed < 21 THEN 'young'
        ELSE 'mature'
    END),
    PRIMARY KEY (device, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX answer_item ON answer (item);

-- The answers of each day, counted: walking a million of them would take a second.
CREATE TABLE answer_sum (
    study_day INTEGER NOT NULL,
    deck      TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    sort      TEXT    NOT NULL,
    answers   INTEGER NOT NULL,
    misses    INTEGER NOT NULL,
    ms        INTEGER NOT NULL,   -- one answer counts for five minutes at most
    PRIMARY KEY (study_day, sort, deck, kind)
) STRICT, WITHOUT ROWID;

-- All of it once more, in the order in which decks and kinds are added up.
CREATE INDEX answer_sum_deck ON answer_sum (deck, kind, sort, study_day, answers, misses, ms);

-- Not by an upsert, because the OR REPLACE of the statement outside would reach into it.
CREATE TRIGGER answer_is_counted AFTER INSERT ON answer FOR EACH ROW
BEGIN
    INSERT INTO answer_sum SELECT new.study_day, new.deck, new.kind, new.sort, 0, 0, 0
    WHERE NOT EXISTS (
        SELECT 1 FROM answer_sum WHERE (study_day, deck, kind, sort)
        = (new.study_day, new.deck, new.kind, new.sort)
    );
    UPDATE answer_sum
    SET answers = answers + 1, misses = misses + (new.rating = 1), ms = ms + min(new.ms, 300000)
    WHERE (study_day, deck, kind, sort) = (new.study_day, new.deck, new.kind, new.sort);
END;

CREATE TRIGGER answer_is_discounted AFTER DELETE ON answer FOR EACH ROW
BEGIN
    UPDATE answer_sum
    SET answers = answers - 1, misses = misses - (old.rating = 1), ms = ms - min(old.ms, 300000)
    WHERE (study_day, deck, kind, sort) = (old.study_day, old.deck, old.kind, old.sort);
    DELETE FROM answer_sum
    WHERE (study_day, deck, kind, sort) = (old.study_day, old.deck, old.kind, old.sort)
    AND answers = 0;
END;

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
