-- The schema of a history, version 4.

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
CREATE INDEX event_accept ON event (item) WHERE kind = 'accept';

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

CREATE INDEX item_state_first ON item_state (first_day);
CREATE INDEX item_state_last ON item_state (last_day);

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
    UPDATE answer_sum
    SET answers = answers + 1, misses = misses + (new.rating = 1), ms = ms + min(new.ms, 300000)
    WHERE (study_day, deck, kind, sort) = (new.study_day, new.deck, new.kind, new.sort);
    INSERT INTO answer_sum
    SELECT new.study_day, new.deck, new.kind, new.sort, 1, new.rating = 1, min(new.ms, 300000)
    WHERE changes() = 0;
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

-- What the installed decks ask, and where that stands: what the queue must know of each item, under
-- the id that its deck has for it. Written by whoever opens the history with the decks, and
-- brought along by every event, so that today's work is found without a look at all there is.
CREATE TABLE asked (
    item        TEXT    NOT NULL PRIMARY KEY,
    deck        TEXT    NOT NULL,
    place       INTEGER NOT NULL,                    -- in its deck, as it is taught
    day         INTEGER DEFAULT -9000000,            -- asked from then on; NULL: suspended
    rests_until INTEGER NOT NULL DEFAULT -9000000,   -- buried until then; the default is never
    reviews     INTEGER NOT NULL DEFAULT 0,
    due_day     INTEGER,                             -- from here on NULL before any review
    last_day    INTEGER,
    stability   REAL,
    told        TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX asked_seen ON asked
(deck, day, place, due_day, last_day, stability, reviews, told) WHERE reviews > 0;
CREATE INDEX asked_unseen ON asked (deck, place, day) WHERE reviews = 0 AND day IS NOT NULL;
CREATE INDEX asked_unseen_later ON asked (deck, day) WHERE reviews = 0 AND day > -9000000;

-- The decks whose items are in `asked`. Those of a deck that is not there, or whose items are no
-- longer those of the fingerprint, are looked up one by one.
CREATE TABLE asked_deck (
    deck        TEXT    NOT NULL PRIMARY KEY,
    fingerprint TEXT    NOT NULL,
    parts       INTEGER NOT NULL,   -- items that are gaps or sides of a card: siblings, most often
    unseen      INTEGER NOT NULL    -- items never reviewed and not suspended
) STRICT, WITHOUT ROWID;

-- Writing an id into `moved` looks up where the items stand that are asked under it.
CREATE VIEW moved AS SELECT '' AS item;

CREATE TRIGGER moved_is_asked INSTEAD OF INSERT ON moved FOR EACH ROW
BEGIN
    UPDATE asked
    SET (day, rests_until, reviews, due_day, last_day, stability, told) = (
        SELECT
            CASE WHEN NOT suspended THEN max(rest, coalesce(due_day, rest)) END,
            rest, reviews, due_day, last_day, stability, told
        FROM (
            SELECT
                coalesce(suspended, 0) AS suspended,
                coalesce(nullif(buried_until, 0), -9000000) AS rest,
                coalesce(state.reviews, 0) AS reviews,
                state.due_day, state.last_day, state.stability, state.told
            FROM (SELECT coalesce((SELECT new FROM alias WHERE old = asked.item), asked.item) AS now)
            LEFT JOIN item_state AS state ON state.item = now
            LEFT JOIN care ON care.item = now
        )
    )
    WHERE item IN (SELECT new.item UNION ALL SELECT old FROM alias WHERE alias.new = new.item);
END;

CREATE TRIGGER asked_is_looked_up AFTER INSERT ON asked FOR EACH ROW
BEGIN
    INSERT INTO moved VALUES (new.item);
END;

CREATE TRIGGER asked_is_counted AFTER UPDATE ON asked FOR EACH ROW
WHEN (old.reviews = 0 AND old.day IS NOT NULL) <> (new.reviews = 0 AND new.day IS NOT NULL)
BEGIN
    UPDATE asked_deck
    SET unseen = unseen + CASE WHEN new.reviews OR new.day IS NULL THEN -1 ELSE 1 END
    WHERE deck = new.deck;
END;

CREATE TRIGGER asked_moves_in AFTER INSERT ON item_state FOR EACH ROW
BEGIN
    INSERT INTO moved VALUES (new.item);
END;

CREATE TRIGGER asked_moves_on AFTER UPDATE ON item_state FOR EACH ROW
BEGIN
    INSERT INTO moved VALUES (new.item);
END;

CREATE TRIGGER asked_moves_out AFTER DELETE ON item_state FOR EACH ROW
BEGIN
    INSERT INTO moved VALUES (old.item);
END;

CREATE TRIGGER asked_is_cared_for AFTER INSERT ON care FOR EACH ROW
BEGIN
    INSERT INTO moved VALUES (new.item);
END;

CREATE TRIGGER asked_is_let_go AFTER DELETE ON care FOR EACH ROW
BEGIN
    INSERT INTO moved VALUES (old.item);
END;

CREATE TRIGGER asked_is_named AFTER INSERT ON alias FOR EACH ROW
BEGIN
    INSERT INTO moved VALUES (new.old);
END;

CREATE TRIGGER asked_is_unnamed AFTER DELETE ON alias FOR EACH ROW
BEGIN
    INSERT INTO moved VALUES (old.old);
END;

CREATE TABLE meta (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
