CREATE TABLE `mails` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`person` text,
	`letter` text,
	`state` text NOT NULL,
	`tries` integer NOT NULL,
	`next_try` text NOT NULL,
	`created_at` text NOT NULL,
	`fault` text,
	FOREIGN KEY (`person`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `mails_waiting` ON `mails` (`next_try`) WHERE "mails"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX `mails_person` ON `mails` (`person`);--> statement-breakpoint
CREATE TABLE `notices` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`person` text NOT NULL,
	`what` text NOT NULL,
	`act` integer NOT NULL,
	`about` text NOT NULL,
	`at` text NOT NULL,
	`read_at` text,
	`mail` text,
	FOREIGN KEY (`person`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `notices_person` ON `notices` (`person`,`id`);--> statement-breakpoint
CREATE INDEX `notices_unread` ON `notices` (`person`) WHERE "notices"."read_at" is null;--> statement-breakpoint
CREATE INDEX `notices_mail` ON `notices` (`mail`) WHERE "notices"."mail" is not null;