DROP INDEX "IX_outgoing_mails_receiver_id";

DROP INDEX "IX_decision_keys_reply_hash";

ALTER TABLE "outgoing_mails" ADD "answers" TEXT NULL;

ALTER TABLE "outgoing_mails" ADD "asks_again_for" TEXT NULL;

ALTER TABLE "outgoing_mails" ADD "digest_id" TEXT NULL;

ALTER TABLE "outgoing_mails" ADD "html" TEXT NULL;

ALTER TABLE "outgoing_mails" ADD "next_at" INTEGER NULL;

ALTER TABLE "outgoing_mails" ADD "task_id" TEXT NULL;

ALTER TABLE "decision_keys" ADD "line" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "bounced_addresses" (
    "address" TEXT NOT NULL CONSTRAINT "PK_bounced_addresses" PRIMARY KEY,
    "person_id" TEXT NULL,
    "mail_id" TEXT NOT NULL,
    "incoming_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "diagnostic" TEXT NOT NULL,
    "bounced_at" INTEGER NOT NULL
);

CREATE TABLE "mail_preferences" (
    "person_id" TEXT NOT NULL CONSTRAINT "PK_mail_preferences" PRIMARY KEY,
    "delivery" TEXT NOT NULL,
    "quiet_from" TEXT NULL,
    "quiet_until" TEXT NULL,
    "digest_at" TEXT NOT NULL,
    "per_day" INTEGER NOT NULL
);

CREATE INDEX "IX_outgoing_mails_digest_id" ON "outgoing_mails" ("digest_id");

CREATE INDEX "IX_outgoing_mails_next_at" ON "outgoing_mails" ("next_at");

CREATE INDEX "IX_outgoing_mails_receiver_id_created_at" ON "outgoing_mails" ("receiver_id", "created_at");

CREATE INDEX "IX_decision_keys_mail_id" ON "decision_keys" ("mail_id");

CREATE UNIQUE INDEX "IX_decision_keys_reply_hash_line" ON "decision_keys" ("reply_hash", "line");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123231930_MailOut', '10.0.15');

