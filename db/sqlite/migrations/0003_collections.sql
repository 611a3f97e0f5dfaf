CREATE TABLE `collection_curators` (
	`id` text PRIMARY KEY NOT NULL,
	`collection` text NOT NULL,
	`person` text,
	`email` text,
	`asked` text NOT NULL,
	`invited_by` text NOT NULL,
	`invited_at` text NOT NULL,
	`accepted_at` text,
	FOREIGN KEY (`collection`) REFERENCES `collections`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `collection_curators_collection` ON `collection_curators` (`collection`);--> statement-breakpoint
CREATE INDEX `collection_curators_person` ON `collection_curators` (`person`);--> statement-breakpoint
CREATE INDEX `collection_curators_email` ON `collection_curators` (`email`);--> statement-breakpoint
CREATE TABLE `collection_history` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`collection` text NOT NULL,
	`event` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `collection_history_collection` ON `collection_history` (`collection`);--> statement-breakpoint
CREATE TABLE `collection_versions` (
	`collection` text NOT NULL,
	`number` integer NOT NULL,
	`content` text NOT NULL,
	`at` text NOT NULL,
	`by` text NOT NULL,
	`widest_reach` text NOT NULL,
	PRIMARY KEY(`collection`, `number`),
	FOREIGN KEY (`collection`) REFERENCES `collections`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `collections` (
	`id` text PRIMARY KEY NOT NULL,
	`organization` text NOT NULL,
	`owner_person` text,
	`owner_organization` text,
	`status` text NOT NULL,
	`hidden_by` text,
	`reach` text NOT NULL,
	`ceiling` text,
	`ceiling_by` text,
	`revision` integer NOT NULL,
	`latest` integer NOT NULL,
	`published` integer,
	`proposed` integer,
	`draft` text NOT NULL,
	`endorsements` text NOT NULL,
	`featured` integer,
	`created_at` text NOT NULL,
	`changed_at` text NOT NULL,
	FOREIGN KEY (`organization`) REFERENCES `organizations`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_person`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_organization`) REFERENCES `organizations`(`code`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "collections_one_owner" CHECK(("collections"."owner_person" is null) <> ("collections"."owner_organization" is null))
);
--> statement-breakpoint
CREATE INDEX `collections_owner` ON `collections` (`owner_person`) WHERE "collections"."owner_person" is not null;--> statement-breakpoint
CREATE INDEX `collections_organization` ON `collections` (`organization`,`id`);