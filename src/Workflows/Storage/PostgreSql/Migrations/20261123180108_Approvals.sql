ALTER TABLE tasks ADD comments integer NOT NULL DEFAULT 0;

ALTER TABLE tasks ADD may_be_bulk boolean NOT NULL DEFAULT FALSE;

ALTER TABLE tasks ADD urged integer NOT NULL DEFAULT 0;

CREATE TABLE absences (
    id uuid NOT NULL,
    person_id text COLLATE "C" NOT NULL,
    substitute_id text COLLATE "C" NOT NULL,
    definition_id text COLLATE "C",
    begins_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    reason text COLLATE "C",
    CONSTRAINT "PK_absences" PRIMARY KEY (id)
);

CREATE TABLE copies (
    person_id text COLLATE "C" NOT NULL,
    instance_id uuid NOT NULL,
    command_id uuid NOT NULL,
    sent_by text COLLATE "C" NOT NULL,
    note text COLLATE "C",
    sent_at bigint NOT NULL,
    read_at bigint,
    CONSTRAINT "PK_copies" PRIMARY KEY (person_id, instance_id, command_id)
);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123180108_Approvals', '10.0.15');

