CREATE TABLE "decision_keys" (
    "id" TEXT NOT NULL CONSTRAINT "PK_decision_keys" PRIMARY KEY,
    "link_hash" TEXT NULL,
    "reply_hash" TEXT NULL,
    "mail_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "instance_id" TEXT NOT NULL,
    "task_id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "state_at" INTEGER NOT NULL,
    "outcomes" TEXT NOT NULL,
    "created_at" INTEGER NOT NULL,
    "expires_at" INTEGER NOT NULL,
    "burnt_at" INTEGER NULL
);

CREATE TABLE "incoming_mails" (
    "id" TEXT NOT NULL CONSTRAINT "PK_incoming_mails" PRIMARY KEY,
    "mailbox" TEXT NOT NULL,
    "uid_validity" INTEGER NOT NULL,
    "uid" INTEGER NOT NULL,
    "message_id" TEXT NULL,
    "sha256" TEXT NOT NULL,
    "sender" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "received_at" INTEGER NOT NULL,
    "handled_at" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "reason_zh" TEXT NOT NULL,
    "reason_en" TEXT NOT NULL,
    "checks" TEXT NOT NULL,
    "excerpt" TEXT NOT NULL,
    "person_id" TEXT NULL,
    "instance_id" TEXT NULL,
    "task_id" TEXT NULL,
    "mail_id" TEXT NULL,
    "is_answered" INTEGER NOT NULL,
    "dismissed_by" TEXT NULL
);

CREATE TABLE "mailboxes" (
    "mailbox" TEXT NOT NULL,
    "uid_validity" INTEGER NOT NULL,
    "uid" INTEGER NOT NULL,
    CONSTRAINT "PK_mailboxes" PRIMARY KEY ("mailbox", "uid_validity")
);

CREATE UNIQUE INDEX "IX_decision_keys_link_hash" ON "decision_keys" ("link_hash");

CREATE UNIQUE INDEX "IX_decision_keys_reply_hash" ON "decision_keys" ("reply_hash");

CREATE INDEX "IX_decision_keys_task_id" ON "decision_keys" ("task_id");

CREATE INDEX "IX_incoming_mails_handled_at" ON "incoming_mails" ("handled_at");

CREATE INDEX "IX_incoming_mails_sender_handled_at" ON "incoming_mails" ("sender", "handled_at");

CREATE INDEX "IX_incoming_mails_sha256" ON "incoming_mails" ("sha256");

CREATE INDEX "IX_incoming_mails_state_handled_at" ON "incoming_mails" ("state", "handled_at");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123200246_DecisionKeys', '10.0.15');

