"""Files that other programs write and read: pure, without the database, one module for each format."""
