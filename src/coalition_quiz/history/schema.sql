-- The schema of a history, version 5. All tables but `event` and `meta` are caches.

-- The events. Rows are added and never changed; all caches are computed from them.
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

-- REPLACE fires no DELETE trigger on a connection without recursive triggers.
CREATE TRIGGER event_is_never_replaced BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE device = new.device AND seq = new.seq)
BEGIN
    SELECT raise(ABORT, 'events are never replaced');
END;

-- The state of each item: a cache of the fold, written in the transaction of the event.
CREATE TABLE item_state (
    item           TEXT    NOT NULL PRIMARY KEY,   -- the item's current id
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
    change_seen    TEXT    NOT NULL                -- the latest change of the fact that was shown
) STRICT, WITHOUT ROWID;

CREATE INDEX item_state_first ON item_state (first_day);
CREATE INDEX item_state_last ON item_state (last_day);

-- Suspended, buried and flagged items: a cache of the fold. Items without any flag have no row.
CREATE TABLE item_flags (
    item         TEXT    NOT NULL PRIMARY KEY,   -- the item's current id
    suspended    INTEGER NOT NULL,
    buried_until INTEGER NOT NULL,
    flagged      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Every answer that was not undone, as statistics need it: a cache of the events.
CREATE TABLE answer (
    device    TEXT    NOT NULL,
    seq       INTEGER NOT NULL,
    item      TEXT    NOT NULL,   -- the item's current id
    study_day INTEGER NOT NULL,
    practice  INTEGER NOT NULL,   -- 1 if it did not move the schedule
    kind      TEXT    NOT NULL,   -- of the question
    rating    INTEGER NOT NULL,
    ms        INTEGER NOT NULL,   -- time taken
    elapsed   INTEGER NOT NULL,   -- days since the previous review; -1 for a first one, and practice
    stability REAL    NOT NULL,   -- before the answer, in days; 0 for a first one, and practice
    deck      TEXT    NOT NULL AS (substr(item, 1, instr(item || '/', '/') - 1)),
    sort      TEXT    NOT NULL AS (CASE  -- a review after a day or more tests the memory
        WHEN practice THEN 'practice'
        WHEN elapsed < 0 THEN 'first'
        WHEN elapsed < 1 THEN 'repeat'
        WHEN elapsed < 21 THEN 'young'
        ELSE 'mature'
    END),
    PRIMARY KEY (device, seq)
) STRICT, WITHOUT ROWID;

-- Sums of each day's answers: reading a million answers would take a second.
CREATE TABLE answer_sum (
    study_day INTEGER NOT NULL,
    deck      TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    sort      TEXT    NOT NULL,
    answers   INTEGER NOT NULL,
    misses    INTEGER NOT NULL,
    ms        INTEGER NOT NULL,   -- at most five minutes per answer
    PRIMARY KEY (study_day, sort, deck, kind)
) STRICT, WITHOUT ROWID;

-- A covering index in the order that adds up decks and kinds.
CREATE INDEX answer_sum_deck ON answer_sum (deck, kind, sort, study_day, answers, misses, ms);

-- Not an upsert: the OR REPLACE of the outer statement would override its conflict clause.
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

-- Earlier ids of items: a cache of the alias events, with chains resolved.
CREATE TABLE alias (
    old TEXT NOT NULL PRIMARY KEY,
    new TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX alias_new ON alias (new);

-- The items of the installed decks, under the ids that the decks have for them, with what the queue
-- needs of their states. They are stored when the history is opened with the decks, and triggers
-- refresh them on every event. So the queue of a day is found without reading every item.
CREATE TABLE deck_item (
    item         TEXT    NOT NULL PRIMARY KEY,
    deck         TEXT    NOT NULL,
    position     INTEGER NOT NULL,                    -- in the deck, in teaching order
    ask_from     INTEGER DEFAULT -9000000,            -- study day; NULL if suspended
    buried_until INTEGER NOT NULL DEFAULT -9000000,   -- study day; the default is never
    reviews      INTEGER NOT NULL DEFAULT 0,
    due_day      INTEGER,                             -- this and the rest: NULL before any review
    last_day     INTEGER,
    stability    REAL,
    change_seen  TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX deck_item_seen ON deck_item
(deck, ask_from, position, due_day, last_day, stability, reviews, change_seen) WHERE reviews > 0;
CREATE INDEX deck_item_unseen ON deck_item
(deck, position, ask_from) WHERE reviews = 0 AND ask_from IS NOT NULL;
CREATE INDEX deck_item_unseen_later ON deck_item
(deck, ask_from) WHERE reviews = 0 AND ask_from > -9000000;

-- The decks whose items are in `deck_item`. Items of other decks, and of a deck with another
-- fingerprint, are looked up one by one.
CREATE TABLE stored_deck (
    deck        TEXT    NOT NULL PRIMARY KEY,
    fingerprint TEXT    NOT NULL,
    parts       INTEGER NOT NULL,   -- items that are gaps or sides of a card, so may have siblings
    unseen      INTEGER NOT NULL    -- items never reviewed and not suspended
) STRICT, WITHOUT ROWID;

-- Inserting an id into `refresh_item` updates the rows of `deck_item` with that id or an earlier one.
CREATE VIEW refresh_item AS SELECT '' AS item;

CREATE TRIGGER deck_item_is_refreshed INSTEAD OF INSERT ON refresh_item FOR EACH ROW
BEGIN
    UPDATE deck_item
    SET (ask_from, buried_until, reviews, due_day, last_day, stability, change_seen) = (
        SELECT
            CASE WHEN NOT suspended THEN max(buried, coalesce(due_day, buried)) END,
            buried, reviews, due_day, last_day, stability, change_seen
        FROM (
            SELECT
                coalesce(suspended, 0) AS suspended,
                coalesce(nullif(flags.buried_until, 0), -9000000) AS buried,
                coalesce(state.reviews, 0) AS reviews,
                state.due_day, state.last_day, state.stability, state.change_seen
            FROM (
                SELECT coalesce(
                    (SELECT new FROM alias WHERE old = deck_item.item), deck_item.item
                ) AS now
            )
            LEFT JOIN item_state AS state ON state.item = now
            LEFT JOIN item_flags AS flags ON flags.item = now
        )
    )
    WHERE item IN (SELECT new.item UNION ALL SELECT old FROM alias WHERE alias.new = new.item);
END;

CREATE TRIGGER deck_item_is_inserted AFTER INSERT ON deck_item FOR EACH ROW
BEGIN
    INSERT INTO refresh_item VALUES (new.item);
END;

CREATE TRIGGER deck_item_is_counted AFTER UPDATE ON deck_item FOR EACH ROW
WHEN (old.reviews = 0 AND old.ask_from IS NOT NULL)
    <> (new.reviews = 0 AND new.ask_from IS NOT NULL)
BEGIN
    UPDATE stored_deck
    SET unseen = unseen + CASE WHEN new.reviews OR new.ask_from IS NULL THEN -1 ELSE 1 END
    WHERE deck = new.deck;
END;

CREATE TRIGGER item_state_is_inserted AFTER INSERT ON item_state FOR EACH ROW
BEGIN
    INSERT INTO refresh_item VALUES (new.item);
END;

CREATE TRIGGER item_state_is_updated AFTER UPDATE ON item_state FOR EACH ROW
BEGIN
    INSERT INTO refresh_item VALUES (new.item);
END;

CREATE TRIGGER item_state_is_deleted AFTER DELETE ON item_state FOR EACH ROW
BEGIN
    INSERT INTO refresh_item VALUES (old.item);
END;

CREATE TRIGGER item_flags_is_inserted AFTER INSERT ON item_flags FOR EACH ROW
BEGIN
    INSERT INTO refresh_item VALUES (new.item);
END;

CREATE TRIGGER item_flags_is_deleted AFTER DELETE ON item_flags FOR EACH ROW
BEGIN
    INSERT INTO refresh_item VALUES (old.item);
END;

CREATE TRIGGER alias_is_inserted AFTER INSERT ON alias FOR EACH ROW
BEGIN
    INSERT INTO refresh_item VALUES (new.old);
END;

CREATE TRIGGER alias_is_deleted AFTER DELETE ON alias FOR EACH ROW
BEGIN
    INSERT INTO refresh_item VALUES (old.old);
END;

CREATE TABLE meta (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
