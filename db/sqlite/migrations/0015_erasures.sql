CREATE TABLE `erasures` (
	`resource` text PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`by` text NOT NULL,
	`reason` text NOT NULL,
	`readers` text NOT NULL,
	`traces` text,
	`swept_at` text
);
--> statement-breakpoint
CREATE INDEX `erasures_unswept` ON `erasures` (`resource`) WHERE "erasures"."swept_at" is null;