DROP INDEX "IX_outgoing_mails_receiver_id";

DROP INDEX "IX_decision_keys_reply_hash";

ALTER TABLE outgoing_mails ADD answers text COLLATE "C";

ALTER TABLE outgoing_mails ADD asks_again_for uuid;

ALTER TABLE outgoing_mails ADD digest_id uuid;

ALTER TABLE outgoing_mails ADD html text COLLATE "C";

ALTER TABLE outgoing_mails ADD next_at bigint;

ALTER TABLE outgoing_mails ADD task_id uuid;

ALTER TABLE decision_keys ADD line integer NOT NULL DEFAULT 0;

CREATE TABLE bounced_addresses (
    address text COLLATE "C" NOT NULL,
    person_id text COLLATE "C",
    mail_id uuid NOT NULL,
    incoming_id uuid NOT NULL,
    status text COLLATE "C" NOT NULL,
    diagnostic text COLLATE "C" NOT NULL,
    bounced_at bigint NOT NULL,
    CONSTRAINT "PK_bounced_addresses" PRIMARY KEY (address)
);

CREATE TABLE mail_preferences (
    person_id text COLLATE "C" NOT NULL,
    delivery text COLLATE "C" NOT NULL,
    quiet_from text COLLATE "C",
    quiet_until text COLLATE "C",
    digest_at text COLLATE "C" NOT NULL,
    per_day integer NOT NULL,
    CONSTRAINT "PK_mail_preferences" PRIMARY KEY (person_id)
);

CREATE INDEX "IX_outgoing_mails_digest_id" ON outgoing_mails (digest_id);

CREATE INDEX "IX_outgoing_mails_next_at" ON outgoing_mails (next_at);

CREATE INDEX "IX_outgoing_mails_receiver_id_created_at" ON outgoing_mails (receiver_id, created_at);

CREATE INDEX "IX_decision_keys_mail_id" ON decision_keys (mail_id);

CREATE UNIQUE INDEX "IX_decision_keys_reply_hash_line" ON decision_keys (reply_hash, line);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123231938_MailOut', '10.0.15');

