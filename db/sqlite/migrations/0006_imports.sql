CREATE TABLE `import_rows` (
	`import` text NOT NULL,
	`seq` integer NOT NULL,
	`sheet` text,
	`row` integer NOT NULL,
	`outcome` text NOT NULL,
	`external_id` text,
	`title` text NOT NULL,
	`resource` text,
	`revision` integer,
	`said` text,
	`plan` text NOT NULL,
	`kept` integer NOT NULL,
	`decision` text,
	`result` text,
	`why` text,
	`wrote` text,
	PRIMARY KEY(`import`, `seq`),
	FOREIGN KEY (`import`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `import_rows_outcome` ON `import_rows` (`import`,`outcome`,`seq`);--> statement-breakpoint
CREATE INDEX `import_rows_resource` ON `import_rows` (`resource`) WHERE "import_rows"."resource" is not null;--> statement-breakpoint
CREATE TABLE `import_ways` (
	`organization` text PRIMARY KEY NOT NULL,
	`mapping` text NOT NULL,
	`answers` text NOT NULL,
	FOREIGN KEY (`organization`) REFERENCES `organizations`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `imported` (
	`resource` text PRIMARY KEY NOT NULL,
	`organization` text NOT NULL,
	`source` text NOT NULL,
	`import` text NOT NULL,
	`version` integer NOT NULL,
	`differs` text,
	FOREIGN KEY (`resource`) REFERENCES `resources`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `imported_source` ON `imported` (`organization`,`source`,`resource`);--> statement-breakpoint
CREATE TABLE `imports` (
	`id` text PRIMARY KEY NOT NULL,
	`organization` text NOT NULL,
	`state` text NOT NULL,
	`revision` integer NOT NULL,
	`data` text NOT NULL,
	`shared` text,
	FOREIGN KEY (`organization`) REFERENCES `organizations`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `imports_organization` ON `imports` (`organization`,`id`);--> statement-breakpoint
CREATE INDEX `imports_open` ON `imports` (`id`) WHERE "imports"."state" in ('reading', 'checking', 'importing', 'undoing');