CREATE TABLE `claims` (
	`id` text PRIMARY KEY NOT NULL,
	`resource` text NOT NULL,
	`person` text NOT NULL,
	`organization` text NOT NULL,
	`alignment` text NOT NULL,
	`state` text NOT NULL,
	`at` text NOT NULL,
	`decided_at` text,
	`decided_by` text,
	`revision` integer NOT NULL,
	FOREIGN KEY (`resource`) REFERENCES `resources`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `claims_resource` ON `claims` (`resource`);--> statement-breakpoint
CREATE TABLE `drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`typed` text NOT NULL,
	`page` text,
	`created_at` text NOT NULL,
	`changed_at` text NOT NULL,
	FOREIGN KEY (`person`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `drafts_person` ON `drafts` (`person`);--> statement-breakpoint
CREATE TABLE `file_uses` (
	`hash` text NOT NULL,
	`resource` text NOT NULL,
	PRIMARY KEY(`hash`, `resource`),
	FOREIGN KEY (`hash`) REFERENCES `files`(`hash`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`resource`) REFERENCES `resources`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `files` (
	`hash` text PRIMARY KEY NOT NULL,
	`size` integer NOT NULL,
	`type` text NOT NULL,
	`state` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `files_held` ON `files` (`at`) WHERE "files"."state" = 'held';--> statement-breakpoint
CREATE TABLE `resource_keys` (
	`key` text NOT NULL,
	`resource` text NOT NULL,
	PRIMARY KEY(`key`, `resource`),
	FOREIGN KEY (`resource`) REFERENCES `resources`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `resource_keys_resource` ON `resource_keys` (`resource`);--> statement-breakpoint
CREATE TABLE `saved` (
	`person` text NOT NULL,
	`resource` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`person`, `resource`),
	FOREIGN KEY (`person`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`resource`) REFERENCES `resources`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `uploads` (
	`hash` text NOT NULL,
	`person` text NOT NULL,
	`name` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`hash`, `person`),
	FOREIGN KEY (`hash`) REFERENCES `files`(`hash`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
