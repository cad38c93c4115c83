CREATE TABLE calendar_recounts (
    id integer NOT NULL,
    recount_id uuid NOT NULL,
    after uuid NOT NULL,
    reason text COLLATE "C" NOT NULL,
    started_at bigint NOT NULL,
    ended_at bigint,
    moved integer NOT NULL,
    CONSTRAINT "PK_calendar_recounts" PRIMARY KEY (id)
);

CREATE TABLE calendars (
    unit text COLLATE "C" NOT NULL,
    rules text COLLATE "C" NOT NULL,
    changed_at bigint NOT NULL,
    changed_by text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_calendars" PRIMARY KEY (unit)
);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123210142_Calendars', '10.0.15');

