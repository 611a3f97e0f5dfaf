CREATE TABLE `answers` (
	`key` text PRIMARY KEY NOT NULL,
	`request` text NOT NULL,
	`status` integer NOT NULL,
	`headers` text NOT NULL,
	`body` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `associations` (
	`id` text PRIMARY KEY NOT NULL,
	`framework` text NOT NULL,
	`type` text NOT NULL,
	`origin` text NOT NULL,
	`destination` text NOT NULL,
	FOREIGN KEY (`framework`) REFERENCES `frameworks`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `associations_framework` ON `associations` (`framework`);--> statement-breakpoint
CREATE TABLE `frameworks` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`data` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `frameworks_code_unique` ON `frameworks` (`code`);--> statement-breakpoint
CREATE TABLE `history` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`resource` text NOT NULL,
	`event` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `history_resource` ON `history` (`resource`);--> statement-breakpoint
CREATE TABLE `items` (
	`id` text PRIMARY KEY NOT NULL,
	`framework` text NOT NULL,
	`code` text NOT NULL,
	`statement` text,
	`label` text,
	`type` text,
	`grades` text NOT NULL,
	`parent` text,
	`sequence` integer NOT NULL,
	`language` text,
	`dropped` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`framework`) REFERENCES `frameworks`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `items_framework` ON `items` (`framework`);--> statement-breakpoint
CREATE TABLE `keys` (
	`id` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`prefix` text NOT NULL,
	`hash` text NOT NULL,
	`label` text NOT NULL,
	`scopes` text NOT NULL,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`revoked_at` text,
	`last_used_at` text,
	FOREIGN KEY (`person`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `keys_hash_unique` ON `keys` (`hash`);--> statement-breakpoint
CREATE TABLE `memberships` (
	`person` text NOT NULL,
	`organization` text NOT NULL,
	`role` text NOT NULL,
	`confirmed` integer NOT NULL,
	PRIMARY KEY(`person`, `organization`),
	FOREIGN KEY (`person`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organization`) REFERENCES `organizations`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `meta` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `organizations` (
	`code` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`parent` text,
	`type` text,
	`nces` text,
	`grades` text
);
--> statement-breakpoint
CREATE TABLE `outbox` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`resource` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text,
	`demo` integer NOT NULL,
	`active` integer NOT NULL,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `people_email_unique` ON `people` (`email`);--> statement-breakpoint
CREATE TABLE `resources` (
	`id` text PRIMARY KEY NOT NULL,
	`external_id` text,
	`organization` text NOT NULL,
	`owner_person` text,
	`owner_organization` text,
	`status` text NOT NULL,
	`reach` text NOT NULL,
	`ceiling` text,
	`revision` integer NOT NULL,
	`published` integer NOT NULL,
	`proposed` integer,
	`endorsements` text NOT NULL,
	`catalogued` integer NOT NULL,
	`created_at` text NOT NULL,
	`changed_at` text NOT NULL,
	`withdrawal` text,
	FOREIGN KEY (`organization`) REFERENCES `organizations`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_person`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_organization`) REFERENCES `organizations`(`code`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "resources_one_owner" CHECK(("resources"."owner_person" is null) <> ("resources"."owner_organization" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `resources_external` ON `resources` (`organization`,`external_id`);--> statement-breakpoint
CREATE INDEX `resources_owner` ON `resources` (`owner_person`) WHERE "resources"."owner_person" is not null;--> statement-breakpoint
CREATE INDEX `resources_organization` ON `resources` (`organization`,`id`);--> statement-breakpoint
CREATE TABLE `usage` (
	`day` text NOT NULL,
	`kind` text NOT NULL,
	`what` text NOT NULL,
	`district` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`day`, `kind`, `what`, `district`)
);
--> statement-breakpoint
CREATE TABLE `versions` (
	`resource` text NOT NULL,
	`number` integer NOT NULL,
	`description` text NOT NULL,
	`at` text NOT NULL,
	`by` text NOT NULL,
	`widest_reach` text NOT NULL,
	PRIMARY KEY(`resource`, `number`),
	FOREIGN KEY (`resource`) REFERENCES `resources`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `vocabularies` (
	`id` text PRIMARY KEY NOT NULL,
	`label` text NOT NULL,
	`note` text,
	`source` text,
	`terms` text NOT NULL
);
